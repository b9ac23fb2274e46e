"""The page to mark written answers on, in a real browser: keys, drafts, the file that it saves, and paper."""

import json
import re

import axe
import nbformat
import pytest
from classroom.course import Course, source_of
from classroom.marking import criteria, mark_page, rubric

NAMES = ["The other reading", "Your own reading", "What the text leaves open", "The sentence for the codebook"]
HOSTILE = "Mine. <img src=x onerror=\"document.title='CANARY'\"> <script>document.title = 'CANARY'</script>"


@pytest.fixture
def made(tmp_path):
    """(the file of a page with three answers, a function that writes it anew with what is marked)"""
    course = Course(tmp_path / "course", "A1")
    course.source.mkdir(parents=True)
    book = nbformat.read(source_of("A1"), as_version=4)
    nbformat.write(book, course.source / "A1.ipynb")
    (question,) = rubric.questions(course)
    path = tmp_path / "graded.ipynb"
    book.cells[-3].source = f"{HOSTILE} The gap is p08."
    assert book.cells[-3].id == question.id
    nbformat.write(book, path)

    def write(before=None, fingerprint="abc"):
        known = {1: (["A note."], before)}
        answers = [mark_page.answer(f"R00{n}", question, path, *known.get(n, ()))
                   | {"key": f"q{n}", "print": fingerprint} for n in (1, 2, 3)]  # fmt: skip
        file = tmp_path / "mark.html"
        file.write_text(mark_page.whole("A1: written answers", "first", "x", [question], answers), encoding="utf-8")
        return file

    return write(), write


@pytest.fixture
def tab(browser, made):
    context = browser.new_context()
    page = context.new_page()
    page.wrong, page.asked = [], []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(made[0].as_uri())
    yield page
    assert page.wrong == [] and [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def saved(tab):
    with tab.expect_download() as download:
        tab.click("#save")
    assert download.value.suggested_filename == "A1-marks-first.csv"
    return download.value.path()


def test_an_answer_is_marked_by_keyboard_and_the_file_is_read_back(tab, made, monkeypatch):
    assert tab.text_content("#count") == "Marker: first. 0 of 3 answers are marked."
    tab.focus("#q1-0")
    for text in ("3", "2,5", "2", "1"):
        tab.keyboard.type(text)
        tab.keyboard.press("Tab")
    tab.keyboard.type('=1+1, “yes”\n"quoted"; ’ ñ')
    assert tab.text_content("#q1-0-says") == "is argued from a quotation, so that its friend would agree"
    assert tab.text_content("#q1-sum") == "8.5" and "1 of 3 answers" in tab.text_content("#count")
    path = saved(tab)
    assert "Saved as A1-marks-first.csv" in tab.text_content("#saved")
    course = Course(made[0].parent / "course", "A1")
    monkeypatch.setattr(criteria.collect, "read_table", lambda path: [type("Row", (), {"student": "ann"})])
    ((key, row),) = criteria.read(course, path, {"R001": "ann"}).items()
    assert key == ("ann", "a1-other-reading", "first") and row.points == dict(zip(NAMES, [3, 2.5, 2, 1]))
    assert row.comment == '=1+1, “yes”\n"quoted"; ’ ñ' and row.answer == "abc"


def test_a_number_that_cannot_be_is_not_saved(tab):
    for text in ("4", "-1", "two", "1e1"):
        tab.fill("#q2-1", text)
        assert tab.get_attribute("#q2-1", "aria-invalid") == "true"
        tab.click("#save")
        assert tab.text_content("#saved") == "Not saved: 1 box is no number in range."
        assert tab.evaluate("document.activeElement.id") == "q2-1"
    tab.fill("#q2-1", "")
    assert tab.get_attribute("#q2-1", "aria-invalid") == "false" and tab.text_content("#q2-sum") == "open"


def test_what_was_typed_is_there_again_until_the_course_has_a_newer_mark(tab, made):
    tab.fill("#q1-0", "2")
    tab.reload()
    assert tab.input_value("#q1-0") == "2" and "what you typed last time is here again" in tab.text_content("#saved")
    saved(tab)
    tab.reload()
    assert tab.input_value("#q1-0") == "2" and tab.text_content("#saved") == "", "saved, and not yet taken in"
    made[1](criteria.Row({NAMES[0]: 1.0}, "From the course."))
    tab.reload()
    assert tab.input_value("#q1-0") == "1" and tab.input_value("#q1-words") == "From the course."
    tab.fill("#q1-0", "3")
    made[1](criteria.Row({NAMES[0]: 1.0}), fingerprint="other")
    tab.reload()
    assert tab.input_value("#q1-0") == "1", "another answer"


def test_the_page_has_names_rings_and_no_script_of_a_student(tab):
    tab.wait_for_timeout(300)
    assert "CANARY" not in tab.title() and tab.locator(".own :is(img[src], script, [onerror])").count() == 0
    assert "The gap is p08." in tab.text_content("#q1 .own") and axe.violations(tab) == []
    for words in ("Four criteria", "My cell is the summit itself", "Some people may think"):
        assert words in tab.text_content("aside")
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    tab.focus("#q1-0")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.set_viewport_size({"width": 390, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_same_page_is_printed_with_what_to_mark_by_first(tab):
    tab.emulate_media(media="print")
    top = {name: tab.locator(name).first.bounding_box()["y"] for name in ("aside", "section")}
    assert top["aside"] < top["section"] and not tab.locator("#save").is_visible()
    assert not tab.locator("summary").first.is_visible() and tab.locator("#q1-0").is_visible()
    pdf = tab.pdf(format="A4")
    assert 2 <= len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 3


def test_no_text_of_a_student_ends_the_script(tab):
    about = json.loads(tab.evaluate("document.getElementById('about').textContent"))
    assert [one["who"] for one in about["answers"]] == ["R001", "R002", "R003"] and about["heads"] == NAMES
