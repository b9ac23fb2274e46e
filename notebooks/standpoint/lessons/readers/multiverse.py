"""The multiverse of the sentence on the overlap: every reasonable combination of choices, and its verdict.

Source of the idea: Steegen, Tuerlinckx, Gelman and Vanpaemel 2016, Perspectives on Psychological Science 11(5),
702-712.
"""

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from ... import wording as say
from ...measures import pair_weights, reversed_poles, verdict
from ...measures.overlap import matches
from ...wording import listed, number
from ..overlap import findings as overlap
from .findings import REFERENCE, readers, turned, with_reference

VERDICTS = ("supported", "contradicted", "not decided by this text")
SHORT = ("supported", "contradicted", "undecided")
# Each choice as a question, and as a part of a sentence.
AXES = {
    "list": ("Which inducements are on the list?", "which inducements are on the list"),
    "weights": ("What does each inducement weigh?", "what each inducement weighs"),
    "blanks": ("What does a blank count as?", "what a blank counts as"),
    "threshold": ("When do two codes overlap?", "when two codes overlap"),
    "coder": ("Whose codes?", "whose codes are used"),
}
_BLANKS = {
    "left out": "left out, the known cells alone", "no overlap": "no overlap", "overlap": "overlap",
    "both bounds": "both, from no overlap to overlap",
}  # fmt: skip
BUILT_IN = "counts every blank as overlap, or every blank as no overlap, and this alone decides"
_FILLS = ("no overlap", "overlap")  # rules that put the same answer into every blank
_THRESHOLDS = {
    None: "same direction", 1: "within 1 step (treats plainness as distance)",
    2: "within 2 steps (opposite hints overlap too)",
}  # fmt: skip
_WEIGHTS = {"mean": "salience, mean of the two", "min": "salience, smaller of the two"}


class Multiverse(NamedTuple):
    """pair: two stakeholder ids. axes: {name: [(id, label)]}, in the order of AXES. low, high: shares, 0 to 1, NaN
    where nothing is known. verdict: places in VERDICTS. built_in: True where the rule for blanks counts every blank as
    overlap, or every blank as none, and this alone decides: with the blanks open, the same other choices leave the
    sentence undecided. Arrays with one axis for each choice."""

    pair: tuple
    axes: dict
    low: np.ndarray
    high: np.ndarray
    verdict: np.ndarray
    built_in: np.ndarray


def multiverse(case):
    """Return the Multiverse of “at most halfway” for the compared pair; None where there is no pair or no list.

    The choices: the list whole or without any one inducement; weights equal, or from salience with 1, 2 or 3 for a
    blank; a blank left out, no overlap, overlap, or both bounds; direction alone or within 1 or 2 steps; the codes of
    the case (reference) or of each other reader of the inducements, and a reader's with suspect columns turned round.
    """
    pair, lists = overlap.compared_pair(case), overlap.lists(case)
    if pair is None or not lists:
        return None
    coders = _coders(case)
    labels = say.labels_of(case.inducements)
    settings = [("equal", 2), *product(("mean", "min"), overlap.BLANK_SALIENCE)]
    axes = {
        "list": [(out or "whole", f"without “{labels[out]}”" if out else "the whole list") for out, _ in lists],
        "weights": [_weighing(*setting) for setting in settings],
        "blanks": list(_BLANKS.items()),
        "threshold": [("direction" if tau is None else f"within {tau}", _THRESHOLDS[tau]) for tau in overlap.TAUS],
        "coder": [(name, _coder_label(name)) for name in coders],
    }
    on = np.array([[item in ids for item in labels] for _, ids in lists], dtype=float)
    bounds = np.stack([_bounds(cells, pair, settings, on) for cells in coders.values()], axis=-1)
    low, high = _by_rule(*bounds)
    verdicts = _verdicts(low, high)
    return Multiverse(pair, axes, low, high, verdicts, _built_in(verdicts))


def _weighing(weights, blank):
    return ("equal", "all the same") if weights == "equal" else (
        f"{weights} {blank}", f"{_WEIGHTS[weights]}; a blank weighs {blank}")  # fmt: skip


def _coder_label(name):
    return "the codes of this case" if name == REFERENCE else f"reader {name}"


