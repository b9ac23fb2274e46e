"""The tally box in two views and two tabs of a real JupyterLab, and on the screens that a projector has."""


import lab
import pytest
from lab_notebooks import done, second_tab
from playwright.sync_api import expect
from test_browser_views import book
from test_browser_views_kept import unheard

BOX = ".jp-Notebook .standpoint-tally"
LEFT = "−1: the great powers may settle it without Kyiv"
RIGHT = "+1: nothing about Ukraine without Ukraine"
# Whether the words of each visible part of the box end inside it, and inside the window.
CUT = """box => [...box.querySelectorAll('label, legend, caption, th, td, p, select, input')]
  .filter(part => part.checkVisibility() && (part.scrollWidth > part.clientWidth + 1 && part.clientWidth
    || part.getBoundingClientRect().right > innerWidth))
  .map(part => `${part.tagName}: ${part.innerText || part.value}`)"""
SMALLEST = """box => Math.min(...[...box.querySelectorAll('.hands label, .change, .result td, .result th')]
  .filter(part => part.checkVisibility()).map(part => parseFloat(getComputedStyle(part).fontSize)))"""


@pytest.fixture(scope="module")
def pages(folder, profile, server):
    """A page with two views of the box, and the same notebook in a second tab."""
    profile[1].clear()
    page = book(folder, profile, server, "tally", "tally(case)")
    other = second_tab(page, profile, server, f"{folder.name}/tally.ipynb")
    yield page, other
    done([page, other], profile)


@pytest.fixture
def boxes(pages):
    """Two views in one page and one in another tab, empty."""
    found = [pages[0].locator(BOX).nth(0), pages[0].locator(BOX).nth(1), pages[1].locator(BOX).nth(0)]
    found[0].get_by_role("button", name="Clear").click()
    for box in found:
        expect(box.locator(".result")).not_to_contain_text("%", timeout=lab.SLOW)
    return found


def give(box, label, words):
    field = box.get_by_label(label)
    field.fill(words)
    field.blur()


def test_what_one_view_counts_stands_in_every_other(boxes):
    """Both tabs show the same hands, in the fields, in the table and aloud; nothing is kept in a file."""
    give(boxes[0], LEFT, "12")
    give(boxes[2], RIGHT, "4")
    for box in boxes:
        expect(box.get_by_label(LEFT)).to_have_value("12", timeout=lab.SLOW)
        expect(box.get_by_label(RIGHT)).to_have_value("4", timeout=lab.SLOW)
        expect(box.locator(".result")).to_contain_text("75 %")
        expect(box.locator(".result")).not_to_contain_text("reader A")
    boxes[1].get_by_label("Show how it was coded").check()
    for box in boxes:
        expect(box.get_by_label("Show how it was coded")).to_be_checked(timeout=lab.SLOW)
        expect(box.locator(".result")).to_contain_text("the table, reader A")


def test_another_cell_in_one_view_is_another_vote_in_all(boxes):
    give(boxes[1], LEFT, "12")
    expect(boxes[2].get_by_label(LEFT)).to_have_value("12", timeout=lab.SLOW)
    boxes[2].get_by_label("Question").select_option(label="Occupied land")
    for box in boxes:
        expect(box.locator("caption")).to_contain_text("“Occupied land”", timeout=lab.SLOW)
        assert [field.input_value() for field in box.locator(".hands input").all()] == [""] * 4
        expect(box.locator(".result")).not_to_contain_text("%")


def test_counts_typed_at_once_in_two_views_are_both_there(pages, boxes):
    """Two lecturers count two halves of a hall; Python hears them after both have typed."""
    with unheard(pages[0]):
        give(boxes[0], LEFT, "7")
        give(boxes[1], RIGHT, "21")
    for box in boxes:
        expect(box.get_by_label(LEFT)).to_have_value("7", timeout=lab.SLOW)
        expect(box.get_by_label(RIGHT)).to_have_value("21", timeout=lab.SLOW)
        expect(box.locator(".result")).to_contain_text("25 %")


def test_what_is_no_count_is_told_where_it_was_typed(boxes):
    give(boxes[0], LEFT, "many")
    expect(boxes[0].locator(".change")).to_contain_text("Give a whole number from 0 to 999", timeout=lab.SLOW)
    expect(boxes[2].get_by_label(LEFT)).to_have_value("many")
    for box in boxes:
        expect(box.locator(".result")).not_to_contain_text("%")


@pytest.mark.parametrize("wide", [1440, 1024])
def test_a_projector_shows_it_whole_and_large(pages, boxes, wide):
    """Nothing is cut, no word of the count is under 20 px, and the whole box stands on one screen."""
    page = pages[0]
    size = page.viewport_size
    page.set_viewport_size({"width": wide, "height": {1440: 900, 1024: 768}[wide]})
    try:
        give(boxes[0], LEFT, "12")
        boxes[0].get_by_label("Show how it was coded").check()
        expect(boxes[0].locator(".result")).to_contain_text("reader A", timeout=lab.SLOW)
        assert boxes[0].evaluate(CUT) == [] and boxes[0].evaluate(SMALLEST) >= 20
        bars = 116  # menu, tabs, tools and status line
        assert boxes[0].bounding_box()["height"] < page.viewport_size["height"] - bars
    finally:
        page.set_viewport_size(size)
