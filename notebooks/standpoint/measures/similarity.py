"""Gower's similarity of two stakeholders, and the lines that chance alone would reach."""

import numpy as np

from .inputs import TOLERANCE, pair, row_labels, scalar, vector, weights_of
from .overlap import matches


def gower_similarity(first, second, weights=None, scale_range=4):
    """Return how near two stakeholders' codes are, 0 (opposite ends everywhere) to 1 (equal everywhere).

    sum w (1 - |x - y| / R) / sum w, over the items coded for both; None where there is none with weight.
    first, second: codes, shape (n_items,), a blank is None, NaN or <NA>. weights: shape (n_items,), 0 or
    more, known wherever both are coded, None for equal ones. scale_range: R, the length of the whole
    scale (4 for -2 to +2), never of the codes seen: one extreme actor would rescale everyone.
    Where the size of a code says how plainly the text speaks, this is a variant to be labelled as one.
    Raises ValueError for lengths that differ, wrong weights, a range not above 0 or too short for the codes.
    Source: Gower 1971, Biometrics 27(4), 857-871.
    """
    one, other = pair(first, second)
    length = scalar(scale_range, "scale_range")
    known = ~np.isnan(one) & ~np.isnan(other)
    weights = weights_of(weights, len(one), row_labels(first), needed=known)[known]
    apart = np.abs(one - other)[known]
    if length <= 0 or (apart > length + TOLERANCE).any():
        raise ValueError("scale_range must be the length of the whole scale, above 0: no two codes lie further apart.")
    return float((weights * (1 - apart / length)).sum() / weights.sum()) if weights.any() else None


def chance_by_repairing(first, second, tau=None):
    """Return the overlap share to expect if the two stakeholders' own codes were dealt out anew to the items.

    Exact, not simulated: each known code of one is paired with each known code of the other, and the
    matches are counted. The expected share is the same whatever the weights of the items.
    first, second: codes, any lengths; blanks are left out. tau: as in `overlap_share`.
    Returns a share, 0 to 1; None where one of them has no code at all. Raises ValueError for wrong input.
    It is the mean that a permutation test would have.
    """
    one, other = vector(first, "first", blanks=True), vector(second, "second", blanks=True)
    one, other = one[~np.isnan(one)], other[~np.isnan(other)]
    found = matches(one[:, None], other[None, :], tau)
    return float(found.mean()) if found.size else None


def chance_gower(n_points):
    """Return the Gower similarity to expect of two codes drawn evenly from a scale of n_points, 2 or more.

    Above one half on every scale, so "above .5" alone does not mean "more alike than not".
    """
    points = _points(n_points)
    return float(1 - np.abs(points[:, None] - points[None, :]).mean() / (len(points) - 1))


def _points(n_points):
    """Return the points of a scale, one step apart, with 0 in the middle."""
    count = scalar(n_points, "n_points")
    if count < 2 or count != int(count):
        raise ValueError("n_points must be a whole number of at least 2: the points of the scale.")
    return np.arange(int(count)) - (count - 1) / 2
