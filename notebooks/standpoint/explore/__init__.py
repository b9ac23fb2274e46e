"""The explorers that two or more lessons show: the evidence table, the annotated essay, the tally box."""

from ..case.case import items_of
from ..case.lacking import first_empty
from ..case.tables import undecided
from ..draw import Words
from ..panel.page import el, evidence_box, grid_cell, join, live, table
from ..panel.panel import WAIT, Panel
from ..wording import uncoded_in_words
from . import evidence
from .essay import annotated_essay as annotated_essay
from .tally import tally as tally

_LEGEND = (
    "● said outright; ○ hinted. − and + are the two poles under the name of each row.",
    "The number 1 or 2 says how plainly the essay speaks, not how extreme the stakeholder is. 0: both poles, no lean.",
    "Dashed and empty: the essay does not say.",
)
_OWN_LEGEND = (
    "◆ said outright, ◇ hinted: in their own words, with the day. Choose a cell to see who spoke, and where.",
    "“Apart” under two marks: the essay and own words lean to opposite poles.",
)
_WHAT = {"positions": "position on each issue", "inducement_codes": "view of each thing on offer"}
_ENDS = {
    "own_words": "as they presented themselves",
    "both": "as the essay presents it (circle) and as they presented themselves (diamond)",
}


def evidence_table(case, table="positions"):
    """The evidence table: choose a cell by mouse or arrow keys and read its sentence.

    Positions have a switch between the essay and own words, where the case has some. table: or "inducement_codes".
    """
    if lack := first_empty(case, "stakeholders", "issues" if table == "positions" else "inducements"):
        return Words(lack)
    summary = _summary(case, table)
    found = evidence.voices(case, summary) if table == "positions" else {table: summary}
    captions = {voice: _caption(table, _ENDS.get(voice, "as the essay presents it")) for voice in found}
    switch, grids = evidence.by_voice(found, lambda voice: _grid(case, table, voice, captions[voice]))
    later = ["“not yet”: not coded yet."] if undecided(case, table) else []
    lines = [*_LEGEND, *later, *(_OWN_LEGEND if len(found) > 1 else ())]
    legend = el("ul", [el("li", line) for line in lines], cls="legend", aria_label="How to read the cells")
    foot = el("div", live(el("p", summary), cls=None), legend, cls="foot")
    scroll, box = el("div", grids, cls="scroll"), evidence_box(f"Evidence: {captions[table]}")
    words = f"Evidence table. {captions[table]}. {summary} {WAIT} The tables of this lesson show the same."
    page = join(switch, el("div", scroll, box, foot, cls="columns"))
    return Panel("table", page, {}, evidence=evidence.sentences(case, table), words=words)


def _caption(table, end):
    return f"Each stakeholder’s {_WHAT[table]}, {end}"


def _summary(case, table):
    codes, size = case.tables[table], len(items_of(case, table)[0]) * len(case.stakeholders)
    outright = int((codes["plainness"] == "outright").sum())
    coded = f"{len(codes)} of {size} cells are coded: {outright} said outright, {len(codes) - outright} hinted."
    return f"{coded} {uncoded_in_words(case, table, ': the essay does not say')}"


def _grid(case, source, voice, caption):
    people, split = evidence.people_of(case), evidence.apart(case)
    codes, own = evidence.codes_of(case, source), evidence.codes_of(case, "own_words")
    still = undecided(case, source)
    head = [join(one["label"], one["kind"] == "audience" and el("small", " audience")) for one in people]
    rows = []
    for item in items_of(case, source)[0].to_dict("records"):
        name = join(item["label"], [el("small", f" {words}") for words in
                                    (f"− {item['left_short']}", f"+ {item['right_short']}")])  # fmt: skip
        cells = [(person["id"], item["id"]) for person in people]
        rows.append([name, *(_not_yet(voice, cell) if cell in still else
                             _cell(voice, cell, codes.get(cell), own.get(cell), cell in split)
                             for cell in cells)])  # fmt: skip
    return table([None, *head], rows, caption, role="grid")


def _not_yet(voice, cell):
    place, inside = "/".join(cell), el("small", "not yet")
    return grid_cell(inside, f"{voice}/{place}", place=place, cls="blank", aria_label=evidence.NOT_YET)


def _cell(voice, cell, essay, own, leans_apart):
    """A cell in a voice; essay and own: its codes, None for a blank."""
    place, kind = "/".join(cell), "blank"
    if voice == "both":
        inside = [
            el("span", evidence.mark_of(code, mine), cls=f"chip value{int(code['position'])}")
            for code, mine in ((essay, False), (own, True))
            if code
        ]
        kind = "two" if inside else kind
        inside.append(leans_apart and el("small", "apart"))
        name = f"the essay: {evidence.name_of(essay)}; own words: {evidence.name_of(own, 'none')}"
        name += "; they lean apart" if leans_apart else ""
    else:
        mine = voice == "own_words"
        code = own if mine else essay
        kind = f"value{int(code['position'])}" if code else kind
        inside = evidence.mark_of(code, mine)
        name = evidence.name_of(code, "no own words" if mine else evidence.NOT_SAID)
    # A sentence from the start shows what the box is for: the first coded cell, or the first cell of all.
    return grid_cell(inside, f"{voice}/{place}", place=place, first=bool(essay), cls=kind, aria_label=name)
