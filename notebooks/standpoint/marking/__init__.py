"""What the assignments call: marks for answers, help on the spot, a student's own case and codes, and the hand-in.

Nothing here raises for a student's answer, and nothing is written to stderr. Evidence, rule and reasoning earn
points; agreement with a reference never does.
"""

import math

from . import cells as _cells
from . import findings as _finding
from . import overlap as _overlap
from .files import coder, form, is_as_handed_out, keep_codes, make_case, my_case, numbered, own_codes, unseen_case
from .handing_in import hand_in
from .overlap import pair_of, settings_of
from .words import Mark, show

__all__ = [
    "Mark",
    "blanks",
    "coded_cells",
    "coder",
    "finding",
    "form",
    "hand_in",
    "judged_cell",
    "keep_codes",
    "make_case",
    "my_case",
    "numbered",
    "overlap_finding",
    "own_codes",
    "own_set_up",
    "pair_cells",
    "pair_of",
    "settings_of",
    "show",
    "unseen_case",
    "unseen_cells",
    "unseen_set_up",
]


def _never_raise(function, most):
    """Return the function with a Mark without points in place of any error: a slip of ours must not become a 0."""

    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            words = f"This could not be marked ({type(error).__name__}). Please tell your instructor."
            return Mark(math.nan, float(most), [words])

    call.__doc__, call.__name__ = function.__doc__, function.__name__
    return call


def _unseen_cells(own):
    """Mark the codes of the unseen text: six coded cells and two blanks by decision; most 8."""
    if own.case is not None and not is_as_handed_out(own.case):
        return _cells.unseen_set_up(own.case)._replace(most=8.0)
    return _joined(8, _cells.coded_cells(own, 6), _cells.blanks(own, 2))


def _pair_cells(own, pair):
    """Mark the inducement codes of the student's pair: eight good cells, and no cell of the pair left open; most 9."""
    people = [sid for sid in pair if sid]
    if problem := _overlap.ids_problem(own, pair):
        return Mark(0.0, 9.0, [f"Open: {problem}"])
    coded, empty = _cells.coded_cells(own, 8, people, notes=True), _cells.blanks(own, 4, people)
    if coded.lines[0].startswith("Open:") and empty.lines[0].startswith("Open:") and not own.problems:
        return Mark(0.0, 9.0, ["Open: no cell of your pair is coded yet."])
    points = min(coded.points + empty.points, 8.0)
    decided = sum(place[0] in people for state in ("coded", "blank") for place in own.of(state))
    total = 2 * len(own.case.inducements)
    whole = decided >= total and points >= 4
    lines = [f"Good cells: {points:g} of 8. You have {coded.points:g} points for coded cells and {empty.points:g} for "
             "blanks by decision; up to 4 blanks count among the eight."]  # fmt: skip
    # The first line of each mark is its own count, or says that there is nothing yet.
    lines += own.problems if coded.lines[0].startswith("Open:") else coded.lines[1:]
    lines += [] if empty.lines[0].startswith("Open:") else empty.lines[1:]
    few = " This point needs at least four good cells." if decided >= total and not whole else ""
    lines.append(f"All cells of the pair decided: {int(whole)} of 1. {decided} are decided, of {total}.{few}")
    return Mark(points + whole, 9.0, lines)


def _joined(most, *marks):
    lines = [line.removeprefix("Open: ") for mark in marks for line in mark.lines]
    return Mark(min(sum(mark.points for mark in marks), float(most)), float(most), lines)


judged_cell = _never_raise(_cells.judged_cell, _cells.CELL)
coded_cells = _never_raise(_cells.coded_cells, 10)
blanks = _never_raise(_cells.blanks, 4)
unseen_set_up = _never_raise(_cells.unseen_set_up, _cells.SET_UP)
own_set_up = _never_raise(_cells.own_set_up, _cells.SET_UP)
unseen_cells = _never_raise(_unseen_cells, 8)
pair_cells = _never_raise(_pair_cells, 9)
overlap_finding = _never_raise(_overlap.finding, _overlap.FINDING)
finding = _never_raise(_finding.finding, _finding.FINDING)
