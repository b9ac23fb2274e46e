"""The findings of lesson 10: how much of each case is coded, and what is not decided yet."""

from ... import wording as say
from ...case.case import own_in_words
from ...case.sentences import count_words
from ...case.tables import undecided
from ...wording import quoted, so_far
from ...workshop.new_case import is_own


def fill(case):
    """Return {outright, hinted, blank, still, cells, words}: counts of cells of positions, and of words of the text.

    still: the cells that are not coded yet; they are not among the blank ones.
    """
    cells = len(case.stakeholders) * len(case.issues)
    coded = {word: int((case.positions["plainness"] == word).sum()) for word in ("outright", "hinted")}
    words = sum(count_words(text) for text in case.essay.paragraphs["text"])
    still = len(undecided(case))
    blank = cells - len(case.positions) - still
    return {**coded, "blank": blank, "still": still, "cells": cells, "words": words}


def percent_filled(case):
    """Return the share of the cells that are coded, in whole percent; 0 where there is no cell."""
    cells = fill(case)["cells"]
    return round(100 * len(case.positions) / cells) if cells else 0


def fill_in_words(case):
    """Say how much of a case is coded, in one sentence."""
    counts = fill(case)
    if not counts["cells"]:
        return f"“{case.title}” has no cells yet."
    most = say.counted(counts["cells"], "cell") if counts["cells"] < 13 else f"{counts['cells']} cells"
    return f"{quoted(case.title)} fills {len(case.positions)} of {most}, {percent_filled(case)} percent{so_far(case)}."


def blanks_in_words(case):
    """Say which of the cells without a code are blank by decision, and which are not coded yet."""
    if not is_own(case):
        return f"{quoted(case.title)} is finished: every blank in it was decided."
    return f"{quoted(case.title)}. {own_in_words(case) or 'It has no cells yet.'}"


def each_once(cases):
    """Return the cases, one that comes twice only once."""
    return list({case.name: case for case in cases}.values())
