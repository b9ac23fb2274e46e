"""Ways to write the same table, or the same text, in another form: what spreadsheets and editors do to a file.

Each function takes a hypothesis `draw` and returns bytes that say the same as before.
"""

import csv
import io
import unicodedata

from hypothesis import strategies as st

PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")
LINE_ENDS = ("\n", "\r\n", "\r")
KINDS = (
    "encoding", "line ends", "delimiter", "quoted all", "empty rows, columns", "order of columns", "spaces around",
    "numbers and words", "plain quotes", "accents apart", "several at once",
)  # fmt: skip
TEXT_KINDS = ("encoding", "line ends", "spaces around", "empty lines", "accents apart", "several at once")
BOOLEANS = (("TRUE", "FALSE"), ("True", "False"), ("WAHR", "FALSCH"), ("VRAI", "FAUX"), ("yes", "no"), ("1", "0"))
INTEGERS = (
    lambda n: f"{n}.0", lambda n: f"{n},0", lambda n: f"{n}.00", lambda n: f"'{n}", lambda n: n.replace("-", "−"),
    lambda n: n.replace("-", "–"), lambda n: n if n.startswith("-") else f"+{n}", lambda n: f"{n},00",
)  # fmt: skip
CASES = (str.capitalize, str.upper, str.title)
SPACES = (" ", "  ", "\t", "\u00a0", "\n")


def encoded(text, encoding):
    """The bytes of a text; UTF-8 where the encoding lacks one of its letters."""
    if encoding == "utf-16-be":
        return b"\xfe\xff" + text.encode("utf-16-be")
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def table_in_another_form(draw, rows, schema, kind):
    """The bytes of a table (rows of text, header first) in another form of a kind."""
    form = {"delimiter": ",", "ends": "\n", "all": False, "encoding": "utf-8", "sep": False}
    chosen = [kind]
    if kind == "several at once":
        chosen = draw(st.lists(st.sampled_from(KINDS[:-1]), min_size=2, max_size=4, unique=True))
    rows = [list(row) for row in rows]
    for name in ("plain quotes", "numbers and words", "accents apart", "spaces around", "order of columns",
                 "empty rows, columns"):  # fmt: skip
        if name in chosen:
            rows = _CELLS[name](draw, rows, schema)
    if "delimiter" in chosen:
        form["delimiter"] = draw(st.sampled_from(";\t"))
        form["sep"] = form["delimiter"] == ";" and draw(st.booleans())
    if "line ends" in chosen:
        form["ends"] = draw(st.sampled_from(LINE_ENDS[1:]))
    if "encoding" in chosen:
        form["encoding"] = draw(st.sampled_from(ENCODINGS[1:]))
    form["all"] = "quoted all" in chosen
    return written(rows, form)


def written(rows, form):
    """Rows of text as the bytes of a CSV file in some form."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form["all"] else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=form["delimiter"], lineterminator=form["ends"], quoting=quoting).writerows(rows)
    head = f"sep={form['delimiter']}{form['ends']}" if form["sep"] else ""
    return encoded(head + text.getvalue(), form["encoding"])


def text_in_another_form(draw, text, kind):
    """The bytes of a text, one paragraph on a line, in another form of a kind."""
    chosen = [kind]
    if kind == "several at once":
        chosen = draw(st.lists(st.sampled_from(TEXT_KINDS[:-1]), min_size=2, max_size=4, unique=True))
    lines = text.split("\n")
    if "empty lines" in chosen:
        for place in draw(st.lists(st.integers(0, len(lines)), min_size=1, max_size=4)):
            lines.insert(place, draw(st.sampled_from(("", " "))))
    if "spaces around" in chosen:
        space = draw(st.sampled_from((" ", "\t", "  ")))
        before = draw(st.booleans())
        lines = [f"{space if before else ''}{line}{space}" for line in lines]
    text = "\n".join(lines)
    if "accents apart" in chosen:
        text = unicodedata.normalize("NFD", text)
    if "line ends" in chosen:
        text = text.replace("\n", draw(st.sampled_from(LINE_ENDS[1:])))
    encoding = draw(st.sampled_from(ENCODINGS[1:])) if "encoding" in chosen else "utf-8"
    return encoded(text, encoding)


def _in_columns(rows, names, edit):
    places = [place for place, name in enumerate(rows[0]) if name in names]
    for row in rows[1:]:
        for place in places:
            row[place] = edit(row[place]) if row[place] else ""
    return rows


def _plain(draw, rows, schema):
    return _in_columns(rows, {pair["quote"] for pair in schema.get("evidence", [])}, lambda q: q.translate(PLAIN))


def _numbers_and_words(draw, rows, schema):
    fields = schema["fields"]
    integer, case = draw(st.sampled_from(INTEGERS)), draw(st.sampled_from(CASES))
    yes, no = draw(st.sampled_from(BOOLEANS))
    rows = _in_columns(rows, {f["name"] for f in fields if f["type"] == "integer"}, integer)
    rows = _in_columns(rows, {f["name"] for f in fields if f["type"] == "boolean"}, {"true": yes, "false": no}.get)
    return _in_columns(rows, {f["name"] for f in fields if "enum" in f.get("constraints", {})}, case)


def _apart(draw, rows, schema):
    return [[unicodedata.normalize("NFD", cell) for cell in row] for row in rows]


def _spaces(draw, rows, schema):
    space, filled = draw(st.sampled_from(SPACES)), draw(st.booleans())
    return [[f"{space}{cell}{space}" if cell or filled else cell for cell in row] for row in rows]


def _order(draw, rows, schema):
    order = draw(st.permutations(range(len(rows[0]))))
    return [[row[place] for place in order] for row in rows]


def _empty(draw, rows, schema):
    width = len(rows[0]) + draw(st.integers(0, 4))
    rows = [row + [""] * (width - len(row)) for row in rows]
    for place in draw(st.lists(st.integers(0, len(rows)), max_size=4)):
        rows.insert(place, draw(st.sampled_from(([""] * width, [], [" "] * width))))
    return rows


_CELLS = {
    "plain quotes": _plain, "numbers and words": _numbers_and_words, "accents apart": _apart, "spaces around": _spaces,
    "order of columns": _order, "empty rows, columns": _empty,
}  # fmt: skip
