"""Classes of stakeholders, and room for a bargain on one line."""

from itertools import product

import hypothesis.strategies as st
import pytest
from hypothesis import given
from measures_examples import quick
from standpoint.measures import CLASSES, quadrant, stakeholder_class, winset

POINT = st.integers(-9, 9)


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
