"""The rows of a reader's own case: adding, changing and removing one, checked as the whole case is checked."""

import contextlib
import io
import json
import re
import unicodedata

from ..case.case import load
from ..case.coding_file import as_csv
from ..case.csv_reader import Sheet, read_sheet
from ..case.errors import CaseError, Problem
from ..case.essay import locate, nearest_sentence, parts_with
from ..case.package import find, read_description, work_folder
from ..case.plain_text import one_line
from ..case.safe_write import alone, write_or_tell
from ..case.schema import columns_of
from ..case.tables import checked_table, ids_of

TABLES = ("stakeholders", "issues")


def own_rows(case, table):
    """Return the rows of a table as a list of dicts of text, as they stand in its file."""
    names = columns_of(case.schemas[table])
    records = case.tables[table][names].to_dict("records")
    return [{name: _text(row[name]) for name in names} for row in records]


def keep_row(name, table, values, old_id="", was=None):
    """Add a row to a table of the case `name`, or put it in the place of the row `old_id`; return its id.

    values: {column: text}; the id is made from the label, the part of each quotation is found, and the
    text's own quotation marks and dashes are put in. Names may be parted by |, a comma or a semicolon.
    was: the row `old_id` as the reader saw it before, as `own_rows` gives it; None: whatever it is.
    Raises CaseError with everything that is wrong, also where the row is another one by now; then the file is
    left as it is.
    """
    path = _path(name, table)
    with alone(path):  # another view or notebook may save a row at the same time
        return _keep(path, load(name, kept=False), table, values, old_id, was)


def _keep(path, case, table, values, old_id, was):
    schema, rows = case.schemas[table], own_rows(case, table)
    row = {column: one_line(values.get(column) or "") for column in columns_of(schema)}
    row["id"] = old_id or _new_id(row["label"], {r["id"] for r in rows})
    if "words" in row:
        row["words"] = "|".join(word.strip() for word in re.split("[|,;]", row["words"]) if word.strip())
    if "note" in row:
        row["note"] = _no_formula(row["note"])
    problems = _find_parts(case.essay, schema, row, f"{table}.csv")
    if was is not None and old_id:
        _check_same(rows, row, old_id, was, f"{table}.csv")
    places = [n for n, other in enumerate(rows) if other["id"] == old_id]
    place = places[0] if places else len(rows)
    rows[place : place + 1] = [row]
    sheet = Sheet(f"{table}.csv", list(row), [(n, dict(r)) for n, r in enumerate(rows, start=2)])
    checked_table(sheet, schema, case.essay, ids_of(case.tables))
    # Where a quotation was not found, its missing part is no second problem.
    told = {problem.column.replace("quote", part) for problem in problems for part in ("quote", "paragraph")}
    # What reading would repair is no row to write: the case is read to the letter.
    read = [*sheet.problems, *sheet.notices, *sheet.older]
    problems += [problem for problem in read if problem.column not in told]
    if problems:
        raise CaseError(problems)
    _write(path, case, table, rows)
    return row["id"]


def _check_same(rows, row, old_id, was, file):
    """Raise CaseError where the row `old_id` is no longer `was`, and not `row` either: another view changed it."""
    now = next((other for other in rows if other["id"] == old_id), None)
    if now is None:
        what = f"“{was.get('label', old_id)}” was removed in another view or notebook meanwhile."
        raise CaseError.of(file, what, "Your words still stand in the form, now as a new row.")
    if now not in (was, row):
        told = [name for name in now if now[name] != row[name] and not name.endswith("paragraph")]
        there = "; ".join(f"{name} “{now[name]}”" for name in told)
        what = f"“{was.get('label', old_id)}” was changed in another view or notebook meanwhile. It says now: {there}."
        raise CaseError.of(file, what, "Your words still stand in the form. Save again to keep yours.")


