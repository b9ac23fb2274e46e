"""A new case: its folder, its text in every common form, what is refused, and the forms that fill it."""

import json
import os
from pathlib import Path

import panels
import pytest
from case_copy import bytes_of, problems_of, records
from hypothesis import given, settings
from hypothesis import strategies as st
from standpoint import load
from standpoint.case.essay import parse
from standpoint.case.package import TEMPLATE, own_cases, template
from standpoint.case.plain_text import split_title
from standpoint.lessons.own_text import findings
from standpoint.workshop import case_maker, case_rows, coding_explorer
from standpoint.workshop.new_case import blank_tables, new_case, own_case
from standpoint.workshop.taking_in import take_in

TEXT = "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
PORT = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "", "interest": "2",
        "interest_quote": "The port wants money now"}  # fmt: skip
MONEY = {"label": "Money", "question": "Who pays?", "left": "the port", "right": "the town", "left_short": "port",
         "right_short": "town", "negotiable": "true", "quote": "“The port wants money now and it says so”"}  # fmt: skip
HARBOUR = {"name": "harbour", "text": TEXT, "title": "", "author": ""}


def test_the_folder_holds_everything(work, capsys):
    folder = new_case("harbour", TEXT, author="A. Writer")
    assert folder == work / "harbour"
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    about = {"path": "text.txt", "title": "A Harbour for Two", "author": "A. Writer", "outside": []}
    assert described["essay"] == about
    names = {"text.txt", "datapackage.json", "codebook.md", "student-sheet.md", *blank_tables()}
    assert {path.name for path in folder.iterdir()} == names
    assert (folder / "text.txt").read_bytes() == TEXT.encode()
    for resource in described["resources"]:
        assert records(folder / resource["path"]) == [[field["name"] for field in resource["schema"]["fields"]]]
    for page in ("codebook.md", "student-sheet.md"):
        words = (folder / page).read_text(encoding="utf-8")
        assert "A Harbour for Two" in words and "{" not in words and "!" not in words
    said = capsys.readouterr().out
    assert "Made the case “harbour” in my-work/harbour. The text has 1 paragraph and 0 headings." in said
    assert "Next: write down who has a stake in the matter, one row for each, in stakeholders.csv." in said


def test_it_loads_at_once_and_says_what_is_next(work, capsys):
    new_case("harbour", TEXT)
    case = load("harbour")
    assert case.stakeholders.empty and case.positions.empty and len(case.essay.paragraphs) == 1
    assert set(case.tables) == {resource["name"] for resource in template()["resources"]}
    capsys.readouterr()
    case_rows.keep_row("harbour", "stakeholders", PORT)
    assert "in issues.csv" in capsys.readouterr().out + str(load("harbour")) + capsys.readouterr().out


def test_the_pages_of_the_template_name_all_rules_and_no_case():
    words = (TEMPLATE / "codebook.md").read_text(encoding="utf-8")
    assert all(f"\n{number}. **" in words for number in range(1, 14))
    both = (words + (TEMPLATE / "student-sheet.md").read_text(encoding="utf-8")).lower()
    assert [name for name in ("trump", "putin", "ukraine", "anchorage", "tammerley", "bridge") if name in both] == []
    assert {"{title}"} <= set(both.split()) | {"{title}"} and "{title}" in both


BAD_NAMES = ["", "Harbour", "1st", "my case", "über", "../up", "a/b", "con", "history", "a" * 41, None, 3, "anchorage"]


@pytest.mark.parametrize("name", BAD_NAMES, ids=repr)
def test_a_name_that_cannot_be_one(work, name):
    (problem,) = problems_of(lambda: new_case(name, TEXT))
    assert problem.file == "name" and not work.exists()


def test_nothing_is_overwritten(work):
    new_case("harbour", TEXT)
    before = bytes_of(work)
    (problem,) = problems_of(lambda: new_case("harbour", "Another text."))
    assert "already" in problem.what and "Nothing was changed" in problem.mend
    assert bytes_of(work) == before


def test_a_folder_of_ones_own(work, tmp_path):
    folder = new_case("harbour", TEXT, folder=tmp_path / "deep" / "harbour")
    assert load("harbour", folder=folder).title == "A Harbour for Two" and not work.exists()


