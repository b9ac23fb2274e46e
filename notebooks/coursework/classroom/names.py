"""Who handed a file in, read off the names that learning platforms give."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

LONGEST = 100  # bytes of one part of a path
_DEEPEST = 8  # parts of a path

_CANVAS = re.compile(r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_(?P<file>[^/]+)")
_MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?/?(?P<file>.*)")
_AGAIN = re.compile(r"-(\d+)(?=\.[A-Za-z]+$)")


class Sender(NamedTuple):
    """student: a name that is safe in a path. file: its name within what came. turn: 0 for the first time."""

    student: str
    file: str
    turn: int = 0
    late: bool = False
    given: str = ""  # the name as it came, to tell two that read the same in a path


def sender(path):
    """Return who sent a file. path: its path inside the platform's zip or folder, with "/".

    Known forms: Canvas (name_12345_67890_file), Moodle (Name_12345_assignsubmission_file_/file), plain
    (name/file or name.ipynb or name.zip). Returns a Sender; student is "" where no name is left.
    """
    canvas = _CANVAS.fullmatch(path)
    moodle = _MOODLE.fullmatch("/".join(path.split("/")[-2:])) or _MOODLE.fullmatch(path.rsplit("/", 1)[-1])
    if moodle:
        student = safe(f"{moodle['name']}-{moodle['number']}")
        return Sender(student, moodle["file"] or moodle["kind"], given=moodle["name"])
    if canvas:
        again = _AGAIN.search(canvas["file"])
        file = _AGAIN.sub("", canvas["file"])
        student = safe(f"{canvas['name']}-{canvas['number']}")
        return Sender(student, file, int(again[1]) if again else 0, bool(canvas["late"]), canvas["name"])
    first, _, rest = path.partition("/")
    if rest:
        return Sender(safe(first), rest, given=first)
    stem = first.rsplit(".", 1)[0]
    return Sender(safe(stem), first, given=stem)


def safe(name):
    """Return a name in small letters, digits and hyphens of any alphabet, as one part of a path."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return _shorter(re.sub(r"[^\w]+", "-", plain.replace("_", "-")).strip("-"), LONGEST)


def inside(path):
    """Return a path that every system takes and that cannot leave the folder it is put in."""
    parts = [re.sub(r'[\x00-\x1f<>:"|?*]', "-", part).strip() for part in re.split(r"[/\\]", path)]
    parts = [_shorter(part, LONGEST) for part in parts if part.strip(".")]
    return "/".join(parts[-_DEEPEST:]) or "file"


def _shorter(name, most):
    """Return a name that is short enough for a path, and still its own."""
    if len(name.encode("utf-8")) <= most:
        return name
    stem, dot, kind = name.rpartition(".")
    end = "-" + hashlib.sha256(name.encode("utf-8")).hexdigest()[:8] + (f".{kind}" if dot and len(kind) < 9 else "")
    return (stem or name).encode("utf-8")[: most - len(end.encode("utf-8"))].decode("utf-8", "ignore") + end
