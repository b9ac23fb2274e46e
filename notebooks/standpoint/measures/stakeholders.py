"""Sorting stakeholders: the power and interest grid, and the classes of Mitchell, Agle and Wood."""

from itertools import product

import pandas as pd

from .inputs import scalar

CLASSES = {
    # power, legitimacy, urgency
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, True, True): "definitive",
    (False, False, False): "non-stakeholder",
}
_QUADRANTS = {
    (True, True): "players",
    (True, False): "context setters",
    (False, True): "subjects",
    (False, False): "crowd",
}


def quadrant(power, interest, cut):
    """Return the quadrant of the power and interest grid: "players", "context setters", "subjects" or "crowd".

    power, interest: numbers on the same scale (0 to 2 in the codebook), or a blank. cut: the lowest value that
    counts as high; a value exactly on the cut is high. Returns None where one of the two is blank: it may be any value.
    Raises ValueError for what is not a number.
    Source: Eden and Ackermann 1998, Making Strategy; the grid is older and often credited to Mendelow.
    """
    limit = scalar(cut, "cut")
    values = scalar(power, "power", blank=True), scalar(interest, "interest", blank=True)
    if any(value != value for value in values):  # NaN is the one number that is not itself
        return None
    return _QUADRANTS[tuple(value >= limit for value in values)]


def stakeholder_class(power, legitimacy, urgency):
    """Return the class of a stakeholder in the eyes of one viewpoint; with a blank, the set of possible ones.

    power, legitimacy, urgency: "yes", "no" or a blank (None, NaN, <NA> or "").
    Returns one of "dormant", "discretionary", "demanding" (one attribute), "dominant", "dangerous", "dependent"
    (two), "definitive" (all three), "non-stakeholder" (none); or a frozenset of those that remain possible,
    two for one blank, four for two, all eight for three.
    Raises ValueError for another word.
    Source: Mitchell, Agle and Wood 1997, Academy of Management Review 22(4), 853-886.
    """
    known = [
        _readings(value, name) for value, name in ((power, "power"), (legitimacy, "legitimacy"), (urgency, "urgency"))
    ]
    possible = frozenset(CLASSES[reading] for reading in product(*known))
    return next(iter(possible)) if len(possible) == 1 else possible


def _readings(value, name):
    """Return what an attribute may be: (True,), (False,) or both."""
    if value is None or value is pd.NA or value != value or value == "":
        return (True, False)
    if value not in ("yes", "no"):
        raise ValueError(f"{name} is {value!r}: it must be 'yes', 'no' or a blank.")
    return (value == "yes",)
