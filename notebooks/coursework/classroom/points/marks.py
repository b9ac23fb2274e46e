"""Marks by hand in the kit's own file marks/A1.csv: it outlives the gradebook, and may be changed in a spreadsheet."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from ..cells import about
from ..collecting.collect import read_table
from ..course import Refusal
from ..tables import csv_text, number, quoted, refuse, rows_of, write_whole, written

COLUMNS = ("student", "question", "points", "extra credit", "of", "comment", "stands", "since", "answer", "check")
AGAIN = "mark again"
_MORE = " Without the file, the marks in the gradebook count."
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")  # a spreadsheet takes 12e4 for a number


class Kept(NamedTuple):
    """One mark by hand.

    stands: False where the answer changed after it was marked. answer: the fingerprint of the answer that was marked.
    check: as it stood in the file. row: of the file, as a spreadsheet counts; 0 for none.
    """

    points: float | None = None
    extra: float | None = None
    of: float | None = None
    comment: str = ""
    stands: bool = True
    since: str = ""
    answer: str = ""
    check: str = ""
    row: int = 0

    def edited(self, key):
        """Whether somebody changed the row in the file. key: (student, question)."""
        return bool(self.row) and self.check != seal(key, self)

    def value(self):
        """Return what was given by hand, the comment apart."""
        return self.points, self.extra


def path_of(course):
    """Return the file of the marks by hand of an assignment."""
    return course.root / "marks" / f"{course.name}.csv"


def fingerprint(*parts):
    """Return letters that stand for some texts: the same ones for the same texts."""
    held = "\0".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(held.encode("utf-8", "replace")).hexdigest()[:16].translate(_LETTERS)


def seal(key, mark):
    """Return letters by which a changed row is known. key: (student, question)."""
    return fingerprint(*key, written(mark.points), written(mark.extra), plain(mark.comment).strip())


def plain(text):
    """Return a comment as the file keeps it."""
    text = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))


def read(course):
    """Return {(student, question): Kept} from the file; {} where there is none yet.

    Raises Refusal with row and column where a row cannot be read.
    """
    path = path_of(course)
    if not path.is_file():
        return {}
    marks, known = {}, _Known(course)
    for place, cells in rows_of(path, COLUMNS[:6], COLUMNS, _MORE)[1]:
        key, mark = _row(path.name, place, cells)
        if key in marks:
            _refuse(f"{path.name}, row {place}, column “question”: row {marks[key].row} is about the same one.")
        if mark.edited(key):
            known.look(path.name, place, key, mark)
        marks[key] = mark
    return marks


def _row(name, place, cells):
    """Return ((student, question), Kept) of one row."""
    numbers = {}
    for column in ("points", "extra credit", "of"):
        numbers[column] = number(cells[column])
        if cells[column] and numbers[column] is None:
            _refuse(f"{name}, row {place}, column “{column}”: “{cells[column]}” is no number. Write for example 9.5.")
    stands = not cells.get("stands", "").startswith(AGAIN)
    more = [cells.get(column, "") for column in ("since", "answer", "check")]
    return (cells["student"], cells["question"]), Kept(*numbers.values(), cells["comment"], stands, *more, place)


class _Known:
    """Whom and what a changed row may be about, read when the first one is met."""

    def __init__(self, course):
        self._course, self._most = course, None

    def look(self, name, place, key, mark):
        """Raise Refusal where a changed row is about nobody, about no question, or has points that cannot be."""
        if self._most is None:
            held = map(about, self._course.with_answers().cells)
            self._most = {one["grade_id"]: float(one["points"]) if one.get("grade") else 0.0 for one in held
                          if one.get("grade") or one.get("solution")}  # fmt: skip
            self._students = {row.student for row in read_table(self._course.collected_table)}
        student, question = key
        if student not in self._students:
            _refuse(f"{name}, row {place}, column “student”: nobody handed in as “{student}”.")
        if question not in self._most:
            _refuse(f"{name}, row {place}, column “question”: there is no “{question}”. "
                    f"There are: {', '.join(self._most)}.")  # fmt: skip
        if mark.points is not None and not 0 <= mark.points <= self._most[question]:
            _refuse(f"{name}, row {place}, column “points”: {mark.points:g} is not between 0 and "
                    f"{self._most[question]:g}. More is given as extra credit.")  # fmt: skip


def _refuse(words):
    refuse([words], _MORE)


def write(course, marks):
    """Write the file anew; what changes in it or leaves it is put behind A1-earlier.csv. marks: as read gives them."""
    path, before = path_of(course), _before(course)
    lines = [_cells(key, mark) for key, mark in sorted(marks.items())]
    if marks or path.exists():
        put(path, [COLUMNS, *lines], [row for row in before if row[-1] not in {line[-1] for line in lines}])


def put(path, rows, gone):
    """Write a file of marks anew, where it changes; put the rows that leave it behind NAME-earlier.csv.

    Raises Refusal where it cannot be written.
    """
    text = table(rows)
    if path.exists() and path.read_text(encoding="utf-8-sig") == text:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if gone:
            with path.with_name(f"{path.stem}-earlier.csv").open("a", encoding="utf-8", newline="") as file:
                file.write(table([[*row, "until", now()] for row in gone]))
        write_whole(path, text, "utf-8-sig")
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror}). Is it open in a spreadsheet? Close it.") from None


def _before(course):
    try:
        return [_cells(key, mark) for key, mark in read(course).items()]
    except Refusal:
        return []


def _cells(key, mark):
    numbers = [written(value) for value in (mark.points, mark.extra, mark.of)]
    words = [plain(mark.comment), "yes" if mark.stands else AGAIN, mark.since or now(), mark.answer, seal(key, mark)]
    return [*key, *numbers, *words]


def table(rows):
    """Return rows of cells as CSV; no cell is one that a spreadsheet would run."""
    return csv_text([[quoted(cell) for cell in row] for row in rows])


def now():
    """Return this minute, as the files of marks write it."""
    return datetime.now().astimezone().isoformat(timespec="minutes")
