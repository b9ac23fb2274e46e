"""The line map: a rail for each item between its two poles, and the stakeholders as dots on it."""

from .canvas import Canvas
from .style import CARD, GREY, INK, hue, lines, listed, quoted

# Heights in pixels.
_TOP, _HEAD, _STEP, _BLANK, _GAP = 42, 24, 22, 19, 22
_SIZES = {1: 9, 2: 13, 3: 18}
_PLACES = {-2: "said outright", -1: "hinted", 0: "no lean", 1: "hinted", 2: "said outright"}


def line_map(case, codes, items, column, blanks):
    """Draw codes as dots on rails; return (Canvas, height of the drawing in pixels).

    codes: coded rows with stakeholder, direction, position (-2..2), plainness, salience (1..3), quote,
    paragraph. items: rows with id, label, left, right, left_short, right_short. column: the codes'
    column with the item. blanks: {item id: labels of the stakeholders without a code}; an item that
    is not in it gets no line about blanks.
    """
    canvas, y = Canvas(-2.3, 2.3), _TOP
    for place, words in _PLACES.items():
        canvas.write(place, 6, words, colour=GREY)
    for item in items.itertuples():
        y = _block(canvas, case, item, codes[codes[column] == item.id], blanks.get(item.id), y)
    return canvas, y - _GAP


def _block(canvas, case, item, rows, blank, y):
    """Draw one item from height y on; return the height at which the next one begins."""
    canvas.write(-2.3, y, item.left_short, "left", GREY)
    canvas.write(0, y, f"<b>{item.label}</b>", size=14)
    canvas.write(2.3, y, item.right_short, "right", GREY)
    y += _HEAD
    canvas.line(-2, y, 2, y, width=2)
    for place in _PLACES:
        canvas.line(place, y - 5, place, y + 5)
    y += _STEP * _dots(canvas, case, item, rows, y)
    if blank is not None:
        words = f"The essay does not say: {listed(blank)}" if blank else "The essay places everybody here"
        canvas.write(0, y, words, colour=GREY)
    return y + _BLANK + _GAP


def _dots(canvas, case, item, rows, y):
    """Draw the dots of one item, those of one place beneath each other; return the deepest stack."""
    colours, depth = hue(case.stakeholders), {}
    for who in case.stakeholders.itertuples():
        for row in rows[rows["stakeholder"] == who.id].itertuples():
            level = depth[row.position] = depth.get(row.position, -1) + 1
            height = y + level * _STEP
            canvas.dots(
                [row.position], [height], who.label, _marker(row, colours[who.id]), [hover(row, item, who.label)]
            )
            # At the right end a name would leave the chart, so it stands before its dot.
            last = row.position == 2
            canvas.write(
                row.position,
                height,
                who.label,
                "right" if last else "left",
                INK,
                xshift=-13 if last else 13,
                bgcolor=CARD,
            )
    return max(depth.values(), default=0) + 1


def _marker(row, colour):
    # A ring is a dot filled with the card's colour, so that the rail does not run through it.
    fill = colour if row.plainness == "outright" else CARD
    return {"size": _SIZES[row.salience], "color": fill, "opacity": 1, "line": {"width": 2.5, "color": colour}}


def hover(row, item, name):
    """Return what a dot says: who, which pole, how plainly, and the verbatim sentence with its paragraph."""
    pole = {-1: item.left, 0: "both poles, with no lean", 1: item.right}[row.direction]
    return f"<b>{name}</b><br>{lines(pole, 60)} ({row.plainness})<br>{lines(quoted(row.quote), 60)}<br>{row.paragraph}"
