"""The charts of lesson 02: the claims along the text, and the parts of one argument."""

from ... import wording as say
from ...draw.canvas import Canvas
from ...draw.style import CARD, GREY, INK, dot, lines, sentence
from ...draw.textline import along_text
from ...wording import quoted
from . import findings

# Heights of a mark in pixels: whether the text gives something that the claim rests on.
_TALL, _SHORT = 22, 9


def claims_along_text(case):
    """Draw each claim as a mark along the text, a row for each type, with counts at the right; return a go.Figure."""
    canvas, height = along_text(case, -22, 40, [_of_type(case, kind) for kind in findings.TYPES])
    title = findings.most_common_in_words(case)
    subtitle = (
        "Each mark is one claim, from the first line (left) to the last (right). Right: how many. "
        "s1, s2 and so on: the headings. Tall mark: the text gives something that the claim rests on. "
        "Short mark: it gives nothing."
    )
    source = say.coded_from(case, "mark for its sentence", "it")
    return canvas.figure(height, title, subtitle, source, findings.counts_in_words(case))


def _of_type(case, kind):
    rows = case.claims[case.claims["type"] == kind]
    sizes = [_SHORT if words == findings.NO_WARRANT else _TALL for words in rows["rests_on"]]
    return kind, kind.capitalize(), rows["start"], sizes, INK, [_hover(row) for row in rows.itertuples()]


def _hover(row):
    said = f"<b>{row.type.capitalize()}</b> ({row.id})<br>{lines(quoted(row.quote), 60)}"
    return f"{said}<br>Rests on: {lines(row.rests_on, 60)}<br>{row.paragraph}"


# Where each part stands: column (0 left, 1 right) and row.
_PLACES = {
    "data": (0, 0), "backing": (1, 0), "warrant": (1, 1), "qualifier": (0, 2), "rebuttal": (1, 2), "claim": (0, 3),
}  # fmt: skip
_LEFT, _RIGHT = (0, 55), (45, 100)  # left ends and right ends of the two columns
_LINE, _PAD, _GAP = 17, 14, 34  # pixels
_WIDTH = 52  # characters
_FIGURE = 840  # pixels


def argument_map(case):
    """Draw the parts of one argument, those that the reader must supply in another ink; return a go.Figure."""
    canvas, parts = Canvas(-1, 101), {row.role: row for row in case.argument.itertuples()}
    title = findings.argument_in_words(case)
    source = f"Read from the {say.essay_named(case)}, by the scheme of Toulmin (1958). Point at a dot for its sentence."
    if not parts:
        return canvas.figure(10, title, "The lesson goes on without it.", source)
    spans = _spans(parts)
    for role, row in parts.items():
        _box(canvas, role, row, spans[_PLACES[role][1]])
    _arrows(canvas, parts, spans)
    subtitle = "Solid box: the text says so. Broken box: " + findings.SUPPLIED + "."
    return canvas.figure(spans[-1][1] + 8, title, subtitle, source, _in_words(parts), least=_FIGURE)


def _spans(parts):
    """Return (top, bottom) in pixels of each of the four rows."""
    spans, y = [], 4
    for place in range(4):
        texts = [_body(row) for role, row in parts.items() if _PLACES[role][1] == place]
        tall = max((_LINE * (text.count("<br>") + 1) for text in texts), default=0) + 2 * _PAD
        spans.append((y, y + tall))
        y += tall + _GAP
    return spans


def _body(row):
    """Return the lines of a box: the part, its words, and where they come from."""
    head = f"<b>{row.role.capitalize()}</b>: {findings.ROLES[row.role][1]}"
    words = lines(quoted(row.quote) if row.quote else row.text, _WIDTH)
    return f"{head}<br>{words}<br>{row.paragraph if row.quote else f'<i>{findings.SUPPLIED}</i>'}"


def _box(canvas, role, row, span):
    column, ink = _PLACES[role][0], INK if row.quote else GREY
    x0, x1, (y0, y1) = _LEFT[column], _RIGHT[column], span
    canvas.box(x0, y0, x1, y1, ink, "solid" if row.quote else "dash")
    canvas.write(x0, y0 + _PAD, _body(row), "left", ink, size=13, yanchor="top", align="left", xshift=10)
    marker = dot(11, ink, bool(row.quote), 2)
    said = sentence(row.sentence, row.paragraph) if row.quote else findings.SUPPLIED
    canvas.mark(x1 - 2.5, y0 + 13, role, marker, f"<b>{role.capitalize()}</b>: {lines(row.text, 60)}<br>{said}")


def _arrows(canvas, parts, spans):
    """Draw the line from the data to the claim, and what leads to it from the right."""
    chain = [role for role in ("data", "qualifier", "claim") if role in parts]
    for first, second in zip(chain, chain[1:]):
        top, bottom = spans[_PLACES[first][1]][1], spans[_PLACES[second][1]][0]
        canvas.arrow(22, top, 22, bottom)
        if second == "qualifier":
            _link(canvas, 22, bottom - 16, "qualifier")
    if "backing" in parts and "warrant" in parts:
        top, bottom = spans[0][1], spans[1][0]
        canvas.arrow(77, top, 77, bottom)
        _link(canvas, 77, (top + bottom) / 2, "backing")
    for role, end in (("warrant", 22), ("rebuttal", _RIGHT[0] if "qualifier" in parts else 22)):
        if role in parts:
            y = sum(spans[_PLACES[role][1]]) / 2
            canvas.arrow(_LEFT[1], y, end, y)
            _link(canvas, 46, y - 12, role)


def _link(canvas, x, y, role):
    canvas.write(x, y, f"<i>{findings.ROLES[role][0]}</i>", "left", xshift=8, bgcolor=CARD)


def _in_words(parts):
    """Return the argument as running text, part by part."""
    return " ".join(
        f"{role.capitalize()}{'' if parts[role].quote else f' ({findings.SUPPLIED})'}: {parts[role].text}"
        for role in findings.ROLES
        if role in parts
    )
