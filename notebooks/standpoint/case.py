"""A case: one essay and the tables coded from it, loaded, checked and joined to the sentences."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .essay import Essay, parse, sentence_around, sentences
from .evidence import check_quotations
from .schema import check_description, check_foreign_keys, nearest_in_words, typed_rows
from .table import Problem, read_sheet

_STRENGTH = {"hinted": 1, "outright": 2}
_DTYPES = {"integer": "Int64", "boolean": "boolean", "string": "object"}


class CaseError(ValueError):
    """What is wrong with the files of a case: one message that lists every problem.

    problems: list of Problem (file, rows, column, what, mend).
    """

    def __init__(self, problems):
        self.problems = list(problems)
        count = len(self.problems)
        head = "1 problem was found." if count == 1 else f"{count} problems were found."
        lines = [f"{n}. {problem}" for n, problem in enumerate(self.problems, start=1)]
        super().__init__("\n".join([f"{head} Nothing was loaded, and no file was changed.", *lines]))

    def _render_traceback_(self):
        # IPython shows this in place of a traceback: a reader needs the message alone.
        return [str(self)]


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
        sizes = ", ".join(f"{name} {len(table)}" for name, table in self.tables.items())
        return f"Case “{self.title}”: {len(self.essay.paragraphs)} paragraphs; rows: {sizes}"

    def with_table(self, name, table):
        """Return the same case with another DataFrame as one of its tables, for example your own coding."""
        return dataclasses.replace(self, tables={**self.tables, name: table})


def load(name, repair=False, folder=None):
    """Load and check the case in data/<name>; return a Case.

    repair=False holds the files to the letter, as this collection does with its own. repair=True
    mends what a spreadsheet commonly does to a file, in memory alone, and prints what was read as
    what. folder: the folder of the case, where it is not data/<name>.
    Raises CaseError with every problem: file, row, column, what is wrong, how to mend it.
    """
    folder = Path(folder).resolve() if folder else _find(name)
    described = _read_description(folder / "datapackage.json")
    essay = _read_essay(folder, described)
    schemas = {r["name"]: r["schema"] for r in described["resources"]}
    sheets = {r["name"]: read_sheet(folder / r["path"]) for r in described["resources"]}
    tables = _checked_tables(sheets, schemas, essay, repair)
    notices = [notice for sheet in sheets.values() for notice in sheet.notices]
    _tell(notices)
    return Case(described["name"], described["title"], essay, tables, schemas, notices)


def read_coding(path, case, table="positions"):
    """Read a table of your own from a CSV file, checked against a case; return a DataFrame.

    path: the file. table: the table of the case that it stands for ("positions" or
    "inducement_codes"). Repairs what a spreadsheet commonly does, and prints what was read as what.
    Raises CaseError with every problem; the file is never changed.
    """
    if table not in case.schemas:
        raise CaseError(
            [Problem("read_coding", (), "", f"there is no table “{table}”.", nearest_in_words(table, case.schemas))]
        )
    sheet = read_sheet(Path(path))
    known = {name: list(frame["id"]) for name, frame in case.tables.items() if "id" in frame}
    frame = _checked_table(sheet, case.schemas[table], case.essay, known)
    if sheet.problems:
        raise CaseError(sheet.problems)
    _tell(sheet.notices)
    return frame


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


def _find(name):
    """Return the folder of a case: data/<name> beside or above the notebook, or beside this package."""
    here = Path.cwd()
    for base in [here, *here.parents, *Path(__file__).resolve().parents]:
        if (base / "data" / name / "datapackage.json").is_file():
            return base / "data" / name
    bases = [b / "data" for b in [here, *here.parents, *Path(__file__).resolve().parents] if (b / "data").is_dir()]
    known = sorted({p.parent.name for b in bases for p in b.glob("*/datapackage.json")})
    raise CaseError([Problem(f"data/{name}", (), "", f"there is no case “{name}”.", nearest_in_words(name, known))])


def _read_description(path):
    """Return the data package at a path, with everything that reading its tables needs."""
    mend = "Take this file from the collection again; it describes the tables."
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CaseError(
            [Problem(path.name, (), "", f"the description of the case cannot be read ({reason}).", mend)]
        ) from None
    problems = [Problem(path.name, (), "", words, mend) for words in check_description(described)]
    if problems:
        raise CaseError(problems)
    return described


def _read_essay(folder, described):
    """Return the Essay that a data package names, looked for in the case's folder and beside data/."""
    about = described["essay"]
    for base in (folder, folder.parent.parent):
        path = base / about["path"]
        if path.is_file():
            try:
                # Bytes first, so that no line end is translated and offsets are the same everywhere.
                text = path.read_bytes().decode("utf-8")
                return parse(text, about["title"], about["author"], about.get("outside", ()))
            except (OSError, ValueError) as error:
                raise CaseError(
                    [
                        Problem(
                            path.name, (), "", f"the text cannot be read ({error}).", "Save it as plain text in UTF-8."
                        )
                    ]
                ) from None
    raise CaseError([Problem(about["path"], (), "", "the text of the case is missing.", "Put it there again.")])


def _checked_tables(sheets, schemas, essay, repair):
    """Return {table: DataFrame}; raise CaseError with the problems of all files at once."""
    known = {}
    for name, sheet in sheets.items():
        key = schemas[name].get("primaryKey", [])
        # A row that could not be cut into cells hides its id, so nothing is said about ids then.
        whole = len(key) == 1 and key[0] in sheet.header and not sheet.problems
        known[name] = [cells[key[0]].strip() for _, cells in sheet.rows] if whole else None
    tables = {name: _checked_table(sheet, schemas[name], essay, known) for name, sheet in sheets.items()}
    problems = [problem for sheet in sheets.values() for problem in sheet.problems]
    if not repair:
        mend = "This repair is made with repair=True alone; or mend the file."
        problems += [dataclasses.replace(notice, mend=mend) for sheet in sheets.values() for notice in sheet.notices]
    if problems:
        raise CaseError(problems)
    return tables


def _checked_table(sheet, schema, essay, known):
    """Return one sheet as a typed DataFrame, joined to its sentences; problems go to the sheet."""
    rows = typed_rows(sheet, schema)
    check_foreign_keys(sheet, rows, schema, known)
    offsets = check_quotations(sheet, rows, schema, essay)
    frame = pd.DataFrame([values for _, values in rows], columns=[f["name"] for f in schema["fields"]])
    for field in schema["fields"]:
        blank = "" if _DTYPES[field["type"]] == "object" and "enum" not in field.get("constraints", {}) else None
        column = frame[field["name"]].astype(_DTYPES[field["type"]])
        frame[field["name"]] = column.where(column.notna(), blank) if blank == "" else column
    if schema.get("evidence"):
        places = [offsets.get((number, schema["evidence"][0]["quote"])) for number, _ in rows]
        frame = _joined(frame, places, essay)
    if {"direction", "plainness"} <= set(frame):
        strength = frame["plainness"].map(_STRENGTH).astype("Int64")
        frame["position"] = frame["direction"] * strength
    return frame


def _joined(frame, places, essay):
    """Add start, end and sentence of the quotation to each row."""
    known = sentences(essay)
    frame["start"] = pd.array([p[0] if p else None for p in places], dtype="Int64")
    frame["end"] = pd.array([p[1] if p else None for p in places], dtype="Int64")
    # A quoted heading is no sentence of a paragraph, so it stands for itself.
    frame["sentence"] = [(sentence_around(known, *p) or essay.text[slice(*p)]) if p else "" for p in places]
    return frame


def _tell(notices):
    for notice in notices:
        print(f"Repaired while reading: {notice}")
