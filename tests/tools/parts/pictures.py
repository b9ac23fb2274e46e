"""A small picture beside each saved chart, for sites that show a notebook but draw no chart (GitHub, nbviewer).

A picture is drawn anew only when its chart has changed, by the Chromium of this machine and with
plotly.js out of the plotly package. Without a Chromium a changed chart has no picture until
tests/tools/refresh.py runs on a machine that has one.
"""

import base64
import io
import json
import re
import shutil
import struct
import subprocess

import lab

PLOTLY, PNG = "application/vnd.plotly.v1+json", "image/png"
WIDTH, DRAWN = 640, 860  # px of the picture, and of the chart that is scaled down to it
MOST_COLOURS = 16  # four bits for each dot
MAX_BYTES = 24_000
LACKING = (
    "{} of its charts have no picture: run this again on a machine with Chromium or Chrome, and with Arial or a font "
    "as wide (on Debian and Ubuntu: fonts-liberation)."
)
AS_WIDE = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "Nimbus Sans")
SHADES = ["#fcfcfa", "#1f2328", "#57606a", "#c9ced6"]  # the card, ink, and the two greys


def is_small(png: str) -> bool:
    """Whether a PNG (base64) is ours: few colours, no wider than WIDTH, at most MAX_BYTES."""
    data = base64.b64decode(png)
    if len(data) < 26:
        return False
    width, _, _, colour = struct.unpack(">IIBB", data[16:26])
    return width <= WIDTH and colour == 3 and len(data) <= MAX_BYTES


def outputs(nb: dict) -> list[dict]:
    """The data of each output that holds a chart, in order."""
    found = (out.get("data", {}) for cell in nb["cells"] for out in cell.get("outputs", []))
    return [data for data in found if PLOTLY in data]


def key(figure: dict) -> str:
    """A chart as one text, to tell whether it has changed."""
    return json.dumps(figure, sort_keys=True)


def has_font(match: str | None = shutil.which("fc-match")) -> bool:
    """Whether a chart is drawn in letters as wide as Arial's: in wider ones, words are cut at the edge of a picture."""
    if match is None:
        return True  # not a Linux: Arial is there
    found = subprocess.run([match, "-f", "%{family}", "Arial"], capture_output=True, text=True, check=False).stdout
    return found.startswith(AS_WIDE)


def add(new: dict, old: dict, draw: bool = True) -> int:
    """Put a picture beside each chart of `new`: that of the same chart in `old`, else a new one.

    draw: whether new ones may be drawn. Returns how many charts are left without a picture.
    """
    kept = {key(data[PLOTLY]): "".join(data[PNG]) for data in outputs(old) if PNG in data}
    lacking = []
    for data in outputs(new):
        png = kept.get(key(data[PLOTLY]))
        if png and is_small(png):
            data[PNG] = png
        else:
            lacking.append(data)
    if not (draw and lacking and lab.find_chromium() and has_font()):
        return len(lacking)
    for data, png in zip(lacking, drawn([data[PLOTLY] for data in lacking]), strict=True):
        data[PNG] = png
    return 0


def drawn(figures: list[dict]) -> list[str]:
    """Draw charts as small PNGs (base64), in one Chromium without a network."""
    script = "([figure, width]) => Plotly.newPlot('chart', figure.data, {...figure.layout, width}, {staticPlot: true})"
    found = []
    with lab.chromium() as browser:
        page = browser.new_page(viewport={"width": DRAWN, "height": 600}, device_scale_factor=WIDTH / DRAWN)
        page.set_content("<!doctype html><body style='margin: 0'><div id='chart'></div>")
        page.add_script_tag(path=plotly_script())
        for figure in figures:
            page.evaluate(script, [json.loads(key(figure)), DRAWN])
            found.append(packed(page.locator("#chart").screenshot(), colours(figure)))
    return found


def plotly_script():
    """Where the plotly package keeps plotly.js."""
    from importlib.resources import files

    return files("plotly") / "package_data" / "plotly.min.js"


def colours(figure: dict) -> list[str]:
    """The colours of a picture: our shades, then those of the chart in the order in which it names them."""
    parts = [figure["data"], *(figure["layout"].get(part, []) for part in ("shapes", "annotations"))]
    named = re.findall(r"#[0-9a-f]{6}\b", key({"parts": parts}))
    return list(dict.fromkeys([*SHADES, *named]))[:MOST_COLOURS]


def packed(png: bytes, palette: list[str]) -> str:
    """A picture in few colours, as base64."""
    from PIL import Image

    sheet = Image.new("P", (1, 1))
    sheet.putpalette([int(colour[at : at + 2], 16) for colour in palette for at in (1, 3, 5)])
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(palette=sheet, dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()
