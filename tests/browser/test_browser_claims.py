"""The claim browser of lesson 02 in a real JupyterLab: by mouse and by keyboard, in both themes."""

from itertools import product

import access
import pytest
from case_copy import CASE, rows

BOOK = [
    "# Explorer under test",
    """from standpoint import load
from standpoint.lessons.claims.explorer import claim_browser
case = load("anchorage")
claim_browser(case)""",
    "# The end",
]
BROWSER = ".jp-Notebook .standpoint-claims"
CLAIMS = rows(CASE / "claims.csv")
TYPES = {
    "fact": "facts", "interpretation": "interpretations", "prediction": "predictions", "value": "value judgements",
}  # fmt: skip
SUPPORT = {"any": {True, False}, "given": {False}, "none": {True}}


@pytest.fixture
def explorer(page):
    """The claim browser with its first settings; what a test before it chose is undone."""
    explorer = page.locator(BROWSER)
    choose(explorer, TYPES, 0, "any")
    return explorer


def choose(explorer, types, about, support):
    for kind in TYPES:
        explorer.locator(f"input[name={kind}]").set_checked(kind in types)
    explorer.locator("select").select_option(index=about)
    rests_on(explorer, support)


def rests_on(explorer, support):
    explorer.get_by_role("radio").nth(list(SUPPORT).index(support)).check()


def wanted(types, about, support):
    """The claims that fit, from the file."""
    return [
        row for row in CLAIMS
        if row["type"] in types and about in ("*", row["about"])
        and (row["rests_on"] == "none given") in SUPPORT[support]
    ]  # fmt: skip


def leader(found, types):
    """The type that leads, from the file; "" for none."""
    counts = {kind: sum(row["type"] == kind for row in found) for kind in types}
    best = [kind for kind in counts if counts[kind] and counts[kind] == max(counts.values())]
    return best[0] if len(best) == 1 and len(types) > 1 else ""


def test_the_list_the_strip_and_the_count_show_the_same_claims(explorer):
    people = [row["id"] for row in rows(CASE / "stakeholders.csv")]
    for number, about in enumerate(["*", *people, ""]):
        for types, support in product((TYPES, ["fact", "value"], []), SUPPORT):
            choose(explorer, types, number, support)
            found = wanted(types, about, support)
            head = explorer.locator(".result .title:visible").inner_text()
            assert head.startswith(f"{len(found)} of {len(CLAIMS)} claims")
            quotes = explorer.locator("li:not([hidden]) blockquote").all_inner_texts()
            assert [quote.strip("“”") for quote in quotes] == [row["quote"].strip("“”") for row in found]
            letters = explorer.locator(".marks .on:visible").all_inner_texts()
            assert sorted(letters) == sorted(row["type"][0].upper() for row in found)
            assert explorer.locator(".marks .off:visible").count() == len(CLAIMS) - len(found)
    assert "undefined" not in explorer.inner_text()


def test_the_sentence_says_what_the_last_change_did(explorer):
    """Every type in turn, for everybody: still, now, or none; and the finding names the same type."""
    before = leader(wanted(TYPES, "*", "any"), TYPES)
    for support in ("none", "any", "given", "none"):
        rests_on(explorer, support)
        before = told(explorer, wanted(TYPES, "*", support), list(TYPES), before)
    types = list(TYPES)
    for kind in ("fact", "value", "prediction"):
        explorer.locator(f"input[name={kind}]").uncheck()
        types.remove(kind)
        before = told(explorer, wanted(types, "*", "none"), types, before)
    assert "Only interpretations are ticked, so there is nothing to compare." in explorer.inner_text()


def told(explorer, found, types, before):
    """Check the sentence on a change; return the type that leads now."""
    now, (_, finding, change) = leader(found, types), explorer.locator(".result p:visible").all_inner_texts()
    assert change.startswith("Last change: ")
    if now:
        assert TYPES[now] in finding
        same = f"The largest group is still {TYPES[now]}."
        assert same in change if now == before else f"Now the largest group is {TYPES[now]}" in change
    else:
        assert "no type leads" in change
    return now


def test_a_part_of_the_text_leads_to_its_claims(page, explorer):
    assert explorer.locator(".part[tabindex='0']").count() == 1, "the strip is one stop of the Tab key"
    explorer.locator(".part").first.click()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    focused = "() => document.activeElement.getAttribute('aria-label')"
    count = sum(row["paragraph"] == "p03" for row in CLAIMS)
    assert page.evaluate(focused) == f"p03: {count} of {count} claims are shown"
    chosen = explorer.locator("li[data-chosen] .place").all_inner_texts()
    assert len(chosen) == count and all(" · p03 · " in words for words in chosen)
    gap = explorer.locator("li[data-chosen]").first.evaluate(
        "node => node.getBoundingClientRect().top - node.parentElement.getBoundingClientRect().top"
    )
    assert abs(gap) < 5, "the list has gone to the first of them"
    page.keyboard.press("End")
    assert page.evaluate(focused).startswith("p18: ")
    choose(explorer, ["value"], 0, "any")
    explorer.locator(".part").first.click()
    assert "p01: no claim fits these choices." in explorer.inner_text()


def test_the_keyboard_reaches_every_control(page, explorer):
    explorer.locator("input[type=checkbox]").first.focus()
    seen = []
    for _ in range(9):
        seen.append(page.evaluate("() => document.activeElement.tagName + (document.activeElement.className || '')"))
        page.keyboard.press("Tab")
    assert seen[:4] == ["INPUT"] * 4 and [tag[:6] for tag in seen[4:]] == [
        "SELECT", "INPUT", "BUTTON", "BUTTON", "ULclai"]  # fmt: skip
    explorer.locator("input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    assert "Last change: facts taken off." in explorer.inner_text()


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_words_stand_out_from_their_ground_in_both_themes(page, explorer, theme):
    access.wear(page, theme)
    explorer.locator(".part").first.click()
    for place in (".title:visible", ".key", ".on:visible", "li[data-chosen] .place", "small"):
        assert explorer.locator(place).first.evaluate(CONTRAST) >= 4.5, place


# Contrast of the words with the first ground that is not clear, by the formula of WCAG 2.
CONTRAST = """node => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  let ground = node;
  const clear = item => { const c = getComputedStyle(item).backgroundColor; return !c.startsWith('rgb(') };
  while (clear(ground)) ground = ground.parentElement;
  const pair = [parts(getComputedStyle(node).color), parts(getComputedStyle(ground).backgroundColor)].map(light);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""
