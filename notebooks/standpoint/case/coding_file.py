"""A reader's own coding as a CSV file: reading it, writing it, and the empty form for a spreadsheet.

The header is that of the table it stands for. A row with a code is a coded cell. A row with the word
`blank` as its direction is a blank by decision: the reader looked, and the text gives no basis. A row
with its ids alone, or no row, is a cell not yet looked at.
"""

import csv
import dataclasses
import io
import re
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .csv_reader import Sheet, read_sheet
from .errors import CaseError
from .essay import shortened
from .evidence import check_quotations
from .schema import check_foreign_keys, columns_of, nearest_in_words, typed_rows
from .tables import checked_table, ids_of, items_of, labels_to_ids

BLANK = "blank"
_WORDS = ("quote", "note")
LONGEST = 2000  # characters of one cell; 40 words are far from it
_OTHER_DELIMITERS = ("|", ":", "/", "^", "~", " ")


class Coding(NamedTuple):
    """What a file of codes holds.

    frame: DataFrame of the coded cells, in the shape of the case's table. blanks: DataFrame
    stakeholder, item, note of the cells that are blank by decision. notices: list of Problem, what was repaired.
    """

    frame: pd.DataFrame
    blanks: pd.DataFrame
    notices: list


def read_coding(path, case, table="positions"):
    """Read a table of your own from a CSV file, checked against a case; return a DataFrame of the coded cells.

    path: the file. table: the table of the case that it stands for ("positions" or
    "inducement_codes"). Repairs what a spreadsheet commonly does, and prints what was read as what.
    Rows not yet coded, and rows with the word blank as direction, give no row.
    Raises CaseError with every problem; the file is never changed.
    """
    if table not in case.schemas:
        words = f"there is no table “{table}”."
        raise CaseError.of("read_coding", words, nearest_in_words(table, case.schemas))
    coding = read_file(Path(path), case, table)
    for notice in coding.notices:
        print(f"Repaired while reading: {notice}")
    return coding.frame


def read_file(path, case, table="positions"):
    """Read a file of codes; return a Coding. Raises CaseError with every problem; the file is never changed."""
    schema = case.schemas[table]
    sheet = read_sheet(path, names=columns_of(schema))
    labelled = {name: frame for name, frame in case.tables.items() if "label" in frame}
    labels_to_ids(sheet, schema, {name: [*zip(t["label"], t["id"])] for name, t in labelled.items()})
    sheet = _form_checked(sheet, case, schema)
    known = ids_of(case.tables)
    # A table that has no direction, or a header that does not fit, is read as any other.
    sides = take_blanks(sheet, schema, known) if not sheet.problems else []
    frame = checked_table(sheet, schema, case.essay, known)
    if sheet.problems:
        raise CaseError(sheet.problems)
    blanks = pd.DataFrame(sides, columns=["stakeholder", "item", "note"])
    return Coding(_noted(frame, _unguarded), blanks, sheet.notices)


def laid_over(case, table, coding):
    """Return the case with a Coding laid over one of its tables, cell by cell; what the Coding leaves open stays."""
    key = case.schemas[table]["primaryKey"]
    # A note that looks like a formula stays guarded in the case: its checks refuse it without the apostrophe.
    frame = _noted(coding.frame, lambda words: f"'{words}" if words.startswith("=") else words)
    before, blanks = case.tables[table], coding.blanks
    named = {*zip(frame[key[0]], frame[key[1]]), *zip(blanks["stakeholder"], blanks["item"])}
    stays = [cell not in named for cell in zip(before[key[0]], before[key[1]])]
    rows = pd.concat([before[stays], frame], ignore_index=True) if any(stays) else frame
    decided = {cell: note for cell, note in case.decided[table].items() if cell not in named}
    decided |= {(sid, item): note for sid, item, note in blanks.itertuples(index=False)}
    return dataclasses.replace(case.with_table(table, rows), decided=case.decided | {table: decided})


def coding_template(case, table="positions"):
    """Return every cell of the grid as a row with nothing but its ids, to be coded in a spreadsheet.

    A DataFrame of text with the header of the case's table; an empty cell is "". Write it with
    to_csv(path, index=False), and read it back with read_coding.
    """
    names = columns_of(case.schemas[table])
    items, column = items_of(case, table)
    pairs = product(case.stakeholders["id"], items["id"])
    rows = [{"stakeholder": sid, column: item} for sid, item in pairs]
    return pd.DataFrame(rows, columns=names, dtype="object").fillna("")


def row_problems(row, case, table="positions"):
    """Return what reading would find wrong with one row (dict of text), as a list of Problem, once it is written."""
    schema = case.schemas[table]
    known = ids_of(case.tables)
    cells = {name: _guarded(row[name]) if name in _WORDS else row[name] for name in columns_of(schema)}
    sheet = Sheet(f"{table}.csv", columns_of(schema), [(2, cells)])
    if not take_blanks(sheet, schema, known):
        rows = typed_rows(sheet, schema)
        check_foreign_keys(sheet, rows, schema, known)
        check_quotations(sheet, rows, schema, case.essay)
    return sheet.problems


