"""Ways to change what a table, or a text, says; and what a loaded table must hold of it, worked out without the loader.

The changes are those of tired people and of spreadsheets, and some that nobody would make.
"""

import csv
import io
import unicodedata
from decimal import Decimal, InvalidOperation

import pandas as pd
from fuzz_forms import PLAIN
from hypothesis import strategies as st

HOSTILE = {
    "another type": ("x", "one", "1.5", "true", "TRUE", "2025-08-15", "[]", "{}", "None", "null", "p01", "s1", "0", ""),
    "a number out of range": ("-1", "3", "99", "-99", "1000000000", "9" * 18, "-" + "9" * 30, "1" * 400, "1e3", "0x2"),
    "no number": ("nan", "NaN", "inf", "-inf", "Infinity", "1,000", "1.000", "١", "²", "½", "1 2", "--1", "+-1", "1_0"),
    "a formula": ("=1+1", "=HYPERLINK(\"http://a.invalid\")", "+1+1", "@SUM(A1)", "-2+3", "'=1", "#NAME?", "#N/A",
                  "#REF!", "#DIV/0!", "####", "#ZAHL!", "=", "'", "''"),
    "a date": ("1-Jan", "Jan-01", "01.02.2025", "2/1/2025", "45689", "15 Aug", "Mrz 25", "1/2", "2025-13-45"),
    "an unknown id": ("nobody", "trumpp", "c99", "p99", "s9", "q01", "Trump", "ukraine ", "p1", "p001", "q999"),
    "long words": ("word " * 30, "word " * 3000, "x" * 2001, "x" * 200_000, "“" * 500, "a\n" * 300, "\\" * 80),
    "odd letters": ("\u202e", "\u200b", "\ufeff", "\U0001f600", "\x07", "\x1b[31m", "a\u0301", "\u2028", "\ufffd",
                    "<script>", "%s %d {}", "\x85", "\x0c", "．", "ﬁ", "İ", "ß", "\x1a", "\u0000"),
}  # fmt: skip
KINDS = (
    *HOSTILE, "any text", "a letter of a quotation", "words of another cell", "rows", "columns", "one byte",
    "many bytes", "cut off",
)  # fmt: skip
TEXT_KINDS = ("a letter", "lines moved", "a line more", "a line less", "one byte", "many bytes", "cut off")
LETTERS = ("", " ", "  ", "e", ".", "\"", "’", "“", "-", "—", "\n", "\u00a0", "\u00ad", "é", "\t")
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def as_csv(rows):
    """Rows of text as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def table_of_other_content(draw, rows, schema, kind):
    """Return (bytes of the changed table, the row that was changed or None, as a spreadsheet counts)."""
    rows = [list(row) for row in rows]
    if kind in ("one byte", "many bytes", "cut off"):
        return _bytes(draw, as_csv(rows), kind), None
    if kind == "rows":
        return as_csv(_rows(draw, rows)), None
    if kind == "columns":
        return as_csv(_columns(draw, rows)), None
    number = draw(st.integers(1, len(rows) - 1))
    names = rows[0]
    if kind == "a letter of a quotation":
        quotes = [pair["quote"] for pair in schema.get("evidence", [])] or names
        place = names.index(draw(st.sampled_from(quotes)))
        rows[number][place] = _letter(draw, rows[number][place])
    else:
        place = draw(st.integers(0, len(names) - 1))
        other = draw(st.integers(0, len(names) - 1))
        words = TEXT if kind == "any text" else st.sampled_from(HOSTILE.get(kind, [rows[number][other]]))
        rows[number][place] = draw(words)
    raw = as_csv(rows)
    return raw, None if b"\r" in raw else number + 1  # such a cell is written without quotation marks, and ends its row


def text_of_other_content(draw, text, kind):
    """The bytes of a text that says something else."""
    if kind in ("one byte", "many bytes", "cut off"):
        return _bytes(draw, text.encode(), kind)
    if kind == "a letter":
        return _letter(draw, text).encode()
    lines = text.split("\n")
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    if kind == "a line more":
        long = st.sampled_from((lines[other], "x" * 100_000, "A. " * 2000))
        lines.insert(one, draw(TEXT) if draw(st.booleans()) else draw(long))
    elif kind == "a line less":
        del lines[one]
    else:
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines).encode()


def _letter(draw, words):
    place = draw(st.integers(0, len(words)))
    new = draw(st.sampled_from(LETTERS))
    return words[:place] + new + words[place + draw(st.integers(0, 1)) :]


def _bytes(draw, raw, kind):
    place = draw(st.integers(0, len(raw)))
    if kind == "cut off":
        return raw[:place]
    most = 1 if kind == "one byte" else 60
    return raw[:place] + draw(st.binary(max_size=most)) + raw[place + draw(st.integers(0, most)) :]


def _rows(draw, rows):
    one, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
    what = draw(st.sampled_from(("twice", "removed", "moved", "a cell more", "a cell less", "none", "header twice")))
    if what == "twice":
        rows.insert(other, rows[one])
    elif what == "removed":
        del rows[one]
    elif what == "moved":
        rows[one], rows[other] = rows[other], rows[one]
    elif what == "a cell more":
        rows[one] = [*rows[one], draw(st.sampled_from(("", "x")))]
    elif what == "a cell less":
        rows[one] = rows[one][:-1]
    else:
        rows = [rows[0], *rows] if what == "header twice" else rows[:1]
    return rows


def _columns(draw, rows):
    place, other = draw(st.integers(0, len(rows[0]) - 1)), draw(st.integers(0, len(rows[0]) - 1))
    what = draw(st.sampled_from(("removed", "twice", "renamed", "swapped", "no name", "one more")))
    if what == "removed":
        return [row[:place] + row[place + 1 :] for row in rows]
    if what == "twice":
        return [[*row, row[place]] for row in rows]
    if what == "one more":
        return [[*row, "x"] for row in rows]
    if what == "swapped":
        rows[0][place], rows[0][other] = rows[0][other], rows[0][place]
    else:
        rows[0][place] = "" if what == "no name" else draw(TEXT)
    return rows


def as_written(raw, schema, coding=False):
    """What a table must hold that is loaded from some bytes: a list of dicts {column: value}, in order.

    Read by pandas, and turned into values by rules of its own. coding: for a file of a reader's own codes, in which
    an apostrophe before a formula is no part of the words, and rows without a code are none.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(" " if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in text)
    frame = pd.read_csv(io.StringIO(text), dtype=str, na_filter=False, skip_blank_lines=True, engine="python",
                        header=None)  # fmt: skip
    rows = [row for row in frame.values.tolist() if any(str(cell or "").strip() for cell in row)]
    header, found = [str(cell).strip() for cell in rows[0]], []
    for row in rows[1:]:
        cells = dict(zip(header, ("" if cell is None else cell for cell in row)))
        if coding and not _has_code(cells):
            continue
        found.append({field["name"]: value(cells[field["name"]], field, schema, coding) for field in schema["fields"]})
    return found


