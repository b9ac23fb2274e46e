"""A sheet of text as a typed table, joined to its sentences; own words; and the grid that a table of codes fills."""

from itertools import product

import pandas as pd

from .essay import sentence_around, sentences, shortened
from .evidence import check_quotations
from .schema import check_foreign_keys, typed_rows

TABLES = ("positions", "inducement_codes")
IN_CODINGS = {"positions": "positions", "inducement_codes": "inducements"}  # their names in codings.csv
_CELL = ["stakeholder", "issue"]
_STRENGTH = {"hinted": 1, "outright": 2}
_DTYPES = {"integer": "Int64", "boolean": "boolean", "string": "object"}


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


def own_words(documents, codes, picked):
    """Return the one row of own words for each cell that has some (DataFrame).

    documents, codes, picked: documents.csv, document_codes.csv and own_words.csv as typed tables. Where two
    documents of a stakeholder speak, the later one counts. Columns: those of `picked`, and title: of the document,
    missing for a picked quotation.
    """
    picked = picked.assign(title=word_column(picked.index))
    if codes.empty or documents.empty:
        return picked
    said = codes.merge(documents, left_on="document", right_on="id", suffixes=("", "_of_document"))
    said["source"] = said["source"].fillna(said["source_of_document"])
    later = said.sort_values("date", kind="stable").drop_duplicates(_CELL, keep="last")
    rows = pd.concat([later[list(picked)], picked]).drop_duplicates(_CELL, ignore_index=True)
    return rows.assign(**{name: word_column(rows.index, rows[name]) for name in rows.select_dtypes("object")})


def word_column(index, values=None):
    """Return a column of words (Series); a blank is None, not NaN, which counts as true. values: None for blanks."""
    values = [None] * len(index) if values is None else [None if pd.isna(value) else value for value in values]
    return pd.Series(values, index, dtype="object")


def labels_to_ids(sheet, schema, labels):
    """Put the id in the place of a label, where a column asks for the id of another table, with a notice.

    labels: {table: [(label, id)]}, as written. What is an id already stays, and a label that two rows have.
    """
    for key in schema.get("foreignKeys", []):
        column, pairs = key["fields"][0], labels.get(key["reference"]["resource"], [])
        ids, names = {name for _, name in pairs}, [label for label, _ in pairs]
        known = {label: name for label, name in pairs if label and names.count(label) == 1}
        rows = sheet.rows if column in sheet.header else ()
        found = [row for row in rows if row[1][column].strip() in known and row[1][column].strip() not in ids]
        first = next((cells[column].strip() for _, cells in found), "")
        for number, cells in found:
            cells[column] = known[cells[column].strip()]
            what = f"labels are read as ids, for example “{shortened(first)}” as {known[first]}."
            sheet.repaired(number, column, what)


def _column(values, field):
    """Return the values of one column by its described type; a blank is missing, so that `isna` finds each."""
    return pd.Series(values, dtype=_DTYPES[field["type"]])


def _joined(frame, places, essay):
    """Add start, end and sentence of the quotation to each row."""
    known = sentences(essay).to_dict("list")
    frame["start"] = pd.array([p[0] if p else None for p in places], dtype="Int64")
    frame["end"] = pd.array([p[1] if p else None for p in places], dtype="Int64")
    # A quoted heading is no sentence of a paragraph, so it stands for itself.
    around = [(sentence_around(known, *p) or essay.text[slice(*p)]) if p else None for p in places]
    frame["sentence"] = pd.Series(around, dtype="object")  # text, also where there is no row
    return frame


def ids_of(tables):
    """Return {table: list of its ids} of the tables that have some. tables: {name: DataFrame}."""
    return {name: list(frame["id"]) for name, frame in tables.items() if "id" in frame}


def items_of(case, table="positions"):
    """Return (DataFrame of issues or inducements, name of their column in a table: of codes, or "own_words")."""
    return (case.inducements, "inducement") if table == "inducement_codes" else (case.issues, "issue")


def turned(case, stakeholder, item, table="positions"):
    """Return the same case with the direction of one code turned round; table: "positions" or "inducement_codes"."""
    mine = case.tables[table].copy()
    mine.loc[(mine["stakeholder"] == stakeholder) & (mine[items_of(case, table)[1]] == item), "direction"] *= -1
    return case.with_table(table, mine)


def undecided(case, table="positions"):
    """Return the cells of a case that nobody has coded or decided yet: a set of (stakeholder, item).

    table: "positions" or "inducement_codes". Where a case that is no reader's own has a code, a cell without one is
    blank, which is a decision; where it has none at all, nobody has coded it.
    """
    if case.decided is None and len(case.tables[table]):
        return set()
    items, column = items_of(case, table)
    coded = zip(case.tables[table]["stakeholder"], case.tables[table][column])
    return set(product(case.stakeholders["id"], items["id"])) - set(coded) - set((case.decided or {}).get(table, ()))
