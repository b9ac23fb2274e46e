"""The overlap bench: the reader's choices in, shares and verdicts in words out. Nothing is drawn here."""

import numpy as np

from ... import wording as say
from ...draw import Words
from ...explore.ahead import AheadExplorer, ahead_script
from ...explore.base import WAIT
from ...measures import verdict
from ...measures.overlap import matches
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
        [1, "variant: also when the codes differ by at most 1 step (treats plainness as distance)"],
        [2, "variant: also when the codes differ by at most 2 steps (treats plainness as distance)"],
    ]),
}  # fmt: skip
_CAUTION = (
    "Caution: this variant treats plainness as distance. A code says how plainly the text speaks, "
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
_COUNTS = {True: "overlap", False: "no overlap", None: "a blank"}


def overlap_bench(case):
    """The overlap bench: the list, the pair, weights, blanks and distance in the reader's hand. See `bench_view`."""
    if findings.compared_pair(case) is None:
        return Words(f"{findings.NO_PAIR}.")
    return OverlapBench(case)


def start(case):
    """Return the settings with which the bench opens: the compared pair, the whole list, equal weights, both bounds."""
    first, second = findings.compared_pair(case)
    return {
        "first": first, "second": second, "items": list(case.inducements["id"]), "weights": "equal",
        "blank_salience": 2, "blanks": "both bounds", "tau": None, "number": 0,
    }  # fmt: skip


def bench_data(case):
    """Return what the browser draws once: parties [[id, label]], items, options, and the sentences.

    evidence: {item: {stakeholder: {leaning, quote, place} or None}}, so that a row shows its sentences at once.
    """
    known, names = findings.evidence(case), say.labels(case)
    rows = list(case.inducements.itertuples())
    return {
        "parties": [[sid, names[sid]] for sid in say.parties(case)],
        "items": [{"id": item.id, "label": item.label, "thing": item.thing} for item in rows],
        "options": [{"name": name, "label": label, "options": of} for name, (label, of) in _OPTIONS.items()],
        "evidence": {
            item.id: {sid: _said(known.get((item.id, sid)), item) for sid in say.parties(case)} for item in rows
        },
    }


def _said(row, item):
    if row is None:
        return None
    leaning = f"{findings.leaning(row, item)} ({row.plainness})"
    return {"leaning": leaning, "quote": quoted(row.quote), "place": row.paragraph, "mark": _mark(row)}


def _mark(row):
    # The same marks as in the evidence table; the sign is part of the words beside it.
    return "0" if row.direction == 0 else {"outright": "●", "hinted": "○"}[row.plainness]


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


def one_change(case, settings):
    """Return [{name: new value}, ...]: every change of one control that the bench offers under some settings."""
    on, pair = settings["items"], (settings["first"], settings["second"])
    found = [
        {"items": [other for other in case.inducements["id"] if (other in on) != (other == item)]}
        for item in case.inducements["id"]
    ]
    found += [{place: who} for place in ("first", "second") for who in say.parties(case) if who not in pair]
    for name, (_, options) in _OPTIONS.items():
        if name != "blank_salience" or settings["weights"] != "equal":
            found += [{name: value} for value, _ in options if value != settings[name]]
    return found


class OverlapBench(AheadExplorer):
    """See `overlap_bench`. The browser sets `settings`; Python replies in `view`, and in `ahead` with what is next."""

    _esm = ahead_script(__file__, "explorer.js")

    def __init__(self, case):
        first = start(case)
        self._case, self._cells = case, findings.cells(case)
        view = bench_view(case, first, self._cells)
        self._from = first, view
        bounds = next(result for result in view["results"] if result["rule"] == "both bounds")
        words = f"Overlap bench, {view['pair']}: {bounds['share']}, {bounds['words']}. {WAIT}"
        super().__init__(first, data=bench_data(case), words=words)

    def answer(self, before, after):
        """Return `bench_view` with a sentence on the last change."""
        if self._from[0] is not before:  # most answers ahead start from the same settings
            self._from = before, bench_view(self._case, before, self._cells)
        new = bench_view(self._case, after, self._cells)
        return new | {"change": last_change(self._case, before, after, self._from[1], new)}

    def changes(self, before, after):
        """See `one_change`."""
        return [one_change(self._case, after)]