def drop_row(name, table, row_id):
    """Remove a row from a table of the case `name`. Raises CaseError where codes or other tables still use it."""
    path = _path(name, table)
    with alone(path):
        _drop(path, load(name, kept=False), table, row_id)


def _drop(path, case, table, row_id):
    _check_no_codes(case, table, row_id)
    users = [
        other
        for other, schema in case.schemas.items()
        for key in schema.get("foreignKeys", [])
        if key["reference"]["resource"] == table and (case.tables[other][key["fields"][0]] == row_id).any()
    ]
    if users:
        files = ", ".join(f"{user}.csv" for user in dict.fromkeys(users))
        what = f"“{row_id}” is still used in {files}."
        raise CaseError([Problem(f"{table}.csv", (), "id", what, "Remove it there first.")])
    _write(path, case, table, [row for row in own_rows(case, table) if row["id"] != row_id])


def _check_no_codes(case, table, row_id):
    """Raise CaseError where coded cells hang on a row: in the case, or in what the coding explorer kept."""
    column = {"stakeholders": "stakeholder", "issues": "issue"}[table]
    kept = work_folder() / f"{case.name}-positions.csv"
    counts = {"positions.csv": int((case.tables["positions"][column] == row_id).sum())}
    if kept.is_file():
        counts[f"my-work/{kept.name}"] = sum(row.get(column, "").strip() == row_id for _, row in read_sheet(kept).rows)
    aside = kept.with_name(f"{kept.stem}-unfinished.json")
    with contextlib.suppress(OSError, ValueError, TypeError):
        counts[f"my-work/{aside.name}"] = sum(row_id in cell[:2] for cell in json.loads(aside.read_text("utf-8")))
    if found := {file: count for file, count in counts.items() if count}:
        cells, files = sum(found.values()), " and ".join(found)
        hang = "1 coded cell hangs" if cells == 1 else f"{cells} coded cells hang"
        that = "that one" if cells == 1 else "those"
        what = f"{hang} on this; remove {that} first."
        mend = f"Look in {files}. Cells that you coded in step 2 go with its button “Empty this cell”."
        raise CaseError.of(f"{table}.csv", what, mend)


def _path(name, table):
    return find(name) / {r["name"]: r for r in read_description(find(name))["resources"]}[table]["path"]


def _write(path, case, table, rows):
    """Write a table, and read the whole case again; where that fails, the old file is put back."""
    before = path.read_bytes()
    write_or_tell(path, as_csv(rows, columns_of(case.schemas[table])))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            load(case.name, kept=False)
    except CaseError:
        write_or_tell(path, before)
        raise


def _text(value):
    if value is None or value != value:  # a missing value is not equal to itself
        return ""
    return str(value).lower() if isinstance(value, bool) or type(value).__name__ == "bool" else str(value)


def _new_id(label, taken):
    """Return an id made from a label: small letters, digits and underscores, none that is taken."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "row"
    base = base if base[0].isalpha() else f"x_{base}"
    numbered = (f"{base}_{n}" for n in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in taken)


def _no_formula(words):
    # A spreadsheet would run words that begin so, and the guard against it is not part of the words.
    return re.sub(r"^'*[=+\-@][=+\-@'\s]*", "", words)


def _find_parts(essay, schema, row, file):
    """Write the part of each quotation into the row; return a Problem for each that is not in the text."""
    problems = []
    for pair in schema.get("evidence", []):
        quote = _no_formula(row[pair["quote"]].strip('“”" '))
        found = parts_with(essay, quote) if quote else []
        if found:
            start, end = locate(essay, quote, found[0], folded=True)[0]
            quote = essay.text[start:end]
        row[pair["quote"]], row[pair["paragraph"]] = quote, found[0] if found else ""
        if quote and not found:
            sentence, part = nearest_sentence(essay, quote)
            mend = f"The nearest sentence is in {part}: “{sentence}” Copy the words from the text."
            problems.append(Problem(file, (), pair["quote"], "the words are not in the text.", mend))
    return problems
