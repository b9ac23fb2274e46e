"""The step “return”: grades as the platform takes them, and the feedback as one zip that it takes back.

What Canvas and Moodle do with these files was read in their sources (gradebook_importer.rb and
infer_comment_context_from_filename; assign/feedback/offline and assign/feedback/file), ILIAS in class.ilExAssignment.
"""

import html
import re
import shutil
from typing import NamedTuple

from ..cells import names_of
from ..collecting import roster
from ..collecting.collect import read_table
from ..collecting.layouts import platform
from ..collecting.people import decided, known
from ..course import Refusal
from ..grading.grade import write_grades
from ..points.gradebook import Ledger, marked
from ..tables import number, rows_of, write_plain, write_table, written
from . import return_zip
from .feedback import graded_results

_GRADE = ("grade", "bewertung", "calificación", "note", "nota", "valutazione", "beoordeling", "оценка", "оцінка")
_COMMENTS = "Feedback comments"
_SUMS = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)|Notes")  # columns that Canvas counts itself


class Grade(NamedTuple):
    """What goes back of one student. points: None where it is not graded to the end. of: the most there is.

    comment: what was written by hand, as sentences. status: as in grades.csv, and what is still to mark.
    """

    student: str
    points: float | None
    of: float | None
    comment: str
    status: str


def give_back(course, listed=None, column=""):
    """Write the files that go back into return/<assignment>/ in the course folder; return what was done, in sentences.

    listed: the platform's own list as it is now, a CSV file; the one that `collect` was given if left out. column: of
    the grades in it, where the step asks. Raises Refusal where nothing was graded, or the list cannot be filled.
    """
    grades = _grades(course)
    people = roster.kept(course, listed)
    students = [row.student for row in read_table(course.collected_table)]
    matched = roster.match(course, people, students) if people else None
    filled = _filled(course, people, column, matched, grades) if people and people.kind != "list" else None
    home = course.root / "return" / course.name
    shutil.rmtree(home, ignore_errors=True)
    said = [_excel(course, home / "grades-excel.csv", grades, matched)]
    if filled:
        columns, rows, words = filled
        path = home / f"grades-{people.kind}.csv"
        write_plain(path, columns, rows)
        count = sum("Points Possible" not in row[0] for row in rows)
        grades_ = "grade" if count == 1 else "grades"
        said += [f"For {platform(people.kind)}: {path}. It holds {count} {grades_}.", *words]
        if people.kind == "moodle":
            said.append("Upload the grades first and the feedback after them: Moodle passes over a grade where "
                        "something was changed after the worksheet was made.")  # fmt: skip
    else:
        said.append("For Canvas and Moodle, give the list that the platform made: --roster FILE (Canvas: the exported "
                    "gradebook; Moodle: the grading worksheet of this assignment).")  # fmt: skip
    said += return_zip.write(course, home, [grade.student for grade in grades], matched)
    return said + _open_pages(course, grades) + _left_out(grades, matched)


def _open_pages(course, grades):
    """Say whose page in the zips is not the last one: they stay in, so that nobody hears nothing."""
    found = [grade.student for grade in grades
             if grade.points is None and (course.feedback / f"{grade.student}.html").is_file()]  # fmt: skip
    return [f"Feedback pages in the zips of hand-ins that are not graded to the end: {len(found)} "
            f"({', '.join(found)}). Each page says so. To send them whole, run “mark”, “feedback” and “return” before "
            "you upload."] if found else []  # fmt: skip


def _grades(course):
    """Return [Grade] of all who were graded, with the marks of now; grades.csv is brought up to date."""
    results = graded_results(course)
    course.said += Ledger(course).told
    pairs = marked(course, results)
    write_grades(course, [result for result, _ in pairs])
    names = names_of(course.with_answers())
    words = {result.student: _comment(found, names) for result, found in pairs}
    return [Grade(cells["student"], number(cells["points"]) if not cells["to mark"] else None, number(cells["of"]),
                  words.get(cells["student"], ""), _status(cells))
            for _, cells in rows_of(course.grades_table)[1]]  # fmt: skip


def _status(cells):
    """Return the status of a row of grades.csv, and what is still to be marked."""
    status = "" if cells["to mark"] and cells["status"] in ("graded", "repaired") else cells["status"]
    return ", ".join(filter(None, [status, f"{cells['to mark']} to mark by hand" if cells["to mark"] else ""]))


def _comment(marks, names):
    """Return the comments of one student as HTML, as Moodle keeps them: one line for each part that has one."""
    lines = [f"{names.get(name, name)}: {mark.comment}" for name, mark in marks.items() if mark.comment.strip()]
    return "<br>".join(html.escape(line, quote=False).replace("\n", "<br>") for line in lines)


