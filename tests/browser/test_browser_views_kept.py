"""Two views of the explorers that keep answers, in a real JupyterLab: each view sends its own change and no more.

See test_browser_views.py; the gate is shut where several things must be given before one of them is answered.
"""

import contextlib
import json

import lab
import pytest
from lab_notebooks import RUN, done, second_tab, write_and_run
from playwright.sync_api import expect
from test_browser_views import START, book, soon

CALLS = ["own_values(case)", "other_side(case)", "forecasts(case)", "rewritings(case)", "ask('03.argue', case)",
         "overlap_bench(case)", "multiverse(case)", "deal_space(case)"]  # fmt: skip


@pytest.fixture(scope="module")
def page(folder, profile, server):
    """A page with two views of each explorer."""
    profile[1].clear()
    page = book(folder, profile, server, "kept", *CALLS)
    yield page
    done([page], profile)


def views(page, kind):
    return [page.locator(f".jp-Notebook .standpoint-{kind}").nth(n) for n in range(2)]


def kept(folder, name):
    """What the file keeps under a name."""
    file = folder / "my-work" / "answers.json"
    return json.loads(file.read_text(encoding="utf-8"))["anchorage"].get(name, {}) if file.is_file() else {}


def holds(page, folder, name, wanted):
    soon(page, lambda: kept(folder, name) == wanted)


@contextlib.contextmanager
def unheard(page):
    """While this runs, Python answers no explorer; only the first message of each goes to the kernel's main thread."""
    page.evaluate(RUN, "gate.clear()")
    yield
    page.evaluate(RUN, "gate.set()")


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
def test_own_values(page, folder, at_once):
    one, other = views(page, "values")
    label = "Your value: {} of {}"
    with unheard(page) if at_once else contextlib.nullcontext():
        one.get_by_label(label.format("power", "Europe")).select_option("12"[at_once])
        other.get_by_label(label.format("power", "West")).select_option("01"[at_once])
        one.get_by_label(label.format("interest", "Europe")).select_option("2")
        one.get_by_label("Why?").fill(f"reason {at_once}")
        one.get_by_label("Why?").blur()
    wanted = {"europe": {"power": 1 + at_once, "interest": 2}, "west": {"power": int(at_once)}}
    holds(page, folder, "03.values", {"values": wanted, "why": f"reason {at_once}"})
    for view in (one, other):
        expect(view.get_by_label(label.format("power", "Europe"))).to_have_value("12"[at_once])
        expect(view.get_by_label(label.format("power", "West"))).to_have_value("01"[at_once])
        expect(view.get_by_label("Why?")).to_have_value(f"reason {at_once}")
        expect(view.get_by_role("status").first).to_contain_text("You gave 3 of 14 values")


def test_reasons_of_two_views_are_told_and_both_are_kept(page, folder):
    one, other = views(page, "values")
    with unheard(page):
        for view, words in ((one, "the words of one"), (other, "the words of the other")):
            view.get_by_label("Why?").fill(words)
            view.get_by_label("Why?").blur()
    expect(other).to_contain_text("had kept something else here meanwhile: “the words of one”. Yours stands now")
    assert kept(folder, "03.values")["why"] == "the words of the other"
    assert kept(folder, "03.values replaced") == [["why", "the words of one"]]


def test_picks(page, folder):
    one, other = views(page, "picks")
    one.get_by_label("Europe would pick").select_option('"yalta"')
    expect(other.get_by_label("Europe would pick")).to_have_value('"yalta"')
    with unheard(page):
        one.get_by_label("Europe would pick").select_option('"budapest"')
        other.get_by_label("Putin would pick").select_option('"yalta"')
        other.get_by_label("Why this case serves Europe").fill("a seat")
        one.get_by_label("Why this case serves Putin").fill("three")
    wanted = {"europe": {"meeting": "budapest", "why": "a seat"}, "putin": {"meeting": "yalta", "why": "three"}}
    holds(page, folder, "09.picks", wanted)
    for view in (one, other):
        expect(view.get_by_label("Europe would pick")).to_have_value('"budapest"')
        expect(view.get_by_label("Why this case serves Putin")).to_have_value("three")
        expect(view.get_by_role("status")).to_contain_text("You picked for 2 of 4.")


