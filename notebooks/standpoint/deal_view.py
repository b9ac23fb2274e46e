"""What the explorer of the deal space shows, as plain data: a case and the reader's assumptions in, a dict out."""

import numpy as np

from . import findings as say
from .deal_findings import NO_WORDS
from .deal_space import (
    STEPS,
    absent_party,
    by_smallest_gain,
    defaults,
    has_outcomes,
    negotiable,
    outcomes,
    players,
    score,
    sizes,
    tiles,
    win_set,
)
from .measures import nash_point, pareto_set
from .style import quoted

SHOWN = 10  # deals in words: more are not read
_SCORED = ("blanks", "assumed", "weights", "status_quo")


def deal_data(case):
    """Return what stays the same in the explorer of the deal space, as plain data.

    Gives {issues: [{id, label, question, left, right, steps}], players: [{id, label, kind, ticked}], tiles:
    {"issue player": {direction, pole, plainness, place, quote}} for the cells of the essay alone, settings, note}.
    """
    start, names, words = defaults(case), say.labels(case), outcomes(case)
    issues = [
        {"id": row.id, "label": row.label, "question": row.question, "left": row.left_short, "right": row.right_short,
         "steps": words[row.id]}
        for row in negotiable(case).itertuples()
    ]  # fmt: skip
    party = set(say.parties(case))
    kinds = {who: "party" if who in party else "audience" for who in players(case)}
    people = [{"id": who, "label": names[who], "kind": kind} for who, kind in kinds.items()]
    poles = {issue["id"]: issue for issue in issues}
    plain = {(row.issue, row.stakeholder): row.plainness for row in case.positions.itertuples()}
    cells = {
        f"{row.issue} {row.player}": {
            "direction": int(row.direction),
            "pole": {-1: poles[row.issue]["left"], 0: "no lean", 1: poles[row.issue]["right"]}[int(row.direction)],
            "plainness": plain[row.issue, row.player],
            "title": f"{names[row.player]} on “{poles[row.issue]['label']}”",
            "quote": f"{quoted(row.quote)} ({row.paragraph})",
        }
        for row in tiles(case).itertuples()
        if row.source == "essay"
    }
    note = "" if has_outcomes(case) else NO_WORDS
    return {"issues": issues, "players": people, "tiles": cells, "settings": start, "note": note}


