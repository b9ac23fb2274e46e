"""nbgrader's gradebook and the kit's own file of marks, kept in step: a mark stands while its answer is the same."""

import contextlib
import json
from typing import NamedTuple

from ..course import Refusal, nbgrader_config
from ..handing_out import releases
from ..handing_out.release import student_version
from . import marks
from .damage import LOST, MEND, aside, refuse, state


class Mark(NamedTuple):
    """One question in the gradebook: points (None: not marked yet), most, comment.

    before: a sentence on the mark that an earlier answer had, where the answer changed after it was marked.
    boxes: {criterion: points} of a written answer, where they make up its points.
    """

    points: float | None
    most: float
    comment: str = ""
    before: str = ""
    boxes: dict = {}


@contextlib.contextmanager
def opened(course):
    """Give nbgrader's Gradebook. Raises Refusal where it is lost or in use."""
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    if state(course) != "fine":
        raise Refusal(f"{LOST[state(course)]} {MEND.format(marks.path_of(course))}")
    try:
        with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
            yield book
    except SQLAlchemyError as error:
        refuse(getattr(error, "orig", None) or type(error).__name__)


def prints(path):
    """Return {question: fingerprint of what it is marked by} of a graded notebook; {} where there is none.

    For a written answer that is its own text and pictures; for a test, all code and the files beside the notebook.
    """
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    about = [(cell, "".join(cell["source"]), cell["metadata"].get("nbgrader", {})) for cell in cells]
    code = [source for cell, source, one in about if cell["cell_type"] == "code" and not one.get("locked")]
    files = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(path.parent.rglob("*"))
             if file.is_file() and file.suffix != ".ipynb"]  # fmt: skip
    found = {}
    for cell, source, one in about:
        own = [" ".join(source.split()), json.dumps(cell.get("attachments", {}), sort_keys=True)]
        if one.get("grade") or one.get("solution"):
            found[one["grade_id"]] = marks.fingerprint(*own if one.get("solution") else [*code, *files])
    return found


def mend(course):
    """Make a lost gradebook anew from the notebook that was handed out; return what was done, in sentences."""
    what = state(course)
    if what == "fine":
        return []
    kept = aside(course) or [LOST[what]]
    student_version(course, len(releases.released(course)))
    return [*kept, f"It was made anew; marks by hand come back from {marks.path_of(course)}."]


class _Row:
    """What the gradebook holds on one question of one student. grade, comment: nbgrader's, or None."""

    def __init__(self, grade=None, comment=None):
        self.grade, self.comment = grade, comment

    def mark(self):
        """Return what was given by hand, as Kept; None where nothing was."""
        points, extra = (self.grade.manual_score, self.grade.extra_credit) if self.grade is not None else (None, None)
        words = marks.plain(self.comment.manual_comment if self.comment is not None else "")
        most = self.grade.max_score if self.grade is not None else None
        return marks.Kept(points, extra, most, words) if (points, extra, words) != (None, None, "") else None

    @property
    def asked(self):
        """Whether the gradebook asks for a mark that it has."""
        return self._counts() and self.grade.needs_manual_grade

    def ask(self, again):
        """Ask for a mark again, or not."""
        if self._counts() and self.grade.needs_manual_grade != again:
            self.grade.needs_manual_grade = again

    def _counts(self):
        # Extra credit counts beside points alone: a written answer with nothing else is not marked yet.
        grade = self.grade
        return grade is not None and (grade.manual_score is not None
                                      or grade.extra_credit is not None and grade.auto_score is not None)  # fmt: skip

    def give(self, kept):
        """Write a mark into the gradebook."""
        if self.grade is not None:
            self.grade.manual_score, self.grade.extra_credit = kept.value()
            self.grade.needs_manual_grade = kept.points is None and self.grade.auto_score is None
        if self.comment is not None:
            self.comment.manual_comment = kept.comment or None


def _rows(submission):
    """Return {question: _Row} of a submission."""
    book = next(iter(submission.notebooks), None)
    rows = {grade.name: _Row(grade) for grade in book.grades} if book else {}
    for comment in book.comments if book else ():
        rows.setdefault(comment.name, _Row()).comment = comment
    return rows


