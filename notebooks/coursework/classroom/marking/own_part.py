"""What of a graded notebook is a student’s own: shown to whoever marks it, and in the feedback."""

import re


def own_part(book):
    """Return the cells of a graded notebook that differ from student to student, under the headings of the assignment.

    The text, the tables and the instructions that all were given stand in the student's notebook; the last cell,
    which hands in, would speak of the machine that graded.
    """
    about = [cell.metadata.get("nbgrader", {}) for cell in book.cells]
    answers = [place for place, one in enumerate(about) if one.get("solution")] or [0]
    last, kept = max((place for place, one in enumerate(about) if one.get("grade")), default=len(about)), []
    for place, (cell, one) in enumerate(zip(book.cells, about)):
        if not _locked(cell) or one.get("grade"):
            kept.append(cell)
        elif cell.cell_type == "markdown" and place < last:
            kept.append(_headings(cell, rubric=place + 1 < len(about) and bool(about[place + 1].get("solution"))))
        elif cell.cell_type == "code" and answers[0] < place < last and "numbered(" not in cell.source:
            cell.metadata["explorer"] = "coder(" not in cell.source  # what was coded in one is an answer
            cell.source = ""
            kept.append(cell)
    graded = [one["grade_id"] for one in about if one.get("grade")]
    return [cell for cell in kept if cell.source or cell.get("outputs")
            or cell.metadata.get("nbgrader", {}).get("grade_id") in graded]  # fmt: skip


def _headings(cell, rubric):
    """Return the headings of a cell of the assignment below its title; with the rubric where there is one."""
    lines = [line for line in cell.source.splitlines() if re.match(r"#{2,} ", line)]
    table = [line for line in cell.source.splitlines() if line.startswith("|")] if rubric else []
    cell.source = "\n\n".join([*lines, "\n".join(table)]).strip()
    return cell


def _locked(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("locked"))
