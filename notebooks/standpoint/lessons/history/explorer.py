"""The two explorers of lesson 09: the list of meetings, and the other side of each party."""

from functools import partial
from pathlib import Path

from ... import wording as say
from ...case.essay import sentences
from ...draw import Words
from ...panel.answer import Answer
from ...panel.page import (
    counted,
    el,
    evidence_box,
    facts,
    field,
    join,
    link,
    live,
    menu,
    number,
    opener,
    reset,
    select,
    slot,
    table,
)
from ...panel.panel import WAIT, Panel, script_of
from . import findings

PICKS = "09.picks"  # the name under which the reader's picks are kept

_HEAD = ["on your list", "meeting", "year", "affected party", "text"]
_DEALS = {"yes": "a text was signed", "no": "nothing was signed", "unknown": "the source does not say"}
_NO_YEAR = (
    "This is no year, so the filters stay as they were. Give a year as in 1945, or leave the field blank."
)
_LISTS = {
    "all": ("All earlier meetings", "All earlier meetings are on your list."),
    "shown": ("Only what the filters show", "Your list is what the filters show."),
    "no": ("A list that says “always outside”", "Only deals with the affected party outside are on your list."),
    "yes": ("A list that says “never outside”", "Only deals with the affected party inside are on your list."),
}
# What a list gives: pieces of the sentence, each said where the number that it names is not 0.
_GIVES = [
    ["always", "{meetings} meetings on your list. "],
    ["none", "No text was signed at the meetings on your list."],
    ["deals", "Texts signed: {deals}. Affected party outside: {no} of {deals}; inside: {yes} of {deals}"],
    ["split", "; {split} with one party inside and one outside"],
    ["not applicable", "; {not applicable} not applicable"],
    ["deals", "."],
]
_FIRST = "Take a meeting off the list: what that does to the count is said here."
_AGAIN = "All earlier meetings are on your list, and no filter is set."
_SAME = "The count of signed texts stays as it was."
_MOVED = (
    "From “{before}” outside to “{now}”. The count moved because you chose: no event of history changed."
)


def summit_list(case):
    """The list of meetings with filters: drop some, and watch the count move."""
    return Words(findings.NONE) if case.summits.empty else SummitList(case)


class SummitList(Panel):
    """See `summit_list`. What a list gives is counted in the browser, by summit_list.js; every word is written here."""

    _esm = script_of() + Path(__file__).with_name("summit_list.js").read_text(encoding="utf-8")

    def __init__(self, case):
        meetings = list(findings.meetings(case).itertuples())
        rows = el("div", table(_HEAD, map(_line, meetings), "Your list of meetings", cls="small"), cls="scroll",
                  data_filter="meetings")  # fmt: skip
        columns = el("div", rows, evidence_box("One meeting", stays=True), cls="columns")
        page = join(_filters(meetings), _buttons(), _count(meetings), columns)
        words = f"Put meetings on your list or take them off, and watch the count. {WAIT}"
        words += " The table above shows every meeting."
        rooms = {f"meetings/{row.id}": _room(row) for row in meetings}
        super().__init__("summits", page, {}, evidence=rooms, words=words)


def _filters(rows):
    """What hides rows, and how many are left."""
    seats = menu("seat", "Affected party", [[None, "any"], *map(list, findings.SEATS.items())], None, **_facet("seat"))
    deals = menu("deal", "Text", [[None, "any"], *map(list, _DEALS.items())], None, **_facet("deal"))
    met = menu("met", "Who met", [[None, "any"], ["leaders", "leaders"], ["envoys", "envoys"]], None, **_facet("met"))
    first, last = min(row.begins for row in rows)[:4], max(row.ends for row in rows)[:4]
    years = _year("From", first, "ends", "least"), _year("to", last, "begins", "most")
    shown = f"{{}} of {len(rows)} meetings shown. A filter hides rows; it does not change your list."
    tally = el("p", shown.format(len(rows)), cls="key", role="status", **counted("meetings", shown))
    return el("fieldset", el("legend", "Filter"), seats, deals, met, years, tally, cls="filters")


def _facet(name):
    return {"data_filters": "meetings", "data_facet": name}


