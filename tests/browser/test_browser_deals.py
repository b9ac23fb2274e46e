"""The deal space of lesson 06 in a real JupyterLab: by mouse and by keyboard, and faster than `interact`."""

import axe
import lab
from standpoint import load
from standpoint.lessons.deals.space import defaults, score, sizes

BOOK = [
    "# Explorer under test",
    """from standpoint import load
from standpoint.lessons.deals.explorer import deal_space
case = load("anchorage")
deal_space(case)""",
    "# The end",
]
DEALS = ".jp-Notebook .standpoint-deals"
PARTIES = ["trump", "putin", "ukraine", "europe"]


def headline(page, start):
    """Wait until the headline starts with some words; return all that the panel says."""
    panel = page.locator(f"{DEALS} .panel")
    panel.locator(".title").filter(has_text=start).wait_for()
    assert panel.locator(".title").inner_text().startswith(start)
    return panel.inner_text()


def test_a_tick_a_filled_blank_and_the_rule(page):
    explorer, case = page.locator(DEALS), load("anchorage")
    headline(page, "45 of 625 deals")
    explorer.get_by_label("Ukraine", exact=True).check()
    said = headline(page, "45 of 625 deals (7 percent): Trump, Putin, Ukraine and Europe")
    assert "Ticking Ukraine takes away none of 45 deals" in said
    tile = explorer.get_by_label("Ukraine on “Occupied land”, blank in the essay")
    tile.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assumed = defaults(case) | {"assumed": {"territory ukraine": 1}}
    said = headline(page, f"{sizes(score(case, assumed), PARTIES)[0]} of 625 deals")
    assert "0 by the essay’s words, 15 by what is assumed" in said
    assert "assumed by you" in tile.locator("xpath=ancestor::td").inner_text()
    tile.select_option("0")
    explorer.get_by_label("unknown: a wish either way").check()
    headline(page, "Between 1 and 281 of 625 deals (at most 45 percent)")
    explorer.get_by_label("indifferent: all steps are worth the same").check()
    explorer.get_by_label("only if it gains by the deal").check()
    assert "is never a gain" in headline(page, "Of 625 deals Trump, Putin, Ukraine and Europe could all sign none")
    assert "No deal to show." in explorer.inner_text()
    explorer.get_by_label("Europe", exact=True).uncheck()
    said = headline(page, "Of 625 deals Trump, Putin and Ukraine could all sign none")
    assert "Of the 55 taken away: 0 by the essay’s words, 55 by the rule “only if it gains”." in said
    explorer.get_by_label("Europe", exact=True).check()
    explorer.get_by_role("button", name="Start again").click()
    headline(page, "45 of 625 deals (7 percent): Trump, Putin and Europe could")
    assert explorer.get_by_label("if it does not lose by the deal").is_checked()
    explorer.get_by_label("Ukraine", exact=True).check()
    headline(page, "45 of 625 deals (7 percent): Trump, Putin, Ukraine and Europe")


def test_every_cell_of_the_essay_opens_its_sentence(page):
    explorer = page.locator(DEALS)
    case = load("anchorage")
    negotiable = set(case.issues.loc[case.issues["negotiable"], "id"])
    rows = case.positions[case.positions["issue"].isin(negotiable)]
    buttons = explorer.locator("button.told")
    shown = set()
    for number in range(buttons.count()):
        buttons.nth(number).click()
        shown.add(explorer.locator(".said").inner_text())
    assert len(shown) == len(rows)
    for row in rows.itertuples():
        assert any(row.quote in words and f"({row.paragraph})" in words for words in shown)


def test_deals_are_in_words_ten_on_a_page(page):
    """All of them can be read by keyboard, and the button keeps the focus."""
    explorer, case = page.locator(DEALS), load("anchorage")
    rows, place = explorer.locator("table.deals tbody tr"), explorer.locator(".pages [role=status]")
    words, read = set(case.outcomes["words"]), []
    explorer.get_by_label("Ukraine", exact=True).uncheck()
    explorer.get_by_role("button", name="The next ten").focus()
    for first, last in ((1, 10), (11, 20), (21, 30), (31, 40), (41, 45)):
        place.filter(has_text=f"Deals {first} to {last} of 45").wait_for()
        shown = [row.locator("th, td").all_inner_texts() for row in rows.all()]
        assert [int(row[0].split()[0]) for row in shown] == list(range(first, last + 1))
        read += [tuple(row[1:]) for row in shown]
        page.keyboard.press("Enter")
    assert len(set(read)) == 45 and all(cell.split(": ", 1)[1] in words for deal in read for cell in deal)
    explorer.get_by_label("Ukraine", exact=True).check()
    place.filter(has_text="Deals 1 to 10 of 45").wait_for()
    assert "Last change: Ukraine is asked. The number of deals stays the same." in explorer.inner_text()
    explorer.get_by_label("Ukraine", exact=True).uncheck()
    assert "undefined" not in explorer.inner_text()


def test_drafts_are_switched_on_and_read_by_keyboard(page):
    """A mark opens its words beside it, who signs follows the words that fill the cells, and axe has no complaint."""
    explorer, drafts = page.locator(DEALS), load("anchorage").drafts
    for name in dict.fromkeys(drafts["name"]):
        explorer.get_by_label(name, exact=False).first.focus()
        page.keyboard.press("Space")
        explorer.locator(".last").filter(has_text=f"{name} is shown. The number of deals stays the same.").wait_for()
    marks = explorer.locator("table.drafts button")
    assert marks.count() == len(drafts)
    shown = []
    for mark in marks.all():
        mark.focus()
        page.keyboard.press("Enter")
        shown.append(explorer.locator(".said").inner_text())
    assert all(any(quote in words for words in shown) for quote in drafts["quote"])
    box = [explorer.locator(part).bounding_box() for part in (".said", "table.drafts")]
    assert box[1]["y"] + box[1]["height"] - box[0]["y"] < 800, "words and marks stand in one window"
    ukraine = explorer.locator("tr", has=page.get_by_role("rowheader", name="Ukraine", exact=True))
    assert "nothing to judge by" in ukraine.inner_text()
    explorer.get_by_label("with own words").check()
    ukraine.filter(has_text="refuses all 5").wait_for()
    assert axe.violations(page, DEALS) == []
    explorer.get_by_role("button", name="Start again").click()
    headline(page, "45 of 625 deals")
    assert explorer.locator("table.drafts").count() == 0
    explorer.locator("button.told").first.click()  # a short sentence in the place of a long one


def test_all_issues_stand_in_one_window_and_no_word_is_cut(page):
    with lab.wide_letters(page):
        nothing_is_cut(page, page.locator(DEALS))


def nothing_is_cut(page, explorer):
    for select in explorer.locator(".pick select").all():
        for option in select.locator("option").all():
            select.select_option(option.get_attribute("value"))
            cut = "node => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight"
            words = select.locator("xpath=preceding-sibling::span")
            assert words.inner_text() == option.inner_text() and not select.locator("xpath=..").evaluate(cut)
        select.select_option("2" if "Status quo" in select.get_attribute("aria-label") else "0")
    headline(page, "45 of 625 deals")
    explorer.evaluate("node => node.scrollIntoView()")
    box = page.locator(f"{DEALS} .tiles").bounding_box()
    assert box["y"] + box["height"] < 800, "a window of 1280 x 800 shows every issue"
