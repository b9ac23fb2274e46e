"""A slow machine in a real browser: the script of a panel starts later than anywidget is willing to wait."""

import lab
import pytest
from playwright.sync_api import expect
from test_browser import problems

# anywidget waits for 2000 ms. Here its time is up at once, as if each script took longer.
LATE = """const timeout = AbortSignal.timeout;
AbortSignal.timeout = ms => timeout.call(AbortSignal, ms === 2000 ? 0 : ms);"""
CELLS = [
    """from standpoint import load
from standpoint.lessons.stakeholders import exercises, explorer
case = load("anchorage")
guess = exercises.ask("03.guess", case)""",
    "explorer.own_values(case)",
    "guess",
    "exercises.beside(guess)",
]


@pytest.fixture
def late(browser, server):
    """A browser profile in which every panel starts too late: (context, Watch)."""
    context, watch = lab.new_context(browser, server)
    context.add_init_script(LATE)
    yield context, watch
    context.close()


def test_a_panel_that_starts_late_hears_python(late, server):
    context, watch = late
    lab.write_notebook(server.root / "notebooks" / "late.ipynb", CELLS)
    page = lab.open_notebook(context, server, "notebooks/late.ipynb")
    assert lab.run_all(page)
    values, guess, beside = (page.locator(f".standpoint-{kind}") for kind in ("values", "ask", "beside"))
    values.get_by_label("Your value: power of Trump").select_option(label="0, none")
    expect(values.get_by_text("less than coded")).to_be_visible()
    guess.get_by_label("Putin").first.check()
    guess.get_by_label("definitive").first.check()
    guess.get_by_role("button", name="Keep my guess").click()
    expect(guess.get_by_text("Your guess is kept.")).to_be_visible()
    expect(beside.get_by_text("Coded with decisive power")).to_be_visible()
    assert len(watch.slow) >= 3, "nothing started late"
    assert problems(watch) == []
    lab.close(page)
