"""Points by criterion, in marks/A1-criteria.csv: each marker's own, each kept, and the sum that counts."""

from datetime import datetime
from typing import NamedTuple

from ..collecting import collect
from ..points import marks
from ..tables import number, refuse, rows_of
from .rubric import questions

FIRST = "first"  # the marker whose points count where several marked
_HEAD, _TAIL = ("student", "question", "marker"), ("comment", "answer", "since")


class Row(NamedTuple):
    """What one marker gave one answer. points: {criterion: number; a box that is open is not in it}.

    answer: the fingerprint of what was marked, see gradebook.prints; "" where the file does not say it.
    """

    points: dict
    comment: str = ""
    answer: str = ""
    since: str = ""

    def same(self, other):
        """Whether another row says the same of the same answer."""
        return other is not None and self[:3] == other[:3]


def path_of(course):
    """Return the file of the points by criterion."""
    return course.root / "marks" / f"{course.name}-criteria.csv"


def heads(course):
    """Return the columns of the file: a criterion that two questions share stands once."""
    names = dict.fromkeys(one.name for question in questions(course) for one in question.criteria)
    return [*_HEAD, *names, *_TAIL]


def read(course, path=None, names=None):
    """Return {(student, question, marker): Row} of the course's file, or of one that came back.

    names: {pseudonym: student}. Raises Refusal with every row and column that cannot be read; nothing is changed.
    """
    path = path or path_of(course)
    if not path.is_file() and path == path_of(course):
        return {}
    more = " Without the file, the sums in the gradebook count." if path == path_of(course) else ""
    known = {question.id: question for question in questions(course)}
    wrong, found, people = [], {}, {row.student for row in collect.read_table(course.collected_table)}
    for place, cells in rows_of(path, [*_HEAD[:2], "comment"], more=more)[1]:
        student = (names or {}).get(cells["student"], cells["student"])
        key = (student, cells["question"], cells.get("marker") or FIRST)
        told = _wrong(key, cells, known, people) if key not in found else ["“student”: an earlier row is about it too."]
        wrong += [f"{path.name}, row {place}, column {words}" for words in told]
        if not told:
            found[key] = _row(cells, known[key[1]])
    refuse(wrong, more)
    return found


def _wrong(key, cells, known, people):
    """Return what cannot be right in a row, in words that follow “column”."""
    student, question, _ = key
    if student not in people:
        return [f"“student”: nobody handed in as “{cells['student']}”."]
    if question not in known:
        return [f"“question”: there is no “{question}”. There are: {', '.join(known)}."]
    told = []
    for one in known[question].criteria:
        if one.name not in cells:
            told.append(f"“{one.name}”: the column is missing.")
        elif cells[one.name] and not 0 <= (number(cells[one.name]) or 0) <= one.most:
            told.append(f"“{one.name}”: {cells[one.name]} is not between 0 and {one.most:g}.")
        elif cells[one.name] and number(cells[one.name]) is None:
            told.append(f"“{one.name}”: “{cells[one.name]}” is no number. Write for example 2 or 2.5.")
    return told


def _row(cells, question):
    points = {one.name: number(cells[one.name]) for one in question.criteria if cells[one.name]}
    return Row(points, marks.plain(cells["comment"]), cells.get("answer", ""),
               cells.get("saved") or cells.get("since", ""))


def write(course, rows, before):
    """Write the file anew; a row that was replaced is put behind A1-criteria-earlier.csv. before: as it was."""
    names = heads(course)
    gone = [_cells(key, row, names) for key, row in before.items() if not row.same(rows.get(key))]
    if rows != before:
        marks.put(path_of(course), [names, *(_cells(key, row, names) for key, row in sorted(rows.items()))], gone)


def _cells(key, row, names):
    held = dict(zip(_HEAD, key)) | {name: f"{points:g}" for name, points in row.points.items()}
    held |= {"comment": row.comment, "answer": row.answer, "since": row.since or marks.now()}
    return [held.get(name, "") for name in names]


def counts(rows, student, question):
    """Return (marker, Row) that counts for an answer: of the first marker, else the earliest; None for nobody's."""
    found = [(marker != FIRST, when.timestamp() if (when := _when(row)) else float("inf"), marker, row)
             for (who, what, marker), row in rows.items() if (who, what) == (student, question)]  # fmt: skip
    return min(found, key=lambda one: one[:3])[2:] if found else None


def total(question, row):
    """Return the sum of a Row; None while a box is open."""
    return sum(row.points.values()) if len(row.points) == len(question.criteria) else None


def joined(held, new, now):
    """Return (rows with the new ones in their place, keys of what is new, keys of what is older than what is held).

    now: {(student, question): fingerprint}.
    """
    rows, changed, older = dict(held), [], []
    for key, row in new.items():
        row, there = row._replace(answer=row.answer or now.get(key[:2], "")), held.get(key)
        if not (row.points or row.comment) or row.same(there):
            continue
        if there and _when(row) and _when(there) and _when(row) < _when(there):
            older.append(key)
            continue
        rows[key] = row._replace(since=row.since if _when(row) else _now())
        changed.append(key)
    return rows, changed, older


def _now():
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _when(row):
    """Return when a Row was marked; None where the file does not say it, or a spreadsheet wrote it in its own way."""
    try:
        when = datetime.fromisoformat(row.since)
    except ValueError:
        return None
    return when.astimezone()
