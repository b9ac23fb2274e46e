"""The line with which a lesson begins on another text, and the line with which it ends: how far a reader is."""

import re
from collections import Counter

from ..case import answers
from ..case.tables import TABLES, undecided
from ..wording import listed, quoted
from .checks import right_in_code

WRITTEN_ABOUT = "anchorage"
_IN_CODE = "in code"  # kept beside the answers: {exercise id: True} for what a check of code called right


class Line(str):
    """Words that a notebook shows as they are, without quotation marks."""

    def __repr__(self):
        return str(self)


def begin(case, *read):
    """Print which words of a lesson are not about this case, and which of the tables that its code reads have no row.

    read: names of these tables. Prints nothing for the case that the lesson was written about, whole as it is shipped.
    """
    if case.name != WRITTEN_ABOUT:
        shown = f"Charts, tables, explorers and cards below show {quoted(case.title)}."
        print(f"The text of this lesson was written about another essay. {shown} Pass over the parts “In this essay”.")
    if empty := [f"case.{name}" for name in read if case.tables[name].empty]:
        have, them = ("has", "it") if len(empty) == 1 else ("have", "them")
        made = f"What code below makes of {them} is empty, 0 or no number, and says nothing about the text."
        print(f"{listed(empty)} {have} no row in this case. {made}")
    for name in read:
        if name in TABLES and not case.tables[name].empty and (still := len(undecided(case, name))):
            cells, them = ("cell is", "it") if still == 1 else ("cells are", "them")
            print(f"In the table {name} {still} {cells} not coded yet: code below counts {them} with the blanks.")


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
