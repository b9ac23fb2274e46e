"""The exercises: right answers worked out here from the CSV files alone, and changed when a file changes."""

import json
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import plotly.express as px
import pytest
from case_copy import CASE, change, copy_case, row_of, rows
from standpoint import draw, load
from standpoint.quiz import checks

ESSAY = (CASE.parent.parent / "seeds" / "anchorage-deal-vs-history.txt").read_text(encoding="utf-8")


def placed(who):
    """{issue: row} of one stakeholder, read without our own package."""
    return {row["issue"]: row for row in rows(CASE / "positions.csv") if row["stakeholder"] == who}


def relation(one, other, issue):
    """How two stakeholders stand to each other on an issue."""
    if issue not in one or issue not in other:
        return "unknown"
    product = int(one[issue]["direction"]) * int(other[issue]["direction"])
    return "same" if product > 0 else "opposite" if product < 0 else "no lean"


def right_answers():
    """{exercise: answer}, each worked out by hand or from the files."""
    putin, europe, issues = placed("putin"), placed("europe"), [row["id"] for row in rows(CASE / "issues.csv")]
    relations = [relation(putin, europe, issue) for issue in issues]
    section = ESSAY[ESSAY.index("A Summit Without the Principal") : ESSAY.index("Europe’s Cautious Distance")]
    assert len(re.findall(r"\b(?:Ukraine|Kyiv|Zelenskyy)\b", section)) == 6
    return {
        "01.1": "s3",
        "01.2": {"count": 19 + 6 + 4 + 1 + 2, "meaning": "unsaid"},
        "01.3": "trump",
        "04.1": {"issues": [issue for issue, row in putin.items() if row["paragraph"] == "p07"], "outer": "plain"},
        "04.2": {"direction": -1, "plainness": "hinted"},
        "04.half": {"plainness": "hinted", "rule": "4"},
        "04.change": "turned",
        "04.3": {"count": len(set(issues) - set(placed("trump")) - set(placed("europe"))), "meaning": "unsaid"},
        "04.4": {word: relations.count(word) for word in ("same", "opposite", "unknown")},
    }


@pytest.mark.parametrize("exercise", right_answers())
def test_the_right_answer_is_right(case, exercise):
    assert checks.check(exercise, case, right_answers()[exercise]).state == "right"


@pytest.mark.parametrize(
    "exercise, answer",
    [
        ("01.1", "s2"),
        ("01.1", "s6"),
        ("01.2", {"count": 38, "meaning": "unsaid"}),
        ("01.2", {"count": 31, "meaning": "unsaid"}),
        ("01.2", {"count": 32, "meaning": "absent"}),
        ("01.3", "putin"),
        ("01.3", "ukraine"),
        ("01.3", "oil_buyers"),
        ("04.1", {"issues": ["seat"], "outer": "plain"}),
        ("04.1", {"issues": ["seat", "pressure", "linkage", "pace"], "outer": "plain"}),
        ("04.2", {"direction": 1, "plainness": "hinted"}),
        ("04.2", {"direction": -1, "plainness": "outright"}),
        ("04.3", {"count": 1, "meaning": "zero"}),
        ("04.3", {"count": 4, "meaning": "unsaid"}),
        ("04.4", {"same": 1, "opposite": 3, "unknown": 4}),
    ],
)
def test_a_wrong_answer_gets_a_next_step_and_not_the_answer(case, exercise, answer):
    said = checks.check(exercise, case, answer)
    assert said.state == "again" and said.title.endswith((".", "?"))
    assert said.lines, "something to look at next"


