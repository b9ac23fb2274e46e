"""The multiverse explorer: the options that are on go in, shares of the verdicts in words come out."""

import traitlets

from ...draw import Words
from ...explore.base import WAIT, Explorer, script
from ...wording import listed
from ..overlap import findings as overlap
from ..overlap.explorer import bench_data
from . import multiverse as many

_SAYS = ("supports it", "contradicts it", "leaves it open")


def multiverse(case):
    """The multiverse of the sentence on the overlap, filtered by choice. See `multiverse_view`."""
    found = many.multiverse(case)
    return Words(f"{overlap.NO_PAIR}.") if found is None else MultiverseExplorer(case, found)


def start(found):
    """Return the settings with which the explorer opens: {axis: ids that are on}, everything on, and a step of 0."""
    return {name: [key for key, _ in options] for name, options in found.axes.items()} | {"step": 0}


def multiverse_data(case, found):
    """Return what the browser draws once: axes [{name, question, options [[id, label]]}], and the pair's sentences.

    evidence: {inducement: {label, thing, cells [[name, {leaning, quote, place} or None]]}}.
    """
    bench, names = bench_data(case), dict(bench_data(case)["parties"])
    return {
        "pair": many.pair_in_words(case, found),
        "axes": [{"name": name, "question": many.AXES[name][0], "options": [list(option) for option in options]}
                 for name, options in found.axes.items()],
        "evidence": {
            item["id"]: {"label": item["label"], "thing": item["thing"],
                         "cells": [[names[sid], bench["evidence"][item["id"]][sid]] for sid in found.pair]}
            for item in bench["items"]
        },
    }  # fmt: skip


def multiverse_view(found, settings):
    """Return what the explorer shows for the options that are on, as plain data.

    settings: see `start`. Gives {problem} with a sentence where a choice has no option left, else also total, rows
    [[verdict, settings, percent]], headline, bar_words, options {axis: {id: percent supported}} and moves
    [[choice, percent of changes]], most first. Raises ValueError for an option that does not exist.
    """
    view = {"step": settings.get("step", 0), "problem": ""}
    for name, options in found.axes.items():
        if unknown := set(settings[name]) - {key for key, _ in options}:
            raise ValueError(f"{name} has no option {sorted(unknown)[0]!r}.")
        if not settings[name]:
            return view | {"problem": f"Nothing is on under “{many.AXES[name][0]}” Tick at least one."}
    part = many.chosen(found, {name: settings[name] for name in found.axes})
    counts, total = many.tally(part.verdict), part.verdict.size
    shares = [many.percent(n, total) for n in counts]
    moves = sorted(many.moves(part).items(), key=lambda pair: -pair[1])
    options = {name: {} for name in found.axes}
    for name, key, _, tallied in many.by_option(part):
        options[name][key] = many.percent(tallied[0], sum(tallied))
    return view | {
        "total": total,
        "rows": [[word, f"{n:,}", share] for word, n, share in zip(many.SHORT, counts, shares)],
        "headline": _headline(counts, total),
        "bar_words": ", ".join(f"{word} {share} percent" for word, share in zip(many.SHORT, shares)),
        "options": options,
        "moves": [[many.AXES[name][0], round(100 * share)] for name, share in moves],
        "most": _most(part),
    }


def _headline(counts, total):
    whole = "the one setting left" if total == 1 else f"each of the {total:,} settings"
    for count, words in zip(counts, _SAYS):
        if count == total:
            return f"“At most halfway”: {whole} {words}."
    return f"“At most halfway”: the {total:,} settings that are on do not agree."


def _most(part):
    best = many.most_moving(part)
    if best is None:
        return "No single choice changes the verdict."
    return f"The verdict hangs most of all on {many.AXES[best[0]][1]}."


def last_change(found, before, after, old, new):
    """Say what the last change was and what it moved. before, after: settings; old, new: views."""
    what = listed(_changes(found, before, after))
    if what == "nobody":
        return ""
    if old["problem"] or new["problem"]:
        return f"Last change: {what}."
    moved = [
        f"{word} from {one} to {other} percent"
        for (word, _, one), (_, _, other) in zip(old["rows"], new["rows"]) if one != other
    ]  # fmt: skip
    said = f"What changed: {', '.join(moved)}." if moved else "The three shares stay as they were."
    most = "" if old["most"] == new["most"] else f" {new['most']}"
    return f"Last change: {what}. {said}{most}"


def _changes(found, before, after):
    changed = [
        (label, key in after[name])
        for name, options in found.axes.items() for key, label in options
        if (key in before[name]) != (key in after[name])
    ]  # fmt: skip
    if len(changed) > 3:
        return [f"{len(changed)} options switched {'on' if all(on for _, on in changed) else 'on or off'}"]
    return [f"“{label}” switched {'on' if on else 'off'}" for label, on in changed]


class MultiverseExplorer(Explorer):
    """See `multiverse`. The browser sets `settings`; Python replies in `view`."""

    _esm = script(__file__, "explorer.js")
    settings = traitlets.Dict().tag(sync=True, echo_update=False)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, case, found):
        self._found, first = found, start(found)
        view = multiverse_view(found, first)
        words = f"Multiverse, {many.pair_in_words(case, found)}: {view['bar_words']}. {WAIT}"
        super().__init__(data=multiverse_data(case, found), settings=first, view=view, words=words)
        self.observe(self._reply, names="settings")

    def _reply(self, change):
        view = multiverse_view(self._found, change["new"])
        self.view = view | {"change": last_change(self._found, change["old"], change["new"], self.view, view)}