def _year(label, year, facet, bound):
    field = number(label.lower(), year, data_bound=bound, data_wrong=_NO_YEAR, **_facet(facet))
    return el("label", f"{label} ", field, cls="menu")


def _buttons():
    lists = [el("button", words, type="button", data_list=name, data_why=why) for name, (words, why) in _LISTS.items()]
    return el("div", lists, reset(), cls="filter")


def _count(rows):
    """What the list gives, and what the last change did to that."""
    earlier = list_in_words([row for row in rows if not row.own])
    signed = [row.affected_negotiated for row in rows if row.deal == "yes" and not row.own]
    whole = f"All earlier meetings give {signed.count('no')} of {len(signed)}. "
    whole += "The list was picked, not sampled, so none of these counts is a rate."
    count = el("p", earlier, cls="title count", data_gives=_GIVES, data_same=_SAME, data_moved=_MOVED,
               data_again=_AGAIN)  # fmt: skip
    return el("div", count, live(_FIRST, "change", "p"), el("p", whole, cls="key"), cls="result")


def list_in_words(rows):
    """Say what a list of meetings gives. rows: as `findings.meetings` gives them."""
    seats = [row.affected_negotiated for row in rows if row.deal == "yes"]
    numbers = {seat: seats.count(seat) for seat in findings.SEATS}
    numbers |= {"meetings": len(rows), "deals": len(seats), "none": not seats, "always": True}
    return "".join(words.format(**numbers) for name, words in _GIVES if numbers[name])


def _line(row):
    """A meeting in the table: whether it is on the list, its name, which opens its room, and its codes."""
    box = el("input", type="checkbox", checked=not row.own, aria_label=f"On your list: {row.name}")
    small = el("small", "the meeting of this text: not counted until you add it") if row.own else None
    name = opener("button", [row.name, small], f"meetings/{row.id}", press=True, type="button", cls="told",
                  aria_pressed="false", data_first=row.own)  # fmt: skip
    seat, begins, ends = row.affected_negotiated, int(row.begins[:4]), int(row.ends[:4])
    facets = {"seat": seat, "deal": row.deal, "met": row.met, "begins": begins, "ends": ends, "own": row.own}
    cells = [el("td", box), el("th", name, scope="row"), str(begins), findings.SEATS[seat], _DEALS[row.deal]]
    return cells, {"data_row": facets, "cls": "off" if row.own else None}


def _room(row):
    """One meeting: who was in the room, who outside, what came of it, and the source."""
    within, outside = findings.inside(row)
    others = [el("span", name) for name in findings.parts(row.negotiated) if name not in within]
    none = "nobody affected" if within else "not called about anybody’s land"
    inner = el("small", "in the room"), [el("strong", f"● {name} (affected)") for name in within], others
    outer = el("small", "outside"), [el("strong", f"○ {name} (affected)") for name in outside] or none
    hand = {"yes": " Did the affected party sign? Yes.", "no": " Did the affected party sign? No."}
    seat = row.affected_negotiated
    about = [
        ["Affected party", f"{findings.SEATS[seat]}.{hand.get(row.affected_signed, '') if seat == 'no' else ''}"],
        ["Signed", findings.signers(row)], ["Outcome", row.outcome], ["Source", link(row.source_title, row.source)],
        ["Note", row.note],
    ]  # fmt: skip
    return join(
        el("p", row.name, cls="title"), el("p", f"{findings.when(row)} · {row.place} · {row.met} met", cls="place"),
        el("div", el("div", inner, cls="inside"), el("div", outer, cls="outside"), cls="rooms"),
        facts([pair for pair in about if pair[1]]),
    )  # fmt: skip


def concern(case, sid):
    """Return (words, paragraph) of what matters most to a stakeholder, as the text tells it; ("", "") for nothing.

    The rule: of the positions that the text says outright, the first of those to which it gives the most weight; its
    whole sentence, and the sentence after it in the same paragraph. Without an outright one the rule takes a hint.
    """
    mine = case.positions[case.positions["stakeholder"] == sid]
    outright = mine[mine["plainness"] == "outright"]
    mine = outright if len(outright) else mine
    mine = mine[mine["salience"] == mine["salience"].max()]
    if mine.empty:
        return "", ""
    first = mine.sort_values("start", kind="stable").iloc[0]
    known = sentences(case.essay)
    place = known[(known["paragraph"] == first["paragraph"]) & (known["end"] > first["start"])]
    inside = int((place["start"] < first["end"]).sum())
    return " ".join(place["text"].head(inside + 1)) or first["sentence"], first["paragraph"]


