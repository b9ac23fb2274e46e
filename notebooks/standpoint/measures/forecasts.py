"""How good a set of forecasts was: scores of probabilities for questions answered by yes or no."""

import math
from typing import NamedTuple

import numpy as np

from .inputs import chosen, pair, scalar, vector

FORMS = ("half", "original")


class Murphy(NamedTuple):
    """The three parts of a Brier score in the half form; score = reliability - resolution + uncertainty."""

    reliability: float
    resolution: float
    uncertainty: float


def brier_score(probabilities, outcomes, form):
    """Return the mean squared distance between what was forecast and what came out; 0 is best.

    probabilities: of a yes, shape (n,), 0 to 1. outcomes: shape (n,), 1 for yes and 0 for no.
    form: "original", summed over both answers, 0 to 2, as Brier wrote it; or "half", over the yes alone,
    0 to 1, as it is often given today. The original form is twice the half form: never compare the two.
    Raises ValueError for lengths that differ, a blank, a number out of range, or an unknown form.
    Source: Brier 1950, Monthly Weather Review 78(1), 1-3.
    """
    chosen(form, FORMS, "form")
    p, y = _forecasts(probabilities, outcomes)
    half = float(np.mean((p - y) ** 2))
    return 2 * half if form == "original" else half


def log_score(probabilities, outcomes):
    """Return the mean of -ln(the probability given to what came out), in nats; 0 is best.

    Arguments and errors: as for `brier_score`. Returns infinity where something came out that was given the
    probability 0: nothing is clipped. Source: Good 1952, Journal of the Royal Statistical Society B 14(1), 107-114.
    """
    p, y = _forecasts(probabilities, outcomes)
    given = np.where(y == 1, p, 1 - p)
    return math.inf if (given == 0).any() else float(-np.mean(np.log(given))) + 0.0


def base_rate(outcomes):
    """Return the share of yes among outcomes (1 for yes, 0 for no, shape (n,)), 0 to 1."""
    return float(np.mean(_outcomes(outcomes)))


def skill(score, reference):
    """Return 1 - score / reference: 1 is perfect, 0 as good as the reference, below 0 worse.

    score, reference: two scores of the same form on the same questions, 0 or more. None where the reference
    is 0, for nothing is better than that. Raises ValueError for a number below 0.
    """
    score, reference = scalar(score, "score"), scalar(reference, "reference")
    if score < 0 or reference < 0:
        raise ValueError("a score is 0 or more.")
    return None if reference == 0 else 1 - score / reference


def murphy_parts(probabilities, outcomes):
    """Return Murphy(reliability, resolution, uncertainty) of a Brier score in the half form.

    Arguments and errors: as for `brier_score`. The forecasts are grouped by equal probability, one group for each
    value that was given. reliability: how far each group's forecast lies from what came out, 0 is best.
    resolution: how far the groups differ from the base rate, more is better. uncertainty: base rate times
    (1 - base rate). All three 0 to 1; reliability - resolution + uncertainty is the score.
    Source: Murphy 1973, Journal of Applied Meteorology 12(4), 595-600.
    """
    p, y = _forecasts(probabilities, outcomes)
    values, group = np.unique(p, return_inverse=True)
    sizes = np.bincount(group)
    seen, rate = np.bincount(group, weights=y) / sizes, y.mean()
    reliability = float((sizes * (values - seen) ** 2).sum() / len(p))
    resolution = float((sizes * (seen - rate) ** 2).sum() / len(p))
    return Murphy(reliability, resolution, float(rate * (1 - rate)))


def _forecasts(probabilities, outcomes):
    p, y = pair(probabilities, outcomes, ("probabilities", "outcomes"), blanks=False)
    if (p < 0).any() or (p > 1).any():
        raise ValueError("probabilities must lie from 0 to 1: write 0.7 for 70 percent.")
    return p, _outcomes(y)


def _outcomes(outcomes):
    y = vector(outcomes, "outcomes")
    if not np.isin(y, (0, 1)).all():
        raise ValueError("outcomes must be 1 for yes and 0 for no.")
    return y
