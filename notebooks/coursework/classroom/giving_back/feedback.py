"""The step “feedback”: a page for each student, with answers, charts, points and comments, and no hidden test."""

import html
import json
import re
import sys
from pathlib import Path

import nbformat

from .. import page
from ..cells import about, in_words, is_test, key_of, names_of, read_book, regions, without, words_of
from ..collecting.roster import called
from ..course import HELPER, REPOSITORY, Refusal, writable
from ..grading.grade import graded_results, write_grades
from ..grading.result import STATUSES
from ..marking import criteria
from ..marking.own_part import own_part
from ..points import late
from ..points.gradebook import Ledger, marked
from ..tables import write_whole

_SECRET = ("HIDDEN TESTS", "MARK SCHEME")
_LEFT_OUT = "This output was left out, because it repeats a part of the tests."
_TELLING = 20  # characters: a line as short as this may stand in any output


def feedback(course, students=(), shared=False, progress=None):
    """Write feedback/<assignment>/<student>.html for all (or some) graded students; return the list of files.

    Points and comments are read off the gradebook as it is now, and grades.csv is brought up to date with them.
    shared: plotly.js goes into one file beside the pages, not into each one.
    Raises Refusal where nothing was graded, a student is not known, or the step is stopped; each page is whole then.
    """
    results = graded_results(course)
    unknown = sorted(set(students) - {result.student for result in results})
    if unknown:
        raise Refusal(f"No grades of {', '.join(unknown)}. See {course.grades_table}.")
    course.said += Ledger(course).told
    pairs, boxes = marked(course, results), criteria.read(course)
    listed = late.applied(course, [result for result, _ in pairs])
    pairs = [(result, _with_boxes(boxes, result, marks)) for result, (_, marks) in zip(listed, pairs)]
    write_grades(course, listed)
    writable(course.feedback)
    course.feedback.mkdir(parents=True, exist_ok=True)
    if shared:
        (course.feedback / page.SCRIPT).write_text(page.plotly_script(), encoding="utf-8")
    chosen = [row for row in pairs if not students or row[0].student in students]
    released, secret, files = course.handed_out(), secret_lines(course), []
    names = called(course, [result.student for result in listed])
    try:
        for number, (result, marks) in enumerate(chosen, start=1):
            text = one_page(course, result, marks, secret, shared, names.get(result.student, ""), released)
            files.append(write_whole(course.feedback / f"{result.student}.html", text))
            if progress:
                progress(number, len(chosen), result.student)
    except KeyboardInterrupt:
        words = f"Stopped. {len(files)} of {len(chosen)} pages are written, each one whole."
        raise Refusal(f"{words} Run the step again to write them all.") from None
    course.said += _open([result.student for result, _ in chosen if result.waiting()], len(files))
    return files


def _open(students, pages):
    """Return the sentence that names whose page is not marked to the end, as a list."""
    words = f"Pages with an answer that is not marked yet: {len(students)} of {pages} ({', '.join(students)})."
    return [f"{words} Each page says so. Run the step “mark”, and then this one again."] if students else []


def _with_boxes(held, result, marks):
    """Return the marks with the points of each criterion, where these make up the points that count."""
    found = {}
    for name, mark in marks.items():
        _, row = criteria.counts(held, result.student, name) or ("", criteria.Row({}))
        counted = row.points and not mark.before and sum(row.points.values()) == mark.points
        found[name] = mark._replace(boxes=row.points) if counted else mark
    return found


def secret_lines(course):
    """Return the lines of hidden tests and mark schemes that are too long to stand in an output by chance."""
    released = "\n".join(cell.source for cell in course.handed_out().cells)
    found = (region for cell in course.with_answers().cells for region in regions(cell.source, *_SECRET))
    lines = {line.strip() for region in found for line in region.splitlines()}
    return sorted(line for line in lines if len(line) > _TELLING and line not in released)


