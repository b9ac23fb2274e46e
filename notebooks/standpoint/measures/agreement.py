"""How far several readers give the same codes: Krippendorff's alpha, and what belongs beside it."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from .inputs import chosen, matrix

LEVELS = ("nominal", "ordinal", "interval", "ratio")
_NO_PAIR = "no cell has codes of two readers, so there is nothing to compare"
_NO_VARIATION = "all codes that can be compared are the same, so chance would give no disagreement to compare with"
_ONE_UNIT = "fewer than two cells have codes of two readers, so there is nothing to draw anew"


class Agreement(NamedTuple):
    """alpha: at most 1, or None with the reason in `why`; units: cells with two codes or more; coders: readers
    who gave one of these codes; codes: how many codes that are; level: one of LEVELS."""

    alpha: float | None
    units: int
    coders: int
    codes: int
    level: str
    why: str = ""

    def __repr__(self):
        size = f"{self.level}; cells with two codes or more: {self.units}; readers: {self.coders}; codes: {self.codes}"
        value = f"alpha is not defined: {self.why}" if self.alpha is None else f"alpha {self.alpha:.3f}"
        return f"{value} ({size})"


class Bootstrap(NamedTuple):
    """low, high: ends of an interval of alpha, or None with the reason in `why`; draws: how many were made;
    undefined: how many of these had no alpha and were left out."""

    low: float | None
    high: float | None
    draws: int
    undefined: int
    why: str = ""


class Reversed(NamedTuple):
    """coder: whose codes; item: on which item; cells: in how many cells they point away from all others."""

    coder: object
    item: object
    cells: int


def krippendorff_alpha(codes, level="ordinal"):
    """Return Krippendorff's alpha of several readers' codes, with what it rests on, as an Agreement.

    codes: shape (n_units, n_coders), a row for each cell and a column for each reader; a blank is None, NaN or
    <NA>. A row with fewer than two codes drops out: two blanks are no agreement.
    level: how far two codes are apart. "nominal": the same or not; "ordinal": by how many codes lie between;
    "interval": by their difference; "ratio": by their difference in proportion, codes of 0 or more alone.
    alpha = 1 - observed / expected disagreement: 1 is full agreement, 0 what chance gives, below 0 is worse.
    Where it is not defined, alpha is None and `why` says the reason in words.
    Raises ValueError for an unknown level, text, infinity, or a code below 0 at the ratio level.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Hayes and Krippendorff 2007,
    Communication Methods and Measures 1(1), 77-89. Counted by values for each cell, not by pairs of readers.
    """
    table = _table(codes, level)
    counts, values = _counted(table)
    shared = counts.sum(axis=1) >= 2
    coders = int((~np.isnan(table[shared])).any(axis=0).sum())
    counts = counts[shared]
    size = (len(counts), coders, int(counts.sum()), level)
    if not len(counts):
        return Agreement(None, *size, _NO_PAIR)
    observed, expected = _disagreements(_together(counts), counts.sum(axis=0), values, level)
    if not expected > 0:
        return Agreement(None, *size, _NO_VARIATION)
    return Agreement(float(1 - observed / expected), *size)


def percent_agreement(codes):
    """Return the share (0 to 1) of pairs of codes for one cell that are equal; None where there is no pair.

    codes: as for `krippendorff_alpha`, with any numbers; a cell with fewer than two codes drops out. Each code
    counts once, as in alpha: the share is 1 - the observed nominal disagreement.
    """
    counts, _ = _counted(_table(codes, "nominal"))
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    size = counts.sum(axis=1)
    return float(((counts * (counts - 1)).sum(axis=1) / (size - 1)).sum() / size.sum())


def bootstrap_interval(codes, level="ordinal", draws=2000, seed=1, share=0.95):
    """Return an interval of alpha as a Bootstrap: the cells are drawn anew, with replacement, many times.

    codes, level: as for `krippendorff_alpha`. draws: 1 or more. seed: a whole number; the same one gives the same
    interval. share: 0 to 1, the part of the draws that the interval holds, the same left out on both sides.
    A draw without an alpha is left out and counted. With few cells the interval is rough (Hughes 2022, arXiv
    2210.13265), the more so where cells hang together. Source of the way to draw: Efron and Tibshirani 1993, An
    Introduction to the Bootstrap (percentile interval); Krippendorff himself draws pairs of codes.
    """
    counts, values = _counted(_table(codes, level))
    counts = counts[counts.sum(axis=1) >= 2]
    if len(counts) < 2:
        return Bootstrap(None, None, draws, draws, _ONE_UNIT)
    drawn = np.random.default_rng(seed).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=draws)
    kept = len(values)
    each = _coincidences(counts).reshape(len(counts), -1)
    observed, expected = _disagreements((drawn @ each).reshape(draws, kept, kept), drawn @ counts, values, level)
    defined = expected > 0
    if not defined.any():
        return Bootstrap(None, None, draws, draws, _NO_VARIATION)
    alphas = 1 - observed[defined] / expected[defined]
    low, high = np.quantile(alphas, [(1 - share) / 2, (1 + share) / 2])
    return Bootstrap(float(low), float(high), draws, int((~defined).sum()))


def reversed_poles(codes, items=None, least=2):
    """Return the columns of an item that one reader seems to have read the wrong way round (list of Reversed).

    codes: DataFrame, a row for each cell and a column for each reader; the sign of a code is its direction.
    items: the item of each row; None: the first part of the index. A reader is listed for an item if they point
    the other way in every cell where they and the others can be compared, and there are at least `least` such
    cells. The others are clear in a cell where one direction has at least two readers more than the other.
    It cannot say who is right: one against several may be the one who read well.
    """
    names = codes.index.get_level_values(0) if items is None else items
    signs = np.sign(codes.astype("Float64").fillna(0).to_numpy(dtype=float)) if codes.size else np.zeros(codes.shape)
    others = signs.sum(axis=1, keepdims=True) - signs
    clear = np.where(np.abs(others) >= 2, np.sign(others), 0)
    beside = pd.DataFrame(clear * signs, columns=codes.columns)
    away, same = (side.groupby(np.asarray(names), sort=False).sum() for side in (beside < 0, beside > 0))
    return [
        Reversed(coder, item, int(away.loc[item, coder]))
        for item in away.index for coder in away.columns
        if away.loc[item, coder] >= least and not same.loc[item, coder]
    ]  # fmt: skip


def _table(codes, level):
    """Return codes as floats, shape (n_units, n_coders); a table without rows or columns may be given."""
    chosen(level, LEVELS, "level")
    if isinstance(codes, (pd.DataFrame, np.ndarray)) and codes.ndim == 2 and not codes.size:
        return np.zeros(codes.shape)
    table = matrix(codes, "codes", blanks=True)
    if level == "ratio" and (table < 0).any():
        raise ValueError("codes has a number below 0: the ratio level needs numbers of 0 or more.")
    return table


def _counted(table):
    """Return (how often each value stands in each row, the values in order)."""
    given = ~np.isnan(table)
    values, place = np.unique(table[given], return_inverse=True)
    rows = np.nonzero(given)[0]
    counts = np.bincount(rows * len(values) + place, minlength=len(table) * len(values))
    return counts.reshape(len(table), len(values)), values


def _together(counts):
    """Return the coincidences of all cells, shape (n_values, n_values): one product, whatever the number of readers."""
    shares = counts / (counts.sum(axis=1, keepdims=True) - 1)
    return shares.T @ counts - np.diag(shares.sum(axis=0))


def _coincidences(counts):
    """Return the coincidences of each cell, shape (n_units, n_values, n_values)."""
    shares = counts / (counts.sum(axis=1, keepdims=True) - 1)
    return shares[:, :, None] * counts[:, None, :] - shares[:, :, None] * np.eye(counts.shape[1])


def _disagreements(coincidences, totals, values, level):
    """Return (observed, expected); the first axes may run over draws."""
    totals = np.asarray(totals, dtype=float)
    apart, n = _distances(totals, values, level), totals.sum(axis=-1)
    observed = (coincidences * apart).sum(axis=(-2, -1)) / n
    expected = (totals[..., :, None] * totals[..., None, :] * apart).sum(axis=(-2, -1)) / (n * (n - 1))
    return observed, expected


def _distances(totals, values, level):
    """Return the squared distances between values, shape (..., n_values, n_values)."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ratio":
        total = values[:, None] + values
        return ((values[:, None] - values) / np.where(total, total, 1)) ** 2
    # Ordinal: how many codes lie between two values is the distance of their middle ranks.
    ranks = np.cumsum(totals, axis=-1) - totals / 2 if level == "ordinal" else values
    return (ranks[..., :, None] - ranks[..., None, :]) ** 2