def _excel(course, path, grades, matched):
    """Write the table for a spreadsheet with a decimal comma; return a sentence."""
    names = {row["student"]: row["name"] for row in known(course)} | decided(course).names
    rows = []
    for grade in grades:
        person = matched.found.get(grade.student) if matched else None
        its = next(iter(person.numbers.values()), "") if person else ""
        rows.append([grade.student, person.name if person else names.get(grade.student, ""), its,
                     *(written(one).replace(".", ",") for one in (grade.points, grade.of)), grade.status])  # fmt: skip
    write_table(path, ("student", "name", "number", "points", "of", "status"), rows, ";")
    return f"For a spreadsheet with a decimal comma: {path}"


def _filled(course, people, column, matched, grades):
    """Return (columns, rows, sentences) of the platform's own list with grades, of those alone who have one.

    A row without a grade would take away the one that is there, and a missing grade is no zero.
    """
    canvas = people.kind == "canvas"
    chosen = column_of(people, column, course.name)
    if canvas:  # what is not in the file stays as it is
        last = max(n for n, name in enumerate(people.columns) if "Section" in name)
        columns = [*people.columns[: last + 1], chosen]
        rows = [[cells[name] for name in columns] for cells in people.above if "Points Possible" in cells[columns[0]]]
    else:
        columns, rows = people.columns, []
    words, changed = [], []
    for grade in grades:
        person = matched.found.get(grade.student)
        if person is None or grade.points is None:
            continue
        most = _most(people, person, chosen)
        if most is not None and grade.points > most:
            words.append(f"Left out: {grade.student} has {grade.points:g} points, and {platform(people.kind)} takes at "
                         f"most {most:g}. Change that there, or type the grade in by hand.")  # fmt: skip
            continue
        before = number(person.cells[chosen])
        if before is not None and before != grade.points:
            changed.append(f"{person.name or grade.student}: {before:g}, now {grade.points:g}")
        new = {chosen: f"{grade.points:g}"}
        if not canvas and grade.comment and not person.cells.get(_COMMENTS, grade.comment):
            new[_COMMENTS] = grade.comment
        rows.append([(person.cells | new)[name] for name in columns])
    words += [f"Grades that the platform has and that would change: {'; '.join(changed)}."] if changed else []
    return columns, rows, _about_points(people, chosen, grades) + words


def _most(people, person, chosen):
    """Return the largest grade that the platform takes, as the list says it; None where it takes any."""
    return None if people.kind == "canvas" else number(person.cells.get(_maximum(people), ""))


def _maximum(people):
    return next((name for name in people.columns if name.casefold() == "maximum grade"), "")


def _about_points(people, chosen, grades):
    """Say where the platform counts from another number of points than the assignment has."""
    of = next((grade.of for grade in grades if grade.of), None)
    if people.kind == "canvas":
        there = next((number(cells[chosen]) for cells in people.above if "Points Possible" in
                      cells[people.columns[0]]), None)  # fmt: skip
    else:
        there = number(people.persons[0].cells.get(_maximum(people), ""))
    if of is None or there in (None, of):
        return []
    return [f"The assignment has {of:g} points, and {platform(people.kind)} counts from {there:g}: points go back as "
            f"they are. Set {of:g} there first."]  # fmt: skip


def column_of(people, wanted, assignment):
    """Return the column of a list that takes the grades. Raises Refusal with the columns that there are."""
    if people.kind == "canvas":
        last = max(n for n, name in enumerate(people.columns) if "Section" in name)
        free = [name for name in people.columns[last + 1 :] if not _SUMS.search(name) and not any(
            "read only" in cells[name] for cells in people.above)]  # fmt: skip
        likely = [name for name in free if re.match(rf"{re.escape(assignment)}\b", name, re.IGNORECASE)]
    else:
        free = people.columns[1:]
        likely = [name for name in free if name.casefold() in _GRADE]
    fitting = [name for name in free if wanted in (name, re.sub(r" \(\d+\)$", "", name))] if wanted else likely
    if len(fitting) == 1:
        return fitting[0]
    raise Refusal(f"Which column of {people.file} takes the grades? Say it with --column. There are: "
                  + ", ".join(f"“{name}”" for name in free) + ".")  # fmt: skip


def _left_out(grades, matched):
    """Say who is in no file, and why."""
    open_ = [f"{grade.student} ({grade.status})" for grade in grades if grade.points is None]
    said = [f"Not graded to the end, so without a grade, and never with a zero: {', '.join(open_)}."] if open_ else []
    zero = [f"{grade.student} ({grade.status})" for grade in grades if grade.points == 0]
    said += [f"Graded to the end, and with 0 points; look whether that is meant: {', '.join(zero)}."] if zero else []
    if matched:
        said += [f"Left out, because the list does not tell whose it is: {student}. {words}"
                 for student, words in sorted(matched.odd.items())]  # fmt: skip
        absent = "; ".join(person.name or "no name" for person in matched.absent)
        said += [f"In the list and without a hand-in, so left as they are: {absent}."] if absent else []
    return said