def clean(start, known, settings):
    """Return the settings with whatever is missing or unknown replaced by its default: a browser may send anything.

    start: from `defaults`. known: ids from `players`.
    """
    given = {**start, **{name: value for name, value in dict(settings).items() if name in start}}
    cells = {f"{issue} {who}" for issue in start["status_quo"] for who in known}
    allowed = {"blanks": ("indifferent", "unknown"), "weights": ("equal", "salience"), "rule": ("least", "more")}
    found = {name: given[name] if given[name] in words else start[name] for name, words in allowed.items()}
    found["ticked"] = [who for who in known if who in given["ticked"]]
    found["assumed"] = {cell: way for cell, way in given["assumed"].items() if cell in cells and way in (-1, 1)}
    steps = {**start["status_quo"], **{i: s for i, s in given["status_quo"].items() if i in start["status_quo"]}}
    found["status_quo"] = {issue: step if step in range(STEPS) else STEPS // 2 for issue, step in steps.items()}
    return found


def scored_by(settings):
    """Return the part of the settings that scoring reads; a tick or the rule for a yes changes nothing in it."""
    return {name: settings[name] for name in _SCORED}


def deal_view(case, settings):
    """Return what the explorer shows for some assumptions, as plain data: see `view_of`; settings: see `defaults`."""
    settings = clean(defaults(case), players(case), settings)
    return view_of(case, settings, score(case, settings))


def view_of(case, settings, scores):
    """Return what the explorer shows for clean settings and their scores, as plain data.

    Gives {size: [at worst, at best], total, headline, change, pareto, nash: {words, deals}, deals: [{steps, sure}],
    more, status_quo}. A tick, or another rule for a yes, needs no other scores.
    """
    ticked, rule = settings["ticked"], settings["rule"]
    sure, possible = win_set(scores, ticked, rule)
    size, total = [int(sure.sum()), int(possible.sum())], len(scores.deals)
    shown = _shown(scores, ticked, sure, possible)
    return {
        "size": size,
        "total": total,
        "headline": _headline(case, ticked, size, total),
        "change": change_in_words(case, settings, scores),
        "pareto": _pareto(scores, ticked, sure),
        "nash": _nash(case, scores, ticked),
        "deals": [{"steps": scores.deals[n].tolist(), "sure": bool(sure[n])} for n in shown],
        "more": size[1] - len(shown),
        "status_quo": list(settings["status_quo"].values()),
    }


def _shown(scores, ticked, sure, possible):
    """Return the row numbers of the deals to show: sure ones first, in each part the best for who gains least."""
    parts = [np.flatnonzero(part) for part in (sure, possible & ~sure)]
    return np.concatenate([by_smallest_gain(scores.low[ticked], part) for part in parts])[:SHOWN]


def _headline(case, ticked, size, total):
    if not ticked:
        return f"Nobody is asked, so all {total} deals pass."
    many = f"{size[0]}" if size[0] == size[1] else f"Between {size[0]} and {size[1]}"
    share = 100 * size[1] / total
    near = "less than 1" if 0 < share < 1 else f"{share:.0f}"
    up = "" if size[0] == size[1] else "at most "
    could = "could sign" if len(ticked) == 1 else "could both sign" if len(ticked) == 2 else "could all sign"
    return f"{many} of {total} deals ({up}{near} percent): {say.names(case, ticked)} {could} them."


def change_in_words(case, settings, scores):
    """Say what a tick at the absent party changes, and how much of that is the essay and how much is assumed."""
    away = absent_party(case)
    if away is None:
        return "There are no two parties here."
    label, rule = say.labels(case)[away], settings["rule"]
    others = [who for who in settings["ticked"] if who != away]
    before, after = sizes(scores, others, rule), sizes(scores, [*others, away], rule)
    did = f"Ticking {label}" if away in settings["ticked"] else f"{label} is not ticked. A tick"
    span = _span(before), _span(after)
    if before == after and before[0] != before[1]:
        more = "which deals these are may differ."
        return f"With or without {label} the number is {span[0]} deals; {more} {_basis(scores, settings, away)}"
    if before == after:
        return f"{did} takes away none of {span[0]} deals. {_basis(scores, settings, away)}"
    told = sizes(scores.told_alone(away), [*others, away], rule)
    place = 0 if before[0] != after[0] else 1
    gone, essay = before[place] - after[place], before[place] - told[place]
    parts = f"Of the {gone} taken away, the essay’s words account for {essay}, what is assumed for {gone - essay}"
    exact = before[0] == before[1] and after[0] == after[1]
    parts += "." if exact else f" (counted at {('worst', 'best')[place]})."
    return f"{did} leaves {span[1]} of {span[0]} deals. {parts} {_basis(scores, settings, away)}"


def _span(size):
    return str(size[0]) if size[0] == size[1] else f"{size[0]} to {size[1]}"


def _basis(scores, settings, who):
    """Say how many cells of a player are from the essay, assumed, and blank, and what the blanks count as."""
    told, guess, blank = scores.sources[who]
    words = f"Its cells: {told} from the essay, {guess} assumed by you, {blank} blank"
    if not blank:
        return f"{words}."
    if settings["blanks"] == "unknown":
        return f"{words}, and a blank may fall either way."
    answer = "never a no" if settings["rule"] == "least" else "never a gain"
    return f"{words}, and a blank that counts as indifferent is {answer}."


def _pareto(scores, ticked, sure):
    """Say how many deals no other deal improves on for the ticked players."""
    if not ticked:
        return "The Pareto set needs somebody who is asked."
    if not scores.low[ticked].equals(scores.high[ticked]):
        return "The Pareto set and the Nash point need a value in each cell: fill the blanks, or choose indifferent."
    found = pareto_set(scores.low[ticked]).to_numpy()
    return (
        f"{int(found.sum())} deals cannot be improved for one of the ticked without a loss for another "
        f"(the Pareto set); {int((found & sure).sum())} of them are among the deals that could be signed."
    )


def _nash(case, scores, ticked):
    """Say where the Nash point of the ticked players is; {words, deals: [steps]} with at most two deals."""
    if not ticked or not scores.low[ticked].equals(scores.high[ticked]):
        return {"words": "", "deals": []}
    gains = scores.low[ticked]
    moved = [who for who in ticked if gains[who].abs().max() > 1e-9]
    still = [who for who in ticked if who not in moved]
    aside = f" Left out, because every deal is the same to it: {say.names(case, still)}." if still else ""
    found = nash_point(gains[moved], [0] * len(moved)) if moved else None
    if found is None:
        return {"words": f"No deal leaves every one of them better off, so there is no Nash point.{aside}", "deals": []}
    many = "" if len(found) == 1 else f" {len(found)} deals reach it; the first is shown."
    words = f"Nash point, one idea of fairness and not a forecast: the largest product of gains.{many}{aside}"
    return {"words": words, "deals": [scores.deals[n].tolist() for n in found[:1]]}
