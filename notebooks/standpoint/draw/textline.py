"""Where things stand in a text: offsets as a share of the way, and the marks of its headed sections."""

from .rows import Rows
from .style import GREY


def percent(case, offsets):
    """Return offsets as a share of the way from the first paragraph to the end of the last, 0 to 100."""
    first, last = case.essay.paragraphs["start"].iloc[0], case.essay.paragraphs["end"].iloc[-1]
    return [round(float(100 * (o - first) / (last - first)), 2) for o in offsets]


def along_text(case, left, step, kinds):
    """Draw a row for each kind of place, from the first line to the last; return (Rows, height in pixels).

    left: of the canvas. step: pixels from row to row. kinds: a list of (name of the marks, name of the row, offsets,
    size of a mark in pixels or one for each, colour, what each mark says); at the right stands how many there are.
    """
    canvas, height = Rows(left, 106), 26 + len(kinds) * step
    _section_marks(canvas, case, height)
    for n, (name, label, starts, size, colour, hover) in enumerate(kinds):
        y, mark = 44 + n * step, {"symbol": "line-ns", "size": size, "line": {"width": 3, "color": colour}}
        canvas.row(y, label, str(len(hover)), (0, 100))
        canvas.dots(percent(case, starts), [y] * len(hover), name, mark, hover)
    return canvas, height


def _section_marks(canvas, case, height):
    """Draw where each headed section begins, numbered s1, s2 and so on."""
    for section, x in zip(case.essay.sections["section"], percent(case, case.essay.sections["start"])):
        canvas.line(x, 14, x, height, dash="dot")
        canvas.write(x, 6, section, "left", GREY)
