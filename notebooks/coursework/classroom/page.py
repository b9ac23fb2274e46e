"""A notebook as one HTML page that asks nobody outside: its charts are drawn by a copy of plotly that lies with it."""

import functools
import html
import json
import logging
import re
import secrets
from pathlib import Path

import nbformat

from .harmless import clean_html

SCRIPT = "plotly.min.js"
LONGEST = 4_000  # characters of what a cell printed: half a sheet of paper
LARGEST = 5_000_000  # characters of a picture, table or chart
_CHART = "application/vnd.plotly.v1+json"
_WIDGET = "application/vnd.jupyter.widget-view+json"
# A browser that obeys this loads nothing from any other place, whatever an answer of a student asks for.
_POLICY = ("default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; font-src data:; "
           "script-src 'unsafe-inline' 'unsafe-eval' 'self' file:; base-uri 'none'; form-action 'none'")  # fmt: skip
_WAITS = re.compile(r"<p>[^<]*This explorer needs a running kernel[^<]*</p>")
_STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1f2328; font: 16px/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2rem; } h3 { font-size: 1.1rem; }
a { color: #0550ae; } a.anchor-link { display: none; }
pre, code { font: 13px/1.45 Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.highlight pre { background: #f3f4f6; padding: .6rem .8rem; border-radius: 4px; }
caption { text-align: left; font-weight: bold; }
table { border-collapse: collapse; margin: .8rem 0; font-size: .92rem; }
th, td { border: 1px solid #c9ced6; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
.said { border-left: 4px solid #4a5f7f; background: #f3f4f6; padding: .5rem .9rem; margin: .8rem 0; }
.wide { overflow-x: auto; } .paper { display: none; }
figure { margin: 1rem 0; }
@page { margin: 12mm; }
@media print { main { max-width: none; padding: 0; } figure, .said, tr { break-inside: avoid; }
  body { font-size: 9.5pt; line-height: 1.3; } pre, code { font-size: 7.5pt; line-height: 1.25; }
  p, ul, ol, pre { margin: .25rem 0; } table { font-size: 8.5pt; margin: .3rem 0; } th, td { padding: .1rem .4rem; }
  h1 { font-size: 15pt; } h2 { font-size: 12pt; margin: .7rem 0 .3rem; }
  h3, h4 { font-size: 10.5pt; margin: .5rem 0 .2rem; }
  .said, figure { padding: .2rem .7rem; margin: .3rem 0; } .input:has(pre:empty), .cell:empty { display: none; }
  .screen { display: none; } .paper { display: block; }
  h2, h3, h4 { break-after: avoid; } }
"""
_DRAW = """
for (const place of document.querySelectorAll("[data-chart]")) {
  const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  Plotly.newPlot(place, chart.data, chart.layout, {displaylogo: false, displayModeBar: false, responsive: true});
}
"""


class Pieces:
    """HTML of our own, to be put into a page for tokens that nobody could have guessed."""

    def __init__(self):
        self._mark, self._held, self.charts = secrets.token_hex(12), {}, 0

    def token(self, markup):
        """Keep a piece of HTML; return the token that stands for it."""
        name = f"piece{self._mark}n{len(self._held)}x"
        self._held[name] = markup
        return name

    def chart(self, figure, words):
        """Keep a plotly figure (dict of data and layout) with its description; return the token."""
        self.charts += 1
        name = f"chart-{self.charts}"
        # "<" would let a text in the figure end the script.
        data = json.dumps({"data": figure.get("data", []), "layout": figure.get("layout", {})}).replace("<", "\\u003c")
        return self.token(
            f'<figure role="img" aria-label="{html.escape(words)}"><div data-chart="{name}"></div></figure>'
            f'<script type="application/json" id="{name}">{data}</script>'
        )

    def put(self, markup):
        """Return the HTML with each token replaced by its piece, also where Markdown made a paragraph of it."""
        for name, piece in self._held.items():
            markup = re.sub(rf"<p>\s*{name}\s*</p>|{name}", lambda _, piece=piece: piece, markup)
        return markup


def body(book, pieces, code=True):
    """Return the HTML of a notebook's cells, cleaned of scripts, with its charts kept in `pieces`; code: show it."""
    book = nbformat.from_dict(book)
    book.metadata.pop("widgets", None)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = [_shown(output, pieces) for output in cell.outputs if not _is_bare_widget(output)]
    made, _ = _exporter(code).from_notebook_node(book)
    # The empty corner of a pandas table is no heading of anything.
    return re.sub(r"<th>\s*</th>", "<td></td>", pieces.put(made))


@functools.cache
def _exporter(code):
    """Return what makes HTML of a notebook; made once, for its templates take longer than many a page."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="basic", sanitize_html=True, exclude_input=not code, exclude_input_prompt=True,
        exclude_output_prompt=True,
    )  # fmt: skip
    exporter.register_filter("clean_html", _cleaned)
    exporter.log = logging.getLogger("classroom.page")  # a student's picture without words is no news for a terminal
    exporter.log.setLevel(logging.ERROR)
    return exporter


def page(title, markup, charts, shared=False):
    """Return a whole page. charts: how many it holds; shared: whether plotly lies in a file beside the page."""
    script = ""
    if charts:
        held = f'<script src="{SCRIPT}"></script>' if shared else f"<script>{plotly_script()}</script>"
        script = f"{held}<script>{_DRAW}</script>"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{markup}</main>{script}</body></html>\n"
    )


def lowered(markup, by):
    """Return HTML with its headings so many levels lower: the page around it has headings of its own."""
    return re.sub(r"<(/?)h([1-6])(?=[ >])", lambda found: f"<{found[1]}h{min(int(found[2]) + by, 6)}", markup)


def plotly_script():
    """Return the text of plotly.js as the installed plotly package brings it."""
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / SCRIPT).read_text(encoding="utf-8")


def table(heads, rows, numbers=()):
    """Return an HTML table. rows: lists of HTML. numbers: the places of the columns that hold numbers."""
    kind = ['class="number"' if place in numbers else "" for place in range(len(heads))]
    head = "".join(f'<th scope="col" {kind[n]}>{words}</th>' for n, words in enumerate(heads))
    lines = ("".join(f"<td {kind[n]}>{cell}</td>" for n, cell in enumerate(row)) for row in rows)
    inside = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{inside}</tbody></table>"


def _is_bare_widget(output):
    """Whether an output is a widget and nothing that could be shown without a kernel."""
    data = output.get("data") or {}
    words = data.get("text/plain", "")
    return _WIDGET in data and "text/html" not in data and (" at 0x" in words or bool(re.match(r"\w+\(", words)))


def waits_for_nobody(output, pieces, on_screen):
    """Return what an explorer showed, without the line that asks for a kernel; other outputs as they are.

    on_screen: whether it is left out on paper, and a line stands in its place.
    """
    markup = "".join((output.get("data") or {}).get("text/html", ""))
    if not _WAITS.search(markup):
        return output
    markup = _cleaned(_WAITS.sub("", markup))
    if on_screen and markup.strip():
        words = "An explorer stands here on the screen. On paper it is left out."
        markup = f'<div class="screen">{markup}</div><p class="paper"><em>{words}</em></p>'
    return nbformat.v4.new_output("display_data", data={"text/html": pieces.token(markup)})


def _shown(output, pieces):
    data = output.get("data")
    if not data:
        if len(output.get("text") or "") > LONGEST:
            output.text = f"{output.text[:LONGEST]}\n(This output goes on; {len(output.text):,} characters in all.)\n"
        return output
    if sum(len(str(held)) for held in data.values()) > LARGEST:
        return nbformat.v4.new_output("stream", text=f"This output is larger than {LARGEST // 1_000_000} MB.")
    figure = data.get(_CHART)
    if figure is not None:
        output.data = {"text/html": pieces.chart(figure, _words(figure, data))}
    else:
        output.data = nbformat.from_dict({kind: held for kind, held in data.items() if kind != _WIDGET})
    return output


def _cleaned(markup):
    """Return HTML with nothing left in it that could run, load or ask for anything."""
    markup = markup.decode("utf-8") if isinstance(markup, bytes) else markup
    markup = re.sub(r"<(script|style)\b.*?</\1\s*>", "", markup, flags=re.DOTALL | re.IGNORECASE)
    return clean_html(markup, strip=True)


def _words(figure, data):
    meta = (figure.get("layout") or {}).get("meta")
    words = meta.get("description") if isinstance(meta, dict) else None
    return str(words or data.get("text/plain") or "A chart.")
