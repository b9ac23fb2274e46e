"""Tired and hostile conditions in a real JupyterLab: what a reader sees is one clear line, never a silent death."""

import json
import re

import access
import lab
import pytest
from lab_notebooks import problems
from test_browser_access import CALLS, START

SILENT = re.compile("Python (has not answered|does not answer)|No Python is running here")
# Explorers that ask nothing of Python once they are drawn.
ALONE = {"table", "map", "essay", "claims", "viewpoints", "summits", "beside"}
RESTART = f"() => {lab.PANEL}.sessionContext.session.kernel.restart()"
STOP = f"() => {lab.PANEL}.sessionContext.shutdown()"
DIE = f"""() => {{
  const kernel = {lab.PANEL}.sessionContext.session.kernel;
  kernel.requestExecute({{code: 'import os; os._exit(1)', silent: true}});
}}"""


@pytest.fixture
def page(profile, server):
    """A page with one explorer of each kind, after Run All."""
    context, watch = profile
    watch.clear()
    (server.root / "tired").mkdir(exist_ok=True)
    sources = ["# All", START, *CALLS]
    lab.write_notebook(server.root / "tired" / "tired.ipynb", sources)
    page = lab.open_notebook(context, server, "tired/tired.ipynb")
    assert lab.run_all(page), lab.outputs(page)
    access.show_all(page)
    yield page
    lab.close(page)


def frames(page):
    """{kind: Locator} of the explorers of a page, the last of each kind."""
    return {access.kind(root): root for root in page.locator(access.FRAMES).all()}


def choose(select, one, other):
    """Choose what does not stand there yet: what was given before Run All is kept."""
    select.select_option(other if select.input_value() == one else one)


def use_each(page):
    """Change one thing in each explorer that asks Python; return {kind: Locator}."""
    found = {kind: root for kind, root in frames(page).items() if kind not in ALONE}
    found["ask"].locator("button.press").click()
    choose(found["values"].locator("select").first, "2", "1")
    for kind in ("bench", "deals"):
        found[kind].locator("input[type=checkbox]").first.click()
    choose(found["rewritings"].locator("select").first, '"fair"', '"changes"')
    for kind in ("forecasts", "tally"):
        number = found[kind].locator("input[inputmode]").first
        number.fill("34" if number.input_value() == "33" else "33")
        number.press("Enter")
    question = found["after"].locator("select").first
    question.select_option(index=1 - question.evaluate("select => select.selectedIndex"))
    found["coding"].locator("input[type=radio]:not(:checked)").first.click()
    found["multiverse"].locator("input[type=checkbox]").first.click()
    choose(found["picks"].locator("select").first, '"yalta"', '"budapest"')
    found["maker"].get_by_role("button", name="See its parts").click()
    return found


@pytest.mark.parametrize("way", ["restarted", "dead", "shut down"])
def test_without_its_kernel_each_explorer_says_that_nothing_is_kept(page, way):
    """In each case the page looks as before; the first change is answered in words. Run All brings all back."""
    page.evaluate({"restarted": RESTART, "dead": DIE, "shut down": STOP}[way])
    page.wait_for_timeout(5000)
    for button in page.locator(".jp-Dialog button.jp-mod-accept").all():  # "appears to have died. It will restart"
        button.click()
    for kind, root in use_each(page).items():
        line = root.get_by_text(SILENT).first
        line.wait_for(timeout=30_000)
        assert "Run All Cells" in root.inner_text(), kind
    if way == "shut down":
        return
    assert page.evaluate(lab.KERNEL_ANSWERS) and lab.run_all(page)
    lab.settle(page)
    assert page.get_by_text(SILENT).locator("visible=true").count() == 0
    card = frames(page)["ask"]
    card.locator("button.press").click()
    card.locator(".reply:not(:empty)").wait_for()
    assert "Python" not in card.inner_text()


def test_a_second_run_all_gives_the_same_page(page, profile):
    before = [sorted(output.get("data", {})) for output in lab.outputs(page)]
    assert lab.run_all(page)
    access.show_all(page)
    assert [sorted(output.get("data", {})) for output in lab.outputs(page)] == before
    assert len(frames(page)) == len({access.kind(root) for root in page.locator(access.FRAMES).all()})
    assert access.unnamed_charts(page) == [] and problems(profile[1]) == []


