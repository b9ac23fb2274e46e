"""Every quotation of a case as a text-quote selector: its words, what stands before and after, and its place.

After the W3C Web Annotation Data Model (2017): TextQuoteSelector (exact, prefix, suffix) and
TextPositionSelector (start, end; 0-based characters, end exclusive).
"""

import re

import pandas as pd

from ..case.essay import locate

COLUMNS = ("table", "row", "key", "code", "exact", "prefix", "suffix", "start", "end")
_AROUND = 32  # characters on each side; more where the same words stand twice


def selectors_of(case):
    """Return a list of dicts with the keys COLUMNS, in the order of the tables and their rows.

    A row with several quotations, such as a stakeholder's for seat, power and interest, gives several.
    """
    return [
        {"table": name, "row": number, "key": key_of(schema, row), "code": code_of(row, pair), **found}
        for name, schema in case.schemas.items()
        for pair in schema.get("evidence", [])
        for number, row in enumerate(case.tables[name].to_dict("records"), start=2)
        if row[pair["quote"]] and (found := selector(case.essay, row[pair["quote"]], row[pair["paragraph"]]))
    ]


def key_of(schema, row):
    """Return what names a row inside its table: the values of its primary key, with / between."""
    return "/".join(str(row[name]) for name in schema.get("primaryKey", []))


def code_of(row, pair):
    """Return the code that a quotation stands for, in words: "direction 1, hinted", "power 2", "fact", or ""."""
    if {"direction", "plainness"} <= set(row):
        return f"direction {_given(row['direction'])}, {_given(row['plainness'])}"
    part = pair["quote"].removesuffix("quote").rstrip("_") or ("seat" if "seat" in row else "")
    if part in row:
        return f"{part} {_given(row[part])}"
    return str(next((row[name] for name in ("type", "role", "value", "verdict") if name in row), ""))


def _given(value):
    return "blank" if pd.isna(value) else value


def selector(essay, quote, part):
    """Return {exact, prefix, suffix, start, end} of a quotation, or None where it does not stand in the part."""
    places = locate(essay, quote, part)
    if not places:
        return None
    start, end = places[0]
    text, around = essay.text, _AROUND
    while _found(text, start, end, around) > 1 and around < len(text):
        around *= 2
    prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
    return {"exact": text[start:end], "prefix": prefix, "suffix": suffix, "start": start, "end": end}


def _found(text, start, end, around):
    """How often the words stand in the text with the same words around them; places may overlap."""
    words = re.escape(text[max(0, start - around) : end + around])
    return len(re.findall(f"(?={words})", text))
