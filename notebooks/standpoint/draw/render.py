"""How a figure leaves a notebook: as plotly JSON with its words beside it, and nothing that asks outside."""

import json
import os
import re
import sys

import pandas as pd
import plotly.io as pio
from IPython import get_ipython
from IPython.display import display
from plotly.io.base_renderers import ExternalRenderer

from ..kernel import somebody_reads
from .still import still
from .style import OWN_CHARTS

# Not "responsive": in JupyterLab that folds a chart to no height each time its page is resized.
_CONFIG = {"displaylogo": False}


class _JsonAndWords(ExternalRenderer):
    """Write a figure as plotly JSON and, for readers without a chart, its description as text.

    Where a program runs the notebook, a still picture goes with it, for pages that draw no chart. It does not where
    STANDPOINT_PICTURES is “no”, nor in pytest, which compares with saved notebooks: these have other pictures.
    """

    def render(self, fig_dict):
        bundle = self.to_mimebundle(fig_dict)
        chart = bundle["application/vnd.plotly.v1+json"]
        wanted = os.environ.get("STANDPOINT_PICTURES", "no" if "PYTEST_VERSION" in os.environ else "yes") != "no"
        if wanted and not somebody_reads() and (picture := still(chart)):
            bundle["text/html"] = picture
        display(bundle, raw=True)

    def to_mimebundle(self, fig_dict):
        figure = json.loads(pio.to_json(fig_dict, validate=False))
        for trace in figure["data"]:
            _slim(trace)
        words = figure["layout"].get("meta", {}).get("description", "A chart without a description.")
        # plotly's own renderer adds the address of an upload server to the configuration.
        return {"application/vnd.plotly.v1+json": {**figure, "config": _CONFIG}, "text/plain": words}


def _slim(trace):
    """Leave out of a trace what plotly.js takes for granted: saved notebooks stay small."""
    if trace.get("type") == "scatter":
        del trace["type"]
    if len(trace.get("hovertext", ())) == 1 and not isinstance(trace["hovertext"], str):
        (trace["hovertext"],) = trace["hovertext"]


def table_html(table):
    """Return a DataFrame as HTML in which no heading is empty: a screen reader would announce one without a name."""
    return re.sub(r"<th((?: [^>]*)?)></th>", r"<td\1></td>", table._repr_html_() or "")


def use():
    """Make this the way in which every figure and every table of this kernel is shown."""
    # nbformat's schema check imports this grammar in 1 second of CPU, and never needs it.
    sys.modules.setdefault("rfc3987_syntax", None)
    # pandas cuts long text off, and here the text is the evidence.
    pd.set_option("display.max_colwidth", None)
    pio.renderers["standpoint"] = _JsonAndWords()
    pio.renderers.default = "standpoint"
    # So that a chart which a student draws looks like the others at once.
    pio.templates["standpoint"] = OWN_CHARTS
    pio.templates.default = "standpoint"
    if get_ipython():
        get_ipython().display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)
