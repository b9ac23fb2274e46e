"""The findings of lesson 10: how much of each case is coded, and what is not decided yet."""

from ... import wording as say
from ...wording import quoted
from ...workshop.new_case import decided_in_words, is_own, undecided


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


def each_once(cases):
    """Return the cases, one that comes twice only once."""
    return list({case.name: case for case in cases}.values())
