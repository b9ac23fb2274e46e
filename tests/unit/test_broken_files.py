"""What a spreadsheet does to a file: repaired with a notice, or refused with the reason. The file stays as it is."""

import re

import pytest
from case_copy import CASE, as_csv, bytes_of, copy_case, problems_of, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from standpoint import CaseError, load, read_coding

GOOD = (CASE / "positions.csv").read_text(encoding="utf-8")
PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
LABELS = dict(row[:2] for row in records(CASE / "issues.csv"))
STRICT = 'It is repaired in memory by load("anchorage", repair=True) alone; or mend the file.'


@pytest.fixture
def file(tmp_path):
    return tmp_path / "positions.csv"


def each_cell(column, edit, table="positions.csv", delimiter=","):
    """The bytes of a table of the case in which `edit` has changed each cell of a column."""
    found = records(CASE / table)
    place = found[0].index(column)
    return as_csv(
        [found[0], *([*row[:place], edit(row[place]), *row[place + 1 :]] for row in found[1:])], delimiter
    ).encode()


def wider(text, commas):
    """Each record of a table with empty cells after it."""
    return as_csv([[*row, *[""] * commas] for row in records(CASE / "positions.csv")])


ALL = "rows 2 to 24"
REPAIRED = {
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), ["a byte order mark at the start is left out"]),
    "semicolons": (as_csv(records(CASE / "positions.csv"), ";").encode(), ["separated by semicolons"]),
    "tabs": (as_csv(records(CASE / "positions.csv"), "\t").encode(), ["separated by tabs"]),
    "a line sep=;": (
        b"sep=;\n" + as_csv(records(CASE / "positions.csv"), ";").encode(),
        ["“sep=;”", "separated by semicolons"],
    ),
    "a line sep=,": (b"SEP=,\r\n" + GOOD.replace("\n", "\r\n").encode(), ["“SEP=,”", "Windows line ends"]),
    "Windows line ends": (GOOD.replace("\n", "\r\n").encode(), ["Windows line ends are read as line ends"]),
    "old line ends": (GOOD.replace("\n", "\r").encode(), ["line ends"]),
    "cp1252": (GOOD.encode("cp1252"), ["the Windows encoding cp1252"]),
    "UTF-16": (GOOD.encode("utf-16"), ["UTF-16"]),
    "UTF-16 the other way round": (b"\xfe\xff" + GOOD.encode("utf-16-be"), ["UTF-16"]),
    "UTF-16 with tabs, as “Unicode Text”": (
        as_csv(records(CASE / "positions.csv"), "\t").replace("\n", "\r\n").encode("utf-16"),
        ["UTF-16", "separated by tabs", "Windows line ends"],
    ),
    "straight quotes and plain dashes": (
        each_cell("quote", lambda q: q.translate(PLAIN)),
        ["column quote: the text’s own quotation marks, dashes and spaces are put in"],
    ),
    "a line break in a quotation": (
        each_cell("quote", lambda q: q.replace(" ", "\n", 1)),
        [f"{ALL}, column quote: the text’s own"],
    ),
    "2,0": (
        each_cell("salience", lambda n: f"{n},0"),
        ["column salience: “2,0” is read as 2.", "column salience: “3,0” is read as 3."],
    ),
    "2.0": (each_cell("salience", lambda n: f"{n}.00"), ["column salience: “2.00” is read as 2."]),
    "2,0 between semicolons": (
        each_cell("salience", lambda n: f"{n},0", delimiter=";"),
        ["“1,0” is read as 1.", "semicolons"],
    ),
    "an apostrophe": (each_cell("direction", lambda n: f"'{n}"), ["“'-1” is read as -1."]),
    "a unicode minus": (
        each_cell("direction", lambda n: n.replace("-", "−")),
        ["column direction: “−1” is read as -1."],
    ),
    "a dash for a minus": (
        each_cell("direction", lambda n: n.replace("-", "–")),
        ["column direction: “–1” is read as -1."],
    ),
    "a plus": (each_cell("direction", lambda n: n if n.startswith("-") else f"+{n}"), ["“+1” is read as 1."]),
    "Outright": (
        each_cell("plainness", str.capitalize),
        ["“Outright” is read as outright.", "“Hinted” is read as hinted."],
    ),
    "spaces around": (
        each_cell("stakeholder", lambda s: f" {s}\u00a0"),
        [f"{ALL}, column stakeholder: spaces before or after"],
    ),
    "empty columns and rows": (
        (wider(GOOD, 4) + ",,,,,,,,,,,\n" * 100).encode(),
        ["positions.csv: empty columns at the end are left out.", "rows 25 to 124: empty, so left out."],
    ),
    "a title above the header": (
        b"My codes of the essay,,,,,,,\n,,,,,,,\n" + GOOD.encode(),
        ["row 1: the line “My codes of the essay” stands above the header and is left out."],
    ),
    "a title above a header between semicolons": (
        ("My codes\n" + each_cell("salience", str, delimiter=";").decode()).encode(),
        ["row 1: the line “My codes” stands above", "semicolons"],
    ),
    "a header in capitals": (
        GOOD.replace(GOOD.split("\n")[0], GOOD.split("\n")[0].upper(), 1).encode(),
        ["row 1: the names of columns are read in small letters, with _ for spaces."],
    ),
    "a header with spaces": (
        GOOD.replace("stakeholder,", "Stakeholder ,", 1).encode(), ["the names of columns are read in small letters"]),
    "labels in place of ids": (
        each_cell("issue", lambda name: LABELS[name]),
        ["column issue: labels are read as ids, for example “Ukraine at the table” as seat."]),
    "an empty row at the top": (b"\n" + GOOD.encode(), ["row 1: empty, so left out."]),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_a_coding_is_repaired_and_says_so(case, file, capsys, name):
    content, words = REPAIRED[name]
    file.write_bytes(content)
    frame = read_coding(file, case)
    assert_frame_equal(frame, case.positions)
    said = capsys.readouterr().out
    assert all(part in said for part in words), said
    assert len(said.splitlines()) <= 4, "the same repair in many rows is one line"
    assert all(
        re.match(r"Repaired while reading: positions\.csv(, rows? [\d, to]+)?(, column \w+)?: .+\.$", line)
        for line in said.splitlines()
    )
    assert file.read_bytes() == content


