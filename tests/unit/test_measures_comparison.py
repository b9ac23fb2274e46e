"""Two stakeholders compared: relations, overlap with its bounds, similarity, and what chance would give."""

from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures_examples import code, quick, sized, weight
from standpoint.measures import (
    chance_by_repairing,
    chance_gower,
    gower_similarity,
    overlap_bounds,
    overlap_share,
    pair_weights,
    relations,
    verdict,
)

# A made-up pair on a scale of -3 to +3, worked out by hand and by a separate program.
FIRST, SECOND = [3, -1, 2, None, 0, 1], [-3, -2, 1, 2, 0, None]
SALIENCE = [4, 2, 3, 1, 1, 2], [4, 1, 2, 3, 1, 1]
TAU = st.one_of(st.none(), st.integers(0, 4))


def counting(weights):
    return any(weights)


def test_relations_are_read_from_the_signs():
    """Worked example: every relation once, and a blank of each kind."""
    first = pd.Series([2, -1, 1, 0, 0, 2, pd.NA, pd.NA], index=list("abcdefgh"), dtype="Int64")
    second = pd.Series([1, -2, -2, 0, 2, pd.NA, -1, pd.NA], index=list("abcdefgh"), dtype="Int64")
    found = relations(first, second)
    assert list(found) == ["same", "same", "opposite", "no lean", "no lean", "unknown", "unknown", "unknown"]
    assert list(found.index) == list("abcdefgh")
    assert list(relations([1, None], [np.nan, 1])) == ["unknown", "unknown"]


@quick
@given(sized(code, code))
def test_relations_do_not_care_who_comes_first_nor_how_plainly_they_speak(codes):
    first, second = codes
    found = relations(first, second)
    assert list(found) == list(relations(second, first))
    assert list(found) == list(relations([c and 2 * c for c in first], second))
    turned = relations([None if c is None else -c for c in first], second)
    assert list(turned) == [{"same": "opposite", "opposite": "same"}.get(word, word) for word in found]


@pytest.mark.parametrize("how, tau, lower, known, upper", [
    ("mean", 0, .080, .111, .360), ("mean", 1, .400, .556, .680), ("mean", 2, .400, .556, .680),
    ("min", 0, .100, .125, .300), ("min", 1, .400, .500, .600),
    ("equal", 0, .167, .250, .500), ("equal", 1, .500, .750, .833),
    ("geometric", 0, .083, .113, .345), ("geometric", 1, .405, .549, .667),
])
def test_overlap_of_the_worked_pair(how, tau, lower, known, upper):
    """Worked example (ours, recomputed by a separate program): shares by weights, tau and treatment of blanks."""
    found = overlap_bounds(FIRST, SECOND, pair_weights(*SALIENCE, how), tau)
    assert found == pytest.approx((lower, known, upper), abs=.0005)


def test_coverage_of_the_worked_pair():
    """Worked example, as above: coverage .72 with mean weights."""
    assert overlap_share(FIRST, SECOND, pair_weights(*SALIENCE), 1).coverage == pytest.approx(.72)


def test_exact_direction_counts_leanings_and_no_others():
    """The worked pair by direction: -1, -2 and 2, 1 lean together; 0, 0 leans nowhere; 3, -3 are opposite."""
    assert overlap_share(FIRST, SECOND) == (pytest.approx(2 / 4), pytest.approx(4 / 6))
    assert overlap_bounds(FIRST, SECOND) == pytest.approx((2 / 6, 2 / 4, 4 / 6))
    assert overlap_share([0], [0]).share == 0 and overlap_share([0], [0], tau=0).share == 1
    assert overlap_share([-1], [1]).share == 0 and overlap_share([-1], [1], tau=2).share == 1


def test_all_blank_is_a_result():
    assert overlap_share([None, 1], [2, None]) == (None, 0)
    assert overlap_bounds([None, 1], [2, None]) == (0, None, 1)
    assert gower_similarity([None], [1]) is None
    assert chance_by_repairing([None], [1]) is None
    assert list(relations([None], [None])) == ["unknown"]


@quick
@given(sized(code, code, weight), TAU)
def test_overlap_keeps_its_order_and_its_symmetry(columns, tau):
    first, second, weights = columns
    if not counting(weights):
        return
    found = overlap_bounds(first, second, weights, tau)
    assert found == pytest.approx(tuple(overlap_bounds(second, first, weights, tau)))
    assert found == pytest.approx(tuple(overlap_bounds(first, second, [3 * w for w in weights], tau)))
    assert 0 <= found.lower <= found.upper <= 1 + 1e-12
    coverage = overlap_share(first, second, weights, tau).coverage
    assert 0 <= coverage <= 1 + 1e-12
    assert found.upper - found.lower == pytest.approx(1 - coverage)
    if found.known is None:
        assert coverage == 0
    else:
        assert found.lower - 1e-12 <= found.known <= found.upper + 1e-12
        assert found.known * coverage == pytest.approx(found.lower)
    if tau is not None:
        assert overlap_share(first, second, weights, tau + 1, "overlap").share >= found.upper - 1e-12


@quick
@given(sized(code, code, weight))
def test_a_blank_changes_the_bounds_and_not_the_share(columns):
    """One item more, blank for one: known stays, coverage falls, the bounds widen."""
    first, second, weights = columns
    if not counting(weights):
        return
    one, more = (first, second, weights), ([*first, None], [*second, 1], [*weights, 2])
    assert overlap_share(*one).share == pytest.approx(overlap_share(*more).share)
    assert overlap_share(*more).coverage <= overlap_share(*one).coverage + 1e-12
    assert overlap_bounds(*more).lower <= overlap_bounds(*one).lower + 1e-12
    assert overlap_bounds(*more).upper >= overlap_bounds(*one).upper - 1e-12
    assert gower_similarity(*one) == pytest.approx(gower_similarity(*more))


