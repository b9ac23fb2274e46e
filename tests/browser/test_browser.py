"""A real JupyterLab in a real browser: the first command, Run All, and each explorer by mouse and by keyboard."""

import csv
import json
import re
import shlex

import access
import lab
import pytest
from lab_notebooks import problems

ON_PURPOSE = "raises-exception"  # the tag of a cell that shows an error


def mishaps(cell):
    """What went wrong in an executed cell, as a list of sentences."""
    raised = [f"{o['ename']}: {o['evalue']}" for o in cell.get("outputs", []) if o["output_type"] == "error"]
    skipped = [f"did not run: {cell['source']}"] if cell.get("execution_count", 1) is None and cell["source"] else []
    return skipped + ([] if ON_PURPOSE in str(cell["metadata"]) else raised)


@pytest.mark.parametrize("path", lab.notebooks())
def test_run_all(profile, server, path):
    context, watch = profile
    watch.clear()
    page = lab.open_notebook(context, server, path)
    finished = lab.run_all(page)
    lab.settle(page)
    cells, results = lab.cells(page), lab.outputs(page)
    assert [line for cell in cells for line in mishaps(cell)] == []
    assert finished or ON_PURPOSE in str([cell["metadata"] for cell in cells]), "JupyterLab says that a cell raised"
    assert problems(watch) == []
    charts = sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in results)
    drawn = page.locator(".jp-OutputArea .js-plotly-plot .main-svg:first-child").count()
    assert drawn >= charts, f"{charts} charts, {drawn} drawn"
    for words in ("Loading widget", "Error displaying widget", "model not found"):
        assert page.get_by_text(words).count() == 0, f"a widget shows: {words}"
    if path.startswith("notebooks/"):  # tests/helper.ipynb has no explorer, and so no script that names its charts
        assert access.faults(page) == []
        lab.until(page, lambda: len(json.dumps(lab.cells(page))) < lab.SAVED)  # JupyterLab's pictures are made small
    lab.close(page)


def test_a_request_to_another_host_is_seen_and_fails(profile):
    context, watch = profile
    watch.clear()
    page = context.new_page()
    ask = "address => fetch(address, {mode: 'no-cors'}).then(() => 'answered', () => 'failed')"
    for address in ("http://standpoint.invalid/", "http://192.0.2.1/"):
        assert page.evaluate(ask, address) == "failed"
    assert watch.outside == ["http://standpoint.invalid/", "http://192.0.2.1/"]
    assert problems(watch)
    page.close()


def readme_command():
    """What follows `jupyter lab` in the first code block of README.md that has it, as a list of words."""
    blocks = (lab.REPO / "README.md").read_text(encoding="utf-8").split("```")[1::2]
    found = re.search(r"jupyter[- ]lab\b([^\n&#]*)", "\n".join(blocks))
    assert found, "README.md has no `jupyter lab` command in a code block"
    return shlex.split(found[1])


def test_first_command_shows_chart_and_table_before_any_run(browser):
    with lab.jupyterlab(readme_command()) as server:
        (context, watch), sent = lab.new_context(browser, server), []
        page = context.new_page()
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
        page.goto(server.first_address())
        page.wait_for_function(f"() => window.jupyterapp && Boolean({lab.PANEL})")
        assert page.evaluate(f"() => {lab.PANEL}.context.path").endswith("00-start-here.ipynb")
        # plotly's extension shows the saved picture until the pointer comes near, then the chart itself.
        for thing in (".jp-RenderedPlotly img", ".js-plotly-plot .main-svg", "table"):
            shown = page.locator(f".jp-Notebook .jp-OutputArea {thing}").first
            shown.scroll_into_view_if_needed()
            assert shown.is_visible(), f"no saved {thing} to be seen"
            shown.hover(force=True)
        trusted = f"() => [...{lab.PANEL}.content.model.cells].filter(c => c.type === 'code').map(c => c.trusted)"
        assert not any(page.evaluate(trusted)), "the notebook must be readable without trust"
        assert not any("execute_request" in frame for frame in sent), "something ran before the reader asked"
        assert page.get_by_text("Jupyter news").count() == 0, "JupyterLab asks whether to fetch news"
        assert problems(watch) == []
        context.close()


