"""What the explorer of the deal space shows, as plain data: a case and the reader's assumptions in, a dict out."""

import numpy as np

from ... import wording as say
from ...measures import all_deals, pareto_set
from .drafts import drafts
from .findings import parts_in_words
from .space import (
    STEPS,
    by_smallest_gain,
    defaults,
    negotiable,
    own_cells,
    players,
    score,
    sizes,
    taken_away,
    winset,
)

SHOWN = 10  # deals in words on a page: more are not read at once
CHOICES = {
    "words": ("Whose words fill the cells", [["essay", "the essay"], ["own", "with own words"]]),
    "blanks": ("What you leave blank counts as", [
        ["indifferent", "indifferent: all steps are worth the same"],
        ["unknown", "unknown: a wish either way"],
    ]),
    "rule": ("A party says yes", [
        ["least", "if it does not lose by the deal"], ["more", "only if it gains by the deal"],
    ]),
    "weights": ("The issues count", [
        ["equal", "the same for everybody"], ["salience", "by salience (a blank counts 2, assumed)"],
    ]),
}  # fmt: skip


def choices_of(case):
    """Return those of CHOICES that change something: without own words in a blank there is nothing to switch."""
    return {name: choice for name, choice in CHOICES.items() if name != "words" or own_cells(case)}


