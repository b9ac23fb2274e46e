"""Room for a bargain on one line: what each would accept, and where these ranges meet."""

from typing import NamedTuple

import numpy as np

from .inputs import scalar, vector


class Interval(NamedTuple):
    """A stretch of a line, from low to high."""

    low: float
    high: float


def winset(ideals, status_quo):
    """Return the outcomes that every actor prefers to the status quo, on one line.

    ideals: shape (n_actors,), one at least. An actor's liking falls evenly on both sides of its ideal point, so it
    prefers what lies between the status quo and its mirror image, 2 * ideal - status_quo.
    Returns Interval(low, high), the ends not included; None where there is no such outcome: the status quo stands.
    Raises ValueError for what is not a number, and for a blank: leave that actor out, or assume an ideal point.
    Source: Tsebelis 2002, Veto Players (the winset of the status quo).
    """
    now = scalar(status_quo, "status_quo")
    mirrors = 2 * vector(ideals, "ideals") - now
    low, high = np.minimum(mirrors, now).max(), np.maximum(mirrors, now).min()
    return Interval(float(low), float(high)) if low < high else None
