"""The tree of endings, and what constant forecasts score."""

from ... import wording as say
from ...draw.canvas import Canvas
from ...draw.style import CARD, GREY, INK, dot, lines, sentence
from ...wording import quoted
from . import findings

_COUNTED = "Computed from the practice questions of this case. Point at a dot for the numbers."
_LINE, _GAP = 17, 12  # pixels
_BOLD, _WIDE = 64, 74  # characters of a line
_LEAST = 560  # pixels of width that such a line needs
# Beside a dot of the curve, where its words cover no line: (side that they end or begin at, pixels down, pixels right).
_LEFT, _RIGHT, _ABOVE = ("right", 20, -7), ("left", 20, 7), ("right", -14, -10)


def endings_tree(case):
    """Draw the endings as a tree: below each thing they hang on the endings that hang on it; return a go.Figure."""
    canvas, found, names, y, joints = Canvas(0, 100), findings.endings(case), say.labels(case), 10, []
    for words in findings.conditions(case):
        joints.append(y)
        y = _branch(canvas, words, list(found[found["condition"] == words].itertuples()), names, y)
    if joints:
        canvas.line(0.5, joints[0], 0.5, joints[-1], INK)
    title = findings.endings_in_words(case)
    subtitle = "What each ending hangs on, in the essay’s words, and below it the ending."
    source = say.coded_from(case, "dot for its sentence", "it")
    return canvas.figure(y, title, subtitle, source, _leaves(case, found), _LEAST)


def _branch(canvas, words, rows, names, y):
    """Draw one condition at height y and its endings below it; return where the next one begins."""
    said = lines(f"It hangs on: {quoted(words)}", _WIDE) if words else "<i>the essay names nothing that it hangs on</i>"
    canvas.line(0.5, y, 2.5, y, INK)
    canvas.write(3, y - 9, said, "left", INK if words else GREY, size=13, yanchor="top", align="left")
    top = y + 9 + _LINE * said.count("<br>")
    y = top + 8
    for row in rows:
        text, small = lines(row.ending, _BOLD), lines(_beside(row, names), _WIDE)
        end = y + 9
        canvas.line(4.5, end, 7, end, INK)
        canvas.mark(7, end, row.ending, dot(12, INK, not row.speaker, 2), _hover(row, names))
        canvas.write(9.5, y, f"<b>{text}</b><br>{small}", "left", size=13, yanchor="top", align="left")
        y += _LINE * (text.count("<br>") + small.count("<br>") + 2) + _GAP
    canvas.line(4.5, top, 4.5, end, INK)
    return y + 14


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
    for percent, more, where in ((100 * share, " (the base rate)", _LEFT), (50, "", _RIGHT), (90, "", _ABOVE)):
        words = f"always {percent:.0f} %{more}"
        _constant(canvas, percent, place[percent], words, findings.constant(case, percent), where)
    canvas.write(-2, floor, "0, best", "right", GREY)
    canvas.write(-2, 16, f"{top:.2f}", "right", GREY)
    more = f"{say.plural(known, 'practice question')}, {round(known * share)} of them with the answer yes."
    return canvas.figure(height, title, subtitle, source, more)


def _constant(canvas, percent, y, words, score, where):
    hover = f"<b>{percent:.0f} % every time</b><br>{score:.3f}"
    canvas.mark(percent, y, words, {"size": 14, "color": INK}, hover)
    side, down, shift = where
    canvas.write(percent, y + down, f"{words}: {score:.3f}", side, size=13, xshift=shift, bgcolor=CARD)
