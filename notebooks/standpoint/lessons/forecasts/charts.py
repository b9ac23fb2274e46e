"""The risk register, the tree of endings, and what constant forecasts score."""

from ... import wording as say
from ...draw.canvas import Canvas
from ...draw.style import CARD, GREY, INK, dot, hue, lines, sentence
from ...wording import quoted
from . import findings

_COUNTED = "Computed from the practice questions of this case. Point at a dot for the numbers."
_LINE, _GAP = 17, 14  # pixels
_WIDE, _NARROW = 56, 44  # characters


def risk_register(case):
    """Draw each risk beside who bears it, with the text's own word for how likely it is; return a go.Figure."""
    canvas, y, names = Canvas(0, 100), 8, {"": "Nobody in particular"} | say.labels(case)
    hangs = findings.hanging(case)
    colours = hue(case.stakeholders) | {"": GREY}
    for sid in findings.bearers(case):
        canvas.write(0, y, f"<b>{names[sid]}</b>", "left", size=14)
        y += 26
        for row in case.risks[case.risks["bearer"] == sid].itertuples():
            y = _risk(canvas, row, names[sid], colours[sid], y, hangs.get(row.id, ""))
        y += _GAP
    spared = findings.spared_in_words(case)
    canvas.write(0, y, spared, "left", GREY)
    y += 14
    title = findings.risks_in_words(case)
    subtitle = (
        "Grouped by who bears the risk. Left, in quotation marks: how likely, in the essay’s own words. "
        "A risk that the essay puts under a condition shows it."
    )
    counts = "; ".join(f"{names[s]} {int((case.risks['bearer'] == s).sum())}" for s in findings.bearers(case))
    more = f"Risks for each: {counts}. {spared}" if counts else spared
    return canvas.figure(y, title, subtitle, say.coded_from(case, "dot for its sentence", "it"), more)


def _risk(canvas, row, name, colour, y, condition):
    likely = findings.likelihood(row)
    hangs = lines(findings.hangs_in_words(condition), 60)
    text = "<br>".join(filter(None, [lines(row.consequence, _WIDE), hangs]))
    said = [f"<b>{name}</b>, {likely}", lines(row.consequence, 60), hangs, sentence(row.sentence, row.paragraph)]
    canvas.mark(1.5, y, name, {"size": 12, "color": colour}, "<br>".join(filter(None, said)))
    canvas.write(4, y, f"<i>{likely}</i>" if row.likelihood else likely, "left", size=13)
    canvas.write(30, y - 9, text, "left", size=13, yanchor="top", align="left")
    canvas.write(100, y, row.paragraph, "right", GREY)
    return y + _LINE * (text.count("<br>") + 1) + 9


def endings_tree(case):
    """Draw the endings as a tree: the branches are what they hang on, the leaves the endings; return a go.Figure."""
    canvas, found, names, y = Canvas(0, 100), findings.endings(case), say.labels(case), 26
    canvas.write(3, 4, "It hangs on …", "left", GREY, yanchor="top")
    canvas.write(46, 4, "The ending", "left", GREY, yanchor="top")
    joints = []
    for words in findings.conditions(case):
        rows = list(found[found["condition"] == words].itertuples())
        y, middle = _branch(canvas, words, rows, names, y)
        joints.append(middle)
    if joints:
        canvas.line(0.5, joints[0], 0.5, joints[-1], INK)
    title = findings.endings_in_words(case)
    subtitle = "Left: on what it hangs, in the essay’s words. Right: the ending, with the essay’s words for it."
    source = say.coded_from(case, "dot for its sentence", "it")
    return canvas.figure(y, title, subtitle, source, _leaves(case, found))


