"""The chart of lesson 09: when other meetings were held, where the affected party was, and what was signed."""

from ...draw.canvas import Canvas
from ...draw.style import CARD, GREY, INK, lines
from . import findings

_STEP, _GAP = 23, 18  # pixels from meeting to meeting, and between groups
# A shape for what was signed, so that nothing rests on colour. A ring is a dot in the colour of the card.
_MARKS = {
    "yes": {"symbol": "circle", "color": INK, "line": {"width": 1, "color": CARD}},
    "no": {"symbol": "circle", "color": CARD, "line": {"width": 3, "color": INK}},
    "unknown": {"symbol": "line-ew-open", "color": INK, "line": {"width": 3, "color": INK}},
}
_KEY = "Filled dot: a text was signed. Ring: nothing was signed. Dash: the source does not say."
_SOURCE = "Each meeting has its own source: point at a mark, or see the table. The list was picked, not sampled."


def summit_timeline(case):
    """Draw each meeting of the list at its date, in groups by where the affected party was; return a go.Figure."""
    found = findings.meetings(case)
    if found.empty:
        return _nothing()
    start, end = _decades(found)
    canvas, y = Canvas(-3, 103), 10
    places = {100 * (year - start) / (end - start): str(year) for year in range(start, end + 1, 20)}
    for seat, heading in findings.HEADINGS.items():
        rows = found[found["affected_negotiated"] == seat]
        if len(rows):
            canvas.write(-3, y, f"<b>{heading}</b>", "left", size=13)
            canvas.ticks(places, y + 11, y + 11 + _STEP * len(rows))
            for n, row in enumerate(rows.itertuples(), start=1):
                _mark(canvas, row, y + _STEP * n, start, end)
            y += _STEP * (len(rows) + 1) + _GAP
    for x, words in places.items():
        canvas.write(x, y - _GAP, words, colour=GREY)
    return canvas.figure(y - 8, findings.timeline_title(case), _KEY, _SOURCE, findings.names_in_words(case))


def _decades(found):
    """Return the first and last year of the axis, whole steps of twenty years apart."""
    first, last = int(found["begins"].min()[:4]) // 20 * 20, int(found["ends"].max()[:4])
    return first, first + max(1, -(-(last + 1 - first) // 20)) * 20


def _mark(canvas, row, y, start, end):
    """Draw one meeting, with its name on the side that has room."""
    x = 100 * (findings.year(row.begins) - start) / (end - start)
    canvas.mark(x, y, row.name, {"size": 14, **_MARKS[row.deal]}, hover(row))
    words = f"{row.name}, {row.begins[:4]}"
    side, shift = ("left", 13) if x < 50 else ("right", -13)
    canvas.write(x, y, f"<b>{words}</b>" if row.own else words, side, xshift=shift)


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


def _nothing():
    canvas = Canvas(0, 100)
    canvas.write(0, 12, "No list of other meetings.", "left", GREY)
    return canvas.figure(30, findings.NONE, "", "")
