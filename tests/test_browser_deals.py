"""The deal space of lesson 06 in a real JupyterLab: by mouse and by keyboard, and faster than `interact`."""

import bench
import lab
import pytest
from standpoint import load
from standpoint.deal_space import defaults, score, sizes
from test_browser import BOOK_STATE, problems

BOOK = [
    "# Explorer under test",
    """from standpoint import load
from standpoint.explorers import deal_space
case = load("anchorage")
deal_space(case)""",
    """from IPython.display import HTML, display
from ipywidgets import interact
from standpoint.deal_view import deal_view

def show(ukraine, weights):
    ticked = ["trump", "putin", "europe"] + ["ukraine"] * ukraine
    view = deal_view(case, {"ticked": ticked, "weights": weights})
    display(HTML(f"<p>{view['headline']} {view['change']} {weights}</p>"))

_ = interact(show, ukraine=False, weights=["equal", "salience"])""",
    "# The end",
]
DEALS = ".jp-Notebook .standpoint-deals"
LIMIT = 400  # ms; machines are noisy: bench.py holds the 100 ms
PARTIES = ["trump", "putin", "ukraine", "europe"]


@pytest.fixture(scope="module")
def page(profile, server):
    """A page with the explorer, after Run All."""
    context, watch = profile
    watch.clear()
    lab.write_notebook(server.root / "notebooks" / "explorers-06.ipynb", BOOK)
    page = lab.open_notebook(context, server, "notebooks/explorers-06.ipynb")
    assert lab.run_all(page), lab.outputs(page)
    lab.settle(page)
    yield page
    assert problems(watch) == []
    lab.close(page)


def headline(page, start):
    """Wait until the headline starts with some words; return all that the panel says."""
    panel = page.locator(f"{DEALS} .panel")
    panel.locator(".title").filter(has_text=start).wait_for(timeout=5000)
    assert panel.locator(".title").inner_text().startswith(start)
    return panel.inner_text()


def test_a_tick_a_filled_blank_and_the_rule(page):
    explorer, case = page.locator(DEALS), load("anchorage")
    headline(page, "45 of 625 deals")
    explorer.get_by_label("Ukraine", exact=True).check()
    said = headline(page, "45 of 625 deals (7 percent): Trump, Putin, Ukraine and Europe")
    assert "Ticking Ukraine takes away none of 45 deals" in said
    tile = explorer.get_by_label("Ukraine on “Occupied land”, blank in the essay")
    tile.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assumed = defaults(case) | {"assumed": {"territory ukraine": 1}}
    said = headline(page, f"{sizes(score(case, assumed), PARTIES)[0]} of 625 deals")
    assert "the essay’s words account for 0, what is assumed for 15" in said
    assert "assumed by you" in tile.locator("xpath=..").inner_text()
    tile.select_option("0")
    explorer.get_by_label("unknown: it may fall either way").check()
    headline(page, "Between 1 and 281 of 625 deals (at most 45 percent)")
    explorer.get_by_label("indifferent: all steps are worth the same").check()
    explorer.get_by_label("only if it gains by the deal").check()
    assert "is never a gain" in headline(page, "0 of 625 deals")
    assert "No deal to show." in explorer.inner_text()
    explorer.get_by_label("if it does not lose by the deal").check()
    headline(page, "45 of 625 deals")


def test_every_cell_of_the_essay_opens_its_sentence(page):
    explorer = page.locator(DEALS)
    case = load("anchorage")
    negotiable = set(case.issues.loc[case.issues["negotiable"], "id"])
    rows = case.positions[case.positions["issue"].isin(negotiable)]
    buttons = explorer.locator("button.told")
    shown = set()
    for number in range(buttons.count()):
        buttons.nth(number).click()
        shown.add(explorer.locator(".said").inner_text())
    assert len(shown) == len(rows)
    for row in rows.itertuples():
        assert any(row.quote in words and f"({row.paragraph})" in words for words in shown)


def test_deals_are_in_words_and_never_more_than_ten(page):
    explorer, case = page.locator(DEALS), load("anchorage")
    rows = explorer.locator("table.deals tbody tr")
    assert rows.count() == 10 and "35 more are not shown." in explorer.inner_text()
    words = set(case.outcomes["words"])
    for cell in rows.first.locator("td").all_inner_texts():
        assert cell.split(": ", 1)[1] in words
    assert "undefined" not in explorer.inner_text()


@pytest.mark.parametrize("place", ["input[type=checkbox]", "input[type=radio]", "select", "button.told"])
def test_keys_stay_out_of_the_notebook(page, place):
    page.locator(f"{DEALS} {place}").first.focus()
    before = page.evaluate(BOOK_STATE)
    for key in ("ArrowDown", "a", "b", "d", "d", "m", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.evaluate(BOOK_STATE) == before


def test_from_a_control_to_the_screen(page):
    explorer, redrawn = page.locator(DEALS), page.locator(".jp-Notebook .widget-interact")
    tick = explorer.get_by_label("Europe", exact=True)
    tile = explorer.get_by_label("Ukraine on “Economic pressure”, blank in the essay")
    tile.select_option("0")
    ways = {
        "a tick": [tick.click] * 40,
        "a filled blank": [lambda n=n: tile.select_option(("1", "-1")[n % 2]) for n in range(40)],
    }
    times = {name: bench.measure(page, explorer.locator(".panel"), actions) for name, actions in ways.items()}
    output = redrawn.locator(".jupyter-widgets.widget-output, .jupyter-widgets-output-area").first
    times["interact"] = bench.measure(page, output, [redrawn.locator("input[type=checkbox]").click] * 40)
    tails = {name: bench.middle_and_tail([row[1] for row in rows])[1] for name, rows in times.items()}
    print("ms from the event to the painted words, 95th percentile:", {n: round(t) for n, t in tails.items()})
    # On a busy machine all times grow together: a plain `interact` beside it says by how much.
    assert max(tails[name] for name in ways) < max(LIMIT, 3 * tails["interact"]), tails
