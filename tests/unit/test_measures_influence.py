"""MACTOR: influence through others."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures_examples import quick, square
from standpoint.measures import direct_and_indirect

# Worked example with made-up numbers; MDII equals the output of a public program, cell by cell.
MDI = [[0, 2, 3, 1], [2, 0, 3, 1], [1, 2, 0, 2], [2, 1, 2, 0]]


def test_influence_of_the_worked_example():
    """Worked example: MDII."""
    assert direct_and_indirect(MDI).tolist() == [[4, 5, 6, 4], [4, 5, 6, 4], [5, 4, 5, 4], [4, 5, 5, 4]]


def test_indirect_influence_is_a_minimum_and_no_product():
    """A product of matrices, as one public program has it, gives 9, 9, 11, 9 in the first row."""
    direct = np.array(MDI)
    assert (direct + direct @ direct)[0].tolist() == [9, 9, 11, 9]
    assert direct_and_indirect(MDI)[0].tolist() == [4, 5, 6, 4]


@quick
@given(square(), st.data())
def test_the_order_of_the_actors_does_not_matter(mdi, data):
    order = data.draw(st.permutations(range(len(mdi))))
    turned = np.array(mdi)[np.ix_(order, order)]
    assert (direct_and_indirect(turned) == direct_and_indirect(mdi)[np.ix_(order, order)]).all()
    assert (direct_and_indirect(np.array(mdi).T) == direct_and_indirect(mdi).T).all()
    assert (direct_and_indirect(mdi) >= mdi).all()


def test_labels_are_kept():
    actors = ["A", "B"]
    mdi = pd.DataFrame([[0, 1], [3, 0]], index=actors, columns=actors)
    assert direct_and_indirect(mdi).loc["B", "A"] == 3
    with pytest.raises(ValueError, match="same actors"):
        direct_and_indirect(mdi[["B", "A"]])
