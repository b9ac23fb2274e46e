"""The chart of lesson 10: how much of each case is coded."""

from ...draw.canvas import Canvas
from ...draw.style import GREY, INK, RAIL
from ...wording import listed
from .findings import each_once, fill, fill_in_words, percent_filled

_PARTS = (("outright", "said outright"), ("hinted", "hinted"), ("blank", "blank"), ("still", "not coded yet"))


def fill_rates(*cases):
    """Draw how much of each case is coded; return a go.Figure. A case that comes twice is drawn once."""
    cases, canvas, step = each_once(cases), Canvas(-2, 112), 78
    for n, case in enumerate(cases):
        _draw_case(canvas, case, 26 + n * step)
    rates = [percent_filled(case) for case in cases]
    title = _title(cases, rates)
    subtitle = "All cells: one stakeholder on one issue. Solid: said outright. Line: hinted. Dotted outline: blank."
    subtitle += " Nothing: not coded yet." if any(fill(case)["still"] for case in cases) else ""
    source = "Counted in the tables of each case. Point at the dot of a part for its count."
    words = " ".join(fill_in_words(case) for case in cases)
    return canvas.figure(26 + len(cases) * step, title, subtitle, source, words)


def _title(cases, rates):
    if len(cases) == 1:
        return fill_in_words(cases[0]).rstrip(".")
    which = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if any(fill(case)["still"] for case in cases):
        coded = [f"{rate} percent of the {name}" for name, rate in zip(which, rates)]
        return f"Of the cells, {listed(coded)} text are coded so far"
    blank = [f"{100 - rate} percent of the {name}" for name, rate in zip(which, rates)]
    return f"Of the cells, {listed(blank)} text are blank"


def _draw_case(canvas, case, y):
    counts, x = fill(case), 0.0
    canvas.write(0, y - 14, f"<b>{case.title}</b>", "left", size=13)
    for key, words in _PARTS:
        share = 100 * counts[key] / counts["cells"] if counts["cells"] else 0
        if not share:
            continue
        end = round(x + float(share), 2)
        if key == "outright":
            canvas.line(x, y + 8, end, y + 8, INK, width=12)
        elif key == "hinted":
            canvas.line(x, y + 8, end, y + 8, GREY, width=3)
        elif key == "blank":
            canvas.box(x, y + 2, end, y + 14, RAIL, dash="dot")
        middle = round((x + end) / 2, 2)
        mark = {"symbol": "circle", "size": 7, "color": GREY, "line": {"color": "#ffffff", "width": 1}}
        hover = f"{case.title}<br>{words}: {counts[key]} of {counts['cells']} cells"
        canvas.mark(middle, y + 8, words, mark, hover)
        canvas.write(middle, y + 26, f"{counts[key]} {words}", size=12)
        x = end
