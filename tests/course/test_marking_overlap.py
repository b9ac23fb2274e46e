"""Marks for overlap and deals: a function of the student's own, the settings of the explorers, what was read off."""

import math

import pandas as pd
import pytest
from own_codes import WEST, rows
from standpoint import load, marking

CASE = load("anchorage")


@pytest.fixture(scope="module")
def case():
    return CASE


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))


def good_function(first, second):
    rest = [(a, b) for a, b in zip(first, second) if not (pd.isna(a) or pd.isna(b))]
    same, total, known = sum(a * b > 0 for a, b in rest), len(first), len(rest)
    return {"lower": same / total, "known": same / known if known else None,
            "upper": (same + total - known) / total, "coverage": known / total}  # fmt: skip


def overlap(case, track="pandas", **given):
    own = marking.own_codes(case, "inducement_codes")
    return marking.overlap_finding(own, ("trump", "putin"), track, reference=case, **given)


def test_a_right_function_has_ten_points(case):
    assert overlap(case, function=good_function).points == 10
    assert overlap(case, function=good_function, seed=2027).points == 10


def blanks_as_zero(first, second):
    return good_function([0 if pd.isna(v) else v for v in first], [0 if pd.isna(v) else v for v in second])


def zeros_agree(first, second):
    rest = [(a, b) for a, b in zip(first, second) if not (pd.isna(a) or pd.isna(b))]
    same = sum(a * b >= 0 for a, b in rest)
    return good_function(first, second) | {"lower": same / len(first), "known": same / len(rest) if rest else None}


def borrowed(first, second):
    from standpoint.measures import overlap_bounds
    return overlap_bounds(first, second)._asdict() | {"coverage": 1.0}


@pytest.mark.parametrize(("function", "low", "high"), [
    (None, 0, 0), ("text", 0, 0), (lambda first, second: None, 0, 0), (lambda first: 1, 0, 0), (borrowed, 0, 0),
    (lambda first, second: 1 / 0, 0, 0), (lambda first, second: exit(), 0, 0), (lambda first, second: 0.5, 0, 0),
    (blanks_as_zero, 3, 7), (zeros_agree, 4, 9),
])  # fmt: skip
def test_a_wrong_function_has_fewer_and_a_reason(case, function, low, high):
    mark = overlap(case, function=function)
    assert low <= mark.points <= high and len(mark.lines) >= 2


def test_a_function_that_changes_its_input_or_prints_is_marked_all_the_same(case, capfd):
    def noisy(first, second):
        print("x" * 1000)
        made = good_function(first, second)
        if isinstance(first, list):
            first.clear()
        return made

    assert overlap(case, function=noisy).points == 10
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("instead", [0, 0.0, 1.0, "0 percent"])
def test_a_share_of_nothing_known_is_none_and_no_number(case, instead):
    def function(first, second):
        made = good_function(first, second)
        return made | {"known": instead if made["known"] is None else made["known"]}

    mark = overlap(case, function=function)
    assert mark.points == 9 and any(line.startswith("Nothing known of both: 0 of 1. Look") for line in mark.lines)
    without = overlap(case, function=lambda a, b: {k: v for k, v in good_function(a, b).items() if v is not None})
    assert without.points == 9, "a key that is missing is no None"


def test_a_reading_is_about_ones_own_codes(case):
    marking.keep_codes(case, "inducement_codes", [*WEST, *rows(
        ("trump", "stage", "1", "outright", "3",
         "is an act of high-wire political theater", "A theatre lives from being seen by many."),
        ("putin", "stage", "-1", "hinted", "3",
         "he achieves a strong symbolic triumph", "I read it against the grain, for the sake of this."),
    )])  # fmt: skip
    right = {"lower": 1 / 8, "known": 0.5, "upper": "87.5 %", "coverage": 25, "verdict": "not decided"}
    assert overlap(case, answer=right).points == 5
    assert overlap(case, answer=right | {"lower": 0.38, "verdict": "supported"}).points == 3
    assert overlap(case, answer={"lower": math.nan}).points <= 1


