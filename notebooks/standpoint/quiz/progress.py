"""The line with which a lesson begins on another text, and the line with which it ends: how far a reader is."""

import re
from collections import Counter

from ..case import answers
from ..case.tables import TABLES, undecided
from ..wording import listed, quoted
from .checks import IN_CODE

WRITTEN_ABOUT = "anchorage"
_ANEW = "To count anew, choose this line and press Shift and Enter."


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
    for each lesson; where answers are not kept, why not.
    """
    kept, notice = answers.recall_all(case.name)
    cards = [name for name, answer in kept.items() if answer and re.fullmatch(r"\d\d\.\w+", name)]
    both = {"Cards answered so far, right or not": cards, "Right in code so far": kept.get(IN_CODE, {})}
    said = [f"{words}: {_by_lesson(names)}." for words, names in both.items() if names]
    none = f"No card was answered when this line was made. {_ANEW}"
    again = filter(None, [notice, _ANEW])
    return Line(" ".join([*said, *again]) if said else notice or none)


def _by_lesson(names):
    lessons = Counter(name[:2] for name in names)
    return listed(f"{lessons[lesson]} in {lesson}" for lesson in sorted(lessons))
