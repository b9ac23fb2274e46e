"""A case that its reader has coded by half: nothing that is shown of it calls a cell blank that nobody has looked at.

The case is the bridge with every second code; no cell of it is blank by decision. All that the lessons show, say and
ask of it is searched for the words of a blank. What is left are general words: a legend, a rule, a question.
"""

import contextlib
import html
import io
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import odd_cases
import pytest
from case_copy import records, write
from shown_words import LESSONS, of_exercise, shown_by
from standpoint import load
from standpoint.explore.tally import coded
from standpoint.lessons.positions.findings import shared_issue
from standpoint.quiz import checks

BLANK = re.compile(r"[^.<>\n|'\"]*(?:\bblanks?\b|no basis|does not say|\bnot said\b|\bsilent\b)[^.<>\n|'\"]*", re.I)
NOT_YET = re.compile("not coded yet|decided blank|decide that it is blank|not looked at yet")
# A legend, a rule, an answer to choose, a sentence of the text, and what is blank in tables that know no third state.
GENERAL = {
    "Dashed and empty: the essay does not say", "“blank” is a decision: you looked, and the text gives no basis",
    "Choose a direction, or blank", "blank, the text gives no basis", "outline: blank", "blank", "Blank",
    "The text does not say", "the text does not say",
    "Every coded cell and its quotation; blanks are named", "Every position and its quotation; blanks are named",
    "A brake is something that one wants to get rid of; she is not said to want the arches taken down",
    "Unbroken line: fact, a statement of a kind that can be checked; the word does not say that it is true",
    "A share of blanks depends on the text and on the lists that somebody made",
    "The text with fewer blanks says more about its stakeholders",
}  # fmt: skip
SEATS = {
    "The essay does not say", "the essay does not say", "The essay does not say whether it sat at the table",
    "Question: Take all rows with a “no” at the seat, and all rows with a blank",
    "Take all rows with a “no” at the seat, and all rows with a blank",
    "The essay gives no basis to say yes or no", "What does a blank in the column of seats mean?",
}  # fmt: skip
VALUES = {
    "13 of 60 cells are coded; the others are blank", "A blank is not a 0", "A blank is not a “no”",
    "Dashed and empty: blank, the essay does not say", "East bank, in the eyes of Council: power is blank",
    "Question: East bank, in the eyes of Council: power is blank", "any class: all is blank",
    "The text does not say whether it was in the room", "Whether they were in the room it does not say",
    "Who are players now, whatever a blank may hide?", "“Open” names every class that the blanks leave possible",
}  # fmt: skip
HANDS = {"blank: the essay does not say", "the essay does not say"}  # answers to choose from
OF_LESSONS = {"01": SEATS, "03": VALUES, "04": HANDS | {"Write two ids, not labels; a blank cell has no row"},
              "08": HANDS}
OF_EXERCISES = {
    "01.2": "seat", "04.guess": "an answer to choose", "03.1": "power and interest", "03.2": "what is seen in eyes",
    "02.2": "who says a claim",
    "07.1": "who speaks", "10.1": "what to expect", "10.4": "a rule", "10.guess": "a rule",
}  # fmt: skip


@pytest.fixture
def half(tmp_path, monkeypatch):
    """The case, opened as a lesson opens it."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    folder = odd_cases.copy_bridge(tmp_path / "my-work" / "half", "half")
    for table in ("positions", "inducement_codes"):
        head, *rows = records(folder / f"{table}.csv")
        write(folder / f"{table}.csv", [head, *rows[::2]])
    with contextlib.redirect_stdout(io.StringIO()):
        return load("half")


def called_blank(texts):
    """The words that call something blank, each with what stands around it up to the next stop."""
    spoken = (re.sub(r'<[^>]*?(?:aria-label="([^"]*)")?[^>]*>', r" \1. ", text) for text in texts)
    found = {" ".join(one[0].split()) for text in spoken for one in BLANK.finditer(html.unescape(text))}
    return {re.sub(r": open all \d+ rows$", "", words) for words in found if not NOT_YET.search(words)}


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_calls_a_cell_blank_that_is_not_coded_yet(lesson, half, monkeypatch):
    found = called_blank(shown_by(lesson, half, monkeypatch))
    assert sorted(found - GENERAL - OF_LESSONS.get(lesson[:2], set())) == []


def test_no_exercise_calls_a_cell_blank_that_is_not_coded_yet(half):
    made = {name: one for name, one in checks._EXERCISES.items() if one.make.__module__.startswith("standpoint.")}
    found = {name: sorted(called_blank(of_exercise(one, half))) for name, one in made.items()}
    assert {name: words for name, words in found.items() if words and name not in OF_EXERCISES} == {}


def test_an_exercise_on_cells_that_are_not_coded_yet_says_so_and_does_not_judge(half):
    for name in ("01.3", "04.1", "04.3", "04.4", "05.1", "10.2", "10.3"):
        said = checks.check(name, half, "on")
        assert said.state == "open" and "17 cells are not coded yet" in said.lines[0] or name == "05.1", name
    case = half.with_table("positions", half.positions[half.positions["stakeholder"] == "council"])
    issue, pair = shared_issue(case)
    said = checks.check("04.guess", case, dict.fromkeys(pair, "blank"))
    assert [line for line in said.lines if "not coded yet; you guessed: the essay does not say" in line]
    assert not [line for line in said.lines if "as you guessed" in line]


def test_the_tally_box_names_the_table_only_where_it_decided(half):
    for item, named in {"fate": True, "load": False}.items():
        assert any("the table" in names for names in coded(half, "positions", "council", item).values()) is named