def bench_answer(case, **changed):
    from standpoint.lessons.overlap.explorer import bench_view, start

    own = marking.own_codes(case, "inducement_codes").case
    chosen = start(own) | {"first": "trump", "second": "putin"} | changed
    result = next(r for r in bench_view(own, chosen)["results"] if r["rule"] == chosen["blanks"])
    return {"settings": chosen, "share": result["share"], "verdict": result["verdict"]}


def test_the_bench_is_computed_again(case):
    marking.keep_codes(case, "inducement_codes", [*WEST, *rows(
        ("trump", "stage", "1", "outright", "3",
         "is an act of high-wire political theater", "A theatre lives from being seen by many."),
        ("putin", "stage", "1", "outright", "3",
         "he achieves a strong symbolic triumph", "A triumph is a gain without any step."),
    )])  # fmt: skip
    one, other = bench_answer(case), bench_answer(case, blanks="left out")
    assert overlap(case, "bench", before=one, after=other).points == 10
    assert overlap(case, "bench", before=one, after=one).points == 8
    assert overlap(case, "bench", before=one, after=other | {"share": "12 %", "verdict": "supported"}).points == 7
    assert overlap(case, "bench", before=one, after={"settings": {"blanks": "perhaps"}}).points < 6
    assert overlap(case, "", before=one, after=other).points == 10


def test_a_deal_is_computed_again(case):
    from standpoint.lessons.deals.explorer_data import deal_view
    from standpoint.lessons.deals.space import defaults

    chosen = defaults(case) | {"assumed": {"territory ukraine": 1}, "ticked": ["trump", "ukraine"]}
    size = sorted(set(deal_view(case, chosen)["size"]))
    words = "I let Ukraine lean to its own integrity on the land, since a wish to lose it is hard to think of."
    good = {"settings": chosen, "deals": " to ".join(map(str, size)), "assumed": words}
    assert overlap(case, "bench", choice=good).points == 5
    assert overlap(case, "bench", choice=good | {"deals": 1}).points == 3
    assert overlap(case, "bench", choice={"settings": "x"}).points == 0


SHARES = [("25 %", "another line"), ("0,25", "not a comma"), ("", "It is empty"), ("12 to 14 %", "another share"),
          ("90", "two numbers")]  # fmt: skip


@pytest.mark.parametrize(("given", "words"), SHARES)
def test_a_wrong_share_is_told_what_is_wrong(case, given, words):
    from standpoint.marking.overlap import _share_problem

    chosen = {"rule": "both bounds", "name": "both bounds", "share": "25 to 75 %"}
    view = {"results": [chosen, {"rule": "no overlap", "name": "no overlap", "share": "25 %"}]}
    assert words in _share_problem(view, chosen, given)
    for right in ("25 to 75 %", "25-75", "0.25 to 0.75", " 25 % to 75 % "):
        assert _share_problem(view, chosen, right) == ""


UNKNOWN = {"blanks": "unknown", "assumed": {}}


@pytest.mark.parametrize(("changed", "sentence", "points"), [
    ({}, "I let Ukraine keep what it has, since the essay says nothing at all of what it wishes.", 0),
    ({}, "I let Europe lean to integrity on the land, because the essay leaves it blank in every paragraph.", 0),
    ({}, "I let Ukraine lean to integrity on the land, because the essay leaves it blank in every paragraph.", 1),
    (UNKNOWN, "I filled the blank of Ukraine with integrity on the land, as I think it wants to be.", 0),
    (UNKNOWN, "I left the blanks of Ukraine unknown, since the essay says nothing of them anywhere.", 1),
    ({"assumed": {}}, "I left the blanks of Ukraine unknown, since the essay says nothing of them anywhere.", 0),
    ({"assumed": {"territory putin": 1}}, "I filled a blank of Putin on the land, which is no blank in this essay.", 0),
])  # fmt: skip
def test_what_is_assumed_has_to_be_what_the_settings_say(case, changed, sentence, points):
    from standpoint.lessons.deals.space import defaults

    chosen = defaults(case) | {"assumed": {"territory ukraine": 1}, "ticked": ["trump", "ukraine"]} | changed
    mark = overlap(case, "bench", choice={"settings": chosen, "deals": "x", "assumed": sentence})
    assert [line for line in mark.lines if line.startswith(f"What is assumed: {points} of 1.")], mark.lines
