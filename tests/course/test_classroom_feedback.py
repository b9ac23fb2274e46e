"""The feedback page of a student: charts, points, comments; no test, no mark scheme, nothing from outside."""

import json
import shutil
from pathlib import Path

import axe
import nbformat
import pytest

pytest.importorskip("nbgrader")
from classroom import course, page  # noqa: E402
from classroom.cells import without  # noqa: E402
from classroom.giving_back import feedback  # noqa: E402
from classroom.grading import grade  # noqa: E402
from classroom.grading.result import Result  # noqa: E402
from classroom.marking.own_part import own_part  # noqa: E402
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output  # noqa: E402

SECRET = "secret_check = answer_of_the_hidden_test == 41 + 1"
SCHEME = "Full marks for whoever names the second reading."
CHART = {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}],
         "layout": {"title": {"text": "</script><b>A finding"}, "meta": {"description": "Two dots."}}}
WIDGET = "application/vnd.jupyter.widget-view+json"


def cell(make, name, source, points=None, solution=False, outputs=()):
    about = {"schema_version": 3, "grade_id": name, "grade": points is not None, "solution": solution,
             "locked": not solution, "task": False}
    made = make(source, metadata={"nbgrader": about | ({"points": points} if points is not None else {})})
    made.id = name
    if outputs:
        made.outputs = list(outputs)
    return made


def notebook(source, outputs=()):
    """The instructor's notebook, or the graded one of a student who looked for the hidden tests."""
    hidden = f"### BEGIN HIDDEN TESTS\n{SECRET}\n### END HIDDEN TESTS\n"
    scheme = f"\n=== BEGIN MARK SCHEME ===\n{SCHEME}\n=== END MARK SCHEME ===\n"
    failed = new_output("error", ename="AssertionError", evalue="no", traceback=[f"----> {SECRET}"])
    return new_notebook(cells=[
        new_markdown_cell("# A1\n\n## The first cell"),
        cell(new_code_cell, "a1-q", source, solution=True, outputs=outputs),
        cell(new_code_cell, "a1-t", f"import os\n{hidden}2.0", 2, outputs=[failed]),
        new_markdown_cell("## Your text"),
        cell(new_markdown_cell, "a1-w", f"My own words.{scheme}", 3, solution=True),
    ])


def released(home, book):
    for path in (home.source / "A1.ipynb", home.release / "A1.ipynb"):
        path.parent.mkdir(parents=True)
    nbformat.write(book, home.source / "A1.ipynb")
    bare = nbformat.from_dict(json.loads(json.dumps(book)))
    for one in bare.cells:
        one.source = without(one.source, *feedback._SECRET)
    nbformat.write(bare, home.release / "A1.ipynb")


def in_gradebook(home):
    from nbgrader.api import Gradebook

    course.api(home)  # lets nbgrader find the tool with which it makes a gradebook
    with Gradebook(course.nbgrader_config(home).CourseDirectory.db_url, "standpoint") as book:
        book.add_assignment("A1")
        book.add_notebook("A1", "A1")
        book.add_grade_cell("a1-t", "A1", "A1", max_score=2, cell_type="code")
        book.add_grade_cell("a1-w", "A1", "A1", max_score=3, cell_type="markdown")
        book.add_solution_cell("a1-w", "A1", "A1")
        book.add_student("ann")
        grades = {row.name: row for row in book.add_submission("A1", "ann").notebooks[0].grades}
        grades["a1-t"].auto_score, grades["a1-t"].needs_manual_grade = 1.5, False
        grades["a1-w"].needs_manual_grade = True
        book.db.commit()


def mark_by_hand(home, points, words):
    from nbgrader.api import Gradebook

    with Gradebook(course.nbgrader_config(home).CourseDirectory.db_url, "standpoint") as book:
        sent = book.find_submission("A1", "ann").notebooks[0]
        (mark,) = [row for row in sent.grades if row.name == "a1-w"]
        mark.manual_score, mark.needs_manual_grade = points, False
        sent.comments[0].manual_comment = words
        book.db.commit()


@pytest.fixture
def home(graded, tmp_path):
    """A copy of the graded course."""
    shutil.copytree(graded.root, tmp_path / "course")
    return course.Course(tmp_path / "course", "A1")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    made = course.Course(tmp_path_factory.mktemp("graded") / "course", "A1")
    made.root.mkdir()
    released(made, notebook("x = 0"))
    outputs = [
        new_output("display_data", data={"application/vnd.plotly.v1+json": CHART, "text/plain": "Two dots."}),
        new_output("stream", text=f"found it: {SECRET}\n"),
        new_output("stream", text="my own line\n"),
        new_output("display_data", data={"text/html": '<img src="http://example.org/x.png"><script>alert(1)</script>'
                                         '<table><tr><th></th><th>a</th></tr></table>'}),
        new_output("display_data", data={WIDGET: {"model_id": "1"}, "text/plain": "IntSlider(value=3)"}),
        new_output("stream", text="y" * 60_000),
    ]
    path = made.graded("ann")
    path.parent.mkdir(parents=True)
    nbformat.write(notebook("x = 'an answer of mine'", outputs), path)
    in_gradebook(made)
    results = [Result("ann", "repaired", "The cell “a1-t” was changed.", {"a1-t": 1.5, "a1-w": None},
                      {"a1-t": 2, "a1-w": 3}),
               Result("bo", "crashed", "Python died while it ran.", {})]
    made.reports.mkdir(parents=True)
    grade.write_grades(made, results)
    return made


