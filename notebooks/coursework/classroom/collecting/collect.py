"""The step “collect”: what students handed in, sorted by student, every original kept."""

import csv
from typing import NamedTuple

from ..course import Refusal
from ..tables import unquoted, write_table
from . import handed_in, roster
from .layouts import told as read_as
from .people import decided
from .repair import NotANotebook, read_notebook, rebuild, shared, unchanged

COLUMNS = ("student", "status", "file", "message")
RULE = (
    "Which file counts: what you collected last. Of several notebooks in it, the one that the platform shows as the "
    "last; then the one with most cells of the assignment; then the one with most answers. If there is no notebook of "
    "the assignment in it, the attempt before it counts. Every file is kept in collected/{}/STUDENT/originals."
)
_NOBODY = "_nobody"  # no student's name in paths begins like this
_BESIDE = {".csv", ".json", ".txt", ".md"}
_WHY = ("It is the only one of this assignment.", "It was handed in last.", "It has most cells of the assignment.",
        "It has most answers.")  # fmt: skip


class Collected(NamedTuple):
    """One student's hand-in: status is “collected” or why there is nothing to grade; message is for the instructor."""

    student: str
    status: str
    file: str
    message: str


def collect(course, path, layout="", say=lambda words: None, listed=None):
    """Sort what is at `path` (zip or folder) into the course; return a list of Collected.

    layout: how it is sorted, see `layouts.assign`. say: takes sentences about the whole. listed: the platform's list
    of people, a CSV file; the one of the last time if left out. Nothing is lost: every original lies in
    collected/<assignment>/<student>/originals. Raises Refusal where the assignment was not released, the layout is
    not known, a table or path cannot be read, or the disk is full.
    """
    released = course.handed_out()
    rows = {row.student: row for row in read_table(course.collected_table)}
    people = roster.kept(course, listed)
    try:
        with handed_in.opened(course, path, layout) as arrival:
            _about(course, arrival, say)
            try:
                _as_decided(course, released, arrival, rows, say)
                for student, handed in arrival.people.items():
                    rows[student] = _one(course, released, student, handed, arrival.title)
            finally:  # whoever was collected stands in the table, also where the disk is full or the step is stopped
                write_table(course.collected_table, COLUMNS, sorted(rows.values()))
            for words in roster.write(course, people, sorted(rows)) if people else ():
                say(words)
    except KeyboardInterrupt:
        words = f"Stopped. Whoever was collected before stands in {course.collected_table}."
        raise Refusal(f"{words} Collect the same again, and all is there.") from None
    except OSError as error:
        words = f"{error.filename or path}: {error.strerror or error}. Whoever was collected before it is kept."
        raise Refusal(f"{words} Mend that, and collect again.") from None
    return sorted(rows.values())


def _about(course, arrival, say):
    """Say how the whole was understood; keep what is nobody's."""
    count, files = len(arrival.people), sum(map(len, arrival.people.values()))
    people = f"{count} {'people' if count > 1 else 'person'}, {files} {'files' if files > 1 else 'file'}"
    say(f"Read as {read_as(arrival.layout)}. {people}.")
    for words in arrival.left:
        say(words)
    if arrival.nobody:
        home = course.collected / _NOBODY / "originals"
        _, problems = handed_in.keep(arrival.nobody, home, arrival.title)
        names = ", ".join(one.path for one in arrival.nobody[:5]) + ", …" * (len(arrival.nobody) > 5)
        say(" ".join([f"Nobody's, and kept in {home}: {names}.", *problems]))


def _as_decided(course, released, arrival, rows, say):
    """Follow people.csv: keep what is left out, out of the table; put together what is one person's."""
    says = decided(course)
    for student, handed in arrival.out.items():
        handed_in.keep(handed, course.collected / student / "originals", arrival.title)
    for student in sorted(says.out):
        if rows.pop(student, None) or student in arrival.out:
            say(f"Left out, as people.csv says: {student}. What was handed in is kept.")
    for other, student in sorted(says.same.items()):
        home = course.collected / student / "originals"
        if rows.pop(other, None) and student not in says.out:
            handed_in.adopt(home, course.collected / other / "originals")
            if student not in arrival.people:
                rows[student] = _counted(course, released, student, max(handed_in.attempts(home)), [])
            say(f"One person, as people.csv says: {other} and {student}. All is kept under {student}.")


def _one(course, released, student, handed, title):
    """Keep what one student handed in, open what counts, and return the Collected."""
    last, problems = handed_in.keep(handed, course.collected / student / "originals", title)
    return _counted(course, released, student, last, problems)


def _counted(course, released, student, last, problems):
    """Open the attempt of a student that counts, and return the Collected. last: the attempt that came last."""
    home = course.collected / student
    kept = home / "originals"
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


def collected(course, more=""):
    """Return the rows of collected.csv. Raises Refusal where there are none. more: what else one may do."""
    rows = read_table(course.collected_table)
    if not rows:
        raise Refusal(f"Nothing was collected for {course.name} in {course.root}. Run the step “collect” first{more}.")
    return rows


def read_table(path):
    """Return the rows of collected.csv; [] where there is none yet."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Collected(*(unquoted(row[column]) for column in COLUMNS)) for row in csv.DictReader(file)]
