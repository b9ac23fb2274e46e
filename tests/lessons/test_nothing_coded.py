"""A case in which stakeholders and an issue are written down, and nothing else: none of it is called a finding.

Nobody has coded seat, power, interest, viewpoints or leverage yet. So no lesson calls one of them blank, and none says
that the text shows nobody and nothing.
"""

import contextlib
import io
import re

import notebook_rules
import pandas as pd
import pytest
import refresh
from shown_words import LESSONS, shown_by
from standpoint import draw, load, wording
from standpoint.case.lacking import uncoded
from standpoint.case.tables import undecided
from standpoint.lessons.deals import findings as deals
from standpoint.lessons.reading.charts import share_and_seat
from standpoint.lessons.reading.tables import seats
from standpoint.lessons.stakeholders import charts, explorer, findings, tables
from standpoint.lessons.stakeholders.exercises import ask, beside
from standpoint.quiz import checks
from standpoint.quiz.progress import begin
from standpoint.workshop.case_rows import keep_row
from standpoint.workshop.new_case import new_case
from test_half_coded import GENERAL, HANDS, called_blank

TEXT = "A Harbour\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
WORDS = "The port wants money now and it says so"
MONEY = {"label": "Money", "question": "Who pays?", "left": "the port", "right": "the town", "left_short": "port",
         "right_short": "town", "negotiable": "true", "quote": WORDS}  # fmt: skip
# What a text would have to be searched for, so that it may be said.
NOBODY = re.compile(r"[^.<>\n|'\"]*\b(?:shows|says|keeps|names|speaks) (?:of )?(?:no|nobody|none)\b[^.<>\n|'\"]*", re.I)
RULES = {"A blank is not a 0", "Write two ids, not labels; a blank cell has no row"}


def made(name, **given):
    """A case of a reader's own with two stakeholders; given: what is filled in of the first one."""
    with contextlib.redirect_stdout(io.StringIO()):
        new_case(name, TEXT)
        for label, more in (("Port", given), ("Town", {})):
            keep_row(name, "stakeholders", {"label": label, "name": label, "kind": "party", "words": label, **more})
        keep_row(name, "issues", MONEY)
        return load(name)


