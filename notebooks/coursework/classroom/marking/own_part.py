"""What of a graded notebook is a student’s own: shown to whoever marks it, and in the feedback."""

import re

from ..cells import about, is_answer, is_locked


def own_part(book):
    """Return the cells of a graded notebook that differ from student to student, under the headings of the assignment.

    The text, the tables and the instructions that all were given stand in the student's notebook; the last cell,
    which hands in, would speak of the machine that graded.
    """
    first = next((place for place, cell in enumerate(book.cells) if is_answer(cell)), 0)
    graded = [place for place, cell in enumerate(book.cells) if about(cell).get("grade")]
    last, kept = max(graded, default=len(book.cells)), []
    for place, cell in enumerate(book.cells):
        if not is_locked(cell) or place in graded:
            kept.append(cell)
        elif cell.cell_type == "markdown" and place < last:
            kept.append(_headings(cell, rubric=any(map(is_answer, book.cells[place + 1 : place + 2]))))
        elif cell.cell_type == "code" and first < place < last and "numbered(" not in cell.source:
            cell.metadata["explorer"] = "coder(" not in cell.source  # what was coded in one is an answer
            cell.source = ""
            kept.append(cell)
    return [cell for cell in kept if cell.source or cell.get("outputs") or about(cell).get("grade")]


def _headings(cell, rubric):
    """Return the headings of a cell of the assignment below its title; with the rubric where there is one."""
    lines = [line for line in cell.source.splitlines() if re.match(r"#{2,} ", line)]
    table = [line for line in cell.source.splitlines() if line.startswith("|")] if rubric else []
    cell.source = "\n\n".join([*lines, "\n".join(table)]).strip()
    return cell
