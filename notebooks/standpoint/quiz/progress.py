"""The line with which a lesson begins on another text, and the line with which it ends: how far a reader is."""

import re
from collections import Counter

from ..case import answers
from ..wording import listed, plural, quoted

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
    """Say in one line how many cards of each lesson have an answer (str); where answers are not kept, why not."""
    kept, notice = answers.recall_all(case.name)
    lessons = Counter(name[:2] for name, answer in kept.items() if answer and re.fullmatch(r"\d\d\.\w+", name))
    if not lessons:
        return Line(notice or "No card is answered yet. Run this cell again when you have answered one.")
    counts = [f"{plural(lessons[lesson], 'card')} in {lesson}" for lesson in sorted(lessons)]
    return Line(f"Answered so far: {listed(counts)}. Answers in code are not counted here: each check tells you.")
