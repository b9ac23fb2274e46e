"""A reader's own codes: one cell at a time, kept on disk, held against the reference; and the codes of a class."""

import csv
import io
import json

import panels
import pytest
from case_copy import CASE, bytes_of, problems_of, records
from effort import calls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from standpoint import draw, grid, read_coding
from standpoint.case import coding_file
from standpoint.workshop.coding_book import ELSEWHERE, Book
from standpoint.workshop.coding_cells import EMPTY, judge, parts_of_text
from standpoint.workshop.coding_class import read_class
from standpoint.workshop.coding_compare import compare, compare_data
from standpoint.workshop.coding_explorer import code_cells

GOOD = (CASE / "positions.csv").read_bytes()
TABLES = {"positions": "issue", "inducement_codes": "inducement"}
QUOTE = "when great powers were cutting deals above the heads of smaller states"
CODED = {"direction": "1", "plainness": "outright", "salience": "3", "quote": QUOTE}


def text_of(row):
    """A row of a coded table as the browser would send it."""
    return {name: str(row[name] or "") for name in ("plainness", "salience", "quote", "note")} | {
        "direction": str(row["direction"])
    }


def judged(case, **cell):
    return judge(case, "positions", "ukraine", "seat", cell)


def test_the_parts_are_the_text(case):
    parts = parts_of_text(case.essay)
    for part in parts:
        assert "".join(part["sentences"]) == case.essay.text[slice(*case.essay.part(part["id"]))]
    assert [part["id"] for part in parts if part["heading"]] == list(case.essay.sections["section"])


def test_a_cell_is_open_unfinished_coded_or_blank(case):
    assert judged(case)["state"] == "open"
    assert judged(case, paragraph="p04")["cell"] == EMPTY
    half = judged(case, direction="1")
    assert half["state"] == "unfinished" and half["problems"] == []
    assert half["missing"] == ["how plainly the text says it", "the salience", "a quotation"]
    whole = judged(case, **CODED)
    assert whole["state"] == "coded" and whole["place"] == "paragraph 9 (p09)" and whole["cell"]["paragraph"] == "p09"
    text = "".join(next(p["sentences"] for p in parts_of_text(case.essay) if p["id"] == "p09"))
    assert "".join(text)[slice(*whole["span"])] == QUOTE
    hint = judged(case, **CODED | {"plainness": "hinted"})
    assert hint["state"] == "unfinished" and hint["missing"][0].startswith("a note with your reason")
    blank = judged(case, **CODED | {"direction": "blank", "note": "a reason"})
    assert blank["state"] == "blank" and blank["cell"] == EMPTY | {"direction": "blank", "note": "a reason"}


def test_a_quotation_is_checked_at_once(case):
    wrong = judged(case, **CODED | {"quote": QUOTE.replace("smaller", "small")})
    assert wrong["state"] == "unfinished" and wrong["nearest"]["part"] == "p09" and QUOTE in wrong["nearest"]["text"]
    assert "nearest sentence is in p09" in wrong["problems"][0]
    short = judged(case, **CODED | {"quote": "great powers"})
    assert short["problems"] == ["The quotation has 2 words. Quote 5 to 40 words."]
    part = case.essay.part("p01")
    assert "Quote 5 to 40 words." in judged(case, **CODED | {"quote": case.essay.text[slice(*part)]})["problems"][0]
    twice = judged(case, **CODED | {"quote": "of"})
    assert "Quote a few words more" in twice["problems"][0] and twice["cell"]["paragraph"] == ""
    heading = case.essay.sections.iloc[0]
    assert judged(case, **CODED | {"quote": heading["text"]})["place"] == "heading 1 (s1)"


def test_the_paragraph_chosen_decides_between_two(case):
    words = next(w for w in ("Ukraine", "Putin") if sum(w in t for t in case.essay.paragraphs["text"]) > 1)
    parts = zip(case.essay.paragraphs["paragraph"], case.essay.paragraphs["text"])
    where = [part for part, text in parts if text.count(words) == 1]
    told = judged(case, **CODED | {"quote": words, "paragraph": where[0]})
    assert told["cell"]["paragraph"] == where[0] and "Quote 5 to 40" in told["problems"][0]


def test_straight_quotes_become_those_of_the_text(case):
    row = next(r for r in case.positions.to_dict("records") if "“" in r["quote"])
    plain = row["quote"].replace("“", '"').replace("”", '"').replace("’", "'")
    said = judge(case, "positions", row["stakeholder"], row["issue"], text_of(row) | {"quote": plain})
    assert said["state"] == "coded" and said["cell"]["quote"] == row["quote"]


