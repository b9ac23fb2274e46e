"""The tables of lesson 06: outcomes in words, and how many deals each set of parties could sign."""

from dataclasses import replace
from itertools import combinations

import pandas as pd

from ... import wording as say
from .space import (
    MIDDLE,
    NO_DEALS,
    absent_party,
    can_deal,
    defaults,
    negotiable,
    outcomes,
    own_cells,
    score,
    sizes,
    taken_away,
    tiles,
)


def outcome_table(case):
    """Return the outcomes in words, a row for each negotiable issue, a column for each step (DataFrame of text)."""
    steps = ["Step 0 (left pole)", "Step 1", f"Step {MIDDLE} (middle)", "Step 3", "Step 4 (right pole)"]
    labels, words = list(negotiable(case)["label"]), outcomes(case)
    return pd.DataFrame(list(words.values()), columns=steps).assign(Issue=labels)[["Issue", *steps]]


def parties_asked(case):
    """Return the sets of parties to look at: every set of up to four; of more, each alone, all but one, and all."""
    parties = say.parties(case)
    counts = range(1, len(parties) + 1) if len(parties) <= 4 else (1, len(parties) - 1, len(parties))
    return [list(found) for count in counts for found in combinations(parties, count)]


def winsets(case):
    """Return the number of deals that each set of parties could all sign, by the default assumptions (DataFrame).

    Columns: asked (ids), Who must say yes, Deals (blanks count as indifferent), At worst and At best (blanks count
    as unknown), Own words (as Deals, with own words in the blanks), Share (of all deals, with Deals).
    """
    changes = ({}, {"blanks": "unknown"}, {"words": "own"})
    plain, unknown, own = (score(case, defaults(case) | change) for change in changes)
    rows = []
    for asked in parties_asked(case):
        count = sizes(plain, asked)[0]
        share = f"{100 * count / len(plain.deals):.0f} %"
        rows.append([asked, say.names(case, asked), count, *sizes(unknown, asked), sizes(own, asked)[0], share])
    return pd.DataFrame(
        rows, columns=["asked", "Who must say yes", "Deals", "At worst", "At best", "Own words", "Share"]
    )


def winset_table(case):
    """Return `winsets` as a reader sees it (DataFrame)."""
    if not can_deal(case):
        return pd.DataFrame({"Who must say yes": [NO_DEALS]})
    names = {"Deals": "Deals, blanks indifferent", "At worst": "Blanks unknown, at worst",
             "Own words": "With own words in the blanks"}  # fmt: skip
    return winsets(case).drop(columns=["asked", *([] if own_cells(case) else ["Own words"])]).rename(columns=names)


def filled(case, who, direction):
    """Return the assumptions that fill every blank of one party with one pole: {"issue player": direction}."""
    cells = tiles(case)
    blank = cells[(cells["player"] == who) & (cells["source"] == "blank")]
    return {f"{issue} {who}": direction for issue in blank["issue"]}


def first_and_last(case, who, changes=None):
    """Return how many deals a party takes away if it is asked first of all parties, and if it is asked last.

    Whoever is asked in between takes away a number between the two: each party that was asked before leaves fewer
    deals to take. changes: settings other than those of `defaults`.
    """
    scores = score(case, defaults(case) | (changes or {}))
    others = [party for party in say.parties(case) if party != who]
    return tuple(sizes(scores, before)[0] - sizes(scores, [*before, who])[0] for before in ([], others))


def asked_too(case, settings=None):
    """Return what asking the absent party changes, under each treatment of its blanks (DataFrame of 6 or 7 rows).

    Columns: Blanks (in words), Without and With (deals that the parties could all sign), Taken away, and its parts as
    `taken_away` counts them: By the essay, By own words, By the assumption, By unknown blanks, By the rule. The last
    row is there where own words speak on an issue that the essay leaves blank. No rows where there are no deals.
    settings: assumptions to start from (see `defaults`); `ticked`, `words`, `blanks` and `assumed` are not read.
    """
    parts = ["By the essay", "By own words", "By the assumption", "By unknown blanks", "By the rule"]
    names = ["Blanks", "Without", "With", "Taken away", *parts]
    if not can_deal(case):
        return pd.DataFrame(columns=names)
    away = absent_party(case)
    start = (settings or defaults(case)) | {"words": "essay", "blanks": "indifferent", "assumed": {}}
    label, plain, rule = say.labels(case)[away], score(case, start), start["rule"]
    unknown = score(case, start | {"blanks": "unknown"})
    rows = [["all count as indifferent", *_parted(case, plain, rule)]]
    for place, words in enumerate(("at worst", "at best")):
        rows.append([f"all are unknown, {words}", *_parted(case, unknown, rule, place)])
    low = plain.low.assign(**{away: unknown.low[away]})
    words = f"those of {label} unknown, at worst, the others indifferent"
    rows.append([words, *_parted(case, replace(plain, low=low, high=low), rule)])
    poles = {f"the {pole} pole": filled(case, away, way) for way, pole in ((-1, "left"), (1, "right"))}
    for what, guess in poles.items():
        words = f"those of {label} filled with {what}, the others indifferent"
        rows.append([words, *_parted(case, score(case, start | {"assumed": guess}), rule)])
    if own := own_cells(case):
        words = f"{len(own)} filled with own words, the others indifferent"
        rows.append([words, *_parted(case, score(case, start | {"words": "own"}), rule)])
    return pd.DataFrame(rows, columns=names)


def asked_too_table(case):
    """Return `asked_too` as a reader sees it: the reasons that take deals away in a column of words (DataFrame)."""
    found = asked_too(case)
    reasons = [name for name in found if name.startswith("By ")]
    why = [", ".join(f"{row[name]} {name.lower()}" for name in reasons if row[name]) or "nothing is taken away"
           for row in found.to_dict("records")]  # fmt: skip
    return found[["Blanks", "Without", "With", "Taken away"]].assign(Why=why)


def _parted(case, scores, rule, place=0):
    """Return [without, with, taken away, its five parts]; place: 0 for deals at worst, 1 at best."""
    away, parties = absent_party(case), say.parties(case)
    others = [who for who in parties if who != away]
    without, asked = (sizes(scores, who, rule)[place] for who in (others, parties))
    return [without, asked, without - asked, *taken_away(scores, others, away, rule, place).values()]
