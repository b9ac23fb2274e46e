"""The position map as an explorer: a switch between the essay, own words and both; it lives in the browser alone."""

import pandas as pd

from ... import own_words
from ... import wording as say
from ...case.lacking import first_empty
from ...draw import Words
from ...draw.linemap import missing_in_words
from ...explore import evidence
from ...panel.page import el, evidence_box, join, live, opener
from ...panel.panel import WAIT, Panel

_PLACES = {-2: "said outright", -1: "hinted", 0: "no lean", 1: "hinted", 2: "said outright"}
_LEGEND = (
    "Circle in colour: as the essay presents them; a larger circle has more weight (salience).",
    "Diamond, name in italics: as they presented themselves.",
    "Filled: said outright. Hollow: hinted.",
    "Point at a mark to read its words. Choose it, by mouse or by arrow keys, to keep them open.",
)


def position_map(case):
    """The position map with a switch: the essay, own words, or both; each mark opens its words."""
    if lack := first_empty(case, "stakeholders", "issues"):
        return Words(lack)
    pair = say.best_known_pair(case)
    finding = say.pair_in_words(case, *pair) if pair else "The essay places no two parties on the same issue"
    found = evidence.voices(case, f"{finding}.")
    switch, maps = evidence.by_voice(found, lambda voice: _lines(case, voice))
    stops = [el("div", words, cls="stop") for words in _PLACES.values()]
    scale = el("div", stops, cls="rail scale", aria_hidden="true")
    lines = el("div", maps, cls="lines", data_walk=True)
    box = evidence_box("Evidence behind a mark of the map", speaks=False)
    legend = _LEGEND if len(found) > 1 else (_LEGEND[0], *_LEGEND[2:])
    key = el("ul", [el("li", line) for line in legend], cls="legend", aria_label="How to read the marks")
    page = join(switch, live(found["positions"], cls="title", tag="p"),
                el("div", el("div", scale, lines, cls="mapbox"), box, key, cls="columns"))  # fmt: skip
    shown = "; ".join(evidence.VOICES[voice] for voice in found)
    words = f"Position map: {shown}. {WAIT} The charts and tables of this lesson show the same."
    return Panel("map", page, {}, evidence=evidence.sentences(case), words=words, readable=False)


def _lines(case, voice):
    """A line for each issue, in a voice: its poles, the marks on its five places, and who is missing."""
    codes = {"essay": evidence.codes_of(case, "positions"), "own": evidence.codes_of(case, "own_words")}
    split = evidence.apart(case)
    blanks = {"essay": say.blanks(case), "own": own_words.silent(case)}
    kinds = {"positions": ["essay"], "own_words": ["own"]}.get(voice, ["essay", "own"])
    hues = {sid: f"hue{n % 8}" for n, sid in enumerate(case.stakeholders["id"])}
    for item in case.issues.to_dict("records"):
        stops, pulled = {place: [] for place in _PLACES}, []
        for person in evidence.people_of(case):
            cell = person["id"], item["id"]
            leans_apart = voice == "both" and cell in split
            pulled += [person["label"]] if leans_apart else []
            for kind in kinds:
                if code := codes[kind].get(cell):
                    mark = _mark(voice, kind, cell, code, person["label"], hues[person["id"]], leans_apart)
                    stops[int(code["position"])].append(mark)
        head = el("div", el("span", item["left_short"]), el("strong", item["label"]), el("span", item["right_short"]),
                  cls="ends")  # fmt: skip
        rail = el("div", [el("div", marks, cls="stop") for marks in stops.values()], cls="rail")
        notes = [el("p", f"Lean apart: {', '.join(pulled)}", cls="apart")] if pulled else []
        missing = [missing_in_words(blanks[kind][item["id"]], own=kind == "own") for kind in kinds]
        notes += [el("p", words, cls="missing") for words in missing]
        yield el("div", head, rail, notes, cls="issue", role="group", aria_label=item["label"], data_line=True)


def _mark(voice, kind, cell, code, label, hue, leans_apart):
    own, place = kind == "own", "/".join(cell)
    weight = 2 if own or pd.isna(code["salience"]) else int(code["salience"])
    name = f"{label}{', own words' if own else ''}: {evidence.name_of(code)}"
    name += "; the essay and own words lean apart" if leans_apart else ""
    glyph = el("span", evidence.sign(code, own), cls=f"glyph weight{weight}", aria_hidden="true")
    address = f"{voice}/{place}" + ("/own" if own and voice == "both" else "")
    return opener("button", join(glyph, el("span", label)), address, place=f"{kind}/{place} {place}", look="passing",
                  type="button", cls=f"dot {kind} {hue}", tabindex="-1", aria_label=name)  # fmt: skip