def test_a_saved_notebook_is_readable_when_opened_again_without_a_kernel(page, profile, server):
    """Charts and tables stand there; where an explorer stood, one line. Run All brings everything back."""
    page.evaluate(f"() => {lab.PANEL}.context.save()")
    page.evaluate(STOP)
    again = lab.open_notebook(profile[0], server, "tired/tired.ipynb")
    # Saved in JupyterLab, a chart brings its picture, and that is shown until the cell runs.
    again.locator(".jp-RenderedPlotly").locator(".main-svg, .plot-img").first.wait_for(timeout=lab.SLOW)
    access.show_all(again)
    assert lab.run_all(again)
    access.show_all(again)
    assert again.locator(access.FRAMES).count() == len(CALLS)
    lab.close(again)


def test_two_notebooks_at_once_keep_the_answers_of_both(profile, server):
    context, watch = profile
    watch.clear()
    (server.root / "two").mkdir(exist_ok=True)
    pages = []
    for name, card, exercise in (("one", "exercises", "01.guess"), ("two", "overlap_exercises", "05.guess")):
        sources = [START, f"{card}.ask({exercise!r}, case)"]
        lab.write_notebook(server.root / "two" / f"{name}.ipynb", sources)
        pages.append(lab.open_notebook(context, server, f"two/{name}.ipynb"))
    for page in pages:
        assert lab.run_all(page)
        lab.settle(page)
    for page in pages:
        card = page.locator(".standpoint-ask")
        for group in card.locator("fieldset").all():
            group.locator("input").first.check()
        for field in card.locator("textarea, input[type=text]").all():
            field.fill("1")
    for page in pages:
        page.locator(".standpoint-ask button.press").click()
    for page in pages:
        page.locator(".standpoint-ask .reply:not(:empty)").wait_for()
    kept = json.loads((server.root / "two" / "my-work" / "answers.json").read_text(encoding="utf-8"))
    assert {"01.guess", "05.guess"} <= set(kept["anchorage"]), kept
    assert problems(watch) == []
    for page in pages:
        lab.close(page)


CLIPPED = """() => {
  const right = node => node.getBoundingClientRect().right, left = node => node.getBoundingClientRect().left;
  const words = [...document.querySelectorAll('.jp-Notebook .js-plotly-plot')].flatMap(chart =>
    [...chart.querySelectorAll('.main-svg text')]
      .filter(text => right(text) > right(chart) + 2 || left(text) < left(chart) - 2)
      .map(text => 'chart: ' + text.textContent.slice(0, 60)));
  const scrolls = (node, root) => {
    for (let at = node.parentElement; at && at !== root.parentElement; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true;
  };
  const parts = [...document.querySelectorAll('.jp-Notebook .standpoint')].flatMap(root =>
    [...root.querySelectorAll('*')].filter(node => node.getBoundingClientRect().width
        && right(node) > right(root.closest('.jp-OutputArea-output')) + 1 && !scrolls(node, root))
      .map(node => root.className + ': ' + node.outerHTML.slice(0, 80)));
  return [...words, ...parts];
}"""
DRAWN_ANEW = """() => [...document.querySelectorAll('.jp-Notebook .js-plotly-plot')].every(chart =>
  Math.abs(chart.querySelector('.main-svg').getBoundingClientRect().width - chart.offsetWidth) < 3)"""
SIZES = {
    "a wide window": (1440, 900), "a small laptop": (1024, 768), "200 % zoom of 1280 x 900": (640, 450),
    "a phone": (390, 844),
}


@pytest.mark.parametrize("path", [path for path in lab.notebooks() if "helper" not in path])
def test_no_word_is_cut_off_at_any_size(profile, server, path):
    page = lab.open_notebook(profile[0], server, path)
    lab.run_all(page)
    access.show_all(page)
    before, found = page.viewport_size, {}
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN_ANEW, timeout=lab.SLOW)
        page.wait_for_timeout(2000)  # charts.js looks at each chart a moment later
        found |= {name: page.evaluate(CLIPPED)}
    page.set_viewport_size(before)
    lab.close(page)
    assert not any(found.values()), found


CHART_INK = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')].map(text =>
  [getComputedStyle(text).fill, getComputedStyle(text.closest('.main-svg')).forcedColorAdjust])"""
RUNS = "() => document.getAnimations().length"


def test_high_contrast_leaves_charts_readable_and_reduced_motion_moves_nothing(page):
    before = page.evaluate(CHART_INK)
    page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    page.wait_for_timeout(500)
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    now = page.evaluate(CHART_INK)
    assert before and [ink for ink, _ in now] == [ink for ink, _ in before], "the words of a chart change colour"
    page.locator(".js-plotly-plot").first.hover()
    assert page.evaluate(RUNS) == 0
    page.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="no-preference")
