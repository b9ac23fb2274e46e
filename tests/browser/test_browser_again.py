"""What is left behind in a real JupyterLab: by a cell that is run again, by a page that is reloaded, by a save."""

import json

import lab
from lab_notebooks import save, value_of
from playwright.sync_api import expect

BOOK = [
    "# Again",
    """import ipywidgets
from standpoint import load
from standpoint.explore import evidence_table
from standpoint.lessons.forecasts.explorer import forecasts
from standpoint.workshop.coding_explorer import code_cells
case = load("anchorage")""",
    "evidence_table(case)",
    "kept = code_cells(case)\nkept",
    "forecasts(case)",
    "kept",
    """from standpoint.explore import essay
essay._MOST = 6
essay.annotated_essay(case)""",
]
TIMES = 8
RUN_CELL = f"""async n => {{
  const panel = {lab.PANEL};
  panel.content.activeCellIndex = n;
  panel.content.deselectAll();
  await window.jupyterapp.commands.execute('notebook:run-cell');
}}"""


def widgets(page):
    """How many widgets the kernel holds."""
    return value_of(page, "len(ipywidgets.widgets.widget._instances)")


def nodes(page):
    """How many nodes the page holds, also those that nobody sees."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(200)
    found = session.send("Memory.getDOMCounters")["nodes"]
    session.detach()
    return found


def run_cell(page, number):
    page.evaluate(RUN_CELL, number)
    lab.settle(page)


def test_a_cell_that_is_run_again_leaves_nothing_behind(page):
    run_cell(page, 2)
    before = widgets(page), nodes(page)
    for _ in range(TIMES):
        run_cell(page, 2)
    assert widgets(page) == before[0]
    assert nodes(page) - before[1] < 100 * TIMES, "the old views are still held"
    expect(page.locator(".jp-Notebook .standpoint-table")).to_have_count(1)


def test_what_another_cell_shows_too_stays(page):
    """The last cell shows the explorer of an earlier run, and goes on working until it is run itself."""
    run_cell(page, 3)
    views = page.locator(".jp-Notebook .standpoint-coding")
    old, new = views.last, views.first
    old.locator("td[role=gridcell]").nth(5).click()
    old.get_by_label("Note").fill("in the older one")
    expect(old.get_by_role("status").first).to_contain_text("1 unfinished")
    for cell in (3, 5):
        run_cell(page, cell)
    for view in (old, new):
        view.locator("td[role=gridcell]").nth(6).click()
        view.locator("td[role=gridcell]").nth(5).click()
        expect(view.get_by_label("Note")).to_have_value("in the older one")


def test_words_and_numbers_typed_just_before_a_reload_are_kept(page, folder):
    save(page)
    coder = page.locator(".jp-Notebook .standpoint-coding").first
    coder.locator("td[role=gridcell]").nth(8).click()
    coder.get_by_label("Note").press_sequentially("the last words", delay=10)
    number = page.locator(".jp-Notebook .standpoint-forecasts input[inputmode=decimal]").first
    number.fill("37")
    page.reload()
    page.wait_for_function(f"() => window.jupyterapp && Boolean({lab.PANEL})", timeout=lab.SLOW)
    assert page.evaluate(lab.KERNEL_ANSWERS)
    lab.settle(page)
    assert lab.run_all(page)
    lab.settle(page)
    lab.until(page, lambda: "the last words" in json.dumps(kept(folder)))
    expect(page.locator(".jp-Notebook .standpoint-forecasts input[inputmode=decimal]").first).to_have_value("37")


def test_a_long_text_is_read_part_by_part(page):
    form = page.locator(".jp-Notebook .standpoint-essay")
    form.get_by_role("radio", name="Claim type").check()
    mark = form.locator(".text [role=button]:visible").nth(1)
    words = mark.text_content()
    mark.click()
    box = form.get_by_role("region", name="Rows behind the mark")
    expect(box).to_contain_text(words)
    form.get_by_label("Part of the text").select_option(label="p07 to p12")
    expect(form.get_by_role("status").last).to_contain_text("Part of the text: p07 to p12.")
    expect(box).to_contain_text("Choose a marked passage")
    assert form.locator(".text .number:visible").all_text_contents() == [f"p{n:02d}" for n in range(7, 13)]
    assert form.get_by_role("radio", name="Claim type").is_checked()
    row = form.locator(".rows button:visible").first
    row.click()
    expect(box).to_contain_text(row.locator("small").text_content())
    expect(form.locator(".text [data-chosen]:visible").first).to_be_visible()


def kept(folder):
    """All that is kept in the work folder."""
    files = (folder / "my-work").glob("*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]