def text_of(home, student="ann"):
    return (home.feedback / f"{student}.html").read_text(encoding="utf-8")


def test_the_page_gives_nothing_of_the_tests_away(home):
    feedback.feedback(home, shared=True)
    text = text_of(home)
    for words in (SECRET, "answer_of_the_hidden_test", SCHEME, "import os", "AssertionError", "HIDDEN", "MARK SCHEME"):
        assert words not in text, words
    assert "repeats a part of the tests" in text
    for words in ("an answer of mine", "my own line", "My own words."):
        assert words in text, words
    assert "IntSlider" not in text and "60,000 characters in all" in text and text.count("y" * 30_000) == 0


def test_a_secret_in_colours_or_escapes_is_found(home):
    secret = feedback.secret_lines(home)
    assert SECRET in secret and SCHEME in secret
    colours = f"\x1b[31m{SECRET[:20]}\x1b[0m{SECRET[20:]}"
    for words in (SECRET, colours, f"'{SECRET}'", SECRET.replace("==", "=\\=")):
        found = feedback._harmless(new_output("stream", text=words), secret)
        assert "left out" in found.text, words
    mine = new_output("stream", text="answer = 3\n")
    assert feedback._harmless(mine, secret) is mine


def test_points_comments_and_status_come_from_the_gradebook_of_now(home):
    feedback.feedback(home, shared=True)
    text = text_of(home)
    assert "1.5 of 5 points." in text and "1 of 2 questions is not marked yet." in text
    assert "Status: repaired" in text and "The cell “The first cell (points)” was changed." in text
    mark_by_hand(home, 2.5, "Name the <second> reading.")
    feedback.feedback(home, ["ann"], shared=True)
    text = text_of(home)
    assert "4 of 5 points." in text and "not marked yet" not in text
    assert "Name the &lt;second&gt; reading." in text and "The first cell" in text
    rows = home.grades_table.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("ann,repaired,") and rows[1].endswith(",4,5,,1.5,2.5")


def test_a_page_that_is_not_whole_says_so_and_the_step_names_it(home):
    rows = grade.graded_results(home)
    grade.write_grades(home, [rows[0]._replace(status="graded", message=""), rows[1]])
    feedback.feedback(home, shared=True)
    assert "<strong>Status: graded in part</strong>, that is, your instructor has not marked all" in text_of(home)
    assert "all is in order" not in text_of(home)
    assert "Pages with an answer that is not marked yet: 1 of 2 (ann)." in " ".join(home.said)
    mark_by_hand(home, 2.5, "")
    home.said = []
    feedback.feedback(home, shared=True)
    assert "Status: graded</strong>, that is, all is in order." in text_of(home) and home.said == []


@pytest.mark.parametrize("where, name", [("list", "Abara, Grace"), ("people.csv", "Grace"), ("", "ann")])
def test_the_page_is_headed_by_the_name_that_the_list_has(home, where, name):
    (home.root / "people.json").write_text(
        '[{"student": "ann", "platform": "canvas", "number": "4100", "name": "abaragrace"}]', encoding="utf-8")
    if where:
        (home.root / "people.csv").write_text("student,name\nann,Grace\n", encoding="utf-8")
    if where == "list":
        (home.root / "lists").mkdir()
        (home.root / "lists" / "A1.csv").write_text('name,id\n"Abara, Grace",4100\n', encoding="utf-8")
    feedback.feedback(home, shared=True)
    assert f"<h1>A1: feedback for {name}</h1>" in text_of(home)


def test_what_was_not_graded_says_so_and_shows_no_points(home):
    feedback.feedback(home)
    text = text_of(home, "bo")
    assert "Status: crashed" in text and "It is not a zero" in text and "Points" not in text and "<script" not in text
    assert home.grades_table.read_text(encoding="utf-8-sig").splitlines()[2].startswith("bo,crashed,Python died")


