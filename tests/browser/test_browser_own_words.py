"""Own words in a real JupyterLab: the switch of the map and of the evidence table, by mouse and by keyboard."""

from case_copy import CASE, rows
from number_tables import Tables

BOOK = [
    "# Own words under test",
    """from standpoint import load
from standpoint.explore import evidence_table
from standpoint.lessons.positions.explorer import position_map
case = load("anchorage")
position_map(case)""",
    "evidence_table(case)",
    'position_map(case.with_table("own_words", case.own_words.head(0)))',
    "# The end",
]
ESSAY, OWN, BOTH = "as the essay presents them", "as they presented themselves", "both"
MAP, TABLE = (f".jp-Notebook .standpoint-{kind}" for kind in ("map", "table"))


def keyed(table):
    """{(stakeholder, issue): row} of a table of the case, or of own words, read without our own package."""
    if table == "own_words":
        return Tables().spoken()
    return {(row["stakeholder"], row["issue"]): row for row in rows(CASE / f"{table}.csv")}


def split():
    """The cells where the essay and own words lean to opposite poles."""
    essay, own = keyed("positions"), keyed("own_words")
    return {cell for cell in essay.keys() & own.keys()
            if int(essay[cell]["direction"]) * int(own[cell]["direction"]) < 0}


def choose(place, label):
    place.get_by_role("radio", name=label, exact=True).check()


def test_the_map_draws_each_voice_and_says_its_finding(page):
    map_, (essay, own) = page.locator(MAP).first, (keyed("positions"), keyed("own_words"))
    said = []
    for label, marks, diamonds in ((ESSAY, len(essay), 0), (OWN, len(own), len(own)), (BOTH, len(essay) + len(own),
                                                                                     len(own))):
        choose(map_, label)
        assert map_.locator("button.dot:visible").count() == marks
        assert map_.locator("button.own:visible").count() == diamonds
        assert map_.locator("button[tabindex='0']").count() == 1, "the map is one stop of the Tab key"
        said.append(map_.get_by_role("status").inner_text())
    assert len(set(said)) == 3
    shown = [map_.locator(f"p.{kind}:visible", has_text=words).count() for kind, words in (
        ("apart", "Lean apart: "), ("missing", "No own words here: "), ("missing", "The essay does not say: "))]
    assert shown[0] == len({issue for _, issue in split()}) and shown[1] == shown[2] > 0


def test_a_mark_opens_the_words_their_speaker_and_the_page(page):
    map_ = page.locator(MAP).first
    choose(map_, OWN)
    marks, known = map_.locator("button.own:visible"), {row["quote"]: row for row in keyed("own_words").values()}
    marks.first.focus()
    page.keyboard.press("Home")
    seen = []
    for _ in range(marks.count()):
        seen.append(map_.locator(".panel mark").inner_text())
        row = known[seen[-1]]
        assert row["speaker"] in map_.locator(".panel").inner_text()
        assert map_.locator(".panel a").get_attribute("href") == row["source"]
        page.keyboard.press("ArrowRight")
    said = [row["quote"] for row in keyed("own_words").values()]  # a sentence may serve two issues
    assert sorted(seen) == sorted(said), "the arrow keys do not reach every mark"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "A"
    page.keyboard.press("Escape")
    assert "dot" in page.evaluate("() => document.activeElement.className")


def test_pointing_shows_the_words_and_choosing_keeps_them(page):
    map_ = page.locator(MAP).first
    choose(map_, BOTH)
    panel, first = map_.locator(".panel"), map_.locator("button.dot:visible").first
    first.click()
    kept = panel.inner_text()
    map_.locator("button.dot:visible").nth(9).hover()
    assert panel.inner_text() != kept
    map_.get_by_role("status").hover()
    assert panel.inner_text() == kept


def test_up_and_down_go_from_issue_to_issue(page):
    map_ = page.locator(MAP).first
    choose(map_, BOTH)
    map_.locator("button.dot:visible").first.focus()
    page.keyboard.press("Home")
    heads = []
    for _ in rows(CASE / "issues.csv"):
        heads.append(page.evaluate("() => document.activeElement.closest('.issue').getAttribute('aria-label')"))
        page.keyboard.press("ArrowDown")
    assert heads == [row["label"] for row in rows(CASE / "issues.csv")]


def test_the_switch_of_the_table_by_keyboard(page):
    table, (essay, own) = page.locator(TABLE).first, (keyed("positions"), keyed("own_words"))
    coded, caption = table.locator("tbody td:not(.blank):visible"), table.locator("caption:visible")
    captions = [caption.inner_text()]
    table.get_by_role("radio").first.focus()
    for wanted in (len(own), len(essay.keys() | own.keys())):
        page.keyboard.press("ArrowDown")
        assert coded.count() == wanted
        captions.append(caption.inner_text())
    assert len(set(captions)) == 3
    assert table.locator("td.two small").count() == len(split())
    names = {row["id"]: row["label"] for row in rows(CASE / "stakeholders.csv")}
    apart = table.locator("td.two").filter(has_text="apart").first
    apart.click()
    words = table.get_by_role("region").inner_text()
    assert "They lean apart." in words
    assert any(names[who] in words and essay[who, issue]["quote"] in words and own[who, issue]["quote"] in words
               for who, issue in split())
    choose(table, ESSAY)
    assert coded.count() == len(essay)


def test_a_case_without_own_words_has_the_map_and_no_switch(page):
    map_ = page.locator(MAP).nth(1)
    assert map_.get_by_role("radio").count() == 0
    assert map_.locator("button.dot").count() == len(keyed("positions"))
