"""Two charts of lesson 03: the grid of power and interest, and the map of leverage."""

import html
from itertools import product
from math import cos, dist, hypot, pi, sin

import pandas as pd

from ... import wording as say
from ...case.lacking import first_empty, no_stakeholder, uncoded
from ...draw.canvas import Canvas, nothing_drawn
from ...draw.style import GREY, INK, dot, hue, lines, sentence
from ...measures import quadrant
from . import findings

_HEAD, _STEP, _FOOT = 30, 25, 8  # pixels: above the names of a cell, for each name, below them
_WIDTH, _HEIGHT, _NODE = 920, 560, 20  # pixels: the map of leverage as it is planned, and a stakeholder's dot
_STROKE = {1: (1.5, 1.8), 2: (2.5, 1.4), 3: (4, 1.1), 4: (5.5, 1)}  # strength: width, size of the arrowhead


def power_interest(case, cut=2):
    """Draw power (up) against interest (right), 0 to 2 each, with the names in their cells; return a go.Figure.

    cut: the lowest value that counts as high, 1 or 2; the heavy lines stand there. ValueError for another.
    """
    if cut not in (1, 2):
        raise ValueError("cut must be 1 or 2: the lowest value that counts as high.")
    if lack := no_stakeholder(case):
        return nothing_drawn(lack)
    canvas, people = Canvas(-1.25, 2.56), list(case.stakeholders.itertuples())
    tops = _row_tops(people)
    _frame(canvas, tops, cut)
    for power, interest in product((2, 1, 0), (0, 1, 2)):
        inside = [p for p in people if _known(p) and (p.power, p.interest) == (power, interest)]
        _stack(canvas, case, inside, interest - 0.43, tops[power] + _HEAD + 8)
    blank = [p for p in people if not _known(p)]
    height = tops["end"] + 44
    if blank:
        canvas.write(-0.5, height + 16, f"<b>{_no_cell(case)}</b>", "left", GREY)
        _stack(canvas, case, blank, -0.43, height + 40, lambda person: findings.blanks_in_words(case, person))
        height += 30 + _STEP * len(blank)
    title = findings.power_in_words(case)
    subtitle = (
        "Up: power to stop or carry a deal. Right: interest in the outcome. A blank is not a 0. "
        f"Heavy lines: the cut. High means {'2' if cut == 2 else '1 or 2'}. Words of Eden and Ackermann 1998."
    )
    source = say.coded_from(case, "dot for its sentence")
    more = f"With a cut at {cut}: {findings.quadrants_in_words(case, cut)}"
    return canvas.figure(height, title, subtitle, source, more)


def _no_cell(case):
    still = uncoded(case, *findings.SCALES)
    return f"No cell: {findings.why_no_place(case)}" if still else "Blank: the essay does not say, so no cell"


def _known(person):
    return not (pd.isna(person.power) or pd.isna(person.interest))


def _row_tops(people):
    """Return the height at which each row of cells begins, {2: ..., 1: ..., 0: ..., "end": ...}: room for all names."""
    tops, y = {}, 14
    for power in (2, 1, 0):
        tops[power] = y
        known = [p.interest for p in people if _known(p) and p.power == power]
        y += _HEAD + _STEP * max([1, *(known.count(value) for value in (0, 1, 2))]) + _FOOT
    return {**tops, "end": y}


def _frame(canvas, tops, cut):
    """Draw the cells, the cut, the quadrant words and what the two scales mean."""
    end, edges = tops["end"], {**tops, -1: tops["end"]}
    for value in (0, 1, 2, 3):
        canvas.line(value - 0.5, tops[2], value - 0.5, end)
    for y in tops.values():
        canvas.line(-0.5, y, 2.5, y)
    canvas.line(cut - 0.5, tops[2], cut - 0.5, end, GREY, 3)
    canvas.line(-0.5, edges[cut - 1], 2.5, edges[cut - 1], GREY, 3)
    corners = {}
    for power, interest in product((2, 1, 0), (0, 1, 2)):
        corners.setdefault(quadrant(power, interest, cut), (interest - 0.47, tops[power] + 13))
    for word, (x, y) in corners.items():
        canvas.write(x, y, f"<b>{word}</b>", "left", GREY)
    for value in (0, 1, 2):
        middle = (edges[value] + edges[value - 1]) / 2
        canvas.write(-0.56, middle, f"{value}, {findings.SCALES['power'][value]}", "right", size=13)
        canvas.write(value, end + 14, f"{value}, {findings.SCALES['interest'][value]}", size=13)
    canvas.write(-1.25, 2, "<b>Power</b> ↑", "left", size=13)
    canvas.write(2.5, end + 34, "<b>Interest</b> →", "right", size=13)


def _stack(canvas, case, people, x, y, more=lambda person: ""):
    """Draw stakeholders beneath each other, each with its name beside its dot. more: what else is said of one."""
    for n, person in enumerate(people):
        marker = {"size": 13, "color": hue(case.stakeholders)[person.id]}
        canvas.mark(x, y + n * _STEP, person.label, marker, _both_quotations(case, person))
        words = html.escape(person.label + more(person), quote=False)
        canvas.write(x, y + n * _STEP, words, "left", INK, 13, xshift=11)