def clean(start, known, settings, shown=()):
    """Return the settings with whatever is missing or unknown replaced by its default: a browser may send anything.

    start: from `defaults`. known: ids from `players`. shown: ids from `drafts`.
    """
    given = {**start, **{name: value for name, value in dict(settings).items() if name in start}}
    cells = {f"{issue} {who}" for issue in start["status_quo"] for who in known}
    allowed = {name: [value for value, _ in options] for name, (_, options) in CHOICES.items()}
    found = {name: given[name] if given[name] in words else start[name] for name, words in allowed.items()}
    found["ticked"] = [who for who in known if who in given["ticked"]]
    found["assumed"] = {cell: way for cell, way in given["assumed"].items() if cell in cells and way in (-1, 1)}
    steps = {**start["status_quo"], **{i: s for i, s in given["status_quo"].items() if i in start["status_quo"]}}
    found["drafts"] = [draft for draft in shown if draft in given["drafts"]]
    found["page"] = given["page"] if given["page"] in range(STEPS ** len(steps)) else 0
    found["status_quo"] = {issue: step if step in range(STEPS) else STEPS // 2 for issue, step in steps.items()}
    return found


def deal_view(case, settings):
    """Return what the explorer shows for some assumptions, as plain data: see `view_of`; settings: see `defaults`."""
    settings = clean(defaults(case), players(case), settings, drafts(case))
    return view_of(case, settings, score(case, settings))


def view_of(case, settings, scores):
    """Return what the explorer shows for clean settings and their scores, as plain data.

    Gives {size: [at worst, at best], total, headline, change, pareto, deals: [{steps, sure}], page, pages}.
    A tick, or another rule for a yes, needs no other scores.
    """
    ticked, rule = settings["ticked"], settings["rule"]
    sure, possible = winset(scores, ticked, rule)
    size, total = [int(sure.sum()), int(possible.sum())], len(scores.deals)
    pages = max(1, -(-size[1] // SHOWN))
    page = min(settings["page"], pages - 1)
    shown = _shown(scores, settings, sure, possible)[SHOWN * page : SHOWN * (page + 1)]
    return {
        "size": size,
        "total": total,
        "headline": _headline(case, ticked, size, total),
        "change": change_in_words(case, settings, scores),
        "pareto": _pareto(scores, ticked, sure),
        "deals": [{"steps": scores.deals[n].tolist(), "sure": bool(sure[n])} for n in shown],
        "page": page,
        "pages": pages,
    }


def last_change(case, before, after, old, new):
    """Say what the last change was, and whether it changed the number of deals; "" where a page was turned.

    before, after: settings; old, new: their sizes, [at worst, at best].
    """
    what = "; ".join(_changes(case, before, after))
    if not what:
        return ""
    if old == new:
        return f"Last change: {what}. The number of deals stays the same."
    return f"Last change: {what}. The number of deals was {_span(old)}; now it is {_span(new)}."


def _changes(case, before, after):
    """Yield what differs between two settings, in words."""
    asked, names = players(case), say.labels(case)
    for who in asked:
        if (who in before["ticked"]) != (who in after["ticked"]):
            yield f"{names[who]} is {'asked' if who in after['ticked'] else 'no longer asked'}"
    for draft, label in drafts(case).items():
        if (draft in before["drafts"]) != (draft in after["drafts"]):
            yield f"{label} is {'shown' if draft in after['drafts'] else 'no longer shown'}"
    for name, (label, options) in CHOICES.items():
        if before[name] != after[name]:
            yield f"“{label}” is now “{dict(options)[after[name]]}”"
    for issue in negotiable(case).itertuples():
        step = after["status_quo"][issue.id]
        if before["status_quo"][issue.id] != step:
            yield f"status quo on “{issue.label}” is now step {step}"
        for who in asked:
            old, new = (settings["assumed"].get(f"{issue.id} {who}") for settings in (before, after))
            if old != new:
                way = {-1: f"“{issue.left_short}”, assumed", 1: f"“{issue.right_short}”, assumed", None: "blank again"}
                yield f"{names[who]} on “{issue.label}” is now {way[new]}"


def _shown(scores, settings, sure, possible):
    """Return the row numbers of the deals in order: sure ones first, in each part the best for who gains least."""
    parts = [np.flatnonzero(part) for part in (sure, possible & ~sure)]
    now = list(settings["status_quo"].values())
    changes = np.abs(all_deals([STEPS] * len(now)) - now).sum(axis=1)
    return np.concatenate([by_smallest_gain(scores.low[settings["ticked"]], part, changes) for part in parts])


def _headline(case, ticked, size, total):
    if not ticked:
        return f"Nobody is asked, so all {total} deals pass."
    could = "could sign" if len(ticked) == 1 else "could both sign" if len(ticked) == 2 else "could all sign"
    if not size[1]:
        return f"Of {total} deals {say.names(case, ticked)} {could} none."
    many = f"{size[0]}" if size[0] == size[1] else f"Between {size[0]} and {size[1]}"
    share = 100 * size[1] / total
    near = "less than 1" if 0 < share < 1 else f"{share:.0f}"
    up = "" if size[0] == size[1] else "at most "
    return f"{many} of {total} deals ({up}{near} percent): {say.names(case, ticked)} {could} them."


def change_in_words(case, settings, scores):
    """Say what a tick at the absent party changes, and by which reasons: see `taken_away`."""
    away = scores.absent
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
    place = 0 if before[0] != after[0] else 1
    parts = parts_in_words(taken_away(scores, others, away, rule, place))
    exact = before[0] == before[1] and after[0] == after[1]
    parts += "." if exact else f" (counted at {('worst', 'best')[place]})."
    return f"{did} leaves {span[1]} of {span[0]} deals. {parts} {_basis(scores, settings, away)}"


def _span(size):
    return str(size[0]) if size[0] == size[1] else f"{size[0]} to {size[1]}"


def _basis(scores, settings, who):
    """Say how many cells of a player are from the essay, assumed, and blank, and what the blanks count as."""
    told, own, guess, blank = scores.sources[who]
    said = f", {own} from own words" if own else ""
    words = f"Its cells: {told} from the essay{said}, {guess} assumed by you, {blank} blank"
    if not blank:
        return f"{words}."
    if settings["blanks"] == "unknown":
        return f"{words}, and a blank may hide a wish either way."
    answer = "never a no" if settings["rule"] == "least" else "never a gain"
    return f"{words}, and a blank that counts as indifferent is {answer}."


def _exact(scores, who):
    """Say whether no gain of some players hangs on a blank."""
    return scores.high is scores.low or scores.low[who].equals(scores.high[who])


def _pareto(scores, ticked, sure):
    """Say how many deals no other deal improves on for the ticked players."""
    if not ticked:
        return "The Pareto set needs somebody who is asked."
    if not _exact(scores, ticked):
        return "The Pareto set needs a value in each cell: fill the blanks, or choose indifferent."
    found = pareto_set(scores.low[ticked]).to_numpy()
    return (
        f"{int(found.sum())} deals waste nothing: no other deal is better for one of the ticked and worse for none "
        f"(the Pareto set). Of these, {int((found & sure).sum())} could be signed."
    )