def _matters(case, row):
    words, place = concern(case, row.id)
    if not words:
        none = "no position of it is coded so far" if say.so_far(case) else "the text gives no position"
        return f"What matters most to {row.label}: {none}."
    return f"What matters most to {row.label}, as the text tells it: {_whole(words)} ({place})"


def _whole(words):
    """Return whole sentences in quotation marks; marks inside them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _facts(row):
    return f"Affected party: {findings.SEATS[row.affected_negotiated]}; {findings.signed_in_words(row)}. {row.outcome}"


def other_side(case):
    """Which case would each party of the text pick? `.picks` is {party: {"meeting": id, "why": text}}.

    The picks are kept in my-work/answers.json beside the notebook and are shown again.
    """
    return OtherSide(case)


class OtherSide(Panel):
    """See `other_side`. A control is called <party>/meeting or <party>/why."""

    def __init__(self, case):
        people = list(case.stakeholders[case.stakeholders["kind"] == "party"].itertuples())
        meetings = {row.id: row for row in findings.earlier(case).itertuples()}
        empty = {f"{person.id}/{name}": "" for person in people for name in ("meeting", "why")}
        self.answer = answer = Answer(case, PICKS, partial(_clean, say.parties(case), meetings), empty)

        def show(now):
            picked = {person.id: meetings.get(now[f"{person.id}/meeting"]) for person in people}
            told = {f"facts/{who}": _facts(row) if row else "" for who, row in picked.items()}
            return told | {"summary": _summary(people, now, answer.notice)}

        words = f"Which case would {say.names(case, say.parties(case))} pick, and why? {WAIT}"
        page = _page(case, people, meetings, answer.controls) if meetings else el("p", findings.NONE)
        super().__init__("picks", page, answer.controls, show, keep=answer.keep, store=answer.store,
                         words=words if meetings else findings.NONE)  # fmt: skip

    @property
    def picks(self):
        """The reader's picks: {party: {"meeting": id, "why": text}}."""
        return self.answer.given


def _clean(people, meetings, kept):
    """What of kept picks this case has. A reason may be written before its case is picked."""
    found = {who: {"meeting": "", **pick} for who, pick in kept.items() if who in people and isinstance(pick, dict)}
    return {who: {"meeting": pick["meeting"], "why": str(pick.get("why", ""))} for who, pick in found.items()
            if pick["meeting"] in ["", *meetings]}  # fmt: skip


def _page(case, people, meetings, given):
    options = [["", "choose"], *([row.id, f"{row.name}, {row.begins[:4]}"] for row in meetings.values())]
    sides = [_side(case, person, options, given) for person in people]
    return join(el("h4", "Which case would each side pick?"), el("div", sides, cls="sides"),
                slot("summary", cls="reply", role="status"), live(cls="told"))  # fmt: skip


def _side(case, person, options, given):
    who, label = person.id, person.label
    chosen = select(f"{who}/meeting", options, given[f"{who}/meeting"])
    why = f"Why this case serves {label}, and one thing that does not fit"
    return el(
        "section", el("p", label, cls="title"), el("p", _matters(case, person), cls="question"),
        el("label", f"{label} would pick ", chosen, cls="entry"), slot(f"facts/{who}", tag="small", aria_live="polite"),
        field(f"{who}/why", why, given[f"{who}/why"], rows=2),
    )  # fmt: skip


def _summary(people, now, notice):
    """How many were picked for, who has no reason yet, and what became of keeping them."""
    given = [person for person in people if now[f"{person.id}/meeting"]]
    different = len({now[f"{person.id}/meeting"] for person in given})
    lacking = [person.label for person in given if not now[f"{person.id}/why"].strip()]
    kept = "Your picks are kept beside this notebook." if given else "Your picks will be kept beside this notebook."
    return join(
        el("p", f"You picked for {len(given)} of {len(people)}. Different cases: {different}."),
        el("p", f"Still without a reason: {', '.join(lacking)}.") if lacking else None, el("p", notice or kept),
    )  # fmt: skip
