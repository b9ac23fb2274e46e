"""A case: one essay and the tables coded from it, loaded, checked and joined to the sentences."""

import dataclasses
import textwrap
from dataclasses import dataclass
from pathlib import Path

from .coding_file import laid_over, read_file, take_blanks
from .csv_reader import read_sheet
from .errors import CaseError, Problem, TableError
from .essay import Essay, parse
from .given import sheet_of, told
from .package import empty_sheet, find, parts_of, read_description, work_folder
from .plain_text import read_text
from .schema import columns_of
from .tables import TABLES, checked_table, ids_of, items_of, labels_to_ids, own_words, undecided, word_column

_WIDTH = 72  # letters in a line of what is printed
_SPOKEN = ("documents", "document_codes", "own_words")
_STEPS = (
    ("stakeholders", "write down who has a stake in the matter, one row for each"),
    ("issues", "write down what is in dispute, one question with two poles for each"),
    ("positions", "code where the text puts each stakeholder on each issue"),
)


@dataclass(frozen=True)
class Case:
    """One essay with its tables; each table is also an attribute, as in case.positions.

    name, title: text. essay: Essay. tables: dict of DataFrames. schemas: dict of Table Schemas.
    notices: list of Problem that say what was repaired while reading. decided: in a case of the reader's own, which
    cells are blank by decision: {table: {(stakeholder, item): note}}; None in any other case, where every blank is.
    Tables with a quotation have start, end (offsets) and sentence; positions and inducement_codes
    also have position, -2 to +2: the sign is the direction, 2 is outright and 1 is hinted.
    """

    name: str
    title: str
    essay: Essay
    tables: dict
    schemas: dict
    notices: list
    decided: dict | None = None

    def __getattr__(self, name):
        # Asked for only where normal lookup fails; dunder names must fail fast, or copying recurses.
        if not name.startswith("_") and name in self.tables:
            return self.tables[name]
        raise AttributeError(f"This case has no table “{name}”. It has: {', '.join(self.__dict__.get('tables', {}))}.")

    def __dir__(self):
        return [*super().__dir__(), *self.tables]

    def __repr__(self):
        pairs = [(self.tables[n], pair["quote"]) for n in self.tables for pair in self.schemas[n].get("evidence", [])]
        quoted = sum(int(table[column].notna().sum()) for table, column in pairs if column in table)
        sizes = ", ".join(f"{name}\u00a0{len(table)}" for name, table in self.tables.items() if len(table))
        ready = f"{len(self.essay.paragraphs)} paragraphs, {quoted} quotations checked"
        # A notebook breaks longer lines inside words; a number stays beside its table.
        rows = textwrap.fill(f"Rows in each table: {sizes}.", _WIDTH).replace("\u00a0", " ")
        return f"Case “{self.title}” is in place: {ready}.\n{rows}"

    def with_table(self, name, table):
        """Return the same case with another DataFrame as one of its tables, for example your own coding.

        The table is checked as `load` checks a file, and what is computed from it is computed anew: position, and the
        place of each quotation. Rows of other tables are not looked at, also where they name an id that is gone now.
        Prints what was repaired. Raises TableError with every problem: row (as pandas counts), column, how to mend it.
        """
        sheet = sheet_of(name, table, self)
        frame = checked_table(sheet, self.schemas[name], self.essay, ids_of(self.tables | {name: table}))
        if sheet.problems:
            raise TableError(told(sheet.problems, name, table))
        _tell(told(sheet.notices, name, table))
        if name == "own_words":
            frame["title"] = word_column(frame.index, table.get("title"))
        return dataclasses.replace(self, tables={**self.tables, name: frame.set_index(table.index)})


def load(name, repair=None, folder=None, kept=True):
    """Load and check the case in data/<name> or my-work/<name>; return a Case.

    A part that the case leaves out is an empty table, so that case.record is always there. case.own_words
    holds what documents say first, and the picked quotations of own_words.csv where none of them speaks.

    repair=False holds the files to the letter, as this collection does with its own. repair=True mends what a
    spreadsheet commonly does to a file, in memory alone, and prints what was read as what. None: it mends a case of
    the reader's own, in my-work, and no other. To that case the codes that the coding explorer kept are added, and a
    line says so; kept=False leaves them out.
    folder: the folder of the case, where it is not data/<name>.
    Raises CaseError with every problem: file, row, column, what is wrong, how to mend it.
    """
    folder = Path(folder).resolve() if folder else find(name)
    own = folder.parent.resolve() == work_folder().resolve()
    repair = own if repair is None else repair
    described = read_description(folder)
    essay, mended = _read_essay(folder, described)
    parts = parts_of(folder, described)
    schemas = {name: schema for name, (schema, _) in parts.items()}
    sheets = {name: read_sheet(path, name not in dict(_STEPS), columns_of(schema)) if path else
              empty_sheet(name, schema) for name, (schema, path) in parts.items()}  # fmt: skip
    decided = {table: {} for table in TABLES}
    tables = _checked_tables(sheets, schemas, essay, decided, own)
    notices = [*mended, *(notice for sheet in sheets.values() for notice in sheet.notices)]
    problems = [problem for sheet in sheets.values() for problem in sheet.problems]
    if not repair:
        mend = f'It is repaired in memory by load("{described["name"]}", repair=True) alone; or mend the file.'
        problems += [dataclasses.replace(notice, mend=mend) for notice in notices]
    if problems:
        raise CaseError(problems)
    notices += [notice for sheet in sheets.values() for notice in sheet.older]
    _tell(notices)
    tables["own_words"] = own_words(*(tables[name] for name in _SPOKEN))
    case = Case(described["name"], described["title"], essay, tables, schemas, notices, decided if own else None)
    case = _with_kept(case) if own and kept else case
    if step := next_step(case):
        print(step)
    return case


