"""The multiverse of lesson 08 in a real JupyterLab: every option by mouse, the same by keyboard, keys kept in."""

import pytest
from playwright.sync_api import expect
from standpoint.lessons.readers import explorer as model
from standpoint.lessons.readers import multiverse as many

BOOK = [
    "# Explorer under test",
    """from standpoint import load
from standpoint.lessons.readers.explorer import multiverse
case = load("anchorage")
multiverse(case)""",
    "# The end",
]
EXPLORER = ".jp-Notebook .standpoint-multiverse"


@pytest.fixture(scope="module")
def found(case):
    return many.multiverse(case)


@pytest.fixture
def explorer(page, found):
    """The explorer with everything on."""
    explorer = page.locator(EXPLORER)
    explorer.get_by_role("button", name="Everything on again").click()
    agrees(explorer, found)
    return explorer


def agrees(explorer, found, **on):
    """Wait for what `multiverse_view` says of the options that are on, and hold the explorer against it."""
    everything = {name: [key for key, _ in options] for name, options in found.axes.items()}
    view = model.multiverse_view(found, everything | on)
    result = explorer.get_by_role("region", name="Result")
    if view["problem"]:
        expect(result).to_contain_text(view["problem"])
        return view
    expect(result.locator(f'.verdicts[aria-label="{view["bar_words"]}"]')).to_be_attached()
    expect(result.locator("p.title")).to_have_text(view["headline"])
    for word, count, share in view["rows"]:
        line = result.locator("tr").filter(has=explorer.page.get_by_role("rowheader", name=word, exact=True))
        assert line.locator("td").all_inner_texts() == [count, f"{share} %", view["built_in"][word]]
    for choice, share in view["moves"]:
        line = result.locator("tr").filter(has=explorer.page.get_by_role("rowheader", name=choice, exact=True))
        assert line.locator("td").inner_text() == f"{share} % of changes"
    shares = explorer.locator(".share").all_inner_texts()
    wanted = [f"{view['options'][name][key]} %" if key in view["options"][name] else "off"
              for name, options in found.axes.items() for key, _ in options]  # fmt: skip
    assert shares == wanted
    return view


def box(explorer, found, name, label):
    """The tick box of one option."""
    group = explorer.get_by_role("group", name=many.AXES[name][0], exact=True)
    return group.locator("label").filter(has_text=label).locator("input")


def test_every_option_off_by_mouse(explorer, found):
    for name, options in found.axes.items():
        for place, (key, label) in enumerate(options):
            tick = explorer.get_by_role("group", name=many.AXES[name][0], exact=True).locator("input").nth(place)
            tick.click()
            agrees(explorer, found, **{name: [other for other, _ in options if other != key]})
            assert f"“{label}” switched off" in explorer.get_by_role("status").inner_text()
            tick.click()
            agrees(explorer, found)


def test_one_option_alone_and_all_on_again(explorer, found):
    for name, options in found.axes.items():
        question = many.AXES[name][0]
        explorer.get_by_role("button", name=f"The first alone: {question}", exact=True).click()
        agrees(explorer, found, **{name: [options[0][0]]})
        explorer.get_by_role("button", name=f"All on: {question}", exact=True).click()
        agrees(explorer, found)


def test_nothing_on_is_said_in_words(explorer, found):
    for _, label in found.axes["coder"]:
        box(explorer, found, "coder", label).click()
    assert "Whose codes?" in agrees(explorer, found, coder=[])["problem"]


def test_the_same_by_keyboard(explorer, found, page):
    """Tab and Space alone: the first two lists off, then the button that puts them on again."""
    ids = [key for key, _ in found.axes["list"]]
    explorer.locator("input").first.focus()
    page.keyboard.press("Space")
    agrees(explorer, found, list=ids[1:])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    agrees(explorer, found, list=ids[2:])
    for _ in ids[1:]:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    agrees(explorer, found)


def test_a_list_shows_the_sentences_of_what_is_left_out(explorer, found, case):
    known = {(row.inducement, row.stakeholder): row for row in case.inducement_codes.itertuples()}
    explorer.page.mouse.move(0, 0)
    panel = explorer.get_by_role("region", name="Sentences")
    for place, (key, _) in enumerate(found.axes["list"]):
        explorer.locator("input").nth(place).focus()
        for row in [known.get((key, sid)) for sid in found.pair] if key in set(case.inducements["id"]) else ():
            for words in (row.quote, row.paragraph) if row else ("the essay does not say",):
                expect(panel).to_contain_text(words)
