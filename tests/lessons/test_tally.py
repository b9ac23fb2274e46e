"""The tally box counts hands, keeps nothing and shows the codes beside them; the thread through the lessons."""

import pytest
from standpoint import load
from standpoint.case import answers
from standpoint.explore import tally
from standpoint.explore.tally import coded, counts
from standpoint.quiz.thread import say_now, thread


@pytest.mark.parametrize(("typed", "count"), [
    (None, 0), ("", 0), ("0", 0), ("12", 12), (" 7 ", 7), ("999", 999),
    ("1000", None), ("-1", None), ("2,5", None), ("2.5", None), ("twelve", None), ("²", None),
])  # fmt: skip
def test_hands_are_whole_numbers(typed, count):
    assert counts({"n": typed, "o": None, "p": None, "b": None})[-1] == count


def test_the_class_stands_beside_the_codes(case):
    box = tally(case)
    for name, value in {"n": "12", "p": "9", "b": "3"}.items():
        box.tell(name, value)
    assert "reader A" not in box.state["slots"]["result"], "who sees the codes first votes with them"
    box.tell("codes", True)
    shown = box.state["slots"]["result"]
    assert "the table, reader A" in shown
    assert "Trump on “Ukraine at the table”" in shown and all(f"{share} %" in shown for share in (50, 38, 12))
    codes = coded(case, "positions", "trump", "seat")
    assert codes[-1][0] == "the table" and sum(map(len, codes.values())) == 5
    assert coded(case, "positions", "ukraine", "territory")[None][0] == "the table"


def test_what_is_no_count_is_told_and_counts_nothing(case):
    box = tally(case)
    told = box.change("a view", 1, "n", "many")
    assert told["said"].startswith("Give a whole number from 0 to 999 for: −1") and "0 %" not in told["said"]


def test_another_question_has_its_own_answers(case):
    box = tally(case)
    box.tell("what", "territory")
    assert case.issues.set_index("id").loc["territory", "left"] in box.state["slots"]["fields"]


@pytest.mark.parametrize(("control", "value"), [("who", "ukraine"), ("what", "territory")])
def test_another_cell_is_another_vote(case, control, value):
    """Hands that were counted for one cell are never shown for another one, and its codes are hidden again."""
    box = tally(case)
    for name, typed in {"n": "12", "codes": True}.items():
        box.tell(name, typed)
    told = box.change("a view", 1, control, value)
    assert (box.controls["n"], box.controls["codes"]) == (None, False) and told["said"].startswith("Count the hands")
    assert "12" not in box.state["slots"]["result"] and "Coded so by" not in box.state["slots"]["result"]


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
@pytest.mark.parametrize("table", ["positions", "inducement_codes"])
def test_it_opens_with_every_case(name, table):
    assert "Hands" in tally(load(name), table).state["slots"]["result"]


def test_the_thread_shows_what_was_said_last_and_all_of_it(case, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    assert "At the end of lesson" not in say_now("01", case).page and "no answer is kept yet" in repr(thread(case))
    said = {"claim": "It fears a deal over its head.", "sentence": "p09: great powers", "surely": "hints"}
    say_now("01", case).submit(said)
    assert answers.recall(case.name, "01.say")[0] == said
    later = say_now("04", case).page
    assert "At the end of lesson 01 you wrote" in later and "It fears a deal over its head." in later
    assert "At the end of lesson" not in say_now("01", case).page, "its own words stand in its fields"
    say_now("04", case).submit({**said, "claim": "It is placed by a fear."})
    assert list(thread(case).frame["Lesson"]) == ["01", "04"] and "Ukraine" in thread(case).caption
