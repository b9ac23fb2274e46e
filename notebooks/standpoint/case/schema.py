"""Holding a sheet of text against its description in datapackage.json (Data Package v2, Table Schema)."""

import difflib
import re

from .essay import shortened

_NUMBER = re.compile(r"([+-]?\d{1,18})(?:[.,]0{1,2})?")  # "1.0" is 1; "1,000" may be a thousand
_FORMULA = re.compile(r"=.*|#(N/A|NV|[A-ZÄÖÜ/0-9]+\s?[!?])|#{3,}", re.DOTALL | re.IGNORECASE)
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-"})
# What this package reads of a datapackage.json; the keys evidence and requiredWhen are its own.
_LIMITS = {"required?": bool, "minimum?": int, "maximum?": int, "enum?": list, "pattern?": str}
_FIELD = {"name": str, "type": ("string", "integer", "boolean"), "description": str, "constraints?": _LIMITS}
_SCHEMA = {
    "fields": [_FIELD],
    "primaryKey?": [str],
    "foreignKeys?": [{"fields": [str], "reference": {"resource": str, "fields": [str]}}],
    "evidence?": [{"paragraph": str, "quote": str, "words?": [int]}],
    "requiredWhen?": [{"column": str, "values": list, "needs": str, "mend": str, "blank?": list}],
}
_ESSAY = {"path": str, "title": str, "author": str, "outside?": [str], "headings?": [str], "paragraphs?": [str]}
_TABLES = {"name": str, "title": str, "resources": [{"name": str, "path": str, "schema": _SCHEMA}]}
_PACKAGE = _TABLES | {"essay": _ESSAY, "history?": str}
# As spreadsheets write months: English, German, French, Spanish, Italian, Polish, Russian, Ukrainian, Greek.
_MONTHS = (
    "(jan|feb|m[aä]r|mrz|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|f[ée]v|mars|avr|juin|juil|ao[uû]|d[ée]c|ene|"
    "abr|ago|dic|gen|mag|giu|lug|set|ott|sty|lut|kwi|maj|cze|lip|sie|wrz|pa[zź]|lis|gru|янв|фев|мар|апр|ма[йя]|июн|июл|"
    "авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|ιαν|φεβ|μαρ|απρ|μα[ϊι]|ιο[υύ]|α[υύ]γ|σεπ|οκτ|"
    "νο[εέ]|δεκ)"
)
_DATE = re.compile(
    rf"^(\d{{1,4}}[-./ ]{{1,2}}{_MONTHS}\w*\.?([-./ ]+\d{{2,4}})?|{_MONTHS}\w*\.?[-./ ]{{1,2}}\d{{1,4}}|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{1,2}月\d{1,2}日)$", re.I
)
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


def columns_of(schema):
    """Return the names of the columns that a schema describes, in their order."""
    return [field["name"] for field in schema["fields"]]


def check_description(described, essay=True):
    """Return what a data package's description lacks, as a list of sentences; [] where tables can be read by it.

    essay=False: for a package of tables alone, that no essay belongs to.
    """
    found = _misfits(described, _PACKAGE if essay else _TABLES, "")
    if not found:
        for resource in described["resources"]:
            found += [f"{resource['name']}: {words}" for words in _unknown_columns(resource["schema"])]
    return found


def _misfits(value, shape, place):
    """Compare a value with a shape of dicts, lists and types; a key that ends with "?" may be absent."""
    if isinstance(shape, dict) and isinstance(value, dict):
        pairs = [
            (key.removesuffix("?"), part)
            for key, part in shape.items()
            if key in value or key.removesuffix("?") in value
        ]
        lacking = [key for key in shape if key not in value and not key.endswith("?")]
        found = [f"{place or 'the file'} has no “{key}”." for key in lacking]
        return found + [words for key, part in pairs for words in _misfits(value[key], part, f"{place} {key}".strip())]
    if isinstance(shape, list) and isinstance(value, list):
        return [words for n, item in enumerate(value, start=1) for words in _misfits(item, shape[0], f"{place} {n}")]
    fits = value in shape if isinstance(shape, tuple) else type(value) is shape
    return [] if fits else [f"{place or 'the file'} has not the right form."]


