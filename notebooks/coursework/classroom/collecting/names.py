"""Who handed a file in, read off the names that learning platforms give; and names that every system takes."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

LONGEST = 100  # bytes of one part of a path
_DEEPEST = 8  # parts of a path
_RESERVED = re.compile(r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?= *(\.|$))", re.IGNORECASE)  # by Windows

# How platforms name what they export, after their sources where these are open (Canvas, Moodle, Sakai, ILIAS), and
# else after exports that were described. number: the person's own. same: what is the same for all in one export.
# What has neither file nor text was written by the platform. Google Classroom names no person: it is asked about.
_FORMS = {
    "canvas": r"(?P<name>[^/]+?)_(?:LATE_)?(?P<number>\d+|(?<=anon_)\w{5})_"
              r"(?:\d+_|(?=(?:text|link)\.html$))(?P<file>[^/]+)",
    "moodle": r"(?P<name>[^/]+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<text>[a-z]+)_?/?(?P<file>.*)",
    "blackboard": r"(?P<same>[^/]+)_(?P<name>(?P<number>[^_/]+))_attempt_(?P<when>\d{4}(?:-\d\d){5})"
                  r"(?:_(?P<file>[^/]+)|(?P<text>\.txt))",
    "brightspace": r"index\.html|(?P<number>\d+)-(?P<same>\d+) - (?P<name>[^/]+?) - "
                   r"(?P<when>[A-Z][a-z]{2} \d\d?, \d{4} \d{3,4} [AP]M)(?: - |/)(?P<file>.+)",
    "sakai": r"grades\.\w+|(?P<name>[^/]+)\((?P<number>[^()/]+)\)/(?:Submission attachment\(s\)/(?P<file>.+)|"
             r"(?P<text>[^/]+_submissionText\.html)|Feedback Attachment\(s\)/.+|"
             r"timestamp\.txt|comments\.txt|feedbackText\.html)",
    # A table may lie beside the folders. A person's folder holds files alone, and ends with the number.
    "ilias": r"(?P<name>[^/]+_[^/]+_[^/]+)_(?P<number>\d+)/(?P<file>[^/]+)|[^/]+\.xlsx",
    "teams": r"(?:Submitted files/)?(?P<name>[^/]+)/(?P<same>[^/]+)/Version (?P<when>\d+)/(?P<file>.+)",
}  # fmt: skip
FORMS = {name: re.compile(rf"(?P<around>(?:[^/]+/)*?)(?:{form})") for name, form in _FORMS.items()}
_AGAIN = re.compile(r"-(\d+)(?=\.[A-Za-z]+$)")  # Canvas numbers a file that was handed in again
_LEVEL = re.compile(r"(folders|files)(?:-([2-9]))?")


class Sender(NamedTuple):
    """Who sent a file. platform, number: "" where a name is all there is. file: its name within what came, "" where
    the platform wrote it. turn: what came later has the larger one.
    """

    platform: str
    number: str
    name: str
    file: str
    turn: int = 0
    late: bool = False

    @property
    def key(self):
        """What one person is told from another by: the platform's number, or else the name as it was written."""
        return self.platform, self.number or unicodedata.normalize("NFC", self.name)

    @property
    def student(self):
        """A name for paths, which another person may have too."""
        wanted = safe("-".join(dict.fromkeys(filter(None, (self.name, self.number)))))
        return wanted or f"name-{_digest('/'.join(self.key))}"


def sender(path, layout):
    """Return the Sender of a file, None where the layout names nobody. path: inside the zip or folder, with "/".

    layout: a key of FORMS, or how deep the person's folder or file lies: "folders", "folders-2", "files", ...
    """
    if level := _LEVEL.fullmatch(layout):
        return _plain(path.split("/"), level[1], int(level[2] or 1))
    found = FORMS[layout].fullmatch(path)
    if not found or not found["name"]:
        return None
    held = found.groupdict()
    text = held.get("text") or ""
    file = held["file"] or (f"comment{text}" if text.startswith(".") else text)
    late = layout == "canvas" and "LATE_" in path[found.start("name") : found.start("number")]
    name = found["name"].removeprefix("LATE_") if late else found["name"]
    return Sender(layout, held.get("number") or "", name, file, _turn(layout, file, held.get("when")), late)


def _plain(parts, kind, level):
    """Return the Sender of a file in a folder of the person, or called after the person."""
    if kind == "folders" and len(parts) > level:
        return Sender("", "", parts[level - 1], "/".join(parts[level:]))
    if kind == "files" and len(parts) == level:
        return Sender("", "", parts[-1].rpartition(".")[0] or parts[-1], parts[-1])
    return None


def _turn(layout, file, when):
    """Return a number that is larger for what was handed in later, 0 where nothing tells."""
    if layout == "canvas":
        again = _AGAIN.search(file)
        return int(again[1]) if again else 0
    if layout == "brightspace":
        day, hour, half = when.rsplit(" ", 2)
        try:
            return int(datetime.strptime(f"{day} {hour.zfill(4)} {half}", "%b %d, %Y %I%M %p").strftime("%Y%m%d%H%M"))
        except ValueError:
            return 0
    return int(when.replace("-", "")) if when else 0


def safe(name):
    """Return a name in small letters, digits and hyphens of any alphabet, as one part of a path; "" if none is left."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in plain)
    plain = re.sub("-+", "-", "".join(kept)).strip("-")
    if not any(map(str.isalnum, plain)):
        return ""
    return _shorter(f"name-{plain}" if _RESERVED.fullmatch(plain) else plain, LONGEST)


def inside(path):
    """Return a path that every system takes and that cannot leave the folder it is put in."""
    parts = [re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "-", part).strip().rstrip(". ") for part in re.split(r"[/\\]", path)]
    parts = [_shorter(_RESERVED.sub(r"\1-", part, count=1) if _RESERVED.match(part) else part, LONGEST)
             for part in parts if part]  # fmt: skip
    return "/".join(parts[-_DEEPEST:]) or "file"


def _shorter(name, most):
    """Return a name that is short enough for a path, and still its own."""
    if len(name.encode("utf-8")) <= most:
        return name
    stem, dot, kind = name.rpartition(".")
    end = f"-{_digest(name)}" + (f".{kind}" if dot and len(kind) < 9 else "")
    return (stem or name).encode("utf-8")[: most - len(end.encode("utf-8"))].decode("utf-8", "ignore") + end


def _digest(name):
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
