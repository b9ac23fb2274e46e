"""A chart as a still picture (SVG): for a page that is made by a program and runs no script."""

import base64
import html
import re
from itertools import groupby, pairwise

import numpy as np

from .style import CARD, INK, NOTE, SHAPE, TEMPLATE

WIDTH = 860  # px, as wide as the pictures beside saved charts
_FONT = TEMPLATE.layout.font.family
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_DASHES = {"dot": "1.5 3", "dash": "7 5", "dashdot": "7 4 1.5 4"}
_TAGS = re.compile(r"(<[^>]*>)")
_STYLES = {"<b>": ' font-weight="bold"', "<i>": ' font-style="italic"'}
_LEAD = 1.3  # from line to line, in sizes of the letters


def still(figure):
    """Return a figure (plotly JSON as a dict) as an SVG with its description as its name; "" where it cannot be drawn.

    It draws what a Canvas holds: lines, words, dots, areas and grids of cells between fixed ends. Other charts, such
    as one that a student draws by plotly.express, need plotly.
    """
    layout = figure["layout"]
    fixed = all("range" in layout.get(axis, {}) for axis in ("xaxis", "yaxis")) and "height" in layout
    if not fixed or any(trace.get("type", "scatter") not in ("scatter", "heatmap") for trace in figure["data"]):
        return ""
    sheet = _Sheet(layout)
    parts = [_shape(sheet, shape) for shape in layout.get("shapes", [])]
    parts += [_trace(sheet, trace) for trace in figure["data"]]
    parts += [_note(sheet, note) for note in layout.get("annotations", [])]
    title = layout.get("title", {})
    if title.get("text"):
        size = title.get("font", {}).get("size", 18)
        parts.append(_words(title["text"], sheet.left, (1 - title["y"]) * sheet.height, "left", size, INK, "top"))
    words = html.escape(layout.get("meta", {}).get("description", ""))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{words}" viewBox="0 0 {WIDTH} '
            f'{sheet.height}" style="max-width:{WIDTH}px;background:{CARD}" font-family="{_FONT}">'
            f"{''.join(parts)}</svg>")  # fmt: skip


class _Sheet:
    """Where places on the axes lie on the picture, in pixels."""

    def __init__(self, layout):
        margin = layout["margin"]
        self.height, self.left, self._top = layout["height"], margin["l"], margin["t"]
        self._wide, self._high = WIDTH - margin["l"] - margin["r"], self.height - margin["t"] - margin["b"]
        self._xs, self._ys = layout["xaxis"]["range"], layout["yaxis"]["range"]

    def x(self, place, ref="x"):
        share = place if ref == "paper" else (place - self._xs[0]) / (self._xs[1] - self._xs[0])
        return round(self.left + share * self._wide, 1)

    def y(self, place, ref="y"):
        share = 1 - place if ref == "paper" else (place - self._ys[1]) / (self._ys[0] - self._ys[1])
        return round(self._top + share * self._high, 1)


def _pen(line):
    pen = {**SHAPE["line"], **line}
    dash = f' stroke-dasharray="{_DASHES[pen["dash"]]}"' if pen["dash"] in _DASHES else ""
    return f'stroke="{pen["color"]}" stroke-width="{pen["width"]}"{dash}'


def _shape(sheet, shape):
    pen = f'fill="none" {_pen(shape.get("line", {}))}'
    if shape.get("type") == "path":
        return f'<path d="{_path(sheet, shape["path"])}" {pen}/>'
    (x0, x1), (y0, y1) = ([of(shape[f"{name}{n}"]) for n in "01"] for name, of in (("x", sheet.x), ("y", sheet.y)))
    if shape.get("type") == "rect":
        return f'<rect x="{min(x0, x1)}" y="{min(y0, y1)}" width="{abs(x1 - x0)}" height="{abs(y1 - y0)}" {pen}/>'
    return f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" {pen}/>'