def _unknown_columns(schema):
    """Return a sentence for each column that a rule names and the table lacks, and for each pattern that is none."""
    names = columns_of(schema)
    used = [*schema.get("primaryKey", []), *((key["fields"] or [""])[0] for key in schema.get("foreignKeys", []))]
    used += [pair[part] for pair in schema.get("evidence", []) for part in ("paragraph", "quote")]
    used += [rule[part] for rule in schema.get("requiredWhen", []) for part in ("column", "needs")]
    found = [
        f"a rule names the column “{name}”, which is not described."
        for name in dict.fromkeys(used)
        if name not in names
    ]
    if any(len(pair.get("words", [1, 1])) != 2 for pair in schema.get("evidence", [])):
        found.append("a quotation’s words are not two numbers, fewest and most.")
    for field in schema["fields"]:
        try:
            re.compile(field.get("constraints", {}).get("pattern", ""))
        except re.error:
            found.append(f"the pattern of “{field['name']}” is not one.")
    return found


def check_foreign_keys(sheet, rows, schema, known):
    """Check that every id of a foreign key exists. known: {table: list of its ids, None where it could not be read}."""
    for key in schema.get("foreignKeys", []):
        column, table = key["fields"][0], key["reference"]["resource"] or sheet.file.removesuffix(".csv")
        for number, values in rows:
            value = values[column]
            if value is not None and known.get(table) is not None and value not in known[table]:
                sheet.wrong(
                    number,
                    column,
                    f"“{shortened(value)}” is not an id in {table}.csv.",
                    nearest_in_words(value, known[table]),
                )


def nearest_in_words(value, allowed):
    """Say which allowed value was probably meant, or list them all."""
    by_lower = {str(a).lower(): str(a) for a in allowed}
    near = difflib.get_close_matches(str(value).lower(), by_lower, n=1, cutoff=0.6)
    listed = ", ".join(shortened(str(a)) for a in allowed)
    return f"Did you mean “{shortened(by_lower[near[0]])}”? Known: {listed}." if near else f"Known: {listed}."


def _header_fits(sheet, schema):
    """Check the column names; a sheet with a wrong header is not read further."""
    names = columns_of(schema)
    before = len(sheet.problems)
    if not sheet.header:
        return False
    for name in names:
        if name not in sheet.header:
            sheet.wrong(1, name, "this column is missing.", "Add it to the header, spelt like this.")
    for name in dict.fromkeys(sheet.header):
        if not name:
            sheet.wrong(1, "", "a column has no name in the header.", "Give it its name, or delete it.")
        elif name not in names:
            sheet.wrong(1, shortened(name), "the table has no such column.", nearest_in_words(name, names))
        elif sheet.header.count(name) > 1:
            sheet.wrong(1, name, "this column stands there twice.", "Keep one of them.")
    return len(sheet.problems) == before


def _value(sheet, number, described, cell):
    """Return one cell as a value of its described type, or None."""
    name, limits = described["name"], described.get("constraints", {})
    text = cell.strip()
    if text != cell:
        sheet.repaired(number, name, "spaces before or after the words are left out.")
    if text == "":
        if limits.get("required"):
            sheet.wrong(number, name, "the cell is empty, and this column needs a value.", described["description"])
        return None
    if _FORMULA.fullmatch(text):
        sheet.wrong(
            number,
            name,
            f"“{shortened(text)}” is a formula or a formula’s error, not text.",
            "A spreadsheet ran the cell as a formula. Type the words again, after an apostrophe (').",
        )
        return None
    if described["type"] in ("integer", "boolean") and _DATE.match(text):
        sheet.wrong(
            number,
            name,
            f"“{shortened(text)}” looks like a date that a spreadsheet made from something else.",
            "Format the column as text, then type the value again.",
        )
        return None
    readers = {"integer": _integer, "boolean": _boolean}
    value = readers.get(described["type"], _string)(sheet, number, described, text)
    return None if value is None else _within(sheet, number, described, value)


