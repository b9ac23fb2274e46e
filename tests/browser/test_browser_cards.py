"""A question card in a real JupyterLab: ticks that exclude each other, an old reply, an empty card, a percent sign.

Drafts and two views of a card are tried in test_browser_views_kept.py; the keyboard in test_browser.py.
"""

import json
import shutil

import lab
import pytest
from lab_notebooks import after_run_all
from playwright.sync_api import expect
from test_browser_views import START, soon

CARD = """from standpoint.quiz import card, checks
from standpoint.quiz.question import Question, percent, some_of
options = {"trump": "Trump", "putin": "Putin", "none": "none of them"}
parts = [some_of("who", "Who", options), percent("size", "How much"), some_of("other", "Others", options)]
_ = checks.exercise("cards", 1)(lambda case: Question("A question.", parts, lambda given: f"Heard: {given}."))
card.ask("cards", case)"""
OLD = "This reply is for your last answer."


@pytest.fixture
def page(folder, profile, server):
    shutil.rmtree(folder / "my-work", ignore_errors=True)
    with after_run_all(profile, server, f"{folder.name}/cards.ipynb", ["# Cards", START, CARD]) as page:
        yield page


@pytest.fixture
def card(page):
    return page.locator(".jp-Notebook .standpoint-ask")


def ticked(card, group):
    """The words of what is ticked in a group."""
    boxes = card.get_by_role("group", name=group).get_by_role("checkbox")
    return [box.locator("xpath=..").inner_text().strip() for box in boxes.all() if box.is_checked()]


def answer(card, who, size, other="Trump"):
    card.get_by_role("group", name="Who").get_by_label(who).check()
    card.get_by_role("group", name="Others").get_by_label(other).check()
    card.get_by_label("How much").fill(size)
    card.get_by_role("button", name="Check").click()


def test_none_of_them_takes_the_other_ticks_away(card):
    who = card.get_by_role("group", name="Who")
    card.get_by_role("group", name="Others").get_by_label("Putin").check()
    who.get_by_label("Trump").check()
    who.get_by_label("Putin").check()
    who.get_by_label("none of them").focus()
    who.page.keyboard.press("Space")
    assert ticked(card, "Who") == ["none of them"]
    assert ticked(card, "Others") == ["Putin"], "another question keeps its own"
    who.get_by_label("Putin").check()
    assert ticked(card, "Who") == ["Putin"]


def test_a_reply_is_marked_old_while_the_answer_above_it_is_another_one(card):
    old, size = card.get_by_text(OLD), card.get_by_label("How much")
    size.fill("30")
    expect(old).to_be_hidden()  # there is no reply yet
    answer(card, "Trump", "20,5 %")
    expect(card.locator(".reply")).to_contain_text("Heard: {'who': ['trump'], 'size': 20.5, 'other': ['trump']}")
    expect(old).to_be_hidden()
    size.fill("21")
    expect(old).to_be_visible()
    size.fill("20,5 %")
    expect(old).to_be_hidden()
    card.get_by_role("group", name="Who").get_by_label("Putin").check()
    expect(old).to_be_visible()
    size.fill("0.7")
    card.get_by_role("button", name="Check").click()
    expect(card.locator(".reply")).to_contain_text("0.7 could be 0.7 percent or 70 percent.")
    expect(old).to_be_hidden()
    size.fill("70")
    expect(old).to_be_visible()
    size.press("Enter")
    expect(card.locator(".reply")).to_contain_text("'size': 70")
    expect(old).to_be_hidden()


def test_a_card_is_emptied_by_a_press(card, page, folder):
    clear = card.get_by_role("button", name="Clear")
    card.get_by_label("How much").fill("many")
    clear.click()  # what was never kept
    expect(card.get_by_label("How much")).to_have_value("")
    answer(card, "Putin", "7")
    expect(card.locator(".reply")).to_contain_text("Heard: ")
    card.get_by_label("How much").fill("8")
    clear.press("Enter")
    expect(card.locator(".reply")).to_be_empty()
    expect(card.get_by_text("The card is empty. The file of answers has your last one.")).to_be_visible()
    expect(card.get_by_text(OLD)).to_be_hidden()
    assert card.get_by_label("How much").input_value() == "" and ticked(card, "Who") == ticked(card, "Others") == []
    file = folder / "my-work" / "answers.json"
    kept = {"cards cleared": {"who": ["putin"], "size": 7, "other": ["trump"]}}
    soon(page, lambda: json.loads(file.read_text(encoding="utf-8"))["anchorage"] == kept)
    answer(card, "Trump", "9")
    expect(card.locator(".reply")).to_contain_text("'size': 9")
    expect(card.get_by_text("The card is empty.")).to_be_hidden()
    assert lab.run_all(page)
    lab.settle(page)
    expect(card.get_by_label("How much")).to_have_value("9")
