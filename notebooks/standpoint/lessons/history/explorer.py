"""The two explorers of lesson 09: the list of meetings, and the other side of each party."""

from ... import wording as say
from ...case.essay import sentences
from ...explore.base import Explorer, script
from ...panel.answer import Answer
from ...panel.page import el, field, join, live, select, slot
from ...panel.panel import WAIT, Panel
from . import findings

PICKS = "09.picks"  # the name under which the reader's picks are kept


def summit_list_data(case):
    """Everything that the explorer of the list shows, as plain data.

    Gives {none, caption, seats: [[value, words]], deals: [[value, words]], rows: [{id, name, when, begins, ends,
    place, met, seat, deal, within, others, outside, signed, outcome, source_title, source, note, own}]}. `none` is a
    sentence where the case has no list, else "".
    """
    rows = [_row(row) for row in findings.meetings(case).itertuples()]
    return {
        "none": "" if rows else findings.NONE,
        "caption": "Your list of meetings",
        "seats": [[value, words] for value, words in findings.SEATS.items()],
        "deals": [["yes", "a text was signed"], ["no", "nothing was signed"], ["unknown", "the source does not say"]],
        "rows": rows,
    }


def _row(row):
    within, outside = findings.inside(row)
    return {
        "id": row.id,
        "name": row.name,
        "when": findings.when(row),
        "begins": int(row.begins[:4]),
        "ends": int(row.ends[:4]),
        "place": row.place,
        "met": row.met,
        "seat": row.affected_negotiated,
        "deal": row.deal,
        "within": within,
        "others": [name for name in findings.parts(row.negotiated) if name not in within],
        "outside": outside,
        "signed": [] if row.deal == "no" else findings.parts(row.signed),
        "hand": row.affected_signed if isinstance(row.affected_signed, str) else "",
        "outcome": row.outcome,
        "source_title": row.source_title,
        "source": row.source,
        "note": row.note,
        "own": bool(row.own),
    }


def other_side_data(case):
    """Everything that the explorer of picks shows, as plain data.

    Gives {none, caption, people: [{id, label, said}], meetings: [{id, label, facts}]}: the parties of the text
    with the words on what matters most to each, and the earlier meetings with one line about each.
    """
    people = case.stakeholders[case.stakeholders["kind"] == "party"]
    return {
        "none": findings.NONE if findings.earlier(case).empty else "",
        "caption": "Which case would each side pick?",
        "people": [{"id": row.id, "label": row.label, "said": _matters(case, row)} for row in people.itertuples()],
        "meetings": [
            {"id": row.id, "label": f"{row.name}, {row.begins[:4]}", "facts": _facts(row)}
            for row in findings.earlier(case).itertuples()
        ],
    }


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
        return f"What matters most to {row.label}: the text gives no position."
    return f"What matters most to {row.label}, as the text tells it: {_whole(words)} ({place})"


def _whole(words):
    """Return whole sentences in quotation marks; marks inside them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _facts(row):
    return f"Affected party: {findings.SEATS[row.affected_negotiated]}; {findings.signed_in_words(row)}. {row.outcome}"


def picks(kept, data):
    """Return {party: {"meeting", "why"}} of what a reader kept, without what this case does not have."""
    people = [person["id"] for person in data["people"]]
    known = ["", *(meeting["id"] for meeting in data["meetings"])]
    return {
        who: {"meeting": pick["meeting"], "why": str(pick.get("why", ""))}
        for who, pick in kept.items()
        if who in people and isinstance(pick, dict) and pick.get("meeting") in known
    }


def parties_in_words(case):
    """Name the parties that are asked for; "nobody" where there is none."""
    return say.names(case, say.parties(case))


def summit_list(case):
    """The list of meetings with filters: drop some, and watch the count move. See `summit_list_data`."""
    data = summit_list_data(case)
    words = data["none"] or f"Put meetings on your list or take them off, and watch the count. {WAIT}"
    return SummitList(data=data, words=words if data["none"] else f"{words} The table above shows every meeting.")


def other_side(case):
    """Which case would each party of the text pick? `.picks` is {party: {"meeting": id, "why": text}}.

    The picks are kept in my-work/answers.json beside the notebook and are shown again.
    """
    data = other_side_data(case)
    words = data["none"] or f"Which case would {parties_in_words(case)} pick, and why? {WAIT}"
    return OtherSide(case, data, words)


class SummitList(Explorer):
    """See `summit_list`."""

    _esm = script(__file__, "summit_list.js")


class OtherSide(Panel):
    """See `other_side`. A control is called <party>/meeting or <party>/why."""

    def __init__(self, case, data, words):
        people, facts = data["people"], {meeting["id"]: meeting["facts"] for meeting in data["meetings"]}
        empty = {f"{person['id']}/{name}": "" for person in people for name in ("meeting", "why")}
        self.answer = answer = Answer(case, PICKS, lambda kept: _clean(kept, data), empty)

        def show(now):
            told = {f"facts/{one['id']}": facts.get(now[f"{one['id']}/meeting"], "") for one in people}
            return told | {"summary": _summary(people, now, answer.notice)}

        page = el("p", data["none"]) if data["none"] else _page(data, answer.controls)
        super().__init__("picks", page, answer.controls, show, keep=answer.keep, store=answer.store, words=words)

    @property
    def picks(self):
        """The reader's picks: {party: {"meeting": id, "why": text}}."""
        return self.answer.given


def _clean(kept, data):
    # A reason may be written before its case is picked.
    return picks({who: {"meeting": "", **pick} for who, pick in kept.items() if isinstance(pick, dict)}, data)


def _page(data, given):
    options = [["", "choose"], *([meeting["id"], meeting["label"]] for meeting in data["meetings"])]
    sides = [_side(person, options, given) for person in data["people"]]
    return join(el("h4", data["caption"]), el("div", sides, cls="sides"), slot("summary", cls="reply", role="status"),
                live(cls="told"))  # fmt: skip


def _side(person, options, given):
    who, label = person["id"], person["label"]
    chosen = select(f"{who}/meeting", options, given[f"{who}/meeting"])
    why = f"Why this case serves {label}, and one thing that does not fit"
    return el(
        "section", el("p", label, cls="title"), el("p", person["said"], cls="question"),
        el("label", f"{label} would pick ", chosen, cls="entry"), slot(f"facts/{who}", tag="small", aria_live="polite"),
        field(f"{who}/why", why, given[f"{who}/why"], rows=2),
    )  # fmt: skip


def _summary(people, now, notice):
    """How many were picked for, who has no reason yet, and what became of keeping them."""
    given = [person for person in people if now[f"{person['id']}/meeting"]]
    different = len({now[f"{person['id']}/meeting"] for person in given})
    lacking = [person["label"] for person in given if not now[f"{person['id']}/why"].strip()]
    kept = "Your picks are kept beside this notebook." if given else "Your picks will be kept beside this notebook."
    return join(
        el("p", f"You picked for {len(given)} of {len(people)}. Different cases: {different}."),
        el("p", f"Still without a reason: {', '.join(lacking)}.") if lacking else None, el("p", notice or kept),
    )  # fmt: skip
