"""The step “feedback”: a page for each student, with answers, charts, points and comments, and no hidden test."""

import html
import json
import re
import sys
from pathlib import Path

import nbformat

from . import page
from .course import HELPER, REPOSITORY, Refusal, writable
from .grade import write_grades
from .gradebook import Ledger, all_marks, with_marks
from .parts import titles
from .result import STATUSES, Result

_SECRET = re.compile(r"### BEGIN (HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1"
                     r"|=== BEGIN MARK SCHEME ===\n(.*?)=== END MARK SCHEME ===", re.DOTALL)  # fmt: skip
_LEFT_OUT = "This output was left out, because it repeats a part of the tests."
_TELLING = 20  # characters: a line as short as this may stand in any output


def feedback(course, students=(), shared=False, progress=None):
    """Write feedback/<assignment>/<student>.html for all (or some) graded students; return the list of files.

    Points and comments are read off the gradebook as it is now, and grades.csv is brought up to date with them.
    shared: plotly.js goes into one file beside the pages, not into each one.
    Raises Refusal where nothing was graded, or a student is not known.
    """
    results = graded_results(course)
    unknown = sorted(set(students) - {result.student for result in results})
    if unknown:
        raise Refusal(f"No grades of {', '.join(unknown)}. See {course.grades_table}.")
    course.said += Ledger(course).told
    results = [with_marks(result, marks) for result, marks in zip(results, all_marks(course, results))]
    write_grades(course, [result for result, _ in results])
    writable(course.feedback)
    course.feedback.mkdir(parents=True, exist_ok=True)
    if shared:
        (course.feedback / page.SCRIPT).write_text(page.plotly_script(), encoding="utf-8")
    chosen = [row for row in results if not students or row[0].student in students]
    secret, files = secret_lines(course), []
    for number, (result, marks) in enumerate(chosen, start=1):
        path = course.feedback / f"{result.student}.html"
        path.write_text(one_page(course, result, marks, secret, shared), encoding="utf-8")
        files.append(path)
        if progress:
            progress(number, len(chosen), result.student)
    return files


def graded_results(course):
    """Return the list of Result that the step “grade” left. Raises Refusal where there is none."""
    path = course.grades_table.with_suffix(".json")
    if not path.is_file():
        raise Refusal(f"{course.name} was not graded in {course.root}. Run the step “grade” first.")
    return [Result(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def secret_lines(course):
    """Return the lines of hidden tests and mark schemes that are too long to stand in an output by chance."""
    source = nbformat.read(course.source / f"{course.name}.ipynb", as_version=4)
    released = "\n".join(cell.source for cell in nbformat.read(course.released_notebook, as_version=4).cells)
    found = (match[2] or match[3] or "" for cell in source.cells for match in _SECRET.finditer(cell.source))
    lines = {line.strip() for region in found for line in region.splitlines()}
    return sorted(line for line in lines if len(line) > _TELLING and line not in released)


def one_page(course, result, marks, secret, shared=False):
    """Return the HTML page of one student."""
    pieces = page.Pieces()
    path = course.graded(result.student)
    title = f"{course.name}: feedback for {result.student}"
    head = f"<h1>{html.escape(title)}</h1>{_status(result)}"
    if not marks or not path.is_file():
        words = "There are no points for this hand-in yet. It is not a zero: ask your instructor what to do next."
        return page.page(title, f'{head}<p class="said">{words}</p>', 0)
    book = nbformat.read(path, as_version=4)
    head += _points_table(book, marks)
    book.cells = [new for cell in book.cells for new in _cells(cell, marks, secret, pieces)]
    for old in _own_folders():
        book = nbformat.from_dict(json.loads(json.dumps(book).replace(json.dumps(old)[1:-1], "...")))
    answers = page.body(book, pieces)
    return page.page(title, f"{head}<h2>Your answers</h2>{_deeper(answers)}", pieces.charts, shared)


def _status(result):
    status, message = result.shown()
    meaning, said = STATUSES.get(status, "see below"), html.escape(message)
    return f"<p><strong>Status: {status}</strong>, that is, {meaning}. {said}</p>"


def _points_table(book, marks):
    """Return the points of each question under its heading, and the sum of what is marked."""
    rows = []
    for name, title in titles(book).items():
        if name in marks:
            mark = marks[name]
            words = f'<a href="#{name}">{html.escape(title)}</a>'
            rows.append([words, _points(mark), f"{mark.most:g}", _comment(mark)])
    known = [mark.points for mark in marks.values() if mark.points is not None]
    most, open_ = sum(mark.most for mark in marks.values()), len(marks) - len(known)
    later = f" {open_} of {len(marks)} questions are not marked yet." if open_ else ""
    total = f"<p><strong>{sum(known):g} of {most:g} points.</strong>{later}</p>"
    return f"<h2>Points</h2>{total}{page.table(['Question', 'Points', 'of', 'Comment'], rows, (1, 2))}"


def _comment(mark):
    earlier = "On the earlier answer: " if mark.before and mark.comment else ""
    return f"{earlier}{html.escape(mark.comment)}"


def _points(mark):
    return "not marked yet" if mark.points is None else f"{mark.points:g}"


def _cells(cell, marks, secret, pieces):
    """Return what stands in the page for one cell: a list of cells."""
    about = cell.metadata.get("nbgrader", {})
    name, mark = about.get("grade_id"), marks.get(about.get("grade_id"))
    is_test = about.get("grade") and not about.get("solution") and cell.cell_type == "code"
    said = []
    if mark is not None:
        comment = f"<br>{_comment(mark)}" if mark.comment else ""
        words = f"Points: {_points(mark)} of {mark.most:g}" if mark.points is not None else "Points: not marked yet"
        words += f". The answer changed after it was marked. {html.escape(mark.before)}" if mark.before else ""
        said = [_text(pieces.token(f'<p class="said" id="{name}">{words}{comment}</p>'))]
    if is_test or about.get("task"):
        return said
    cell.source = _SECRET.sub("", cell.source)
    if cell.cell_type == "code":
        cell.outputs = [_harmless(output, secret) for output in cell.outputs]
    return [cell, *said]


def _harmless(output, secret):
    """Return an output, or a line in its place where it repeats a hidden test."""
    held = json.dumps(output, ensure_ascii=False)
    plain = re.sub(r"\\+u001b\[[0-9;]*m|\\", "", held)  # colours and escapes could cut a line in two
    if any(line in html.unescape(plain) for line in (line.replace("\\", "") for line in secret)):
        return nbformat.v4.new_output("stream", text=_LEFT_OUT)
    return output


def _text(words):
    return nbformat.v4.new_markdown_cell(words)


def _deeper(markup):
    """Return HTML with each heading one level lower or more, since the page has a title of its own."""
    return re.sub(r"<(/?)h([1-5])(?=[ >])", lambda found: f"<{found[1]}h{int(found[2]) + 1}", markup)


def _own_folders():
    """Folders of this machine that a traceback of a student may name."""
    found = {HELPER, REPOSITORY, Path(sys.prefix), Path.home()}
    return sorted((str(path) for path in found if len(path.parts) > 2), key=len, reverse=True)

