"""The multiverse explorer: the options that are on go in, shares of the verdicts in words come out."""

from ...draw import Words
from ...panel.page import el, evidence_box, join, live, press, reset, slot, table
from ...panel.panel import WAIT, Panel
from ...wording import listed, names
from ..overlap import findings as overlap
from ..overlap.explorer import sentences
from . import multiverse as many

_SAYS = ("supports it", "contradicts it", "leaves it open")
_FIRST = "Switch one option off, and see what changes."
_POINT = "Point at a list “without …”, and the two sentences about what is left out stand here."
_BESIDE = "Beside each option: in how many of its settings the sentence is supported."
_PATTERNS = ((0, "yes"), (2, "open"), (1, "no"))  # the verdicts in the order of the curve, each with its pattern


def multiverse(case):
    """The multiverse of the sentence on the overlap, filtered by choice. See `multiverse_view`.

    `.settings` is {choice: ids of its options that are on}.
    """
    found = many.multiverse(case)
    if found is None:
        return Words(f"{overlap.no_pair(case)}.")
    pair, items = names(case, found.pair), set(case.inducements["id"])

    def settings(now):
        return {name: [key for key, _ in options if now[f"{name}/{key}"]] for name, options in found.axes.items()}

    def show(now):
        computed = multiverse_view(found, settings(now))
        choices = {name: _choice(found, items, name, now, computed) for name in found.axes}
        return choices | {"result": _result(pair, computed)}

    def said(before, now):
        both = settings(before), settings(now)
        return last_change(found, *both, *(multiverse_view(found, one) for one in both)) or _FIRST

    values = {f"{name}/{key}": True for name, options in found.axes.items() for key, _ in options}
    words = f"Multiverse, {pair}: {multiverse_view(found, settings(values))['bar_words']}. {WAIT}"
    return Panel("multiverse", _page(found), values, show, said, _presses(found), settings=settings,
                 evidence=sentences(case), words=words)  # fmt: skip


def _presses(found):
    """The two buttons of each choice: {name: function}; both set every option of it."""
    pressed = {}
    for name, options in found.axes.items():
        keys = [f"{name}/{key}" for key, _ in options]
        pressed[f"{name} all"] = lambda *_, keys=keys: dict.fromkeys(keys, True)
        pressed[f"{name} first"] = lambda *_, keys=keys: dict.fromkeys(keys, False) | {keys[0]: True}
    return pressed


def _page(found):
    axes = [slot(name, tag="fieldset", cls="choices stack") for name in found.axes]
    left = el("div", el("small", _BESIDE), axes, reset("Everything on again"))
    result = slot("result", cls="result", role="region", aria_label="Result")
    box = evidence_box("Sentences", el("p", _POINT, cls="question"), speaks=False)
    return el("div", left, el("div", result, live(_FIRST, cls="change", tag="p"), box, cls="sticky"), cls="columns")


def _choice(found, items, name, now, computed):
    """One choice: a tick box for each option, and beside it in how much of its settings the sentence is supported."""
    question, shares, lines = many.AXES[name][0], computed.get("options", {}).get(name, {}), []
    for key, words in found.axes[name]:
        on = now[f"{name}/{key}"]
        share = "off" if not on else f"{shares[key]} %" if key in shares else ""
        box = el("input", type="checkbox", name=f"{name}/{key}", checked=on)
        opens = " ".join([f"inducements/{key}", *(f"inducements/{key}/{sid}" for sid in found.pair)])
        left_out = {"data_opens": opens, "data_look": True} if key in items else {}
        lines.append(el("label", box, el("span", f" {words}"), el("span", share, cls="share"), cls="" if on else "off",
                        **left_out))  # fmt: skip
    buttons = el("div", press(f"{name} all", "all on", aria_label=f"All on: {question}"),
                 press(f"{name} first", "the first alone", aria_label=f"The first alone: {question}"),
                 cls="quick")  # fmt: skip
    return join(el("legend", question), lines, buttons if len(lines) > 1 else None)


def _result(pair, computed):
    if computed["problem"]:
        return el("p", computed["problem"], cls="title")
    rows = [(computed["rows"][n], pattern) for n, pattern in _PATTERNS]
    head = join(el("p", computed["headline"], cls="title"), el("p", f"{pair}.", cls="question"))
    pieces = [el("div", cls=f"piece {pattern}", style=f"flex-grow: {count.replace(',', '')}")
              for (_, count, _), pattern in rows if count != "0"]  # fmt: skip
    bar = el("div", pieces, cls="verdicts", role="img", aria_label=computed["bar_words"])
    lines = [[join(el("span", cls=f"key {pattern}", aria_hidden="true"), f" {word}"), count, f"{share} %",
              computed["built_in"][word]] for (word, count, share), pattern in rows]  # fmt: skip
    lines.append(["all that are on", f"{computed['total']:,}", "", ""])
    shares = table(["“At most halfway” is", "Settings", "Share", "Of these built in"], lines, cls="small")
    inside = el("p", computed["built_in_words"], cls="key") if computed["built_in_words"] else None
    moved = [[words, f"{share} % of changes"] for words, share in computed["moves"]]
    moves = table(["A change of this choice alone", "changes the verdict in"], moved, cls="small") if moved else None
    rest = el("p", computed["moves_built_in"], cls="key") if moves and computed["moves_built_in"] else None
    return join(head, bar, shares, inside, el("p", computed["most"]), moves, rest)


def multiverse_view(found, settings):
    """Return what the explorer shows for the options that are on, as plain data.

    settings: {choice: ids of its options that are on}. Gives {problem} with a sentence where a choice has no option
    left, else also total, rows [[verdict, settings, percent]], built_in {verdict: settings} (see `Multiverse`) and
    built_in_words, headline, bar_words, options {axis: {id: percent supported}}, moves [[choice, percent of changes]],
    most first, and moves_built_in, the words for a part of them. Raises ValueError for an unknown option.
    """
    view = {"problem": ""}
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
        "built_in": dict(zip(many.SHORT, map("{:,}".format, many.built_in(part)))),
        "built_in_words": many.shares_built_in_words(part),
        "headline": _headline(counts, total),
        "bar_words": ", ".join(f"{word} {share} percent" for word, share in zip(many.SHORT, shares)),
        "options": options,
        "moves": [[many.AXES[name][0], round(100 * share)] for name, share in moves],
        "moves_built_in": many.built_in_words(part),
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
