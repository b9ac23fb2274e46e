"""Classes of stakeholders, room for a bargain on one line, and one number for many actors."""

from itertools import product

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from measures_examples import code, quick, sized
from standpoint.measures import (
    CLASSES,
    quadrant,
    stakeholder_class,
    weighted_mean,
    weighted_median,
    winset,
)

POINT = st.integers(-9, 9)
# Years of delay of an emission standard for medium-size cars: capability, position, salience of ten members.
CARS = """NL .08 4 80 | BE .08 7 40 | LU .03 4 20 | DE .16 4 80 | FR .16 10 60 | IT .16 10 60 | UK .16 10 90
| IE .05 7 10 | DK .05 4 100 | GR .08 7 70"""


def cars(**salience):
    """Positions and weights (capability times salience), with the salience of some members changed."""
    rows = [row.split() for row in CARS.replace("\n", " ").split("|")]
    return ([float(position) for _, _, position, _ in rows],
            [float(capability) * salience.get(name, float(usual)) for name, capability, _, usual in rows])


@pytest.mark.parametrize("power, interest, name", [
    (2, 2, "players"), (2, 0, "context setters"), (0, 2, "subjects"), (0, 0, "crowd"),
    (1, 1, "players"), (1, .99, "context setters"), (.99, 1, "subjects"), (None, 2, None), (2, float("nan"), None),
])
def test_the_four_quadrants_and_the_cut(power, interest, name):
    """Eden and Ackermann 1998, the four cells; a value exactly on the cut is high."""
    assert quadrant(power, interest, 1) == name


@pytest.mark.parametrize("attributes, name", [
    ("P", "dormant"), ("L", "discretionary"), ("U", "demanding"), ("PL", "dominant"), ("PU", "dangerous"),
    ("LU", "dependent"), ("PLU", "definitive"), ("", "non-stakeholder"),
])
def test_the_classes_of_salience(attributes, name):
    """Mitchell, Agle and Wood 1997, the published mapping."""
    assert stakeholder_class(*("yes" if letter in attributes else "no" for letter in "PLU")) == name


def test_a_blank_leaves_several_classes_open():
    """Legitimacy and urgency without a word on power: dependent or definitive."""
    assert stakeholder_class(None, "yes", "yes") == {"dependent", "definitive"}
    assert stakeholder_class("", "", "no") == {"dormant", "discretionary", "dominant", "non-stakeholder"}
    assert stakeholder_class(None, float("nan"), "") == set(CLASSES.values())


def test_blanks_leave_exactly_what_filling_them_gives():
    for values in product(("yes", "no", None), repeat=3):
        filled = product(*(("yes", "no") if value is None else (value,) for value in values))
        found = stakeholder_class(*values)
        assert ({found} if isinstance(found, str) else found) == {stakeholder_class(*words) for words in filled}


@pytest.mark.parametrize("ideals, status_quo, found", [
    ([2, 5, 8], 0, (0, 4)), ([2, 5, 8], 4, None), ([3, 9], 0, (0, 6)), ([5, 8], 5, None),
])
def test_winsets_on_a_line(ideals, status_quo, found):
    """Worked examples after Tsebelis 2002: actors on one line, single-peaked and symmetric."""
    assert winset(ideals, status_quo) == found


def test_one_actor_accepts_up_to_the_mirror_image():
    assert winset([5], 0) == (0, 10) and winset([5], 8) == (2, 8) and winset([5], 5) is None


@quick
@given(st.lists(POINT, min_size=1, max_size=4), POINT, st.integers(-38, 38))
def test_a_winset_is_what_everyone_likes_better(ideals, status_quo, halves):
    point, found = halves / 2, winset(ideals, status_quo)
    liked = all(abs(point - ideal) < abs(status_quo - ideal) for ideal in ideals)
    assert liked == (found is not None and found.low < point < found.high)
    assert winset(ideals[::-1], status_quo) == found
    more = winset([*ideals, 0], status_quo)
    assert more is None or found.low <= more.low < more.high <= found.high


def test_the_mean_of_the_car_table():
    """Bueno de Mesquita 1994, p. 78: weighted mean 7.390 (printed 7.4 by Scholz, Calbert and Smith 2011)."""
    assert weighted_mean(*cars()) == pytest.approx(7.390, abs=.0005)


def test_the_median_of_the_car_table_stands_on_a_knife_edge():
    """Bueno de Mesquita 1994, p. 78, recomputed: weighted median 7; a little more weight for one flips it to 10."""
    assert weighted_median(*cars()) == weighted_median(*cars(), side="upper") == 7
    assert sum(cars()[1]) == pytest.approx(67.7)
    assert weighted_median(*cars(UK=93.1)) == 7 and weighted_median(*cars(UK=93.2)) == 10
    assert weighted_median(*cars(NL=70)) == 10
    assert abs(weighted_mean(*cars(NL=70)) - weighted_mean(*cars())) < .1


def test_an_exact_tie_has_a_lower_and_an_upper_median():
    """The same table with Denmark's salience at 90: 33.6 of 67.2 on each side."""
    assert weighted_median(*cars(DK=90)) == 7 and weighted_median(*cars(DK=90), side="upper") == 10
    # In floating point the first two of these weigh a little less than the third.
    assert weighted_median([1, 2, 3], [.1, .7, .8]) == 2 and weighted_median([1, 2, 3], [.1, .7, .8], "upper") == 3
    assert weighted_median([1, 2, 3, 4]) == 2 and weighted_median([1, 2, 3, 4], side="upper") == 3


@quick
@given(sized(POINT, st.integers(1, 5)), st.integers(2, 4))
def test_no_point_is_nearer_than_the_median(columns, factor):
    """Over every point of the line, by the weighted sum of distances."""
    places, weights = columns

    def cost(point):
        return (np.array(weights) * np.abs(np.array(places) - point)).sum()

    least = min(map(cost, range(-9, 10)))
    for side in ("lower", "upper"):
        assert cost(weighted_median(places, weights, side)) == pytest.approx(least)
    assert weighted_median(places, weights) <= weighted_median(places, weights, "upper")
    assert weighted_median(places, weights) == weighted_median(places, [factor * w for w in weights])
    assert weighted_mean(places, weights) == pytest.approx(weighted_mean(places, [factor * w for w in weights]))


@quick
@given(sized(code, st.integers(1, 5)), st.integers(-3, 3))
def test_blanks_are_left_out_and_shifts_carry_over(columns, shift):
    places, weights = columns
    kept = [(place, w) for place, w in zip(places, weights) if place is not None]
    if not kept:
        return
    for measure in (weighted_mean, weighted_median):
        found = measure(places, weights)
        assert found == pytest.approx(measure(*zip(*kept)))
        assert min(p for p, _ in kept) - 1e-12 <= found <= max(p for p, _ in kept) + 1e-12
        assert measure([p + shift for p, _ in kept], [w for _, w in kept]) == pytest.approx(found + shift)
