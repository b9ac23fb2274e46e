"""The cards of a negotiation: one sheet each, every quotation from the text, a blank said to be one."""

import html
import re

import pytest
from standpoint import load

pytest.importorskip("nbformat")
from classroom import __main__ as command  # noqa: E402
from classroom.in_class import role_cards  # noqa: E402

CASES = ["anchorage", "bridge"]
SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')].filter(node => node.textContent.trim())
  .map(node => parseFloat(getComputedStyle(node).fontSize) * 0.75))"""


@pytest.fixture(scope="module", params=CASES)
def cards(request, tmp_path_factory):
    """(case, file)"""
    return load(request.param), role_cards.role_cards(request.param, tmp_path_factory.mktemp("cards"))


def sides(path):
    return re.findall(r'<section class="side">(.*?)</section>', path.read_text(encoding="utf-8"), re.DOTALL)


def test_each_party_has_a_card_with_what_the_text_says_of_it_and_no_more(cards):
    case, path = cards
    parties = case.stakeholders[case.stakeholders["kind"] == "party"]
    made = sides(path)
    assert len(made) == len(parties) + 2
    for who, card in zip(parties.itertuples(), made):
        mine = case.positions[case.positions["stakeholder"] == who.id]
        wants = card.split("What you can do")[0].split("What can be done")[0]
        assert sorted(html.unescape(quote) for quote in re.findall("<q>(.*?)</q>", wants)) == sorted(mine["quote"])
        blanks = set(case.issues["id"]) - set(mine["issue"])
        open_ones = card.split("you decide</h2>")[-1].split("</ul>")[0] if blanks else ""
        assert open_ones.count("<li>") == len(blanks)


def test_every_sheet_fits_one_side_of_paper_and_asks_nothing_of_outside(cards, browser):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(cards[1].as_uri())
    assert page.evaluate(SMALLEST) >= role_cards.SMALLEST and asked == [cards[1].as_uri()]
    for paper in ("A4", "Letter"):
        pdf = page.pdf(format=paper, prefer_css_page_size=False)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == len(sides(cards[1])), paper
    page.close()


def test_all_steps_of_each_issue_stand_on_the_table(cards):
    case, path = cards
    assert sides(path)[-1].count("□") == len(case.outcomes) + 2 * (case.stakeholders["kind"] == "party").sum()


def test_an_unknown_case_is_told(capsys, tmp_path):
    assert command.main(["role-cards", "A1", "--course", str(tmp_path), "--case", "nowhere"]) == 1
    assert "There is no case “nowhere” to play" in capsys.readouterr().err


def test_a_case_without_steps_is_refused(monkeypatch, tmp_path):
    case = load("bridge")
    bare = case.with_table("outcomes", case.outcomes.head(0))
    monkeypatch.setattr(role_cards, "open_case", lambda *_: bare)
    with pytest.raises(role_cards.Refusal, match="has no steps to negotiate over"):
        role_cards.role_cards("bridge", tmp_path)
    assert not list(tmp_path.iterdir())
