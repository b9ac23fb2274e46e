"""nbgrader's own pages, the formgrader and the page to mark by hand, in a real JupyterLab on a graded course."""

import bank
import course_kit
import course_real
import lab
import pytest
from playwright.sync_api import expect

NAMES = ("rightwithoutzip",)


@pytest.fixture(scope="module")
def graded(browser, tmp_path_factory):
    """(course, {entry: Result}) with one submission that waits for marks."""
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    course_kit.needs_fence()
    chosen = [one for one in bank.entries() if one.name in NAMES]
    return course_real.graded(tmp_path_factory.mktemp("formgrader") / "course", chosen)


@pytest.fixture(scope="module")
def page(browser, graded):
    """A page of a browser on JupyterLab in the course folder."""
    with lab.jupyterlab(course=graded[0].root) as server:
        context, watch = lab.new_context(browser, server)
        page = context.new_page()
        page.base = server.base
        yield page
        # nbgrader's own page asks a CDN for MathJax; without it all but formulas is there.
        assert [address for address in watch.outside if "mathjax" not in address.lower()] == []
        context.close()


def test_jupyterlab_opens_with_nbgrader_in_its_menu(page):
    page.goto(f"{page.base}/lab?reset")
    page.wait_for_function("() => window.jupyterapp && window.jupyterapp.commands", timeout=lab.SLOW)
    commands = page.wait_for_function(
        "() => window.jupyterapp.commands.listCommands().filter(name => name.startsWith('nbgrader:')).length",
        timeout=lab.SLOW)  # fmt: skip
    assert commands.json_value() > 0


def test_the_formgrader_lists_the_assignment(page):
    page.goto(f"{page.base}/formgrader/manage_assignments")
    expect(page.locator("body")).to_contain_text("A1", timeout=lab.SLOW)
    page.goto(f"{page.base}/formgrader/gradebook")
    expect(page.locator("body")).to_contain_text("A1", timeout=lab.SLOW)


def test_a_written_answer_is_marked_by_hand(page, graded):
    course, results = graded
    page.goto(f"{page.base}/formgrader/gradebook/A1/A1")
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("Submission #1", timeout=lab.SLOW)
    row.locator("a").first.click()
    page.wait_for_url("**/formgrader/submissions/**", timeout=lab.SLOW)
    expect(page.locator("body")).to_contain_text(bank.WRITTEN, timeout=lab.SLOW)
    expect(page.locator("body")).to_contain_text("The sentence for the codebook")  # of the rubric above it
    box = page.locator("input.score#a1-other-reading")
    box.fill("9")
    box.press("Tab")
    page.wait_for_timeout(1500)
    from classroom.course import nbgrader_config
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as gradebook:
        written = gradebook.find_submission("A1", results["rightwithoutzip"].student).notebooks[0].grades
        assert {grade.name: grade.manual_score for grade in written}["a1-other-reading"] == 9
