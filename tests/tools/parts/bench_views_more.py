"""More explorers for bench.py: each is driven as a reader drives it.

Those with a second notebook cell draw the same view anew with `interact`; the others have no such twin, because
what they show would need its own layout there.
"""

from bench_views import View, in_turn, tick_again

CLAIMS, OWN_WORDS, MANY = "claim browser", "own words on the map", "multiverse"
FORECASTS, SUMMITS, CODING = "forecasts", "list of meetings", "coding explorer"

CLAIMS_AGAIN = """claims = case.claims

def chosen(**types):
    kept = claims[claims["type"].isin([name for name, on in types.items() if on])]
    display(HTML(f"<h4>{len(kept)} of {len(claims)} claims</h4>{table(kept[['paragraph', 'quote', 'type']].values)}"))

_ = interact(chosen, **{name: True for name in claims["type"].unique()})"""
MANY_AGAIN = """from standpoint.lessons.readers import multiverse as many
from standpoint.lessons.readers.explorer import multiverse_view

found = many.multiverse(case)
names = [(axis, key) for axis, options in found.axes.items() for key, _ in options]

def shares(**ticks):
    on = [pair for pair, (_, tick) in zip(names, ticks.items()) if tick]
    view = multiverse_view(found, {axis: [k for a, k in on if a == axis] for axis in found.axes})
    display(HTML(f"<h4>{view.get('headline', view['problem'])}</h4>{table(view.get('rows', []))}"))

_ = interact(shares, **{f"o{number}": True for number in range(len(names))})"""


def claims_tick(page, cell, events):
    """Types of claim hidden, and shown again."""
    boxes = cell.locator("input[type=checkbox]")
    return cell.locator(".result"), [boxes.nth(n % 4).click for n in range(events)]


def claims_person(page, cell, events):
    """The claims about another stakeholder."""
    menu = cell.locator("select").first
    count = menu.locator("option").count()
    return cell.locator(".result"), [lambda n=n: menu.select_option(index=n % count) for n in range(1, events + 1)]


def words_switch(page, cell, events):
    """The essay, own words, both."""
    radios = cell.locator("input[type=radio]")
    count = radios.count()
    radios.first.check()
    return cell.get_by_role("status"), [lambda n=n: radios.nth(n % count).check() for n in range(1, events + 1)]


def many_tick(page, cell, events):
    """Options of a choice off, and on again."""
    return cell.get_by_role("region", name="Result"), in_turn(cell.locator("input[type=checkbox]"), events)


def forecast_number(page, cell, events):
    """Another probability."""
    box = cell.locator("input[inputmode]").first

    def give(percent):
        box.fill(str(percent))
        box.press("Enter")

    give(0)
    page.wait_for_timeout(500)
    return cell.get_by_role("status").first, [lambda n=n: give(1 + n % 99) for n in range(events)]


def summit_tick(page, cell, events):
    """Meetings on the list and off it."""
    boxes = cell.locator("tbody input")
    count = boxes.count() - 1
    return cell.locator(".count"), [lambda n=n: boxes.nth(n % count).click() for n in range(events)]


def coding_cell(page, cell, events):
    """The next cell to code."""
    boxes = cell.locator("[role=gridcell]")
    count = boxes.count()
    boxes.nth(count - 1).click()
    form = cell.get_by_role("region", name="The chosen cell")
    return form, [lambda n=n: boxes.nth(n % count).click() for n in range(events)]



MORE = [
    View(CLAIMS, "claim_browser", CLAIMS_AGAIN, {
        "tick": (claims_tick, tick_again), "choice": (claims_person, tick_again),
    }, 100, 1),
    View(OWN_WORDS, "position_map", "", {"switch": (words_switch, None)}, 100, 1),
    View(MANY, "multiverse", MANY_AGAIN, {"tick": (many_tick, tick_again)}, 100, 1),
    View(FORECASTS, "forecasts", "", {"number": (forecast_number, None)}, 100, 1),
    View(SUMMITS, "summit_list", "", {"tick": (summit_tick, None)}, 100, 1),
    View(CODING, "code_cells", "", {"cell": (coding_cell, None)}, 100, 1),
]  # fmt: skip
