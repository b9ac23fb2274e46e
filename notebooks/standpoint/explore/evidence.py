"""What the evidence table and the position map share: whose words, how a code reads, and the sentence behind it."""

from itertools import product

import pandas as pd

from .. import own_words as words
from ..case.case import items_of
from ..case.tables import undecided
from ..panel.page import choices, el, facts, join, link, said_of, view
from ..wording import PLAINNESS, mark, signed

NOT_SAID, NOT_YET = "the essay does not say", "not coded yet"
_SALIENCE = {1: "mentioned in passing", 2: "a stated concern", 3: "a main aim or topic"}
_BLANK = (
    "No sentence of the essay places this stakeholder here. That is a finding about the essay, not a zero: "
    "it does not mean that they stand in the middle, or that they have no view."
)
_STILL = "Nobody has looked at this cell yet, so nothing is known about it. Code it, or decide that it is blank."
_NO_WORDS = "No document that was read places them here, and nothing was picked. They may have spoken of it elsewhere."
VOICES = {"positions": "as the essay presents them", "own_words": "as they presented themselves", "both": "both"}


def voices(case, summary):
    """Return {voice: what it shows, in a sentence or two}; summary: that of the essay, which may be the only voice."""
    if not words.has_own_words(case):
        return {"positions": summary}
    own = f"{words.own_in_words(case)}. " if words.own_in_words(case) else ""
    both = f"{words.apart_in_words(case)}."
    return {"positions": summary, "own_words": f"{own}{words.counts_in_words(case)}", "both": both}


def by_voice(found, draw):
    """Return the switch between voices with what is said of each, None for one voice, and what draw(voice) makes."""
    if len(found) == 1:
        return None, [draw(voice) for voice in found]
    switch = choices("voice", "Whose words", [(voice, VOICES[voice]) for voice in found], "positions")
    said = [said_of("voice", voice, summary) for voice, summary in found.items()]
    return join(switch, said), [view("voice", voice, draw(voice), chosen=voice == "positions") for voice in found]


def people_of(case):
    """Return the stakeholders as dicts, parties before audiences."""
    return sorted(case.stakeholders.to_dict("records"), key=lambda person: person["kind"] == "audience")


def codes_of(case, table):
    """Return {(stakeholder, item): code} of positions, inducement_codes or own_words."""
    key = "inducement" if table == "inducement_codes" else "issue"
    return {(code["stakeholder"], code[key]): code for code in case.tables[table].to_dict("records")}


def apart(case):
    """Return the cells {(stakeholder, issue)} where the essay and own words lean to opposite poles."""
    found = words.apart(case) if words.has_own_words(case) else case.issues.head(0)
    return {(row.stakeholder, row.issue) for row in found.itertuples()}


def sign(code, own=False):
    """Return the sign of a code: filled where it is said outright; a circle, or a diamond for own words."""
    return ("◆◇" if own else "●○")[code["plainness"] != "outright"]


def mark_of(code, own=False):
    """Return a code as a mark in a cell, "" for none: "● −2"; own words have a diamond, also without a lean."""
    if not code:
        return ""
    value = int(code["position"])
    return f"{sign(code, own)} {signed(value)}" if own else mark(value)


def name_of(code, blank=NOT_SAID):
    """Return a code as a screen reader says it; blank: what stands for None."""
    return f"{signed(code['position'])}, {PLAINNESS[code['plainness']]}" if code else blank


def question(item):
    """Return what an issue asks, or what the thing on offer is."""
    return item["question"] if "question" in item else f"The thing on offer: {item['thing']}"


def direction(item, code, own=False):
    """Return the pole toward which a code leans, in words; own: the code is of own words, which name no number."""
    value = int(code["direction"])
    if value == 0:
        return "both poles, with no lean" if own else f"both “{item['left']}” and “{item['right']}”, with no lean (0)"
    pole = item["right"] if value > 0 else item["left"]
    return f"toward “{pole}”" + ("" if own else f" ({signed(value)})")