@pytest.mark.parametrize("name", REPAIRED)
def test_a_case_is_repaired_or_strictly_refused(case, tmp_path, capsys, name):
    content, words = REPAIRED[name]
    folder = copy_case(tmp_path)
    (folder / "positions.csv").write_bytes(content)
    before = bytes_of(tmp_path)
    repaired = load("anchorage", folder=folder, repair=True)
    for table, frame in repaired.tables.items():
        assert_frame_equal(frame, case.tables[table])
    said = capsys.readouterr().out.splitlines()
    assert said == [f"Repaired while reading: {notice}" for notice in repaired.notices]
    problems = problems_of(lambda: load("anchorage", folder=folder))
    assert [str(p) for p in problems] == [f"{notice} {STRICT}" for notice in repaired.notices]
    assert all(part in "\n".join(said) for part in words)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("words", [("TRUE", "FALSE"), ("WAHR", "FALSCH"), ("yes", "no"), ("1", "0")])
def test_true_and_false_as_a_spreadsheet_writes_them(case, tmp_path, capsys, words):
    folder = copy_case(tmp_path)
    content = each_cell("negotiable", {"true": words[0], "false": words[1]}.get, "issues.csv")
    (folder / "issues.csv").write_bytes(content)
    assert_frame_equal(load("anchorage", folder=folder, repair=True).issues, case.issues)
    said = capsys.readouterr().out
    assert f"column negotiable: “{words[0]}” is read as true." in said and f"“{words[1]}” is read as false." in said
    assert len(problems_of(lambda: load("anchorage", folder=folder))) == 2


def with_cell(column, value, row=4):
    """The bytes of the positions in which one cell is another."""
    found = records(CASE / "positions.csv")
    found[row - 1][found[0].index(column)] = value
    return as_csv(found).encode()


def shifted(row=4):
    """One row that begins with an empty cell too many; the empty note at its end is gone."""
    found = records(CASE / "positions.csv")
    found[row - 1] = ["", *found[row - 1][:-1]]
    return as_csv(found).encode()


def unquoted(row):
    """One row whose cells with a comma have lost their quotation marks."""
    return "".join(
        line.replace('"', "") if n == row else line for n, line in enumerate(GOOD.splitlines(True), start=1)
    ).encode()


