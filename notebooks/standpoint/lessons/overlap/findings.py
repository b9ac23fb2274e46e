"""How far two parties' inducements overlap under one setting, and for each list with one inducement less."""

from typing import NamedTuple

import pandas as pd

from ... import wording as say
from ...case.case import grid
from ...case.tables import undecided
from ...measures import overlap_bounds, overlap_share, pair_weights, verdict
from ...measures.directions import RELATIONS
from ...wording import some

TABLE = "inducement_codes"
NO_PAIR = "This case has no two parties with inducements to compare, so nothing is drawn here"
# How codes may be compared, and what a blank may be taken to weigh.
TAUS, BLANK_SALIENCE = (None, 1, 2), (1, 2, 3)
_UNDECIDED = "not decided by this text"


class Cells(NamedTuple):
    """codes and salience: DataFrames with a row for each inducement and a column for each stakeholder."""

    codes: pd.DataFrame
    salience: pd.DataFrame


class Setting(NamedTuple):
    """One set of choices: two ids, the ids on the list, and what `measures.pair_weights` and tau take."""

    first: str
    second: str
    items: tuple
    weights: str = "equal"
    blank_salience: int = 2
    tau: int | None = None


def no_pair(case):
    """Say why there are no two parties to compare, without a full stop; see `compared_pair`."""
    if len(say.parties(case)) > 1 and (still := len(undecided(case, TABLE))):
        cells = say.plural(still, "cell")
        return f"{cells} of inducements must be coded, or decided blank, before a share can be counted"
    return NO_PAIR


def compared_pair(case):
    """Return the two parties that the lesson compares: the best-known pair, or the first two.

    None for a case without two parties, or without inducements, or with cells of them that are not coded yet.
    """
    if case.inducements.empty or undecided(case, TABLE):
        return None
    pair = say.best_known_pair(case, TABLE) or tuple(say.parties(case)[:2])
    return pair if len(pair) == 2 else None


def cells(case):
    """Return the Cells of a case, as floats; a blank is NaN in both tables."""
    codes = grid(case, TABLE).astype(float)
    salience = case.inducement_codes.pivot(index="inducement", columns="stakeholder", values="salience")
    return Cells(codes, salience.reindex(index=codes.index, columns=codes.columns).astype(float))


def overlap(table, setting):
    """Return (Bounds, coverage 0 to 1) of one setting. table: Cells. Raises ValueError for an empty list."""
    sides = side_by_side(table, setting)
    return overlap_bounds(*sides, setting.tau), overlap_share(*sides, setting.tau).coverage


def side_by_side(table, setting):
    """Return the codes of one, those of the other and the weights of the items on the list (arrays).

    table: Cells. Raises ValueError for an empty list.
    """
    # As arrays: to pick rows of a DataFrame by name takes longer than all that is computed from them.
    rows = table.codes.index.get_indexer(list(setting.items))
    codes, salience = ([part[who].to_numpy()[rows] for who in setting[:2]] for part in table)
    return *codes, pair_weights(*salience, setting.weights, setting.blank_salience)


def lists(case):
    """Return [(id left out, ids that stay)]: the whole list first (None), then each inducement off in turn."""
    ids = list(case.inducements["id"])
    shorter = [(one, tuple(i for i in ids if i != one)) for one in ids]
    return [entry for entry in [(None, tuple(ids)), *shorter] if entry[1]]


def by_list(case):
    """Return the overlap of the compared pair for the whole list and with each inducement left out.

    Equal weights, direction alone. A DataFrame with left_out (id or None), lower, known (may be None),
    upper, all 0 to 1; empty where there is no pair.
    """
    pair, table = compared_pair(case), cells(case)
    rows = [(out, *overlap(table, Setting(*pair, ids))[0]) for out, ids in (lists(case) if pair else [])]
    return pd.DataFrame(rows, columns=["left_out", "lower", "known", "upper"])


def share_in_words(case):
    """Say what the known share of the compared pair is, and between which bounds it lies with the blanks."""
    pair = compared_pair(case)
    if pair is None:
        return no_pair(case)
    bounds, _ = overlap(cells(case), Setting(*pair, tuple(case.inducements["id"])))
    known = "Nothing is known of both"
    if bounds.known is not None:
        known = f"Of the known inducements {percent(bounds.known)} percent overlap"
    low, high = percent(bounds.lower), percent(bounds.upper)
    return f"{known}. With the blanks it may be anything from {low} to {high} percent"


def finding_in_words(case):
    """Say on how many lists the bounds do not decide, and how far one inducement moves the known share."""
    found = by_list(case)
    if found.empty:
        return no_pair(case)
    said = [verdict(low, high) for low, high in zip(found["lower"], found["upper"])]
    undecided = said.count(_UNDECIDED)
    head = f"On {undecided or 'none'} of {say.plural(len(said), 'list')} the blanks leave “at most halfway” undecided"
    return f"{head}. {_moves(case)}"


def _moves(case):
    """Say what the share of the known cells is for the whole list, and for the lists with one inducement less."""
    known = by_list(case).set_index("left_out")["known"].astype(float)
    if known.dropna().empty:
        return "Of no inducement are both codes known"
    whole = f"The share of the known cells is {percent(known.iloc[0])} percent for the whole list"
    shorter = known.iloc[1:].dropna()
    if shorter.empty:
        return whole
    low, high = percent(shorter.min()), percent(shorter.max())
    return f"{whole}; with one inducement less, {low if low == high else f'from {low} to {high}'} percent"


def counts_in_words(case, first, second):
    """Say on how many inducements two stakeholders lean the same way, opposite ways, or cannot be compared."""
    found = say.compare(case, first, second, TABLE)["relation"].value_counts()
    same, opposite, no_lean, unknown = (some(found.get(word, 0)) for word in RELATIONS)
    total = say.counted(len(case.inducements), "inducement")
    head = f"{say.names(case, (first, second))}: the same direction on {same} of {total}"
    return f"{head}, opposite on {opposite}, no lean on {no_lean}, unknown on {unknown}"


def percent(share):
    """Return a share of 0 to 1 as a whole number of percent; a half goes up."""
    return int(100 * float(share) + 0.5)


def evidence(case):
    """Return {(inducement, stakeholder): coded row}; a blank has no entry."""
    return {(row.inducement, row.stakeholder): row for row in case.inducement_codes.itertuples()}


def leaning(row, item):
    """Say in short where a code leans: the short pole, both, or that the essay does not say (row None)."""
    if row is None:
        return "the essay does not say"
    return {-1: item.left_short, 0: "both, with no lean", 1: item.right_short}[row.direction]
