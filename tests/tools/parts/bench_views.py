"""What bench.py measures: for each explorer two notebook cells, and how to change each of them.

The second cell builds the same view with `interact`: a plain function of the same controls that draws it anew.
A way takes (page, cell, events) and returns the node to watch and a list of actions.
"""

from collections import namedtuple

import lab

# redrawn and ways: the source of the cell with `interact` ("" where there is none), and
# {name of the way: (way, the same with interact, or None)};
# part: which time the limit (in ms) holds for, 0 the changed words, 1 the painted screen.
View = namedtuple("View", "name explorer redrawn ways limit part")
EXPLORER_CELL, REDRAWN_CELL = 1, 3
EVIDENCE, OVERLAP, DEALS, EYES = "evidence table", "overlap bench", "deal space", "viewpoints"

# Where an explorer stands that a lesson has for itself.
ROOMS = {"overlap_bench": "overlap", "deal_space": "deals", "viewpoints": "stakeholders", "claim_browser": "claims",
         "position_map": "positions", "multiverse": "readers", "forecasts": "forecasts",
         "summit_list": "history"}  # fmt: skip
SHARED = {"evidence_table": "explore", "code_cells": "workshop.coding_explorer"}
EXPLORER = """from standpoint import load
from standpoint.{module} import {name}
case = load("anchorage")
{name}(case)"""
REDRAW = """import html
from IPython.display import HTML, display
from ipywidgets import interact

def table(rows):
    lines = ("".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"

"""
EVIDENCE_AGAIN = """rows = case.positions.set_index(["stakeholder", "issue"])
questions = case.issues.set_index("id")["question"]
texts = case.essay.paragraphs.set_index("paragraph")["text"]

def sentence(stakeholder, issue):
    said = "<p>The essay does not say.</p>"
    if (stakeholder, issue) in rows.index:
        row = rows.loc[(stakeholder, issue)]
        text, quote = html.escape(texts[row["paragraph"]]), html.escape(row["quote"])
        said = f"<p>{text.replace(quote, '<mark>' + quote + '</mark>')}</p>"
    display(HTML(f"<h4>{stakeholder}: {questions[issue]}</h4>{said}"))

_ = interact(sentence, stakeholder=list(case.stakeholders["id"]), issue=list(case.issues["id"]))"""
OVERLAP_AGAIN = """from standpoint.lessons.overlap.explorer import bench_view, start

def verdicts(second, **ticks):
    items = [item for item, on in ticks.items() if on]
    view = bench_view(case, start(case) | {"second": second, "items": items})
    counts = [(item, row["counts"], row["weight"]) for item, row in view["rows"].items()]
    results = [(row["name"], row["share"], row["verdict"]) for row in view["results"]]
    words = [view[name] for name in ("pair", "coverage", "bar_words")]
    display(HTML(f"<h4>{view['headline']}</h4><p>{'. '.join(words)}</p>{table(counts)}{table(results)}"))

others = [who for who in case.inducement_codes["stakeholder"].unique() if who != start(case)["first"]]
_ = interact(verdicts, second=others, **{item: True for item in case.inducements["id"]})"""
DEALS_AGAIN = """from standpoint.lessons.deals.explorer_data import deal_view
from standpoint.lessons.deals.space import defaults, outcomes, players

def deals(**ticks):
    view = deal_view(case, {"ticked": [who for who, on in ticks.items() if on]})
    shown = [[words[step] for words, step in zip(outcomes(case).values(), deal["steps"])] for deal in view["deals"]]
    words = [view["change"], view["pareto"]]
    display(HTML(f"<h4>{view['headline']}</h4><p>{' '.join(words)}</p>{table(shown)}"))

_ = interact(deals, **{who: who in defaults(case)["ticked"] for who in players(case)})"""
EYES_AGAIN = """from standpoint.lessons.stakeholders import findings, tables

seen = tables.viewpoints(case)

def classes(viewpoint):
    rows = seen[seen["In the eyes of"] == viewpoint].drop(columns="In the eyes of")
    display(HTML(f"<h4>{viewpoint}</h4>{table(rows.values.tolist())}"))

_ = interact(classes, viewpoint=list(findings.viewpoints(case).values()))"""


def notebook_cell(page, index):
    """Locator of the notebook's cell number `index` (0-based)."""
    return page.locator(".jp-Notebook .jp-Cell").nth(index)


def redrawn(cell):
    """Where `interact` draws."""
    return cell.locator(".jupyter-widgets.widget-output, .jupyter-widgets-output-area").first


def evidence_by_key(page, cell, events):
    """Arrow keys in the evidence table."""
    cell.locator("tbody td:visible").first.click()
    circle = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]
    presses = [lambda key=circle[n % 4]: page.keyboard.press(key) for n in range(events)]
    return cell.get_by_role("region").first, presses


