"""A lesson in a real Firefox: it runs whole, its explorers answer to mouse and keys, and nothing is asked outside."""

import json
import os
import shutil

import access
import firefox
import lab
import pytest
from test_browser import SHOWN, mishaps

LESSON = "04-positions.ipynb"


@pytest.fixture(scope="module")
def page(server):
    """The lesson after Run All."""
    if firefox.find() is None:
        if os.environ.get("STANDPOINT_REQUIRE_FIREFOX") == "1":
            pytest.fail(firefox.NO_FIREFOX)
        pytest.skip(firefox.NO_FIREFOX)
    folder = server.root / "firefox"  # answers that are kept here are no other test's
    folder.mkdir(exist_ok=True)
    shutil.copy(server.root / "notebooks" / LESSON, folder)
    with firefox.page() as page:
        page.goto(f"{server.base}/doc/tree/firefox/{LESSON}?reset")
        page.wait_for_function(f"() => Boolean(window.jupyterapp && {lab.PANEL})")
        assert page.evaluate(lab.KERNEL_ANSWERS)
        lab.run_all(page)
        lab.settle(page)
        yield page
        page.evaluate(f"() => {lab.PANEL}.sessionContext.shutdown()")


def test_the_whole_lesson_runs(page):
    cells = lab.cells(page)
    assert [line for cell in cells for line in mishaps(cell)] == []
    charts = sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in lab.outputs(page))
    drawn = "() => document.querySelectorAll('.js-plotly-plot .main-svg[role=img][aria-label]').length"
    assert lab.until(page, lambda: page.evaluate(drawn) >= charts > 0)
    shown = page.evaluate("() => document.body.innerText")
    for words in ("Loading widget", "Error displaying widget", "model not found", "javascript error"):
        assert words not in shown
    lab.until(page, lambda: len(json.dumps(lab.cells(page))) < lab.SAVED)
    errors, outside = page.told()
    assert errors == [] == outside


def test_a_cell_by_mouse_then_by_keys_and_nothing_reaches_the_notebook(page):
    page.click(".standpoint-table tbody td:not(.blank)")
    first = page.evaluate(SHOWN)
    before = page.evaluate(access.BOOK_STATE)
    page.press("ArrowDown", "ArrowDown", "a", "d", "d")
    person, thing, _, words, selected = page.evaluate(SHOWN)
    assert selected == "true" and person in words and thing in words and [person, thing] != first[:2]
    page.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "region"
    page.press("Escape")
    assert page.evaluate("() => document.activeElement.tagName") == "TD"
    assert page.evaluate(access.BOOK_STATE) == before


def test_what_asks_python_is_answered(page, server):
    """A guess: Python keeps it, and says so in the card."""
    for place in (1, 2):
        page.click(f".standpoint-ask fieldset:nth-of-type({place}) input[type=radio]")
    page.click(".standpoint-ask button.press")
    said = "() => document.querySelector('.standpoint-ask [role=status]').textContent"
    lab.until(page, lambda: "Your guess is kept." in page.evaluate(said))
    assert "04.guess" in (server.root / "firefox/my-work/answers.json").read_text(encoding="utf-8")
