"""Ten submissions of the bank through nbgrader, its own page, the page to mark on and the feedback, in a real browser.

About five minutes on two cores.
"""

import re

import bank
import course_kit
import course_real
import lab
import pytest
from classroom.giving_back.feedback import feedback
from classroom.marking import criteria, written_answers
from course_marks import in_the_gradebook
from playwright.sync_api import expect

NAMES = ("right", "rightbytheforms", "syntaxerror", "hardexit", "textwithascript", "sampleofthemarkschemehandedin",
         "textthatwouldendthepage", "textofsixpages", "outputofathousandlines",
         "handedinwiththewordsofthelastcell")  # fmt: skip
QUESTION = "a1-other-reading"


@pytest.fixture(scope="module")
def graded(browser, tmp_path_factory):
    course_kit.needs_nbgrader()
    course_kit.needs_fence()
    chosen = [one for one in bank.entries() if one.name in NAMES]
    assert len(chosen) == 10, sorted(set(NAMES) - {one.name for one in chosen})
    return course_real.graded(tmp_path_factory.mktemp("marking") / "course", chosen)


def test_every_entry_gets_its_points_status_and_message(graded):
    known = {one.name: one for one in bank.entries()}
    assert [words for name, result in graded[1].items() for words in bank.problems(known[name], result)] == []


def test_the_own_page_of_nbgrader_shows_each_answer_with_a_box(browser, graded):
    from classroom.course import nbgrader_config
    from nbgrader.api import Gradebook

    course, results = graded
    with lab.jupyterlab(course=course.root) as server:
        context, _ = lab.new_context(browser, server)
        page = context.new_page()
        for result in results.values():
            with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
                number = book.find_submission("A1", result.student).notebooks[0].id
            page.goto(f"{server.base}/formgrader/submissions/{number}/")
            expect(page.locator(f"input.score#{QUESTION}")).to_be_visible(timeout=lab.SLOW)
            # nbgrader's own frame has this id twice; an answer that ended the page would make it another number.
            assert "CANARY" not in page.title() and page.locator("#notebook-container").count() == 2, result.student
        context.close()


def test_all_are_marked_on_the_page_and_taken_in(browser, graded):
    course, results = graded
    path, count, said = written_answers.write_page(course, names=True)
    assert count == 10 and "Word for word the same" in " ".join(said)
    tab, wrong = browser.new_page(), []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(path.as_uri())
    assert [tab.locator(one).count() for one in ("section", "#save", "aside")] == [10, 1, 1]
    assert tab.locator(".own :is(script, input, [onerror])").count() == 0 and "CANARY" not in tab.title()
    assert "What the text leaves open is whether he knows it." in tab.text_content("main")
    for number in range(10):
        for box in range(4):
            tab.locator("section").nth(number).locator(".box input").nth(box).fill(str((number + box) % 4))
        tab.locator("textarea").nth(number).fill(f"Words for {number}.")
    assert "10 of 10 answers are marked" in tab.text_content("#count")
    with tab.expect_download() as download:
        tab.click("#save")
    download.value.save_as(course.root.parent / "marks.csv")
    tab.close()
    said = written_answers.take(course, [course.root.parent / "marks.csv"])
    assert wrong == [] and "New in the gradebook: 10." in said
    assert {in_the_gradebook(course, result.student)[0] for result in results.values()} == {6.0}
    assert len(criteria.read(course)) == 10


def test_each_feedback_page_opens_ends_truly_and_takes_four_sheets(browser, graded):
    course, results = graded
    files = feedback(course, shared=True)
    assert len(files) == 10
    for path in files:
        tab = browser.new_page()
        tab.goto(path.as_uri())
        text = tab.inner_text("main").rstrip()
        assert "CANARY" not in tab.title() and "6 of 12" in text and "hand-in.zip" not in text, path.name
        assert re.search(r"\nWords for \d\.$", text), f"{path.name}: {text[-200:]}"
        sheets = len(re.findall(rb"/Type\s*/Page[^s]", tab.pdf(format="A4")))
        assert sheets <= (6 if "sixpages" in path.name else 4), f"{path.name}: {sheets}"
        tab.close()