def _has_code(cells):
    given = [name for name, words in cells.items() if words.strip() and name not in ("stakeholder", "issue")]
    return given and cells["direction"].strip().lower() != "blank"


def value(cell, field, schema, coding=False):
    """The value that a cell must have: a number, true or false, words; "" for none."""
    words = cell.strip()
    if field["type"] == "integer" and words:
        plain = words.lstrip("'’").replace("−", "-").replace("–", "-").replace("—", "-").replace(" ", "")
        try:
            return int(Decimal(plain.replace(",", ".")))
        except (InvalidOperation, ValueError, OverflowError):
            return f"no number: {words}"
    if field["type"] == "boolean" and words:
        return {"true": True, "yes": True, "wahr": True, "vrai": True, "1": True, "false": False, "no": False,
                "falsch": False, "faux": False, "0": False}[words.lower()]  # fmt: skip
    allowed = field.get("constraints", {}).get("enum", [])
    if allowed:
        return next((other for other in allowed if other.lower() == words.lower()), words)
    quote = field["name"] in {pair["quote"] for pair in schema.get("evidence", [])}
    if coding and field["name"] in ("quote", "note"):
        words = words[1:] if words.startswith("'") and words.lstrip("'")[:1] in tuple("=+-@") else words
    return same(words) if quote else words


def same(words):
    """The words of a quotation as they are compared: plain quotation marks and dashes, single spaces."""
    return " ".join(words.replace("\u00a0", " ").translate(PLAIN).split())


def held(frame, schema):
    """What a loaded table holds, in the shape of `as_written`."""
    quotes = {pair["quote"] for pair in schema.get("evidence", [])}
    found = []
    for row in frame[[field["name"] for field in schema["fields"]]].to_dict("records"):
        row = {name: "" if pd.isna(cell) else cell for name, cell in row.items()}
        found.append({name: same(cell) if name in quotes else cell for name, cell in row.items()})
    return found
