"""What the tests of the measures share: small random tables, and how many of them to try."""

import functools

import hypothesis.strategies as st
from hypothesis import settings

quick = settings(max_examples=40)

code = st.one_of(st.none(), st.integers(-2, 2))
weight = st.integers(0, 4)


def column(element, count):
    return st.lists(element, min_size=count, max_size=count)


def sized(*elements, low=1, high=7):
    """A strategy for several lists of one length."""
    return st.integers(low, high).flatmap(lambda n: st.tuples(*(column(element, n) for element in elements)))


def table(element, rows=(1, 5), columns=(1, 4)):
    """A strategy for a table as a list of rows."""
    return st.tuples(st.integers(*rows), st.integers(*columns)).flatmap(
        lambda shape: st.lists(column(element, shape[1]), min_size=shape[0], max_size=shape[0])
    )


@functools.cache
def square(low=2, high=5):
    """A strategy for direct influences: 0 to 4, 0 on the diagonal."""
    def emptied(rows):
        return [[0 if i == j else cell for j, cell in enumerate(row)] for i, row in enumerate(rows)]

    return st.integers(low, high).flatmap(lambda n: table(weight, (n, n), (n, n))).map(emptied)
