"""The line map: a rail for each item between its two poles, and the stakeholders as dots on it."""

from ..wording import listed, pole, quoted
from .canvas import Canvas
from .style import CARD, GREY, INK, dot, hue, lines

# Heights in pixels.
_TOP, _HEAD, _STEP, _BLANK, _GAP = 42, 24, 22, 19, 22
_PLACE, _LETTER, _DOT = 115, 6.5, 13  # pixels in a small window: from place to place, a letter, from a dot to its name
SIZES = {1: 9, 2: 13, 3: 18}  # salience: of a dot, in pixels
PLACES = {-2: "said outright", -1: "hinted", 0: "no lean", 1: "hinted", 2: "said outright"}


def line_map(case, codes, items, column, blanks, own=None, silent=None):
    """Draw codes as dots on rails; return (Canvas, height of the drawing in pixels).

    codes: coded rows with stakeholder, direction, position (-2..2), plainness, salience (1..3), quote,
    paragraph. items: rows with id, label, left, right, left_short, right_short. column: the codes'
    column with the item. blanks: {item id: who has no code, as `missing_in_words` takes it}; an item that
    is not in it gets no line about blanks. own, silent: the same two for own words (rows with speaker,
    date, place and site instead of salience and paragraph), drawn as diamonds with names in italics.
    """
    canvas, y = Canvas(-2.3, 2.3), _TOP
    own, silent = codes.head(0) if own is None else own, silent or {}
    for place, words in PLACES.items():
        canvas.write(place, 6, words, colour=GREY)
    for item in items.itertuples():
        rows = codes[codes[column] == item.id], own[own[column] == item.id]
        y = _block(canvas, case, item, rows, (blanks.get(item.id), silent.get(item.id)), y)
    return canvas, y - _GAP


def _block(canvas, case, item, rows, missing, y):
    """Draw one item from height y on; return the height at which the next one begins.

    rows: the codes of the essay and those of own words. missing: who has none, for each of the two.
    """
    canvas.write(-2.3, y, item.left_short, "left", GREY)
    canvas.write(0, y, f"<b>{item.label}</b>", size=14)
    canvas.write(2.3, y, item.right_short, "right", GREY)
    y += _HEAD
    canvas.line(-2, y, 2, y, width=2)
    canvas.ticks(PLACES, y - 5, y + 5)
    y += _STEP * _dots(canvas, case, item, rows, y)
    for names, own in zip(missing, (False, True)):
        if names is not None:
            canvas.write(0, y, missing_in_words(names, own), colour=GREY)
            y += _BLANK
    return y + _GAP + (_BLANK if missing == (None, None) else 0)


def missing_in_words(names, own=False):
    """Say who has no place on an item, in the essay or (own=True) in own words.

    names: labels, or for the essay two lists of them, as `wording.Missing`: those who are blank, and not coded yet.
    """
    if own:
        return f"No own words here: {listed(names)}" if names else "Everybody speaks here"
    said = [f"{words}: {listed(who)}" for words, who in zip(("The essay does not say", "Not coded yet"), names) if who]
    return ". ".join(said) or "The essay places everybody here"


def _dots(canvas, case, item, rows, y):
    """Draw the dots of one item, those that have no room beside each other beneath; return the deepest stack."""
    colours, taken = hue(case.stakeholders), []
    for who in case.stakeholders.itertuples():
        drawn = []
        for mine, own in zip(rows, (False, True)):
            for row in mine[mine["stakeholder"] == who.id].itertuples():
                level = _level(taken, row.position, who.label)
                drawn.append((row.position, y + level * _STEP))
                marker = _marker(row, own, colours[who.id])
                said = hover_own(row, item, who.label) if own else hover(row, item, who.label)
                canvas.mark(*drawn[-1], who.label, marker, said)
                _name(canvas, f"<i>{who.label}</i>" if own else who.label, *drawn[-1])
        if len(drawn) == 2 and drawn[0][0] * drawn[1][0] < 0:
            canvas.line(*drawn[0], *drawn[1], INK, dash="dot")
    return max(len(taken), 1)


def _level(taken, x, label):
    """Take room for a dot with its name in the first line that has some; return which. taken: [[(left, right)]]."""
    long = (_DOT + _LETTER * len(label)) / _PLACE
    left, right = (x - long, x + _DOT / _PLACE) if x == 2 else (x - _DOT / _PLACE, x + long)
    level = next((n for n, line in enumerate(taken) if all(right <= a or b <= left for a, b in line)), len(taken))
    if level == len(taken):
        taken.append([])
    taken[level].append((left, right))
    return level


def _name(canvas, label, x, y):
    # At the right end a name would leave the chart, so it stands before its dot.
    side, shift = ("right", -13) if x == 2 else ("left", 13)
    canvas.write(x, y, label, side, INK, xshift=shift, bgcolor=CARD)


def _marker(row, own, colour):
    plain = row.plainness == "outright"
    return {"symbol": "diamond", **dot(12, INK, plain, 2)} if own else dot(SIZES[row.salience], colour, plain)


def hover(row, item, name):
    """Return what a dot says: who, which pole, how plainly, and the verbatim sentence with its paragraph."""
    return f"{_said(row, item, name)}<br>{row.paragraph}"


def hover_own(row, item, name):
    """Return what a diamond says: who, which pole, how plainly, the words, who spoke and when, and the site."""
    by = lines(f"{row.speaker}, {row.date}, {row.place} ({row.site})", 60)
    return f"{_said(row, item, f'{name}, in own words')}<br>{by}"


def _said(row, item, name):
    leans = lines(pole(item, row.direction), 60)
    return f"<b>{name}</b><br>{leans} ({row.plainness})<br>{lines(quoted(row.quote), 60)}"
