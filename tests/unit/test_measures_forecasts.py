"""Scores of forecasts, held to a worked example and to their properties."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standpoint.measures import base_rate, brier_score, log_score, murphy_parts, skill

# Brier (1950): ten forecasts of rain, with the score 0.19 in his form.
RAIN = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1], [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
FORECASTS = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.integers(0, 1)), min_size=1, max_size=40)


def test_the_worked_example_in_both_forms():
    assert brier_score(*RAIN, "original") == pytest.approx(0.19)
    assert brier_score(*RAIN, "half") == pytest.approx(0.095)
    assert base_rate(RAIN[1]) == pytest.approx(0.3)
    climatology = brier_score([0.3] * 10, RAIN[1], "half")
    assert climatology == pytest.approx(0.21)
    assert skill(0.095, climatology) == pytest.approx(0.548, abs=0.0005)
    assert murphy_parts(*RAIN) == pytest.approx((0.095, 0.21, 0.21))
    assert log_score(*RAIN) == pytest.approx(0.278, abs=0.0005)


def test_single_values_and_a_case_that_another_library_documents():
    singles = [(1, 0, 1), (0.7, 1, 0.09), (0.3, 1, 0.49), (0.5, 1, 0.25), (0.5, 0, 0.25)]
    for p, y, wanted in singles:
        assert brier_score([p], [y], "half") == pytest.approx(wanted)
    assert brier_score([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0], "half") == pytest.approx(0.0375)


@given(FORECASTS)
def test_bounds_and_the_two_forms(pairs):
    p, y = zip(*pairs)
    half, original = (brier_score(p, y, form) for form in ("half", "original"))
    assert 0 <= half <= 1 and original == pytest.approx(2 * half)
    assert half == pytest.approx(sum((a - b) ** 2 for a, b in pairs) / len(pairs))
    assert brier_score([1 - a for a in p], [1 - b for b in y], "half") == pytest.approx(half)


@given(FORECASTS)
def test_the_three_parts_add_up(pairs):
    parts = murphy_parts(*zip(*pairs))
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(brier_score(*zip(*pairs), "half"))
    assert all(-1e-12 <= part <= 1 + 1e-12 for part in parts) and parts.resolution <= parts.uncertainty + 1e-12


@given(st.integers(1, 19), st.integers(0, 20))
def test_an_honest_report_has_the_best_expectation(belief, report):
    """Properness: with belief q the expected cost of saying r is least at r = q, for both scores."""
    q, r = belief / 20, report / 20

    def expected(score, said):
        return q * score([said], [1]) + (1 - q) * score([said], [0])

    for score in (lambda p, y: brier_score(p, y, "half"), lambda p, y: brier_score(p, y, "original"), log_score):
        assert expected(score, q) <= expected(score, r) + 1e-12
        assert r == q or expected(score, q) < expected(score, r)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=30), st.integers(0, 100))
def test_the_base_rate_is_the_best_constant(y, percent):
    best = brier_score([base_rate(y)] * len(y), y, "half")
    assert best <= brier_score([percent / 100] * len(y), y, "half") + 1e-12


def test_the_log_score_is_not_clipped():
    assert log_score([0], [1]) == math.inf and log_score([1, 0.5], [0, 1]) == math.inf
    assert log_score([1, 0], [1, 0]) == 0
    assert skill(0.1, 0) is None and skill(0, 0) is None and skill(0.2, 0.1) == -1


@pytest.mark.parametrize(("call", "words"), [
    (lambda: brier_score([70], [1], "half"), "write 0.7 for 70 percent"),
    (lambda: brier_score([0.7], [2], "half"), "1 for yes and 0 for no"),
    (lambda: brier_score([0.7, None], [1, 0], "half"), "has a blank"),
    (lambda: brier_score([0.7], [1, 0], "half"), "one value for each"),
    (lambda: brier_score([], [], "half"), "at least one number"),
    (lambda: brier_score([0.7], [1], "whole"), "'half', 'original'"),
    (lambda: brier_score(["0.7"], [1], "half"), "not a number"),
    (lambda: log_score([-0.1], [1]), "from 0 to 1"),
    (lambda: murphy_parts([0.1], [0.5]), "1 for yes"),
    (lambda: skill(-1, 1), "0 or more"),
])  # fmt: skip
def test_what_cannot_be_scored_is_said_in_words(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call()