def evidence_by_click(page, cell, events):
    """Clicks on the cells of the evidence table, one after the other."""
    boxes = cell.locator("tbody td:visible")
    count = boxes.count()
    boxes.nth(count - 1).click()
    return cell.get_by_role("region").first, [lambda n=n: boxes.nth(n % count).click() for n in range(events)]


def evidence_again(page, cell, events):
    """Choices in the two dropdowns of `interact`."""
    selects = cell.locator("select")
    counts = [selects.nth(place).locator("option").count() for place in (0, 1)]

    def choose(number):
        place = 1 - number % 2
        selects.nth(place).select_option(index=(number // 2 + 1) % counts[place])

    return redrawn(cell), [lambda n=n: choose(n) for n in range(events)]


def overlap_tick(page, cell, events):
    """Inducements off the list and on again."""
    return cell.locator(".result"), in_turn(cell.locator("input[type=checkbox]"), events)


def overlap_choice(page, cell, events):
    """Another party to compare with, from the second on."""
    second = cell.locator("label.menu select").nth(1)
    count = second.locator("option").count() - 1
    second.select_option(index=1)
    page.wait_for_timeout(500)
    return cell.locator(".result"), cycle(second, range(1, count + 1), events)


def deal_tick(page, cell, events):
    """Players asked, and no longer asked."""
    return cell.locator(".panel"), in_turn(cell.locator("input[type=checkbox]"), events)


def deal_choice(page, cell, events):
    """One blank after the other filled with a pole, then with the other pole."""
    blanks = cell.locator("table.tiles td:has(small) select")
    count = blanks.count()

    def fill(number):
        blanks.nth(number % count).select_option(("-1", "1")[number // count % 2])
        blanks.nth((number + 1) % count).focus()  # so that the reader is there before the next choice

    blanks.first.focus()
    page.wait_for_timeout(500)
    return cell.locator(".panel"), [lambda n=n: fill(n) for n in range(events)]


def eyes_choice(page, cell, events):
    """The next viewpoint."""
    radios = cell.locator("input[type=radio]")
    count = radios.count()
    radios.first.check()
    return cell.locator(".standpoint-viewpoints"), [
        lambda n=n: radios.nth(n % count).check() for n in range(1, events + 1)
    ]


def tick_again(page, cell, events):
    """Tick boxes of `interact`, off and on."""
    return redrawn(cell), in_turn(cell.locator("input[type=checkbox]"), events)


def choice_again(page, cell, events):
    """The next choice in the dropdown of `interact`."""
    select = cell.locator("select").first
    return redrawn(cell), cycle(select, range(select.locator("option").count()), events)


def in_turn(boxes, events):
    """Actions that click all boxes but the first, in an order in which no choice comes back for long (a Gray code)."""
    count = boxes.count() - 1
    places = [((n & -n).bit_length() - 1) % count for n in range(1, events + 1)]
    return [lambda place=place: boxes.nth(1 + place).click() for place in places]


def cycle(select, places, events):
    """Actions that choose the options at some places in turn, the one after the first to begin with."""
    places = list(places)
    return [lambda n=n: select.select_option(index=places[n % len(places)]) for n in range(1, events + 1)]


VIEWS = [
    View(EVIDENCE, "evidence_table", EVIDENCE_AGAIN, {
        "arrow key": (evidence_by_key, evidence_again), "click": (evidence_by_click, evidence_again),
    }, 16, 0),
    View(OVERLAP, "overlap_bench", OVERLAP_AGAIN, {
        "tick": (overlap_tick, tick_again), "choice": (overlap_choice, choice_again),
    }, 100, 1),
    View(DEALS, "deal_space", DEALS_AGAIN, {
        "tick": (deal_tick, tick_again), "choice": (deal_choice, tick_again),
    }, 100, 1),
    View(EYES, "viewpoints", EYES_AGAIN, {"choice": (eyes_choice, choice_again)}, 100, 1),
]  # fmt: skip


def source_of(view):
    """The cell that shows the explorer of a view."""
    module = SHARED.get(view.explorer) or f"lessons.{ROOMS[view.explorer]}.explorer"
    return EXPLORER.format(name=view.explorer, module=module)


def open_view(context, server, view):
    """Write and run the notebook of a view; returns (page, cell with the explorer, cell with `interact`)."""
    book = f"notebooks/bench-{view.explorer}.ipynb"
    sources = ["# Bench", source_of(view)]
    sources += ["## The same with interact", REDRAW + view.redrawn] if view.redrawn else []
    lab.write_notebook(server.root / book, sources)
    page = lab.open_notebook(context, server, book)
    assert lab.run_all(page), [output for output in lab.outputs(page) if output["output_type"] == "error"]
    explorer, again = notebook_cell(page, EXPLORER_CELL), notebook_cell(page, REDRAWN_CELL)
    explorer.locator("[class*=standpoint-]").first.wait_for()
    if view.redrawn:
        again.locator("h4").first.wait_for()
    lab.settle(page)
    return page, explorer, again
