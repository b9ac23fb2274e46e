"""A sheet to draw on: lines, words and dots in pixels from the top, gathered and made a figure once."""

import plotly.graph_objects as go

from .style import GREY, INK, NOTE, RAIL, SHAPE, TEMPLATE, lines


class Canvas:
    """Gathers what a chart consists of; `figure` turns it into a go.Figure.

    A word or a line carries only what differs from the template's NOTE and SHAPE: saved charts stay small.
    The y axis counts pixels from the top down, so that rows keep their height in every window.
    """

    def __init__(self, left, right):
        # Rounded as every place is: plotly hides a word that stands a hair outside.
        self.range = [_short(left), _short(right)]
        self.traces, self.notes, self.shapes = [], [], []

    def write(self, x, y, text, side="center", colour=INK, size=12, **more):
        """Write text whose left end, right end or centre is at x and whose middle is at y."""
        font = {key: value for key, value in {"size": size, "color": colour}.items() if value != NOTE["font"][key]}
        more = {key: _short(value) if isinstance(value, float) else value for key, value in more.items()}
        note = {"x": _short(x), "y": _short(y), "text": text, **({"font": font} if font else {}), **more}
        self.notes.append(note if side == NOTE["xanchor"] else {**note, "xanchor": side})

    def line(self, x0, y0, x1, y1, colour=RAIL, width=1, dash="solid"):
        """Draw a straight line below the dots."""
        self._shape(x0, y0, x1, y1, {"color": colour, "width": width, "dash": dash})

    def ticks(self, places, y0, y1):
        """Draw short upright lines at several places; one shape for all of them keeps the file small."""
        path = "".join(f"M{_short(x)},{_short(y0)}V{_short(y1)}" for x in places)
        self.shapes.append({"type": "path", "path": path})

    def box(self, x0, y0, x1, y1, colour=INK, dash="solid"):
        """Draw the outline of a box below the dots."""
        self._shape(x0, y0, x1, y1, {"color": colour, "width": 1.5, "dash": dash}, type="rect")

    def _shape(self, x0, y0, x1, y1, pen, **more):
        pen = {key: value for key, value in pen.items() if value != SHAPE["line"][key]}
        ends = {"x0": _short(x0), "x1": _short(x1), "y0": _short(y0), "y1": _short(y1)}
        self.shapes.append({**ends, **({"line": pen} if pen else {}), **more})

    def arrow(self, x0, y0, x1, y1, colour=INK):
        """Draw an arrow from the first point to the second."""
        tail = {"ax": _short(x0), "ay": _short(y0), "axref": "x", "ayref": "y"}
        head = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.5, "arrowcolor": colour, "text": ""}
        self.notes.append({"x": _short(x1), "y": _short(y1), **tail, **head})

    def dots(self, x, y, name, marker, hover):
        """Draw dots that say `hover` (one text for each) when pointed at."""
        places = {"x": [_short(place) for place in x], "y": [_short(place) for place in y]}
        self.traces.append({"type": "scatter", **places, "name": name, "marker": marker, "hovertext": list(hover)})

    def mark(self, x, y, name, marker, hover):
        """Draw one dot that says `hover` when pointed at."""
        self.dots([x], [y], name, marker, [hover])

    def figure(self, height, title, subtitle, source, more="", least=None):
        """Return the figure: title (the finding), subtitle, `height` pixels of drawing, source line.

        Its description is the title as a sentence, and `more`. least: pixels of width that its words need, where that
        is more than a small window has; there its box scrolls (charts.js).
        """
        said = title if title.endswith((".", "?")) else f"{title}."
        head, small, below = f"<b>{lines(title, 62)}</b>", lines(subtitle, 90), lines(source, 96)
        top = 86 + 23 * head.count("<br>") + 21 * small.count("<br>")
        bottom = 46 + 16 * below.count("<br>")
        full = height + top + bottom
        layout = {
            "template": TEMPLATE,
            "height": full,
            "margin": {"l": 16, "r": 16, "t": top, "b": bottom},
            "title": _heading(f"{head}<br><span style='font-size:13px;color:{GREY}'>{small}</span>", 1 - 20 / full),
            "xaxis": {"range": self.range, "visible": False},
            "yaxis": {"range": [height, 0], "visible": False},
            "annotations": [*self.notes, _source_line(below)],
            "shapes": self.shapes,
            "meta": {"description": f"{said} {more}".strip()} | ({"least": least} if least else {}),
        }
        return go.Figure({"data": self.traces, "layout": layout})


def _short(place):
    """A place on an axis without digits that nobody can see; a whole number as such."""
    place = round(float(place), 4)
    return int(place) if place.is_integer() else place


def _heading(text, y):
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "container", "yanchor": "top"}
    return {"text": text, "font": {"size": 18}, **place}


def _source_line(text):
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -14}
    return {"text": text, "align": "left", "font": {"color": GREY}, **place}


def lesson_goes_on(words, source):
    """Return a chart that says why nothing is drawn, where the lesson does not need it."""
    return Canvas(0, 100).figure(20, words, "The lesson goes on.", source)


def nothing_drawn(words):
    """Return a chart that says why nothing is drawn."""
    return Canvas(0, 100).figure(10, words, "So there is nothing to draw here.", "")
