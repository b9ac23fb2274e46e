"""What came from the learning platform: a zip or a folder, as files per person. Nothing in it is run or trusted."""

import contextlib
import functools
import hashlib
import json
import os
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ..course import Refusal
from . import unpack
from .layouts import assign
from .names import Sender
from .people import decided, enrol, show

KEPT = 1_000_000_000  # bytes of one file that is kept; a larger one stays where it is, and is named
_LIST = 8_000_000  # bytes of the list of files of a platform's zip


class Handed(NamedTuple):
    """One file as it came. path: with "/". read: a function that yields its bytes in pieces."""

    path: str
    sender: Sender | None
    read: object


class Arrival(NamedTuple):
    """What came at once. people: {student: [Handed]}. nobody: Handed files that no person can be told for.

    layout: as in `names.sender`. title: of the zip or folder. left: what was not looked into, in sentences.
    out: as people, of those whom people.csv leaves out.
    """

    layout: str
    people: dict
    nobody: list
    title: str
    left: list
    out: dict


@contextlib.contextmanager
def opened(course, path, layout=""):
    """Yield the Arrival at `path`, a platform's zip or a folder; who is new in the course gets a name.

    Raises Refusal where the layout is not known, or `path` is neither a zip nor a folder.
    """
    path = Path(path)
    if not path.exists():
        raise Refusal(f"There is no {path}.")
    with contextlib.ExitStack() as stack:
        found, left = _folder(path) if path.is_dir() else (_archive(stack, path), [])
        if not found:
            raise Refusal(" ".join([f"{path} holds no file, so nothing was changed.", *left]))
        layout, senders = assign(sorted({name for name, _ in found}), layout)
        says = decided(course)
        names = enrol(course, [who for who in senders.values() if who])
        show(course)
        people, out, nobody = {}, {}, []
        for name, read in sorted(found, key=lambda pair: pair[0]):
            who = senders[name]
            student = who and says.same.get(names[who.key], names[who.key])
            group = out if student in says.out else people
            (group.setdefault(student, []) if who else nobody).append(Handed(name, who, read))
        yield Arrival(layout, dict(sorted(people.items())), nobody, path.name, left, out)


def _folder(path):
    """Return ([(path with "/", function that reads it)] of every file in a folder, what was left out in sentences)."""
    held = [(file, _readable(file.relative_to(path).as_posix())) for file in sorted(path.rglob("*"))]
    links = ", ".join(name for file, name in held if file.is_symlink())
    closed = ", ".join(name for file, name in held if file.is_dir() and not os.access(file, os.R_OK | os.X_OK))
    left = [f"Links are not followed, and were left out: {links}."] if links else []
    left += [f"These folders cannot be opened by you, and were left out: {closed}."] if closed else []
    return [(name, functools.partial(_read, file)) for file, name in held
            if file.is_file() and not file.is_symlink() and not unpack.is_systems_own(name)], left  # fmt: skip


def _archive(stack, path):
    """Return [(path with "/", function that reads it)] of every file in a zip, which stays open."""
    try:
        archive = stack.enter_context(zipfile.ZipFile(unpack.Narrow(stack.enter_context(path.open("rb")), _LIST)))
        infos = [(unpack.name_of(info) or "file", info) for info in archive.infolist()
                 if not unpack.is_folder(info)]  # fmt: skip
    except unpack.BROKEN as error:
        words = f"{path} is neither a folder nor a zip that can be read ({unpack.why(error)})."
        raise Refusal(f"{words} Give the zip that your learning platform made.") from None
    return [(name, functools.partial(unpack.pieces, archive, info)) for name, info in infos
            if not unpack.is_systems_own(name)]  # fmt: skip


def _read(file):
    with file.open("rb") as held:
        yield from iter(lambda: held.read(unpack.PIECE), b"")


def _readable(name):
    """Return a path in which bytes that are no letters are told by their numbers."""
    return re.sub("[\ud800-\udfff]", lambda found: f"%{ord(found[0]) & 0xFF:02X}", name)


def keep(handed, folder, title):
    """Keep files as they came in folder/attempt-N, unless an attempt there is the same; return (N, problems).

    handed: list of Handed. title: of what they came in, for the problems (sentences).
    """
    arriving = folder / "arriving"
    shutil.rmtree(arriving, ignore_errors=True)  # of a run that was ended
    arriving.mkdir(parents=True)
    shelf, rows, problems = unpack.Shelf(arriving / "files"), [], []
    for one in handed:
        path, sha = shelf.place(one.path), hashlib.sha256()
        try:
            shelf.write(path, _watched(one.read(), sha))
        except unpack.BROKEN as error:
            if getattr(error, "errno", None) in unpack.FULL:
                raise
            problems.append(f"{one.path} could not be kept ({unpack.why(error)}). It is in {title}.")
            continue
        who, came = one.sender, {"came as": one.path} if one.path != path else {}
        rows.append({"path": path, "sha256": sha.hexdigest()} | came
                    | ({"file": who.file, "turn": who.turn, "late": who.late} if who else {}))  # fmt: skip
    return _numbered(folder, arriving, rows), problems


def _watched(content, sha):
    size = 0
    for piece in content:
        size += len(piece)
        if size > KEPT:
            raise ValueError(f"it holds more than {KEPT // 1_000_000} MB")
        sha.update(piece)
        yield piece


def _numbered(folder, arriving, rows):
    """Give an attempt its number: that of the same one before, else the next."""
    plain = [_without_place(row) for row in rows]
    for number in (before := attempts(folder)):
        if [_without_place(row) for row in _rows(folder / f"attempt-{number}")] == plain:
            shutil.rmtree(arriving)
            return number
    number = max(before, default=0) + 1
    (arriving / "attempt.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    arriving.rename(folder / f"attempt-{number}")
    return number


def _without_place(row):
    return {name: value for name, value in row.items() if name != "came as"}  # not kept by earlier versions


def attempts(folder):
    """Return the numbers of the attempts that are kept in a folder, the last one first."""
    names = (path.parent.name.removeprefix("attempt-") for path in folder.glob("attempt-*/attempt.json"))
    return sorted((int(name) for name in names if name.isdigit()), reverse=True)


def unpacked(attempt, target):
    """Open what an attempt (folder) holds in the folder `target`; return (Unpacked, whether it was late)."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    made, rows = unpack.Unpacked(target), [row for row in _rows(attempt) if row.get("file")]
    called = Counter(row["file"].casefold() for row in rows)
    for row in rows:
        row["size"] = (attempt / "files" / row["path"]).stat().st_size
    for row in sorted(rows, key=lambda row: (unpack.rank(row["file"]), -row["turn"], row["size"])):
        name = row["file"] if called[row["file"].casefold()] == 1 else row["path"]  # the platform's tells two apart
        made.add(attempt / "files" / row["path"], name, row["turn"])
    return made, any(row["late"] for row in rows)


def adopt(folder, other):
    """Move the attempts in the folder `other` behind those in `folder`: they are one person's."""
    last = max(attempts(folder), default=0)
    for step, number in enumerate(reversed(attempts(other)), start=1):
        folder.mkdir(parents=True, exist_ok=True)
        (other / f"attempt-{number}").rename(folder / f"attempt-{last + step}")


def came_as(attempt):
    """Return {path in an attempt (folder): path in what the platform gave} of its files that a person handed in."""
    return {row["path"]: row.get("came as", row["path"]) for row in _rows(attempt) if row.get("file")}


def _rows(attempt):
    return json.loads((attempt / "attempt.json").read_text(encoding="utf-8"))
