"""A case of the reader's own, opened by its name: the codes of the coding explorer are in it, and nothing is called
blank that nobody has looked at."""

import json

import panels
import pytest
import refresh
from case_copy import problems_of
from standpoint import draw, explore, load, table
from standpoint.case.tables import undecided
from standpoint.lessons.deals import charts as deals
from standpoint.lessons.own_text import charts, exercises, tables
from standpoint.marking import files
from standpoint.workshop import case_rows, coding_explorer
from standpoint.workshop.new_case import new_case, own_case

TEXT = "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
PORT = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "", "interest": "2",
        "interest_quote": "The port wants money now"}  # fmt: skip
MONEY = {"label": "Money", "question": "Who pays?", "left": "the port", "right": "the town", "left_short": "port",
         "right_short": "town", "negotiable": "true", "quote": "The port wants money now and it says so"}  # fmt: skip
CELL = {"direction": "1", "plainness": "outright", "salience": "3", "quote": "The port wants money now", "note": ""}
CALLED_BLANK = ("gives no basis", "are blank", "is blank", "blank: the essay", "does not say: ", "a blank counts")
ROW = "port,money,-1,outright,3,p01,The port wants money now,\n"


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    """The folder of a case with two stakeholders and one issue, and no cell coded."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    made = new_case("harbour", TEXT)
    for label in ("Port", "Town"):
        case_rows.keep_row("harbour", "stakeholders", {**PORT, "label": label})
    case_rows.keep_row("harbour", "issues", MONEY)
    capsys.readouterr()
    return made


def test_a_code_of_the_explorer_is_there_whoever_opens_the_case(folder, capsys):
    panels.code(coding_explorer.code_cells(load("harbour")), "port", "money", CELL)
    capsys.readouterr()
    for way in (lambda: load("harbour"), lambda: own_case(None), lambda: load("harbour", folder=folder)):
        opened = way()
        assert list(opened.positions["position"]) == [2] and undecided(opened) == {("town", "money")}
        counts = "1 of its 2 cells coded, 0 decided blank, 1 not coded yet."
        said = f"This is your own case “A Harbour for Two”. {counts} With the codes of my-work/harbour-positions.csv.\n"
        assert capsys.readouterr().out == said
    assert load("harbour", kept=False).positions.empty


def test_the_explorer_stands_over_the_table_and_a_blank_over_a_code(folder, capsys):
    with (folder / "positions.csv").open("a", encoding="utf-8") as file:
        file.write(ROW + "town,money,blank,,,,,Nobody speaks of it.\n")
    case = load("harbour")
    assert list(case.positions["position"]) == [-2] and undecided(case) == set()
    assert case.decided["positions"] == {("town", "money"): "Nobody speaks of it."}
    panels.code(coding_explorer.code_cells(case), "port", "money", {"direction": "blank", "note": "Not said."})
    case = load("harbour")
    assert case.positions.empty and set(case.decided["positions"]) == {("town", "money"), ("port", "money")}


def test_what_a_spreadsheet_did_is_repaired_and_said_in_one_line(folder, capsys):
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    load("harbour")
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("Repaired while reading: ") and first.endswith("line ends are read as line ends.")
    assert "more files" in first and len([path for path in folder.glob("*.csv")]) > 3
    case_rows.keep_row("harbour", "stakeholders", {**PORT, "label": "Crew"})  # the forms go on too
    assert len(load("harbour").stakeholders) == 3
    assert problems_of(lambda: load("harbour", repair=False))


def shown(case):
    """All words about positions that lessons 04, 06 and 10 show of a case."""
    figures = [draw.position_map(case), charts.fill_rates(case), deals.winset_by_table(case)]
    made = [figure.to_json() for figure in figures] + [str(tables.fill_table(case)), str(table.codes(case))]
    return made + [panels.words(explore.evidence_table(case).page), exercises.check("10.3", case, {"blank": 1}).title]


def test_what_is_not_coded_yet_is_called_so_and_not_blank(folder):
    panels.code(coding_explorer.code_cells(load("harbour")), "port", "money", CELL)
    for words in shown(load("harbour")):
        assert [phrase for phrase in CALLED_BLANK if phrase in words] == []
    figure = draw.position_map(load("harbour"))
    assert "1 is not coded yet." in draw.describe(figure) and "Not coded yet: Town" in figure.to_json()
    assert "1 not coded yet" in charts.fill_rates(load("harbour")).to_json()
    panels.code(coding_explorer.code_cells(load("harbour")), "town", "money", {"direction": "blank"})
    case = load("harbour")
    seats = "who sat at the table is not coded yet"  # a column of its own
    assert not any("not coded yet" in words.lower().replace(seats, "") for words in shown(case))
    assert "1 is blank, because the essay gives no basis." in draw.describe(draw.position_map(case))


def test_a_row_of_ids_alone_is_not_coded_and_a_wrong_row_is_a_problem(folder):
    with (folder / "positions.csv").open("a", encoding="utf-8") as file:
        file.write("port,money,,,,,,\ntown,mony,blank,,,,,\n")
    (problem,) = problems_of(lambda: load("harbour"))
    assert "“mony” is not an id in issues.csv." in str(problem)


def test_the_explorer_shows_the_codes_of_the_table_and_changes_none_of_them(folder, capsys):
    table, kept = folder / "positions.csv", folder.parent / "harbour-positions.csv"
    table.write_text(table.read_text(encoding="utf-8") + ROW + "town,money,blank,,,,,Not said.\n", encoding="utf-8")
    before = table.read_bytes()
    explorer = coding_explorer.code_cells(load("harbour"))
    assert panels.tally(explorer) == "1 of 2 cells coded, 1 decided blank, 0 not looked at yet."
    assert "The codes of your positions.csv are in it too." in panels.words(explorer.page)
    assert panels.words(explorer.state["slots"]["reply/money/port"]).startswith("Saved: −2, said outright")
    panels.give(explorer, "money/port/direction", "1")
    assert list(load("harbour").positions["position"]) == [2] and "port,money,1" in kept.read_text(encoding="utf-8")
    assert "town" not in kept.read_text(encoding="utf-8"), "what the table holds is not copied"
    assert panels.tally(coding_explorer.code_cells(load("harbour"))).startswith("1 of 2 cells coded, 1 decided blank")
    panels.give(explorer, "money/port/empty")
    said = panels.words(explorer.state["slots"]["reply/money/port"])
    assert said.startswith("Emptied here. The code of your positions.csv stands again: −2, said outright.")
    assert explorer.controls["money/port/direction"] == "-1"
    assert list(load("harbour").positions["position"]) == [-2] and table.read_bytes() == before


def test_what_is_unfinished_over_a_code_of_the_table_is_there_again(folder):
    table = folder / "positions.csv"
    table.write_text(table.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    explorer = coding_explorer.code_cells(load("harbour"))
    panels.give(explorer, "money/port/quote", "These words stand nowhere in it")
    again = coding_explorer.code_cells(load("harbour"))
    assert again.controls["money/port/quote"] == "These words stand nowhere in it"
    assert panels.tally(again) == "0 of 2 cells coded, 0 decided blank, 1 not looked at yet, 1 unfinished."


def test_marks_count_the_codes_of_the_table_and_those_of_the_explorer(folder):
    table = folder / "positions.csv"
    table.write_text(table.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    panels.code(coding_explorer.code_cells(load("harbour")), "town", "money", CELL)
    assert set(files.own_codes(load("harbour")).of("coded")) == {("port", "money"), ("town", "money")}


def test_what_lesson_10_says_of_moving_a_case_keeps_its_codes(folder, monkeypatch):
    """The lines of the lesson are run; then the table alone holds what the table and the explorer held."""
    table, kept = folder / "positions.csv", folder.parent / "harbour-positions.csv"
    table.write_text(table.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    panels.code(coding_explorer.code_cells(load("harbour")), "town", "money", CELL)
    book = (refresh.ROOT / "notebooks" / "10-your-own-essay.ipynb").read_text(encoding="utf-8")
    cells = ["".join(cell["source"]) for cell in json.loads(book)["cells"]]
    (lines,) = [part for cell in cells for part in cell.split("```") if part.startswith("python\nharbour = load")]
    monkeypatch.chdir(folder.parent.parent)
    exec(lines.removeprefix("python"), {"load": load})
    kept.unlink()
    assert sorted(load("harbour").positions["stakeholder"]) == ["port", "town"]
    assert len(load("harbour", repair=False).positions) == 2


def test_a_note_that_looks_like_a_formula_keeps_its_case_open(folder):
    """The explorer saves it as text; the case holds it as text too, also where its table is checked once more."""
    explorer = coding_explorer.code_cells(load("harbour"))
    panels.code(explorer, "port", "money", CELL | {"note": "=1+1 is how this note begins"})
    again = load("harbour")
    assert list(again.positions["note"]) == ["'=1+1 is how this note begins"]
    assert again.with_table("positions", again.positions).positions.equals(again.positions)
