"""The small picture beside each saved chart: what a site shows that draws no chart, and when it is drawn anew."""

import base64
import copy
import json
import subprocess
import sys

import nbformat
import notebook_rules as book
import pictures
import pytest
import refresh

LESSON = next((refresh.ROOT / "notebooks").glob("00-*.ipynb"))
FIGURE = {"data": [{"x": [1], "y": [2], "marker": {"color": "#00796b"}}],
          "layout": {"title": {"text": "One dot"}, "height": 300, "meta": {"description": "One dot, alone."}}}


def with_chart(png=None, **layout):
    """A notebook with one chart, and the picture beside it."""
    figure = {**FIGURE, "layout": {**FIGURE["layout"], **layout}}
    data = {pictures.PLOTLY: figure, "text/plain": "One dot, alone."} | ({pictures.PNG: png} if png else {})
    return {"cells": [{"cell_type": "code", "outputs": [{"output_type": "display_data", "data": copy.deepcopy(data)}]}]}


def small(size=100, width=640):
    """The head of a palette picture, padded."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + b"\x00\x00\x01\x00\x04\x03"
    return base64.b64encode(head.ljust(size, b" ")).decode()


@pytest.fixture
def drawings(monkeypatch):
    """How many charts were drawn at each call, without a browser."""
    counts = []
    monkeypatch.setattr(pictures, "drawn", lambda figures: counts.append(len(figures)) or [small(200)] * len(figures))
    monkeypatch.setattr(pictures.lab, "find_chromium", lambda: "chromium")
    monkeypatch.setattr(pictures, "has_font", lambda: True)
    return counts


def shown(nb):
    return pictures.outputs(nb)[0].get(pictures.PNG)


def test_a_picture_stays_while_its_chart_does(drawings):
    new = with_chart()
    assert pictures.add(new, with_chart(small())) == 0 and shown(new) == small() and drawings == []


@pytest.mark.parametrize("old", [with_chart(), with_chart(small(), height=301), with_chart(small(30_000)),
                                 with_chart(small(width=1400))], ids=["none", "changed", "heavy", "of a window"])
def test_a_picture_is_drawn_anew(drawings, old):
    new = with_chart()
    assert pictures.add(new, old) == 0 and shown(new) == small(200) and drawings == [1]


@pytest.mark.parametrize("place, lacks", [(pictures.lab, "find_chromium"), (pictures, "has_font")])
def test_without_a_browser_or_a_font_a_changed_chart_loses_its_picture(drawings, monkeypatch, place, lacks):
    monkeypatch.setattr(place, lacks, lambda: None)
    new = with_chart()
    assert pictures.add(new, with_chart(small(), height=301)) == 1 and shown(new) is None and drawings == []


def test_a_check_draws_nothing(drawings):
    new = with_chart()
    assert pictures.add(new, with_chart(), draw=False) == 1 and drawings == []


def test_a_drawn_picture_is_small_and_the_same_each_time(browser):
    """In a process of its own: this one has a player running already."""
    code = f"import json, places, pictures; print(json.dumps(pictures.drawn([{FIGURE!r}] * 2)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=refresh.ROOT / "tests", capture_output=True, check=True)
    first, second = json.loads(done.stdout)
    assert first == second and pictures.is_small(first) and len(base64.b64decode(first)) > 500


def test_a_site_without_plotly_shows_the_picture():
    """nbconvert, as GitHub and nbviewer use it, knows no chart and takes the picture."""
    from nbconvert import HTMLExporter

    nb = nbformat.read(LESSON, as_version=4)
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(nb)
    saved = [out["data"] for _, out in book.outputs(book.load(LESSON)) if book.PLOTLY in out.get("data", {})]
    assert saved and all(data[pictures.PNG] in page for data in saved)
    assert page.count("data:image/png;base64") == len(saved)
