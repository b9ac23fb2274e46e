"""The specification curve: every setting in a row, its share above, and below it which choices it makes."""

import numpy as np

from ... import wording as say
from ...draw.canvas import Canvas, lesson_goes_on
from ...draw.style import GREY, INK, RAIL, dot, lines
from ..overlap.charts import both_sentences
from ..overlap.findings import no_pair
from . import multiverse as many

_LEFT, _RIGHT, _TALL, _ROW, _BINS = -62, 120, 190, 19, 120
_ORDER = (0, 2, 1)  # supported, undecided, contradicted: from left to right
_SOURCE = "Computed from the codes of the {}. Point at a ring for numbers, at a dot for sentences too."


def multiverse(case):
    """Draw the share of every setting, sorted, with the choices of each setting below; return a go.Figure."""
    found = many.multiverse(case)
    source = _SOURCE.format(say.essay_named(case))
    title = no_pair(case) if found is None else many.finding_in_words(found)
    if found is None:
        return lesson_goes_on(title, source)
    canvas, order = Canvas(_LEFT, _RIGHT), _sorted(found)
    _curve(canvas, found, order)
    y = _strips(canvas, case, found, order, _TALL + 84)
    subtitle = (
        f"{say.names(case, found.pair)}. Above: the share of each setting, from the lowest to the highest; a band "
        "up to the higher bound where a setting gives two. Below: the more a strip stands out, the more settings above "
        "it make this choice."
    )
    inside = many.how_many_built_in(found)
    subtitle += f" {inside}." if inside else ""
    said = [
        many.shares_built_in_words(found),
        moves_in_words(found),
        many.built_in_words(found),
        many.twins_in_words(found),
    ]
    return canvas.figure(y, title, subtitle, source, " ".join(filter(None, said)), least=800)


def moves_in_words(found):
    """Say for each choice how often a change of it alone changes the verdict."""
    shares = sorted(many.moves(found).items(), key=lambda pair: -pair[1])
    listed = "; ".join(f"{many.AXES[name][1]} {100 * share:.0f} percent" for name, share in shares)
    return f"Change one choice alone, and the verdict changes so often: {listed}." if shares else ""


def _sorted(found):
    """Return the places of all settings (flat), sorted by verdict and then by share."""
    verdict, low = found.verdict.ravel(), np.nan_to_num(found.low.ravel())
    rank = np.argsort(_ORDER)[verdict]
    return np.lexsort((np.arange(verdict.size), _high(found), low, rank))


def _high(found):
    return np.nan_to_num(found.high.ravel(), nan=1.0)


def _curve(canvas, found, order):
    """Draw the shares, with the line of one half, and over each part its verdict and its count."""
    total, bottom = len(order), 46 + _TALL
    low, high = np.nan_to_num(found.low.ravel())[order], _high(found)[order]
    for share, words in ((0, "0 %"), (0.5, "halfway, 50 %"), (1, "100 %")):
        y = bottom - _TALL * share
        canvas.write(-1.5, y, words, "right", GREY)
        canvas.line(0, y, 100, y, INK if share == 0.5 else RAIL, dash="dash" if share == 0.5 else "solid")
    start = 0
    for place, count in ((n, many.tally(found.verdict)[n]) for n in _ORDER):
        if count:
            _part(canvas, low[start : start + count], high[start : start + count], start, total)
            middle = 100 * (start + count / 2) / total
            words = f"<b>{many.SHORT[place]}</b><br>{count:,} ({many.percent(count, total)} %)"
            canvas.write(middle, 18, words, size=13)
            start += count
            if start < total:
                canvas.line(100 * start / total, 2, 100 * start / total, bottom, GREY)


