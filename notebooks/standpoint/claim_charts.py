"""The claims of an essay along its text, a row for each type."""

from . import claim_findings as how
from .canvas import Canvas
from .style import INK, lines, quoted
from .textline import percent, section_marks

_STEP = 40
_SOURCE = "Coded from the essay “{}” by {}, as the essay presents it. Point at a mark for its sentence."
# Heights of a mark in pixels: whether the text gives something that the claim rests on.
_TALL, _SHORT = 22, 9


def claims_along_text(case):
    """Draw each claim as a mark along the text, a row for each type, with counts at the right; return a go.Figure."""
    canvas, height = Canvas(-22, 106), 26 + len(how.TYPES) * _STEP
    section_marks(canvas, case, height)
    for n, (kind, count) in enumerate(how.type_counts(case).items()):
        y = 44 + n * _STEP
        _row(canvas, case, kind, y)
        canvas.write(-1.5, y, kind.capitalize(), "right", size=13)
        canvas.write(102, y, str(count), "left", size=13)
    title = how.most_common_in_words(case)
    subtitle = (
        "Each mark is one claim, from the first line (left) to the last (right). Right: how many. "
        "s1, s2 and so on: the headings. Tall mark: the text gives something that the claim rests on. "
        "Short mark: it gives nothing."
    )
    source = _SOURCE.format(case.essay.title, case.essay.author)
    return canvas.figure(height, title, subtitle, source, f"{title}. {how.counts_in_words(case)}".strip())


def _row(canvas, case, kind, y):
    rows = case.claims[case.claims["type"] == kind]
    sizes = [_SHORT if words == how.NO_WARRANT else _TALL for words in rows["rests_on"]]
    mark = {"symbol": "line-ns", "size": sizes, "line": {"width": 3, "color": INK}}
    canvas.line(0, y, 100, y)
    canvas.dots(percent(case, rows["start"]), [y] * len(rows), kind, mark, [_hover(row) for row in rows.itertuples()])


def _hover(row):
    said = f"<b>{row.type.capitalize()}</b> ({row.id})<br>{lines(quoted(row.quote), 60)}"
    return f"{said}<br>Rests on: {lines(row.rests_on, 60)}<br>{row.paragraph}"
