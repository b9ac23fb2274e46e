"""The line with which a lesson begins on another text, and the line with which it ends: how far a reader is."""

import re
from collections import Counter

from ..case import answers
from ..wording import listed, plural, quoted
from .checks import right_in_code

WRITTEN_ABOUT = "anchorage"

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
    """Say in one line how far a reader is (str): the cards that have an answer, for each lesson, and the checks of code
    that said Right since the kernel started; where answers are not kept, why not.
    """
    kept, notice = answers.recall_all(case.name)
    lessons = Counter(name[:2] for name, answer in kept.items() if answer and re.fullmatch(r"\d\d\.\w+", name))
    counts = [f"{plural(lessons[lesson], 'card')} in {lesson}" for lesson in sorted(lessons)]
    none = "No card is answered yet. Run this cell again when you have answered one."
    cards = f"Answered so far: {listed(counts)}." if counts else notice or none
    coded = sum(name == case.name for name, _ in right_in_code)
    return Line(f"{cards} Right in code, since the kernel started: {coded}." if coded else cards)
