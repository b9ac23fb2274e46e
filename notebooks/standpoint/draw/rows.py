"""The row form: rows beneath each other, each with a name, a line with marks on it, and words behind it."""

from .canvas import Canvas
from .style import GREY, INK

STEP = 32  # pixels from row to row on a scale


class Rows(Canvas):
    """A canvas for rows. names, words: where the name of a row and the words behind it stand; side: the name's end."""

    def __init__(self, left, right, names=-1.5, words=102, side="right"):
        super().__init__(left, right)
        self.names, self.words, self.side = names, words, side

    def row(self, y, name, words="", rail=None, ink=INK):
        """Draw what a row has without its marks. rail: the two ends of its line."""
        self.write(self.names, y, name, self.side, ink, 13)
        if words:
            self.write(self.words, y, words, "left", size=13)
        if rail:
            self.line(rail[0], y, rail[1], y)

    def on_a_scale(self, rows, draw, top, places, heading="", head=(8, 20), dashed=()):
        """Draw rows from height `top` on, with upright lines through all of them; return the height below the last.

        draw: draws a row at a height. places: {x: words above its line}. heading: of the words behind the rows. head:
        the heights of all these words, and of the upper ends of the lines. dashed: {x: colour} of some of the lines.
        """
        bottom = top + STEP * len(rows)
        for x, words in places.items():
            self.write(x, head[0], words, colour=GREY)
            self.line(x, head[1], x, bottom - 12, *((dashed[x], 1, "dash") if x in dashed else ()))
        if heading:
            self.write(self.words, head[0], heading, "left", GREY)
        for n, row in enumerate(rows.itertuples()):
            draw(row, top + STEP * n)
        return bottom

    def groups(self, groups, draw, step, gap):
        """Draw rows under headings, `step` apart; return the height at which the next group would begin.

        groups: {heading: rows}; one without a row is left out. draw: draws a row at a height. gap: between groups.
        """
        y = 14
        for heading, rows in groups.items():
            if rows:
                self.write(self.range[0], y, f"<b>{heading}</b>", "left", size=13)
                for n, row in enumerate(rows, start=1):
                    draw(row, y + step * n)
                y += step * (len(rows) + 1) + gap
        return y
