"""The step “collect”: what students handed in, sorted by student, every original kept."""

import csv
import re
from typing import NamedTuple

import nbformat

from . import handed_in
from .course import Refusal
from .layouts import told
from .repair import NotANotebook, read_notebook, rebuild, shared, unchanged

COLUMNS = ("student", "status", "file", "message")
RULE = (
    "Which file counts: what you collected last. Of several notebooks in it, the one that the platform shows as the "
    "last; then the one with most cells of the assignment; then the one with most answers. If there is no notebook of "
    "the assignment in it, the attempt before it counts. Every file is kept in collected/{}/STUDENT/originals."
)
_NOBODY = "_nobody"  # no student's name in paths begins like this
_FORMULA = tuple("=+-@")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
_BESIDE = {".csv", ".json", ".txt", ".md"}
_WHY = ("It is the only one of this assignment.", "It was handed in last.", "It has most cells of the assignment.",
        "It has most answers.")  # fmt: skip


class Collected(NamedTuple):
    """One student's hand-in: status is “collected” or why there is nothing to grade; message is for the instructor."""

    student: str
    status: str
    file: str
    message: str


def collect(course, path, layout="", say=lambda words: None):
    """Sort what is at `path` (zip or folder) into the course; return a list of Collected.

    layout: how it is sorted, see `layouts.assign`. say: takes sentences about the whole. Nothing is lost: every
    original lies in collected/<assignment>/<student>/originals. Raises Refusal where the assignment was not released,
    the layout is not known or the disk is full; ValueError where path cannot be read.
    """
    released = nbformat.read(course.released_notebook, as_version=4)
    rows = {row.student: row for row in read_table(course.collected_table)}
    try:
        with handed_in.opened(course, path, layout) as arrival:
            _about(course, arrival, say)
            try:
                for student, handed in arrival.people.items():
                    rows[student] = _one(course, released, student, handed, arrival.title)
            finally:  # whoever was collected stands in the table, also where the disk is full
                write_table(course.collected_table, COLUMNS, sorted(rows.values()))
    except OSError as error:
        words = f"{error.filename or path}: {error.strerror or error}. Whoever was collected before it is kept."
        raise Refusal(f"{words} Mend that, and collect again.") from None
    return sorted(rows.values())


def _about(course, arrival, say):
    """Say how the whole was understood; keep what is nobody's."""
    count, files = len(arrival.people), sum(map(len, arrival.people.values()))
    people = f"{count} {'people' if count > 1 else 'person'}, {files} {'files' if files > 1 else 'file'}"
    say(f"Read as {told(arrival.layout)}. {people}.")
    for words in arrival.left:
        say(words)
    if arrival.nobody:
        home = course.collected / _NOBODY / "originals"
        _, problems = handed_in.keep(arrival.nobody, home, arrival.title)
        names = ", ".join(one.path for one in arrival.nobody[:5]) + ", …" * (len(arrival.nobody) > 5)
        say(" ".join([f"Nobody's, and kept in {home}: {names}.", *problems]))


def _one(course, released, student, handed, title):
    """Keep what one student handed in, open what counts, and return the Collected."""
    home = course.collected / student
    kept = home / "originals"
    last, problems = handed_in.keep(handed, kept, title)
    before, told = [number for number in handed_in.attempts(kept) if number != last], {}
    for number in (last, *before, last):  # the last again, where no attempt holds the notebook
        opened, late = handed_in.unpacked(kept / f"attempt-{number}", home / "files")
        best = best_notebook(released, home / "files", opened.notebooks)
        told[number] = opened.problems() + best.problems
        if best.fits or not before:
            break
    problems += list(dict.fromkeys(told[last] + told[number]))
    words = ["Handed in late."] if late else []
    if number != last:
        words.append(f"Attempt {last} holds no notebook of {course.name}: attempt {number} counts.")
    elif before:
        words.append(f"Attempt {last} of {len(before) + 1} counts: you collected it last.")
    if best.fits:
        if best.count > 1:
            words.append(f"{best.count} notebooks were handed in; {best.name} is graded. {best.why}")
        return Collected(student, "collected", best.name, " ".join(words + problems))
    if best.count:
        words.append(f"{best.name} is not {course.name}. Ask for the right file.")
        return Collected(student, "wrong notebook", best.name, " ".join(words + problems))
    held = ", ".join(opened.names[:4]) or "no file"
    nothing = [] if problems else [f"No notebook was handed in, but: {held}."]
    return Collected(student, "not readable" if problems else "no notebook", "", " ".join(words + problems + nothing))


class Best(NamedTuple):
    """The notebook that counts. fits: whether it is of the assignment. count: of notebooks. problems: sentences."""

    name: str
    fits: bool
    count: int
    why: str
    problems: list


def best_notebook(released, folder, notebooks):
    """Return Best: the notebook that was handed in last, then what is most of the release, then most answers.

    notebooks: [(path in folder, turn)].
    """
    found, problems, least = [], [], max(2, len(released.cells) // 4)
    for name, turn in notebooks:
        try:
            book = read_notebook((folder / name).read_bytes())
        except NotANotebook as error:
            problems.append(f"{name}: {error}")
            continue
        common, open_ = shared(released, book), len(unchanged(released, rebuild(released, book)[0]))
        sources = hash(tuple(cell.source for cell in book.cells))  # of many notebooks, only one is held at a time
        found.append(((common >= least, turn, common, -open_), name, sources))
    if not found:
        return Best("", False, 0, "", problems)
    found.sort(key=lambda one: one[1])
    (rank, name, sources), *others = sorted(found, key=lambda one: one[0], reverse=True)
    differing = [place for place, (one, other) in enumerate(zip(rank, others[0][0])) if one != other] if others else []
    if differing:
        why = _WHY[differing[0]]
    else:
        same = all(other[2] == sources for other in others if other[0] == rank)
        why = "They hold the same." if same else "They came together and differ: look at both."
    return Best(name, rank[0], len(found), why, problems)


def beside(course, student, file):
    """Return {name: bytes} of the small files that belong to a student's notebook, from the folder my-work nearest it.

    file: of the notebook, as in Collected.
    """
    home, found = course.collected / student / "files", {}
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        if path.is_file() and path.suffix.lower() in _BESIDE and "my-work" in parts:
            place = parts.index("my-work")
            found.setdefault(parts[:place], {})["/".join(parts[place:])] = path
    own = tuple(file.split("/")[:-1])
    nearest = max(sorted(found), key=lambda parts: _shared_start(parts, own), default=None)
    return {name: path.read_bytes() for name, path in found.get(nearest, {}).items()}


def _shared_start(parts, own):
    """Return how many folders two places share, and how few lie between them."""
    shared_ = next((n for n, (one, other) in enumerate(zip(parts, own)) if one != other), min(len(parts), len(own)))
    return shared_, -len(parts)


def read_table(path):
    """Return the rows of collected.csv; [] where there is none yet."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Collected(*(_as_it_was(row[column]) for column in COLUMNS)) for row in csv.DictReader(file)]


def write_table(path, columns, rows):
    """Write rows as a CSV file that a spreadsheet opens with all its letters, and without running anything in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_name(f"{path.name}.new")  # where the disk is full, the table from before stays
    with whole.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    whole.replace(path)


def _harmless(cell):
    # A spreadsheet runs a cell that begins like a formula; names and messages come from strangers.
    text = re.sub(r"[\x00-\x1f]+", " ", str(cell))
    return "'" + text if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _as_it_was(text):
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA) else text