@pytest.mark.parametrize("exercise, answer, words", [
    ("01.2", {"count": 38, "meaning": "unsaid"}, "You counted those at the table."),
    ("01.2", {"count": 19, "meaning": "unsaid"}, "You left out a group"),
    ("01.2", {"count": 32, "meaning": "absent"}, "would need a quotation"),
    ("01.2", {"count": 32, "meaning": "voice"}, "To be named is not to speak."),
    ("04.1", {"issues": ["seat", "pressure", "linkage", "pace"], "outer": "plain"}, "that dot rests on p05"),
    *(("04.1", {"issues": ["seat", "pressure", "linkage"], "outer": outer}, words) for outer, words in (
        ("extreme", "not how far somebody goes"), ("main", "its salience"))),
    ("04.half", {"plainness": "outright", "rule": "4"}, "Outright needs the aim itself"),
    *(("04.half", {"plainness": "hinted", "rule": rule}, f"Rule {rule} needs ") for rule in ("1", "3", "11", "12")),
    ("04.2", {"direction": 0, "plainness": "hinted"}, "No lean needs a pull to each pole."),
    ("04.2", {"direction": 1, "plainness": "hinted"}, "A fear or a worry"),
    ("04.3", {"count": 1, "meaning": "zero"}, "The middle is a 0"),
    ("04.3", {"count": 1, "meaning": "agree"}, "To agree is a direction"),
    ("04.change", "same", "this is one of them"),
    ("04.change", "blank", "To turn a cell is not to empty it"),
])  # fmt: skip
def test_each_wrong_option_has_its_own_reply(case, exercise, answer, words):
    said = checks.check(exercise, case, answer)
    assert said.state == "again" and words in " ".join([said.title, *said.lines])


def test_the_predicted_title_is_the_one_that_is_drawn(case):
    """Putin and the seat are turned by hand; the title of the map is then the right option, and no other."""
    mine = case.positions.copy()
    mine.loc[(mine["stakeholder"] == "putin") & (mine["issue"] == "seat"), "direction"] = 1
    drawn = draw.describe(draw.position_map(case.with_table("positions", mine)))
    titles = dict(checks.get("04.change").asked(case).parts[0].field["options"])
    assert [what for what, title in titles.items() if title[:-1] in drawn] == ["turned"] and len(titles) == 3


def test_a_changed_cell_changes_the_right_answer(tmp_path):
    folder = copy_case(tmp_path)
    change(
        folder / "positions.csv", row_of("positions.csv", stakeholder="europe", issue="spectacle"), "direction", "1"
    )
    changed = load("anchorage", folder=folder)
    old = right_answers()["04.4"]
    assert checks.check("04.4", changed, old).state == "again"
    assert checks.check("04.4", changed, old | {"same": 1, "opposite": 3}).state == "right"


@pytest.mark.parametrize(
    "exercise, answer",
    [("01.guess", {"most": "trump", "paragraphs": 5}), ("04.guess", {"trump": -1, "putin": "blank"})]
)
def test_a_guess_comes_back_beside_the_essay(case, exercise, answer):
    said = checks.check(exercise, case, answer)
    assert said.state == "compare"
    assert "you guessed" in " ".join([said.title, *said.lines])


def test_a_chart_of_blanks_is_held_against_the_table(case):
    sizes = [len(rows(CASE / "issues.csv")) - len(placed(row["id"])) for row in rows(CASE / "stakeholders.csv")]
    names = [row["label"] for row in rows(CASE / "stakeholders.csv")]
    chart = px.bar(x=sizes, y=names, text=sizes, title="The essay is silent on nearly all issues of its audiences")
    assert checks.check("04.chart", case, chart).state == "right"
    chart.data[0].x = [sizes[0] + 1, *sizes[1:]]
    said = checks.check("04.chart", case, chart)
    assert said.state == "again" and any(names[0] in line for line in said.lines)
    assert checks.check("04.chart", case, None).state == "empty"


def test_a_label_in_place_of_an_id_is_not_silent(capsys):
    """The cell of exercise 5 says that no row has the two ids, and draws no map then."""
    book = json.loads((CASE.parent.parent / "notebooks" / "04-positions.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in book["cells"]]
    (source,) = [text for text in sources if text.startswith("who, issue, direction =")]
    given = source.partition("\n")[2]
    for issue, silent in (("Ukraine at the table", False), ("seat", True)):
        exec(given, {"case": load("anchorage"), "draw": draw, "who": "trump", "issue": issue, "direction": 1})
        assert ("No row has these ids yet." not in capsys.readouterr().out) == silent
