"""How far two stakeholders overlap: a share with its coverage, its bounds and its verdict."""

from typing import NamedTuple

import numpy as np

from .inputs import TOLERANCE, chosen, labelled, pair, row_labels, scalar, weights_of

_BLANKS = ("left out", "no overlap", "overlap")
_MEANS = {
    "mean": lambda one, other: (one + other) / 2,
    "min": np.minimum,
    "geometric": lambda one, other: np.sqrt(one * other),
    "equal": lambda one, other: np.ones_like(one),
}


class Overlap(NamedTuple):
    """share: 0 to 1, or None where no item that counts is known of both; coverage: 0 to 1."""

    share: float | None
    coverage: float


class Bounds(NamedTuple):
    """The share (0 to 1) with blanks as no overlap, left out, and as overlap; known may be None."""

    lower: float
    known: float | None
    upper: float


def overlap_share(first, second, weights=None, tau=None, blanks="left out"):
    """Return the weighted share of items on which two stakeholders overlap, with the coverage.

    first, second: codes, shape (n_items,), a blank is None, NaN or <NA>. weights: shape (n_items,),
    0 or more, None for equal ones; an item with a blank code needs a weight too.
    tau=None: two codes overlap if both lean the same way; a code of 0 leans no way and overlaps with none.
    tau a number, 0 or more: the variant by distance, they overlap if they are at most tau apart. Where the
    size of a code says how plainly the text speaks, that is no distance between wishes: from tau=2 on,
    two opposite hints (-1 and +1) overlap. Say so beside the number.
    blanks: what an item counts as where a code is blank: "left out", "no overlap" or "overlap".
    Returns Overlap(share, coverage). Coverage is the weight of the items known of both, out of all
    weight. All blank and left out: share None, coverage 0.
    Raises ValueError for lengths that differ, an unknown word, a negative tau, a negative or missing weight.
    Source: a share of weighted matches, after Gower 1971, Biometrics 27(4), 857-871; bounds after Manski
    1989, Journal of Human Resources 24(3), 343-360.
    """
    one, other = pair(first, second)
    chosen(blanks, _BLANKS, "blanks")
    weights = weights_of(weights, len(one), row_labels(first))
    known = ~np.isnan(one) & ~np.isnan(other)
    overlapping = matches(one, other, tau) | (~known & (blanks == "overlap"))
    counting = known | (blanks != "left out")
    coverage = float(weights[known].sum() / weights.sum())
    base = weights[counting].sum()
    return Overlap(float(weights[overlapping & counting].sum() / base) if base else None, coverage)


def overlap_bounds(first, second, weights=None, tau=None):
    """Return the lowest share that the blanks allow, the share of what is known, and the highest.

    Arguments and errors: as for `overlap_share`. Returns Bounds(lower, known, upper), lower <= known <=
    upper; known is None where nothing is known of both, and then lower is 0 and upper is 1.
    """
    shares = {rule: overlap_share(first, second, weights, tau, rule).share for rule in _BLANKS}
    return Bounds(shares["no overlap"], shares["left out"], shares["overlap"])


def verdict(lower, upper, threshold=0.5):
    """Say whether "they overlap at most so far" is held up by the bounds of the overlap.

    lower, upper: shares, 0 to 1, from `overlap_bounds`; for what is known alone, give that share twice;
    None where there is none. threshold: 0 to 1; 0.5 is "at most halfway".
    Returns "supported" (upper is at most the threshold), "contradicted" (lower is above it) or
    "not decided by this text".
    Raises ValueError for numbers outside 0 to 1, or lower above upper.
    """
    low, high, limit = (
        scalar(value, name, blank=name != "threshold")
        for value, name in ((lower, "lower"), (upper, "upper"), (threshold, "threshold"))
    )
    low, high = np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=1.0)
    if not all(-TOLERANCE <= share <= 1 + TOLERANCE for share in (low, high, limit)) or low > high + TOLERANCE:
        raise ValueError("lower, upper and threshold are shares from 0 to 1, and lower is not above upper.")
    if high <= limit + TOLERANCE:
        return "supported"
    return "contradicted" if low > limit + TOLERANCE else "not decided by this text"


def pair_weights(first, second, how="mean", blank=None):
    """Return a weight for each item from two stakeholders' salience.

    first, second: salience, shape (n_items,), 0 or more, or a blank. how: "mean", "min", "geometric"
    (the root of the product) or "equal" (1 everywhere, whatever the salience). blank: the salience
    that stands for a blank one, an assumption of the reader; None leaves the weight blank (NaN).
    Returns an array of shape (n_items,), a Series if first is one.
    Raises ValueError for lengths that differ, an unknown word, or salience below 0.
    """
    one, other = pair(first, second)
    chosen(how, tuple(_MEANS), "how")
    if blank is not None:
        assumed = scalar(blank, "blank")
        one, other = (np.where(np.isnan(side), assumed, side) for side in (one, other))
    if (one < 0).any() or (other < 0).any():
        raise ValueError("salience has a number below 0: it is 0 or more.")
    return labelled(_MEANS[how](one, other), row_labels(first))


def matches(first, second, tau=None):
    """Say where codes overlap: arrays of floats that broadcast, tau as in `overlap_share`; a blank never does.

    Raises ValueError for a tau that is not a number of 0 or more.
    """
    if tau is None:
        return first * second > 0
    distance = scalar(tau, "tau")
    if distance < 0:
        raise ValueError("tau is below 0: it is a distance, 0 or more, or None for direction alone.")
    return np.abs(first - second) <= distance + TOLERANCE