def _path(sheet, path):
    """A path of M x,y and V y, as `Canvas.ticks` writes it, in pixels."""
    made = []
    for kind, places in re.findall(r"([MLV])([^MLVZ]*)", path):
        *x, y = map(float, places.split(","))
        made.append(f"{kind}{f'{sheet.x(x[0])},' if x else ''}{sheet.y(y)}")
    return "".join(made)


def _trace(sheet, trace):
    if trace.get("type") == "heatmap":
        return _cells(sheet, trace)
    xs, ys = [sheet.x(x) for x in _listed(trace["x"])], [sheet.y(y) for y in _listed(trace["y"])]
    if "lines" in trace.get("mode", "markers"):
        fill = trace.get("fillcolor", "none") if "fill" in trace else "none"
        places = " ".join(f"{x},{y}" for x, y in zip(xs, ys))
        return f'<polyline points="{places}" fill="{fill}" {_pen(trace.get("line", {}))}/>'
    marker, made = trace.get("marker", {}), []
    for n, (x, y) in enumerate(zip(xs, ys)):
        one = {key: value if isinstance(value, str) else _one(value, n) for key, value in marker.items()}
        made.append(_mark(x, y, one))
        if "text" in trace.get("mode", ""):
            text = trace["text"] if isinstance(trace["text"], str) else trace["text"][n]
            font = {"size": 12, "color": INK, **trace.get("textfont", {})}
            made.append(_words(text, x, y, "center", font["size"], font["color"]))
    return "".join(made)


def _listed(values):
    """Numbers as a list: plotly packs an array of numpy into base64."""
    if not isinstance(values, dict):
        return values
    found = np.frombuffer(base64.b64decode(values["bdata"]), np.dtype(values["dtype"]))
    return found.reshape([int(n) for n in str(values.get("shape", len(found))).split(",")]).tolist()


def _one(value, n):
    """What mark number n has of a property that all share, or that is a list with one for each."""
    shared = not isinstance(value, list) and not (isinstance(value, dict) and "bdata" in value)
    return value if shared else _listed(value)[n]


def _mark(x, y, marker):
    symbol, half = marker.get("symbol", "circle"), marker.get("size", 6) / 2
    line, colour = {"width": 0, "color": "none", **marker.get("line", {})}, marker.get("color", "none")
    pen = f'fill="{colour}" stroke="{line["color"]}" stroke-width="{line["width"]}"'
    if symbol.endswith("-open"):
        pen = f'fill="none" stroke="{colour}" stroke-width="{line["width"] or 1}"'
    if symbol.startswith("line-"):
        dx, dy = (0, half) if "ns" in symbol else (half, 0)
        return f'<path d="M{x - dx:g},{y - dy:g}L{x + dx:g},{y + dy:g}" {pen}/>'
    if symbol == "x":
        arms = f"M{x - half:g},{y - half:g}l{2 * half:g},{2 * half:g}m0,{-2 * half:g}l{-2 * half:g},{2 * half:g}"
        return f'<path d="{arms}" stroke="{colour}" stroke-width="{half:g}"/>'
    if symbol.startswith("diamond"):
        far = half * 1.3  # plotly's diamond is drawn wider than its size
        return f'<path d="M{x:g},{y - far:g}l{far:g},{far:g}l{-far:g},{far:g}l{-far:g},{-far:g}Z" {pen}/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{half:g}" {pen}/>'


def _cells(sheet, trace):
    """The cells of a heatmap with a row at each of `y`, each `dx` wide; neighbours of one value are one box."""
    made, ys = [], [sheet.y(y) for y in _listed(trace["y"])]
    high = min((abs(a - b) for a, b in pairwise(ys)), default=16) - trace.get("ygap", 0)
    for y, row in zip(ys, _listed(trace["z"])):
        end = trace["x0"] - trace["dx"] / 2
        for value, same in groupby(row):
            start, end = end, end + trace["dx"] * len(list(same))
            if value is None:
                continue
            share = (value - trace["zmin"]) / ((trace["zmax"] - trace["zmin"]) or 1)
            colour = _between(trace["colorscale"][0][1], trace["colorscale"][-1][1], share)
            place = f'x="{sheet.x(start)}" y="{y - high / 2:g}" width="{sheet.x(end) - sheet.x(start):g}"'
            made.append(f'<rect {place} height="{high:g}" fill="{colour}"/>')
    return "".join(made)


