"""The annotated essay of a long text: it is sent part by part, so what is sent does not grow with the text."""

import html
import re

import bench_growth
import panels
from standpoint import load
from standpoint.explore import essay as annotated


def test_a_long_text_is_sent_in_parts_and_each_row_is_in_one(monkeypatch):
    monkeypatch.setattr(annotated, "_MOST", 6)
    case = load("anchorage")
    panel, seen, rows = annotated.annotated_essay(case), [], []
    for part in range(3):
        if part:
            panels.give(panel, "part", part)
        slots = panel.state["slots"]
        seen += re.findall(r'<span class="number">(p\d+)</span>', slots["text"].split("data-view")[1])
        rows += list(panel.evidence)
        listed = set(html.unescape(at) for at in re.findall(r'data-opens="([^"]*)"', slots["list"]))
        assert listed == set(panel.evidence), "what can be opened is there, and nothing else was sent"
    assert seen == list(case.essay.paragraphs["paragraph"])
    every = [row["address"] for layer in annotated.layers(case) for row in layer.rows]
    assert len(rows) == len(set(rows)) and set(rows) == set(every)


def test_what_is_sent_of_a_text_does_not_grow_with_it(tmp_path):
    sizes = []
    for times in (4, 16):
        folder = tmp_path / str(times)
        folder.mkdir()
        panel = annotated.annotated_essay(load("anchorage", folder=bench_growth.grown(folder, times, 1)))
        sizes.append(bench_growth.sent(panel))
    assert sizes[1] < 1.1 * sizes[0] < 700_000
