"""Published drafts in the space of deals: where each stands, what it leaves open, and who could sign it."""

from itertools import product

import numpy as np
import pandas as pd

from ... import wording as say
from ...case.at_rest import fact
from ...case.lacking import nothing_listed
from ...wording import quoted
from .space import NO_DEALS, STEPS, can_deal, defaults, negotiable, outcomes, own_cells, players, score

NO_DRAFTS = "This case has no published drafts, so there is nothing to place in the space."
BLANK = "blank: nothing that was read says it"
_WORDING = {"document": "", "translation": ", translated back", "report": ", words of a report"}


@fact
def drafts(case):
    """Return {id: label} of the drafts that the space of a case can show, in the order of its table."""
    rows = case.tables.get("drafts")
    return {} if rows is None or not can_deal(case) else dict(zip(rows["draft"], rows["name"]))


def lacks_drafts(case):
    """Say in one line why a case shows no draft; "" where it shows some."""
    return NO_DEALS if not can_deal(case) else "" if drafts(case) else NO_DRAFTS


def placed(case, draft):
    """Return {issue: row of drafts.csv} of the negotiable issues on which a draft stands on a step."""
    return _places(case).get(draft, {})


@fact
def _places(case):
    terms, found = set(negotiable(case)["id"]), {}
    for row in case.drafts.itertuples():
        if row.issue in terms:
            found.setdefault(row.draft, {})[row.issue] = row
    return found


def fitting(case, draft, deals):
    """Say which deals fit a draft: those on its steps, with any step on what it leaves blank; shape (n_deals,), bool.

    deals: steps, shape (n_deals, n_issues), as in `Scores`.
    """
    stands = placed(case, draft)
    columns = {issue: place for place, issue in enumerate(negotiable(case)["id"])}
    found = np.ones(len(deals), dtype=bool)
    for issue, row in stands.items():
        found &= deals[:, columns[issue]] == row.step
    return found


def answers(case, scores, draft, rule="least"):
    """Return {player: (deals accepted at worst, at best, deals that fit the draft, cells known)}.

    scores: see `score`; rule: see `defaults`.
    """
    fits = fitting(case, draft, scores.deals)
    worst, best = (found[fits].sum(axis=0) for found in scores.accepted[rule])
    return {who: (int(worst[place]), int(best[place]), int(fits.sum()), cells_known(scores, who))
            for place, who in enumerate(scores.low.columns)}  # fmt: skip


def cells_known(scores, who):
    """Return how many cells of a player the essay, own words or the reader fill."""
    return sum(scores.sources[who][:3])


def answer_in_words(worst, best, fits, known):
    """Say in a few words whether a player signs a draft; see `answers`. Nobody signs or refuses by blanks alone."""
    if not known:
        return "blank: nothing to judge by"
    if worst == fits:
        return "signs" if fits == 1 else f"signs all {fits}"
    if not best:
        return "refuses" if fits == 1 else f"refuses all {fits}"
    span = f"{worst}" if worst == best else f"{worst} to {best}"
    return f"signs {span} of {fits}"


def open_in_words(case, draft):
    """Say which issues a draft leaves blank, and for how many deals it stands therefore; one sentence."""
    terms, stands = say.labels_of(negotiable(case)), placed(case, draft)
    blank, label = [quoted(name) for issue, name in terms.items() if issue not in stands], drafts(case)[draft]
    if not blank:
        return f"{label}: it stands on a step of every issue, so it is one deal."
    many = STEPS ** len(blank)
    return f"{label}: blank on {say.listed(blank)}, so it stands for {many} deals, one for each step there."


def draft_table(case):
    """Return where each draft stands, with its words and their source: a row for each draft and issue (DataFrame)."""
    if lack := lacks_drafts(case):
        return nothing_listed(lack)
    words, rows = outcomes(case), []
    for (draft, label), issue in product(drafts(case).items(), negotiable(case).itertuples()):
        row = placed(case, draft).get(issue.id)
        stands = [BLANK, "", "", ""]
        if row:
            stands = [f"{row.step}: {words[issue.id][row.step]}", said(row), row.note, f"{row.title}: {row.source}"]
        rows.append([label, issue.label, *stands])
    return pd.DataFrame(rows, columns=["Draft", "Issue", "Stands on step", "Its words", "What was weighed", "Source"])


def said(row):
    """Return the words that place a draft, with their point, who published them, and when."""
    point = f"point {row.point}, " if row.point else "point not read, "
    return f"{quoted(row.quote)} ({point}{row.publisher}, {say.day_in_words(row.date)}{_WORDING[row.wording]})"


def signers(case):
    """Return who signs each draft, by the essay and with own words in its blanks (DataFrame of text)."""
    if lack := lacks_drafts(case):
        return nothing_listed(lack)
    ways = {"by the essay": "essay"} | ({"with own words": "own"} if own_cells(case) else {})
    scored = {way: score(case, defaults(case) | {"words": words}) for way, words in ways.items()}
    names, columns = say.labels(case), {}
    for (draft, label), way in product(drafts(case).items(), ways):
        found = answers(case, scored[way], draft)
        columns[f"{label}, {way}"] = [f"{answer_in_words(*found[who])} ({_known(case, found[who])})"
                                      for who in players(case)]  # fmt: skip
    who = [names[one] if one in say.parties(case) else f"{names[one]} (audience)" for one in players(case)]
    return pd.DataFrame({"Who": who} | columns)


def _known(case, found):
    return f"{found[3]} of {say.plural(len(negotiable(case)), 'cell')} known"
