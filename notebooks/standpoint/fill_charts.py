"""How much of each case is coded: one row for each case, parted into said outright, hinted and blank (lesson 10)."""

import pandas as pd

from . import findings as say
from .canvas import Canvas
from .new_case import decided_in_words, is_own, undecided
from .style import GREY, INK, RAIL, listed, quoted

_PARTS = (("outright", "said outright"), ("hinted", "hinted"), ("blank", "blank"))


def fill(case):
    """Return {outright, hinted, blank, cells, words}: how many cells of positions, and words of the text, there are."""
    cells = len(case.stakeholders) * len(case.issues)
    coded = {word: int((case.positions["plainness"] == word).sum()) for word in ("outright", "hinted")}
    words = sum(len(text.split()) for text in case.essay.paragraphs["text"])
    return {**coded, "blank": cells - len(case.positions), "cells": cells, "words": words}


def percent_filled(case):
    """Return the share of the cells that are coded, in whole percent; 0 where there is no cell."""
    counts = fill(case)
    return round(100 * (1 - counts["blank"] / counts["cells"])) if counts["cells"] else 0


def fill_table(*cases):
    """Return the counts behind `fill_rates` (DataFrame of text and numbers)."""
    rows = []
    for case in _each_once(cases):
        counts = fill(case)
        rows.append(
            {"Text": case.title, "Words": counts["words"], "Stakeholders": len(case.stakeholders),
             "Issues": len(case.issues), "Cells": counts["cells"], "Said outright": counts["outright"],
             "Hinted": counts["hinted"], "Blank": counts["blank"], "Coded": f"{percent_filled(case)} %"}
        )  # fmt: skip
    return pd.DataFrame(rows)


def fill_in_words(case):
    """Say how much of a case is coded, in one sentence."""
    counts = fill(case)
    if not counts["cells"]:
        return f"“{case.title}” has no cells yet."
    most = say.counted(counts["cells"], "cell") if counts["cells"] < 13 else f"{counts['cells']} cells"
    return f"{quoted(case.title)} fills {counts['cells'] - counts['blank']} of {most}, {percent_filled(case)} percent."


def blanks_in_words(case):
    """Say which of the blank cells of a map are blank by decision, and which are not decided yet."""
    if not is_own(case):
        return f"{quoted(case.title)} is finished: every blank in it was decided."
    said = f"{quoted(case.title)}. {decided_in_words(case)}"
    if not undecided(case)[1]:
        return said
    more = "The map shows what is not decided yet as blank. There it does not mean that the text gives no basis."
    return f"{said} {more}"


def fill_rates(*cases):
    """Draw how much of each case is coded; return a go.Figure. A case that comes twice is drawn once."""
    cases, canvas, step = _each_once(cases), Canvas(-2, 112), 78
    for n, case in enumerate(cases):
        _draw_case(canvas, case, 26 + n * step)
    rates = [percent_filled(case) for case in cases]
    title = _title(cases, rates)
    subtitle = "All cells: one stakeholder on one issue. Solid: said outright. Line: hinted. Dotted outline: blank."
    source = "Counted in the tables of each case. Point at the dot of a part for its count."
    words = " ".join(fill_in_words(case) for case in cases)
    return canvas.figure(26 + len(cases) * step, title, subtitle, source, f"{title}. {words}")


def _title(cases, rates):
    if len(cases) == 1:
        return fill_in_words(cases[0]).rstrip(".")
    which = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
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
        else:
            canvas.box(x, y + 2, end, y + 14, RAIL, dash="dot")
        middle = round((x + end) / 2, 2)
        mark = {"symbol": "circle", "size": 7, "color": GREY, "line": {"color": "#ffffff", "width": 1}}
        hover = f"{case.title}<br>{words}: {counts[key]} of {counts['cells']} cells"
        canvas.dots([middle], [y + 8], words, mark, [hover])
        canvas.write(middle, y + 26, f"{counts[key]} {words}", size=12)
        x = end


def _each_once(cases):
    return list({case.name: case for case in cases}.values())
