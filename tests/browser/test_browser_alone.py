"""What an explorer shows without asking Python is quick on every machine; how quick, tests/tools/bench.py measures."""

import bench_views
import lab
import pytest
from bench_views_more import CLAIMS, MANY, MORE, OWN_WORDS, SUMMITS

ALONE = [
    (bench_views.EVIDENCE, "arrow key"), (bench_views.EVIDENCE, "click"), (bench_views.EYES, "choice"),
    (CLAIMS, "tick"), (CLAIMS, "choice"), (OWN_WORDS, "switch"), (SUMMITS, "tick"),
]  # fmt: skip
ASKS = [(MANY, "tick"), (bench_views.OVERLAP, "tick"), (bench_views.DEALS, "tick")]
VIEWS = {view.name: view for view in [*bench_views.VIEWS, *MORE]}
PLACES = [*ALONE, *ASKS]  # each in a cell of its own
BOOK = ["# Explorers under test", *(bench_views.source_of(VIEWS[name]) for name, _ in PLACES)]


def first_change(page, place):
    """(what shows it, its words so far, the reader's action)"""
    name, way = place
    cell = bench_views.notebook_cell(page, 1 + PLACES.index(place))
    shows, (act,) = VIEWS[name].ways[way][0](page, cell, 1)
    shows.first.scroll_into_view_if_needed()  # a cell that is far away has no words yet
    lab.until(page, lambda: shows.inner_text())
    return shows, shows.inner_text(), act


@pytest.mark.parametrize("place", ALONE, ids=", ".join)
def test_the_first_change_is_shown_without_python(page, place):
    shows, before, act = first_change(page, place)
    with lab.without_python(page):
        act()
        lab.until(page, lambda: shows.inner_text() != before)
        assert "Python" not in shows.inner_text(), "it only says that Python does not answer"


@pytest.mark.parametrize("place", ASKS, ids=", ".join)
def test_what_needs_python_waits_for_it(page, place):
    """Guard of the guard: an explorer that asks is held back, and answered as soon as it can ask."""
    shows, before, act = first_change(page, place)
    with lab.without_python(page):
        act()
        page.wait_for_timeout(1000)
        assert shows.inner_text() == before
    lab.until(page, lambda: shows.inner_text() != before)
