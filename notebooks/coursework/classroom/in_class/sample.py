"""The step “sample”: two of each student's own cells for a three-minute talk, as a sheet to print."""

import ast
import contextlib
import csv
import html
import io
import random
from pathlib import PurePosixPath
from typing import NamedTuple

from .. import page
from ..cells import is_answer
from ..collecting import collect
from ..collecting.repair import NotANotebook, read_notebook, rebuild
from ..course import Refusal
from ..tables import write_whole

_QUOTE = ("quotation", "quote")
_ITEM = ("issue", "inducement", "first")
_LEVELS = ("explains it in own words, with the sentence", "explains it with help", "cannot explain it")
_QUESTIONS = (
    "Read your sentence aloud. Which words in it carry the code?",
    "Say it from the other side: what is the best reason against your code?",
    "Change one thing in the sentence so that the cell would stay blank. What, and by which rule?",
)


class Cell(NamedTuple):
    """One decision of a student: what about, what was written, the words quoted for it."""

    about: str
    code: str
    quote: str


def sample(course, count=0, cells=2, seed=1):
    """Write the sheet; return (file, {student: [Cell]}).

    count: how many students, drawn by lot; 0 is all. cells: for each student. seed: the same one draws the same.
    Whoever handed in no notebook of the assignment is not drawn. Raises Refusal where nobody did.
    """
    rows = collect.collected(course)
    names = sorted(row.student for row in rows if row.status == "collected")
    if not names:
        raise Refusal(f"Nobody handed in a notebook of {course.name} yet. See {course.collected_table}.")
    if 0 < count < len(names):
        names = sorted(random.Random(f"{seed} {course.name}").sample(names, count))
    files, chosen = {row.student: row.file for row in rows}, {}
    for student in names:
        own = own_cells(course, student, files[student])
        # A lot of its own for each student, so that one more hand-in changes nobody else's.
        chosen[student] = random.Random(f"{seed} {course.name} {student}").sample(own, min(cells, len(own)))
    return write_whole(course.reports / "oral-check.html", sheet(course.name, chosen)), chosen


def own_cells(course, student, file):
    """Return what a student decided and quoted a sentence for: in files of codes and in answers (list of Cell)."""
    found = []
    for name, content in collect.beside(course, student, file).items():
        if PurePosixPath(name).suffix == ".csv":
            found += [_cell(row) for row in _rows(content)]
    path = course.collected / student / "files" / file
    if file and path.is_file():
        try:
            book, _ = rebuild(course.handed_out(), read_notebook(path.read_bytes()))
            found += [_cell(row) for cell in book.cells if is_answer(cell) and cell.cell_type == "code"
                      for row in written(cell.source)]  # fmt: skip
        except NotANotebook:
            pass
    return sorted({cell for cell in found if cell})


def _rows(content):
    """Return the rows of a table that a student handed in, up to where it can be read."""
    rows = []
    with contextlib.suppress(csv.Error):
        rows += csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    return rows


def written(source):
    """Return the dicts that a cell writes down as they are, alone or in lists. The code is read, never run."""
    try:
        values = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assign)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for value in values:
        try:
            held = ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue
        for one in held if isinstance(held, (list, tuple)) else [held]:
            found += one if isinstance(one, list) else [one]
    return [row for row in found if isinstance(row, dict)]


def _cell(row):
    """Return a Cell, or None for a row without a decision that can be talked about."""
    quote, item = (next((str(row[name]).strip() for name in names if row.get(name)), "") for names in (_QUOTE, _ITEM))
    direction = str("" if row.get("direction") is None else row["direction"]).strip()
    if not quote or not item or not direction or not row.get("stakeholder"):
        return None
    code = ", ".join(filter(None, [direction, str(row.get("plainness") or "").strip()]))
    place = str(row.get("paragraph") or "").strip()
    return Cell(f"{str(row['stakeholder']).strip()} on {item}", code, f"“{quote}”{f' ({place})' if place else ''}")


def sheet(name, chosen):
    """Return the page to print: for each student the cells, the questions, and boxes to tick."""
    boxes = "<br>".join(f"☐ {words}" for words in _LEVELS)
    asked = "".join(f"<li>{html.escape(words)}</li>" for words in _QUESTIONS)
    parts = [
        f"<h1>{name}: three-minute talks</h1><p>For each student: two cells of their own hand-in, drawn by lot. Ask "
        f"about each cell, without notes on the student’s side:</p><ol>{asked}</ol>"
        "<p>Tick one box for each cell. This sheet names students: keep it as you keep marks.</p>"
    ]
    for student, cells in chosen.items():
        rows = [[html.escape(cell.about), html.escape(cell.code), html.escape(cell.quote), boxes] for cell in cells]
        held = page.table(["Cell", "Code", "Quotation", "Heard"], rows)
        held_words = "is only one cell" if cells else "is no cell"
        few = "" if len(cells) > 1 else f"<p>There {held_words} with a quotation.</p>"
        parts.append(f"<section class='student'><h2>{html.escape(student)}</h2>{held if cells else ''}{few}</section>")
    return page.page(f"{name}: three-minute talks", "".join(parts), 0)