def place_of(part):
    """Return a part's name in words: "p04" is paragraph 4, "s2" the heading of section 2."""
    number = int(part[1:])
    return f"Paragraph {number} ({part})" if part.startswith("p") else f"Heading of section {number} ({part})"


def why(note):
    """Return the coder's reason; None where there is none."""
    return None if pd.isna(note) or not note else el("p", el("strong", "Why: "), note, cls="note")


def in_paragraph(case, code):
    """Return the paragraph of a coded row, with its quotation marked."""
    start, end = case.essay.part(code["paragraph"])
    text, first, last = case.essay.text, int(code["start"]), int(code["end"])
    return el("blockquote", text[start:first], el("mark", text[first:last]), text[last:end])


def sentences(case, table="positions"):
    """Return the sentence behind every cell: {"positions/putin/territory": Html}.

    Where the case has own words, own_words/… holds these, both/… the two, and both/…/own the two with own words first.
    """
    coded, own, split, found = codes_of(case, table), {}, set(), {}
    if voiced := table == "positions" and words.has_own_words(case):
        own, split = codes_of(case, "own_words"), apart(case)
    reasons, still = _blank_reasons(case, table), undecided(case, table)
    pairs = product(case.stakeholders.to_dict("records"), items_of(case, table)[0].to_dict("records"))
    for person, item in pairs:
        cell = person["id"], item["id"]
        title = el("p", f"{person['label']} on “{item['label']}”", cls="title")
        head, place = [title, el("p", question(item), cls="question")], "/".join(cell)
        essay = _not_yet() if cell in still else _essay_words(case, coded.get(cell), item, reasons.get(cell))
        found[f"{table}/{place}"] = join(head, essay)
        if voiced:
            mine = _own_words(own.get(cell), item)
            head_of_both = [*head, el("p", el("strong", "They lean apart."), cls="note") if cell in split else None]
            sides = [_side("As the essay presents it", essay), _side("In their own words", mine)]
            found |= {f"own_words/{place}": join(head, mine), f"both/{place}": join(head_of_both, sides)}
            found |= {f"both/{place}/own": join(head_of_both, sides[::-1])} if cell in own else {}
    return found


def _blank_reasons(case, table):
    """{(stakeholder, item): why a cell is blank that another reader filled or coded again, or that was decided so}."""
    again = case.recoding[case.recoding["direction"].isna()]
    notes = [rows[rows["table"] == table] for rows in (again, case.blank_notes)]
    found = {(row.stakeholder, row.item): row.note for rows in notes for row in rows.itertuples()}
    return found | (case.decided or {}).get(table, {})


def _side(whose, inside):
    return el("article", el("p", el("strong", whose)), inside)


def _not_yet():
    return join(el("p", el("strong", f"{NOT_YET.capitalize()}.")), el("p", _STILL))


def _essay_words(case, code, item, reason):
    if code is None:
        return join(el("p", el("strong", f"{NOT_SAID.capitalize()}.")), el("p", _BLANK), why(reason))
    plain = f"{PLAINNESS[code['plainness']]}, so position {signed(int(code['position']))}"
    said = [("Direction", direction(item, code)), ("How plainly", plain)]
    said += [("Salience (weight)", _SALIENCE[int(code["salience"])])]
    place = el("p", place_of(code["paragraph"]), cls="place")
    return join(place, in_paragraph(case, code), facts(said), why(code["note"]))


def _own_words(code, item):
    if code is None:
        return join(el("p", el("strong", "No words of their own here.")), el("p", _NO_WORDS))
    by = f"{code['speaker']}, {words.day_in_words(code['date'])}, {words.said_in(code)}"
    page = link(f"Open the page: {words.site(code['source'])}", code["source"])
    said = [("Direction", direction(item, code, own=True)), ("How plainly", PLAINNESS[code["plainness"]])]
    quote = el("blockquote", el("mark", code["quote"]))
    return join(el("p", by, cls="place"), quote, el("p", page), facts(said), why(code["note"]))
