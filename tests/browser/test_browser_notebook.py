"""A lesson in Notebook 7, which shares its parts with JupyterLab and arranges them otherwise."""

import json

import access
import lab
import pytest
from lab_notebooks import problems
from playwright.sync_api import expect
from test_browser import SHOWN, mishaps

LESSON = "notebooks/04-positions.ipynb"
# Notebook 7.6.5 itself raises this at each start, also with a notebook that has nothing of ours.
ITS_OWN = "Cannot read properties of undefined (reading 'schema')"


@pytest.fixture(scope="module")
def page(browser):
    """The lesson after Run All."""
    with lab.jupyterlab(program="notebook") as server:
        context, watch = lab.new_context(browser, server)
        page = lab.open_notebook(context, server, LESSON, f"{server.base}/notebooks/{LESSON}")
        lab.run_all(page)
        lab.settle(page)
        page.root = server.root
        yield page
        watch.errors = [line for line in watch.errors if line != ITS_OWN]
        assert problems(watch) == []
        lab.close(page)
        context.close()


def test_the_whole_lesson_runs_and_everybody_can_use_it(page):
    cells, results = lab.cells(page), lab.outputs(page)
    assert [line for cell in cells for line in mishaps(cell)] == []
    charts = sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in results)
    assert page.locator(".js-plotly-plot .main-svg:first-child").count() >= charts > 0
    for words in ("Loading widget", "Error displaying widget", "model not found", "javascript error"):
        assert page.get_by_text(words).count() == 0, words
    assert access.faults(page) == []


def test_a_cell_is_chosen_by_mouse_and_by_keys(page):
    table = page.locator(".standpoint-table").first
    table.locator("tbody td:not(.blank):visible").first.click()
    quote = table.get_by_role("region").locator("mark").inner_text()
    page.keyboard.press("ArrowDown")
    person, thing, other, words, selected = page.evaluate(SHOWN)
    assert selected == "true" and person in words and thing in words and other != quote
    before = page.evaluate(access.BOOK_STATE)
    for key in ("a", "d", "d", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.evaluate(access.BOOK_STATE) == before, "Notebook 7 acted on a key: it hears them before the page does"


def test_an_answer_is_kept_and_the_saved_lesson_is_small(page):
    card = page.locator(".standpoint-ask").first
    card.get_by_role("radio").first.check()
    card.get_by_role("radio").last.check()
    card.locator("button.press").click()
    expect(card.get_by_role("status").first).to_contain_text("Your guess is kept.")
    assert "04.guess" in (page.root / "notebooks/my-work/answers.json").read_text(encoding="utf-8")
    lab.until(page, lambda: len(json.dumps(lab.cells(page))) < lab.SAVED)