def as_csv(rows, names):
    """Return rows (dicts of text) as the text of a CSV file. No cell of words begins as a formula would."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_guarded(row[n]) if n in _WORDS else row[n] for n in names] for row in rows)
    return text.getvalue()


def _guarded(words):
    # A spreadsheet would run such a cell; an apostrophe makes it text (OWASP, CSV Injection).
    return f"'{words}" if re.match(r"'*[=+\-@]", words) else words


def _unguarded(words):
    return words[1:] if re.match(r"'+[=+\-@]", words) else words


def _noted(frame, change):
    """Return a table of codes with its notes changed by a function of the words; a blank stays one."""
    if "note" not in frame:
        return frame
    notes = [words and change(words) for words in frame["note"]]
    return frame.assign(note=pd.Series(notes, index=frame.index, dtype="object"))


def _form_checked(sheet, case, schema):
    """Return the sheet, or one whose only problem is the form of the file: one message, and not one for each row."""
    names, key = columns_of(schema), schema.get("primaryKey", [])
    cells = len(case.stakeholders) * max(len(case.issues), len(case.inducements))
    first, found = (sheet.header or [""])[0], Sheet(sheet.file)
    delimiter = next((d for d in _OTHER_DELIMITERS if len(sheet.header) == 1 and first.split(d) == names), "")
    if delimiter:
        what = f"the columns are separated by “{delimiter}”."
        found.wrong(1, "", what, "Separate them by commas: in the spreadsheet choose Save As, then “CSV UTF-8”.")
    elif len(sheet.rows) > 2 * cells + 100:
        what = f"the file has {len(sheet.rows):,} rows, and this case has {cells} cells."
        found.wrong(0, "", what, "Hand in one table of one reader alone.")
    elif sheet.problems:
        pass  # rows that could not be cut into cells; the rest is looked at below and with the table
    elif not set(names) & set(sheet.header) and first in set(case.stakeholders["id"]):
        found.wrong(1, "", "the header is missing.", f"Put it above the first row: {','.join(names)}.")
    elif _swapped(sheet, case, key):
        found.wrong(1, " + ".join(key), "the two columns are swapped.", "Change their names in the header.")
    _check_lengths(sheet, found)
    return found if found.problems else sheet


def _check_lengths(sheet, found):
    """Look for cells that are longer than any code; a book in one cell would take long to look for in the text."""
    for number, cells in sheet.rows:
        for name, words in cells.items():
            if len(words) > LONGEST:
                what = f"the cell has {len(words):,} characters, more than a code can need."
                found.wrong(number, shortened(name), what, "Shorten it.")


def _swapped(sheet, case, key):
    """True where every row has the id of an item in the place of the stakeholder, and the other way round."""
    if len(key) != 2 or not set(key) <= set(sheet.header) or not sheet.rows:
        return False
    items = set(case.issues["id"]) | set(case.inducements["id"])
    people = set(case.stakeholders["id"])
    pairs = [(cells[key[0]].strip(), cells[key[1]].strip()) for _, cells in sheet.rows]
    return all(one in items - people and other in people - items for one, other in pairs)


def take_blanks(sheet, schema, known, open_rows=True):
    """Take the rows that hold no code out of a sheet of codes, and check them; problems go to the sheet.

    Returns [(stakeholder, item, note)] of those that are blank by decision; [] for a table that has no direction, or
    where the header does not fit, which is read as any other. known: {table: list of its ids}. open_rows: whether rows
    with their ids alone are taken out too, as cells not yet looked at.
    """
    key = schema.get("primaryKey", [])
    if not set(columns_of(schema)) == set(sheet.header) >= {"direction", *_WORDS}:
        return []
    sides, rows = [], []
    for number, cells in sheet.rows:
        given = {name for name, words in cells.items() if words.strip()} - set(key)
        if cells["direction"].strip().lower() == BLANK:
            sides.append((number, {name: words.strip() for name, words in cells.items()}))
        elif given or not open_rows:
            rows.append((number, cells | {"quote": _unguarded(cells["quote"])}))
        else:
            _check_ids(sheet, number, cells, schema, known, key)
    sheet.rows = rows
    for number, cells in sides:
        _check_ids(sheet, number, cells, schema, known, key)
        for name in [n for n in cells if cells[n] and n not in {*key, "direction", "note"}]:
            mend = "A blank has no more than a note: empty this cell, or write a direction."
            sheet.wrong(number, name, f"the cell is filled, and the direction is {BLANK}.", mend)
    _check_twice(sheet, [(n, tuple(c[k].strip() for k in key)) for n, c in [*rows, *sides]], len(rows), key)
    return [(*(cells[k] for k in key), _unguarded(cells["note"])) for _, cells in sides]


def _check_ids(sheet, number, cells, schema, known, key):
    """Check the ids of a row that holds no code."""
    described = {field["name"]: field["description"] for field in schema["fields"]}
    values = dict.fromkeys(cells) | {k: cells[k].strip() or None for k in key}
    for name in [k for k in key if values[k] is None]:
        sheet.wrong(number, name, "the cell is empty, and this column needs a value.", described[name])
    check_foreign_keys(sheet, [(number, values)], schema, known)


def _check_twice(sheet, keys, coded, key):
    """Check that a blank by decision is not coded as well, nor stands twice; coded rows are checked with the table."""
    seen = {}
    for place, (number, found) in enumerate(keys):
        if place >= coded and found in seen:
            words = shortened(", ".join(found))
            sheet.wrong(number, " + ".join(key), f"“{words}” stands in row {seen[found]} already.", "Keep one of them.")
        seen.setdefault(found, number)
