"""The print pack: two sheets of paper, nothing too small to read, nothing from outside, the essay word for word."""

import html
import re

import lab
import pytest
from standpoint import load

pytest.importorskip("nbformat")
from classroom import __main__ as command  # noqa: E402
from classroom.in_class import print_pack  # noqa: E402

CASES = ["anchorage", "bridge"]
SIZES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
  while (walker.nextNode())
    if (walker.currentNode.textContent.trim())
      sizes.push(parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize) * 0.75);
  return Math.min(...sizes);
}"""
LARGER = 1.08  # a browser or a reader may set letters larger
SWELL = """times => {
  const all = [...document.querySelectorAll('body, body *')];
  const sizes = all.map(node => parseFloat(getComputedStyle(node).fontSize) * times);
  all.forEach((node, at) => { node.style.fontSize = `${sizes[at]}px`; });
}"""
PAPERS = {"A4": 210, "Letter": 215.9}  # mm across


def plain(markup):
    """The words of a page, with a space for each tag."""
    markup = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.fixture(scope="module", params=CASES)
def pack(request, tmp_path_factory):
    """(case, file)"""
    folder = tmp_path_factory.mktemp("pack")
    return load(request.param), print_pack.print_pack(request.param, folder)


@pytest.fixture
def page(pack, browser):
    """The pack as it is printed, and the addresses that it asked for."""
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(media="print")
    page.goto(pack[1].as_uri())
    yield page, asked
    page.close()


def test_the_letters_can_be_read_and_nothing_comes_from_outside(page, pack):
    page, asked = page
    assert page.evaluate(SIZES) >= print_pack.SMALLEST and asked == [pack[1].as_uri()]


@pytest.mark.parametrize("paper", PAPERS)
def test_two_sheets_are_enough_for_wider_and_larger_letters(page, paper):
    page, _ = page
    page.set_viewport_size({"width": int((PAPERS[paper] - 24) / 25.4 * 96), "height": 900})
    with lab.wide_letters(page):
        page.evaluate(SWELL, LARGER)
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))
        assert 1 < len(pages) <= 4
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_essay_is_there_word_for_word_with_its_numbers(pack):
    case, path = pack
    text = plain(path.read_text(encoding="utf-8"))
    for row in case.essay.paragraphs.itertuples():
        assert f"{row.paragraph} {' '.join(row.text.split())}" in text
    for row in case.essay.sections.itertuples():
        assert f"{row.section} {' '.join(row.text.split())}" in text


def test_the_grid_is_blank_and_has_a_place_for_each_party_on_each_issue(pack):
    case, path = pack
    grid = path.read_text(encoding="utf-8").split('<table class="grid">')[1].split("</table>")[0]
    parties, issues = (case.stakeholders["kind"] == "party").sum(), print_pack.Sheet(case).issues
    assert grid.count("outright / hinted") == parties * len(issues)
    assert all(words in plain(grid) for row in issues.itertuples() for words in (row.question, row.left, row.right))


def test_the_sheet_has_the_rules_and_practice_cells_of_its_own_essay_alone():
    ours, other = (plain(print_pack.pages(load(name))) for name in CASES)
    for text in (ours, other):
        assert text.count("Rule ") >= 5 and "Code the text, not the world." in text and "What you write" in text
        assert "*" not in text and "`" not in text
    assert "Six practice cells" in ours and len(print_pack.Sheet(load("anchorage")).issues) == 4
    assert "Six practice cells" not in other and "Putin" not in other


def test_an_unknown_case_gets_one_sentence(tmp_path, capsys):
    assert command.main(["print-pack", "A1", "--course", str(tmp_path), "--case", "nowhere"]) == 1
    said = capsys.readouterr().err
    assert "There is no case “nowhere” to print. There are: anchorage, bridge." in said and "Traceback" not in said