def _coders(case):
    """Return {name: Cells}: the case's own codes, each reader's, and a reader's with suspect columns turned."""
    own, codes, salience = (
        overlap.cells(case),
        readers(case, overlap.TABLE),
        readers(case, overlap.TABLE, "salience"),
    )
    found = {REFERENCE: own}
    columns = reversed_poles(with_reference(case, overlap.TABLE)) if codes.shape[1] else []
    for name in codes:
        found[name] = overlap.Cells(*(_wide(part[name], own.codes) for part in (codes, salience)))
    for name in {coder: 0 for coder, *_ in columns if coder in codes}:
        back = turned(codes, [column for column in columns if column.coder == name])[name]
        found[f"{name}, turned round"] = overlap.Cells(_wide(back, own.codes), found[name].salience)
    return found


def _wide(column, like):
    return column.unstack("stakeholder").reindex(index=like.index, columns=like.columns).astype(float)


def _bounds(cells, pair, settings, on):
    """Return the lowest, known and highest share, shape (3, lists, weights, thresholds), of one reader's codes."""
    one, other = (cells.codes[sid].to_numpy(dtype=float) for sid in pair)
    weights = np.array([pair_weights(*(cells.salience[sid] for sid in pair), name, blank) for name, blank in settings])
    known = ~np.isnan(one + other)
    over = np.array([matches(one, other, tau) & known for tau in overlap.TAUS])
    mass = on[:, None, :] * weights  # lists, weights, items
    total, seen = mass.sum(axis=-1), (mass * known).sum(axis=-1)
    same = np.einsum("lwi,ti->lwt", mass, over.astype(float))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = same / np.where(seen, seen, np.nan)[..., None]
    low, high = (part / total[..., None] for part in (same, same + (total - seen)[..., None]))
    return np.stack([low, share, high])


def _by_rule(low, known, high):
    """Return (low, high) with an axis for the rule for blanks put third, in the order of _BLANKS."""
    ends = {"left out": (known, known), "no overlap": (low, low), "overlap": (high, high), "both bounds": (low, high)}
    return tuple(np.stack([ends[rule][side] for rule in _BLANKS], axis=2) for side in (0, 1))


def _verdicts(low, high):
    pairs = zip(np.round(low, 9).ravel().tolist(), np.round(high, 9).ravel().tolist())
    known = {}  # few different pairs stand behind many settings
    found = [known[p] if p in known else known.setdefault(p, VERDICTS.index(_verdict(*p))) for p in pairs]
    return np.array(found).reshape(low.shape)


def _built_in(verdicts):
    """Return where a rule that fills every blank decides what the blanks leave open; see Multiverse."""
    rules = list(_BLANKS)
    left_open = np.take(verdicts, [rules.index("both bounds")], axis=2) == VERDICTS.index("not decided by this text")
    return left_open & np.isin(rules, _FILLS)[:, None, None]


def _verdict(low, high):
    return verdict(*(None if end != end else end for end in (low, high)))


def chosen(found, on=None):
    """Return the Multiverse with some options alone. on: {axis: ids that stay}; an axis not named stays whole."""
    kept = {
        name: [n for n, (key, _) in enumerate(options) if key in (on or {}).get(name, [key])]
        for name, options in found.axes.items()
    }
    place = np.ix_(*kept.values())
    axes = {name: [found.axes[name][n] for n in places] for name, places in kept.items()}
    return Multiverse(found.pair, axes, *(part[place] for part in found[2:]))


def tally(verdicts):
    """Return how many settings have each verdict, in the order of VERDICTS (list of whole numbers)."""
    return [int((verdicts == n).sum()) for n in range(len(VERDICTS))]


def moves(found):
    """Return {axis: share (0 to 1)}: of all ways to change this one choice and no other, how many change the verdict.

    An axis with one option has no entry.
    """
    shares = {}
    for axis, (name, options) in enumerate(found.axes.items()):
        size = len(options)
        if size > 1 and found.verdict.size:
            counts = np.stack([(found.verdict == n).sum(axis=axis) for n in range(len(VERDICTS))])
            shares[name] = float(1 - ((counts * (counts - 1)).sum(axis=0) / (size * (size - 1))).mean())
    return shares


def twins(found):
    """Return [(label, label)]: two options of one choice that give the same shares in every setting."""
    pairs = []
    for axis, options in enumerate(found.axes.values()):
        sides = [[np.take(part, n, axis=axis) for part in (found.low, found.high)] for n in range(len(options))]
        for (one, (_, first)), (other, (_, second)) in combinations(enumerate(options), 2):
            if all(np.array_equal(*both, equal_nan=True) for both in zip(sides[one], sides[other])):
                pairs.append((first, second))
    return pairs


