"""A sheet to draw on: lines, words and dots in pixels from the top, gathered and made a figure once."""

import plotly.graph_objects as go

from .style import GREY, INK, RAIL, TEMPLATE, lines


class Canvas:
    """Gathers what a chart consists of; `figure` turns it into a go.Figure.

    The y axis counts pixels from the top down, so that rows keep their height in every window.
    """

    def __init__(self, left, right):
        self.range = [left, right]
        self.traces, self.notes, self.shapes = [], [], []

    def write(self, x, y, text, side="center", colour=INK, size=12, **more):
        """Write text whose left end, right end or centre is at x and whose middle is at y."""
        self.notes.append(
            {
                "x": x,
                "y": y,
                "text": text,
                "xanchor": side,
                "yanchor": "middle",
                "showarrow": False,
                "borderpad": 1,
                "font": {"size": size, "color": colour},
                **more,
            }
        )

    def line(self, x0, y0, x1, y1, colour=RAIL, width=1, dash="solid"):
        """Draw a straight line below the dots."""
        self.shapes.append(
            {
                "type": "line",
                "x0": x0,
                "x1": x1,
                "y0": y0,
                "y1": y1,
                "layer": "below",
                "line": {"color": colour, "width": width, "dash": dash},
            }
        )

    def box(self, x0, y0, x1, y1, colour=INK, dash="solid"):
        """Draw the outline of a box below the dots."""
        line = {"color": colour, "width": 1.5, "dash": dash}
        self.shapes.append({"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below", "line": line})

    def arrow(self, x0, y0, x1, y1, colour=INK):
        """Draw an arrow from the first point to the second."""
        tail = {"ax": x0, "ay": y0, "axref": "x", "ayref": "y"}
        head = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.5, "arrowcolor": colour, "text": ""}
        self.notes.append({"x": x1, "y": y1, **tail, **head})

    def dots(self, x, y, name, marker, hover):
        """Draw dots that say `hover` (one text for each) when pointed at."""
        self.traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": list(x),
                "y": list(y),
                "name": name,
                "marker": marker,
                "hovertext": list(hover),
                "hoverinfo": "text",
                "cliponaxis": False,
            }
        )

    def figure(self, height, title, subtitle, source, description):
        """Return the figure: title (the finding), subtitle, `height` pixels of drawing, source line, description."""
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
            "meta": {"description": description},
        }
        return go.Figure({"data": self.traces, "layout": layout})


def _heading(text, y):
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "container", "yanchor": "top"}
    return {"text": text, "font": {"size": 18}, **place}


def _source_line(text):
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -14}
    return {"text": text, "showarrow": False, "align": "left", "font": {"size": 12, "color": GREY}, **place}