def _part(canvas, low, high, start, total):
    """Draw the settings of one verdict: a line where each has one share, a band where it has two bounds."""
    runs = _runs(low, high)
    xs = np.round([100 * (start + n) / total for run in runs for n in run], 2)
    firsts = np.repeat([first for first, _ in runs], 2)
    ends = [np.round(46 + _TALL * (1 - side[firsts]), 1) for side in (low, high)]
    if (ends[0] != ends[1]).any():
        around = np.concatenate([xs, xs[::-1]]), np.concatenate([ends[0], ends[1][::-1]])
        canvas.traces.append(_line(*around, fill="toself", fillcolor=RAIL))
    canvas.traces.append(_line(xs, ends[0], line={"width": 2.5, "color": INK}))


def _line(x, y, **more):
    x, y = (side.astype(np.float32) for side in (x, y))  # packed, so that the notebook stays small
    drawn = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"width": 0}, "hoverinfo": "skip"}
    return {**drawn, "name": "share", **more}


def _runs(low, high):
    """Return [(first, after the last)] of neighbours with the same bounds."""
    changes = np.flatnonzero((np.diff(low) != 0) | (np.diff(high) != 0)) + 1
    ends = [0, *changes.tolist(), len(low)]
    return list(zip(ends[:-1], ends[1:]))


def _strips(canvas, case, found, order, y):
    """Draw a strip for each option, from height y on; return the height below the last."""
    shape, moved, rest = found.verdict.shape, many.moves(found), many.without_both(found)
    places = np.array(np.unravel_index(order, shape))
    items = {item.id: item for item in case.inducements.itertuples()}
    canvas.write(_RIGHT, y - 20, "Point at a ring ○ for numbers, at a dot ● for the sentences too", "right", GREY)
    canvas.write(102, y, "supported", "left", GREY)
    for axis, (name, options) in enumerate(found.axes.items()):
        often = f": a change of it alone changes the verdict in {100 * moved[name]:.0f} %" if name in moved else ""
        often += f", without the rule “both” in {100 * rest:.0f} %" if name == "blanks" and rest is not None else ""
        canvas.write(_LEFT, y, f"<b>{many.AXES[name][0].rstrip('?')}</b>{often}", "left", size=13)
        y += 22
        rows = [_shares(places[axis] == n) for n in range(len(options))]
        tallies = [many.tally(np.take(found.verdict, n, axis=axis)) for n in range(len(options))]
        _heat(canvas, rows, name, y)
        inside = [many.built_in(many.chosen(found, {name: [key]})) for key, _ in options]
        for n, ((key, label), counts) in enumerate(zip(options, tallies)):
            canvas.write(-1.5, y + _ROW * n, label, "right", GREY)
            canvas.write(106, y + _ROW * n, f"{many.percent(counts[0], sum(counts))} %", "left")
            said = _strip_words(label, counts, inside[n])
            if key in items:
                said += f"<br>Left out: {both_sentences(case, items[key], found.pair)}"
            canvas.mark(103, y + _ROW * n, label, dot(9, INK, key in items, 1.5), said)
        y += _ROW * len(options) + 14
    return y


def _shares(mine):
    """Return for each of up to _BINS pieces of the row of settings how many percent of them make a choice."""
    return [round(100 * float(piece.mean())) for piece in np.array_split(mine, min(_BINS, len(mine)))]


def _heat(canvas, rows, name, y):
    """Draw the strips of one choice: stronger where more of the settings above make it."""
    width = 100 / len(rows[0])
    canvas.traces.append({
        "type": "heatmap", "z": np.array(rows, dtype=np.uint8), "x0": width / 2, "dx": width,
        "y": [y + _ROW * n for n in range(len(rows))],
        "colorscale": [[0, "#eef0f2"], [1, INK]], "zmin": 0, "zmax": max(max(row) for row in rows), "ygap": 4,
        "showscale": False, "hoverinfo": "skip", "name": name,
    })  # fmt: skip


def _strip_words(label, counts, inside):
    more = [f", {n:,} of them built in" if n else "" for n in inside]
    parts = "<br>".join(f"{word}: {n:,}{rest}" for word, n, rest in zip(many.SHORT, counts, more))
    return f"<b>{lines(label, 50)}</b><br>{sum(counts):,} settings<br>{parts}"
