"""The reader's own values of power and interest, beside the coded ones."""

from functools import partial

import pandas as pd

from ... import wording as say
from ...case import answers
from ...case.lacking import uncoded
from ...measures import quadrant
from ...panel.answer import Answer
from ...panel.page import choices, el, field, join, live, opener, press, select, slot, table
from ...panel.panel import WAIT, Panel
from . import findings

_CUTS = ((2, "only 2"), (1, "1 or 2"))
_LABELS = {"power": "Power to stop or carry a deal", "interest": "Interest in the outcome"}
_GO = "Go to a choice, or point at a coded value: its sentence stands here."
_WHY = "Why? For each value of yours, name the words of the essay or another source."
_KEPT = "Kept. It is here again next time."


class OwnValues(Panel):
    """See `own_values` of the explorers. What is given counts for the cut that the reader chooses."""

    def __init__(self, case):
        places = [f"values/{sid}/{scale}" for sid in case.stakeholders["id"] for scale in findings.SCALES]
        empty = dict.fromkeys(places) | {"why": ""}

        def show(now):
            cut, own = now["cut"], answer.given["values"]
            said = {f"said/{sid}/{scale}": _beside(own.get(sid, {}).get(scale), coded[sid][scale], unsaid[scale])
                    for sid in coded for scale in findings.SCALES}  # fmt: skip
            summary = [el("p", line) for line in _summary(case, coded, own, cut)]
            return said | {"grid": _power_grid(case, coded, own, cut), "summary": join(summary)}

        still = uncoded(case, *findings.SCALES)
        unsaid = {s: "not coded yet" if s in still else "the essay does not say" for s in findings.SCALES}
        coded = {row.id: {scale: _coded(row, scale) for scale in findings.SCALES}
                 for row in case.stakeholders.itertuples()}  # fmt: skip
        self.answer = answer = Answer(case, "03.values", partial(_clean, case), empty, _KEPT)
        if not answer.notice and answer.controls != empty:
            answer.notice = "Your earlier values are filled in."
        words = f"Give your own values of power and interest, and see them beside the coded ones. {WAIT}"
        super().__init__(
            "values", _own_page(case, answer.notice), answer.controls | {"cut": _CUTS[0][0]}, show,
            lambda *_: answer.notice,
            presses={"back": lambda now, _: {name: to for name, to in empty.items() if now[name] != to}},
            keep=answer.keep, settings=lambda _: answer.given, evidence=_coded_sentences(case), store=answer.store,
            words=f"{words} The register above shows the coded values.",
        )  # fmt: skip

    @property
    def values(self):
        """The reader's values: {stakeholder: {"power" or "interest": 0, 1 or 2}}."""
        return self.settings["values"]

    @property
    def why(self):
        """The reader's reasons."""
        return self.settings["why"]


def _clean(case, kept):
    """What of a kept answer this case can hold: values of 0, 1 or 2 for its stakeholders, and words."""
    why, found = kept.get("why"), {}
    for sid in case.stakeholders["id"]:
        given = {scale: answers.look(kept, ["values", sid, scale]) for scale in findings.SCALES}
        fits = {scale: value for scale, value in given.items() if type(value) is int and value in (0, 1, 2)}
        found |= {sid: fits} if fits else {}
    return {"values": found, "why": why if isinstance(why, str) else ""}


def _coded(person, scale):
    value = getattr(person, scale)
    return None if pd.isna(value) else int(value)


def _own_page(case, notice):
    head = [words for label in _LABELS.values() for words in (f"{label}, as coded", "Assumed by you")]
    rows = [[p.label, *_value_cells(case, p, "power"), *_value_cells(case, p, "interest")]
            for p in case.stakeholders.itertuples()]  # fmt: skip
    page = join(
        el("div", table([None, *head], rows, "Your own values beside the coded ones", cls="values"), cls="scroll"),
        el("p", _GO, cls="evidence", aria_live="polite", data_evidence=True),
        choices("cut", "What counts as high?", _CUTS, _CUTS[0][0]),
        slot("grid", cls="scroll"),
        slot("summary", cls="reply", role="status"),
        el("div", field("why", _WHY, rows=3), cls="why"),
        live(notice, cls="key", tag="p"),
        press("back", "Take back all that I gave"),
    )
    return el("div", page, data_whole=True)  # so that what is taken back is held against what stands in the view


