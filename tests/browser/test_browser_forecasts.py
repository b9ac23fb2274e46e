"""The explorers of lesson 07 in a real JupyterLab: by mouse and by keyboard."""

import json

from case_copy import CASE, rows
from playwright.sync_api import expect

BOOK = [
    "# Explorers under test",
    """from standpoint import load
from standpoint.lessons.forecasts.explorer import forecasts, rewritings
case = load("anchorage")
mine = forecasts(case)
mine""",
    "judged = rewritings(case)\njudged",
    "print(mine.given)",
    "# The end",
]
MINE, JUDGED = (f".jp-Notebook .standpoint-{kind}" for kind in ("forecasts", "rewritings"))
QUESTIONS = rows(CASE / "questions.csv")


def number(page, question):
    return page.locator(MINE).get_by_label(f"Your probability for {question}, in percent")


def status(page):
    return page.locator(MINE).get_by_role("status")


def test_every_question_has_a_named_number_and_no_answer_yet(page):
    explorer = page.locator(MINE)
    assert explorer.locator("input[inputmode]").count() == len(QUESTIONS)
    assert "It came out" not in explorer.inner_text() and "undefined" not in explorer.inner_text()
    assert "there is no file my-work/class-forecasts.csv" in explorer.inner_text()
    for row in QUESTIONS:
        assert not row["note"] or row["note"] not in explorer.inner_text()


def test_a_number_brings_the_answer_the_score_and_the_change(page, folder):
    number(page, "q01").fill("20")
    page.keyboard.press("Enter")
    status(page).get_by_text("Now there is a score").wait_for()
    explorer = page.locator(MINE)
    assert explorer.get_by_text("It came out: no.").count() == 1
    headline = "Your Brier score is 0.040 on 1 practice question, better than the base rate (0.160)."
    assert headline in explorer.inner_text()
    number(page, "q01").focus()
    page.keyboard.press("ArrowUp")
    status(page).get_by_text("from 20 % to 21 %").wait_for()
    assert "which is worse" in status(page).inner_text()
    number(page, "q11").fill("35")
    number(page, "q11").blur()
    status(page).get_by_text("counts when the outcome is known").wait_for()
    explorer.get_by_role("radio", name="original form").check()
    status(page).get_by_text("Every score is doubled").wait_for()
    explorer.get_by_role("radio", name="half form").check()
    status(page).get_by_text("Every score is halved").wait_for()
    kept = json.loads((folder / "my-work" / "answers.json").read_text(encoding="utf-8"))
    assert kept["anchorage"]["07.forecasts"] == {"q01": 21, "q11": 35}


def test_a_number_out_of_range_is_said_in_words_and_not_sent(page):
    before = status(page).inner_text()
    number(page, "q03").fill("130")
    page.keyboard.press("Enter")
    page.locator(MINE).get_by_text("give a number from 0 to 100").wait_for()
    assert number(page, "q03").get_attribute("aria-invalid") == "true" and status(page).inner_text() == before
    number(page, "q03").fill("")
    page.keyboard.press("Enter")
    expect(number(page, "q03")).to_have_attribute("aria-invalid", "false")


def test_a_decimal_comma_is_a_decimal_point_and_a_word_is_no_number(page, folder):
    file = folder / "my-work" / "answers.json"
    for words, percent in (("12,5", 12.5), ("12.25", 12.25), (" 7 ", 7)):
        number(page, "q03").fill(words)
        page.keyboard.press("Enter")
        status(page).get_by_text(f"to {percent:g}").wait_for()
        assert json.loads(file.read_text(encoding="utf-8"))["anchorage"]["07.forecasts"]["q03"] == percent
    for words in ("likely", "1,2,3", "-", "1e1"):
        number(page, "q03").fill(words)
        page.keyboard.press("Enter")
        page.locator(MINE).get_by_text("Not taken: give a number from 0 to 100").wait_for()
        expect(number(page, "q03")).to_have_attribute("aria-invalid", "true")
    number(page, "q03").fill("")
    page.keyboard.press("Enter")
    status(page).get_by_text("q03").first.wait_for()


def test_a_view_of_a_rewriting_is_counted_and_kept(page):
    explorer = page.locator(JUDGED)
    total = sum(bool(row["prediction"]) for row in QUESTIONS)
    assert explorer.locator("tbody tr").count() == explorer.locator("blockquote").count() == total
    explorer.get_by_label("Your view of the rewriting q02").select_option(label="changes the meaning")
    words = explorer.locator(".change")
    expect(words).to_contain_text("q02 is now “changes the meaning”")
    expect(words).to_contain_text(f"You judged 1 of {total} rewritings")
    select = explorer.get_by_label("Your view of the rewriting q01")
    select.focus()
    page.keyboard.press("ArrowDown")
    assert select.input_value() == '"fair"'
    select.select_option(label="choose")
    expect(words).to_contain_text("q01 is open again")