def _branch(canvas, words, rows, names, top):
    """Draw one condition and its endings from height `top`; return (next top, height of the condition)."""
    y, ends = top, []
    for row in rows:
        text, small = lines(row.ending, 58), lines(_beside(row, names), 62)
        ends.append(y + 9)
        canvas.write(47, y, f"<b>{text}</b><br>{small}", "left", size=13, yanchor="top", align="left")
        y += _LINE * (text.count("<br>") + small.count("<br>") + 2) + _GAP
    said = lines(quoted(words), _NARROW) if words else "<i>the essay names nothing that it hangs on</i>"
    middle = (ends[0] + ends[-1]) / 2
    tall = _LINE * (said.count("<br>") + 1)
    # A long condition beside one short ending needs more room than the ending.
    below = max(y, middle + tall / 2 + _GAP)
    shift = max(0.0, top - (middle - tall / 2))
    canvas.write(3, middle + shift, said, "left", INK if words else GREY, size=13, align="left", bgcolor=CARD)
    canvas.line(42, ends[0], 42, ends[-1], INK)
    canvas.line(0.5, middle, 42, middle, INK)
    for row, end in zip(rows, ends):
        canvas.line(42, end, 45, end, INK)
        canvas.mark(45, end, row.ending, dot(12, INK, not row.speaker, 2), _hover(row, names))
    return below + shift + 6, middle


def _beside(row, names):
    voice = f", said by {names[row.speaker]}" if row.speaker else ""
    when = "no time given" if row.horizon == findings.NO_HORIZON else f"time: {row.horizon}"
    return f"{quoted(row.quote)} ({row.paragraph}{voice}; {when})"


def _hover(row, names):
    voice = f"{names[row.speaker]}, as the essay reports it" if row.speaker else "the essay itself"
    return f"<b>{lines(row.ending, 60)}</b><br>Who says so: {voice}<br>{sentence(row.sentence, row.paragraph)}"


def _leaves(case, found):
    parts = []
    for words in findings.conditions(case):
        named = " ".join(found.loc[found["condition"] == words, "ending"])
        parts.append(f"Hanging on {quoted(words) if words else 'nothing that the essay names'}: {named}")
    return " ".join(parts)


def constant_forecasts(case):
    """Draw the Brier score, half form, of whoever gives every practice question the same percent; a go.Figure."""
    canvas, share, height = Canvas(-14, 108), findings.rate(case), 230
    title, source = findings.constant_in_words(case), _COUNTED
    subtitle = "Across: the percent given to every practice question. Up: the Brier score, half form. Lower is better."
    if share is None:
        return canvas.figure(20, title, "The lesson goes on without it.", source)
    top, known = max(findings.constant(case, end) for end in (0, 100)), len(findings.scored(case))
    floor = height - 30
    place = {n: floor - (floor - 16) * findings.constant(case, n) / top for n in (*range(0, 101, 5), 100 * share)}
    canvas.line(0, floor, 100, floor)
    for percent in (0, 25, 50, 75, 100):
        canvas.line(percent, 10, percent, floor, dash="dot")
        canvas.write(percent, height - 16, f"{percent} %", colour=GREY)
    steps = list(range(0, 101, 5))
    for one, other in zip(steps, steps[1:]):
        canvas.line(one, place[one], other, place[other], INK, 2)
    for percent, words in ((100 * share, "base rate"), (50, "always 50 %"), (90, "always 90 %")):
        _constant(canvas, percent, place[percent], words, findings.constant(case, percent))
    canvas.write(-2, floor, "0, best", "right", GREY)
    canvas.write(-2, 16, f"{top:.2f}", "right", GREY)
    more = f"{say.plural(known, 'practice question')}, {round(known * share)} of them with the answer yes."
    return canvas.figure(height, title, subtitle, source, more)


def _constant(canvas, percent, y, words, score):
    hover = f"<b>{percent:.0f} % every time</b><br>{score:.3f}"
    canvas.mark(percent, y, words, {"size": 14, "color": INK}, hover)
    side = "right" if words == "base rate" else "left"
    shift = -14 if side == "right" else 14
    canvas.write(percent, y + 20, f"{words}: {score:.3f}", side, size=13, xshift=shift / 2, bgcolor=CARD)
