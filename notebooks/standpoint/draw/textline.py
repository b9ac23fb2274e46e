"""Where things stand in a text: offsets as a share of the way, and the marks of its headed sections."""

from .style import GREY


def percent(case, offsets):
    """Return offsets as a share of the way from the first paragraph to the end of the last, 0 to 100."""
    first, last = case.essay.paragraphs["start"].iloc[0], case.essay.paragraphs["end"].iloc[-1]
    return [round(float(100 * (o - first) / (last - first)), 2) for o in offsets]


def section_marks(canvas, case, height):
    """Draw where each headed section begins, numbered s1, s2 and so on."""
    for section, x in zip(case.essay.sections["section"], percent(case, case.essay.sections["start"])):
        canvas.line(x, 14, x, height, dash="dot")
        canvas.write(x, 6, section, "left", GREY)
