"""The deals of a case: every deal, what it is worth to each player, and which of them could be signed."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from ... import wording as say
from ...case.at_rest import fact
from ...case.tables import undecided
from ...measures import acceptable, additive_utility, all_deals, deal_values, winset_of

NO_DEALS = (
    "This case has no two parties with a negotiable issue between them, or not all of its cells are coded or decided "
    "blank yet, so there are no deals to look at."
)
NO_WORDS = "This case has no outcomes in words: the steps are counted between the two poles."


@fact
def can_deal(case):
    """Say whether there is anything to look at: two parties, an issue that a deal could contain, all cells decided."""
    return len(say.parties(case)) > 1 and len(negotiable(case)) > 0 and not undecided(case)


STEPS = 5
MIDDLE = STEPS // 2
BLANK_WEIGHT = 2  # the salience of a cell that the essay leaves blank: the middle one, assumed
_BETWEEN = ("{left}", "nearer to “{left}”", "halfway between the poles", "nearer to “{right}”", "{right}")


@dataclass(frozen=True)
class Scores:
    """What every deal is worth to every player, as gains over the status quo.

    deals: steps, shape (n_deals, n_issues). low, high: DataFrames of shape (n_deals, n_players), -1 to 1: the
    gain if the unknown cells fall as badly, or as well, for this player as they can; equal where none is unknown.
    essay: the gain by the cells of the essay alone, all others indifferent. own: the same with the cells that own
    words fill; known: with those that the reader filled too. sources: {player: (cells from the essay, from own words,
    assumed, blank)}. absent: see `absent_party`.
    """

    deals: np.ndarray
    low: pd.DataFrame
    high: pd.DataFrame
    essay: pd.DataFrame
    own: pd.DataFrame
    known: pd.DataFrame
    sources: dict
    absent: str | None

    @cached_property
    def accepted(self):
        """Who accepts which deal: {rule: (at worst, at best)}, arrays of shape (n_deals, n_players); see `accepts`."""
        known = {rule: accepts(self.low, rule).to_numpy() for rule in ("least", "more")}
        if self.high is self.low:
            return {rule: (found, found) for rule, found in known.items()}
        return {rule: (found, accepts(self.high, rule).to_numpy()) for rule, found in known.items()}


@fact
def negotiable(case):
    """Return the issues that a deal could contain (DataFrame)."""
    return case.issues[case.issues["negotiable"].astype("boolean").fillna(False)]


def has_outcomes(case):
    """Say whether the case tells its outcomes in words."""
    return len(case.tables.get("outcomes", ())) > 0


@fact
def outcomes(case):
    """Return {issue: the five outcomes in words, left pole first}; a step without words is told by the poles."""
    found = {row.id: [words.format(**row._asdict()) for words in _BETWEEN] for row in negotiable(case).itertuples()}
    for row in case.tables["outcomes"].itertuples() if has_outcomes(case) else ():
        if row.issue in found:
            found[row.issue][row.step] = row.words
    return found


@fact
def players(case):
    """Return the ids of those who can be asked: all parties, then audiences that lean on a negotiable issue."""
    coded, parties = {who for _, who in _coded(case)}, say.parties(case)
    return [*parties, *(who for who in case.stakeholders["id"] if who in coded and who not in parties)]


@fact
def absent_party(case):
    """Return the id of the party kept from the table; else of the one placed least; None for fewer than two."""
    parties = say.parties(case)
    away = [who for who in say.absent(case) if who in parties]
    return None if len(parties) < 2 else away[0] if away else say.least_placed_id(case)


def defaults(case):
    """Return the assumptions that a reader starts from, as plain data.

    ticked: ids of who must say yes. words: "essay" alone, or "own" words in its blanks too, where there are some.
    blanks: "indifferent" or "unknown". assumed: {"issue player": -1 or 1}.
    weights: "equal" or "salience". rule: "least" (at least the status quo) or "more" (more than it).
    status_quo: {issue: step}. page: which ten of the deals are shown, from 0. drafts: ids of those shown.
    """
    return {
        "ticked": [who for who in say.parties(case) if who != absent_party(case)],
        "words": "essay",
        "blanks": "indifferent",
        "assumed": {},
        "weights": "equal",
        "rule": "least",
        "status_quo": dict.fromkeys(negotiable(case)["id"], MIDDLE),
        "page": 0,
        "drafts": [],
    }


@fact
def own_cells(case):
    """Return {(issue, player): row of own words} of the negotiable issues on which the essay leaves a player blank."""
    coded, rows = _coded(case), {(row.issue, row.stakeholder): row for row in case.own_words.itertuples()}
    cells = product(negotiable(case)["id"], players(case))
    return {cell: rows[cell] for cell in cells if cell in rows and cell not in coded}


def tiles(case, assumed=None, words="essay"):
    """Return a row for each player on each negotiable issue.

    Columns: issue, player, direction (-1, 0, 1; NaN for a blank), source ("essay", "own", "assumed", "blank"), weight
    (salience 1 to 3; 2 where the essay gives none), paragraph, quote ("" without one).
    assumed: {"issue player": -1 or 1}; it fills blanks alone, and never a cell of the essay.
    words: see `defaults`; own words come before what is assumed, and have no paragraph.
    """
    cells = _cells(case, assumed or {}, words).items()
    names = ["issue", "player", "direction", "source", "weight", "paragraph", "quote"]
    return pd.DataFrame([[*place, *cell] for place, cell in cells], columns=names)


@fact
def _coded(case):
    """Return {(issue, stakeholder): (direction, salience, paragraph, quote)} of the negotiable issues."""
    columns = (case.positions[name] for name in ("issue", "stakeholder", "direction", "salience", "paragraph", "quote"))
    terms = set(negotiable(case)["id"])
    return {(issue, who): tuple(cell) for issue, who, *cell in zip(*columns) if issue in terms}


def _cells(case, assumed, words="essay"):
    """Return {(issue, player): (direction, source, weight, paragraph, quote)}; see `tiles`."""
    coded, found, own = _coded(case), {}, own_cells(case) if words == "own" else {}
    for issue in negotiable(case)["id"]:
        for who in players(case):
            cell, guess = coded.get((issue, who)), assumed.get(f"{issue} {who}")
            if cell is not None:
                found[issue, who] = (float(cell[0]), "essay", int(cell[1]), *cell[2:])
            elif said := own.get((issue, who)):
                found[issue, who] = (float(said.direction), "own", BLANK_WEIGHT, "", said.quote)
            elif guess in (-1, 1):
                found[issue, who] = (float(guess), "assumed", BLANK_WEIGHT, "", "")
            else:
                found[issue, who] = (np.nan, "blank", BLANK_WEIGHT, "", "")
    return found


def score(case, settings):
    """Score every deal once for some assumptions; return Scores. settings: see `defaults`, without `ticked`."""
    now = settings["status_quo"]
    issues = list(now)
    deals = all_deals([STEPS] * len(issues))
    start = int(np.flatnonzero((deals == [now[issue] for issue in issues]).all(axis=1))[0])
    cells = _cells(case, settings["assumed"], settings["words"])
    everybody = dict.fromkeys(player for _, player in cells)

    def gains(blank, known=("essay", "own", "assumed")):
        found = {}
        for who in everybody:
            mine = [cells[issue, who] for issue in issues]
            values = [step_values(cell[0] if cell[1] in known else np.nan, now[issue], blank)
                      for cell, issue in zip(mine, issues)]  # fmt: skip
            weights = [cell[2] for cell in mine] if settings["weights"] == "salience" else None
            utility = additive_utility(deal_values(deals, values), weights)
            found[who] = utility - utility[start]
        return pd.DataFrame(found)

    essay, kinds = gains("indifferent", ("essay",)), {who: _sources(cells, who) for who in everybody}
    own = gains("indifferent", ("essay", "own")) if settings["words"] == "own" else essay
    known = gains("indifferent") if settings["assumed"] else own
    unknown = settings["blanks"] == "unknown"
    ends = (gains("worst"), gains("best")) if unknown else (known, known)
    return Scores(deals, *ends, essay, own, known, kinds, absent_party(case))


def _sources(cells, who):
    found = [cell[1] for (_, player), cell in cells.items() if player == who]
    return tuple(found.count(source) for source in ("essay", "own", "assumed", "blank"))


def step_values(direction, status_quo, blank="indifferent"):
    """Return what the five steps of one issue are worth to one player, 0 to 1 (list of 5).

    direction: 1 or -1 makes a straight line to that pole; the essay gives the side, the line is assumed. 0 is no
    lean: all steps alike. NaN is a blank: "indifferent" makes all steps alike; "worst" makes every step away from
    the status quo a loss, "best" a gain. status_quo: step 0 to 4.
    """
    steps = np.arange(STEPS) / (STEPS - 1)
    away = np.abs(steps - steps[status_quo])
    if np.isnan(direction):
        return list({"indifferent": np.full(STEPS, 0.5), "worst": 1 - away, "best": away}[blank])
    return list({1: steps, -1: 1 - steps, 0: np.full(STEPS, 0.5)}[int(direction)])


def winset(scores, who, rule="least"):
    """Say which deals all of `who` could sign: (whatever fills the unknown cells, if they fall well).

    who: ids of players; nobody leaves every deal in. rule: see `defaults`. Two arrays of True and False, shape
    (n_deals,). A tick asks for this alone: nothing is scored again.
    """
    columns = [scores.low.columns.get_loc(one) for one in who]
    return tuple(winset_of(accepted, columns) for accepted in scores.accepted[rule])


def accepts(gains, rule):
    """Say who accepts which deal, a DataFrame like `gains`. rule: see `defaults`."""
    # To gain more than nothing is not to lose nothing or more by the reverse; both compare with one tolerance.
    return acceptable(gains, 0) if rule == "least" else ~acceptable(-gains, 0)


def sizes(scores, who, rule="least"):
    """Return how many deals all of `who` could sign: (at worst, at best)."""
    return tuple(int(found.sum()) for found in winset(scores, who, rule))


def taken_away(scores, others, added, rule="least", place=0):
    """Count the deals that one player more takes away, each once, by the first reason that fits; {reason: deals}.

    A deal is taken away if all of `others` could sign it and `added` does not. The reasons, in this order:
    "essay": `added` loses by the essay's own cells alone. "own": it loses once its own words count too. "assumed": it
    loses once the reader's cells count too.
    "unknown": it loses if its unknown cells fall badly. "rule": it neither loses nor gains, and the rule asks for a
    gain. So each part is 0 or more, all of them add up to what is taken away, and a part is 0 where there is nothing
    of its kind: no cell of the essay, no own words, none filled, none unknown, a rule that asks for no gain.
    others: ids; added: an id; rule: see `defaults`; place: 0 counts the deals at worst, 1 at best.
    """
    yes = scores.accepted[rule][place][:, scores.low.columns.get_loc(added)]
    gone, parts = winset(scores, others, rule)[place] & ~yes, {}
    gains = {"essay": scores.essay, "own": scores.own, "assumed": scores.known}
    gains["unknown"] = (scores.low, scores.high)[place]
    for reason, gain in gains.items():
        loses = gone & ~acceptable(gain[added], 0).to_numpy()
        parts[reason], gone = int(loses.sum()), gone & ~loses
    return parts | {"rule": int(gone.sum())}


def by_smallest_gain(gains, rows, changes):
    """Put some deals in order: where whoever gains least gains most comes first, then the second least, and so on.

    gains: DataFrame, shape (n_deals, n_players). rows: row numbers of the deals. changes: shape (n_deals,), the steps
    that each deal is away from the status quo; of deals that tie, the one that changes least comes first.
    Returns the row numbers.
    """
    ranked = -np.sort(gains.to_numpy()[rows].round(9), axis=1)
    keys = np.column_stack([ranked, np.asarray(changes)[rows]])
    return np.asarray(rows)[np.lexsort(keys.T[::-1])]
