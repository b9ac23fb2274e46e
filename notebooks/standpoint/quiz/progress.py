"""The line with which a lesson begins on another text, and the line with which it ends: how far a reader is."""

import re
from collections import Counter

from ..case import answers
from ..wording import listed, quoted
from .checks import right_in_code

WRITTEN_ABOUT = "anchorage"
_IN_CODE = "in code"  # kept beside the answers: {exercise id: True} for what a check of code called right

class Line(str):
    """Words that a notebook shows as they are, without quotation marks."""

    def __repr__(self):
        return str(self)


def begin(case):
    """Print which words of a lesson are not about this case; nothing for the case that it was written about."""
    if case.name != WRITTEN_ABOUT:
        shown = f"Charts, tables, explorers and cards below show {quoted(case.title)}."
        print(f"The text of this lesson was written about another essay. {shown} Pass over the parts “In this essay”.")


def progress(case):
    """Say in one line how far a reader is (str): the cards that have an answer and the checks of code that said Right,
    for each lesson; where answers are not kept, why not. What was right in code is kept beside the answers.
    """
    kept, notice = answers.recall_all(case.name)
    known = kept.get(_IN_CODE, {})
    coded = known | {exercise: True for name, exercise in right_in_code if name == case.name}
    if coded != known:
        notice = answers.keep(case.name, _IN_CODE, coded)
    cards = [name for name, answer in kept.items() if answer and re.fullmatch(r"\d\d\.\w+", name)]
    both = {"Answered in cards": cards, "Right in code": coded}
    said = [f"{words} so far: {_by_lesson(names)}." for words, names in both.items() if names]
    none = "No card is answered yet. Run this cell again when you have answered one."
    again = filter(None, [notice, "Run this cell again to count anew."])
    return Line(" ".join([*said, *again]) if said else notice or none)


def _by_lesson(names):
    lessons = Counter(name[:2] for name in names)
    return listed(f"{lessons[lesson]} in {lesson}" for lesson in sorted(lessons))
