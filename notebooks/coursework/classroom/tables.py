"""Tables that the kit and a person both write: read with every problem told, written so that nothing in them runs."""

import csv
import re
import sys

from .course import HELPER, Refusal

_FORMULA = tuple("=+-@")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?(e[+-]?\d+)?")


def write_table(path, columns, rows, delimiter=","):
    """Write rows as a CSV file that a spreadsheet opens with all its letters, and without running anything in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_name(f"{path.name}.new")  # where the disk is full, the table from before stays
    with whole.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows([[harmless(cell) for cell in row] for row in rows])
    whole.replace(path)


def write_plain(path, columns, rows):
    """Write a platform's own table back as it reads it: commas, UTF-8, each cell as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def harmless(cell):
    """Return a cell that no spreadsheet runs: names and messages come from strangers."""
    text = re.sub(r"[\x00-\x1f]+", " ", str(cell))
    return "'" + text if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def as_it_was(text):
    """Return a cell without what `harmless` put before it."""
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA) else text


def rows_of(path, needed=()):
    """Return (columns, [(row as a spreadsheet counts, {column: cell})]) of a CSV file; cells without spaces around.

    Raises Refusal with every problem of the file, and where a column that is needed is missing.
    """
    if str(HELPER) not in sys.path:
        sys.path.insert(0, str(HELPER))
    from standpoint.case.csv_reader import read_sheet

    sheet = read_sheet(path)
    problems = [str(problem) for problem in sheet.problems]
    lost = [column for column in needed if column not in sheet.header]
    if lost and not problems:
        columns = ", ".join(f"“{column}”" for column in lost)
        problems.append(f"{path.name}, row 1: these columns are missing: {columns}.")
    if problems:
        refuse(problems)
    return sheet.header, [(number, {name: as_it_was(cell.strip()) for name, cell in cells.items()})
                          for number, cells in sheet.rows]  # fmt: skip


def refuse(problems):
    """Raise Refusal with all that is wrong with a table."""
    raise Refusal("\n".join([*problems, "Nothing was changed. Mend the table, and run the step again."]))
