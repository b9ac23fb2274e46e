"""Deals on several issues at once: all of them, what each is worth, and who would say yes."""

import math

import numpy as np
import pandas as pd

from .inputs import TOLERANCE, check_labels, column_labels, matrix, vector, weights_of

MOST_DEALS = 5_000_000


def all_deals(levels):
    """Return every combination of outcomes, one row for each deal.

    levels: the number of outcomes of each issue, shape (n_issues,), whole numbers of 1 or more.
    Returns an array of whole numbers, shape (product of levels, n_issues): the step of each issue, from 0;
    the last issue changes fastest. Deals grow fast: 4 issues of 5 steps give 625, 8 give 390,625. Without an issue
    there is one deal, the empty one.
    Raises ValueError for other levels, or for more than 5,000,000 deals.
    """
    counts = vector(levels, "levels") if len(levels) else np.empty(0)
    if (counts < 1).any() or (counts % 1).any():
        raise ValueError("levels must be whole numbers of 1 or more: how many outcomes each issue has.")
    sizes = [int(count) for count in counts]
    total = math.prod(sizes)
    if total > MOST_DEALS:
        raise ValueError(f"levels would make {total:,} deals: choose fewer issues or steps, {MOST_DEALS:,} at most.")
    # Issue by issue in memory, here and in deal_values, for that is how deals are read: about twice as fast.
    deals = np.empty((total, len(sizes)), dtype=np.int32, order="F")
    for issue, size in enumerate(sizes):
        once = np.repeat(np.arange(size), math.prod(sizes[issue + 1 :]))
        deals[:, issue] = np.tile(once, total // len(once))
    return deals


def deal_values(deals, values_of_steps):
    """Look up what each issue of each deal is worth to one party.

    deals: steps, shape (n_deals, n_issues), from `all_deals`. values_of_steps: for each issue a list with one
    value, 0 to 1, for each of its steps. Returns an array of shape (n_deals, n_issues), 0 to 1.
    Raises ValueError for another number of issues, a step without a value, a blank, or a value outside 0 to 1.
    """
    steps = np.asarray(deals)
    if steps.ndim != 2 or steps.dtype.kind not in "iu" or not steps.size:
        raise ValueError("deals must be a table of whole numbers: a row for each deal, a column for each issue.")
    if len(values_of_steps) != steps.shape[1]:
        raise ValueError(f"values_of_steps must hold {steps.shape[1]} lists: one for each issue.")
    worth = np.empty(steps.shape, order="F")
    for issue, values in enumerate(values_of_steps):
        known, column = _unit(vector(values, "values_of_steps")), steps[:, issue]
        if column.min() < 0 or column.max() >= len(known):
            raise ValueError(f"values_of_steps lacks a value for a step of issue {issue + 1}: give one for each.")
        worth[:, issue] = known[column]
    return worth


def additive_utility(values, weights=None):
    """Return what each deal is worth to one party: the weighted mean of what its issues are worth.

    values: shape (n_deals, n_issues), 0 to 1, no blanks: a party that does not care has one value for all steps.
    weights: shape (n_issues,), 0 or more, brought to a sum of 1; None for equal ones.
    Returns an array of shape (n_deals,), 0 to 1, a Series if values is a DataFrame. It holds only if what one
    issue is worth does not depend on another; issues that are linked break it.
    Raises ValueError for other shapes, a blank, values outside 0 to 1, wrong weights.
    Source: Keeney and Raiffa 1976, Decisions with Multiple Objectives.
    """
    worth = _unit(matrix(values, "values"))
    weights = weights_of(weights, worth.shape[1], labels=column_labels(values))
    return _as_given(worth @ (weights / weights.sum()), values)


def acceptable(utilities, reservation):
    """Say which deals are worth at least the reservation value.

    utilities: shape (n_deals,) for one party, or (n_deals, n_parties). reservation: one number, or one for each
    party; by default a reader may take the utility of the status quo. A deal worth exactly that is accepted.
    Returns True or False in the shape of utilities, with its labels.
    Raises ValueError for other shapes or blanks.
    Source: Raiffa 1982, The Art and Science of Negotiation.
    """
    single = np.ndim(utilities) == 1
    worth = vector(utilities, "utilities")[:, None] if single else matrix(utilities, "utilities")
    least = vector(reservation, "reservation") if np.ndim(reservation) else vector([reservation], "reservation")
    if len(least) not in (1, worth.shape[1]):
        raise ValueError(f"reservation must be one number, or {worth.shape[1]}: one for each party.")
    check_labels(reservation, column_labels(utilities), "reservation")
    found = worth >= least - TOLERANCE
    return _as_given(found[:, 0] if single else found, utilities)


def winset_of(accepts, who):
    """Say which deals everyone who must agree would accept; a filter, nothing is scored again.

    accepts: True or False, shape (n_deals, n_parties), from `acceptable`. who: the parties that must say yes, by
    column number, or by name where accepts is a DataFrame; none at all leaves every deal in.
    Returns True or False for each deal, shape (n_deals,). Raises ValueError for a party that is not a column.
    Source: Tsebelis 2002, Veto Players (the winset of the status quo, here with those who lose nothing).
    """
    yes = np.asarray(accepts)
    if yes.ndim != 2 or yes.dtype != bool:
        raise ValueError("accepts must be a table of True and False: a row for each deal, a column for each party.")
    names = list(accepts.columns) if isinstance(accepts, pd.DataFrame) else list(range(yes.shape[1]))
    asked = [who] if isinstance(who, str) else list(who)
    unknown = [party for party in asked if party not in names]
    if unknown:
        raise ValueError(f"who names {unknown[0]!r}, which is no column of accepts; known: {names}.")
    found = np.ones(len(yes), dtype=bool)
    for party in asked:
        found &= yes[:, names.index(party)]
    return _as_given(found, accepts)


def _unit(values):
    if values.min() < -TOLERANCE or values.max() > 1 + TOLERANCE:
        raise ValueError("values must lie between 0, the worst for this party, and 1, the best.")
    return values


def _as_given(found, given):
    """Return an array with the labels of the table that it was made from."""
    if isinstance(given, (pd.DataFrame, pd.Series)):
        columns = {"columns": given.columns} if found.ndim == 2 else {}
        return (pd.DataFrame if found.ndim == 2 else pd.Series)(found, index=given.index, **columns)
    return found
