"""The part of the deal space that shows published drafts: their marks on the steps, and who could sign them."""

import numpy as np

from ... import own_words as spoken
from ... import wording as say
from ...panel.page import el, join, link, opener, table, tick
from .drafts import BLANK, answer_in_words, answers, cells_known, drafts, fitting, open_in_words, placed, said
from .space import STEPS, negotiable, outcomes, players, winset

_SIGNS = "▲■●★"  # a mark of its own for each draft; a fifth begins again
_PLACES = "Where the drafts stand, from the left pole (0) to the right pole (4). Choose a mark to read its words."
_WHO = "Who could sign the drafts, by your settings. Known: cells from the essay, from own words, or filled by you."


def chooser(case):
    """Return the boxes that switch the drafts on; nothing where the case has none."""
    boxes = [tick(f"draft/{draft}", f"{_signs(case)[draft]} {label}") for draft, label in drafts(case).items()]
    return el("fieldset", el("legend", "Show a published draft"), boxes, cls="choices") if boxes else None


def draft_views(case, settings, scores):
    """Return {slot: Html}: where the drafts that are switched on stand, and who could sign them; empty where none is.

    settings: see `defaults`; scores: see `score`.
    """
    shown = {draft: drafts(case)[draft] for draft in settings["drafts"]}
    if not shown:
        return {"drafts": join(), "signers": join()}
    opened = [el("p", f"{_signs(case)[draft]} {open_in_words(case, draft)}{_all_ticked(case, settings, scores, draft)}")
              for draft in shown]  # fmt: skip
    places = join(el("div", _places(case, shown), cls="scroll"), opened)
    return {"drafts": places, "signers": _who(case, settings, scores, shown)}


def draft_sentences(case):
    """Return {key: Html} of the words that place each draft, to open by its marks."""
    words, terms, found = outcomes(case), say.labels_of(negotiable(case)), {}
    for draft, label in drafts(case).items():
        for issue, row in placed(case, draft).items():
            head = el("strong", f"{label} on “{terms[issue]}”, step {row.step}: {words[issue][row.step]}. ")
            page = link(spoken.site(row.source), row.source)
            found[f"draft/{draft}/{issue}"] = el("p", head, f"{said(row)}: ", page, f". {row.note}")
    return found


def fits_in_words(case, settings, steps):
    """Return a note for each draft that is switched on and that a deal fits. steps: of the deal, issue by issue."""
    one, names = np.array([steps]), drafts(case)
    found = [draft for draft in settings["drafts"] if fitting(case, draft, one)[0]]
    return [f"fits {_signs(case)[draft]} {names[draft]}" for draft in found]


def _signs(case):
    return {draft: _SIGNS[place % len(_SIGNS)] for place, draft in enumerate(drafts(case))}


def _places(case, shown):
    """A row for each issue, a column for each step, a mark where a draft stands; the last is for blanks."""
    rows, words, signs = [], outcomes(case), _signs(case)
    for issue in negotiable(case).itertuples():
        steps = [[] for _ in range(STEPS)]
        silent = []
        for draft, label in shown.items():
            row = placed(case, draft).get(issue.id)
            if row is None:
                silent.append(el("p", f"{signs[draft]} {label}"))
                continue
            about = f"{label} on “{issue.label}”, step {row.step}: {words[issue.id][row.step]}. Show its words"
            steps[row.step].append(opener("button", f"{signs[draft]} {label}", f"draft/{draft}/{issue.id}",
                                          type="button", cls="told", aria_label=about))  # fmt: skip
        rows.append([issue.label, *(join(marks) for marks in steps), el("td", silent, cls="blank" if silent else None)])
    head = ["Issue", *(f"Step {step}" for step in range(STEPS)), BLANK.capitalize()]
    return table(head, rows, _PLACES, cls="tiles drafts")


def _all_ticked(case, settings, scores, draft):
    """Say how many of the deals that fit a draft all who are ticked could sign; "" where nobody is."""
    if not settings["ticked"]:
        return ""
    fits = fitting(case, draft, scores.deals)
    worst, best = (int((found & fits).sum()) for found in winset(scores, settings["ticked"], settings["rule"]))
    span = f"{worst}" if worst == best else f"{worst} to {best}"
    return f" All who are ticked could sign {span} of {int(fits.sum())}."


def _who(case, settings, scores, shown):
    """A row for each player, a column for each draft: who signs, who refuses, and on how many known cells."""
    names, total, rows = say.labels(case), len(negotiable(case)), []
    found = {draft: answers(case, scores, draft, settings["rule"]) for draft in shown}
    for who in players(case):
        label = names[who] if who in say.parties(case) else join(names[who], el("small", " audience"))
        cells = [answer_in_words(*found[draft][who]) for draft in shown]
        rows.append([label, *cells, f"{cells_known(scores, who)} of {total}"])
    head = ["Who", *(f"{_signs(case)[draft]} {label}" for draft, label in shown.items()), "Known"]
    return el("div", table(head, rows, _WHO), cls="scroll")
