"""The bank: submissions as students hand them in, each with the points, the status and the message that it must get.

Each entry is a function that edits the released notebook and returns it, or bytes, or {file name: bytes}. The
functions stand in bank_answers.py (right and wrong), bank_accidents.py (code and cells), bank_cheats.py (ways to
points without an answer), bank_files.py, bank_hostile.py and bank_marks.py (to mark, to show, to print).
"""

import copy
import functools
import importlib
import io
import re
import zipfile
from typing import NamedTuple

import nbformat

MODULES = ("bank_answers", "bank_accidents", "bank_cheats", "bank_files", "bank_hostile", "bank_marks")
WRITTEN = "The other reading rests on p15; mine rests on p12 and on rule 10. I used no assistant."
_SOLUTION = re.compile(r"(.*?)### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
_ENTRIES = []


class Entry(NamedTuple):
    """What one submission must come to.

    points: sum of what a program counts, or None where nothing may be counted. says: parts of the message.
    counts: {question: points} to be held apart from the sum. sender: how the platform names the file.
    """

    name: str
    make: object
    status: str
    points: float | None
    says: tuple
    counts: dict
    sender: str


def entry(status, points, *says, sender="{name}_{number}_77_{file}", **counts):
    """Put a function into the bank."""

    def keep(make):
        named = {key.replace("_", "-"): value for key, value in counts.items()}
        _ENTRIES.append(Entry(make.__name__.replace("_", ""), make, status, points, says, named, sender))
        return make

    return keep


def entries():
    """Return all entries, in order."""
    for module in MODULES:
        importlib.import_module(module)
    return list(_ENTRIES)


class Kit:
    """What an entry works with. released, source: notebooks of A1. use_forms: gives what `work` is."""

    def __init__(self, released, source, use_forms=dict):
        self.released, self.source, self._use_forms = released, source, use_forms

    @functools.cached_property
    def work(self):
        """{path: bytes} of my-work after the forms were used; made when it is first asked for, which takes seconds."""
        return self._use_forms()

    def book(self):
        """Return the notebook as it was handed out."""
        return copy.deepcopy(self.released)

    def model(self, name):
        """Return the instructor's answer of one cell."""
        cell = next(cell for cell in self.source.cells if cell.id == name)
        return _SOLUTION.sub(lambda found: found[1] + found[2], cell.source).rstrip()

    def filled(self, **changes):
        """Return the notebook with the instructor's answers. changes: {name of a cell with "_": source}."""
        book = self.book()
        for cell in book.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = WRITTEN if cell.cell_type == "markdown" else self.model(cell.id)
            cell.source = changes.get(cell.id.replace("-", "_"), cell.source)
        return book

    def short(self, **changes):
        """Return the notebook with the first part and the written answer alone: 12 points, and quick to run."""
        rows = next(cell.source for cell in self.released.cells if cell.id == "a1-unseen-rows")
        return self.filled(**{"a1_unseen_rows": rows, **changes})

    def edited(self, name, *pairs):
        """Return the short notebook with pieces of one answer replaced: (old, new) each."""
        source = self.model(name)
        for old, new in pairs:
            assert old in source, f"{old} does not stand in {name}: mend the bank"
            source = source.replace(old, new)
        return self.short(**{name.replace("-", "_"): source})


def find(book, name):
    """Return the cell of a notebook that has this id."""
    return next(cell for cell in book.cells if cell.id == name)


def as_bytes(book):
    """Return a notebook as JupyterLab saves it."""
    return nbformat.writes(book).encode("utf-8")


def packed(files):
    """Return a zip of {name: bytes}."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def handed_in(entry, number, kit):
    """Return {path in the platform's zip: bytes} of one entry."""
    made = entry.make(kit)
    if isinstance(made, nbformat.NotebookNode):
        made = {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(made)})}
    return {entry.sender.format(name=entry.name, number=number, file=file): content for file, content in made.items()}


def platform_zip(kit, chosen, path):
    """Write the zip of a learning platform; return {name of an entry: name of the student}."""
    from classroom.collecting.names import sender

    students = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(chosen, start=1000):
            for name, content in handed_in(one, number, kit).items():
                archive.writestr(name, content)
                students[one.name] = sender(name, "canvas").student
    return students


def problems(one, result):
    """Return what is wrong with the result of an entry, as sentences; [] where nothing is."""
    found = []
    counted = [point for name, point in result.points.items() if name.endswith("-test") and point is not None]
    total = sum(counted) if counted else None
    if result.status != one.status:
        found.append(f"status is {result.status}, not {one.status}")
    if total != one.points:
        found.append(f"points are {total}, not {one.points}: {result.points}")
    found += [f"{name} has {result.points.get(name)}, not {most}" for name, most in one.counts.items()
              if result.points.get(name) != most]  # fmt: skip
    found += [f"does not say “{words}”" for words in one.says if words not in result.message]
    return [f"{one.name}: {words}; it says: {result.message}" for words in found]
