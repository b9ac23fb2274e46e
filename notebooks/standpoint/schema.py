"""Holding a sheet of text against its description in datapackage.json (Data Package v2, Table Schema)."""

import difflib
import re

_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-"})
_MONTHS = r"(jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])"
_DATE = re.compile(rf"^(\d{{1,4}}[-./ ]{_MONTHS}\w*\.?|{_MONTHS}\w*\.?[-./ ]\d{{1,4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})$", re.I)
_TRUE = {"true", "yes", "wahr", "vrai", "1"}
_FALSE = {"false", "no", "falsch", "faux", "0"}


def typed_rows(sheet, schema):
    """Turn the text cells of a sheet into values, by the types and constraints of a Table Schema.

    Returns a list of (row number, dict of values); a blank cell is None. Repairs go to
    sheet.notices, what is wrong to sheet.problems; a wrong cell becomes None.
    """
    if not _header_fits(sheet, schema):
        return []
    rows = []
    for number, cells in sheet.rows:
        values = {f["name"]: _value(sheet, number, f, cells[f["name"]]) for f in schema["fields"]}
        rows.append((number, values))
    _check_unique(sheet, rows, schema)
    _check_required_together(sheet, rows, schema)
    return rows


def check_foreign_keys(sheet, rows, schema, known):
    """Check that every id of a foreign key exists. known: {table: list of its ids}."""
    for key in schema.get("foreignKeys", []):
        column, table = key["fields"][0], key["reference"]["resource"] or sheet.file.removesuffix(".csv")
        for number, values in rows:
            value = values[column]
            if value is not None and value not in known.get(table, []):
                mend = nearest_in_words(value, known.get(table, []))
                sheet.wrong(number, column, f"“{value}” is not an id in {table}.csv.", mend)


def nearest_in_words(value, allowed):
    """Say which allowed value was probably meant, or list them all."""
    by_lower = {str(a).lower(): str(a) for a in allowed}
    near = difflib.get_close_matches(str(value).lower(), by_lower, n=1, cutoff=0.6)
    listed = ", ".join(str(a) for a in allowed)
    return f"Did you mean “{by_lower[near[0]]}”? Known: {listed}." if near else f"Known: {listed}."


def _header_fits(sheet, schema):
    """Check the column names; a sheet with a wrong header is not read further."""
    names = [f["name"] for f in schema["fields"]]
    before = len(sheet.problems)
    if not sheet.header:
        return False
    for name in names:
        if name not in sheet.header:
            sheet.wrong(1, name, "this column is missing.", "Add it to the header, spelt like this.")
    for name in sheet.header:
        if name not in names:
            sheet.wrong(1, name or "(no name)", "the table has no such column.", nearest_in_words(name, names))
        elif sheet.header.count(name) > 1:
            sheet.wrong(1, name, "this column stands there twice.", "Keep one of them.")
    return len(sheet.problems) == before


def _value(sheet, number, described, cell):
    """Return one cell as a value of its described type, or None."""
    name, limits = described["name"], described.get("constraints", {})
    text = cell.strip()
    if text == "":
        if limits.get("required"):
            sheet.wrong(number, name, "the cell is empty, and this column needs a value.", described["description"])
        return None
    if text.startswith("=") or re.match(r"^#(NAME|REF|VALUE|N/A|DIV/0|NULL|NUM)[?!]?", text, re.I):
        sheet.wrong(number, name, f"“{text[:40]}” is a formula or a formula’s error, not text.",
                    "A spreadsheet ran the cell as a formula. Type the words again, after an apostrophe (').")
        return None
    if described["type"] in ("integer", "boolean") and _DATE.match(text):
        sheet.wrong(number, name, f"“{text}” looks like a date that a spreadsheet made from something else.",
                    "Format the column as text, then type the value again.")
        return None
    readers = {"integer": _integer, "boolean": _boolean}
    value = readers.get(described["type"], _string)(sheet, number, described, text)
    return None if value is None else _within(sheet, number, described, value)


def _integer(sheet, number, described, text):
    plain = text.lstrip("'’").translate(_SIGNS).replace(" ", "")
    if not _NUMBER.match(plain):
        sheet.wrong(number, described["name"], f"“{text}” is not a whole number.", described["description"])
        return None
    value = float(plain.replace(",", "."))
    if value != int(value):
        sheet.wrong(number, described["name"], f"“{text}” is not a whole number.", described["description"])
        return None
    if text != str(int(value)):
        sheet.notices.append(f"{sheet.file}, row {number}, column {described['name']}: “{text}” was read as {int(value)}.")
    return int(value)


def _boolean(sheet, number, described, text):
    if text.lower() not in _TRUE | _FALSE:
        sheet.wrong(number, described["name"], f"“{text}” is neither true nor false.", "Write true or false.")
        return None
    value = text.lower() in _TRUE
    if text not in ("true", "false"):
        said = "true" if value else "false"
        sheet.notices.append(f"{sheet.file}, row {number}, column {described['name']}: “{text}” was read as {said}.")
    return value


def _string(sheet, number, described, text):
    allowed = described.get("constraints", {}).get("enum", [])
    alike = [a for a in allowed if a.lower() == text.lower()]
    if alike and text not in allowed:
        sheet.notices.append(f"{sheet.file}, row {number}, column {described['name']}: “{text}” was read as {alike[0]}.")
        return alike[0]
    return text


def _within(sheet, number, described, value):
    """Return the value where it keeps to its constraints, else None with a problem recorded."""
    limits, name = described.get("constraints", {}), described["name"]
    low, high = limits.get("minimum"), limits.get("maximum")
    if "enum" in limits and value not in limits["enum"]:
        sheet.wrong(number, name, f"“{value}” is not one of the allowed values.", nearest_in_words(value, limits["enum"]))
    elif (low is not None and value < low) or (high is not None and value > high):
        sheet.wrong(number, name, f"{value} is outside the range {low} to {high}.", described["description"])
    elif "pattern" in limits and not re.fullmatch(limits["pattern"], value):
        sheet.wrong(number, name, f"“{value}” does not have the right form.", described["description"])
    else:
        return value
    return None


def _check_unique(sheet, rows, schema):
    """Check that no two rows share the primary key."""
    key, seen = schema.get("primaryKey", []), {}
    for number, values in rows:
        found = tuple(values[k] for k in key)
        if key and None not in found and found in seen:
            words = ", ".join(str(part) for part in found)
            sheet.wrong(number, " + ".join(key), f"“{words}” stands in row {seen[found]} already.", "Keep one of the two rows.")
        seen.setdefault(found, number)


def _check_required_together(sheet, rows, schema):
    """Check the rules of the form: where this column has this value, that column must be filled."""
    for rule in schema.get("requiredWhen", []):
        for number, values in rows:
            if values[rule["column"]] in rule["values"] and values[rule["needs"]] is None:
                sheet.wrong(number, rule["needs"], f"the cell is empty where {rule['column']} is “{values[rule['column']]}”.", rule["mend"])