def built_in(found):
    """Return how many of the settings with each verdict are built in, in the order of VERDICTS; see Multiverse."""
    return tally(found.verdict[found.built_in])


def how_many_built_in(found):
    """Say how many settings of each verdict are built in and what that means, with no full stop; "" where none is."""
    counts = tally(found.verdict)
    named = [f"{n:,} of the {counts[place]:,} {SHORT[place]} settings" for place, n in enumerate(built_in(found)) if n]
    return f"Built in: {listed(named)}. Such a setting {BUILT_IN}" if named else ""


def shares_built_in_words(found):
    """Say which part of each share is built in by the rule for blanks, and what that means; "" where none is."""
    counts, rules = tally(found.verdict), [key for key, _ in found.axes["blanks"]]
    inside = how_many_built_in(found)
    words = [f"{inside}: with its blanks left open it would be undecided."] if inside else []
    both = tally(chosen(found, {"blanks": ["both bounds"]}).verdict)[2]
    if both and both == counts[2] and len(rules) > 1:
        most = f"so undecided can be {percent(1, len(rules))} percent at most"
        words.append(f"Only the rule “both”, one of {number(len(rules))} rules for blanks, can be undecided, {most}.")
    return " ".join(words)


def built_in_words(found):
    """Say which part of the changes is built in, since one rule for blanks is made of two others; "" without it."""
    rest = without_both(found)
    return "" if rest is None else (
        "The rule “both” for blanks is made of two other rules, and it alone can be undecided. So a part of the "
        f"{overlap.percent(moves(found)['blanks'])} percent is built in. Without this rule it is "
        f"{overlap.percent(rest)} percent."
    )


def without_both(found):
    """Return how often the rule for blanks changes the verdict without the rule “both” (0 to 1).

    None where the rule is off, where no other rule is left to change to, or where it alone does not decide what is
    undecided.
    """
    rules = [key for key, _ in found.axes["blanks"]]
    if "both bounds" not in rules or len(rules) < 3:
        return None
    open_ = np.take(found.verdict, rules.index("both bounds"), axis=list(found.axes).index("blanks")) == 2
    if int(open_.sum()) < tally(found.verdict)[2] or not open_.any():
        return None
    return moves(chosen(found, {"blanks": [key for key in rules if key != "both bounds"]}))["blanks"]


def twins_in_words(found):
    """Name the options that are exact twins in this case; "" where there is none."""
    named = "; ".join(" = ".join(label.split(" (")[0] for label in pair) for pair in twins(found))
    words = "In this case these are twins: they give the same shares in every setting, so one of each two adds nothing"
    return f"{words}: {named}." if named else ""


def by_option(found):
    """Return [(axis, id, label, [settings with each verdict])] for every option."""
    return [
        (name, *option, tally(np.take(found.verdict, n, axis=axis)))
        for axis, (name, options) in enumerate(found.axes.items()) for n, option in enumerate(options)
    ]  # fmt: skip


def settings(found):
    """Return every setting as a row (DataFrame): list, weights, blanks, threshold, coder (ids), low, high, verdict."""
    names = list(product(*([key for key, _ in options] for options in found.axes.values())))
    frame = pd.DataFrame(names, columns=list(found.axes))
    return frame.assign(low=found.low.ravel(), high=found.high.ravel(),
                        verdict=[VERDICTS[n] for n in found.verdict.ravel()])  # fmt: skip


def most_moving(found):
    """Return (axis, share) of the choice that moves the verdict most; None where no choice moves it."""
    shares = moves(found)
    best = max(shares, key=shares.get, default=None)
    return (best, shares[best]) if best and shares[best] > 0 else None


def finding_in_words(found):
    """Say which choice moves the verdict most, and the share of the settings with each verdict. found: or None."""
    if found is None:
        return overlap.NO_PAIR
    parts = [f"{word} in {percent(n, found.verdict.size)}" for word, n in zip(SHORT, tally(found.verdict))]
    best = most_moving(found)
    most = f"{AXES[best[0]][1]} decides most" if best else "no single choice decides"
    return f"{most[0].upper()}{most[1:]}: “at most halfway” is {listed(parts)} percent of the settings"


def percent(part, whole):
    """Return a part as whole percent of a whole; 0 where there is no whole."""
    return overlap.percent(part / whole) if whole else 0
