"""Lesson 03: what the reader gives is kept, what a supposition changes, and cases at the edge."""

import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import panels
import pytest
import tiny_cases
from case_copy import CASE, rows
from standpoint.case import answers
from standpoint.lessons.stakeholders import exercises, explorer, findings, tables
from standpoint.quiz.checks import check, get

PEOPLE = {row["id"]: row for row in rows(CASE / "stakeholders.csv")}
SEEN = {(row["viewpoint"], row["stakeholder"], row["attribute"]): row for row in rows(CASE / "viewpoints.csv")}
GIVEN = {"europe": {"power": 2}, "west": {"power": 0, "interest": 1}}


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return tmp_path


def give(mine, values):
    """Choose values as the browser does, one by one."""
    for sid, own in values.items():
        for scale, to in own.items():
            panels.give(mine, f"values/{sid}/{scale}", to, mine.values.get(sid, {}).get(scale))


def test_own_values_and_reasons_are_kept_and_come_back(case, work):
    mine = explorer.own_values(case)
    assert (mine.values, mine.why, mine.answer.notice) == ({}, "", "")
    give(mine, GIVEN)
    assert panels.give(mine, "why", "p10 says so.")["said"] == "Kept. It is here again next time."
    again = explorer.own_values(case)
    assert (again.values, again.why) == (GIVEN, "p10 says so.") and "filled in" in panels.words(again.page)
    answers.keep(case.name, "03.1", {"players": ["trump"]})
    give(again, {"europe": {"power": None}, "west": {"power": None, "interest": None}})
    panels.give(again, "why", "", "p10 says so.")
    assert explorer.own_values(case).values == {} and answers.recall(case.name, "03.1")[0]


def test_all_that_was_given_is_taken_back_and_the_cut_stays(case, work):
    mine = explorer.own_values(case)
    give(mine, GIVEN)
    for name, to in (("why", "p10 says so."), ("cut", 1)):
        panels.give(mine, name, to)
    answer = panels.give(mine, "back", None, dict(mine.controls))
    assert set(answer["values"]) == {"values/europe/power", "values/west/power", "values/west/interest", "why"}
    assert (mine.values, mine.why, mine.controls["cut"]) == ({}, "", 1)
    assert "You gave no value yet." in mine.state["slots"]["summary"]
    assert panels.give(mine, "back", None, dict(mine.controls))["values"] == {}
    assert "03.values replaced" not in (work / "my-work" / "answers.json").read_text(encoding="utf-8")


def test_a_blank_stays_open_until_the_reader_fills_it(case, work):
    mine = explorer.own_values(case)

    def summary():
        return panels.words(mine.state["slots"]["summary"])

    assert "Trump, Putin and Ukraine; open, for a blank: Critics and Oil buyers." in summary()
    give(mine, {"critics": {"power": 2}, "europe": {"power": 2}})
    assert "You gave 2 of 14 values; 1 differs from the code, and 1 stands where the essay is blank." in summary()
    assert "the essay does not say" in panels.words(mine.state["slots"]["said/critics/power"])
    assert "where you gave them: Trump, Putin and Ukraine; open, for a blank: Oil buyers." in summary()
    grid = panels.words(mine.state["slots"]["grid"])
    assert "In no cell, because a value is blank: ● Critics ● Oil buyers" in " ".join(grid.split())
    give(mine, {"oil_buyers": {"power": 2, "interest": 0}})
    assert "where you gave them: Trump, Putin and Ukraine." in summary()


@pytest.mark.parametrize("kept", [
    None, [], "x", {"nobody": {"power": 1}}, {"europe": 2}, {"europe": {"power": 3}}, {"europe": {"power": True}},
    {"europe": {"power": "2", "interest": 1.0, "other": 1}},
])  # fmt: skip
def test_what_an_old_file_kept_is_left_out_where_it_does_not_fit(case, work, kept):
    answers.keep(case.name, "03.values", {"values": kept, "why": 3})
    mine = explorer.own_values(case)
    assert (mine.values, mine.why) == ({}, "")


def test_a_damaged_file_is_named_and_left_as_it_is(case, work):
    (work / "my-work").mkdir()
    (work / "my-work" / "answers.json").write_text("{", encoding="utf-8")
    mine = explorer.own_values(case)
    assert "damaged" in panels.words(mine.page)
    give(mine, GIVEN)
    assert mine.values == GIVEN, "it counts while Python runs"
    assert "damaged" in mine.answer.notice and (work / "my-work" / "answers.json").read_text() == "{"


def test_the_change_of_viewpoint_is_put_in_words(case):
    """Counted from the file: the number of answers; opposite answers in both directions; no answer is given."""
    page, eyes = panels.words(explorer.viewpoints(case).page), findings.viewpoints(case)
    for view in eyes:
        count = sum(key[0] == view for key in SEEN)
        words = findings.view_in_words(case, view)
        assert f"answers {count} of {3 * len(PEOPLE)} questions" in words and words in page
        for other in eyes.keys() - {view}:
            said = findings.views_compared_in_words(case, view, other)
            assert said in page
            mine, theirs = ({k[1:]: r["value"] for k, r in SEEN.items() if k[0] == eye} for eye in (view, other))
            opposite = [key for key in mine if key in theirs and mine[key] != theirs[key]]
            assert all(f"{PEOPLE[sid]['label']}, {name}" in said for sid, name in opposite)
            assert said.endswith("Opposite answers: none.") == (not opposite)
    assert "no class changes" in findings.views_compared_in_words(case, "trump", "trump")


def test_the_supposed_cell_changes_what_is_possible(case):
    assert exercises.supposed(case)[:3] == ("trump", "ukraine", "power")
    whole = case.with_table("viewpoints", case.viewpoints[case.viewpoints["viewpoint"] == "author"])
    only = whole.with_table("stakeholders", whole.stakeholders[whole.stakeholders["id"] == "ukraine"])
    assert "Suppose that the sentence on power were not in the text" in get("03.2").asked(only).prompt
    right = {"classes": ["dependent", "definitive"], "rules_out": ["none"]}
    assert check("03.2", only, right).state == "right"
    assert "the class is definitive" in check("03.2", only, right).lines[0]


def test_the_answer_to_exercise_2_stands_nowhere_above_it(case):
    assert '<td class="class">dormant</td>' not in explorer.viewpoints(case).page
    assert not (tables.viewpoints(case) == "dormant").any(axis=None)
    vid, sid, *_ = exercises.supposed(case)
    assert findings.classes(case, vid, sid) != ["dormant"], "the right answer, worked out by a person"


def test_words_of_the_reader_are_kept_and_not_judged(case):
    assert check("03.argue", case, {"for": "A, for p04.", "against": None}).state == "kept"
    assert check("03.argue", case, {"for": " ", "against": "x"}).state == "problem"


@pytest.mark.parametrize("make", tiny_cases.TINY.values(), ids=tiny_cases.TINY)
def test_the_lesson_goes_on_with_a_tiny_case(case, work, make, monkeypatch):
    small = make(case)
    shown = tiny_cases.run_lesson("03-stakeholders", small, monkeypatch)
    assert not [text for text in shown if re.search(r"Empty DataFrame|Series\(\[\]|\bnan\b|<NA>", text, re.IGNORECASE)]
    assert small.leverage.empty and sum("quotations: this case has none." in text for text in shown) >= 1
    assert check("03.3", small, "on").state == check("03.4", small, "on").state == "open"
