"""What a student made for an assignment, read from my-work or written there: a case of their own, and their codes."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import NamedTuple

from ..case.case import items_of, load
from ..case.csv_reader import Sheet
from ..case.errors import CaseError
from ..case.package import own_cases, work_folder
from ..case.safe_write import alone, write_whole
from ..case.schema import columns_of
from ..case.tables import checked_table, ids_of
from ..draw import Words
from ..table import numbered_essay, show
from ..workshop.case_rows import TABLES, keep_row, own_rows
from ..workshop.coding_book import ELSEWHERE, Book
from ..workshop.coding_cells import judge
from ..workshop.coding_explorer import code_cells
from ..workshop.new_case import new_case
from ..workshop.taking_in import take_in
from .damaged import readable, row_by_row
from .words import plain

TEXTS = Path("texts")


class Own(NamedTuple):
    """case: the Case with the student's codes in the place of the coded table, or None. table: its name.

    cells: {(stakeholder, item): judged cell}, see coding_cells.judge. problems: list of sentences.
    """

    case: object
    table: str
    cells: dict
    problems: list

    def of(self, state):
        """Return {(stakeholder, item): its fields} of the cells in one state: coded, blank or unfinished."""
        return {place: said["cell"] for place, said in self.cells.items() if said["state"] == state}


def own_codes(case, table="positions"):
    """Return the student's own codes of a case as an Own: those in my-work, else those in the tables of an own case.

    A row with a mistake costs that row alone; what is wrong with it is among the problems.
    """
    if case is None:
        return Own(None, table, {}, ["There is no case yet."])
    empty = case.with_table(table, case.tables[table].iloc[:0])
    book = Book(empty, table)
    cells, problems = dict(book.cells), list(book.refused)
    if book.refused and book.file.is_file():
        cells = row_by_row(book.file, empty, table)
    elif not cells and case.name in own_cases():
        cells = _of_table(case, table)
    problems += [f"{place_name(empty, table, p)}: {word}" for p, said in cells.items() for word in _wrong(said)]
    return Own(empty.with_table(table, _frame(empty, table, cells)), table, cells, problems)


def _of_table(case, table):
    column = items_of(case, table)[1]
    rows = case.tables[table].to_dict("records")
    return {(r["stakeholder"], r[column]): judge(case, table, r["stakeholder"], r[column], r) for r in rows}


def _wrong(said):
    missing = [f"there is no {word.removeprefix('a ').removeprefix('the ')}." for word in said["missing"]]
    return [*missing, *said["problems"]] if said["state"] == "unfinished" else []


def place_name(case, table, place):
    """Return a cell in words, with its ids: Trump on “Land kept” (trump, land). place: (stakeholder, item)."""
    tables = (case.stakeholders, items_of(case, table)[0])
    labels = [frame.set_index("id")["label"].get(name, name) for frame, name in zip(tables, place)]
    return f"{labels[0]} on “{labels[1]}” ({', '.join(place)})"


def _frame(case, table, cells):
    """Return the coded cells as a table of the case."""
    schema = case.schemas[table]
    column = items_of(case, table)[1]
    rows = [
        (n, said["cell"] | {"stakeholder": sid, column: item})
        for n, ((sid, item), said) in enumerate(cells.items(), start=2)
        if said["state"] == "coded"
    ]
    return checked_table(Sheet(f"{table}.csv", columns_of(schema), rows), schema, case.essay, ids_of(case.tables))


def coder(case, table="positions", needs="blank note", only=()):
    """Return the coding explorer without any reference to compare with; one line where there is no case yet.

    needs: "note" where every cell needs a note, "blank note" where every blank does; the explorer says so at once.
    only: ids of stakeholders; "next cell" stays with them. Ids that the case does not have are left out.
    """
    if case is None:
        return Words("There is no case to code yet.")
    known = [sid for sid in only if sid in set(case.stakeholders["id"])]
    return code_cells(case.with_table(table, case.tables[table].iloc[:0]), table, needs=needs, only=known)


def numbered(case):
    """Return the text of a case with the number of each part; one line where there is no case yet."""
    if case is None:
        return Words("There is no text yet.")
    return show(numbered_essay(case), f"“{case.title}”, with the number of each part")


def form(case, table="positions"):
    """Write the empty form for a spreadsheet into my-work, if there is none yet; return words that say so."""
    return Words("There is no case yet." if case is None else Book(case, table).make_template())


def keep_codes(case, table, rows):
    """Keep codes that are written in the notebook: a list of dicts, one for each cell. Prints what is wrong.

    rows: dicts with stakeholder, issue (or inducement), direction (-1, 0, 1 or "blank"), plainness, salience, quote
    and note. A cell that was changed elsewhere since, as in the explorer, is newer work: it stays, and its name is
    printed. What the list wrote is remembered in my-work/<case>-<table>-from-list.json. A file that cannot be read
    is kept under another name.
    """
    if case is None or not isinstance(rows, (list, tuple)) or not rows:
        return
    book, column = readable(Book(case, table), case, table), items_of(case, table)[1]
    path = book.file.with_name(f"{case.name}-{table}-from-list.json")
    # Who moves the file away begins anew, and the list is written again.
    before, mine, newer = _from_list(path) if book.file.is_file() else {}, {}, []
    for number, row in enumerate(rows, start=1):
        try:
            place = (row["stakeholder"], row[column])
            held, wrote, wanted = book.cells.get(place), before.get(place), judge(case, table, *place, row)["cell"]
            gone = held is None and wrote == wanted  # emptied elsewhere, and the list does not ask anew
            if gone or (held and held["cell"] not in (wrote, wanted)):
                newer.append(place_name(case, table, place))
                continue
            said, words = book.change(*place, row)
        except (KeyError, TypeError, AttributeError):
            print(f"Row {number}: it needs a known “stakeholder” and a known “{column}”.")
            continue
        if words.startswith(ELSEWHERE):  # changed after the look at it
            newer.append(place_name(case, table, place))
            continue
        mine[place] = said["cell"]
        for words in _wrong(said):
            print(f"Row {number}, {place_name(case, table, place)}: {words}")
    _remember(path, mine, newer)
    own = own_codes(case, table)
    print(f"Kept in my-work/{book.file.name}: {len(own.of('coded'))} coded cells, "
          f"{len(own.of('blank'))} blank by decision.")  # fmt: skip


def _from_list(path):
    """Return {key: what the list wrote last}, such as {(stakeholder, item): fields}; {} where that is not known."""
    try:
        return {tuple(key): wrote for *key, wrote in json.loads(path.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return {}


def _remember(path, mine, newer):
    """Remember what the list wrote now, beside what it wrote before, and print what was not taken from it."""
    if mine:
        # A folder that cannot be written is told of by who writes the work itself.
        with alone(path), contextlib.suppress(OSError):
            rows = [[*key, wrote] for key, wrote in (_from_list(path) | mine).items()]
            write_whole(path, json.dumps(rows, ensure_ascii=False, indent=1))
    if newer:
        print(f"Not taken from the list, because the explorer or the file has newer work: {'; '.join(newer)}.")


def make_case(name, text, stakeholders=(), issues=()):
    """Make or fill a case of the student's own in my-work; return it, or None with the reason printed.

    name: its name. text: a str or the Path of a file; read only where the case is not there yet.
    stakeholders, issues: lists of dicts, as the form of the case maker asks for them; the part of each quotation
    is found. A row whose short name (label) is there already is put in its place. A row that was changed or removed
    in the case maker since the list wrote it is newer work: it stays so, and its name is printed. What the lists
    wrote is remembered in my-work/<case>-<table>-from-list.json.
    """
    try:
        made = name not in own_cases()
        if made:
            with contextlib.redirect_stdout(io.StringIO()):
                new_case(name, text)
        for table, rows in zip(TABLES, (stakeholders, issues)):
            _keep(name, table, rows or (), made)
        return _load(name)
    except CaseError as error:
        print(error)
    except (TypeError, AttributeError):
        print('Each row must be a dict, for example {"label": "Crew", "name": "The crew of the ferry"}.')
    return None


def _keep(name, table, rows, made):
    """Keep the rows of a list in a table. made: the case was made just now, so nothing in it is newer."""
    path, mine, newer = work_folder() / f"{name}-{table}-from-list.json", {}, []
    before = {} if made else _from_list(path)
    try:
        for row in rows:
            label, asked = plain(row.get("label")), _usual(table, row)
            asked_before, wrote = map(_of_today, before.get((label,), (None, None)))
            known = {r["id"]: r for r in own_rows(_load(name), table)}
            same = [r for r in known.values() if r["label"] == label]
            held = known.get(wrote["id"]) if wrote else same[0] if same else None
            if wrote and held != wrote and (held or asked == asked_before):
                newer.append(label)
            elif not wrote or (held, asked) != (wrote, asked_before):
                with contextlib.redirect_stdout(io.StringIO()):
                    row_id = keep_row(name, table, asked, held["id"] if held else "", held)
                kept = {r["id"]: r for r in own_rows(_load(name), table)}
                mine[label,] = asked, kept[row_id]
    finally:
        _remember(path, mine, newer)


def _usual(table, row):
    usual = {"kind": "party", "power": "", "interest": ""} if table == "stakeholders" else {"negotiable": "true"}
    given = {name: str(value).lower() if isinstance(value, bool) else plain(value) for name, value in row.items()}
    return usual | given


def _of_today(row):
    """Return a row that a list wrote; a 0 without a quotation is what a blank was written as before."""
    scales = [name for name in ("power", "interest") if (row or {}).get(name) == "0" and not row.get(f"{name}_quote")]
    return row and row | dict.fromkeys(scales, "")


def _load(name):
    """Return a case of the student's own; a file of codes that cannot be read keeps it away from nobody."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return load(name, repair=True, folder=work_folder() / name)
        except CaseError:
            return load(name, repair=True, folder=work_folder() / name, kept=False)


