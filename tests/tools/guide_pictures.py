"""Draw the two pictures of the instructor's guide anew: the page to mark on, and the feedback page of a student.

    python tests/tools guide_pictures [FOLDER]

Both are made of the instructor's own notebook of A1: no student stands in them.
"""

import io
import sys
import tempfile
from pathlib import Path

import lab
import nbformat
from PIL import Image

REPO = Path(__file__).resolve().parents[2]
COURSEWORK = REPO / "notebooks" / "coursework"
GUIDE = COURSEWORK / "guide"
NAMES = ("the-page-to-mark-on.png", "a-feedback-page.png")
LARGEST = 100_000  # bytes
COLOURS = 32
TYPED = ("3", "2", "2", "1")
COMMENT = "Name the gap of the text, and say what it does to your code."


def course_with_answers(folder):
    """Return (Course, its written question, a graded notebook): the samples of the mark scheme as two hand-ins."""
    from classroom.course import Course, source_of
    from classroom.marking import rubric

    course = Course(folder / "course", "A1")
    for place in (course.source, course.release):
        place.mkdir(parents=True)
        nbformat.write(nbformat.read(source_of("A1"), as_version=4), place / "A1.ipynb")
    (question,) = rubric.questions(course)
    for number, words in enumerate(question.samples, start=1):
        book = nbformat.read(source_of("A1"), as_version=4)
        for cell in book.cells:
            cell.source = words if cell.id == question.id else cell.source.split("### BEGIN SOLUTION\n")[-1]
            cell.source = cell.source.replace("### END SOLUTION", "").rstrip()
        path = course.graded(f"R{number:03d}")
        path.parent.mkdir(parents=True)
        nbformat.write(book, path)
    return course, question


def pages(folder):
    """Write both pages into a folder; return [Path]."""
    from classroom.giving_back import feedback
    from classroom.grading.result import Result
    from classroom.marking import mark_page
    from classroom.marking.criteria import Row
    from classroom.points.gradebook import Mark

    course, question = course_with_answers(folder)
    rows = {name: float(points) for name, points in zip((one.name for one in question.criteria), TYPED)}
    answers = [mark_page.answer(who, question, course.graded(who), (), Row(rows, COMMENT) if who == "R001" else None)
               | {"key": who, "print": who} for who in ("R001", "R002")]  # fmt: skip
    marking = mark_page.whole("A1: written answers", "first", "guide", [question], answers)
    most = {"a1-cell-1-test": 6, "a1-cell-2-test": 6, "a1-unseen-case-test": 4, "a1-unseen-codes-test": 8}
    marks = {name: Mark(float(points), points) for name, points in most.items()}
    marks[question.id] = Mark(8.0, 12.0, COMMENT, boxes=rows)
    result = Result("R001", "graded", "", {name: mark.points for name, mark in marks.items()})
    files = []
    for name, text in zip(NAMES, (marking, feedback.one_page(course, result, marks, [], shared=True))):
        files.append(folder / name.replace(".png", ".html"))
        files[-1].write_text(text, encoding="utf-8")
    return files


def small(png):
    """Return a PNG of few colours."""
    stream = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def draw(target):
    """Draw both pictures into a folder; return [Path]."""
    from playwright.sync_api import sync_playwright

    browser_path, made = lab.find_chromium() or sys.exit(lab.NO_BROWSER), []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=browser_path, args=lab.BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 760})
        for path in pages(Path(folder)):
            page.goto(path.as_uri())
            made.append(target / path.with_suffix(".png").name)
            made[-1].write_bytes(small(page.screenshot()))
        browser.close()
    return made


def main():
    """Draw them where the guide needs them, or in the folder that is given."""
    sys.path[:0] = [str(COURSEWORK)]
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else GUIDE
    target.mkdir(parents=True, exist_ok=True)
    for path in draw(target):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