def test_forecasts(page, folder):
    """Three numbers before the first is answered: a trait would have kept the last one alone."""
    one, other = views(page, "forecasts")
    number = "Your probability for {}, in percent"
    for view, form in ((other, "original form"), (one, "half form")):
        view.get_by_role("radio", name=form).check()
        for each in (one, other):
            expect(each.get_by_role("radio", name=form)).to_be_checked()
        expect(view.get_by_role("status")).to_contain_text("Every score is")
    given = ((one, "q01", "20"), (one, "q02", "30"), (one, "q03", "12,5"), (other, "q04", "7"))
    with unheard(page):
        for view, question, words in given:
            view.get_by_label(number.format(question)).fill(words)
            view.get_by_label(number.format(question)).blur()
        other.get_by_label(number.format("q05")).fill("6")
        other.get_by_label(number.format("q06")).press_sequentially("5")  # still being typed
    holds(page, folder, "07.forecasts", {"q01": 20, "q02": 30, "q03": 12.5, "q04": 7, "q05": 6})
    expect(other.get_by_label(number.format("q02"))).to_have_value("30")
    expect(one.get_by_label(number.format("q04"))).to_have_value("7")
    assert other.get_by_label(number.format("q06")).input_value() == "5"
    one.get_by_label(number.format("q03")).fill("13")
    one.get_by_label(number.format("q03")).blur()
    holds(page, folder, "07.forecasts", {"q01": 20, "q02": 30, "q03": 13, "q04": 7, "q05": 6, "q06": 5})
    assert kept(folder, "07.forecasts replaced") == {}


def test_rewritings(page, folder):
    one, other = views(page, "rewritings")
    one.get_by_label("Your view of the rewriting q01").select_option('"changes"')
    expect(other.get_by_label("Your view of the rewriting q01")).to_have_value('"changes"')
    with unheard(page):
        one.get_by_label("Your view of the rewriting q01").select_option('"fair"')
        other.get_by_label("Your view of the rewriting q02").select_option('"changes"')
    holds(page, folder, "07.rewritings", {"q01": "fair", "q02": "changes"})
    for view in (one, other):
        expect(view.get_by_label("Your view of the rewriting q01")).to_have_value('"fair"')
        expect(view.get_by_label("Your view of the rewriting q02")).to_have_value('"changes"')


def test_a_card(page, folder):
    """The second view answers while words stand in the first one, which is told when it answers too."""
    one, other = views(page, "ask")
    fields = [(view.locator("textarea").nth(0), view.locator("textarea").nth(1)) for view in (one, other)]
    for field in fields[0]:
        field.fill("words of one")
    for field in fields[1]:
        field.fill("words of the other")
    other.get_by_role("button", name="Keep my words").click()
    expect(other.locator(".reply")).not_to_be_empty()
    holds(page, folder, "03.argue", {"for": "words of the other", "against": "words of the other"})
    assert fields[0][0].input_value() == "words of one" and one.locator(".reply").inner_text() == ""
    one.get_by_role("button", name="Keep my words").click()
    expect(one.locator(".reply")).to_contain_text("meanwhile: against: “words of the other”; for: “words of the")
    expect(fields[1][0]).to_have_value("words of one")
    assert kept(folder, "03.argue replaced") == [[{"for": "words of the other", "against": "words of the other"}]]


RESULTS = {"bench": ".result", "multiverse": ".result", "deals": ".panel .title"}


@pytest.mark.parametrize(("kind", "result"), RESULTS.items(), ids=str)
def test_an_explorer_of_settings_shows_the_same_in_both_views(page, kind, result):
    """The numbers in each view are those of its own controls."""
    one, other = views(page, kind)
    for view in (one, other, one):
        view.locator("input[type=checkbox]:visible").last.click()
        ticks = [each.locator("input[type=checkbox]") for each in (one, other)]
        soon(page, lambda: len({str([box.is_checked() for box in boxes.all()]) for boxes in ticks}) == 1)  # noqa: B023
        shown = [each.locator(result).first for each in (one, other)]
        soon(page, lambda: shown[0].inner_text() == shown[1].inner_text() and shown[0].inner_text())  # noqa: B023


