"""The charts of several readers: each one's code for each cell, and how alpha moves without one of them."""

import pandas as pd

from ... import wording as say
from ...case.case import items_of
from ...draw.canvas import lesson_goes_on
from ...draw.linemap import PLACES
from ...draw.rows import Rows
from ...draw.style import GREY, INK, RAIL, dot, lines, sentence
from ...wording import listed
from . import findings

_LEFT, _RIGHT, _APART, _MOST = -4.75, 3.4, 0.2, 5
_CONVENTIONS = {0.667: ".667", 0.8: ".800"}


def codings(case, table="positions"):
    """Draw each reader's code for each cell that one of them filled, a letter for a reader; return a go.Figure."""
    codes = findings.readers(case, table)
    if codes.shape[1] < 2:
        return _nothing(case)
    canvas, y, letters = Rows(_LEFT, _RIGHT, names=-2.45), 36, {INK: [], GREY: []}
    for place, words in PLACES.items():
        canvas.write(place, 6, words, colour=GREY)
    canvas.write(_RIGHT, 6, "blank by", "right", GREY)
    for item in items_of(case, table)[0].itertuples():
        rows = codes.loc[[item.id]].dropna(how="all")
        y = _block(canvas, case, table, item, rows, y, letters) if len(rows) else y
    for ink, found in letters.items():
        _draw(canvas, found, ink)
    title = findings.same_in_words(case, table)
    subtitle = (
        f"Each letter is one reader’s code: {listed(map(str, codes))}. Bold rows: the readers differ. "
        "Is there an issue on which a letter stands far from all others, row after row?"
    )
    source = say.coded_from(case, "letter for that reader’s sentence")
    return canvas.figure(y - 10, title, subtitle, source, _apart_in_words(case, table, codes))


def _block(canvas, case, table, item, rows, y, letters):
    """Draw the cells of one item from height y on and gather their letters; return where the next one begins."""
    canvas.write(_LEFT, y, f"<b>{item.label}</b>", "left", size=14)
    canvas.write(-2.1, y, item.left_short, "left", GREY)
    canvas.write(2.1, y, item.right_short, "right", GREY)
    known, names, apart = findings.evidence(case, table), say.labels(case), findings.cells_apart(rows).index
    for (_, sid), codes in rows.iterrows():
        y += 27
        ink = INK if (item.id, sid) in apart else GREY
        canvas.row(y, f"<b>{names[sid]}</b>" if ink == INK else names[sid], rail=(-2, 2), ink=ink)
        canvas.line(0, y - 5, 0, y + 5)
        for place, group in codes.dropna().groupby(codes.dropna()):
            said = [_hover(known[item.id, sid, coder], item, names[sid]) for coder in group.index]
            letters[ink] += _letters(place, y, list(map(str, group.index)), said)
        blank = [str(coder) for coder in codes.index[codes.isna()]]
        canvas.write(_RIGHT, y, listed(blank) if blank else "", "right", INK, 12)
    return y + 40


def _letters(place, y, names, said):
    """Return [(x, y, letter, hover)]: the readers of one place beside each other; many of them as their number."""
    if len(names) > _MOST:
        names, said = [str(len(names))], [f"{len(names)} readers: {lines(listed(names), 60)}"]
    xs = [round(place + _APART * (n - (len(names) - 1) / 2), 2) for n in range(len(names))]
    return [(x, y, name, words) for x, name, words in zip(xs, names, said)]


def _draw(canvas, letters, ink):
    """Draw letters in rings, all of one ink at once."""
    if not letters:
        return
    xs, ys, names, said = map(list, zip(*letters))
    canvas.dots(xs, ys, "parted" if ink == INK else "agreed", dot(18, ink, False, 1.5), said)
    words = [f"<b>{name}</b>" if ink == INK else name for name in names]
    canvas.traces[-1] |= {"mode": "markers+text", "text": words, "textfont": {"size": 11, "color": ink}}


def _hover(row, item, name):
    leans = f"{lines(say.pole(item, row.position), 60)}{say.plainly(row.position)}"
    head = f"<b>Reader {row.coder}</b>: {name}, code {findings.signed(row.position)}"
    return f"{head}<br>{leans}<br>{sentence(row.quote, row.paragraph)}"


def _apart_in_words(case, table, codes):
    label, names = say.labels_of(items_of(case, table)[0]), say.labels(case)
    parts = [
        f"{names[sid]} on “{label[item]}”: "
        f"{', '.join(f'{coder} {findings.signed(code)}' for coder, code in row.items())}"
        for (item, sid), row in findings.cells_apart(codes).iterrows()
    ]
    return f"They differ in {say.plural(len(parts), 'cell')}: {'; '.join(parts)}." if parts else ""


def agreement(case, table="positions"):
    """Draw alpha with its interval for all readers, without each one, and with a column turned; return a go.Figure."""
    found = findings.without(case, table)
    if found.empty:
        return _nothing(case)
    ends = found[["alpha", "low"]].min().min()
    left = min(0.0, -1.0 if pd.isna(ends) else float(ends))
    canvas = Rows(left - 0.55, 1.45, left - 0.53, 1.06, "left")
    places, dashed = {0: "0, as by chance", **_CONVENTIONS, 1: "1"}, dict.fromkeys(_CONVENTIONS, RAIL)
    y = canvas.on_a_scale(found, lambda row, y: _interval(canvas, row, y), 42, places, "same code", dashed=dashed)
    title = findings.finding_in_words(case, table)
    subtitle = (
        "Dot: alpha (ordinal). Band: where 95 percent of the values lie when the cells are drawn anew. "
        "Dashed: cut-offs, that is, values that an alpha is asked to reach (Krippendorff 2004); both are conventions. "
        "Right: pairs of codes that are the same."
    )
    source = say.coded_from(case, "dot for its numbers")
    return canvas.figure(y + 2, title, subtitle, source, _listed(found))


def _interval(canvas, row, y):
    ink = INK if row.turned or row.name == "all readers" else GREY
    name, undefined = row.name[0].upper() + row.name[1:], pd.isna(row.alpha)
    share = "" if undefined else f"{100 * row.share:.0f} %"
    canvas.row(y, f"<b>{name}</b>" if ink == INK else name, share, ink=ink)
    if undefined:
        canvas.write(0.5, y, "alpha is not defined", colour=GREY)
        return
    if not pd.isna(row.low):
        canvas.line(row.low, y, row.high, y, RAIL, width=9)
    canvas.mark(row.alpha, y, name, dot(13, ink, not row.turned), f"<b>{name}</b><br>{_numbers(row)}")


def _numbers(row):
    drawn = "no interval" if pd.isna(row.low) else f"{row.low:.2f} to {row.high:.2f}"
    return f"alpha {row.alpha:.2f} ({drawn}), {row.units} cells, {100 * row.share:.0f} % of pairs the same"


def _listed(found):
    rows = (f"{row.name}: {'not defined' if pd.isna(row.alpha) else _numbers(row)}" for row in found.itertuples())
    words = "; ".join(rows)
    return f"{words[0].upper()}{words[1:]}."


def _nothing(case):
    return lesson_goes_on(findings.NO_CODINGS, say.coded_from(case, "letter"))
