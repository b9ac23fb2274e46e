"""A case: one essay and the tables coded from it, loaded, checked and joined to the sentences."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .csv_reader import read_sheet
from .errors import CaseError, Problem, TableError
from .essay import Essay, parse, sentence_around, sentences
from .evidence import check_quotations
from .given import sheet_of, told
from .package import empty_sheet, find, parts_of, read_description
from .plain_text import read_text
from .schema import check_foreign_keys, typed_rows
from .spoken import own_words

_STRENGTH = {"hinted": 1, "outright": 2}
_STEPS = (
    ("stakeholders", "write down who has a stake in the matter, one row for each"),
    ("issues", "write down what is in dispute, one question with two poles for each"),
    ("positions", "code where the text puts each stakeholder on each issue"),
)
_DTYPES = {"integer": "Int64", "boolean": "boolean", "string": "object"}


@dataclass(frozen=True)
class Case:
    """One essay with its tables; each table is also an attribute, as in case.positions.

    name, title: text. essay: Essay. tables: dict of DataFrames. schemas: dict of Table Schemas.
    notices: list of Problem that say what was repaired while reading.
    Tables with a quotation have start, end (offsets) and sentence; positions and inducement_codes
    also have position, -2 to +2: the sign is the direction, 2 is outright and 1 is hinted.
    """

    name: str
    title: str
    essay: Essay
    tables: dict
    schemas: dict
    notices: list

    def __getattr__(self, name):
        # Asked for only where normal lookup fails; dunder names must fail fast, or copying recurses.
        if not name.startswith("_") and name in self.tables:
            return self.tables[name]
        raise AttributeError(f"This case has no table “{name}”. It has: {', '.join(self.__dict__.get('tables', {}))}.")

    def __dir__(self):
        return [*super().__dir__(), *self.tables]

    def __repr__(self):
        sizes = ", ".join(f"{name} {len(table)}" for name, table in self.tables.items() if len(table))
        return f"Case “{self.title}”: {len(self.essay.paragraphs)} paragraphs; rows: {sizes}"

    def with_table(self, name, table):
        """Return the same case with another DataFrame as one of its tables, for example your own coding.

        The table is checked as `load` checks a file, and what is computed from it is computed anew: position, and the
        place of each quotation. Rows of other tables are not looked at, also where they name an id that is gone now.
        Prints what was repaired. Raises TableError with every problem: row (as pandas counts), column, how to mend it.
        """
        sheet, ids = sheet_of(name, table, self), {}
        for other, frame in (self.tables | {name: table}).items():
            ids[other] = list(frame["id"]) if "id" in frame else None
        frame = checked_table(sheet, self.schemas[name], self.essay, ids)
        if sheet.problems:
            raise TableError(told(sheet.problems, name, table))
        _tell(told(sheet.notices, name, table))
        if name == "own_words":  # the title of the document, "" for a picked quotation
            frame["title"] = table["title"].set_axis(frame.index) if "title" in table else ""
        return dataclasses.replace(self, tables={**self.tables, name: frame.set_index(table.index)})


def load(name, repair=False, folder=None):
    """Load and check the case in data/<name>; return a Case.

    A part that the case leaves out is an empty table, so that case.record is always there. case.own_words
    holds what documents say first, and the picked quotations of own_words.csv where none of them speaks.

    repair=False holds the files to the letter, as this collection does with its own. repair=True
    mends what a spreadsheet commonly does to a file, in memory alone, and prints what was read as
    what. folder: the folder of the case, where it is not data/<name>.
    Raises CaseError with every problem: file, row, column, what is wrong, how to mend it.
    """
    folder = Path(folder).resolve() if folder else find(name)
    described = read_description(folder)
    essay, mended = _read_essay(folder, described)
    parts = parts_of(folder, described)
    schemas = {name: schema for name, (schema, _) in parts.items()}
    needed = {table for table, _ in _STEPS}
    sheets = {
        name: read_sheet(path, optional=name not in needed) if path else empty_sheet(name, schema)
        for name, (schema, path) in parts.items()
    }
    tables = _checked_tables(sheets, schemas, essay)
    notices = [*mended, *(notice for sheet in sheets.values() for notice in sheet.notices)]
    problems = [problem for sheet in sheets.values() for problem in sheet.problems]
    if not repair:
        mend = f'It is repaired in memory by load("{described["name"]}", repair=True) alone; or mend the file.'
        problems += [dataclasses.replace(notice, mend=mend) for notice in notices]
    if problems:
        raise CaseError(problems)
    notices += [notice for sheet in sheets.values() for notice in sheet.older]
    _tell(notices)
    spoken = (tables[name] for name in ("documents", "document_codes", "own_words"))
    tables["own_words"] = own_words(*spoken)
    case = Case(described["name"], described["title"], essay, tables, schemas, notices)
    if step := next_step(case):
        print(step)
    return case


def next_step(case):
    """Return in one sentence which table of a case to fill next; "" where the three that it needs have rows."""
    missing = (f"Next: {words}, in {table}.csv." for table, words in _STEPS if case.tables[table].empty)
    return next(missing, "")


def grid(case, table="positions"):
    """Return the codes as a DataFrame, a row for each item and a column for each stakeholder.

    table: "positions" (items are issues) or "inducement_codes" (items are inducements). Values
    are -2 to +2 (Int64); a blank cell is <NA>, never 0.
    """
    items, column = items_of(case, table)
    codes = case.tables[table]
    cells = codes.pivot(index=column, columns="stakeholder", values="position")
    cells = cells.reindex(index=items["id"], columns=case.stakeholders["id"]).astype("Int64")
    return cells.rename_axis(index=column, columns="stakeholder")


def items_of(case, table="positions"):
    """Return (DataFrame of issues or inducements, name of their column in the coded table)."""
    return {"positions": (case.issues, "issue"), "inducement_codes": (case.inducements, "inducement")}[table]


def _read_essay(folder, described):
    """Return (Essay, notices) of a data package, looked for in the case's folder and beside data/."""
    about = described["essay"]
    for base in (folder, folder.parent.parent):
        path = base / about["path"]
        if path.is_file():
            text, notices = read_text(path)
            try:
                essay = parse(text, about["title"], about["author"], about.get("outside", ()))
            except ValueError as error:
                words = f"the text cannot be read ({error})."
                raise CaseError([Problem(path.name, (), "", words, "Save it as plain text in UTF-8.")]) from None
            return essay, [Problem(path.name, (), "", words) for words in notices]
    raise CaseError([Problem(about["path"], (), "", "the text of the case is missing.", "Put it there again.")])


