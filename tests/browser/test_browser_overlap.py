"""The overlap bench of lesson 05 in a real JupyterLab: by mouse and by keyboard."""

from itertools import permutations

import pytest
from playwright.sync_api import expect
from standpoint import wording
from standpoint.lessons.overlap import explorer as model

BOOK = [
    "# Explorer under test",
    """from standpoint import load, wording
from standpoint.lessons.overlap.explorer import overlap_bench
case = load("anchorage")
overlap_bench(case)""",
    "# The end",
]
BENCH = ".jp-Notebook .standpoint-bench"


ROWS = "rows => rows.map((row) => row.getBoundingClientRect().height)"


@pytest.fixture
def explorer(page, case):
    """The bench with its first settings; what a test before it chose is undone."""
    explorer, first, labels = page.locator(BENCH), model.start(case), parties(case)
    for box in explorer.locator("input[type=checkbox]").all():
        box.check()
    choose_pair(explorer, labels[first["first"]], labels[first["second"]], labels.values())
    salience = radio(explorer, "blank_salience", first["blank_salience"])
    if salience.is_enabled():
        salience.check()
    for name in ("weights", "blanks", "tau"):
        radio(explorer, name, first[name]).check()
    agrees(explorer, case)
    return explorer


def parties(case):
    """{id: label} of those who can be compared."""
    return {sid: wording.labels(case)[sid] for sid in wording.parties(case)}


def radio(explorer, name, value):
    """The radio button of one value of one setting."""
    label, options = model._OPTIONS[name]
    group = explorer.get_by_role("group", name=label, exact=True)
    return group.get_by_label(dict(map(tuple, options))[value], exact=True)


def menu(explorer, place):
    """The first or the second choice of a party."""
    return explorer.locator("label.menu select").nth(place)


def choose_pair(explorer, first, second, everybody):
    """Choose two parties by their labels; a party chosen in one list is closed in the other."""
    now = [menu(explorer, place).evaluate("node => node.selectedOptions[0].textContent") for place in (0, 1)]
    if now[1] == first:
        third = next(label for label in everybody if label not in (first, now[0]))
        menu(explorer, 1).select_option(third)
    menu(explorer, 0).select_option(first)
    menu(explorer, 1).select_option(second)


def agrees(explorer, case, **settings):
    """Wait for what `bench_view` says of some settings, and hold the bench against it; returns the view."""
    view = model.bench_view(case, model.start(case) | settings)
    result = explorer.get_by_role("region", name="Result")
    if view["problem"]:
        result.get_by_text(view["problem"], exact=True).wait_for()
        return view
    coverage = f"{view['pair']}. {view['coverage']}"
    if view["caution"]:
        expect(result).to_contain_text(view["caution"])
    else:
        expect(result).not_to_contain_text("Caution")
    result.locator(f'.bar[aria-label="{view["bar_words"]}"]').wait_for(state="attached")
    result.get_by_text(coverage, exact=True).wait_for()
    result.get_by_text(view["headline"], exact=True).wait_for()
    lines = [row.locator("th, td").all_inner_texts() for row in result.locator("tbody tr").all()]
    assert [line[1:] for line in lines] == [[row["share"], row["verdict"]] for row in view["results"]]
    mine = [line[0] for line in lines if line[0].startswith("▸")]  # while the browser draws, words stand without breaks
    assert len(mine) == 1 and mine[0].startswith(f"▸ {model._RULES[view['chosen']]}")
    heavy = settings.get("weights", "equal") != "equal"
    weight = ", weight {weight}" if heavy else ""
    wanted = {item: row["counts"] + weight.format(**row) for item, row in view["rows"].items()}
    counts = [wanted.get(item, "off the list") for item in case.inducements["id"]]
    expect(explorer.locator("table.list tbody td:last-child")).to_have_text(counts)
    assert bool(view["caution"]) == ("tau" in settings)
    return view


def test_an_inducement_off_the_list_by_mouse(explorer, case):
    items = list(case.inducements["id"])
    for item, label in zip(items, case.inducements["label"]):
        box = explorer.get_by_label(label, exact=True)
        box.click()
        agrees(explorer, case, items=[other for other in items if other != item])
        assert f"“{label}” taken off the list" in explorer.get_by_role("status").inner_text()
        box.click()
    agrees(explorer, case)


def test_everything_off_the_list_is_said_in_words(explorer, case):
    for box in explorer.locator("input[type=checkbox]").all():
        box.uncheck()
    assert "Tick at least one" in agrees(explorer, case, items=[])["problem"]


def test_every_pair(explorer, case):
    labels = parties(case)
    for first, second in permutations(labels, 2):
        choose_pair(explorer, labels[first], labels[second], labels.values())
        agrees(explorer, case, first=first, second=second)
        closed = [menu(explorer, place).locator("option:disabled").all_inner_texts() for place in (0, 1)]
        assert closed == [[labels[second]], [labels[first]]], "no party is compared with itself"


@pytest.mark.parametrize("name", ["weights", "blanks", "tau"])
def test_every_choice_by_mouse(explorer, case, name):
    for value, _ in model._OPTIONS[name][1][1:]:
        radio(explorer, name, value).click()
        agrees(explorer, case, **{name: value})


def test_the_salience_of_a_blank_counts_only_with_weights(explorer, case):
    one = radio(explorer, "blank_salience", 1)
    assert one.is_disabled()
    radio(explorer, "weights", "min").check()
    expect(one).to_be_enabled()
    for value in (1, 3, 2):
        radio(explorer, "blank_salience", value).check()
        agrees(explorer, case, weights="min", blank_salience=value)


def test_the_same_by_keyboard(explorer, case, page):
    """Space, arrows and Tab alone: list, pair, weights, salience, blanks and threshold, one after the other."""
    items, chosen = list(case.inducements["id"]), {}
    menu(explorer, 0).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    agrees(explorer, case, **(chosen := {"second": "ukraine"}))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    agrees(explorer, case, **(chosen := chosen | {"items": items[1:]}))
    assert case.inducements["label"].iloc[0] in explorer.get_by_role("region", name="Sentences").inner_text()
    for _ in items:
        page.keyboard.press("Tab")
    for part in ({"weights": "mean"}, {"blank_salience": 3}, {"blanks": "left out"}, {"tau": 1}):
        page.keyboard.press("ArrowDown")  # for the blanks from the last to the first
        agrees(explorer, case, **(chosen := chosen | part))
        page.keyboard.press("Tab")


def test_a_row_shows_its_sentences(explorer, case):
    known = {(row.inducement, row.stakeholder): row for row in case.inducement_codes.itertuples()}
    explorer.page.mouse.move(0, 0)  # a row under the pointer would show its own sentences
    panel = explorer.get_by_role("region", name="Sentences")
    for item, label in zip(case.inducements["id"], case.inducements["label"]):
        explorer.get_by_label(label, exact=True).focus()
        for party in ("trump", "putin"):
            row = known.get((item, party))
            for words in (row.quote, row.paragraph) if row else ("the essay does not say",):
                expect(panel).to_contain_text(words)
    assert "undefined" not in explorer.inner_text()


def test_a_row_keeps_its_height_when_it_is_ticked_off(explorer):
    """Who presses the next box must not meet another row there."""
    rows, boxes = explorer.locator(".list tr"), explorer.locator(".list input[type=checkbox]")
    before = rows.evaluate_all(ROWS)
    for box in boxes.all():
        box.uncheck()
        expect(explorer.locator(".list tr.off")).to_have_count(1)
        assert rows.evaluate_all(ROWS) == before
        box.check()
        expect(explorer.locator(".list tr.off")).to_have_count(0)
