"""A course that is graded in process by nbgrader, and marked by hand as nbgrader's own page does it."""

import bank_run
import nbformat
from classroom.collecting.collect import collect
from classroom.course import api, nbgrader_config
from classroom.grading.grade import Limits, grade
from classroom.grading.result import gradebook_points

QUESTION, TEST = "a1-other-reading", "a1-cell-1-test"
LIMITS = Limits(seconds=20, isolated=False, workers=1)


class Graded(bank_run.InProcess):
    """Runs a submission in process, and lets nbgrader do all the rest: read it, judge it, write it, keep the books."""

    points = staticmethod(gradebook_points)
    meanwhile = None  # what the instructor does while the step runs

    def run(self, student, seconds, whole):
        from nbgrader.converters import Autograde

        said = super().run(student, seconds, whole)
        book = nbformat.read(self.course.graded(student), as_version=4)
        for cell in book.cells:
            if cell.metadata.get("nbgrader", {}).get("points", 0) is None:
                del cell.metadata["nbgrader"]["points"]
        nbformat.write(book, self.course.submission(student) / "A1.ipynb")
        if Graded.meanwhile:
            Graded.meanwhile(self.course, student)
        names = ("sanitize_preprocessors", "autograde_preprocessors")
        steps = {name: getattr(Autograde, name).default() for name in names}
        without = {name: [one for one in step if one.__name__ not in ("ClearOutput", "Execute")]
                   for name, step in steps.items()}  # fmt: skip
        done = api(self.course, Autograde=without).autograde("A1", student, force=True)
        assert done["success"], done
        return said


def hand_in(course, student, book):
    folder = course.root.parent / "handed" / student
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, folder / "A1.ipynb")
    collect(course, folder.parent)


def graded(course, *students):
    return {result.student: result for result in grade(course, students, LIMITS, make=Graded)}


def by_hand(course, student, points=None, words=None, extra=None, question=QUESTION):
    """Do what the page to mark by hand does when an instructor types a mark or a comment."""
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        sent = book.find_submission("A1", student).notebooks[0]
        (mark,) = [row for row in sent.grades if row.name == question]
        if points is not None:
            mark.manual_score, mark.extra_credit, mark.needs_manual_grade = points, extra, False
        for comment in sent.comments:
            if comment.name == question and words is not None:
                comment.manual_comment = words
        book.db.commit()


def in_the_gradebook(course, student, question=QUESTION):
    """(points by hand, extra credit, comment, whether it is asked for)"""
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        sent = book.find_submission("A1", student).notebooks[0]
        (mark,) = [row for row in sent.grades if row.name == question]
        words = [row.manual_comment for row in sent.comments if row.name == question]
        return mark.manual_score, mark.extra_credit, *words, mark.needs_manual_grade