def _between(low, high, share):
    """The colour that stands at a share (0 to 1) of the way between two, each as #rrggbb."""
    pairs = [(int(low[n : n + 2], 16), int(high[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(one + share * (other - one)):02x}" for one, other in pairs)


def _note(sheet, note):
    note = {**NOTE, **note, "font": {**NOTE["font"], **note.get("font", {})}}
    x, y = sheet.x(note["x"], note.get("xref", "x")), sheet.y(note["y"], note.get("yref", "y"))
    made = _arrow(x, y, sheet, note) if note["showarrow"] else ""
    if note["showarrow"]:  # the words of an arrow stand at its tail
        x, y = sheet.x(note["ax"]), sheet.y(note["ay"])
    x, y = x + note.get("xshift", 0), y - note.get("yshift", 0)
    size, colour = note["font"]["size"], note["font"]["color"]
    return made + _words(note["text"], x, y, note["xanchor"], size, colour, note["yanchor"], note.get("bgcolor"))


def _arrow(x, y, sheet, note):
    (tail_x, tail_y), colour = (sheet.x(note["ax"]), sheet.y(note["ay"])), note.get("arrowcolor", INK)
    length = max(((x - tail_x) ** 2 + (y - tail_y) ** 2) ** 0.5, 1)
    dx, dy = (x - tail_x) / length, (y - tail_y) / length
    x, y = x - dx * note.get("standoff", 0), y - dy * note.get("standoff", 0)
    tail_x, tail_y = tail_x + dx * note.get("startstandoff", 0), tail_y + dy * note.get("startstandoff", 0)
    wings = [f"L{x - 7 * dx + side * 4 * dy:.1f},{y - 7 * dy - side * 4 * dx:.1f}" for side in (-1, 1)]
    head = f'<path d="M{x:.1f},{y:.1f}{"".join(wings)}Z" fill="{colour}"/>'
    pen = _pen({"color": colour, "width": note.get("arrowwidth", 1)})
    return f'<line x1="{tail_x:.1f}" y1="{tail_y:.1f}" x2="{x:.1f}" y2="{y:.1f}" {pen}/>{head}'


def _words(text, x, y, side, size, colour, anchor="middle", ground=None):
    """Words with <b>, <i>, <br> and <span style>, as plotly draws them; anchor: what of them stands at y."""
    rows = text.split("<br>")
    first = y + size if anchor == "top" else y + size * (0.36 - _LEAD * (len(rows) - 1) / 2)
    halo = f' stroke="{ground}" stroke-width="4" paint-order="stroke"' if ground else ""
    made, inside = [], []
    for n, row in enumerate(rows):
        place = f' x="{x:g}" y="{first + n * size * _LEAD:.1f}"'  # of the first piece of a line
        for piece in _TAGS.split(row):
            if piece.startswith("</"):
                inside.pop()
            elif piece.startswith("<"):
                inside.append(_STYLES.get(piece) or f' style="{_style(piece)}"')
            elif piece:
                made.append(f"<tspan{place}{''.join(dict.fromkeys(inside))}>{piece}</tspan>")
                place = ""
    return (f'<text text-anchor="{_ANCHORS.get(side, "middle")}" font-size="{size}" fill="{colour}"{halo}>'
            f"{''.join(made)}</text>")  # fmt: skip


def _style(tag):
    found = re.search(r"""style=(["'])(.*?)\1""", tag)
    return found[2].replace("color:", "fill:") if found else ""