def _integer(sheet, number, described, text):
    found = _NUMBER.fullmatch(text.lstrip("'’").translate(_SIGNS).replace(" ", ""))
    if not found:
        sheet.wrong(number, described["name"], f"“{shortened(text)}” is not a whole number.", described["description"])
        return None
    value = int(found[1])
    if text != str(value):
        sheet.repaired(number, described["name"], f"“{shortened(text)}” is read as {value}.")
    return value


def _boolean(sheet, number, described, text):
    if text.lower() not in _TRUE | _FALSE:
        sheet.wrong(
            number, described["name"], f"“{shortened(text)}” is neither true nor false.", "Write true or false."
        )
        return None
    value = text.lower() in _TRUE
    if text not in ("true", "false"):
        sheet.repaired(number, described["name"], f"“{text}” is read as {'true' if value else 'false'}.")
    return value


def _string(sheet, number, described, text):
    allowed = described.get("constraints", {}).get("enum", [])
    alike = [a for a in allowed if a.lower() == text.lower()]
    if alike and text not in allowed:
        sheet.repaired(number, described["name"], f"“{text}” is read as {alike[0]}.")
        return alike[0]
    return text


def _within(sheet, number, described, value):
    """Return the value where it keeps to its constraints, else None with a problem recorded."""
    limits, name = described.get("constraints", {}), described["name"]
    low, high = limits.get("minimum"), limits.get("maximum")
    if "enum" in limits and value not in limits["enum"]:
        sheet.wrong(
            number,
            name,
            f"“{shortened(str(value))}” is not one of the allowed values.",
            nearest_in_words(value, limits["enum"]),
        )
    elif (low is not None and value < low) or (high is not None and value > high):
        sheet.wrong(number, name, f"{value} is outside the range {low} to {high}.", described["description"])
    elif "pattern" in limits and not re.fullmatch(limits["pattern"], value):
        sheet.wrong(number, name, f"“{shortened(value)}” does not have the right form.", described["description"])
    else:
        return value
    return None


def _check_unique(sheet, rows, schema):
    """Check that no two rows share the primary key, nor a value of a column whose values must differ."""
    key = schema.get("primaryKey", [])
    alone = [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for columns in [key, *(names for names in alone if names != key)]:
        seen = {}
        for number, values in rows:
            found = tuple(values[name] for name in columns)
            if columns and None not in found and found in seen:
                words = shortened(", ".join(str(part) for part in found))
                what = f"“{words}” stands in row {seen[found]} already."
                mend = "Keep one of the two rows." if columns == key else "Each row needs another value here, or none."
                sheet.wrong(number, " + ".join(columns), what, mend)
            seen.setdefault(found, number)


def _check_required_together(sheet, rows, schema):
    """Check the rules of the form: where this column has this value, that column must be filled."""
    for rule in schema.get("requiredWhen", []):
        for number, values in rows:
            if not {(number, rule["column"]), (number, rule["needs"])} & sheet.faulty:
                _check_together(sheet, number, values, rule)


def _check_together(sheet, number, values, rule):
    """Check one row by one rule. With "blank" in the rule the column may be empty, and then both are.

    A value in "blank" was once written where the text says nothing: without words, it is read as a blank.
    """
    column, needs = rule["column"], rule["needs"]
    value, words = values[column], values[needs]
    if value is None and words is not None and "blank" in rule:
        mend = "Write the value that the words show, or take the words out."
        sheet.wrong(number, column, f"the cell is empty where {needs} has words.", mend)
    elif value not in rule["values"] or words is not None:
        return
    elif value in rule.get("blank", []):
        what = f"“{value}” without a quotation is read as a blank: the text does not say."
        sheet.read_anew(number, column, what, rule["mend"])
        values[column] = None
    else:
        sheet.wrong(number, needs, f"the cell is empty where {column} is “{value}”.", rule["mend"])
