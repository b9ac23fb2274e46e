"""The codings of a class: a folder with one CSV file for each reader, as one table."""

import re
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..case.case import items_of
from ..case.coding_file import read_file
from ..case.errors import CaseError, Problem
from ..case.schema import nearest_in_words
from ..case.tables import IN_CODINGS, TABLES

COLUMNS = ["coder", "table", "stakeholder", "item", "position", "salience", "quote"]
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
_NAME = re.compile(r"[^\W_][\w .()-]{0,59}")
_SAVE = "In the spreadsheet choose Save As, then “CSV UTF-8”."


class Refused(NamedTuple):
    """A file that was left out: its name, and a list of Problem that says why."""

    file: str
    problems: list

    def __str__(self):
        count = len(self.problems)
        head = f"{self.file} was left out: {count} problem{'' if count == 1 else 's'}. The file was not changed."
        return "\n".join([head, *(f"{n}. {problem}" for n, problem in enumerate(self.problems, start=1))])


def read_class(folder, case, table="positions", rest="open"):
    """Read the codings of a class: one CSV file for each reader, its name the reader's pseudonym.

    table: "positions" or "inducement_codes". rest: what a cell without a code counts as where the file
    does not say `blank`: "open", not yet looked at, or "blank", for a class that left blanks empty.
    Returns (codings, refused). codings: DataFrame coder, table, stakeholder, item, position (-2 to +2,
    <NA> for a blank by decision), salience (1 to 3), quote; a cell not looked at has no row.
    refused: list of Refused; a broken file never stops the others, and no file is changed.
    Prints one line that says how many files were read. Raises CaseError where there is no such folder or table.
    """
    _check_asked(folder, table, rest)
    read, refused = {}, []
    for path in sorted(Path(folder).iterdir(), key=lambda p: (p.name.casefold(), p.name)):
        if not _handed_in(path):
            continue
        problem = _name_problem(path, read)
        try:
            if problem:
                raise CaseError([problem])
            read[path.stem.strip()] = read_file(path, case, table)
        except CaseError as error:
            refused.append(Refused(path.name, error.problems))
    rows = [row for coder, coding in read.items() for row in _long(coder, coding, case, table, rest)]
    types = dict.fromkeys(COLUMNS, "object") | {"position": "Int64", "salience": "Int64"}
    codings = pd.DataFrame(rows, columns=COLUMNS, dtype="object").astype(types)
    print(_summary(read, refused, set(codings["coder"])))
    return codings, refused


def _check_asked(folder, table, rest):
    if table not in TABLES:
        raise CaseError.of("read_class", f"“{table}” is no grid.", nearest_in_words(table, TABLES))
    if rest not in ("open", "blank"):
        words = nearest_in_words(rest, ("open", "blank"))
        raise CaseError.of("read_class", f"rest is “{rest}”.", words)
    if not Path(folder).is_dir():
        mend = "Make the folder beside the notebook, and put one CSV file for each reader into it."
        raise CaseError.of(str(folder), "there is no such folder.", mend)


def _handed_in(path):
    # Spreadsheets and file managers leave hidden files and locks (“~$...”) beside the ones that count.
    hidden = path.name.startswith((".", "~"))
    return path.is_file() and not hidden and path.suffix.lower() in (".csv", ".tsv", ".txt", *_WORKBOOKS)


def _name_problem(path, read):
    """Return what is wrong with a file before it is opened, or None."""
    stem, same = path.stem.strip(), [name for name in read if name.casefold() == path.stem.strip().casefold()]
    if path.suffix.lower() in _WORKBOOKS:
        return Problem(path.name, (), "", "this is a spreadsheet workbook, not a CSV file.", _SAVE)
    if not _NAME.fullmatch(stem):
        mend = "Name it by a pseudonym of letters, digits, spaces, “-” and “_”, at most 60 characters."
        return Problem(path.name, (), "", "the name of the file cannot serve as the name of a reader.", mend)
    if same:
        return Problem(path.name, (), "", f"another file has the name “{same[0]}” already.", "Give it another name.")
    return None


def _long(coder, coding, case, table, rest):
    """Return one reader's cells as rows in the shape of the codings of a case."""
    columns = ["stakeholder", items_of(case, table)[1], "position", "salience", "quote"]
    coded = list(zip(*(coding.frame[column].tolist() for column in columns)))
    blanks = list(zip(coding.blanks["stakeholder"], coding.blanks["item"]))
    if rest == "blank":
        given = {cell[:2] for cell in coded}
        cells = product(case.stakeholders["id"], items_of(case, table)[0]["id"])
        blanks = [cell for cell in cells if cell not in given]
    rows = [*coded, *((*cell, pd.NA, pd.NA, "") for cell in blanks)]
    return [(coder, IN_CODINGS[table], *row) for row in rows]


def _summary(read, refused, coders):
    """Say in one line what was read, what was left out, what is empty and what was repaired."""
    files = len(read) + len(refused)
    if not files:
        return "The folder holds no CSV file yet."
    said = [f"{len(read)} of {files} files were read." if files > 1 else f"{len(read)} of 1 file was read."]
    empty = [name for name in read if name not in coders]
    if empty:
        said.append(f"Nothing is coded yet in: {', '.join(empty)}.")
    mended = sum(bool(coding.notices) for coding in read.values())
    if mended:
        said.append(f"Small things were repaired while reading {mended}; read_coding lists them for one file.")
    return " ".join(said)
