"""What every chart has in common: one template, one hue per stakeholder, words that fit."""

import html
import textwrap

import plotly.graph_objects as go

from ..wording import quoted

INK, GREY, RAIL, CARD = "#1f2328", "#57606a", "#c9ced6", "#fcfcfa"
# At least 3 : 1 against the card, and no hue of the orange-purple scale of the two poles.
HUES = ["#00796b", "#a3195b", "#5b6b00", "#7a4a2b", "#4a5f7f", "#6b6b6b", "#8a6d00", "#2f6f9f"]
_FONT = "Arial, Helvetica, sans-serif"


# What words, lines and dots on a canvas have in common; each one carries only what differs.
NOTE = {
    "xanchor": "center",
    "yanchor": "middle",
    "showarrow": False,
    "borderpad": 1,
    "font": {"size": 12, "color": INK},
}
SHAPE = {"type": "line", "layer": "below", "line": {"color": RAIL, "width": 1, "dash": "solid"}}
_DOTS = {"mode": "markers", "hoverinfo": "text", "cliponaxis": False, "marker": {"opacity": 1}}

TEMPLATE = go.layout.Template(
    data={"scatter": [_DOTS]},
    layout={
        "annotationdefaults": NOTE,
        "shapedefaults": SHAPE,
        "font": {"family": _FONT, "size": 13, "color": INK},
        "paper_bgcolor": CARD,
        "plot_bgcolor": CARD,
        "hoverlabel": {
            "align": "left",
            "bgcolor": "#ffffff",
            "bordercolor": RAIL,
            "font": {"family": _FONT, "size": 13, "color": INK},
        },
        "hovermode": "closest",
        "showlegend": False,
        "dragmode": False,
        # "Share chart" would send the figure to an outside host.
        "modebar": {
            "remove": [
                "sendDataToCloud",
                "sendChartToCloud",
                "editInChartStudio",
                "select2d",
                "lasso2d",
                "zoom",
                "pan",
                "zoomIn",
                "zoomOut",
                "autoScale",
                "resetScale",
            ]
        },
        "xaxis": {"fixedrange": True, "zeroline": False, "showgrid": False},
        "yaxis": {"fixedrange": True, "zeroline": False, "showgrid": False},
    },
)

# What a student's own chart looks like; the charts of this package place their titles themselves.
OWN_CHARTS = go.layout.Template(TEMPLATE)
OWN_CHARTS.data.scatter = ()
OWN_CHARTS.layout.update(
    colorway=HUES, margin={"l": 16, "r": 16, "t": 64, "b": 48}, xaxis_automargin=True, yaxis_automargin=True,
    title={"x": 0, "xref": "paper", "xanchor": "left", "font": {"size": 18}}, showlegend=True,
    xaxis={"showgrid": True, "gridcolor": RAIL},
)  # fmt: skip


def hue(stakeholders):
    """Return {id: colour} by the order of a stakeholders table; the hues repeat after eight."""
    return {sid: HUES[n % len(HUES)] for n, sid in enumerate(stakeholders["id"])}


def dot(size, colour, filled=True, width=2.5):
    """Return a marker, a dot or a ring: a ring is filled with the card's colour, so that no line runs through it."""
    return {"size": size, "color": colour if filled else CARD, "line": {"width": width, "color": colour}}


def sentence(quote, place):
    """Return a quotation and the place where it stands as two lines that a mark says; escaped."""
    return f"{lines(quoted(quote), 60)}<br>{place}"


def lines(text, width):
    """Break a text into lines of at most `width` characters, for a chart; the text is escaped."""
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(text, width))
