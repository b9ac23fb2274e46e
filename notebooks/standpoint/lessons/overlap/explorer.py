"""The overlap bench: the reader's choices in, shares and verdicts in words out, and the page that shows them."""

import numpy as np

from ... import wording as say
from ...draw import Words
from ...measures import verdict
from ...measures.overlap import matches
from ...panel.page import choices, el, evidence_box, join, live, menu, reset, slot, table, tick
from ...panel.panel import WAIT, Panel
from ...wording import quoted
from . import findings

_OPTIONS = {
    "weights": ("What does each inducement weigh?", [
        ["equal", "all the same"], ["mean", "salience, the mean of the two"],
        ["min", "salience, the smaller of the two"],
    ]),
    "blank_salience": ("Salience of a blank, assumed by you", [
        [1, "1, in passing"], [2, "2, a stated concern"], [3, "3, a main aim"],
    ]),
    "blanks": ("What does a blank count as?", [
        ["left out", "left out, the known cells alone"], ["no overlap", "no overlap"], ["overlap", "overlap"],
        ["both bounds", "both, from no overlap to overlap"],
    ]),
    "tau": ("When do two codes overlap?", [
        [None, "when they lean in the same direction"],
        [1, "variant: also when the codes differ by at most 1 step, so that plainness counts too"],
        [2, "variant: also when the codes differ by at most 2 steps, so that plainness counts too"],
    ]),
}  # fmt: skip
_CAUTION = (
    "Caution: this variant reads plain words as a stronger wish. A code says how plainly the text speaks, "
    "not how strong a wish is. Here “no lean” overlaps with a hint on either side"
)
_HINTS = ", and within 2 steps two opposite hints overlap too"
_MEANING = {
    "supported": "supported",
    "contradicted": "contradicted: it is more than halfway",
    "not decided by this text": "not decided by this text",
}
_RULES = {
    "left out": "Known cells alone", "no overlap": "Blanks as no overlap", "overlap": "Blanks as overlap",
    "both bounds": "Both bounds",
}  # fmt: skip
_LIST = "On the list. Point at a row for its sentences."
_FIRST = "Change one thing, and see whether a verdict changes."
_MARKS = "● said outright, ○ hinted, 0 no lean; “not said”: the essay does not say."
_COUNTS = {True: "overlap", False: "no overlap", None: "a blank"}


def overlap_bench(case):
    """The overlap bench: the list, the pair, weights, blanks and distance in the reader's hand. See `bench_view`.

    `.settings` is what the reader has chosen, as `start` gives it.
    """
    if findings.compared_pair(case) is None:
        return Words(f"{findings.no_pair(case)}.")
    cells, ids, first = findings.cells(case), list(case.inducements["id"]), start(case)
    values = {f"items/{item}": True for item in ids} | {name: first[name] for name in first if name != "items"}

    def settings(now):
        return {name: now.get(name) for name in first} | {"items": [item for item in ids if now[f"items/{item}"]]}

    def show(now):
        chosen = settings(now)
        return _slots(case, chosen, bench_view(case, chosen, cells))

    def said(before, now):
        both = settings(before), settings(now)
        return last_change(case, *both, *(bench_view(case, one, cells) for one in both)) or _FIRST

    opening = bench_view(case, first, cells)
    bounds = next(result for result in opening["results"] if result["rule"] == "both bounds")
    words = f"Overlap bench, {opening['pair']}: {bounds['share']}, {bounds['words']}. {WAIT}"
    return Panel("bench", _page(first), values, show, said, settings=settings, evidence=sentences(case), words=words)


def _page(first):
    weights, _, *others = [_option(name, first) for name in _OPTIONS]
    listed = el("fieldset", el("legend", _LIST), slot("list", cls="scroll"), el("small", _MARKS))
    controls = el("div", weights, slot("assumed"), others, cls="settings")
    result = slot("result", cls="result", role="region", aria_label="Result")
    aside = el("div", result, live(_FIRST, cls="change", tag="p"), evidence_box("Sentences", speaks=False))
    left = el("div", slot("pair", cls="pair"), listed, controls, reset())
    return el("div", left, el("div", aside, cls="aside-column"), cls="columns")


def _option(name, chosen, **more):
    label, options = _OPTIONS[name]
    return choices(name, label, options, chosen[name], stack=True, **more)


def _slots(case, chosen, computed):
    """Return the parts of the page that settings change."""
    parties = [[sid, say.labels(case)[sid]] for sid in say.parties(case)]
    pair = [
        menu(place, words, parties, chosen[place], off=[chosen[other]])
        for place, words, other in (("first", "Compare", "second"), ("second", "with", "first"))
    ]
    assumed = _option("blank_salience", chosen, cls="assumed", disabled=chosen["weights"] == "equal")
    listed = _list(case, chosen, computed)
    return {"pair": join(pair), "assumed": assumed, "list": listed, "result": _result(computed)}


