"""A DataFrame that a reader gives as a table of a case: as a sheet of text, to be checked as a file is."""

import re
from dataclasses import replace

import pandas as pd

from .csv_reader import Sheet
from .errors import TableError
from .schema import columns_of, nearest_in_words

# What loading a case adds to the columns of a table; title: of the document that own words stand in.
COMPUTED = ("start", "end", "sentence", "position", "title")
_FIRST = 2  # the number of the first row in a sheet: the header is row 1


def sheet_of(name, frame, case):
    """Return a DataFrame as a Sheet, without the columns that are computed from the others.

    Raises TableError where there is no such table, where it is no DataFrame, and where a computed place was changed.
    """
    if name not in case.schemas:
        words = f"there is no table “{name}”."
        raise TableError.of("with_table", words, nearest_in_words(name, case.schemas))
    if not isinstance(frame, pd.DataFrame):
        words = f"a table must be a DataFrame, and this is of the type {type(frame).__name__}."
        raise TableError.of(name, words, f"Begin with a copy: mine = case.{name}.copy().")
    described = columns_of(case.schemas[name])
    given = frame[[column for column in frame if column in described or column not in COMPUTED]]
    rows = [[_text(value) for value in row] for row in given.itertuples(index=False, name=None)]
    sheet = Sheet(f"{name}.csv", [str(column) for column in given])
    sheet.rows = [(number, dict(zip(sheet.header, row))) for number, row in enumerate(rows, start=_FIRST)]
    for number in _moved(frame, case.tables[name]):
        what = "a place is computed from direction and plainness, and these are as they were."
        sheet.wrong(number, "position", what, "Change direction or plainness.")
    return sheet


def told(problems, name, frame):
    """Return problems of a sheet with the rows as pandas names them, where it names them by numbers."""
    by_number = frame.index.is_unique and pd.api.types.is_integer_dtype(frame.index)
    labels = frame.index.tolist() if by_number else range(len(frame))

    def row(number):
        return labels[int(number) - _FIRST]

    def named(one):
        what = re.sub(r"(?<=stands in row )\d+(?= already)", lambda found: str(row(found[0])), one.what)
        return replace(one, file=name, rows=tuple(row(number) for number in one.rows if number >= _FIRST), what=what)

    return [named(one) for one in problems]


def _text(value):
    """Return a value as a CSV file has it."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a column of whole numbers with a blank in it
    return str(value).lower() if pd.api.types.is_bool(value) else str(value)


def _moved(frame, old):
    """Return the numbers of rows whose position was changed, and not the columns from which it is computed."""
    known = ["direction", "plainness", "position"]
    if not set(known) <= set(frame) & set(old) or not (frame.index.is_unique and old.index.is_unique):
        return []
    pairs = frame[known].join(old[known].add_suffix("_old"))
    same = (pairs["direction"] == pairs["direction_old"]) & (pairs["plainness"] == pairs["plainness_old"])
    changed = same & (pairs["position"] != pairs["position_old"])
    return [number for number, is_changed in enumerate(changed.fillna(False), start=_FIRST) if is_changed]