DATE = "looks like a date that a spreadsheet made from something else. Format the column as text"
FORMULA = "is a formula or a formula’s error, not text."
REFUSED = {
    "0-Jan": (with_cell("direction", "0-Jan"), (4,), "direction", f"“0-Jan” {DATE}"),
    "02. Mrz": (with_cell("direction", "02. Mrz"), (4,), "direction", f"“02. Mrz” {DATE}"),
    "2 січ": (with_cell("salience", "2 січ"), (4,), "salience", f"“2 січ” {DATE}"),
    "01-Feb": (with_cell("direction", "01-Feb"), (4,), "direction", f"“01-Feb” {DATE}"),
    "2-Jan": (with_cell("salience", "2-Jan"), (4,), "salience", f"“2-Jan” {DATE}"),
    "Jan-00": (with_cell("salience", "Jan-00"), (4,), "salience", f"“Jan-00” {DATE}"),
    "01.02.2025": (with_cell("salience", "01.02.2025"), (4,), "salience", f"“01.02.2025” {DATE}"),
    "a day as a number": (with_cell("salience", "45689"), (4,), "salience", "45689 is outside the range 1 to 3."),
    "1,5": (with_cell("salience", "1,5"), (4,), "salience", "“1,5” is not a whole number."),
    "1,000": (with_cell("salience", "1,000"), (4,), "salience", "“1,000” is not a whole number."),
    "two": (with_cell("salience", "two"), (4,), "salience", "“two” is not a whole number."),
    "TRUE for 1": (with_cell("direction", "TRUE"), (4,), "direction", "“TRUE” is not a whole number."),
    "a formula": (with_cell("quote", "=His threat to sanction"), (4,), "quote", f"“=His threat to sanction” {FORMULA}"),
    "#NAME?": (with_cell("quote", "#NAME?"), (4,), "quote", f"“#NAME?” {FORMULA}"),
    "#BEZUG!": (with_cell("note", "#BEZUG!"), (4,), "note", f"“#BEZUG!” {FORMULA}"),
    "#N/A": (with_cell("salience", "#N/A"), (4,), "salience", f"“#N/A” {FORMULA}"),
    "too narrow a column": (with_cell("salience", "####"), (4,), "salience", f"“####” {FORMULA}"),
    "a workbook": (b"PK\x03\x04" + bytes(500), (), "", "a spreadsheet workbook with the name of a CSV file."),
    "bytes that are not text": (GOOD.encode() + b"\x00", (), "", "bytes that are not text."),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(500), (), "", "bytes that are not text."),
    "UTF-16 without its mark": (GOOD.encode("utf-16-le"), (), "", "bytes that are not text."),
    "letters of no encoding": (GOOD.encode() + b"\x81\x8d", (), "", "unknown encoding."),
    "more than 5 MB": (GOOD.encode() + b"x" * 5_000_000, (), "", "more than a table of codes can need."),
    "an unclosed quotation mark": (
        GOOD.encode() + b'putin,pace,"abc\n',
        (25,),
        "",
        "a quotation mark is opened and not closed",
    ),
    "a quotation mark that opens in the middle": (
        GOOD.replace(',"a vow', ',a "vow"').replace(",p02,a", ',p02,"a').encode(),
        (3,),
        "",
        "a quotation mark is opened and not closed",
    ),
    "a quotation without its marks": (unquoted(5), (5,), "", "the row has 9 cells, and the header has 8."),
    "a quotation without its marks that ends empty": (
        unquoted(3),
        (3,),
        "",
        "the row has 9 cells, and the header has 8.",
    ),
    "a row that ends early": (
        GOOD.encode() + b"putin,pace,1\n",
        (25,),
        "",
        "the row has 3 cells, and the header has 8.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_coding_is_refused_with_the_reason(case, file, capsys, name):
    content, rows, column, words = REFUSED[name]
    file.write_bytes(content)
    problems = problems_of(lambda: read_coding(file, case))
    assert [(p.file, p.rows, p.column) for p in problems] == [("positions.csv", rows, column)], "\n".join(
        map(str, problems)
    )
    assert words in str(problems[0])
    assert capsys.readouterr().out == "" and file.read_bytes() == content


def test_a_shifted_row_is_refused(case, file):
    file.write_bytes(shifted())
    problems = problems_of(lambda: read_coding(file, case))
    assert {p.rows for p in problems} == {(4,)} and problems[0].column == "stakeholder"
    assert len({p.column for p in problems}) == len(problems), "one message for each cell"


def test_a_file_that_is_not_there(case, tmp_path):
    (problem,) = problems_of(lambda: read_coding(tmp_path / "mine.csv", case))
    assert problem.file == "mine.csv" and "missing" in problem.what and tmp_path.name in problem.mend
    (problem,) = problems_of(lambda: read_coding(tmp_path, case))
    assert "cannot be read" in problem.what


def test_a_header_alone_is_a_coding_of_blanks(case, file):
    file.write_text(GOOD.partition("\n")[0] + "\n", encoding="utf-8")
    frame = read_coding(file, case)
    assert frame.empty and list(frame.columns) == list(case.positions.columns)


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=4)
)
def test_whatever_the_bytes_there_is_a_table_or_a_message(case, tmp_path, edits):
    content = GOOD.encode()
    for start, length, new in edits:
        content = content[:start] + new + content[start + length :]
    file = tmp_path / "positions.csv"
    file.write_bytes(content)
    try:
        frame = read_coding(file, case)
    except CaseError as error:
        assert error.problems
    else:
        assert set(frame["position"]) <= {-2, -1, 0, 1, 2} and all(q in case.essay.text for q in frame["quote"])
    assert file.read_bytes() == content


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(GOOD.partition("\n")[0].split(",")), st.text(max_size=30))
def test_whatever_stands_in_a_cell_there_is_a_table_or_a_message(case, tmp_path, column, value):
    file = tmp_path / "positions.csv"
    file.write_bytes(with_cell(column, value.encode("utf-8", "ignore").decode()))
    try:
        read_coding(file, case)
    except CaseError as error:
        assert {p.column for p in error.problems} <= {column, "stakeholder + issue", ""}
