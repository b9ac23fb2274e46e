"""How an export is sorted: a form that is known, or a question. Nobody is sorted on a guess."""

import re
from collections import defaultdict
from pathlib import PurePosixPath

from ..course import Refusal
from .names import FORMS, sender

_WORDS = {
    "folders": "the first folder is called after the person",
    "folders-2": "the second folder is called after the person",
    "folders-3": "the third folder is called after the person",
    "folders-4": "the fourth folder is called after the person",
    "files": "each file is called after the person",
    "files-2": "each file in the first folder is called after the person",
    "files-3": "each file in the second folder is called after the person",
    "files-4": "each file in the third folder is called after the person",
}
LAYOUTS = (*FORMS, *_WORDS)
_SPELLED = {"ilias": "ILIAS"}
_SHOWN = 6
# What a file or folder may be called that tells of the work and not of a person: “A1-hand-in (1)”, “A1-Copy1”.
_OF_THE_WORK = re.compile(
    r"(?=.*[a-z])(?:a\d|hand|in|copy|copie|kopie|final|version|\d|[\W_])++|.+-(?:positions|inducement_codes)",
    re.IGNORECASE,
)
_COPY = re.compile(r"[-_ ]*(?:\(\d+\)|copy *\d*|(?<=[-_ ])\d+)$", re.IGNORECASE)


def assign(paths, layout=""):
    """Return (layout, {path: Sender, or None where a file is nobody's}).

    paths: of the files of an export, with "/". layout: as the instructor names it; "" to recognise it.
    Raises Refusal with a question where none is known, and where two folders have one person's name.
    """
    if layout and layout not in LAYOUTS:
        raise Refusal(f"There is no layout “{layout}”. There are: {', '.join(LAYOUTS)}.")
    chosen = layout or _known(paths)
    if not chosen:
        raise Refusal(_question(paths))
    found = {path: sender(path, chosen) for path in paths}
    if not any(found.values()):
        raise Refusal(_question(paths, f"No file fits the layout “{chosen}”."))
    _refuse_namesakes(found)
    return chosen, found


def platform(layout):
    """Return the name of a platform as it is written."""
    return _SPELLED.get(layout, layout.capitalize())


def told(layout):
    """Return in words how an export was read."""
    return f"“{layout}”: {_WORDS[layout]}" if layout in _WORDS else f"an export of {platform(layout)} (“{layout}”)"


def _known(paths):
    """Return the one layout that fits all files, "" where there is none or more than one."""
    fitting = [layout for layout in FORMS if _fits(layout, paths)]
    if fitting:
        return fitting[0] if len(fitting) == 1 else ""
    if any(sender(path, layout) for layout in FORMS for path in paths):
        return ""  # some have the form of a platform, and some do not
    if paths and not any("/" in path for path in paths):
        return "files" if _are_people(paths) else ""
    return "folders" if paths and all("/" in path for path in paths) and _hold_one_each(paths) else ""


def _fits(layout, paths):
    """Whether all files have the form of a platform, and no number belongs to two names."""
    around, beside, same, names = set(), set(), set(), defaultdict(set)
    for path in paths:
        match = FORMS[layout].fullmatch(path)
        if not match:
            return False
        who = sender(path, layout)
        (around if who else beside).add(match["around"])
        if who:
            same.add(match.groupdict().get("same"))
            names[who.number].add(who._replace(number="").key)
    if "number" not in FORMS[layout].groupindex:
        names.clear()  # the name is all that tells
    over = all(held.startswith(place) for held in around for place in beside)  # the platform's own files lie above
    return len(around) == 1 and over and len(same) == 1 and all(len(held) == 1 for held in names.values())


def _are_people(paths):
    """Whether each file can be one person's whole hand-in, by its kind and its name."""
    stems = {PurePosixPath(path).stem for path in paths}
    bare = {_COPY.sub("", stem) for stem in stems if _COPY.sub("", stem) != stem}
    hand_ins, tables = _kinds(paths)
    whole = len(hand_ins) == len(paths) or len(tables) == len(paths)
    return whole and not bare & stems and not any(_OF_THE_WORK.fullmatch(stem) for stem in stems)


def _hold_one_each(paths):
    """Whether the top folders are people's: each holds one hand-in, and what these are called tells of the work."""
    tops = defaultdict(list)
    for path in paths:
        tops[path.partition("/")[0]].append(path)
    told = False
    for top, held in tops.items():
        hand_ins, tables = _kinds(held)
        kinds = [PurePosixPath(path).suffix.lower() for path in hand_ins]
        of_work = [_tells_of_the_work(path) for path in hand_ins or tables]
        if _OF_THE_WORK.fullmatch(top) or len(kinds) > len(set(kinds)) or (len(of_work) > 1 and not all(of_work)):
            return False
        told |= any(of_work)
    return told


def _kinds(paths):
    """Return (the notebooks and zips, the tables) among the files."""
    hand_ins = [path for path in paths if path.lower().endswith((".ipynb", ".zip")) and "_checkpoints/" not in path]
    return hand_ins, [path for path in paths if path.lower().endswith(".csv") and "my-work/" not in path]


def _tells_of_the_work(path):
    inner = PurePosixPath(path).with_suffix("").parts[1:]
    return all(_OF_THE_WORK.fullmatch(part) for part in inner)


def _refuse_namesakes(found):
    """Refuse where a name alone tells a person, and stands in two places: they may be two people."""
    places = defaultdict(set)
    for path, who in found.items():
        if who and not who.platform:
            place = path.removesuffix(who.file).rstrip("/")
            places[who.key].add(place.removesuffix(who.name).rstrip("/"))
    for (_, name), held in sorted(places.items()):
        if len(held) > 1:
            there = ", ".join(f"“{place}”" for place in sorted(held))
            words = f"“{name}” stands in {len(held)} folders: {there}. These may be two people."
            raise Refusal(f"{words} Rename one of them, and collect again.")


def _question(paths, why="It is not clear who handed in what: no layout is known that fits all files."):
    """Return the question how an export is sorted, with what each answer would mean."""
    shown = [f"  {path}" for path in sorted(paths)[:_SHOWN]]
    more = [f"  and {len(paths) - _SHOWN} more"] if len(paths) > _SHOWN else []
    answers = [line for layout in LAYOUTS if (line := _answer(layout, paths))]
    choice = ["Say how they are sorted: run this step again, with one of", *answers] if answers else []
    return "\n".join([
        f"{why} Nothing was changed. The files are:", *shown, *more, *choice,
        "Or put each person's files into a folder called after the person, and give the folder that holds these "
        "folders, with --layout folders. What Google Classroom leaves in a folder names nobody: there is no other way.",
    ])  # fmt: skip


def _answer(layout, paths):
    """Return what a layout would make of the files, as a line; "" where it finds nobody."""
    found = [sender(path, layout) for path in paths]
    people = sorted({who.key: who.name for who in found if who}.values())
    if all(_OF_THE_WORK.fullmatch(name) for name in people):
        return ""
    words = _WORDS.get(layout, f"as {platform(layout)} names them")
    names = ", ".join([*people[:3], "…"] if len(people) > 3 else people)
    others = found.count(None)
    left = f"; {others} file{'' if others == 1 else 's'} would be nobody's" if others else ""
    return f"  --layout {layout:11} {words}: {len(people)} {'people' if len(people) > 1 else 'person'} ({names}){left}"