@pytest.fixture
def bare(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return made("bare")


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_makes_a_finding_of_what_nobody_has_coded(lesson, bare, monkeypatch):
    shown = shown_by(lesson, bare, monkeypatch)
    assert sorted(called_blank(shown) - GENERAL - HANDS - RULES) == []
    assert sorted({found for text in shown for found in NOBODY.findall(text)}) == []


def test_what_has_no_value_in_any_row_is_not_coded_yet_and_beside_a_value_it_is_blank(bare):
    port = made("filled", seat="no", quote="Nobody answers the old port at all", power="2", power_quote=WORDS)
    shown = {case.name: tables.register(case).set_index("Stakeholder") for case in (bare, port)}
    assert list(shown["bare"].loc["Town", ["Power", "Interest"]]) == ["not coded yet", "not coded yet"]
    assert list(shown["filled"].loc["Town", ["Power", "Interest"]]) == ["blank", "not coded yet"]
    assert shown["filled"].loc["Town", "Quadrant"] == "none: interest is not coded yet"
    assert list(seats(bare)["At the table"]) == ["not coded yet", "not coded yet"]
    assert list(seats(port)["At the table"]) == ["no", "the essay does not say"]
    assert findings.power_in_words(bare) == "Power over a deal is not coded yet in this case"
    assert findings.power_in_words(port) == (
        "The essay shows one stakeholder with decisive power over a deal, Port, which was kept from the table"
    )
    assert tables.unsaid(port, "power") == "blank" and tables.unsaid(port, "power", "interest") == "not coded yet"


def test_a_shipped_case_calls_its_empty_cells_blank():
    case = load("bridge")
    bare = case.with_table("stakeholders", case.stakeholders.assign(seat=None, quote="", paragraph=""))
    assert uncoded(bare, "seat", "power", "interest") == []
    assert set(seats(bare)["At the table"]) == {"the essay does not say"}


@pytest.mark.parametrize("name", ["01.2", "03.guess", "03.1"])
def test_an_exercise_on_what_is_not_coded_yet_says_so(bare, name):
    said = checks.check(name, bare, "on")
    assert said.state == "open" and "not coded yet in this case: fill stakeholders.csv first." in said.lines[0]


def test_without_a_viewpoint_the_guess_asks_for_no_class_and_a_guess_not_asked_is_not_waited_for(bare):
    case = load("anchorage")
    case = case.with_table("viewpoints", case.viewpoints.head(0))
    assert [part.field["name"] for part in checks.get("03.guess").asked(case).parts] == ["power"]
    said = checks.check("03.guess", case, {"power": ["trump"]})
    assert said.state == "compare" and "author" not in str(said.lines)
    for asked, words in ((bare, "Nothing was asked above"), (case, "Keep one above")):
        assert words in beside(ask("03.guess", asked)).state["slots"]["reply"]


def test_of_a_cell_in_nobodys_eyes_yet_it_is_left_open_whether_it_is_blank(bare):
    row = {"viewpoint": "author", "stakeholder": "port", "attribute": "urgency", "value": "yes", "paragraph": "p01",
           "quote": WORDS, "note": ""}  # fmt: skip
    case = bare.with_table("viewpoints", pd.DataFrame([row]))
    assert "1 of 6 cells are coded; the others are blank, or not coded yet." in explorer.viewpoints_summary(case)
    words = str(explorer.viewpoints(case).evidence["viewpoints/author/town/power"])
    assert "Blank, or not coded yet." in words and "No sentence" not in words


@pytest.mark.parametrize("chart", [charts.power_interest, charts.leverage_map, draw.position_map, share_and_seat])
def test_a_chart_of_nobody_names_what_to_fill_first(tmp_path, monkeypatch, chart):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    with contextlib.redirect_stdout(io.StringIO()):
        new_case("alone", TEXT)
        case = load("alone")
    assert draw.describe(chart(case)).startswith("This case has no stakeholders yet: fill stakeholders.csv first.")


def test_deals_do_not_say_that_nobody_was_kept_away_where_no_seat_is_coded(bare):
    assert deals.asked_last_in_words(bare).startswith(" Who sat at the table is not coded yet: Port is asked last")


def test_a_lesson_begins_with_the_tables_that_its_code_finds_empty(bare, capsys):
    begin(load("anchorage"), "claims", "leverage")
    assert capsys.readouterr().out == ""
    begin(load("anchorage").with_table("leverage", load("anchorage").leverage.head(0)), "claims", "leverage")
    assert capsys.readouterr().out.startswith("case.leverage has no row in this case. What code below makes of it is")
    begin(bare, "claims", "leverage")
    assert "\ncase.claims and case.leverage have no row in this case." in capsys.readouterr().out
    code = {"stakeholder": "port", "issue": "money", "direction": 1, "plainness": "outright", "salience": 3,
            "paragraph": "p01", "quote": WORDS, "note": ""}  # fmt: skip
    begin(bare.with_table("positions", pd.DataFrame([code])), "positions")
    assert "In the table positions 1 cell is not coded yet: code below counts it with" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted((refresh.ROOT / "notebooks").glob("0*.ipynb")), ids=lambda path: path.stem)
def test_a_lesson_names_each_table_that_its_open_cells_read(path):
    cells = notebook_rules.code_cells(notebook_rules.load(path))
    named = set(re.findall(r'"(\w+)"', re.search(r"begin\(case(.*)\)", cells[0]["source"])[1]))
    taught = [cell["source"] for cell in cells if not cell["metadata"].get("jupyter", {}).get("source_hidden")]
    read = set(re.findall(r"\bcase\.(\w+)\b", "\n".join(taught))) & set(load("anchorage").tables)
    assert read - {"stakeholders", "issues", "inducements"} == named


@pytest.mark.parametrize(("name", "table"), [("positions", "issues"), ("inducement_codes", "inducements")])
def test_a_shipped_case_without_its_codes_is_not_coded_yet_and_beside_a_code_a_cell_is_blank(name, table):
    case = load("bridge")
    bare = case.with_table(name, case.tables[name].head(0))
    assert len(undecided(bare, name)) == len(case.stakeholders) * len(case.tables[table])
    assert undecided(case, name) == undecided(case.with_table(name, case.tables[name].head(1)), name) == set()
    assert "not coded yet" in wording.counts_in_words(bare, name)
    assert "blank" not in wording.counts_in_words(bare, name)