@pytest.mark.parametrize("lower, upper, words", [
    (.2, .4, "supported"), (.5, .5, "supported"), (.4, .6, "not decided by this text"),
    (.5, .6, "not decided by this text"), (.51, .6, "contradicted"), (0, 1, "not decided by this text"),
    (None, None, "not decided by this text"), (.1, .1 + .2 + .2 + 1e-16, "supported"),
    (.5 + 1e-12, .9, "not decided by this text"),
])
def test_the_verdict_on_at_most_halfway(lower, upper, words):
    """Exactly halfway is still "at most halfway"; the last digit of a sum decides nothing."""
    assert verdict(lower, upper) == words


def test_another_threshold_gives_another_verdict():
    assert verdict(.4, .6, .7) == "supported" and verdict(.4, .6, .3) == "contradicted"


def test_weights_of_a_pair():
    assert list(pair_weights([4, 1], [1, 3])) == [2.5, 2]
    assert list(pair_weights([4, 1], [1, 3], "min")) == [1, 1]
    assert list(pair_weights([4, 1], [1, 4], "geometric")) == [2, 2]
    assert list(pair_weights([4, None], [1, 3], "equal")) == [1, 1]
    assert np.isnan(pair_weights([None, 3], [1, 3])).tolist() == [True, False]
    assert list(pair_weights([None, 3], [1, 3], blank=2)) == [1.5, 3]
    assert list(pair_weights(pd.Series([1], ["land"]), pd.Series([3], ["land"])).index) == ["land"]


@quick
@given(sized(st.integers(0, 3), st.integers(0, 3)))
def test_the_means_of_a_pair_are_in_order(salience):
    least, middle, most = (np.asarray(pair_weights(*salience, how)) for how in ("min", "geometric", "mean"))
    assert (least <= middle + 1e-12).all() and (middle <= most + 1e-12).all()


def test_gower_of_the_worked_pair():
    """Worked example, as above: .481 with mean weights, .667 with equal ones; R is the scale, 6."""
    assert gower_similarity(FIRST, SECOND, pair_weights(*SALIENCE), 6) == pytest.approx(.481, abs=.0005)
    assert gower_similarity(FIRST, SECOND, None, 6) == pytest.approx(.667, abs=.0005)


@quick
@given(sized(code, code, weight))
def test_gower_is_symmetric_and_between_0_and_1(columns):
    first, second, weights = columns
    found = gower_similarity(first, second, weights)
    assert found == pytest.approx(gower_similarity(second, first, weights))
    known = [w for a, b, w in zip(*columns) if a is not None and b is not None]
    if not counting(known):
        assert found is None
        return
    assert 0 <= found <= 1 + 1e-12
    assert found == pytest.approx(gower_similarity(first, second, [3 * w for w in weights]))
    wider = ([c and 2 * c for c in side] for side in (first, second))
    assert gower_similarity(*wider, weights, 8) == pytest.approx(found)
    assert gower_similarity(first, first) in {1, None}
    unneeded = [w if a is not None and b is not None else None for a, b, w in zip(*columns)]
    assert gower_similarity(first, second, unneeded) == pytest.approx(found)


def test_gower_never_takes_the_range_that_was_seen():
    """Two near codes stay near, however near all other codes are."""
    assert gower_similarity([0, 0], [1, 0], scale_range=4) == pytest.approx(.875)
    with pytest.raises(ValueError, match="length of the whole scale"):
        gower_similarity([-2], [2], scale_range=3)


@pytest.mark.parametrize("points, similarity", [(7, .619), (5, .600)])
def test_chance_on_a_whole_scale(points, similarity):
    """Worked example (ours): even random pairs on 7 and on 5 points, mean Gower similarity."""
    assert chance_gower(points) == pytest.approx(similarity, abs=.0005)


@quick
@given(st.integers(2, 11))
def test_chance_on_a_scale_of_any_length(points):
    assert chance_gower(points) == pytest.approx(1 - (points + 1) / (3 * points))


@quick
@given(sized(st.integers(-2, 2), st.integers(-2, 2), low=1, high=4), TAU)
def test_repairing_is_the_mean_over_every_order(codes, tau):
    """The exact line equals the mean share over all orders of one party's codes."""
    first, second = codes
    shares = [overlap_share(first, order, tau=tau).share for order in permutations(second)]
    assert chance_by_repairing(first, second, tau) == pytest.approx(np.mean(shares))


@quick
@given(sized(st.integers(-2, 2), st.integers(-2, 2), st.integers(1, 4), low=3, high=3))
def test_weights_do_not_move_the_line_of_repairing(columns):
    first, second, weights = columns
    shares = [overlap_share(one, other, weights).share for one in permutations(first) for other in permutations(second)]
    assert chance_by_repairing(first, second) == pytest.approx(np.mean(shares))


def test_repairing_uses_every_code_that_a_party_has():
    """Worked example: 2, 1 and -1 against 1 and -2 give three matches in six pairs; blanks are left out."""
    assert chance_by_repairing([2, 1, -1, None], [None, 1, None, -2]) == pytest.approx(3 / 6)
    assert chance_by_repairing([2, 1, -1], [1, -2], tau=1) == pytest.approx(3 / 6)
    assert chance_by_repairing([2, 1, -1], [1, -2], tau=0) == pytest.approx(1 / 6)