def test_words_that_are_being_typed_outlast_a_second_run(page, folder):
    """Nothing of it was sent yet: reasons wait for the next key, an answer for its button."""
    views(page, "values")[0].get_by_label("Why?").fill("typed last")
    views(page, "picks")[0].get_by_label("Why this case serves Ukraine").fill("typed last")
    views(page, "ask")[0].locator("textarea").first.fill("typed last")
    assert lab.run_all(page)
    lab.settle(page)
    soon(page, lambda: kept(folder, "03.values")["why"] == "typed last" == kept(folder, "09.picks")["ukraine"]["why"])
    expect(views(page, "values")[0].get_by_label("Why?")).to_have_value("typed last")
    expect(views(page, "ask")[0].locator("textarea").first).to_have_value("typed last")
    assert kept(folder, "03.argue")["for"] == "words of one"


CARD = """from standpoint.quiz import card, checks
from standpoint.quiz.question import Question, number, one_of, some_of, text
options = {"yes": "Yes", "é": "No"}
parts = [one_of("one", "One", options), some_of("some", "Some", options),
         number("size", "Size", least=None, most=9), text("why", "Why")]
_ = checks.exercise("drafts", 1)(lambda case: Question("A question.", parts, lambda answer: f"Heard: {answer['why']}."))
card.ask("drafts", case)"""


def stands(card, one, some, size, why):
    """Whether these stand in the card: numbers of options, and words."""
    for group, ticked in (("One", one), ("Some", some)):
        for n, box in enumerate(card.get_by_role("group", name=group).locator("input").all()):
            expect(box).to_be_checked(checked=n in ticked)
    expect(card.get_by_label("Size")).to_have_value(size)
    expect(card.get_by_label("Why")).to_have_value(why)


@pytest.fixture
def drafts(folder, profile, server):
    """The same card in two tabs of one notebook: [page, page]."""
    file = f"{folder.name}/drafts.ipynb"
    pages = [write_and_run(profile, server, file, ["# Drafts", START, CARD])]
    pages.append(second_tab(pages[0], profile, server, file))
    yield pages
    done(pages, profile)


def test_a_draft_of_a_card_outlasts_a_second_tab_and_a_second_run(drafts, folder):
    """Ticks, numbers and words stand until they are kept: also those that Python could not read."""
    mine, other = (page.locator(".jp-Notebook .standpoint-ask") for page in drafts)
    mine.get_by_role("group", name="One").get_by_label("No").check()
    mine.get_by_role("group", name="Some").get_by_label("No").check()
    mine.get_by_label("Size").fill("many")
    mine.get_by_label("Why").fill("mine")
    other.get_by_role("group", name="One").get_by_label("Yes").check()
    other.get_by_role("group", name="Some").get_by_label("Yes").check()
    other.get_by_label("Why").fill("other")
    other.get_by_label("Size").fill("8")
    other.get_by_label("Size").press("ArrowUp")
    other.get_by_label("Size").press("Enter")
    expect(other.locator(".reply")).to_contain_text("Right. Heard: other.")
    holds(drafts[1], folder, "drafts", {"one": "yes", "some": ["yes"], "size": 9, "why": "other"})
    draft = ([1], [1], "many", "mine")
    stands(mine, *draft)
    expect(mine.locator(".reply")).to_be_empty()
    for _ in range(2):  # the second time after a press
        assert lab.run_all(drafts[0])
        lab.settle(drafts[0])
        stands(mine, *draft)
        mine.get_by_role("button", name="Check").click()
        expect(mine.locator(".reply")).to_contain_text('Not checked. Size: You gave the text "many".')
    mine.get_by_label("Size").fill("7")
    mine.get_by_label("Why").press("Enter")  # a new line
    mine.get_by_role("button", name="Check").click()
    expect(mine.locator(".reply")).to_contain_text("had kept something else here meanwhile: one: “yes”; size: “9”")
    holds(drafts[0], folder, "drafts", {"one": "é", "some": ["é"], "size": 7, "why": "mine"})
    assert lab.run_all(drafts[0])
    lab.settle(drafts[0])
    expect(mine.locator(".reply")).to_contain_text("Your earlier answer is filled in.")
    stands(mine, [1], [1], "7", "mine")
