"""Charts as still pictures: every mark and word of the chart, at its place, with the chart in words as their name."""

import re
import xml.etree.ElementTree as ElementTree
from types import SimpleNamespace

import plotly.express as px
import plotly.io as pio
import pytest
from standpoint import draw, kernel, load
from standpoint.draw import render
from standpoint.draw.still import WIDTH, still
from standpoint.lessons.history import charts as history
from standpoint.lessons.readers import multiverse_charts

SVG = "{http://www.w3.org/2000/svg}"
CASES = {name: load(name) for name in ("anchorage", "bridge")}


def as_saved(figure):
    """A figure as a notebook holds it."""
    return pio.renderers["standpoint"].to_mimebundle(figure.to_dict())["application/vnd.plotly.v1+json"]


def words_of(node):
    return "".join(node.itertext())


@pytest.mark.parametrize("name", CASES)
def test_every_dot_and_every_word_is_there(name):
    chart = as_saved(draw.position_map(CASES[name]))
    drawn = ElementTree.fromstring(still(chart))
    assert drawn.get("role") == "img" and drawn.get("aria-label") == chart["layout"]["meta"]["description"]
    assert len(drawn.findall(f"{SVG}circle")) == sum(len(trace["x"]) for trace in chart["data"])
    said = [words_of(node) for node in drawn.findall(f"{SVG}text")]
    notes = [re.sub("<[^>]*>", "", note["text"]) for note in chart["layout"]["annotations"]]
    assert said[:-1] == [note.replace("&amp;", "&") for note in notes] and len(said) == len(notes) + 1
    places = [float(node.get(key)) for node in drawn.findall(f"{SVG}circle") for key in ("cx", "cy")]
    assert all(0 < x < WIDTH for x in places[::2]) and all(0 < y < chart["layout"]["height"] for y in places[1::2])


def test_what_is_to_the_left_and_above_is_drawn_there():
    chart = as_saved(draw.position_map(CASES["anchorage"]))
    dots = ElementTree.fromstring(still(chart)).findall(f"{SVG}circle")
    wanted = [(trace["x"][0], trace["y"][0]) for trace in chart["data"]]
    found = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in dots]
    for axis in (0, 1):  # the y axis counts from the top, as a picture does
        by_place = sorted(range(len(dots)), key=lambda n: wanted[n][axis])
        assert [found[n][axis] for n in by_place] == sorted(place[axis] for place in found)


@pytest.mark.parametrize("chart", ["history", "multiverse"])
def test_other_marks_and_packed_numbers(chart):
    case = CASES["anchorage"]
    figure = history.summit_timeline(case) if chart == "history" else multiverse_charts.multiverse(case)
    drawn = ElementTree.fromstring(still(as_saved(figure)))
    boxes = {node.get("fill") for node in drawn.findall(f"{SVG}rect")}
    assert len(drawn.findall(f"{SVG}path")) > 1 if chart == "history" else len(boxes) > 5  # shades, not two colours


def test_a_chart_with_axes_of_its_own_is_not_drawn_wrongly():
    assert still(as_saved(px.bar(x=[1, 2], y=["a", "b"], title="Two"))) == ""


def shown(monkeypatch, asks):
    """What the renderer shows where the kernel answers a message with this content."""
    sent = []
    monkeypatch.setattr(kernel, "get_ipython", lambda: SimpleNamespace(kernel=SimpleNamespace(
        get_parent=lambda: {"content": asks})))  # fmt: skip
    monkeypatch.setattr(render, "display", lambda data, raw: sent.append(data))
    pio.show(draw.position_map(CASES["bridge"]))
    return sent[0]


def test_a_picture_goes_along_where_a_program_runs_the_notebook_and_only_there(monkeypatch):
    monkeypatch.setenv("STANDPOINT_PICTURES", "yes")
    assert shown(monkeypatch, {"allow_stdin": False})["text/html"].startswith("<svg")
    for asks in ({"allow_stdin": True}, {}):  # JupyterLab; a kernel that does not tell
        assert "text/html" not in shown(monkeypatch, asks)
    monkeypatch.delenv("STANDPOINT_PICTURES")  # these tests run in pytest
    assert "text/html" not in shown(monkeypatch, {"allow_stdin": False})
    monkeypatch.setenv("STANDPOINT_PICTURES", "no")
    assert "text/html" not in shown(monkeypatch, {"allow_stdin": False})
