"""The explorers of lesson 03 in a real JupyterLab: by mouse and by keyboard."""

import lab
from case_copy import CASE, rows
from playwright.sync_api import expect

BOOK = [
    "# Explorers under test",
    """from standpoint import load
from standpoint.lessons.stakeholders.explorer import own_values, viewpoints
case = load("anchorage")
mine = own_values(case)
mine""",
    "viewpoints(case)",
    "print(mine.values)",
    "# The end",
]
VALUES, EYES = (f".jp-Notebook .standpoint-{kind}" for kind in ("values", "viewpoints"))
PEOPLE, SEEN = rows(CASE / "stakeholders.csv"), rows(CASE / "viewpoints.csv")
ATTRIBUTES = ("power", "legitimacy", "urgency")


def test_a_value_of_the_reader_stands_beside_the_coded_one(page):
    explorer = page.locator(VALUES)
    assert explorer.locator("li.assumed").count() == 0 and "You gave no value yet." in explorer.inner_text()
    explorer.get_by_label("Your value: power of Europe").select_option("2")
    expect(explorer.locator("li.assumed")).to_have_count(1)  # one value given stands with the coded other one
    expect(explorer).to_contain_text("more than coded")
    choice = explorer.get_by_label("Your value: interest of Europe")
    choice.focus()
    assert "European diplomats worry" in explorer.locator(".evidence mark").inner_text()
    page.keyboard.press("2")
    words = explorer.get_by_role("status").first
    expect(words).to_contain_text("You gave 2 of 14 values; 2 differ from the code.")
    expect(words).to_contain_text("where you gave them: Trump, Putin, Ukraine and Europe; open, for a blank: Critics")
    assert explorer.locator("li.assumed").all_inner_texts() == ["◇ Europe, assumed by you"]
    explorer.get_by_role("radio", name="1 or 2").check()
    expect(words).to_contain_text("stay the same")
    assert (explorer.locator("li:not(.assumed)").count(), explorer.locator("select").count()) == (7, 14)


def test_what_the_reader_gives_is_kept_and_comes_back(page, profile, server, folder):
    explorer = page.locator(VALUES)
    explorer.get_by_label("Your value: power of West").select_option("0")
    explorer.get_by_label("Why?").fill("A reason of mine.")
    explorer.get_by_text("Kept. It is here again next time.").wait_for()
    kept = folder / "my-work" / "answers.json"
    lab.until(page, lambda: "A reason of mine." in kept.read_text(encoding="utf-8"))  # a while after the last key
    again = lab.open_notebook(profile[0], server, f"{folder.name}/book.ipynb")
    assert lab.run_all(again), lab.outputs(again)
    lab.settle(again)
    kept = again.locator(VALUES)
    assert kept.get_by_label("Your value: power of West").input_value() == "0"
    assert kept.get_by_label("Why?").input_value() == "A reason of mine." and "filled in" in kept.inner_text()
    kept.get_by_role("button", name="Take back all that I gave").click()
    expect(kept).to_contain_text("You gave no value yet.")
    expect(kept.get_by_label("Why?")).to_have_value("")
    again.close(run_before_unload=False)  # its kernel is that of the first page


def test_what_the_reader_assumes_is_in_another_ink(page):
    explorer = page.locator(VALUES)
    ink = "node => getComputedStyle(node).color"
    assumed = {explorer.locator(place).first.evaluate(ink) for place in ("td.assumed select", "li.assumed", "textarea")}
    coded = {explorer.locator(place).first.evaluate(ink) for place in ("td:not(.assumed):not(:empty)", "th")}
    assert len(assumed) == 1 and not assumed & coded


def test_a_change_of_viewpoint_says_what_differs(page):
    explorer = page.locator(EYES)
    explorer.get_by_role("radio", name="Trump").check()
    explorer.get_by_role("radio", name="the author").check()
    said = explorer.get_by_role("status").inner_text()
    assert "This viewpoint answers 10 of 21 questions." in said
    assert "Compared with Trump, the possible classes change for" in said
    assert "Opposite answers: Putin, legitimacy; Ukraine, legitimacy; Ukraine, urgency." in said


def test_every_viewpoint_shows_its_cells_and_their_sentences(page):
    explorer = page.locator(EYES)
    for number, view in enumerate(("trump", "putin", "europe", "author")):
        explorer.get_by_role("radio").nth(number).check()
        shown = explorer.locator("[role=gridcell]:visible").all_inner_texts()
        values = {(row["stakeholder"], row["attribute"]): row for row in SEEN if row["viewpoint"] == view}
        wanted = [values.get((who["id"], name), {}).get("value", "") for who in PEOPLE for name in ATTRIBUTES]
        assert [words.replace(" ≠", "") for words in shown] == wanted
        for number, value in enumerate(wanted):
            if value:
                explorer.locator("[role=gridcell]:visible").nth(number).click()
                row = values[PEOPLE[number // 3]["id"], ATTRIBUTES[number % 3]]
                assert explorer.locator(".panel mark").inner_text() == row["quote"]
    assert explorer.locator(".pairs section").count() == 5 and "undefined" not in explorer.inner_text()


def test_arrow_keys_walk_the_grid(page):
    explorer = page.locator(EYES)
    explorer.get_by_role("radio", name="Trump").check()
    assert explorer.locator("table [tabindex='0']").count() == 1, "a grid is one stop of the Tab key"
    explorer.locator("[role=gridcell]:visible").first.click()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert "Ukraine: legitimacy, in the eyes of Trump" in explorer.locator(".panel").inner_text()
    assert explorer.locator(".panel").get_by_text("The viewpoints differ:").count() == 2
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "gridcell"