@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_the_reference_can_be_given_and_comes_back(case, work, table):
    book, codes = Book(case, table), case.tables[table]
    for row in codes.to_dict("records"):
        said, saved = book.change(row["stakeholder"], row[TABLES[table]], text_of(row))
        assert said["state"] == "coded" and saved == f"Saved in my-work/anchorage-{table}.csv.", said
    assert not book.aside.exists(), "nothing is unfinished"
    back = read_coding(book.file, case, table)
    keys = ["stakeholder", TABLES[table]]
    assert_frame_equal(back.sort_values(keys, ignore_index=True), codes.sort_values(keys, ignore_index=True))
    assert grid(case.with_table(table, back), table).equals(grid(case, table))
    assert Book(case, table).cells == book.cells
    if table == "positions":
        assert draw.describe(draw.position_map(case.with_table(table, back)))


def test_blank_unfinished_and_open_are_kept_apart(case, work):
    book = Book(case)
    book.change("oil_buyers", "seat", {"direction": "blank", "note": "=they are not mentioned"})
    book.change("ukraine", "seat", CODED)
    book.change("europe", "seat", {"direction": "1"})
    again = Book(case)
    states = {cell: said["state"] for cell, said in again.cells.items()}
    assert states == {("oil_buyers", "seat"): "blank", ("ukraine", "seat"): "coded", ("europe", "seat"): "unfinished"}
    assert again.cells == book.cells and again.cells["oil_buyers", "seat"]["cell"]["note"].startswith("=they")
    assert list(read_coding(book.file, case)["stakeholder"]) == ["ukraine"]
    again.change("europe", "seat", {})
    again.change("ukraine", "seat", {"note": ""})
    assert json.loads(again.aside.read_text(encoding="utf-8")) == []
    assert [row[:3] for row in records(again.file)[1:]] == [["oil_buyers", "seat", "blank"]]


def test_nothing_is_written_until_something_changes(case, work):
    assert code_cells(case).book.cells == {} and not work.exists()


def test_a_file_changed_by_another_program_is_not_written_over(case, work):
    """What that program saved is taken in; a cell that is another one by now, a broken or a moved file: not saved."""
    book, place = Book(case), ("ukraine", "seat")
    book.change(*place, CODED | {"salience": "2"})
    book.file.write_bytes(GOOD)
    held, saved = book.change(*place, CODED | {"salience": "1"})
    assert saved.startswith(ELSEWHERE) and "It is now: " in saved and held["cell"]["quote"] in saved
    assert book.file.read_bytes() == GOOD and not book.aside.exists()
    assert book.change("oil_buyers", "seat", {"direction": "blank"})[1].startswith("Saved")
    assert len(records(book.file)) == len(records(CASE / "positions.csv")) + 1
    for broken in (b"nonsense", None):
        book.file.unlink() if broken is None else book.file.write_bytes(broken)
        words = book.change("oil_buyers", "pace", {"direction": "blank"})[1]
        assert words.startswith("Not saved: ") and ("cannot be read" if broken else "moved away") in words
        assert (book.file.read_bytes() if book.file.exists() else None) == broken


def test_a_damaged_file_of_unfinished_cells_is_left_alone(case, work):
    work.mkdir()
    aside = work / "anchorage-positions-unfinished.json"
    for damaged in (b"{", b"\xff", b"3", b'[["a"]]', b'[["a", "b", 3]]'):
        aside.write_bytes(damaged)
        explorer = code_cells(case)
        assert "is damaged. It was not changed." in panels.words(explorer.page)
        panels.give(explorer, "seat/ukraine/direction", "1")
        assert bytes_of(work) == {aside.name: damaged}


def test_a_folder_that_cannot_be_written_is_said_in_words(case, work):
    work.write_text("a file where the folder should be", encoding="utf-8")
    _, saved = Book(case).change("ukraine", "seat", CODED)
    assert saved.startswith("Not saved (")


def test_the_explorer_sends_one_cell_and_no_more(case, work):
    explorer = code_cells(case)
    assert panels.code(explorer, "ukraine", "seat", CODED) == "Saved: +2, said outright, paragraph 9 (p09)."
    answer = panels.give(explorer, "seat/ukraine/salience", "2")
    assert answer["values"] == {"seat/ukraine/salience": "2"} and answer["slots"] == {}
    assert len(json.dumps(answer)) < 2000
    assert panels.tally(explorer) == "1 of 56 cells coded, 0 decided blank, 55 not looked at yet."
    answer = panels.give(explorer, "seat/ukraine/plainness", "")
    assert set(answer["slots"]) == {"row/seat", "reply/seat/ukraine", "tally"}, "what did not change is not sent"
    panels.give(explorer, "seat/ukraine/plainness", "outright")
    assert "● +2" in panels.words(explorer.state["slots"]["row/seat"])
    again = code_cells(case)
    assert again.book.cells == explorer.book.cells and again.controls == explorer.controls
    assert {name: again.state["slots"][name] for name in answer["slots"]} == {
        name: explorer.state["slots"][name] for name in answer["slots"]
    }
    panels.give(explorer, "seat/ukraine/empty")
    assert panels.tally(explorer) == "0 of 56 cells coded, 0 decided blank, 56 not looked at yet."