def one_page(course, result, marks, secret, shared=False, name="", released=None):
    """Return the HTML page of one student. name: as the list of the class has it. released: what was handed out."""
    pieces = page.Pieces()
    path = course.graded(result.student)
    title = f"{course.name}: feedback for {name or result.student}"
    book = read_book(path) if path.is_file() else None
    words = words_of(released or book, book) if released or book else {}
    head = f"<h1>{html.escape(title)}</h1>{_status(result._replace(late=''), words)}"
    if not marks or not book:
        words = "There are no points for this hand-in yet. It is not a zero: ask your instructor what to do next."
        return page.page(title, f'{head}<p class="said">{words}</p>', 0)
    head += _points_table(book, marks, result)
    names = names_of(book)
    book.cells = [new for cell in own_part(book) for new in _cells(cell, marks, names, secret, pieces)]
    for old in _own_folders():
        book = nbformat.from_dict(json.loads(json.dumps(book).replace(json.dumps(old)[1:-1], "...")))
    answers = page.body(book, pieces)
    return page.page(title, f"{head}<h2>Your answers</h2>{page.lowered(answers, 1)}", pieces.charts, shared)


def _status(result, words):
    status, message = result.shown()
    meaning, said = STATUSES.get(status, "see below"), html.escape(in_words(message, words))
    if result.waiting() and status == "graded":
        status, meaning = "graded in part", "your instructor has not marked all of it yet, so the points are not whole"
    return f"<p><strong>Status: {status}</strong>, that is, {meaning}. {said}</p>"


def _points_table(book, marks, result):
    """Return the points of each question under its own name, and the sum of what is marked, less late days."""
    rows = [[f'<a href="#{name}">{html.escape(words)}</a>', _points(marks[name]), f"{marks[name].most:g}",
             _comment(marks[name])] for name, words in names_of(book).items() if name in marks]  # fmt: skip
    known = [mark.points for mark in marks.values() if mark.points is not None]
    most, open_ = sum(mark.most for mark in marks.values()), len(marks) - len(known)
    later = f" {open_} of {len(marks)} questions {'is' if open_ == 1 else 'are'} not marked yet." if open_ else ""
    less = f" {html.escape(result.late)}" if result.late else ""
    total = f"<p><strong>{sum(known) - result.off:g} of {most:g} points.</strong>{less}{later}</p>"
    return f"<h2>Points</h2>{total}{page.table(['Question', 'Points', 'of', 'Comment'], rows, (1, 2))}"


def _comment(mark):
    earlier = "On the earlier answer: " if mark.before and mark.comment else ""
    return f"{earlier}{html.escape(mark.comment)}"


def _points(mark):
    return "not marked yet" if mark.points is None else f"{mark.points:g}"


def _cells(cell, marks, names, secret, pieces):
    """Return what stands in the page for one cell: a list of cells."""
    name, mark, said = key_of(cell), marks.get(key_of(cell)), []
    if mark is not None:
        comment = f"<br>{_comment(mark)}" if mark.comment else ""
        of = "" if mark.points is None else f" of {mark.most:g}"
        words = f"{html.escape(names[name])}. Points: {_points(mark)}{of}"
        words += f". The answer changed after it was marked. {html.escape(mark.before)}" if mark.before else ""
        boxes = "".join(f"<br>{html.escape(one)}: {points:g}" for one, points in mark.boxes.items())
        token = pieces.token(f'<p class="said" id="{name}">{words}{boxes}{comment}</p>')
        said = [nbformat.v4.new_markdown_cell(token)]
    if is_test(cell) or about(cell).get("task"):
        return said
    cell.source = without(cell.source, *_SECRET)
    if cell.cell_type == "code":
        cell.outputs = [_harmless(output, secret) for output in cell.outputs]
        cell.outputs = [page.waits_for_nobody(output, pieces, cell.metadata.get("explorer")) for output in cell.outputs]
    return [cell, *said]


def _harmless(output, secret):
    """Return an output, or a line in its place where it repeats a hidden test."""
    held = json.dumps(output, ensure_ascii=False)
    plain = re.sub(r"\\+u001b\[[0-9;]*m|\\", "", held)  # colours and escapes could cut a line in two
    if any(line in html.unescape(plain) for line in (line.replace("\\", "") for line in secret)):
        return nbformat.v4.new_output("stream", text=_LEFT_OUT)
    return output


def _own_folders():
    """Folders of this machine that a traceback of a student may name."""
    found = {HELPER, REPOSITORY, Path(sys.prefix), Path.home()}
    return sorted((str(path) for path in found if len(path.parts) > 2), key=len, reverse=True)