def _checked_tables(sheets, schemas, essay):
    """Return {table: DataFrame}; the problems of each file go to its sheet."""
    known = {}
    for name, sheet in sheets.items():
        key = schemas[name].get("primaryKey", [])
        # A row that could not be cut into cells hides its id, so nothing is said about ids then.
        whole = len(key) == 1 and key[0] in sheet.header and not sheet.problems
        known[name] = [cells[key[0]].strip() for _, cells in sheet.rows] if whole else None
    return {name: checked_table(sheet, schemas[name], essay, known) for name, sheet in sheets.items()}


def checked_table(sheet, schema, essay, known):
    """Return one sheet as a typed DataFrame, joined to its sentences; problems go to the sheet.

    known: {table: list of its ids, None where they could not be read}.
    """
    rows = typed_rows(sheet, schema)
    check_foreign_keys(sheet, rows, schema, known)
    offsets = check_quotations(sheet, rows, schema, essay)
    frame = pd.DataFrame({f["name"]: _column([values[f["name"]] for _, values in rows], f) for f in schema["fields"]})
    if schema.get("evidence"):
        places = [offsets.get((number, schema["evidence"][0]["quote"])) for number, _ in rows]
        frame = _joined(frame, places, essay)
    if {"direction", "plainness"} <= set(frame):
        strength = frame["plainness"].map(_STRENGTH).astype("Int64")
        frame["position"] = frame["direction"] * strength
    return frame


def _column(values, field):
    """Return the values of one column by its described type; a blank is "" in words, and missing in all else."""
    kind = _DTYPES[field["type"]]
    if kind == "object":
        missing = float("nan") if "enum" in field.get("constraints", {}) else ""
        values = [missing if value is None else value for value in values]
    return pd.Series(values, dtype=kind)


def _joined(frame, places, essay):
    """Add start, end and sentence of the quotation to each row."""
    known = sentences(essay).to_dict("list")
    frame["start"] = pd.array([p[0] if p else None for p in places], dtype="Int64")
    frame["end"] = pd.array([p[1] if p else None for p in places], dtype="Int64")
    # A quoted heading is no sentence of a paragraph, so it stands for itself.
    around = [(sentence_around(known, *p) or essay.text[slice(*p)]) if p else "" for p in places]
    frame["sentence"] = pd.Series(around, dtype="str")  # text, also where there is no row
    return frame


def _tell(notices):
    for notice in notices:
        print(f"Repaired while reading: {notice}")
