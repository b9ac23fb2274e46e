"""The charts of lesson 09: when other meetings were held, and who was in the room."""

from ...draw.canvas import Canvas
from ...draw.style import CARD, GREY, INK, RAIL, lines
from ...wording import listed
from . import findings

_STEP, _TOP = 32, 46
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
    canvas, height = Canvas(-56, 136), _TOP + _STEP * len(found)
    for place in range(start, end + 1, 20):
        x = 100 * (place - start) / (end - start)
        canvas.write(x, 10, str(place), colour=GREY)
        canvas.line(x, 24, x, height - 12)
    for n, row in enumerate(found.itertuples()):
        _time_row(canvas, row, _TOP + _STEP * n, start, end)
    title = findings.timeline_title(case)
    subtitle = f"{_KEY} Deal: a signed text."
    return canvas.figure(height - 10, title, subtitle, _SOURCE, f"{title}. {findings.names_in_words(case)}")


def _decades(found):
    """Return the first and last year of the axis, whole steps of twenty years apart."""
    first, last = int(found["begins"].min()[:4]) // 20 * 20, int(found["ends"].max()[:4])
    return first, first + max(1, -(-(last + 1 - first) // 20)) * 20


def _time_row(canvas, row, y, start, end):
    x = 100 * (findings.year(row.begins) - start) / (end - start)
    canvas.line(0, y, 100, y, width=1)
    canvas.dots([x], [y], row.name, _marker(row.affected_negotiated), [hover(row)])
    canvas.write(-2, y, _label(row), "right", size=13)
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
    return {"symbol": SHAPES[seat], "size": 15, "color": CARD if seat == "no" else INK, "opacity": 1, "line": line}


def hover(row):
    """Return what a mark says: the meeting, its days and place, who negotiated, who signed, outcome and source."""
    signed = {"unknown": "the source does not say", "no": "nobody"}.get(row.deal, listed(findings.parts(row.signed)))
    affected = listed(findings.parts(row.affected)) if row.affected else "nobody"
    said = [
        lines(f"{findings.when(row)}, {row.place}", 60),
        lines(f"In the room: {listed(findings.parts(row.negotiated))}", 60),
        lines(f"Affected: {affected} ({findings.SEATS[row.affected_negotiated]})", 60),
        lines(f"Signed: {signed}", 60),
        lines(f"Outcome: {row.outcome}", 60),
        lines(f"Source: {row.source_title}", 60),
    ]
    return "<br>".join([f"<b>{row.name}</b>", *said])


def summit_room(case):
    """Draw each meeting as a room, with who negotiated in it and who was affected outside it; return a go.Figure."""
    found, y = findings.meetings(case), 14
    if found.empty:
        return _nothing()
    canvas = Canvas(-50, 136)
    for seat, heading in findings.HEADINGS.items():
        rows = list(found[found["affected_negotiated"] == seat].itertuples())
        if rows:
            canvas.write(-50, y, f"<b>{heading}</b>", "left", size=13)
            for n, row in enumerate(rows, start=1):
                _room_row(canvas, row, y + 32 * n)
            y += 32 * (len(rows) + 1) + 16
    title = findings.room_title(case)
    subtitle = (
        "Each box is the room of one meeting. Bold, with a filled dot: the affected party inside. "
        "To the right of the wall, with a ring: the affected party outside. Deal: a signed text."
    )
    return canvas.figure(y - 26, title, subtitle, _SOURCE, f"{title}. {findings.names_in_words(case)}")


def _room_row(canvas, row, y):
    within, outside = findings.inside(row)
    canvas.box(0, y - 13, 88, y + 13, RAIL)
    canvas.line(88, y - 13, 88, y + 13, INK, width=3)
    canvas.write(-1.5, y, _label(row), "right", size=12)
    others = [name for name in findings.parts(row.negotiated) if name not in within]
    spoken = [f"<b>{name}</b>" for name in within]
    canvas.write(6 if within else 1.5, y, ", ".join([*spoken, *others]), "left")
    if within:
        canvas.dots([3], [y], row.name, _marker("yes"), [hover(row)])
    if outside:
        canvas.dots([92], [y], row.name, _marker("no"), [hover(row)])
        canvas.write(95, y, lines(", ".join(outside), 22), "left", align="left")
    if not row.affected:
        canvas.dots([92], [y], row.name, _marker("not applicable"), [hover(row)])


def _nothing():
    canvas = Canvas(0, 100)
    canvas.write(0, 12, "No list of other meetings.", "left", GREY)
    return canvas.figure(30, findings.NONE, "", "", findings.NONE)