def _both_quotations(case, person):
    said = [f"<b>{html.escape(person.label, quote=False)}</b>"]
    for name in findings.SCALES:
        value, words = findings.value_in_words(case, person, name)
        quote, place = getattr(person, f"{name}_quote"), getattr(person, f"{name}_paragraph")
        said.append(f"{name.capitalize()}: {value}{words}")
        said += [sentence(quote, place)] if quote else []
    return "<br>".join(said)


def leverage_map(case):
    """Draw who has leverage over whom: stakeholders on a ring, an arrow for each link; return a go.Figure.

    The width of an arrow and the number on it are its strength, 1 to 4; pointing at a number shows the means
    and the sentence.
    """
    if lack := first_empty(case, "stakeholders", "leverage"):
        return nothing_drawn(lack)
    canvas, places = Canvas(-_WIDTH / 2, _WIDTH / 2), ring(case)
    for row, start, number, end in arrows(case):
        _arrow(canvas, case, row, start, number, end)
    counts = findings.reach(case)
    for sid, (x, y) in places.items():
        label = say.labels(case)[sid]
        said = f"<b>{html.escape(label, quote=False)}</b><br>has leverage over: {counts.loc[sid, 'over']}<br>"
        marker = {"size": _NODE, "color": hue(case.stakeholders)[sid]}
        canvas.mark(x, y, label, marker, f"{said}is under the leverage of: {counts.loc[sid, 'under']}")
        side = "center" if abs(x) < 40 else "left" if x > 0 else "right"
        shift = {"yshift": 24 if y < _HEIGHT / 2 else -24} if side == "center" else {"xshift": 16 if x > 0 else -16}
        canvas.write(x, y, html.escape(label, quote=False), side, INK, 14, **shift)
    title = findings.leverage_in_words(case)
    subtitle = (
        "An arrow runs from the one who has leverage to the one under it. "
        "Its number and width say what can be hindered: 1 procedures, 2 projects, 3 mission, 4 existence. "
        "No arrow: the essay shows none."
    )
    source = say.coded_from(case, "number for its sentence")
    return canvas.figure(_HEIGHT, title, subtitle, source, findings.arrows_in_words(case))


def ring(case):
    """Return {stakeholder id: (x, y)} in pixels, on a ring from the top, clockwise in the order of the file."""
    ids = list(case.stakeholders["id"])
    angles = {sid: 2 * pi * n / len(ids) - pi / 2 for n, sid in enumerate(ids)}
    return {sid: (round(330 * cos(a), 1), round(_HEIGHT / 2 + 225 * sin(a), 1)) for sid, a in angles.items()}


def arrows(case):
    """Return [(row, start, place of the number, end)] for each link, in pixels of the plan.

    Two arrows between the same two stakeholders run side by side; each number stands where it is furthest
    from other arrows and numbers.
    """
    places, rows = ring(case), list(case.leverage.itertuples())
    both = {(r.source, r.target) for r in rows}
    ends = [_lane(places[r.source], places[r.target], 9 if (r.target, r.source) in both else 0) for r in rows]
    numbers = []
    for n, (start, end) in enumerate(ends):
        back = (rows[n].target, rows[n].source)  # its neighbour is as near at every place, so it does not count
        others = [lane for r, lane in zip(rows, ends) if r is not rows[n] and (r.source, r.target) != back]
        spots = [_between(start, end, t / 100) for t in range(26, 68, 3)]
        numbers.append(max(spots, key=lambda spot: _room(spot, others, numbers)))
    return [(row, start, spot, end) for row, (start, end), spot in zip(rows, ends, numbers)]


def _lane(start, end, aside):
    """Return a line between two places, moved `aside` pixels to its right."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    x, y = -(end[1] - start[1]) / long * aside, (end[0] - start[0]) / long * aside
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


def _between(start, end, share):
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _room(spot, lanes, taken):
    """Return how far a place is from the nearest other line, and from the nearest number (which needs twice that)."""
    return min([to_line(spot, *lane) for lane in lanes] + [dist(spot, other) / 2 for other in taken], default=0)


def to_line(spot, start, end):
    """Return the distance of a place from a line between two places."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / (dx * dx + dy * dy)
    return dist(spot, _between(start, end, min(max(share, 0), 1)))


def _arrow(canvas, case, row, start, spot, end):
    colour, label = hue(case.stakeholders)[row.source], say.labels(case)
    width, head = _STROKE[row.strength]
    canvas.line(*start, *spot, colour, width)
    hover = (
        f"<b>{html.escape(f'{label[row.source]} over {label[row.target]}', quote=False)}</b>: {row.strength}, "
        f"can hinder the other’s {findings.HINDERS[row.strength]}<br>"
        f"Means: {lines(row.means, 60)}<br>{sentence(row.quote, row.paragraph)}"
    )
    canvas.mark(*spot, label[row.source], dot(19, colour, False, 1.5), hover)
    arrow = {"showarrow": True, "ax": spot[0], "ay": spot[1], "axref": "x", "ayref": "y", "arrowhead": 2}
    look = {"arrowwidth": width, "arrowsize": head, "arrowcolor": colour, "standoff": 13, "startstandoff": 4}
    canvas.write(*end, str(row.strength), "center", INK, 13, **arrow, **look)
