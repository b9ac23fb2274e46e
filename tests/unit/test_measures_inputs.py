"""What the measures refuse, in one plain sentence each, and that they leave their input as it was."""

import re

import numpy as np
import pandas as pd
import pytest
from standpoint import measures as m

AB, BA = pd.Series([1, 2], ["a", "b"]), pd.Series([1, 2], ["b", "a"])
BAD = {
    "lengths": lambda: m.relations([1, 2], [1]),
    "items in another order": lambda: m.overlap_share(AB, BA),
    "text": lambda: m.relations(["1"], [1]),
    "a word": lambda: m.relations([1], ["same"]),
    "no items": lambda: m.relations([], []),
    "one number": lambda: m.relations(1, 1),
    "infinity": lambda: m.gower_similarity([np.inf], [1]),
    "rows that differ": lambda: m.additive_utility([[1, 0], [1]]),
    "weights of another length": lambda: m.overlap_share([1, 2], [1, 2], [1]),
    "negative weights": lambda: m.overlap_share([1, 2], [1, 2], [1, -1]),
    "weights all 0": lambda: m.overlap_share([1, 2], [1, 2], [0, 0]),
    "a weight missing": lambda: m.overlap_share([1, None], [1, 2], [1, None]),
    "weights of other items": lambda: m.overlap_share(AB, AB, BA),
    "a weight missing where known": lambda: m.gower_similarity([1, 2], [1, 2], [1, None]),
    "unknown blanks": lambda: m.overlap_share([1], [1], blanks="zero"),
    "tau below 0": lambda: m.overlap_share([1], [1], tau=-1),
    "tau a word": lambda: m.chance_by_repairing([1], [1], tau="exact"),
    "unknown mean": lambda: m.pair_weights([1], [1], "max"),
    "negative salience": lambda: m.pair_weights([1], [-1]),
    "lower above upper": lambda: m.verdict(.6, .5),
    "no share": lambda: m.verdict(.6, 1.5),
    "no threshold": lambda: m.verdict(.6, .7, None),
    "no range": lambda: m.gower_similarity([1], [1], scale_range=0),
    "half a point": lambda: m.chance_gower(2.5),
    "one point": lambda: m.chance_gower(1),
    "no square": lambda: m.direct_and_indirect([[0, 1, 2], [1, 0, 2]]),
    "influence on itself": lambda: m.direct_and_indirect([[1, 1], [1, 0]]),
    "negative influence": lambda: m.direct_and_indirect([[0, -1], [1, 0]]),
    "blank influence": lambda: m.direct_and_indirect([[0, None], [1, 0]]),
    "power a word": lambda: m.quadrant("high", 1, 1),
    "no cut": lambda: m.quadrant(1, 1, None),
    "attribute another word": lambda: m.stakeholder_class("maybe", "yes", "no"),
    "attribute a number": lambda: m.stakeholder_class(1, "yes", "no"),
    "ideal blank": lambda: m.winset([1, None], 0),
    "nobody": lambda: m.winset([], 0),
    "no status quo": lambda: m.winset([1], None),
    "no outcomes": lambda: m.all_deals([2, 0]),
    "half an outcome": lambda: m.all_deals([2.5]),
    "steps that are fractions": lambda: m.deal_values([[.5]], [[0, 1]]),
    "a step without value": lambda: m.deal_values([[2]], [[0, 1]]),
    "too few lists of values": lambda: m.deal_values([[0, 0]], [[0, 1]]),
    "value above 1": lambda: m.additive_utility([[2, 0]]),
    "value blank": lambda: m.additive_utility([[None, 0]]),
    "weights for other issues": lambda: m.additive_utility([[1, 0]], [1, 1, 1]),
    "reservation of others": lambda: m.acceptable([[1, 0]], [1, 1, 1]),
    "reservation in another order": lambda: m.acceptable(pd.DataFrame([[1, 0]], columns=["a", "b"]), BA),
    "numbers for yes": lambda: m.winset_of([[1, 0]], [0]),
    "unknown party": lambda: m.winset_of(np.array([[True, False]]), [2]),
    "utility blank": lambda: m.pareto_set([[1, None]]),
    "one column as list": lambda: m.pareto_set([1, 2]),
    "disagreement of others": lambda: m.nash_point([[1, 2]], [0]),
    "disagreement in another order": lambda: m.nash_point(pd.DataFrame([[1, 0]], columns=["a", "b"]), BA),
}


@pytest.mark.parametrize("call", BAD.values(), ids=BAD)
def test_bad_input_is_refused_in_one_sentence(call):
    with pytest.raises(ValueError) as caught:
        call()
    words = str(caught.value)
    assert re.fullmatch(r"[a-z].*\.", words), words
    assert "\n" not in words and ". " not in words


def test_every_kind_of_blank_is_one():
    for blank in (None, np.nan, pd.NA, float("nan")):
        assert list(m.relations([blank, 1], [1, 1])) == ["unknown", "same"]
    for column in (pd.Series([pd.NA, 1], dtype="Int64"), pd.Series([np.nan, 1]), np.array([np.nan, 1]), (None, 1)):
        assert list(m.relations(column, [1, 1])) == ["unknown", "same"]


def test_input_is_left_as_it_was():
    codes, weights = np.array([1.0, np.nan, -1.0]), np.array([1.0, 2.0, 3.0])
    direct = np.array([[0.0, 1.0], [2.0, 0.0]])
    before = [given.copy() for given in (codes, weights, direct)]
    m.overlap_bounds(codes, codes, weights)
    m.gower_similarity(codes, codes, weights)
    m.pair_weights(weights, weights, blank=2)
    m.direct_and_indirect(direct), m.krippendorff_alpha(direct)
    utilities = np.abs(direct)
    m.pareto_set(utilities), m.nash_point(utilities, [0, 0]), m.acceptable(utilities, 1)
    for given, kept in zip((codes, weights, direct), before):
        assert np.array_equal(given, kept, equal_nan=True)


def test_every_name_is_public_and_explained():
    for name in m.__all__:
        assert getattr(m, name).__doc__, name