def _list(case, chosen, computed):
    """The list: a row for each inducement with a tick box, both leanings, and what it counts as."""
    pair, known, names, rows = (chosen["first"], chosen["second"]), findings.evidence(case), say.labels(case), []
    for item in case.inducements.itertuples():
        found, on = computed.get("rows", {}).get(item.id), item.id in chosen["items"]
        weight = f", weight {found['weight']}" if found and chosen["weights"] != "equal" else ""
        counts = (f"{found['counts']}{weight}" if found else "–") if on else "off the list"
        leans = [_lean(known.get((item.id, sid)), item) for sid in pair]
        address = f"inducements/{item.id}"
        line = {"data_opens": " ".join([address, *(f"{address}/{sid}" for sid in pair)]), "data_place": item.id,
                "data_look": True, "cls": None if on else "off"}  # fmt: skip
        rows.append(([tick(f"items/{item.id}", item.label, on), *leans, counts], line))
    return table(["Inducement", *(names[sid] for sid in pair), "Counts as"], rows, cls="small list")


def _lean(row, item):
    return el("td", "not said", cls="blank") if row is None else f"{_mark(row)} {findings.leaning(row, item)}"


def _mark(row):
    # The same marks as in the evidence table; the sign is part of the words beside it.
    return "0" if row.direction == 0 else {"outright": "●", "hinted": "○"}[row.plainness]


def sentences(case):
    """The sentences of every row: {"inducements/<item>": what it is, "inducements/<item>/<stakeholder>": Html}."""
    known, names, found = findings.evidence(case), say.labels(case), {}
    for item in case.inducements.itertuples():
        thing = el("p", f"The thing on offer: {item.thing}", cls="question")
        found[f"inducements/{item.id}"] = join(el("p", item.label, cls="title"), thing)
        for sid in say.parties(case):
            found[f"inducements/{item.id}/{sid}"] = _sentence(names[sid], known.get((item.id, sid)), item)
    return found


def _sentence(name, row, item):
    if row is None:
        return el("p", el("strong", name), ": the essay does not say.")
    lean = f": {findings.leaning(row, item)} ({row.plainness}), {row.paragraph}"
    return join(el("p", el("strong", name), lean), el("blockquote", quoted(row.quote)))


def _result(computed):
    if computed["problem"]:
        return el("p", computed["problem"], cls="title")
    rows = []
    for result in computed["results"]:
        mine = result["rule"] == computed["chosen"]
        name = join(f"▸ {result['name']}", el("small", "your choice")) if mine else result["name"]
        rows.append(([name, result["share"], result["verdict"]], {"cls": "mine" if mine else None}))
    head = el("p", computed["headline"], cls="title")
    pair = el("p", f"{computed['pair']}. {computed['coverage']}", cls="question")
    verdicts = table(["What a blank counts as", "Share", "“At most halfway” is"], rows, cls="small")
    caution = el("p", computed["caution"], cls="note") if computed["caution"] else None
    return join(head, pair, _bar(computed), verdicts, caution)


def _bar(computed):
    """The share as a bar: a band between the bounds, a dot for the known cells, a line at one half."""
    (low, known, high), chosen = (computed["bar"][name] for name in ("lower", "known", "upper")), computed["chosen"]
    at = "left: {:.2%}".format
    dot = None if known is None else el("div", cls="dot mine" if chosen == "left out" else "dot", style=at(known))
    ends = {"no overlap": low, "overlap": high}
    mine = el("div", cls="end", style=at(ends[chosen])) if chosen in ends else None
    both = "band mine" if chosen == "both bounds" else "band"
    band = el("div", cls=both, style=f"{at(low)}; width: {high - low:.2%}")
    track = el("div", band, el("div", cls="half", style=at(0.5)), dot, mine, cls="track")
    scale = el("div", [el("span", words) for words in ("0 %", "halfway", "100 %")], cls="ends", aria_hidden="true")
    return el("div", track, scale, cls="bar", role="img", aria_label=computed["bar_words"])


def start(case):
    """Return the settings with which the bench opens: the compared pair, the whole list, equal weights, both bounds.

    Each of them counts as a choice of the reader's in an assignment; see `bench` of the marking.
    """
    first, second = findings.compared_pair(case)
    return {
        "first": first, "second": second, "items": list(case.inducements["id"]), "weights": "equal",
        "blank_salience": 2, "blanks": "both bounds", "tau": None,
    }  # fmt: skip


