"""What the measures ask of the numbers that they are given; each refusal is one plain sentence."""

import numpy as np
import pandas as pd

TOLERANCE = 1e-9  # sums of fractions differ in their last digits; no choice of a reader is finer


def vector(values, name, blanks=False):
    """Return a list, Series or array as an array of floats, shape (n,), n at least 1.

    name: what to call it in an error. blanks: whether None, NaN or <NA> may stand in it; they become NaN.
    Raises ValueError for another shape, for no values, for text, for infinity, for a blank that may not be.
    """
    found = _floats(values, name)
    if found.ndim != 1 or not found.size:
        raise ValueError(f"{name} must be a list of at least one number.")
    return _finite(found, name, blanks)


def matrix(values, name, blanks=False):
    """Return a table as an array of floats, shape (rows, columns), both at least 1; else as `vector`."""
    found = _floats(values, name)
    if found.ndim != 2 or not found.size:
        raise ValueError(f"{name} must be a table: rows of equal length, with at least one number.")
    return _finite(found, name, blanks)


def scalar(value, name, blank=False):
    """Return one number as a float; a blank, if it may be one, as NaN. Raises ValueError for anything else."""
    found = _floats(value, name)
    if found.ndim:
        raise ValueError(f"{name} must be one number.")
    return float(_finite(found, name, blank))


def pair(first, second, names=("first", "second"), blanks=True):
    """Return two vectors of equal length; raise ValueError where they differ in length or in labels."""
    one, other = (vector(v, n, blanks) for v, n in zip((first, second), names))
    if len(one) != len(other):
        raise ValueError(
            f"{names[0]} has {len(one)} values and {names[1]} has {len(other)}: give both one value for each item."
        )
    check_labels(second, row_labels(first), names[1])
    return one, other


def weights_of(weights, count, labels=None, needed=None):
    """Return weights as an array of shape (count,), none below 0; None stands for equal weights.

    labels: those of the items, if they have any, for a Series of weights to be held against. needed: yes or
    no for each item, whether its weight must be known; without it, all must be.
    A weight that is not needed and not known becomes 0.
    Raises ValueError for another length, a negative weight, a weight missing, or no weight above 0.
    """
    if weights is None:
        return np.ones(count)
    found = vector(weights, "weights", blanks=True)
    if len(found) != count:
        raise ValueError(f"weights has {len(found)} values, but {count} are expected: one for each item.")
    check_labels(weights, labels, "weights")
    if (np.isnan(found) & (True if needed is None else needed)).any():
        raise ValueError("weights has a blank where a number is needed: give each item a weight of 0 or more.")
    found = np.nan_to_num(found)
    if (found < 0).any():
        raise ValueError("weights has a number below 0: a weight is 0 or more.")
    if not found.any() and needed is None:
        raise ValueError("weights are all 0: at least one item must count.")
    return found


def chosen(word, allowed, name):
    """Raise ValueError unless a word is one of those allowed."""
    if word not in allowed:
        raise ValueError(f"{name} is {word!r}: it must be one of {', '.join(repr(a) for a in allowed)}.")


def labelled(values, index, columns=None):
    """Return an array as a Series or DataFrame; as it is where there are no labels (index is None)."""
    if index is None:
        return values
    return pd.Series(values, index=index) if columns is None else pd.DataFrame(values, index=index, columns=columns)


def row_labels(table):
    """Return the labels of the rows of a DataFrame or Series; None for an array or a list."""
    return table.index if isinstance(table, (pd.DataFrame, pd.Series)) else None


def column_labels(table):
    """Return the labels of the columns of a DataFrame; None for anything else."""
    return table.columns if isinstance(table, pd.DataFrame) else None


def check_labels(values, labels, name):
    """Raise ValueError if a Series names other things than labels, or in another order; plain numbering names none."""
    given = row_labels(values)
    if any(index is None or isinstance(index, pd.RangeIndex) for index in (given, labels)):
        return
    if list(given) != list(labels):
        raise ValueError(f"{name} names {list(given)}, but {list(labels)} are expected, in this order.")


def _floats(values, name):
    """Return values as floats, any shape, blanks as NaN."""
    plain = values.to_numpy() if isinstance(values, (pd.Series, pd.DataFrame)) else values
    if isinstance(plain, np.ndarray) and plain.dtype.kind in "biuf":
        return plain.astype(float, copy=False)  # large tables come here; no measure writes into what it is given
    try:
        cells = np.asarray(plain, dtype=object)
        return np.array([_float(cell) for cell in cells.ravel()], dtype=float).reshape(cells.shape)
    except (TypeError, ValueError):
        raise ValueError(f"{name} holds something that is not a number: give numbers alone.") from None


def _float(cell):
    """Return one cell as a float; a number written as text is refused, for it may be a label."""
    if isinstance(cell, str):
        raise TypeError
    return np.nan if cell is None or cell is pd.NA else float(cell)


def _finite(found, name, blanks):
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(found.sum()):  # true of nearly every table, and much quicker than to look at each cell
            return found
    if np.isinf(found).any():
        raise ValueError(f"{name} holds an infinite number: give ordinary numbers.")
    if not blanks and np.isnan(found).any():
        raise ValueError(f"{name} has a blank: give a number in each place.")
    return found
