"""Deals: all of them, their utilities, who accepts, the Pareto set and the Nash point."""

from itertools import product

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures_examples import quick, table
from standpoint.measures import (
    acceptable,
    additive_utility,
    all_deals,
    deal_values,
    efficiency,
    nash_point,
    pareto_set,
    winset_of,
)

# Nash 1950: what each good is worth to Bill and to Jack.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
SMALL = st.integers(0, 4)


def barters():
    """All 512 barters, as whether each good changes hands, with the gains of Bill and Jack."""
    goods = all_deals([2] * 9)
    worth = np.array([(-bill, jack) for bill, jack in BILLS.values()] + [(b, -j) for b, j in JACKS.values()])
    return goods, goods @ worth


def beaten(utilities):
    """The definition, pair by pair."""
    return [any(all(o >= m for o, m in zip(other, mine)) and list(other) != list(mine) for other in utilities)
            for mine in utilities]


def test_bill_and_jack():
    """Nash 1950, Econometrica 18(2), 155-162: one solution, gains 12 and 5, product 60."""
    goods, gains = barters()
    found = nash_point(gains, [0, 0])
    names = [*BILLS, *JACKS]
    assert len(goods) == 512 and len(found) == 1
    assert gains[found[0]].tolist() == [12, 5]
    traded = {name for name, moves in zip(names, goods[found[0]]) if moves}
    assert traded == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}


def test_what_bill_and_jack_could_agree_on():
    """Recomputed from the same table: 293 barters hurt neither; nine of them are listed in accounts of it."""
    _, gains = barters()
    fine = winset_of(acceptable(gains, [0, 0]), [0, 1])
    assert fine.sum() == 293
    listed = {(0, 8), (6, 7), (8, 6), (12, 5), (14, 4), (14, 3), (16, 2), (16, 1), (18, 0)}
    assert listed <= {tuple(pair) for pair in gains[fine]}


def test_the_pareto_set_of_bill_and_jack():
    """Recomputed from the same table; the "fair" 6 and 6 that a magazine printed is possible, but 6 and 7 beats it."""
    _, gains = barters()
    found = {tuple(pair) for pair in gains[pareto_set(gains)]}
    assert found == {(-12, 10), (-2, 9), (2, 8), (6, 7), (8, 6), (12, 5), (14, 4), (16, 2), (18, 0), (20, -2), (22, -6)}
    assert (6, 6) in {tuple(pair) for pair in gains} and (6, 6) not in found


def test_all_deals_are_listed_once():
    assert all_deals([2, 3]).tolist() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    assert all_deals([5] * 4).shape == (625, 4)
    with pytest.raises(ValueError, match="9,765,625 deals"):
        all_deals([5] * 10)


@quick
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_all_deals_are_the_product(levels):
    assert [tuple(deal) for deal in all_deals(levels)] == list(product(*(range(size) for size in levels)))


def test_utility_by_hand():
    """Worked example: two issues with weights 3 and 1."""
    values = deal_values(all_deals([2, 3]), [[0, 1], [1, .5, 0]])
    assert values.tolist() == [[0, 1], [0, .5], [0, 0], [1, 1], [1, .5], [1, 0]]
    assert additive_utility(values, [3, 1]) == pytest.approx([.25, .125, 0, 1, .875, .75])
    assert additive_utility(values) == pytest.approx([.5, .25, 0, 1, .75, .5])