def unseen_case():
    """Return the case of the unseen text in texts/, made in my-work where it is not there yet; None without a text.

    Prints which text it is.
    """
    found = sorted(TEXTS.glob("*.txt"))
    if not found:
        print("There is no text in the folder texts/ yet. Your instructor gives it to you.")
        return None
    case = make_case(_name(found[0]), found[0])
    if case is not None:
        print(f"The unseen text is “{case.title}”.")
    return case


def _name(path):
    return f"unseen-{re.sub(r'[^a-z0-9]+', '-', path.stem.lower()).strip('-')}"[:40]


def is_as_handed_out(case):
    """Say whether the text of the unseen case is still that of texts/; True where texts/ is not there."""
    found = sorted(TEXTS.glob("*.txt"))
    return not found or case.essay.text == take_in(found[0])[0]


def my_case(name=""):
    """Return the student's own case of this name, or the one that was changed last; None with a line where none is."""
    known = [other for other in own_cases() if not other.startswith("unseen-")]
    if name and name not in known:
        print(f"There is no case “{name}” in my-work. There are: {', '.join(known) or 'none yet'}.")
        return None
    if not known:
        print("You have no case of your own yet.")
        return None
    try:
        case = _load(name or known[0])
    except CaseError as error:
        print(error)
        return None
    print(f"Your case is “{case.title}”.")
    return case
