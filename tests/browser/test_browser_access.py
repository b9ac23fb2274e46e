"""Every explorer with the keyboard alone, and every control with a name, in a real JupyterLab."""

import json
import re

import access
import axe
import lab
import pytest
from test_browser import problems

CALLS = [
    "evidence_table(case)",
    "position_map(case)",
    "annotated_essay(case)",
    "claim_browser(case)",
    "own_values(case)",
    "viewpoints(case)",
    "overlap_bench(case)",
    "deal_space(case)",
    "rewritings(case)",
    "forecasts(case)",
    "code_cells(case)",
    "multiverse(case)",
    "summit_list(case)",
    "other_side(case)",
    "case_maker()",
    'ask("01.1", case)',  # a choice
    'ask("02.own", case)',  # words
    'ask("05.1", case)',
    'beside(explorers.ask("01.guess", case))',
]
START = "from standpoint import charts, checks, explorers, load\ncase = load('anchorage')\ncharts.position_map(case)"
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
    "coding": {"radio", "textarea", "gridcell"},
    "multiverse": {"checkbox"},
    "summits": {"select", "text", "checkbox"},
    "picks": {"select", "textarea"},
    "maker": {"summary", "textarea", "text"},
    "ask": {"radio"},
    "beside": set(),
}


@pytest.fixture(scope="module")
def page(profile, server):
    """A page with one explorer of each kind, in a folder of its own: what is typed here is kept there."""
    context, watch = profile
    watch.clear()
    (server.root / "walk").mkdir(exist_ok=True)
    lab.write_notebook(server.root / "walk" / "walk.ipynb", ["# All", START, *[f"explorers.{call}" for call in CALLS]])
    page = lab.open_notebook(context, server, "walk/walk.ipynb")
    assert lab.run_all(page), lab.outputs(page)
    access.show_all(page)
    yield page
    assert problems(watch) == []
    lab.close(page)


def test_every_explorer_of_the_lessons_is_here():
    books = [(lab.REPO / path).read_text(encoding="utf-8") for path in lab.notebooks() if "helper" not in path]
    called = {name for book in books for name in re.findall(r"explorers\.(\w+)\(", "".join(_code(json.loads(book))))}
    assert called == {call.split("(")[0] for call in CALLS}


def _code(book):
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]


def test_every_control_and_every_chart_has_a_name(page):
    assert access.unnamed(page) == [] and access.unnamed_charts(page) == []


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
