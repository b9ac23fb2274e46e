"""plotly hides a word whose place is a hair outside the range of its axis: no saved chart has such a word."""

import notebook_rules as rules
import pytest
import refresh

PATHS = [*refresh.notebooks(), *refresh.assignments()]


def hidden(layout):
    """The words of a chart that stand outside its axes."""
    found = []
    for note in layout.get("annotations", []):
        for axis in "xy":
            ends = sorted(layout.get(f"{axis}axis", {}).get("range", []))
            if note.get(f"{axis}ref", axis) == axis and ends and not ends[0] <= note[axis] <= ends[1]:
                found.append(note["text"])
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_word_of_a_chart_is_drawn(path):
    shown = [out.get("data", {}) for _, out in rules.outputs(rules.load(path))]
    charts = [data[rules.PLOTLY] for data in shown if rules.PLOTLY in data]
    assert [words for chart in charts for words in hidden(chart["layout"])] == []


def test_a_word_outside_is_found():
    layout = {"xaxis": {"range": [-1, 1]}, "yaxis": {"range": [9, 0]}}
    notes = [{"x": -1, "y": 9, "text": "in"}, {"x": -1.0001, "y": 0, "text": "out"},
             {"x": 5, "xref": "paper", "y": 1, "text": "in"}]  # fmt: skip
    assert hidden({**layout, "annotations": notes}) == ["out"]
