"""Deals that leave nothing on the table, and one idea of a fair one among them."""

import numpy as np
import pandas as pd

from .inputs import TOLERANCE, check_labels, column_labels, matrix, vector

# Each party's utilities are compared in steps this fine, from its worst to its best. A power of two, so that no
# fraction with a smaller denominator falls just between two steps, where rounding would decide.
_STEPS = 2**30
_SAMPLE = 6_000  # deals tried first, to throw out most of a large set at little cost


def pareto_set(utilities):
    """Say which deals no other deal improves on: none is at least as good for all and better for one.

    utilities: shape (n_deals, n_parties), any scale. Returns True or False for each deal, shape (n_deals,), a
    Series if utilities is a DataFrame; deals that are equal for all stand or fall together.
    Raises ValueError for another shape or a blank.
    Time grows with the number of deals and with the number of those left, which grows with the parties.
    Source: Raiffa 1982, The Art and Science of Negotiation.
    """
    ranks = _ranks(matrix(utilities, "utilities"))
    columns, totals = [np.ascontiguousarray(column) for column in ranks.T], ranks.sum(axis=1, dtype=np.int64)
    found = np.zeros(len(ranks), dtype=bool)
    left = _after_a_sample(columns, totals)
    found[left] = _unbeaten([column[left] for column in columns], totals[left])
    return pd.Series(found, index=utilities.index) if isinstance(utilities, pd.DataFrame) else found


def nash_point(utilities, disagreement):
    """Return the deals with the largest product of gains over disagreement: Nash's bargaining solution.

    utilities: shape (n_deals, n_parties). disagreement: what each party has without a deal, shape (n_parties,).
    Only deals that give every party at least that are looked at. Returns the row numbers, from 0, of all deals
    that reach the largest product (ties are all named); None where no deal leaves every party better off.
    One idea of fairness, not a forecast: it does not depend on each party's scale, as a sum would.
    Raises ValueError for other shapes or blanks.
    Source: Nash 1950, Econometrica 18(2), 155-162.
    """
    worth, without = matrix(utilities, "utilities"), vector(disagreement, "disagreement")
    if len(without) != worth.shape[1]:
        raise ValueError(f"disagreement must hold {worth.shape[1]} numbers: one for each party.")
    check_labels(disagreement, column_labels(utilities), "disagreement")
    gains = worth - without
    rational = (gains > TOLERANCE).all(axis=1)
    if not rational.any():
        return None
    products = np.where(rational, gains.prod(axis=1), -np.inf)
    return np.flatnonzero(products >= products.max() * (1 - TOLERANCE))


def _after_a_sample(columns, totals):
    """Return the row numbers of the deals that no deal of a sample beats; the rest cannot be in the set."""
    left = np.arange(len(totals))
    if len(totals) <= 5 * _SAMPLE:
        return left
    # Not every so-many-th: with as many steps an issue, that would see only some of the outcomes.
    sample = np.linspace(0, len(totals) - 1, _SAMPLE).astype(int)
    best = sample[_unbeaten([column[sample] for column in columns], totals[sample])]
    pivots = [([column[row] for column in columns], totals[row]) for row in best]
    for values, total in pivots:
        stays = totals >= total
        for column, value in zip(columns, values):
            stays |= column > value
        left, totals, columns = left[stays], totals[stays], [column[stays] for column in columns]
    return left


def _unbeaten(columns, totals):
    """Say which rows no other row beats; columns: a list of arrays of whole numbers, totals: their sums."""
    # Best total first: whatever beats a deal has a higher total, so the first of those left is never beaten.
    left = np.argsort(-totals, kind="stable")
    columns, totals = [column[left] for column in columns], totals[left]
    found = np.zeros(len(left), dtype=bool)
    while left.size:
        covered = columns[0] <= columns[0][0]
        for column in columns[1:]:
            covered &= column <= column[0]
        found[left[covered & (totals == totals[0])]] = True  # the first, and its equals
        stays = ~covered
        left, totals, columns = left[stays], totals[stays], [column[stays] for column in columns]
    return found


def _ranks(worth):
    """Return utilities as whole steps from each party's worst to its best, so that rounding decides nothing."""
    low, high = worth.min(axis=0), worth.max(axis=0)
    span = np.where(high > low, high - low, 1)
    return np.rint((worth - low) / span * _STEPS).astype(np.int32)
