"""The two explorers of lesson 03: the reader's own values, and the viewpoints of others."""

import pandas as pd
import traitlets

from ... import wording as say
from ...explore.base import WAIT, Explorer, script
from ...explore.kept import Kept, kept_script
from ...measures import quadrant
from . import findings

_CUTS = ((2, "only 2"), (1, "1 or 2"))


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


def viewpoints_data(case):
    """Everything that the explorer of viewpoints shows, as plain data.

    Gives {caption, none, attributes: [{id, question}], viewpoints: [{id, label, words, against, rows: [{label,
    kind, class, cells}]}], pairs: [{title, sides: [[{words, quote, place}]]}]}. `none` is a sentence where nothing
    is coded, else "". words: how much a viewpoint says; against: {id of another viewpoint: what differs}. A cell
    has value ("yes", "no" or ""), title, question, and where coded place, before, quote, after and note; others:
    what other viewpoints say of the same, [{words, quote, place, differs}].
    """
    eyes = findings.viewpoints(case)
    shown = [
        {
            "id": vid,
            "label": name,
            "words": findings.view_in_words(case, vid),
            "against": {other: findings.views_compared_in_words(case, vid, other) for other in eyes if other != vid},
            "rows": _rows(case, vid, eyes),
        }
        for vid, name in eyes.items()
    ]
    pairs = [
        {"title": title, "sides": [[_quotation(*said) for said in side] for side in sides]}
        for title, *sides in findings.pulled_apart(case)
    ]
    return {
        "caption": "Power, legitimacy and urgency, in the eyes of one viewpoint",
        "none": "" if eyes else "The tables of this case code no viewpoint, so there is nothing to choose here.",
        "attributes": [{"id": name, "question": question} for name, question in findings.ATTRIBUTES.items()],
        "viewpoints": shown,
        "pairs": pairs,
    }


def _rows(case, viewpoint, eyes):
    coded = findings.attributes(case)
    return [
        {
            "label": person.label,
            "kind": person.kind,
            "class": findings.classes_in_words(findings.classes(case, viewpoint, person.id)),
            "cells": [_cell(case, coded, eyes, viewpoint, person, name) for name in findings.ATTRIBUTES],
        }
        for person in case.stakeholders.itertuples()
    ]


def _cell(case, coded, eyes, viewpoint, person, attribute):
    row = coded.get((viewpoint, person.id, attribute))
    cell = {
        "value": row["value"] if row else "",
        "title": f"{person.label}: {attribute}, in the eyes of {eyes[viewpoint]}",
        "question": findings.ATTRIBUTES[attribute],
        "others": _others(coded, eyes, viewpoint, person.id, attribute),
    }
    if row is None:
        return cell
    start, end = case.essay.part(row["paragraph"])
    text, first, last = case.essay.text, int(row["start"]), int(row["end"])
    parts = {"before": text[start:first], "quote": text[first:last], "after": text[last:end]}
    return cell | parts | {"place": row["paragraph"], "note": row["note"]}


def _others(coded, eyes, viewpoint, stakeholder, attribute):
    own, found = coded.get((viewpoint, stakeholder, attribute)), []
    for vid, name in eyes.items():
        row = coded.get((vid, stakeholder, attribute))
        if row and vid != viewpoint:
            said = _quotation(f"{row['value']}, in the eyes of {name}", row["quote"], row["paragraph"])
            found.append(said | {"differs": bool(own) and own["value"] != row["value"]})
    return found


def _quotation(words, quote, place):
    return {"words": words, "quote": quote, "place": place}


def viewpoints_summary(case):
    """Say how many of the cells of all viewpoints are coded, and where quotations pull apart."""
    eyes = findings.viewpoints(case)
    if not eyes:
        return viewpoints_data(case)["none"]
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


def viewpoints(case):
    """Power, legitimacy, urgency and the class of each stakeholder, from a chosen viewpoint. See `viewpoints_data`."""
    words = f"Choose in whose eyes each stakeholder counts. {viewpoints_summary(case)} {WAIT}"
    return Viewpoints(data=viewpoints_data(case), words=f"{words} The tables below show the same.")


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


class Viewpoints(Explorer):
    """See `viewpoints`."""

    _esm = script(__file__, "viewpoints.js")
