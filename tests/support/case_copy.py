"""Copies of the case in data/ for tests that break one thing in them, and how every message must read."""

import csv
import dataclasses
import io
import json
import re
import shutil
from pathlib import Path

from standpoint import CaseError, load

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "data" / "anchorage"
ESSAY = ROOT / "seeds" / "anchorage-deal-vs-history.txt"
TABLES = sorted(path.name for path in CASE.glob("*.csv"))


def copy_case(folder):
    """Copy the case and its essay, writable, into `folder`; return the folder of the case."""
    target = folder / "data" / "anchorage"
    target.mkdir(parents=True)
    for path in CASE.iterdir():
        shutil.copyfile(path, target / path.name)
    shutil.copytree(ROOT / "data" / "history", folder / "data" / "history")  # the case may name it
    (folder / "seeds").mkdir()
    shutil.copyfile(ESSAY, folder / "seeds" / ESSAY.name)
    return target


def unchecked(case, **tables):
    """The case with tables that `with_table` would refuse, such as a seat without its quotation."""
    return dataclasses.replace(case, tables={**case.tables, **tables})


def records(path):
    """The rows of a CSV file, header first, as lists of text."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def rows(path):
    """The rows of a CSV file as dicts of text."""
    header, *found = records(path)
    return [dict(zip(header, row)) for row in found]


def as_csv(found, delimiter=","):
    """Rows (lists of text) as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(found)
    return text.getvalue()


def write(path, found):
    """Write rows (lists of text) as a CSV file."""
    path.write_bytes(as_csv(found).encode())


def change(path, row, column, value):
    """Change one cell; the row as a spreadsheet counts it. `value`: text, or a function of the old text."""
    found = records(path)
    place = found[0].index(column)
    old = found[row - 1][place]
    found[row - 1][place] = value(old) if callable(value) else value
    write(path, found)


def change_package(folder, edit):
    """Let `edit` change the dict of a case's datapackage.json."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    edit(described)
    path.write_text(json.dumps(described), encoding="utf-8")


def row_of(table, **wanted):
    """The row, as a spreadsheet counts it, that holds these values in a table of the case."""
    found = [n for n, row in enumerate(rows(CASE / table), start=2) if wanted.items() <= row.items()]
    assert len(found) == 1, found
    return found[0]


def problems_of(call):
    """Run `call`, which must raise CaseError; return its problems, each checked for how it reads."""
    try:
        call()
    except CaseError as error:
        for number, problem in enumerate(error.problems, start=1):
            assert f"{number}. {problem}" in str(error).splitlines()
            check_words(problem)
        return error.problems
    raise AssertionError("no CaseError")


def problems_in(folder, **options):
    """The problems of loading the case in `folder`."""
    return problems_of(lambda: load("anchorage", folder=folder, **options))


def only_problem(folder):
    """The one problem of loading the case in `folder`; more than one is an error of the message."""
    found = problems_in(folder)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def check_words(problem):
    """A message is one line of calm sentences: what is wrong, then how to mend it."""
    assert problem.file and problem.what.endswith(".") and problem.mend.endswith((".", "”"))
    said = str(problem)
    ours = re.sub("“.*?”", "x", said)  # what is quoted is the reader's own
    assert "\n" not in said and "  " not in ours and "!" not in ours and "None" not in ours
    assert all(str(row) in said for row in problem.rows[:1]) and problem.column in said


def bytes_of(folder):
    """The bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
