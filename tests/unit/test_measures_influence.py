"""MACTOR: influence and relative strength, convergence and divergence, mobilisation, ambivalence."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures_examples import code, quick, square, table
from standpoint.measures import (
    ambivalence,
    convergence,
    counts,
    dependence,
    direct_and_indirect,
    divergence,
    influence,
    mobilisation,
    relative_strength,
)

# Worked example with made-up numbers; MDII, order 2 and R* "twice" equal the output of a public program, cell by cell.
MDI = [[0, 2, 3, 1], [2, 0, 3, 1], [1, 2, 0, 2], [2, 1, 2, 0]]
MAO2 = [[3, -2, 0, 1, 2], [2, 4, -3, -1, 0], [-4, -3, 3, 0, 2], [-2, -1, 2, 3, 1]]
FEEDBACK = st.sampled_from(["once", "twice"])


def near(expected, digits=4):
    return pytest.approx(np.array(expected, dtype=float), abs=.5000001 * 10 ** -digits)


def test_influence_of_the_worked_example():
    """Worked example: MDII, I and D."""
    assert direct_and_indirect(MDI).tolist() == [[4, 5, 6, 4], [4, 5, 6, 4], [5, 4, 5, 4], [4, 5, 5, 4]]
    assert influence(MDI).tolist() == [15, 14, 13, 14]
    assert dependence(MDI).tolist() == [13, 14, 17, 12]


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
    assert influence(mdi).sum() == pytest.approx(dependence(mdi).sum())
    assert (direct_and_indirect(mdi) >= mdi).all()


@quick
@given(square(), st.data())
def test_the_order_of_the_actors_does_not_matter(mdi, data):
    order = data.draw(st.permutations(range(len(mdi))))
    turned = np.array(mdi)[np.ix_(order, order)]
    assert influence(turned) == pytest.approx(influence(mdi)[order])
    assert dependence(turned) == pytest.approx(influence(np.array(mdi).T)[order])


def test_convergence_and_divergence_of_order_1_and_2():
    """Worked example: CAA and DAA as counts, and as sums of mean absolute values."""
    assert convergence(MAO2).tolist() == [[0, 1, 2, 3], [1, 0, 0, 0], [2, 0, 0, 4], [3, 0, 4, 0]]
    assert divergence(MAO2).tolist() == [[0, 2, 1, 1], [2, 0, 3, 4], [1, 3, 0, 0], [1, 4, 0, 0]]
    assert convergence(MAO2, 2).tolist() == [[0, 2.5, 4.5, 5], [2.5, 0, 0, 0], [4.5, 0, 0, 9], [5, 0, 9, 0]]
    assert divergence(MAO2, 2).tolist() == [[0, 4, 3.5, 2.5], [4, 0, 9.5, 9], [3.5, 9.5, 0, 0], [2.5, 9, 0, 0]]


def test_order_3_and_mobilisation():
    """Worked example: with R* of reading "once"."""
    strength = relative_strength(MDI)
    assert convergence(MAO2, 3, strength)[0] == near([0, 2.7019, 4.2761, 5.5213])
    assert mobilisation(MAO2, 3, strength) == near([10.7372, 9.7151, 7.5125, 5.3392, 4.9457])
    assert mobilisation(MAO2, 2).tolist() == [11, 10, 8, 5, 5] and mobilisation(MAO2).tolist() == [4, 4, 3, 3, 3]


def test_ambivalence_by_order():
    """Worked example; the formula itself is from memory of MACTOR."""
    assert ambivalence(MAO2) == near([.6, .2, .2, .1667])
    assert ambivalence(MAO2, 2) == near([.7727, .2, .2642, .1961])
    assert ambivalence(MAO2, 3, relative_strength(MDI)) == near([.7716, .2197, .2751, .2176])
    assert np.isnan(ambivalence([[1, None], [None, 1]])).all()


@quick
@given(table(code, rows=(2, 4), columns=(1, 5)), st.sampled_from([1, 2]), st.data())
def test_convergence_is_symmetric_and_knows_no_poles(positions, order, data):
    same, opposite = convergence(positions, order), divergence(positions, order)
    for found in (same, opposite):
        assert (found == found.T).all() and not found.diagonal().any() and (found >= 0).all()
    if order == 1:
        assert (same + opposite <= len(positions[0])).all()
        shared = counts(positions[0], positions[1])
        assert (same[0, 1], opposite[0, 1]) == (shared["same"], shared["opposite"])
    turned = data.draw(st.integers(0, len(positions[0]) - 1))
    other = [[-c if k == turned and c else c for k, c in enumerate(row)] for row in positions]
    assert (convergence(other, order) == same).all() and (divergence(other, order) == opposite).all()
    assert (mobilisation(other, order) == mobilisation(positions, order)).all()
    mixed = ambivalence(positions, order)
    assert ((mixed >= -1e-12) & (mixed <= 1) | np.isnan(mixed)).all()


@quick
@given(table(code, rows=(2, 4), columns=(1, 4)), st.sampled_from([1, 2]))
def test_a_blank_converges_with_nobody(positions, order):
    """An objective on which all but one actor are blank adds nothing."""
    longer = [[*row, 2 if actor == 0 else None] for actor, row in enumerate(positions)]
    assert (convergence(longer, order) == convergence(positions, order)).all()
    assert (divergence(longer, order) == divergence(positions, order)).all()


def test_labels_are_kept():
    actors, goals = ["A", "B"], ["peace", "land", "oil"]
    positions = pd.DataFrame([[1, -2, pd.NA], [2, 1, 1]], index=actors, columns=goals).astype("Int64")
    assert convergence(positions).loc["A", "B"] == 1 and divergence(positions).loc["B", "A"] == 1
    assert list(mobilisation(positions).index) == goals and list(ambivalence(positions).index) == actors
    mdi = pd.DataFrame([[0, 1], [3, 0]], index=actors, columns=actors)
    assert direct_and_indirect(mdi).loc["B", "A"] == 3 and list(relative_strength(mdi).index) == actors
    assert influence(mdi)["B"] == 3 and dependence(mdi)["A"] == 3
    with pytest.raises(ValueError, match="same actors"):
        influence(mdi[["B", "A"]])
    with pytest.raises(ValueError, match="strength names"):
        convergence(positions, 3, relative_strength(mdi)[["B", "A"]])