BAD_TEXTS = {
    "empty": ("", "empty"),
    "spaces": (" \n\n\t", "empty"),
    "no stop": ("only a heading", "no paragraph"),
    "a title alone": ("Who pays?", "no paragraph"),
    "no text": (3, "not a text"),
    "a path that leads nowhere": (Path("nowhere.txt"), "missing"),
    "the name of a file": ("nowhere.txt", "missing"),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_text_that_cannot_be_used(work, name):
    text, words = BAD_TEXTS[name]
    title = "Who pays?" if name == "a title alone" else ""
    (problem,) = problems_of(lambda: new_case("harbour", text, title=title))
    assert words in problem.what or name == "a title alone"
    assert not work.exists()


FILES = {
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + TEXT.encode(), None),
    "UTF-16": (TEXT.encode("utf-16"), "UTF-16"),
    "cp1252": ("“Who pays?” The port says so.\n".encode("cp1252"), "cp1252"),
    "old line ends": (TEXT.replace("\n", "\r").encode(), "line ends"),
}
REFUSED = {
    "a word processor": b"PK\x03\x04 and so on",
    "a PDF": b"%PDF-1.7 and so on",
    "rich text": b"{\\rtf1 and so on}",
    "bytes": b"text\x00text.",
    "too large": b"a. " * 700_000,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_another_encoding(work, tmp_path, capsys, name):
    raw, notice = FILES[name]
    (tmp_path / "in.txt").write_bytes(raw)
    folder = new_case("harbour", tmp_path / "in.txt")
    kept = (folder / "text.txt").read_bytes()
    assert b"\r" not in kept and not kept.startswith(b"\xef\xbb\xbf") and kept.decode().endswith(".\n")
    said = capsys.readouterr().out
    assert (notice or "Made") in said and ("Mended" in said) == bool(notice)
    assert (tmp_path / "in.txt").read_bytes() == raw


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_text(work, tmp_path, name):
    (tmp_path / "in.txt").write_bytes(REFUSED[name])
    (problem,) = problems_of(lambda: new_case("harbour", tmp_path / "in.txt"))
    assert problem.file == "in.txt" and not work.exists()


def test_characters_that_tools_count_differently():
    text, notices = take_in("Who\u00adever pays 😀 the cafe\u0301 says so.\u2028And\tmore\x07.\r\nEnd.")
    assert text == "Whoever pays □ the café says so.\nAnd more.\nEnd.\n"
    assert len(notices) == 7 and all(notice.endswith((".", "□.")) for notice in notices)


def test_lines_cut_to_a_width_are_joined_and_others_are_not():
    block = "\n".join(["The port wants money now, as its council has said again and again"] * 3) + "."
    wrapped = f"{block}\n\n{block}"
    text, notices = take_in(wrapped)
    assert len(parse(text).paragraphs) == 2 and "joined" in notices[0]
    plain = "A Title\nWho pays for it?\n\nThe port wants money.\nNobody answers."
    assert take_in(plain)[1] == []


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_taken_in_or_refused_in_words(text):
    try:
        found, _ = take_in(text + "\n\nOne sentence at the end.")
    except Exception as error:
        assert type(error).__name__ == "CaseError"
        return
    assert found.endswith("\n") and "\r" not in found and all(ord(c) <= 0xFFFF for c in found)
    assert take_in(found) == (found, [])


def test_title_and_author_belong_to_no_part():
    text = "A Harbour\nBy Ann Writer\n\nThe port wants money."
    title, outside = split_title(text, "", "Ann Writer")
    essay = parse(text, title, "Ann Writer", outside)
    assert title == "A Harbour" and len(essay.sections) == 0 and len(essay.paragraphs) == 1


def test_own_case_falls_back_and_then_takes_the_newest(work, capsys):
    second = load("bridge")
    assert own_case(second) is second and "no case of your own" in capsys.readouterr().out
    for time, name in enumerate(("old", "new")):
        folder = new_case(name, TEXT)
        for path in folder.iterdir():
            os.utime(path, (time, time))
    assert own_cases() == ["new", "old"] and own_case(second).name == "new"
    (work / "new" / "issues.csv").write_text("nonsense", encoding="utf-8")
    capsys.readouterr()
    assert own_case(second) is second
    assert "has a mistake" in capsys.readouterr().out


def test_codes_of_the_coding_explorer_are_taken_in(work):
    new_case("harbour", TEXT)
    case_rows.keep_row("harbour", "stakeholders", PORT)
    case_rows.keep_row("harbour", "issues", MONEY)
    widget = coding_explorer.code_cells(load("harbour"))
    cell = {"direction": "1", "plainness": "outright", "salience": "3", "paragraph": "",
            "quote": "The port wants money now", "note": ""}  # fmt: skip
    panels.code(widget, "port", "money", cell)
    mine = own_case(load("bridge"))
    assert mine.name == "harbour" and list(mine.positions["position"]) == [2]


def test_a_row_is_saved_changed_and_removed(work):
    new_case("harbour", TEXT)
    assert case_rows.keep_row("harbour", "stakeholders", PORT) == "port"
    assert case_rows.keep_row("harbour", "stakeholders", PORT) == "port_2"
    case_rows.keep_row("harbour", "stakeholders", {**PORT, "label": "Dock"}, old_id="port")
    assert list(load("harbour").stakeholders["label"]) == ["Dock", "Port"]
    case_rows.drop_row("harbour", "stakeholders", "port_2")
    (row,) = case_rows.own_rows(load("harbour"), "stakeholders")
    assert row["id"] == "port" and row["interest_paragraph"] == "p01"
    case_rows.keep_row("harbour", "issues", MONEY)
    assert load("harbour").issues["quote"].item() == "The port wants money now and it says so"


def test_a_row_in_use_stays(work):
    folder = new_case("harbour", TEXT)
    case_rows.keep_row("harbour", "stakeholders", PORT)
    case_rows.keep_row("harbour", "issues", MONEY)
    header = (folder / "positions.csv").read_text(encoding="utf-8")
    row = "port,money,1,outright,3,p01,The port wants money now,\n"
    (folder / "positions.csv").write_text(header + row, encoding="utf-8")
    (problem,) = problems_of(lambda: case_rows.drop_row("harbour", "issues", "money"))
    assert problem.what == "1 coded cell hangs on this; remove that one first." and "positions.csv" in problem.mend


MARKED = "A Quay\n\n“We’ll pay – in spring,” the port’s head said to us. Nobody answers the old port at all.\n"
TYPED = ["\"We'll pay - in spring,\" the port's head said", "We'll pay - in spring,\" the port's head said",
         "'@the port's head said to us"]  # fmt: skip


@pytest.mark.parametrize("table", case_rows.TABLES)
@pytest.mark.parametrize("quote", TYPED)
def test_straight_marks_in_a_quotation_are_mended(work, table, quote):
    new_case("quay", MARKED)
    row = {"stakeholders": {**PORT, "interest_quote": quote}, "issues": {**MONEY, "quote": quote}}[table]
    case_rows.keep_row("quay", table, row)
    column = {"stakeholders": "interest_quote", "issues": "quote"}[table]
    kept = load("quay").tables[table][column].item()
    assert kept in MARKED and "port’s head said" in kept


def test_the_maker_reads_an_older_case_and_writes_its_blank(work):
    new_case("harbour", TEXT)
    case_rows.keep_row("harbour", "stakeholders", PORT)
    path = work / "harbour" / "stakeholders.csv"
    path.write_text(path.read_text("utf-8").replace("port,,,,,,,2", "port,,,,0,,,2"), encoding="utf-8")
    maker = case_maker.case_maker()
    assert "“0” without a quotation is read as a blank" in panels.words(maker.state["slots"]["head"])
    name = "harbour/stakeholders/port"
    assert maker.controls[name]["power"] == "" and ",0,,,2" in path.read_text("utf-8")
    assert not panels.give(maker, name, maker.controls[name] | {"note": "old"}, maker.controls[name])["refused"]
    assert ",0,,,2" not in path.read_text("utf-8") and load("harbour").notices == []


def test_no_row_stays_that_the_case_cannot_be_read_with(work, monkeypatch):
    new_case("harbour", TEXT)
    before = bytes_of(work)
    monkeypatch.setattr(case_rows, "checked_table", lambda *_: None)
    assert problems_of(lambda: case_rows.keep_row("harbour", "stakeholders", {**PORT, "power": "many"}))
    assert bytes_of(work) == before
    maker = case_maker.case_maker()
    answer = panels.give(maker, "harbour/stakeholders/", {**PORT, "power": "many"})
    assert answer["refused"] and "cannot be read" not in maker.state["slots"]["head"] and bytes_of(work) == before


def coded_harbour():
    """A case with a stakeholder, an issue, and one cell coded in the coding explorer."""
    new_case("harbour", TEXT)
    case_rows.keep_row("harbour", "stakeholders", PORT)
    case_rows.keep_row("harbour", "stakeholders", {**PORT, "label": "Town", "words": "town, towns; city"})
    case_rows.keep_row("harbour", "issues", MONEY)
    widget = coding_explorer.code_cells(load("harbour"))
    cell = {"direction": "1", "plainness": "outright", "salience": "3", "paragraph": "",
            "quote": "The port wants money now", "note": ""}  # fmt: skip
    panels.code(widget, "port", "money", cell)


@pytest.mark.parametrize(("table", "row"), [("stakeholders", "port"), ("issues", "money")])
def test_a_row_with_codes_kept_elsewhere_stays(work, table, row):
    coded_harbour()
    before = bytes_of(work)
    (problem,) = problems_of(lambda: case_rows.drop_row("harbour", table, row))
    assert "1 coded cell hangs on this" in problem.what and "my-work/harbour-positions.csv" in problem.mend
    assert bytes_of(work) == before
    case_rows.drop_row("harbour", "stakeholders", "town")
    assert own_case(load("bridge")).name == "harbour"


def test_an_own_case_has_no_reference_and_says_what_is_undecided(work, capsys):
    coded_harbour()
    assert list(load("harbour").stakeholders["words"]) == ["port", "town|towns|city"]
    capsys.readouterr()
    mine = own_case(load("bridge"))
    assert "1 of its 2 cells coded, 0 decided blank, 1 not coded yet." in capsys.readouterr().out
    assert not mine.positions.empty and "Compare with" not in coding_explorer.code_cells(mine).page
    assert "Compare with the reference coding" in coding_explorer.code_cells(load("bridge")).page
    assert "1 not coded yet" in findings.blanks_in_words(mine)
    widget = coding_explorer.code_cells(mine)
    panels.code(widget, "town", "money", {"direction": "blank"})
    mine = load("harbour")
    assert "1 decided blank, 0 not coded yet." in findings.blanks_in_words(mine)
    assert findings.blanks_in_words(load("bridge")).endswith("is finished: every blank in it was decided.")


def test_a_short_question_is_a_title(work):
    assert split_title("Who pays for it?\nThe port wants money.", "", "")[0] == "Who pays for it?"
    assert split_title("Nobody came. Who pays for it?\nThe port wants money.", "", "")[0] == ""
    new_case("harbour", "Who pays for it?\n\nThe port wants money.")
    assert load("harbour").title == "Who pays for it?"


def test_a_text_that_is_refused_leaves_the_case_on_the_page(work):
    new_case("harbour", TEXT)
    maker = case_maker.case_maker()
    answer = panels.give(maker, "make", HARBOUR | {"name": "Quay"})
    assert answer["refused"] and "Your case “harbour”" in maker.state["slots"]["head"]


WRONG_ROWS = {
    "nothing": ({}, {"label", "name", "kind", "words"}),
    "a 0 without words": ({**PORT, "power": "0"}, {"power"}),
    "words without a value": ({**PORT, "interest": ""}, {"interest"}),
    "a quotation from elsewhere": ({**PORT, "interest_quote": "The town wants no money now"}, {"interest_quote"}),
    "a seat without words": ({**PORT, "seat": "yes"}, {"quote"}),
    "an unknown kind": ({**PORT, "kind": "crowd"}, {"kind"}),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_a_row_with_mistakes_is_not_saved(work, name):
    values, columns = WRONG_ROWS[name]
    new_case("harbour", TEXT)
    before = bytes_of(work)
    problems = problems_of(lambda: case_rows.keep_row("harbour", "stakeholders", values))
    assert {problem.column for problem in problems} == columns
    assert bytes_of(work) == before


def test_the_case_maker_answers_each_request(work):
    maker = case_maker.case_maker()
    head = lambda: panels.words(maker.state["slots"]["head"])  # noqa: E731
    assert head() == "You have no case of your own yet." and "kernel" in maker.words
    answer = panels.give(maker, "make", HARBOUR)
    assert not answer["refused"] and answer["values"]["make"] == {"case": "harbour"}
    assert answer["notice"].startswith("Made the case “harbour”") and "Next:" not in answer["notice"]
    assert head().startswith("Your case “harbour”: A Harbour for Two Next")
    answer = panels.give(maker, "make", HARBOUR)
    assert answer["refused"] and "already" in answer["notice"]
    answer = panels.give(maker, "harbour/stakeholders/", {})
    assert answer["refused"] and "\nShort name: " in answer["notice"] and "\nFull name: " in answer["notice"]
    answer = panels.give(maker, "harbour/stakeholders/", PORT)
    assert answer["notice"].startswith("Saved in stakeholders.csv: port.\nThese names stand 2 times")
    assert "issues.csv" in head()
    assert answer["values"]["harbour/stakeholders/"] == {"id": "port"}
    assert answer["values"]["harbour/stakeholders/port"]["interest_paragraph"] == "p01"
    assert "Remove Port" in maker.state["slots"]["rows/stakeholders"]
    answer = panels.give(maker, "remove", "harbour/stakeholders/port")
    assert answer["values"]["harbour/stakeholders/port"] is None
    assert "1 row" not in maker.state["slots"]["count/stakeholders"]
    (work / "harbour" / "issues.csv").write_text("x", encoding="utf-8")
    before = bytes_of(work)
    answer = panels.give(maker, "harbour/stakeholders/", PORT)
    assert answer["refused"] and "issues.csv" in answer["notice"] and bytes_of(work) == before
    assert head().startswith("Your case “harbour” cannot be read")
    assert "harbour/stakeholders/" in maker.controls, "its forms stay, for what was typed in them"
    assert "none yet" in panels.words(case_maker.case_maker().state["slots"]["count/stakeholders"])