def test_words_taken_from_the_text_bring_their_paragraph(case, work):
    explorer = code_cells(case)
    words = next(w for w in ("Ukraine", "Putin") if sum(w in t for t in case.essay.paragraphs["text"]) > 1)
    parts = zip(case.essay.paragraphs["paragraph"], case.essay.paragraphs["text"])
    part = next(part for part, text in parts if text.count(words) == 1)
    panels.give(explorer, "seat/ukraine/take", {"words": words, "part": part})
    assert explorer.controls["seat/ukraine/paragraph"] == part
    panels.give(explorer, "seat/ukraine/quote", f"{words} ", words)
    assert explorer.controls["seat/ukraine/paragraph"] == "", "typed words are looked for in the whole text"


def test_a_blank_by_mistake_loses_nothing_of_the_form(case, work):
    explorer = code_cells(case)
    panels.code(explorer, "ukraine", "seat", CODED | {"note": "Mine."})
    panels.give(explorer, "seat/ukraine/direction", "blank", "1")
    assert explorer.book.cells["ukraine", "seat"]["cell"] == EMPTY | {"direction": "blank", "note": "Mine."}
    assert explorer.controls["seat/ukraine/quote"] == QUOTE
    panels.give(explorer, "seat/ukraine/direction", "1", "blank")
    assert panels.words(explorer.state["slots"]["reply/seat/ukraine"]).startswith("Saved: +2")


def test_the_reference_is_shown_only_where_it_is_asked_for(case, work):
    explorer = code_cells(case)
    panels.code(explorer, "ukraine", "seat", CODED)
    compared = lambda: panels.words(explorer.state["slots"]["compare"])  # noqa: E731
    assert compared() == ""
    panels.give(explorer, "compare", True)
    assert compared().endswith("1 × the same code")
    panels.give(explorer, "seat/ukraine/direction", "-1", "1")
    assert "1 × opposite directions" in compared() and "Ukraine on “Ukraine at the table”" in compared()
    assert "(p09)" in compared()
    panels.give(explorer, "compare", False)
    assert compared() == ""
    without = case.with_table("positions", case.positions.iloc[:0])
    assert "Compare with" not in code_cells(without).page and "Compare with" in explorer.page


def test_each_kind_of_difference(case):
    codes = {(r.stakeholder, r.issue): int(r.position) for r in case.positions.itertuples()}
    cell, theirs = next((c, p) for c, p in codes.items() if abs(p) == 1)
    outright = next(c for c, p in codes.items() if abs(p) == 2)
    assert compare(case, "positions", {cell: theirs}) == {cell: "same"}
    assert compare(case, "positions", {cell: 2 * theirs}) == {cell: "plainness"}
    assert compare(case, "positions", {cell: -theirs}) == {cell: "opposite"}
    assert compare(case, "positions", {cell: 0}) == {cell: "no lean"}
    assert compare(case, "positions", {cell: None}) == {cell: "reference"}
    empty = ("oil_buyers", "seat")
    assert compare(case, "positions", {empty: 1, outright: codes[outright]}) == {empty: "you", outright: "same"}
    assert compare(case, "positions", {empty: None}) == {empty: "blank"}
    assert compare_data(case, "positions", {})["rows"] == []
    assert compare_data(case, "positions", {empty: 1})["rows"][1][2:] == ["blank", "It found none."]