def bench_view(case, settings, table=None):
    """Return everything that the bench shows for one choice of settings, as plain data.

    settings: see `start`. table: Cells of the case, where they are at hand. Gives {problem} with a sentence where
    nothing can be computed, else also pair, rows {item: {counts, weight}}, bar {lower, known, upper} (0 to 1,
    known may be None), bar_words, results [{rule, name, share, verdict, words}], chosen (rule), headline,
    coverage and caution. Raises ValueError for a setting that no control offers.
    """
    table = table or findings.cells(case)
    items = tuple(item for item in case.inducements["id"] if item in settings["items"])
    view = {"problem": "", "chosen": settings["blanks"]}
    if settings["first"] == settings["second"]:
        return view | {"problem": "Choose two different parties: one party overlaps with itself everywhere."}
    if not items:
        return view | {"problem": "No inducement is on the list. Tick at least one."}
    if settings["blanks"] not in _RULES:
        raise ValueError(f"blanks is {settings['blanks']!r}: it must be one of {', '.join(map(repr, _RULES))}.")
    setting = findings.Setting(
        settings["first"], settings["second"], items, settings["weights"], settings["blank_salience"], settings["tau"]
    )
    bounds, coverage = findings.overlap(table, setting)
    results = _results(bounds)
    chosen = next(result for result in results if result["rule"] == settings["blanks"])
    rows = _rows(table, setting)
    return view | {
        "pair": say.names(case, setting[:2]),
        "rows": rows,
        "bar": bounds._asdict(),
        "bar_words": _bar_words(bounds),
        "results": results,
        "headline": f"By your choices, “at most halfway” is {chosen['words']}.",
        "coverage": _coverage_words(rows, coverage),
        "caution": _caution(setting.tau),
    }


def _results(bounds):
    """Return a row for each rule for blanks: its share and its verdict, in words."""
    low, known, high = bounds
    ends = {"left out": (known, known), "no overlap": (low, low), "overlap": (high, high), "both bounds": (low, high)}
    found = [(rule, _share(*pair), verdict(*pair)) for rule, pair in ends.items()]
    return [
        {"rule": rule, "name": _RULES[rule], "share": share, "verdict": word, "words": _MEANING[word]}
        for rule, share, word in found
    ]


def _share(low, high):
    if low is None:
        return "nothing known"
    one, other = findings.percent(low), findings.percent(high)
    return f"{one} %" if low == high else f"{one} to {other} %"


def _rows(table, setting):
    """Return {item: {counts, weight}}: what each item on the list counts as, and what it weighs."""
    one, other, weights = findings.side_by_side(table, setting)
    blank, overlaps = np.isnan(one + other), matches(one, other, setting.tau)
    counts = [_COUNTS[None if empty else bool(over)] for empty, over in zip(blank, overlaps)]
    found = zip(setting.items, counts, weights)
    return {item: {"counts": said, "weight": f"{weight:g}"} for item, said, weight in found}


def _coverage_words(rows, coverage):
    known = sum(row["counts"] != _COUNTS[None] for row in rows.values())
    return (
        f"Coverage: the essay gives both codes for {known} of {len(rows)} inducements, "
        f"{findings.percent(coverage)} percent of the weight."
    )


def _bar_words(bounds):
    low, high = findings.percent(bounds.lower), findings.percent(bounds.upper)
    ends = f"With the blanks as no overlap {low} percent, as overlap {high}"
    known = "of the known cells there is none" if bounds.known is None else (
        f"for the known cells alone {findings.percent(bounds.known)}")  # fmt: skip
    return f"{ends}, {known}. Halfway is 50 percent."


def _caution(tau):
    return "" if tau is None else f"{_CAUTION}{_HINTS if tau >= 2 else ''}."


def last_change(case, before, after, old, new):
    """Say what the last change was, and whether it changed the verdict. before, after: settings; old, new: views."""
    what = "; ".join(_changes(case, before, after))
    if not what:
        return ""
    if old["problem"] or new["problem"]:
        return f"Last change: {what}."
    verdicts = [{result["rule"]: result["verdict"] for result in view["results"]} for view in (old, new)]
    told = [(_RULES[rule], verdicts[0][rule], verdicts[1][rule]) for rule in ("left out", "both bounds")]
    if (old["chosen"], new["chosen"]) not in {("left out", "left out"), ("both bounds", "both bounds")}:
        told.insert(0, ("By your choices", verdicts[0][old["chosen"]], verdicts[1][new["chosen"]]))
    moved = [f"{name}: from “{one}” to “{other}”" for name, one, other in told if one != other]
    if not moved:
        return f"Last change: {what}. It changed no verdict."
    return f"Last change: {what}. What changed: {'. '.join(moved)}."


def _changes(case, before, after):
    labels = dict(zip(case.inducements["id"], case.inducements["label"]))
    for item, label in labels.items():
        if (item in before["items"]) != (item in after["items"]):
            yield f"“{label}” {'put on' if item in after['items'] else 'taken off'} the list"
    if (before["first"], before["second"]) != (after["first"], after["second"]):
        yield f"the pair is now {say.names(case, (after['first'], after['second']))}"
    for name, (label, options) in _OPTIONS.items():
        if before[name] != after[name]:
            yield f"“{label}” is now “{dict(map(tuple, options))[after[name]]}”"
