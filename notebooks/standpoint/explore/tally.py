"""The tally box: a class's hands for one cell, beside the code of the table and the machine codings of the case."""

import math

import numpy as np

from ..case.case import items_of
from ..case.lacking import first_empty
from ..case.tables import IN_CODINGS, undecided
from ..draw import Words
from ..panel.page import el, join, live, menu, number, read_number, reset, slot, table, tick
from ..panel.panel import WAIT, Kept, Panel

_ANSWERS = {-1: "n", 0: "o", 1: "p", None: "b"}  # a direction, None for a blank, and the name of its field
_MOST = 999


def tally(case, name="positions"):
    """Count the hands of a class for one cell, large enough for a projector; nothing is kept.

    name: "positions" or "inducement_codes". It opens with the first stakeholder on the first question, and shows how
    the cell was coded only when that is ticked: a class that sees it first votes with it. Another cell is another vote.
    """
    if lack := first_empty(case, "stakeholders", "issues"):
        return Words(lack)
    items = items_of(case, name)[0].set_index("id")
    if items.empty:
        return Words("This case has no inducements yet, so there is no cell to vote on.")
    people = case.stakeholders.set_index("id")
    stakeholder, item = people.index[0], items.index[0]
    empty = dict.fromkeys(_ANSWERS.values())
    values = {"who": stakeholder, "what": item, "codes": False, **empty}
    page = join(
        el("div", menu("who", "Stakeholder", [[sid, label] for sid, label in people["label"].items()], stakeholder),
           menu("what", "Question", [[key, label] for key, label in items["label"].items()], item),
           tick("codes", "Show how it was coded"), cls="controls"),
        slot("fields", tag="fieldset", cls="hands"), live("Count the hands for each answer.", cls="change", tag="p"),
        slot("result", cls="result", role="region", aria_label="The class beside the codes"), reset("Clear"),
    )  # fmt: skip
    words = f"Tally box: the hands of a class for a cell, beside the codes. {WAIT}"

    def show(now):
        row = items.loc[now["what"]]
        answers = {-1: row["left"], 0: "both, with no lean", 1: row["right"], None: "the essay does not say"}
        return {"fields": _fields(answers), "result": _result(case, name, people, items, now)}

    def keep(changes, *_):
        # "Clear" changes everything at once, and is a new vote too.
        return Kept({**empty, "codes": False} if {"who", "what"} & changes.keys() else {})

    return Panel("tally", page, values, show, _said, keep=keep, words=words, readable=False)


def counts(values):
    """The hands for each direction, {-1: n, 0: n, 1: n, None: n}; None where a field holds no count from 0 to 999."""
    found = {}
    for direction, name in _ANSWERS.items():
        typed = read_number(values[name])
        typed = 0 if typed is None else typed
        good = not math.isnan(typed) and float(typed).is_integer() and 0 <= typed <= _MOST
        found[direction] = int(typed) if good else None
    return found


def coded(case, name, who, what):
    """{direction: names of those who gave it} for a cell: the table of the case, and each reader of `codings`."""
    column = items_of(case, name)[1]
    rows = case.tables[name]
    own = rows[(rows["stakeholder"] == who) & (rows[column] == what)]["direction"]
    found = {-1: [], 0: [], 1: [], None: []}
    if len(own) or (who, what) not in undecided(case, name):
        found[int(own.iloc[0]) if len(own) else None].append("the table")
    mine = case.codings[case.codings["table"] == IN_CODINGS[name]]
    here = mine[(mine["stakeholder"] == who) & (mine["item"] == what)].set_index("coder")["position"]
    for coder in sorted(mine["coder"].unique()):
        direction = int(np.sign(here[coder])) if coder in here else None
        found[direction].append(f"reader {coder}")
    return found


def _fields(answers):
    lines = [el("label", el("span", f"{_sign(direction)}: {words}"), number(_ANSWERS[direction], None, 0, _MOST))
             for direction, words in answers.items()]  # fmt: skip
    return join(el("legend", "Hands for each answer"), lines)


def _sign(direction):
    return "blank" if direction is None else {-1: "−1", 0: "0", 1: "+1"}[direction]


def _result(case, name, people, items, now):
    hands = counts(now)
    codes = coded(case, name, now["who"], now["what"]) if now["codes"] else None
    total = sum(count or 0 for count in hands.values())
    rows = []
    for direction in _ANSWERS:
        count = hands[direction] or 0
        share = f"{round(100 * count / total)} %" if total else ""
        bar = el("span", cls="hand", style=f"width: {100 * count / total if total else 0:.0f}%", aria_hidden="true")
        rows.append([_sign(direction), str(count), join(bar, share), *([", ".join(codes[direction])] if codes else [])])
    caption = f"{people.loc[now['who'], 'label']} on “{items.loc[now['what'], 'label']}”"
    head = ["Answer", "Hands", "Share of the class", *(["Coded so by"] if codes else [])]
    return table(head, rows, caption, cls="small")


def _said(_, now):
    hands = counts(now)
    if None in hands.values():
        wrong = ", ".join(_sign(direction) for direction, count in hands.items() if count is None)
        return f"Give a whole number from 0 to {_MOST} for: {wrong}. Until then it is counted as no hands."
    total = sum(hands.values())
    if not total:
        return "Count the hands for each answer."
    most = max(hands.values())
    top = [_sign(direction) for direction, count in hands.items() if count == most]
    return f"{total} hands. Most, {most}, for {' and for '.join(top)}."
