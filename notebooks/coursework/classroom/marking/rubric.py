"""What a written answer is marked by: the rubric of the instructor's notebook, its mark scheme and its samples."""

import re
from typing import NamedTuple

from ..cells import about, heading_of, is_written, key_of, regions

_SAMPLE = re.compile(r"^\*\*Answer [^*]+\*\* “(.+)”", re.MULTILINE)
POINTS = "Points"


class Criterion(NamedTuple):
    """One line of a rubric. most: its highest points. levels: [(points, words)]."""

    name: str
    most: float
    levels: list


class Question(NamedTuple):
    """A written answer. id: of its cell. heading, task, scheme: Markdown. samples: the answers of the scheme."""

    id: str
    heading: str
    most: float
    task: str
    scheme: str
    samples: list
    criteria: list


def questions(course):
    """Return the list of Question of an assignment, from the notebook that was handed out."""
    cells = course.with_answers().cells
    return [_question(cell, before.source) for before, cell in zip(cells, cells[1:]) if is_written(cell)]


def _question(cell, task):
    name, scheme = key_of(cell), "".join(regions(cell.source, "MARK SCHEME")).strip()
    most, words = float(about(cell)["points"]), re.sub(r"^#{1,4} +.+$", "", task, flags=re.MULTILINE).strip()
    return Question(name, heading_of(task, name), most, words, scheme, _SAMPLE.findall(scheme), _criteria(task, most))


def _criteria(task, most):
    """Return the list of Criterion of the table in a task; one over all points where their sum would be another."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in task.splitlines() if line.strip().startswith("|")]  # fmt: skip
    whole = [Criterion(POINTS, most, [])]
    if len(rows) < 3 or not all(re.fullmatch(r"\d+(\.\d+)?", head) for head in rows[0][1:]):
        return whole
    steps = [float(head) for head in rows[0][1:]]
    made = [Criterion(row[0], max(steps), list(zip(steps, row[1:]))) for row in rows[2:] if len(row) == len(rows[0])]
    names = {one.name for one in made}
    return made if sum(one.most for one in made) == most and len(names) == len(made) else whole