BOOK = [
    "# Explorers under test",
    """from standpoint import load
from standpoint.explore import annotated_essay
from standpoint.explore import evidence_table
from standpoint.quiz import checks
from standpoint.quiz.card import ask
from standpoint.quiz.question import Question, number, one_of, some_of, text
case = load("anchorage")
evidence_table(case)""",
    'evidence_table(case, "inducement_codes")',
    "annotated_essay(case)",
    """options = {"yes": "Yes", "no": "No"}
parts = [
    one_of("one", "One", options),
    some_of("some", "Some", options),
    number("size", "Size", least=None),
    text("why", "Why"),
]
def said(answer):
    return f"{answer['one']}, {answer['some']}, {answer['size']}, {answer['why']}."
_ = checks.exercise("browser-test", 1)(lambda case: Question("A question.", parts, said))
ask("browser-test", case)""",
    "# The end",
]
TABLES = {"positions": (0, "issues", "issue"), "inducement_codes": (1, "inducements", "inducement")}
TABLE, ESSAY, CARD = (f".jp-Notebook .standpoint-{kind}" for kind in ("table", "essay", "ask"))


def rows(table):
    """The rows of one table of the case, read without our own package."""
    with (lab.REPO / "data" / "anchorage" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHOWN = """() => {
  const cell = document.activeElement, row = cell.closest('tr'), table = cell.closest('table');
  const panel = cell.closest('.standpoint').querySelector('[role=region]');
  return [table.tHead.rows[0].cells[cell.cellIndex].firstChild.textContent, row.cells[0].firstChild.textContent,
          panel.querySelector('mark')?.textContent ?? null, panel.textContent, cell.getAttribute('aria-selected')];
}"""


def walk(page, height, width):
    """Go through a whole grid by arrow keys, like an ox with a plough; yield what each cell shows."""
    page.keyboard.press("Control+Home")
    for row in range(height):
        yield page.evaluate(SHOWN)
        for _ in range(width - 1):
            page.keyboard.press("ArrowLeft" if row % 2 else "ArrowRight")
            yield page.evaluate(SHOWN)
        page.keyboard.press("ArrowDown")


@pytest.mark.parametrize("table", TABLES)
def test_arrow_keys_reach_every_cell_and_show_its_sentence(page, table):
    number, items, key = TABLES[table]
    stops = page.locator(TABLE).nth(number).locator("table [tabindex='0']")
    assert stops.count() == 1, "a grid is one stop of the Tab key"
    people = {row["label"]: row["id"] for row in rows("stakeholders")}
    things = {row["label"]: row["id"] for row in rows(items)}
    quotes = {(row["stakeholder"], row[key]): row["quote"] for row in rows(table)}
    stops.focus()
    seen = {}
    for person, thing, quote, words, selected in walk(page, len(things), len(people)):
        assert selected == "true"
        assert person in words and thing in words
        assert quote is not None or "does not say" in words
        seen[people[person], things[thing]] = quote
    assert len(seen) == len(people) * len(things), "not every cell was reached"
    assert seen == {place: quotes.get(place) for place in seen}


@pytest.mark.parametrize("table", TABLES)
def test_a_click_on_a_coded_cell_shows_its_quotation(page, table):
    cell = page.locator(TABLE).nth(TABLES[table][0])
    coded = cell.locator("tbody td:not(.blank):visible")
    assert coded.count() == len(rows(table))
    quotes = {row["quote"] for row in rows(table)}
    for number in range(0, coded.count(), 5):
        coded.nth(number).click()
        assert cell.get_by_role("region").locator("mark").inner_text() in quotes
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.tagName") == "TD"


LEVEL = """() => {
  const cell = document.activeElement, box = cell.closest('.standpoint').querySelector('[role=region]');
  const [row, words, all] = [cell, box, box.parentElement].map((node) => node.getBoundingClientRect());
  return [words.left > row.right, words.top <= row.top + 1 && words.bottom >= row.top, words.bottom <= all.bottom + 1];
}"""


@pytest.mark.parametrize("table", TABLES)
def test_the_words_stand_level_with_the_row_that_was_chosen(page, table):
    """A row at the foot of a tall table left them out of sight, so that a click seemed to do nothing."""
    number, items, _ = TABLES[table]
    page.locator(TABLE).nth(number).locator("table [tabindex='0']").focus()
    page.keyboard.press("Control+Home")
    for way in ["ArrowDown"] * len(rows(items)) + ["ArrowUp"] * len(rows(items)):
        assert page.evaluate(LEVEL) == [True, True, True]
        page.keyboard.press(way)


BOTH = ("positions", "inducement_codes")
LAYERS = {"Stakeholder": BOTH, "Issue": BOTH[:1], "Inducement": BOTH[1:], "Claim type": ("claims",)}


@pytest.mark.parametrize("layer", LAYERS)
def test_from_mark_to_row_and_back(page, layer):
    cell = page.locator(ESSAY)
    quotes = [row["quote"] for table in LAYERS[layer] for row in rows(table)]
    cell.get_by_role("radio", name=layer, exact=True).click()
    panel, chosen = cell.locator(".panel"), cell.locator(".text [data-chosen]:visible")
    assert cell.locator(".rows button:visible").count() == len(quotes)
    # A mark, by mouse.
    cell.locator(".text [role=button]:visible").first.click()
    assert panel.locator("mark").first.inner_text() in quotes
    # Another one, by keyboard: to its rows, and back to the text.
    mark = cell.locator(".text [role=button]:visible").nth(4)
    mark.press("Enter")
    assert panel.evaluate("node => node === document.activeElement")
    assert mark.inner_text() in " ".join(panel.locator("mark").all_inner_texts())
    assert cell.locator(".rows [data-chosen]:visible").count() == panel.locator("article").count()
    page.keyboard.press("Escape")
    assert mark.evaluate("node => node === document.activeElement")
    # From the last row to its mark: the text box scrolls, the page does not.
    last, scroller = cell.locator(".rows button:visible").last, page.locator(".jp-WindowedPanel-outer")
    last.focus()
    before = scroller.evaluate("node => node.scrollTop")
    page.keyboard.press("Enter")
    assert abs(scroller.evaluate("node => node.scrollTop") - before) < 2
    assert "".join(chosen.all_text_contents()) == panel.locator("mark").first.text_content()
    inside = "node => { const a = node.getBoundingClientRect(), b = node.closest('.text').getBoundingClientRect();"
    assert chosen.first.evaluate(inside + " return a.top >= b.top && a.top < b.bottom; }"), "the mark is out of sight"
    chosen.first.click()
    assert last.get_attribute("data-chosen") is not None


def first_mark_in_sight(page):
    """Whether the first mark of what is chosen stands in the box of the text."""
    return page.locator(ESSAY).locator(".text").evaluate("""box => {
      const mark = [...box.querySelectorAll('[data-at]')].find(node => node.getClientRects().length);
      const [a, b] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
      return a.top >= b.top && a.bottom <= b.bottom; }""")


def test_the_text_goes_to_the_first_mark_of_what_is_chosen_and_the_page_stays(page):
    cell, scroller = page.locator(ESSAY), page.locator(".jp-WindowedPanel-outer")
    cell.get_by_role("radio", name="Stakeholder", exact=True).click()
    for value in ("Critics", "West"):  # the text comes to both late
        button = cell.locator("button[aria-pressed]:visible", has_text=value)
        cell.locator(".text").evaluate("node => { node.scrollTop = 0; }")
        button.focus()
        before = scroller.evaluate("node => node.scrollTop")
        page.keyboard.press("Enter")
        assert cell.locator(".text").evaluate("node => node.scrollTop") > 0 and first_mark_in_sight(page)
        assert scroller.evaluate("node => node.scrollTop") == before
        page.keyboard.press("Enter")


def test_layers_by_arrow_keys_and_filter_by_space(page):
    cell, radios = page.locator(ESSAY), page.locator(ESSAY).get_by_role("radio")
    radios.first.click()
    for number in (1, 2, 3):
        page.keyboard.press("ArrowDown")
        assert radios.nth(number).is_checked()
    button = cell.locator("button[aria-pressed]:visible").first
    button.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    assert first_mark_in_sight(page)
    wanted = sum(row["type"] == button.get_attribute("data-value") for row in rows("claims"))
    assert cell.locator(".rows button:visible").count() == wanted > 0


def test_a_card_is_answered_by_keyboard(page, folder):
    page.locator(CARD).get_by_role("radio").first.focus()
    for key in ("Space", "ArrowDown", "Tab", "Space", "Tab", "Space", "Tab", "7", "Tab", "b", "a", "Tab", "Enter"):
        page.keyboard.press(key)
    page.locator(CARD).get_by_role("status").get_by_text("no, ['yes', 'no'], 7, ba.").wait_for()
    page.locator(CARD).locator("input[inputmode=decimal]").fill("8")
    page.keyboard.press("Enter")
    page.locator(CARD).get_by_role("status").get_by_text("no, ['yes', 'no'], 8, ba.").wait_for()
    assert "browser-test" in (folder / "my-work/answers.json").read_text(encoding="utf-8")


def test_letters_do_act_outside_the_explorers(page):
    """Guard of the guard: else access.walk would see no key that reaches the notebook."""
    before = page.evaluate(access.BOOK_STATE)
    page.evaluate(f"() => {{ const book = {access.BOOK}; book.mode = 'command'; book.node.focus(); }}")
    for key in ("Escape", "a", "b"):
        page.keyboard.press(key)
    lab.until(page, lambda: len(page.evaluate(access.BOOK_STATE)[1]) == len(before[1]) + 2)
