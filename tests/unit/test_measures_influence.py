"""MACTOR: influence through others, and relative strength."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures_examples import quick, square
from standpoint.measures import direct_and_indirect, relative_strength

# Worked example with made-up numbers; MDII and R* "twice" equal the output of a public program, cell by cell.
MDI = [[0, 2, 3, 1], [2, 0, 3, 1], [1, 2, 0, 2], [2, 1, 2, 0]]
FEEDBACK = st.sampled_from(["once", "twice"])


def near(expected, digits=4):
    return pytest.approx(np.array(expected, dtype=float), abs=.5000001 * 10 ** -digits)


def test_influence_of_the_worked_example():
    """Worked example: MDII."""
    assert direct_and_indirect(MDI).tolist() == [[4, 5, 6, 4], [4, 5, 6, 4], [5, 4, 5, 4], [4, 5, 5, 4]]


def test_indirect_influence_is_a_minimum_and_no_product():
    """A product of matrices, as one public program has it, gives 9, 9, 11, 9 in the first row."""
    direct = np.array(MDI)
    assert (direct + direct @ direct)[0].tolist() == [9, 9, 11, 9]
    assert direct_and_indirect(MDI)[0].tolist() == [4, 5, 6, 4]


def test_relative_strength_has_two_readings():
    """Worked example: R* with feedback left out once, and twice."""
    assert relative_strength(MDI) == near([1.1395, .9926, .7988, 1.0690])
    assert relative_strength(MDI, "twice") == near([1.2249, .9353, .7206, 1.1192])


def test_nobody_influences_anybody():
    assert relative_strength(np.zeros((3, 3))) is None
    assert relative_strength([[0, 1], [1, 0]], "twice") is None
    assert relative_strength([[0, 1, 0], [1, 0, 0], [0, 0, 0]]) == near([1.5, 1.5, 0])


@quick
@given(square(), FEEDBACK, st.integers(2, 5))
def test_strengths_add_up_to_the_number_of_actors_whatever_the_unit(mdi, feedback, factor):
    found = relative_strength(mdi, feedback)
    if found is not None:
        assert found.sum() == pytest.approx(len(mdi)) and (found >= 0).all()
        assert relative_strength(factor * np.array(mdi), feedback) == pytest.approx(found)
    assert (direct_and_indirect(mdi) >= mdi).all()


@quick
@given(square(), st.data())
def test_the_order_of_the_actors_does_not_matter(mdi, data):
    order = data.draw(st.permutations(range(len(mdi))))
    turned = np.array(mdi)[np.ix_(order, order)]
    assert (direct_and_indirect(turned) == direct_and_indirect(mdi)[np.ix_(order, order)]).all()
    assert (direct_and_indirect(np.array(mdi).T) == direct_and_indirect(mdi).T).all()


def test_labels_are_kept():
    actors = ["A", "B"]
    mdi = pd.DataFrame([[0, 1], [3, 0]], index=actors, columns=actors)
    assert direct_and_indirect(mdi).loc["B", "A"] == 3 and list(relative_strength(mdi).index) == actors
    with pytest.raises(ValueError, match="same actors"):
        relative_strength(mdi[["B", "A"]])
