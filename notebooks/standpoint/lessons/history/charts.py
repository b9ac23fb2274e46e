"""The charts of lesson 09: when other meetings were held, and who was in the room."""

from ...draw.canvas import Canvas
from ...draw.rows import STEP, Rows
from ...draw.style import CARD, GREY, INK, RAIL, lines
from . import findings

# A shape for each seat, so that nothing rests on colour.
SHAPES = {"no": "circle", "split": "diamond", "yes": "circle", "not applicable": "line-ew-open"}
_SOURCE = "Each meeting has its own source: point at a mark, or see the table. The list was picked, not sampled."
_KEY = "Filled dot: the affected party was inside. Ring: outside. Diamond: one in, one out. Dash: not applicable."


def summit_timeline(case):
    """Draw each meeting of the list on a line of time, with where the affected party was; return a go.Figure."""
    found = findings.meetings(case)
    if found.empty:
        return _nothing()
    start, end = _decades(found)
    canvas, years = Rows(-56, 136, names=-2), range(start, end + 1, 20)
    places = {100 * (year - start) / (end - start): str(year) for year in years}
    height = canvas.on_a_scale(found, lambda row, y: _time_row(canvas, row, y, start, end), 46, places, head=(10, 24))
    title = findings.timeline_title(case)
    subtitle = f"{_KEY} Deal: a signed text."
    return canvas.figure(height - 10, title, subtitle, _SOURCE, findings.names_in_words(case))


def _decades(found):
    """Return the first and last year of the axis, whole steps of twenty years apart."""
    first, last = int(found["begins"].min()[:4]) // 20 * 20, int(found["ends"].max()[:4])
    return first, first + max(1, -(-(last + 1 - first) // 20)) * 20


def _time_row(canvas, row, y, start, end):
    x = 100 * (findings.year(row.begins) - start) / (end - start)
    canvas.row(y, _label(row), rail=(0, 100))
    canvas.mark(x, y, row.name, _marker(row.affected_negotiated), hover(row))
    words = f"{findings.SEATS[row.affected_negotiated]};<br>{_short(row)}"  # two short lines fit into a narrow window
    canvas.write(102, y, f"<b>{words}</b>" if row.own else words, "left", align="left")


def _label(row):
    words = f"{row.name}, {row.begins[:4]}"
    return f"<b>{words}</b>" if row.own else words


def _short(row):
    return {"yes": "text signed", "no": "nothing signed", "unknown": "signed: not said"}[row.deal]


def _marker(seat):
    # A ring is a dot filled with the card's colour, so that the line of time does not run through it.
    filled = seat in ("yes", "split")
    line = {"width": 1 if filled else 3, "color": CARD if filled else INK}
    return {"symbol": SHAPES[seat], "size": 15, "color": CARD if seat == "no" else INK, "line": line}


def hover(row):
    """Return what a mark says: the meeting, its days and place, who negotiated, who signed, outcome and source."""
    said = [
        f"{findings.when(row)}, {row.place}",
        f"In the room: {findings.named(row.negotiated)}",
        f"Affected: {findings.named(row.affected)} ({findings.SEATS[row.affected_negotiated]})",
        f"Signed: {findings.signers(row)}",
        f"Outcome: {row.outcome}",
        f"Source: {row.source_title}",
    ]
    return "<br>".join([f"<b>{row.name}</b>", *(lines(one, 60) for one in said)])


def summit_room(case):
    """Draw each meeting as a room, with who negotiated in it and who was affected outside it; return a go.Figure."""
    found, canvas = findings.meetings(case), Rows(-50, 136)
    if found.empty:
        return _nothing()
    groups = {heading: list(found[found["affected_negotiated"] == seat].itertuples())
              for seat, heading in findings.HEADINGS.items()}  # fmt: skip
    y = canvas.groups(groups, lambda row, y: _room_row(canvas, row, y), STEP, 16)
    title = findings.room_title(case)
    subtitle = (
        "Each box is the room of one meeting. Bold, with a filled dot: the affected party inside. "
        "To the right of the wall, with a ring: the affected party outside. Deal: a signed text."
    )
    return canvas.figure(y - 26, title, subtitle, _SOURCE, findings.names_in_words(case))


def _room_row(canvas, row, y):
    within, outside = findings.inside(row)
    canvas.box(0, y - 13, 88, y + 13, RAIL)
    canvas.line(88, y - 13, 88, y + 13, INK, width=3)
    canvas.write(-1.5, y, _label(row), "right", size=12)
    others = [name for name in findings.parts(row.negotiated) if name not in within]
    spoken = [f"<b>{name}</b>" for name in within]
    canvas.write(6 if within else 1.5, y, ", ".join([*spoken, *others]), "left")
    if within:
        canvas.mark(3, y, row.name, _marker("yes"), hover(row))
    if outside:
        canvas.mark(92, y, row.name, _marker("no"), hover(row))
        canvas.write(95, y, lines(", ".join(outside), 22), "left", align="left")
    if not row.affected:
        canvas.mark(92, y, row.name, _marker("not applicable"), hover(row))


def _nothing():
    canvas = Canvas(0, 100)
    canvas.write(0, 12, "No list of other meetings.", "left", GREY)
    return canvas.figure(30, findings.NONE, "", "")