@quick
@given(table(st.floats(0, 1), rows=(1, 6), columns=(3, 3)), st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_utility_keeps_its_bounds_and_its_unit(values, weights):
    found = additive_utility(values, weights)
    assert found == pytest.approx(additive_utility(values, [7 * w for w in weights]))
    assert (found >= np.min(values, axis=1) - 1e-9).all() and (found <= np.max(values, axis=1) + 1e-9).all()
    better = [[1, *row[1:]] for row in values]
    assert (additive_utility(better, weights) >= found - 1e-12).all()
    indifferent = [[.5, *row[1:]] for row in values]
    assert np.ptp(additive_utility(indifferent, [1, 0, 0])) == 0


def test_a_deal_worth_just_the_reservation_is_accepted():
    """.1 + .2 is .3 here, as on paper."""
    assert acceptable([.1 + .2, .3, .29], .3).tolist() == [True, True, False]
    assert acceptable([.3], .1 + .2).tolist() == [True]
    assert acceptable([[.5, .5]], [.4, .6]).tolist() == [[True, False]]


def test_ticking_parties_by_name():
    accepts = pd.DataFrame({"trump": [True, True, False], "ukraine": [False, True, True]}, index=["a", "b", "c"])
    assert winset_of(accepts, []).tolist() == [True, True, True]
    assert winset_of(accepts, ["trump"]).tolist() == [True, True, False]
    assert winset_of(accepts, ["trump", "ukraine"]).to_dict() == {"a": False, "b": True, "c": False}
    assert winset_of(accepts, "ukraine").tolist() == [False, True, True]


@quick
@given(table(st.booleans(), rows=(1, 6), columns=(3, 3)), st.permutations([0, 1, 2]))
def test_one_more_who_must_agree_never_adds_a_deal(accepts, order):
    sizes = [winset_of(np.array(accepts), order[:asked]) for asked in range(4)]
    for wider, narrower in zip(sizes, sizes[1:]):
        assert (narrower <= wider).all()
    assert sizes[3].tolist() == [all(row) for row in accepts]


@quick
@given(table(SMALL, rows=(1, 12), columns=(1, 4)), st.integers(1, 9), st.integers(-5, 5))
def test_the_pareto_set_is_its_definition(utilities, factor, shift):
    found = pareto_set(utilities)
    assert found.tolist() == [not other for other in beaten(utilities)]
    assert found.any()
    assert (pareto_set(factor * np.array(utilities) / 7 + shift) == found).all()
    assert (pareto_set(np.array(utilities)[:, ::-1]) == found).all()


def test_large_sets_are_cut_by_a_sample_first(monkeypatch):
    """The short cut for large sets changes the time and not the set, deals of the sample and their equals included."""
    first, second, extra = np.random.default_rng(5).integers(0, 12, size=(3, 400))
    utilities = np.column_stack([first, second, 24 - first - second + extra % 3])
    slow = [not other for other in beaten(utilities.tolist())]
    assert pareto_set(utilities).tolist() == slow
    monkeypatch.setattr(efficiency, "_SAMPLE", 20)
    assert pareto_set(utilities).tolist() == slow
    assert len(efficiency._after_a_sample(list(utilities.T), utilities.sum(axis=1))) < 400


def test_rounding_beats_no_deal():
    """.1 + .2 and .3 are equal for both, so that both deals stay."""
    assert pareto_set([[.1 + .2, 1], [.3, 1], [0, 0]]).tolist() == [True, True, False]
    halves = 1 / 1024 + np.array([0, 1e-17])
    assert pareto_set([[halves[0], 1], [halves[1], 1], [1, 0], [0, 0]]).tolist() == [True, True, True, False]


def test_all_maximisers_of_nash_are_named():
    assert nash_point([[1, 4], [2, 2], [4, 1], [0, 9]], [0, 0]).tolist() == [0, 1, 2]
    assert nash_point([[.1 + .2, 1], [.3, 1]], [0, 0]).tolist() == [0, 1]


def test_no_nash_point_where_someone_gains_nothing():
    """Two losses make no gain, though their product is above 0; a gain of 0 leaves no product to compare."""
    assert nash_point([[-3, -3], [5, -1]], [0, 0]) is None
    assert nash_point([[5, 0], [3, 0]], [0, 0]) is None
    assert nash_point([[-3, -3], [1, 1]], [0, 0]).tolist() == [1]


@quick
@given(table(SMALL, rows=(1, 10), columns=(2, 3)), st.integers(1, 5), st.integers(-4, 4))
def test_nash_does_not_depend_on_anyones_scale(utilities, factor, shift):
    worth, without = np.array(utilities, dtype=float), np.ones(len(utilities[0]))
    found = nash_point(worth, without)
    scaled, moved = worth.copy(), without.copy()
    scaled[:, 0], moved[0] = factor * worth[:, 0] + shift, factor + shift
    again = nash_point(scaled, moved)
    assert (found is None) == (again is None) == (not (worth > 1).all(axis=1).any())
    if found is not None:
        assert found.tolist() == again.tolist()
        assert pareto_set(worth)[found].all() and (worth[found] > without).all()
