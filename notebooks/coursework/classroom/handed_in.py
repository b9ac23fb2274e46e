"""What came from the learning platform: a zip or a folder, as files per student. Nothing in it is run or trusted."""

import contextlib
import functools
import io
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from .names import inside, sender

LARGEST = 60_000_000  # bytes that one student may hand in, unpacked
MANY = 2_000  # files that one student may hand in
_DEEPEST = 2
_IGNORED = ("__MACOSX/", ".ipynb_checkpoints/", ".DS_Store/", "Thumbs.db/", "desktop.ini/")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class HandedIn(NamedTuple):
    """student: safe name. originals, files: {path: bytes} as they came, and with zips opened. problems: sentences."""

    student: str
    originals: dict
    files: dict
    problems: list
    late: bool = False


def read(path):
    """Return {student: HandedIn} for a platform's zip or for a folder.

    Raises ValueError with a sentence where path is neither.
    """
    path, found, names = Path(path), {}, {}
    if not path.exists():
        raise ValueError(f"There is no {path}.")
    if not path.is_dir() and not zipfile.is_zipfile(path):
        raise ValueError(f"{path} is neither a folder nor a zip. Give the zip that your learning platform made.")
    with contextlib.ExitStack() as stack:
        members = _folder(path) if path.is_dir() else _archive(stack.enter_context(zipfile.ZipFile(path)), path.name)
        cut = _shared_folder([name for name, _ in members])
        for name, load in members:
            who = sender(name[cut:])
            if who.student:
                student = _distinct(who, names)
                held = found.setdefault(student, HandedIn(student, {}, {}, []))
                found[student] = held = held._replace(late=held.late or who.late)
                _take(held, name[cut:], who, load)
    return dict(sorted(found.items()))


def _folder(path):
    """Return [(path with "/", function that reads it)] of every file in a folder."""
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and not file.is_symlink()]
    named = [(file.relative_to(path).as_posix(), file.read_bytes) for file in files]
    return [(name, load) for name, load in named if not _ignored(name)]


def _archive(archive, title):
    """Return [(path with "/", function that reads it)] of every file in a zip."""

    def load(info):
        if info.file_size > LARGEST:
            raise ValueError(f"it holds more than {LARGEST // 1_000_000} MB, and stays in {title}")
        return archive.read(info)

    infos = [info for info in archive.infolist() if not info.is_dir() and not _ignored(info.filename)]
    return [(info.filename.replace("\\", "/").lstrip("/"), functools.partial(load, info)) for info in infos]


def _shared_folder(names):
    """Return how many letters of every path are a folder around all students: 0 where there is none."""
    tops = {name.partition("/")[0] for name in names}
    below = [name.partition("/")[2] for name in names]
    if len(tops) != 1 or not all(below):
        return 0
    direct = [name for name in below if "/" not in name]
    several = sum(name.lower().endswith((".zip", ".ipynb")) for name in direct) > 1
    return len(tops.pop()) + 1 if several or not direct else 0


def _distinct(who, names):
    """Return the student's name, with a number where another name reads the same in a path."""
    taken = names.setdefault(who.student, [])
    if who.given not in taken:
        taken.append(who.given)
    place = taken.index(who.given)
    return f"{who.student}-{place + 1}" if place else who.student


def _take(student, name, who, load):
    """Keep one file of a student as it came, and put it, or what a zip holds, among the files."""
    try:
        content = load()
    except _BROKEN as error:
        student.problems.append(f"{who.file} cannot be read ({error}).")
        return
    student.originals[inside(name)] = content
    _unpack(student, (f"turn-{who.turn}/" if who.turn else "") + who.file, content, _DEEPEST)


def _unpack(student, name, content, depth):
    """Put one file, or what a zip holds, among the files of a student."""
    if name.lower().endswith(".zip") and depth:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for info in archive.infolist():
                    if not _unpack_member(student, name, archive, info, depth):
                        break
        except _BROKEN as error:
            student.problems.append(f"{name} cannot be unpacked ({error}).")
    elif _room(student, name, len(content)):
        student.files[inside(name)] = content


def _unpack_member(student, name, archive, info, depth):
    """Take one member of a zip; return whether to go on. The stated size is never exceeded when it is read."""
    if info.is_dir() or _ignored(info.filename):
        return True
    if not _room(student, info.filename, info.file_size):
        return False
    turn = f"{name.partition('/')[0]}/" if name.startswith("turn-") else ""
    _unpack(student, turn + info.filename, archive.read(info), depth - 1)
    return True


def _room(student, name, size):
    """Whether a file still fits; what does not is told once."""
    if size + sum(map(len, student.files.values())) <= LARGEST and len(student.files) < MANY:
        return True
    words = f"was left out, with what follows it: more than {LARGEST // 1_000_000} MB or {MANY} files."
    student.problems.append(f"{inside(name)} {words}")
    return False


def _ignored(name):
    return any(part in name.replace("\\", "/") + "/" for part in _IGNORED)
