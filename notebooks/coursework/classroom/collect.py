"""The step “collect”: what students handed in, sorted by student, every original kept."""

import csv
import re
import shutil
from typing import NamedTuple

import nbformat

from . import handed_in
from .repair import NotANotebook, read_notebook, rebuild, shared, unchanged

COLUMNS = ("student", "status", "file", "message")
_FORMULA = tuple("=+-@")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
_BESIDE = {".csv", ".json", ".txt", ".md"}


class Collected(NamedTuple):
    """One student's hand-in: status is “collected” or why there is nothing to grade; message is for the instructor."""

    student: str
    status: str
    file: str
    message: str


def collect(course, path):
    """Sort what is at `path` (zip or folder) into the course; return a list of Collected.

    Nothing is lost: every original lies in collected/<assignment>/<student>/originals.
    Raises Refusal where the assignment was not released, ValueError where path cannot be read.
    """
    released = nbformat.read(course.released_notebook, as_version=4)
    rows = [_one(course, released, student) for student in handed_in.read(path).values()]
    known = {row.student for row in rows}
    rows += [row for row in read_table(course.collected_table) if row.student not in known]
    write_table(course.collected_table, COLUMNS, sorted(rows))
    return sorted(rows)


def read_table(path):
    """Return the rows of collected.csv; [] where there is none yet."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Collected(*(_as_it_was(row[column]) for column in COLUMNS)) for row in csv.DictReader(file)]


def write_table(path, columns, rows):
    """Write rows as a CSV file that a spreadsheet opens with all its letters, and without running anything in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])


def best_notebook(released, files):
    """Return (name, notebook, number of notebooks, problems): the notebook among the files that is most of the release.

    files: {name: bytes}. notebook is None where none fits.
    """
    found, problems, least = [], [], max(2, len(released.cells) // 4)
    for name, content in files.items():
        if name.lower().endswith(".ipynb"):
            try:
                book = read_notebook(content)
                common, open_ = shared(released, book), len(unchanged(released, rebuild(released, book)[0]))
                found.append((common >= least, _turn(name), common, -open_, name, book))
            except NotANotebook as error:
                problems.append(f"{name}: {error}")
    found.sort(key=lambda row: row[:-1])  # the last time of handing in, then what is most of the release, then answers
    if not found or not found[-1][0]:
        return (found[-1][-2] if found else ""), None, len(found), problems
    return found[-1][-2], found[-1][-1], len(found), problems


def _one(course, released, student):
    home = course.collected / student.student
    shutil.rmtree(home / "files", ignore_errors=True)  # those of an earlier hand-in; its originals stay
    for name, content in student.originals.items():
        _write(home / "originals" / name, content)
    for name, content in student.files.items():
        _write(home / "files" / name, content)
    name, book, count, problems = best_notebook(released, student.files)
    problems = ["Handed in late."] * student.late + student.problems + problems
    if book is not None:
        many = [f"{count} notebooks were handed in; {name} is graded."] if count > 1 else []
        return Collected(student.student, "collected", name, " ".join(many + problems))
    if count:
        words = f"{name} is not {course.name}. Ask for the right file."
        return Collected(student.student, "wrong notebook", name, words)
    status = "not readable" if problems[student.late :] else "no notebook"
    held = ", ".join(list(student.files)[:4]) or "no file"
    return Collected(student.student, status, "", " ".join(problems) or f"No notebook was handed in, but: {held}.")


def beside(course, student):
    """Return {name: bytes} of the small files that belong to a student's notebook, from its folder my-work."""
    home = course.collected / student / "files"
    found = {}
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        if path.is_file() and path.suffix.lower() in _BESIDE and "my-work" in parts:
            found["/".join(parts[parts.index("my-work") :])] = path.read_bytes()
    return found


def _turn(name):
    head = name.split("/")[0]
    return int(head.removeprefix("turn-")) if head.startswith("turn-") else 0


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _harmless(cell):
    # A spreadsheet runs a cell that begins like a formula; names and messages come from strangers.
    text = re.sub(r"[\x00-\x1f]+", " ", str(cell))
    return "'" + text if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _as_it_was(text):
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA) else text