def next_step(case):
    """Return in one sentence which table of a case to fill next; "" where the three that it needs have rows."""
    missing = (f"Next: {words}, in {table}.csv." for table, words in _STEPS if case.tables[table].empty)
    return next(missing, "")


def grid(case, table="positions"):
    """Return the codes as a DataFrame, a row for each item and a column for each stakeholder.

    table: "positions" or "own_words" (items are issues), or "inducement_codes" (items are inducements). Values
    are -2 to +2 (Int64); a blank cell is <NA>, never 0.
    """
    items, column = items_of(case, table)
    codes = case.tables[table]
    cells = codes.pivot(index=column, columns="stakeholder", values="position")
    cells = cells.reindex(index=items["id"], columns=case.stakeholders["id"]).astype("Int64")
    return cells.rename_axis(index=column, columns="stakeholder")


def _read_essay(folder, described):
    """Return (Essay, notices) of a data package, looked for in the case's folder and beside data/."""
    about = described["essay"]
    for base in (folder, folder.parent.parent):
        path = base / about["path"]
        if path.is_file():
            text, notices = read_text(path)
            try:
                lists = {name: about.get(name, ()) for name in ("outside", "headings", "paragraphs")}
                essay = parse(text, about["title"], about["author"], **lists)
            except ValueError as error:
                words = f"the text cannot be read ({error})."
                raise CaseError.of(path.name, words, "Save it as plain text in UTF-8.") from None
            return essay, [Problem(path.name, (), "", words) for words in notices]
    raise CaseError.of(about["path"], "the text of the case is missing.", "Put it there again.")


def _with_kept(case):
    """Lay what the coding explorer kept over the tables of a reader's own case, and say what was read."""
    files = {table: work_folder() / f"{case.name}-{table}.csv" for table in TABLES}
    files = {table: file for table, file in files.items() if file.is_file()}
    for table, file in files.items():
        coding = read_file(file, case, table)
        _tell(coding.notices)
        case = laid_over(case, table, coding)
    if words := own_in_words(case):
        with_kept = [f"my-work/{file.name}" for file in files.values()]
        where = f" With the codes of {' and '.join(with_kept)}." if files else ""
        print(f"This is your own case “{case.title}”. {words}{where}")
    return case


def own_in_words(case):
    """Say how many cells of a reader's own case are coded, blank by decision, and not coded yet; "" without a cell."""
    cells = len(case.stakeholders) * len(case.issues)
    if not cells:
        return ""
    coded, still = len(case.positions), len(undecided(case))
    return f"{coded} of its {cells} cells coded, {cells - coded - still} decided blank, {still} not coded yet."


def _checked_tables(sheets, schemas, essay, decided, own):
    """Return {table: DataFrame}; the problems of each file go to its sheet.

    decided: {table: {}}, filled with the cells that a row leaves blank by decision.
    """
    known = {}
    for name, sheet in sheets.items():
        key = schemas[name].get("primaryKey", [])
        # A row that could not be cut into cells hides its id, so nothing is said about ids then.
        whole = len(key) == 1 and key[0] in sheet.header and not sheet.problems
        known[name] = [cells[key[0]].strip() for _, cells in sheet.rows] if whole else None
    labels = {name: sheet.pairs("label", "id") for name, sheet in sheets.items()}
    for name, sheet in sheets.items():
        labels_to_ids(sheet, schemas[name], labels)
    for table in decided:
        if not sheets[table].problems:
            rows = take_blanks(sheets[table], schemas[table], known, open_rows=own)
            decided[table] |= {(sid, item): note for sid, item, note in rows}
    return {name: checked_table(sheet, schemas[name], essay, known) for name, sheet in sheets.items()}


def _tell(notices):
    """Print what was repaired; the same words about several files make one line."""
    files = {}
    for notice in notices:
        files.setdefault((notice.rows, notice.column, notice.what, notice.mend), []).append(notice.file)
    for words, names in files.items():
        more = f"{names[0]} and {len(names) - 1} more files" if len(names) > 2 else " and ".join(names)
        print(f"Repaired while reading: {Problem(more, *words)}")