ODD = ["=1+1", "@SUM(A1)", "+1", "-1", "'-1", "'=1", "''=", "#NAME?", "a\x00b", "\ud800", "\r\n", "1/2"]
TEXTS = st.text(max_size=60) | st.sampled_from(ODD)
CELLS = st.fixed_dictionaries({}, optional={
    "direction": st.sampled_from(["-1", "0", "1", "blank", "2", ""]),
    "plainness": st.sampled_from(["outright", "hinted", ""]),
    "salience": st.sampled_from(["1", "2", "3", ""]), "quote": TEXTS | st.just(QUOTE), "note": TEXTS,
    "paragraph": st.sampled_from(["", "p09", "p99"]),
})  # fmt: skip


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["trump", "ukraine"]), st.sampled_from(["seat", "pace"]), CELLS), max_size=4))
def test_whatever_is_typed_the_file_can_be_read_and_runs_nothing(case, tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("typed")
    book = Book(case, folder=folder)
    for sid, item, cell in changes:
        _, saved = book.change(sid, item, cell)
        assert saved.startswith("Saved")
    if book.file.exists():
        read_coding(book.file, case)
        rows = csv.DictReader(io.StringIO(book.file.read_text(encoding="utf-8")))
        words = [words for row in rows for name, words in row.items() if name != "direction"]
        assert not [c for c in words if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert Book(case, folder=folder).cells == book.cells


@pytest.mark.parametrize("table", TABLES)
def test_the_form_for_a_spreadsheet_reads_back_as_not_coded(case, work, capsys, table):
    form = coding_file.coding_template(case, table)
    assert list(form.columns) == [field["name"] for field in case.schemas[table]["fields"]]
    assert len(form) == grid(case, table).size and set(form["note"]) == {""}
    path = work.parent / "mine.csv"
    form.to_csv(path, index=False)
    assert read_coding(path, case, table).empty and capsys.readouterr().out == ""
    explorer = code_cells(case, table)
    said = panels.give(explorer, "template")["said"]
    written = work / f"anchorage-{table}-template.csv"
    assert said.startswith(f"The form is my-work/{written.name}.")
    assert written.read_bytes() == path.read_bytes().replace(b"\r\n", b"\n")
    written.write_bytes(b"mine")
    assert "It was not changed." in panels.give(explorer, "template")["said"]
    assert "It was not changed." not in panels.give(explorer, "compare", True)["said"], "it is said once"
    assert written.read_bytes() == b"mine"


def test_a_case_without_cells_says_so(case):
    assert "no cell to code yet" in code_cells(case.with_table("stakeholders", case.stakeholders.iloc[:0]))


def test_read_class_tells_blank_from_not_looked_at(case, work, tmp_path, capsys):
    folder = tmp_path / "class"
    folder.mkdir()
    book = Book(case)
    book.change("ukraine", "seat", CODED)
    book.change("ukraine", "pace", {"direction": "blank"})
    (folder / "Ann B.csv").write_bytes(book.file.read_bytes())
    coding_file.coding_template(case).to_csv(folder / "bo.CSV", index=False)
    codings, refused = read_class(folder, case)
    assert refused == [] and capsys.readouterr().out == "2 of 2 files were read. Nothing is coded yet in: bo.\n"
    assert list(codings.columns) == [c for c in case.codings.columns if c != "basis"]
    assert codings.drop(columns=["quote"]).astype(object).where(codings.notna(), None).values.tolist() == [
        ["Ann B", "positions", "ukraine", "seat", 2, 3],
        ["Ann B", "positions", "ukraine", "pace", None, None],
    ]
    assert str(codings["position"].dtype) == "Int64" and codings["quote"].tolist() == [QUOTE, ""]
    everything, _ = read_class(folder, case, rest="blank")
    assert everything.groupby("coder").size().to_dict() == {"Ann B": 56, "bo": 56}
    assert everything["position"].notna().sum() == 1
    assert not everything.duplicated(["coder", "stakeholder", "item"]).any()


def test_read_class_chooses_its_files(case, tmp_path, capsys):
    for name in (".hidden.csv", "~$ann.csv", "notes.md"):
        (tmp_path / name).write_bytes(GOOD)
    (tmp_path / "folder.csv").mkdir()
    codings, refused = read_class(tmp_path, case)
    assert codings.empty and refused == [] and "no CSV file yet" in capsys.readouterr().out
    for name in ("ann.csv", "ANN.txt", "=cmd.csv", "bo.xlsx"):
        (tmp_path / name).write_bytes(GOOD)
    codings, refused = read_class(tmp_path, case)
    assert {r.file for r in refused} == {"=cmd.csv", "ANN.txt", "bo.xlsx"} and set(codings["coder"]) == {"ann"}
    assert [r.problems[0].what for r in refused] == [
        "the name of the file cannot serve as the name of a reader.", "another file has the name “ann” already.",
        "this is a spreadsheet workbook, not a CSV file."]  # fmt: skip


def test_read_class_says_what_it_was_asked_wrongly(case, tmp_path):
    for call in (lambda: read_class(tmp_path / "none", case), lambda: read_class(tmp_path, case, "claims"),
                 lambda: read_class(tmp_path, case, rest="all")):  # fmt: skip
        assert len(problems_of(call)) == 1


def test_each_file_of_a_large_class_costs_what_it_costs_alone(case, tmp_path):
    for number in range(60):
        (tmp_path / f"reader-{number:03}.csv").write_bytes(GOOD)
    found = []
    alone = calls(lambda: read_coding(tmp_path / "reader-000.csv", case))
    together = calls(lambda: found.extend(read_class(tmp_path, case)))
    codings, refused = found
    assert len(codings) == 60 * len(case.positions) and refused == []
    assert together < 60 * 1.5 * alone
