"""One number for many actors on one line: where their weighted positions balance.

positions, everywhere: shape (n_actors,), numbers on one line; an actor with a blank is left out. weights: shape
(n_actors,), 0 or more, None for equal ones; often capability times salience. Every function raises ValueError
for lengths that differ, a negative weight, a weight missing where the position is known, no position at
all, or no weight above 0 on a known position.
Source of all: Bueno de Mesquita 1994, ch. 4 of Bueno de Mesquita and Stokman (eds.), European Community
Decision Making. Forecasts with both: Thomson, Stokman, Achen and König (eds.) 2006, The European Union Decides.
"""

import numpy as np

from .inputs import TOLERANCE, chosen, row_labels, vector, weights_of


def weighted_mean(positions, weights=None):
    """Return the weighted mean of positions: the "compromise" forecast, sum w x / sum w."""
    places, weights = _known(positions, weights)
    return float((places * weights).sum() / weights.sum())


def weighted_median(positions, weights=None, side="lower"):
    """Return the weighted median: the lowest position up to which at least half of the weight lies.

    No point has a smaller weighted sum of distances to the positions. side: where exactly half lies on each side,
    "lower" takes the lower of the two middle positions and "upper" the upper; without such a tie both are equal.
    Raises ValueError also for another word.
    """
    chosen(side, ("lower", "upper"), "side")
    places, weights = _known(positions, weights)
    order = np.argsort(places, kind="stable")
    # Rounding must not decide a tie: 33.6 of 67.2 is a half, whatever the last digit of the sum.
    share = np.cumsum(weights[order]) / weights.sum() - 0.5
    enough = share >= -TOLERANCE if side == "lower" else share > TOLERANCE
    return float(places[order][enough][0])


def _known(positions, weights):
    """Return positions and weights of the actors that have a position."""
    places = vector(positions, "positions", blanks=True)
    known = ~np.isnan(places)
    if not known.any():
        raise ValueError("positions are all blank: at least one actor must have a position.")
    weights = weights_of(weights, len(places), row_labels(positions), needed=known)[known]
    if not weights.any():
        raise ValueError("weights are all 0: at least one actor with a position must count.")
    return places[known], weights