def _value_cells(case, person, scale):
    """The coded value, and the reader's own: both open the coded sentence."""
    address, options = f"{person.id}/{scale}", [(n, f"{n}, {word}") for n, word in enumerate(findings.SCALES[scale])]
    own = select(f"values/{address}", [(None, "choose"), *options], None,
                 aria_label=f"Your value: {scale} of {person.label}")  # fmt: skip
    yield opener("td", "".join(findings.value_in_words(case, person, scale)), address, look=True)
    yield opener("td", [own, slot(f"said/{address}", tag="small")], address, cls="assumed")


def _coded_sentences(case):
    found = {}
    for person in case.stakeholders.itertuples():
        for scale in findings.SCALES:
            quote, place = getattr(person, f"{scale}_quote"), getattr(person, f"{scale}_paragraph")
            said = [": ", el("mark", quote), f" ({place})"] if quote else "."
            words = "".join(findings.value_in_words(case, person, scale))
            found[f"{person.id}/{scale}"] = join(el("strong", f"{person.label}, {scale}, as coded: "), words, said)
    return found


def _beside(own, coded, unsaid):
    """Say what one value is beside the coded one; "" where the reader gave none. unsaid: where none is coded."""
    if own is None:
        return ""
    if coded is None:
        return unsaid
    return "as coded" if own == coded else "more than coded" if own > coded else "less than coded"


def _power_grid(case, coded, own, cut):
    """Who stands where: rows are power, from high to low; columns are interest. Below stand those with a blank."""
    power, interest = ([f"{n}, {word}" for n, word in enumerate(words)] for words in findings.SCALES.values())
    rows = [
        [power[p], *(el("td", el("small", quadrant(p, i, cut)), _chips(case, coded, own, (p, i))) for i in range(3))]
        for p in (2, 1, 0)
    ]
    grid = table([None, *interest], rows, "Power (up) and interest (right)", cls="cells")
    if all(_place(values) for values in coded.values()):
        return grid
    why = f"In no cell, because {findings.why_no_place(case)}:"
    return join(grid, el("p", why, cls="key"), _chips(case, coded, own, None))


def _place(values):
    """The place of two values in the grid, (power, interest); None where one of them is blank."""
    found = tuple(values.values())
    return None if None in found else found


def _chips(case, coded, own, place):
    """The names at a place of the grid, by the codes, and by the values of the reader where there are some."""
    made = []
    for n, (sid, label) in enumerate(say.labels(case).items()):
        if _place(coded[sid]) == place:
            made.append(el("li", el("span", "● ", aria_hidden="true", cls="dot"), label, cls=f"hue{n % 8}"))
        if sid in own and _place(coded[sid] | own[sid]) == place:
            made.append(el("li", el("span", "◇ ", aria_hidden="true"), f"{label}, assumed by you", cls="assumed"))
    return el("ul", made)


def _summary(case, coded, own, cut):
    """Say what the reader's values and the cut change, in sentences."""
    def players(values, cut):
        found = {sid: quadrant(*given.values(), cut) for sid, given in values.items()}
        some = say.names(case, [sid for sid, word in found.items() if word == "players"])
        blank = [sid for sid, word in found.items() if word is None]
        return f"{some}; open, {findings.for_what(case)}: {say.names(case, blank)}" if blank else some

    given = [(value, coded[sid][scale]) for sid, values in own.items() for scale, value in values.items()]
    filled = sum(code is None for _, code in given)
    other = sum(value != code for value, code in given) - filled
    where = "nothing is coded yet" if uncoded(case, *findings.SCALES) else "the essay is blank"
    blank = f", and {filled} stand{'s' * (filled == 1)} where {where}" if filled else ""
    yield (f"You gave {len(given)} of {len(coded) * len(findings.SCALES)} values; {other} differ{'s' * (other == 1)} "
           f"from the code{blank}." if given else "You gave no value yet.")  # fmt: skip
    before = players(coded, cut)
    [(rest, label)] = [(value, words) for value, words in _CUTS if value != cut]
    names = players(coded, rest)
    more = (f"The other cut ({label}) gives the same players." if names == before
            else f"With the other cut ({label}) they are: {names}.")  # fmt: skip
    yield f"Players by the codes, where high means {dict(_CUTS)[cut]}: {before}. {more}"
    if given:
        after = players({sid: values | own.get(sid, {}) for sid, values in coded.items()}, cut)
        yield (f"With your values, where you gave them: {after}." if after != before
               else "With your values, where you gave them, the players stay the same.")  # fmt: skip
