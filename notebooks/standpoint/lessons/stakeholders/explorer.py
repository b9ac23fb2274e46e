"""The two explorers of lesson 03: the reader's own values, and the viewpoints of others."""

import pandas as pd
import traitlets

from ... import wording as say
from ...explore.kept import Kept, kept_script
from ...measures import quadrant
from ...panel.page import choices, el, evidence_box, grid_cell, join, live, said_of, table, view
from ...panel.panel import WAIT, Panel
from . import findings

_CUTS = ((2, "only 2"), (1, "1 or 2"))
_CAPTION = "Power, legitimacy and urgency, in the eyes of one viewpoint"
_NO_VIEWPOINT = "The tables of this case code no viewpoint, so there is nothing to choose here."
_BLANK = "No sentence of the essay says it, in these eyes. A blank is not a “no”."
_KEY = (
    "Dashed and empty: blank, the essay does not say. ≠: another viewpoint says the opposite. "
    "“Open” names every class that the blanks leave possible."
)


def own_values_data(case):
    """Everything that the explorer of own values shows, as plain data.

    Gives {caption, scales: {power: {label, words}, interest: ...}, cuts: [{value, label, quadrants}], people:
    [{id, label, hue, coded: {power: {value, words, quote, place}, interest: ...}}]}. value is 0, 1, 2 or None;
    quadrants[power][interest] is the word for a pair of values.
    """
    labels = {"power": "Power to stop or carry a deal", "interest": "Interest in the outcome"}
    scales = {name: {"label": labels[name], "words": list(words)} for name, words in findings.SCALES.items()}
    cuts = [
        {"value": cut, "label": words, "quadrants": [[quadrant(p, i, cut) for i in range(3)] for p in range(3)]}
        for cut, words in _CUTS
    ]
    people = [
        {"id": p.id, "label": p.label, "hue": n % 8, "coded": {name: _coded(p, name) for name in findings.SCALES}}
        for n, p in enumerate(case.stakeholders.itertuples())
    ]
    return {"caption": "Your own values beside the coded ones", "scales": scales, "cuts": cuts, "people": people}


def _coded(person, name):
    value, (words, why) = getattr(person, name), findings.value_in_words(person, name)
    return {
        "value": None if pd.isna(value) else int(value),
        "words": words + why,
        "quote": getattr(person, f"{name}_quote"),
        "place": getattr(person, f"{name}_paragraph"),
    }


def clean_values(case, given):
    """Return the reader's values that this case can hold: {stakeholder: {"power" or "interest": 0, 1 or 2}}.

    given: such a dict, or whatever an older file kept; all else is left out.
    """
    given, found = given if isinstance(given, dict) else {}, {}
    for sid in case.stakeholders["id"]:
        own = given.get(sid) if isinstance(given.get(sid), dict) else {}
        known = {name: own[name] for name in findings.SCALES if type(own.get(name)) is int and own[name] in (0, 1, 2)}
        found |= {sid: known} if known else {}
    return found


def viewpoints(case):
    """Power, legitimacy, urgency and the class of each stakeholder, in the eyes that a reader chooses.

    Each cell opens its sentence, and what others say of the same. Everything happens in the browser.
    """
    eyes = findings.viewpoints(case)
    words = f"Choose in whose eyes each stakeholder counts. {viewpoints_summary(case)} {WAIT}"
    words = f"{words} The tables below show the same."
    if not eyes:
        return Panel("viewpoints", el("p", _NO_VIEWPOINT), {}, words=words)
    first = next(iter(eyes))
    grids = [view("eyes", vid, _grid(case, eyes, vid), chosen=vid == first) for vid in eyes]
    page = join(
        choices("eyes", "In whose eyes?", list(eyes.items()), first),
        el("div", el("div", el("div", grids, cls="scroll"), _told(case, eyes), live(), el("p", _KEY, cls="key")),
           evidence_box("Evidence in these eyes"), cls="columns"),
        _pairs(case),
    )  # fmt: skip
    return Panel("viewpoints", page, {}, evidence=_evidence_of_all(case, eyes), words=words)


def _told(case, eyes):
    """What is said when a viewpoint is chosen: how much it says, and what differs from the one before."""
    for vid in eyes:
        yield said_of("eyes", vid, findings.view_in_words(case, vid))
        for other in eyes:
            if other != vid:
                yield said_of("eyes", vid, findings.views_compared_in_words(case, vid, other), before=other)


def _grid(case, eyes, viewpoint):
    coded, rows = findings.attributes(case), []
    for person in case.stakeholders.itertuples():
        cells = [_grid_cell(coded, eyes, viewpoint, person.id, name) for name in findings.ATTRIBUTES]
        word = findings.classes_in_words(findings.classes(case, viewpoint, person.id))
        name = join(person.label, person.kind == "audience" and el("small", " audience"))
        rows.append([name, *cells, el("td", word, cls="class")])
    head = [None, *findings.ATTRIBUTES, el("th", "class", scope="col", cls="class")]
    return table(head, rows, f"{_CAPTION}: {eyes[viewpoint]}", role="grid")