@pytest.mark.parametrize("name, words", [
    ("A1", ["The first cell", "The second cell", "The set-up", "The codes", "Part 3: the other reading"]),
    ("A2", ["Codes", "Track", "Part 3: your argument"]),
    ("A3", ["The case", "The coded cells", "The blanks", "The finding", "Part 4: your argument"]),
])  # fmt: skip
def test_each_question_has_a_name_of_its_own(name, words):
    book = nbformat.read(course.source_of(name), as_version=4)
    assert list(feedback.names_of(book).values()) == words


def test_two_questions_under_one_heading_are_numbered():
    book = notebook("x = 0")
    book.cells.append(cell(new_code_cell, "a1-u", "1.0", 1))
    assert list(feedback.names_of(book).values())[1:] == ["Your text (1)", "Your text (2)"]


@pytest.mark.parametrize("name", ["A1", "A2", "A3"])
def test_the_page_holds_what_is_the_students_own_and_ends_with_their_text(name):
    """The text of the task stands in the notebook; “hand in” would speak of the machine that graded."""
    book = nbformat.read(course.source_of(name), as_version=4)
    text = "\n".join(one.source for one in own_part(book))
    for words in ("hand_in(", "Hand in", "Run All Cells", "numbered_essay", "The next cell", f"{name} "):
        assert words not in text, words
    assert "| criterion | 0 | 1 | 2 | 3 |" in text and "## Part 1" in text
    assert own_part(book)[-1].metadata.nbgrader.solution and "# Fill in" in text


def test_an_explorer_waits_for_nobody_and_stays_on_the_screen():
    shown = "<p>Code it. This explorer needs a running kernel: choose Run, then Run All Cells.</p>"
    pieces = page.Pieces()
    for on_screen in (True, False):
        output = new_output("display_data", data={"text/html": f"{shown}<table><tr><td>Mine</td></tr></table>"})
        made = pieces.put(page.waits_for_nobody(output, pieces, on_screen).data["text/html"])
        assert "Mine" in made and "kernel" not in made and ("On paper it is left out" in made) == on_screen
    other = new_output("stream", text="mine")
    assert page.waits_for_nobody(other, pieces, True) is other


def test_whoever_stops_the_step_keeps_whole_pages(home, monkeypatch):
    made = feedback.one_page

    def stopped(course_, result, *rest):
        if result.student == "bo":
            raise KeyboardInterrupt
        return made(course_, result, *rest)

    monkeypatch.setattr(feedback, "one_page", stopped)
    with pytest.raises(course.Refusal, match="Stopped. 1 of 2 pages are written, each one whole. Run the step again"):
        feedback.feedback(home, shared=True)
    assert text_of(home).endswith("</html>\n") and sorted(home.feedback.glob("bo*")) == []
    assert [path for path in home.feedback.iterdir() if path.suffix == ".part"] == []


def test_refusals_are_sentences(home, tmp_path):
    with pytest.raises(course.Refusal, match="No grades of eve"):
        feedback.feedback(home, ["eve"])
    with pytest.raises(course.Refusal, match="Run the step “grade” first"):
        feedback.feedback(course.Course(tmp_path / "other", "A1"))


@pytest.mark.parametrize("shared", [False, True])
def test_charts_are_drawn_and_nobody_outside_is_asked(home, browser, shared):
    feedback.feedback(home, ["ann"], shared)
    file, tab = home.feedback / "ann.html", browser.new_page()
    asked, wrong = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(file.as_uri())
    tab.wait_for_selector("figure .main-svg")
    assert tab.locator("figure").get_attribute("aria-label") == "Two dots."
    assert "A finding" in tab.locator("figure .gtitle").first.text_content()
    outside = [url for url in asked if not url.startswith(("file://", "data:", "blob:"))]
    # The picture that an answer points to is refused before it is asked for.
    assert wrong == [] and [url for url in outside if "example.org" not in url] == []
    assert tab.evaluate("document.querySelector('img').naturalWidth") == 0
    assert (file.stat().st_size > 4_000_000) == (not shared)
    for check in ("h1", "main", "html[lang]", "title"):
        assert tab.locator(check).count() == 1
    assert tab.evaluate("[...document.querySelectorAll('th')].filter(cell => !cell.textContent.trim()).length") == 0
    ids = tab.evaluate("[...document.querySelectorAll('main [id]')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    assert axe.violations(tab) == []
    tab.close()


def test_a_page_without_a_chart_carries_no_script(home):
    pieces = page.Pieces()
    markup = page.body(new_notebook(cells=[new_markdown_cell("## Words\n\n<b onclick='x()'>bold</b>")]), pieces)
    assert pieces.charts == 0 and "onclick" not in markup and "<b>bold</b>" in markup
    assert "<script" not in page.page("t", markup, 0)


def test_the_scripts_folder_is_that_of_the_installed_plotly():
    import plotly

    assert (Path(plotly.__file__).parent / "package_data" / page.SCRIPT).is_file()
