"""The two explorers of lesson 03: the reader's own values, and the viewpoints of others."""

from ... import wording as say
from ...explore.evidence import in_paragraph, why
from ...panel.page import choices, el, evidence_box, grid_cell, join, live, said_of, table, view
from ...panel.panel import WAIT, Panel
from . import findings
from .own_values import OwnValues

_CAPTION = "Power, legitimacy and urgency, in the eyes of one viewpoint"
_NO_VIEWPOINT = "The tables of this case code no viewpoint, so there is nothing to choose here."
_NOT_A_NO = "A blank is not a “no”."
_BLANK = f"No sentence of the essay says it, in these eyes. {_NOT_A_NO}"
_KEY = (
    "Dashed and empty: blank, the essay does not say. ≠: another viewpoint says the opposite. "
    "“Open” names every class that the blanks leave possible."
)


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
        said = ("Blank. ", _BLANK) if case.decided is None else ("Blank, or not coded yet. ", _NOT_A_NO)
        return join(head, el("p", el("strong", said[0]), said[1]), others)
    place = el("p", el("strong", row["value"]), f" · {row['paragraph']}", cls="place")
    return join(head, place, in_paragraph(case, row), why(row["note"]), others)


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
    """A quotation with who says it and where it stands."""
    head = el("p", differs and el("strong", "The viewpoints differ: "), words, cls="place")
    return el("article", head, el("blockquote", say.cited(quote, place)))


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
    others = "blank" if case.decided is None else "blank, or not coded yet"
    return f"{len(case.viewpoints)} of {size} cells are coded; the others are {others}. {apart.capitalize()}."


def own_values(case):
    """The reader's own power and interest beside the coded ones; `.values` is {stakeholder: {scale: 0 to 2}}.

    `.why` is the reader's text. Both are kept in my-work/answers.json beside the notebook and are shown again.
    """
    return OwnValues(case)