def _grid_cell(coded, eyes, viewpoint, stakeholder, attribute):
    row = coded.get((viewpoint, stakeholder, attribute))
    value, differs = row["value"] if row else "", _differs(coded, eyes, viewpoint, stakeholder, attribute)
    name = f"{value or 'blank'}{', another viewpoint differs' if differs else ''}"
    mark, place = f"{value} ≠" if differs else value, f"{stakeholder}/{attribute}"
    return grid_cell(mark, f"viewpoints/{viewpoint}/{place}", place=place, first=bool(row),
                     cls="value0" if row else "blank", aria_label=name)  # fmt: skip


def _evidence_of_all(case, eyes):
    """The sentence of every cell of every viewpoint, and what others say: {address: Html}."""
    coded = findings.attributes(case)
    return {
        f"viewpoints/{vid}/{person.id}/{name}": _evidence(case, coded, eyes, vid, person, name)
        for vid in eyes
        for person in case.stakeholders.itertuples()
        for name in findings.ATTRIBUTES
    }


def _evidence(case, coded, eyes, viewpoint, person, attribute):
    row = coded.get((viewpoint, person.id, attribute))
    title = f"{person.label}: {attribute}, in the eyes of {eyes[viewpoint]}"
    head = [el("p", title, cls="title"), el("p", findings.ATTRIBUTES[attribute], cls="question")]
    others = _others(coded, eyes, viewpoint, person.id, attribute)
    if row is None:
        return join(head, el("p", el("strong", "Blank. "), _BLANK), others)
    start, end = case.essay.part(row["paragraph"])
    text, first, last = case.essay.text, int(row["start"]), int(row["end"])
    sentence = el("blockquote", text[start:first], el("mark", text[first:last]), text[last:end])
    note = row["note"] and el("p", el("strong", "Why: "), row["note"], cls="note")
    place = el("p", el("strong", row["value"]), f" · {row['paragraph']}", cls="place")
    return join(head, place, sentence, note or None, others)


def _differs(coded, eyes, viewpoint, stakeholder, attribute):
    own = coded.get((viewpoint, stakeholder, attribute))
    others = [coded.get((vid, stakeholder, attribute)) for vid in eyes]
    return bool(own) and any(row and row["value"] != own["value"] for row in others)


def _others(coded, eyes, viewpoint, stakeholder, attribute):
    """What other viewpoints say of the same."""
    own = coded.get((viewpoint, stakeholder, attribute))
    for vid, name in eyes.items():
        row = coded.get((vid, stakeholder, attribute))
        if row and vid != viewpoint:
            differs = bool(own) and own["value"] != row["value"]
            yield _said(f"{row['value']}, in the eyes of {name}", row["quote"], row["paragraph"], differs)


def _said(words, quote, place, differs=False):
    """A quotation with who says it and where it stands; one that brings its own marks keeps to those."""
    own = quote if "“" in quote else f"“{quote}”"
    head = el("p", differs and el("strong", "The viewpoints differ: "), words, cls="place")
    return el("article", head, el("blockquote", f"{own} ({place})"))


def _pairs(case):
    """Two quotations against each other, wherever two sentences pull apart."""
    made = [
        el("section", el("p", title, cls="title"),
           el("div", [el("div", [_said(*said) for said in side]) for side in sides], cls="sides"))
        for title, *sides in findings.pulled_apart(case)
    ]  # fmt: skip
    head = el("p", "Two quotations against each other", cls="title")
    question = el("p", "Which weighs more? No answer is given here.", cls="question")
    return el("div", head, question, made, cls="pairs") if made else None


def viewpoints_summary(case):
    """Say how many of the cells of all viewpoints are coded, and where quotations pull apart."""
    eyes = findings.viewpoints(case)
    if not eyes:
        return _NO_VIEWPOINT
    size = len(eyes) * len(case.stakeholders) * len(findings.ATTRIBUTES)
    apart = say.counted(len(findings.pulled_apart(case)), "pair") + " of quotations pull apart"
    return f"{len(case.viewpoints)} of {size} cells are coded; the others are blank. {apart.capitalize()}."


def own_values(case):
    """The reader's own power and interest beside the coded ones; `.values` is {stakeholder: {scale: 0 to 2}}.

    `.why` is the reader's text. Both are kept in my-work/answers.json beside the notebook and are shown again.
    See `own_values_data`.
    """
    words = f"Give your own values of power and interest, and see them beside the coded ones. {WAIT}"
    return OwnValues(case, data=own_values_data(case), words=f"{words} The register above shows the coded values.")


class OwnValues(Kept):
    """See `own_values`. `values` and `why` are set by Python alone; see `Kept`."""

    _esm = kept_script(__file__, "own_values.js")
    values = traitlets.Dict().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)

    def __init__(self, case, **kwargs):
        super().__init__(case, "03.values", **kwargs)
        if not self.notice and (self.values or self.why):
            self.notice = "Your earlier values are filled in."

    def clean(self, kept):
        """See `Kept`."""
        why = kept.get("why")
        return {"values": clean_values(self._case, kept.get("values")), "why": why if isinstance(why, str) else ""}

    def take(self, kept):
        """See `Kept`."""
        self.values, self.why = kept["values"], kept["why"]
