"""Every explorer with the keyboard alone, and every control with a name, in a real JupyterLab."""

import json
import re

import access
import axe
import lab
import pytest
from lab_notebooks import after_run_all

CALLS = [
    "explore.evidence_table(case)",
    "positions.position_map(case)",
    "explore.annotated_essay(case)",
    "explore.tally(case)",
    "claims.claim_browser(case)",
    "stakeholders.own_values(case)",
    "stakeholders.viewpoints(case)",
    "overlap.overlap_bench(case)",
    "deals.deal_space(case)",
    "forecasts.rewritings(case)",
    "forecasts.forecasts(case)",
    "forecasts.after(case)",
    "coding_explorer.code_cells(case)",
    "readers.multiverse(case)",
    "history.summit_list(case)",
    "history.other_side(case)",
    "case_maker.case_maker()",
    'exercises.ask("01.1", case)',  # a choice
    'claims_exercises.ask("02.own", case)',  # words
    'overlap_exercises.ask("05.1", case)',
    'exercises.beside(exercises.ask("01.guess", case))',
]
START = """from standpoint import draw
from standpoint import explore
from standpoint import load
from standpoint.lessons.claims import exercises as claims_exercises
from standpoint.lessons.claims import explorer as claims
from standpoint.lessons.deals import explorer as deals
from standpoint.lessons.forecasts import explorer as forecasts
from standpoint.lessons.history import explorer as history
from standpoint.lessons.overlap import exercises as overlap_exercises
from standpoint.lessons.overlap import explorer as overlap
from standpoint.lessons.positions import explorer as positions
from standpoint.lessons.readers import explorer as readers
from standpoint.lessons.reading import exercises
from standpoint.lessons.stakeholders import explorer as stakeholders
from standpoint.workshop import case_maker
from standpoint.workshop import coding_explorer

case = load('anchorage')
draw.position_map(case)"""
# A call of an explorer or a card in a lesson; exercises.check is no explorer, and cell_to_turn names a cell.
CALLED = r"\b(?:explore|explorer|coding_explorer|case_maker|exercises(?!\.check|\.cell_to_turn))\.(\w+)\("
# What each explorer must have been worked with; the others have no controls, or links and buttons alone.
WANTED = {
    "table": {"radio", "gridcell"},
    "map": {"radio"},
    "essay": {"radio"},
    "claims": {"checkbox"},
    "values": {"select", "radio", "textarea"},
    "viewpoints": {"radio", "gridcell"},
    "bench": {"radio", "checkbox"},
    "deals": {"radio", "checkbox", "select"},
    "rewritings": {"select"},
    "forecasts": {"text", "radio"},
    "after": {"select", "summary"},
    "coding": {"radio", "textarea", "gridcell"},
    "multiverse": {"checkbox"},
    "tally": {"select", "text", "checkbox"},
    "summits": {"select", "text", "checkbox"},
    "picks": {"select", "textarea"},
    "maker": {"summary", "textarea", "text"},
    "ask": {"radio"},
    "beside": set(),
}


@pytest.fixture(scope="module")
def page(profile, server):
    """A page with one explorer of each kind, in a folder of its own: what is typed here is kept there."""
    with after_run_all(profile, server, "walk/walk.ipynb", ["# All", START, *CALLS]) as page:
        access.show_all(page)
        yield page


def test_every_explorer_of_the_lessons_is_here():
    books = [(lab.REPO / path).read_text(encoding="utf-8") for path in lab.notebooks() if "helper" not in path]
    called = {name for book in books for name in re.findall(CALLED, "\n".join(_code(json.loads(book))))}
    assert called == {call.split("(")[0].split(".")[1] for call in CALLS}


def _code(book):
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]


def test_every_control_and_every_chart_has_a_name(page):
    assert access.unnamed(page) == [] and access.unnamed_charts(page) == []


# Paragraphs of more than a line that are given less than eight times the size of their letters.
NARROW = """frames => frames.flatMap(frame => [...frame.querySelectorAll('p')]).filter(words => words.offsetParent
    && words.textContent.length > 30
    && words.getBoundingClientRect().width < 8 * parseFloat(getComputedStyle(words).fontSize))
  .map(words => `${Math.round(words.getBoundingClientRect().width)} pixels for: ${words.textContent.slice(0, 60)}`)"""


def test_no_paragraph_stands_one_word_a_line(page):
    assert page.locator(f"{access.FRAMES} p").count() > len(CALLS)
    assert page.locator(access.FRAMES).evaluate_all(NARROW) == []


def test_every_explorer_is_worked_with_the_keyboard_alone(page):
    found, used = access.walk_all(page)
    assert found == []
    assert set(used) == set(WANTED)
    assert {kind: wanted - used[kind] for kind, wanted in WANTED.items() if wanted - used[kind]} == {}


BAD = """() => {
  const box = document.createElement('div');
  box.className = 'jp-OutputArea-output bad';
  const cells = '<table><tr><th></th><td>1</td></tr></table>';
  box.innerHTML = `<div class="standpoint standpoint-bad"><input type="text">${cells}</div>`;
  document.querySelector('.jp-Notebook .jp-OutputArea').append(box);
  const input = box.querySelector('input');
  input.style.outline = 'none';
  input.addEventListener('keydown', event => event.preventDefault());
}"""


def test_the_checks_above_see_a_trap_and_a_control_without_a_name(page):
    page.evaluate(BAD)
    try:
        assert any("textbox without a name" in line for line in access.unnamed(page))
        words = " ".join(axe.violations(page, ".bad"))
        assert "empty-table-header" in words and "label (critical)" in words
        found, _ = access.walk(page, page.locator(".standpoint-bad"), stops=20)
        for said in ("no ring", "keys do nothing", "does not come out"):
            assert any(said in line for line in found), found
    finally:
        page.evaluate("() => document.querySelector('.bad').remove()")