class Ledger:
    """The marks by hand of an assignment, from its file and from the gradebook, which has the newer word.

    told: what was taken from the file, in sentences. Raises Refusal where a row of the file cannot be read.
    """

    def __init__(self, course):
        self.told, self._course, self._marks, self._known = [], course, marks.read(course), set()
        if state(course) == "damaged":
            self.told.append(f"{LOST['damaged']} {MEND.format(marks.path_of(course))}")
        elif state(course) == "fine":
            with opened(course) as book:
                for submission in book.assignment_submissions(course.name):
                    self._known.add(submission.student.id)
                    self._take(submission)
                book.db.commit()
        marks.write(course, self._marks)

    def _take(self, submission):
        """Bring the file up to the gradebook for one student; put a row that was changed into the gradebook."""
        student, rows = submission.student.id, _rows(submission)
        held = any(row.mark() for row in rows.values()) or any(key[0] == student for key in self._marks)
        now = prints(self._course.graded(student)) if held else {}
        for name, row in rows.items():
            key, kept = (student, name), self._marks.pop((student, name), None)
            if kept and kept.edited(key):
                kept = self._from_the_file(key, kept, row)
            mark = row.mark()
            if mark:
                stands, answer = _judged(kept, mark, now.get(name, ""), row.asked)
                row.ask(not stands)
                same = kept and marks.seal(key, kept) == marks.seal(key, mark)
                self._marks[key] = mark._replace(stands=stands, answer=answer, since=kept.since if same else "")

    def _from_the_file(self, key, kept, row):
        """Put a row that was changed in the file into the gradebook; return what is known of it from before."""
        there, file = row.mark() or marks.Kept(), marks.path_of(self._course).name
        if marks.seal(key, there) == marks.seal(key, kept):
            return kept
        if marks.seal(key, there) != kept.check and (kept.check or there != marks.Kept()):
            raise Refusal(
                f"{file}, row {kept.row}, column “points”: the file was changed to {said(kept)}, and the gradebook to "
                f"{said(there)}. Give both the same mark, or take the row out of the file. Nothing was changed."
            )
        self.told.append(f"Taken from {file}: {key[0]}, “{key[1]}”: {said(kept)}, in place of {said(there)}.")
        row.give(kept)
        return None  # it is a mark of now, on the answer of now

    def settle(self, student, before):
        """After a student was graded: let each mark stand whose answer is the same, and ask for the others again.

        before: what prints gave of the notebook that was graded before. Marks that the gradebook lost come back.
        """
        from nbgrader.api import MissingEntry

        now = prints(self._course.graded(student))
        with opened(self._course) as book, contextlib.suppress(MissingEntry):
            for name, row in _rows(book.find_submission(self._course.name, student)).items():
                self._settle(row, self._marks.get((student, name)), student, before.get(name), now.get(name))
            book.db.commit()

    def _settle(self, row, kept, student, before, now):
        mark = row.mark()
        if kept and not mark and student not in self._known:
            row.give(kept)
            row.ask(kept.answer != now)
        elif kept and mark and kept.value() == mark.value():
            row.ask(not _judged(kept, mark, now, row.asked)[0])
        elif mark:  # it was given while the step ran: on the notebook of before, if nbgrader asks for it again
            row.ask(row.asked and before != now)


def give(course, student, question, kept, over=True, before=None):
    """Write one mark into the gradebook; return "" or why it was left as it is, in words.

    over: whether it may take the place of another mark. before: points that it takes the place of in any case.
    """
    with opened(course) as book:
        row = _rows(book.find_submission(course.name, student))[question]
        there = row.mark()
        if there and there.points is not None and not over and not row.asked and there.points != before:
            return f"the gradebook has {said(there)}, given in another way; it stays."
        row.give(kept._replace(extra=there.extra if there else None))
        book.db.commit()
        return ""


def _judged(kept, mark, now, asked):
    """Return (whether a mark stands, fingerprint of the answer that was marked).

    kept: the mark as the file has it, or None. mark: as the gradebook has it. now: the fingerprint of the answer of
    now, "" for none. asked: whether the gradebook asks for the mark, as nbgrader does after each grading.
    """
    same = kept is not None and kept.value() == mark.value()
    if mark.value() == (None, None):  # a comment alone
        same = same and kept.answer and kept.comment == mark.comment
        return (not now or kept.answer == now, kept.answer) if same else (True, now)
    if same and kept.answer and now and kept.answer != now:
        # Whoever was asked for it again and gave the same mark has looked at the new answer.
        return (True, now) if not asked and not kept.stands else (False, kept.answer)
    if asked:
        return same and bool(kept.answer) and kept.answer == now, kept.answer if same else ""
    return True, now or (kept.answer if same else "")


def said(mark):
    """Return a mark by hand in words. mark: Kept."""
    of = f" of {mark.of:g}" if mark.of is not None else ""
    words = [f"{mark.points:g}{of} points"] if mark.points is not None else []
    words += [f"{mark.extra:g} points of extra credit"] if mark.extra else []
    words += [f"“{' '.join(mark.comment.split())[:200]}”"] if mark.comment else []
    return ", ".join(words) or "no mark"


def all_marks(course, results):
    """Return, for each result, {question: Mark} from the gradebook as it is now; {} where nothing was graded.

    Of a student whom the gradebook no longer knows: the points of the last time, and the comments of the kit's file.
    """
    from nbgrader.api import MissingEntry

    found, kept = [], marks.read(course)
    with opened(course) as gradebook:
        for result in results:
            try:
                rows = _rows(gradebook.find_submission(course.name, result.student)) if result.points else {}
                found.append({name: _mark(row) for name, row in rows.items() if row.grade is not None})
            except MissingEntry:
                comments = {name: kept.get((result.student, name), marks.Kept()).comment for name in result.points}
                found.append({name: Mark(points, result.most.get(name, 0.0), comments[name])
                              for name, points in result.points.items()})  # fmt: skip
    return found


def _mark(row):
    points = None if row.grade.needs_manual_grade else row.grade.score
    before = f"It had {said(row.mark())}." if row.asked else ""
    return Mark(points, row.grade.max_score, (row.comment.comment if row.comment is not None else "") or "", before)


def marked(course, results):
    """Return [(Result with the points of now and what is to be marked again, {question: Mark})], see all_marks."""
    return [(_with_marks(result, found), found) for result, found in zip(results, all_marks(course, results))]


def _with_marks(result, found):
    points = {name: mark.points for name, mark in found.items()}
    again = {name: f"“{name}” is to be marked again: its answer changed after it was marked. {mark.before}"
             for name, mark in found.items() if mark.before}  # fmt: skip
    return result._replace(points=points, again=again) if points else result
