"""The coding explorer in a real JupyterLab: by keyboard alone, by mouse, after a restart, and with a broken file."""

import csv
import re

import lab
import pytest
from lab_notebooks import after_run_all
from playwright.sync_api import expect

BOOK = [
    "# Explorer under test",
    """from standpoint import load
from standpoint.workshop.coding_explorer import code_cells
case = load("anchorage")
code_cells(case)""",
    "# The end",
]
CODER = ".jp-Notebook .standpoint-coding"


@pytest.fixture(scope="module")
def work(folder):
    return folder / "my-work"


@pytest.fixture(scope="module")
def page(folder, profile, server):
    """A page with the explorer after Run All."""
    with after_run_all(profile, server, f"{folder.name}/coding.ipynb", BOOK) as page:
        yield page
        # JupyterLab's debugger says this of itself when a kernel is restarted.
        profile[1].errors = [line for line in profile[1].errors if "debugger state" not in line]


def again(page):
    """Restart the kernel and run all cells."""
    page.evaluate(f"() => {lab.PANEL}.sessionContext.restartKernel()")
    assert page.evaluate(lab.KERNEL_ANSWERS), "the kernel does not come back"
    assert lab.run_all(page), lab.outputs(page)
    lab.settle(page)
    page.locator(CODER).wait_for()


def rows_in(work):
    """The finished cells in the file."""
    with (work / "anchorage-positions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def says(page, words):
    """Wait until the form's reply says some words."""
    expect(page.locator(f"{CODER} .panel [data-slot^=reply]")).to_contain_text(words)


def tally(page, words):
    """Wait until the counts say some words."""
    expect(page.locator(f"{CODER} .tally")).to_contain_text(words)


def focused(page):
    """The name of the element that has the focus."""
    return page.evaluate("() => document.activeElement.getAttribute('aria-label') || document.activeElement.outerHTML")


def tab(page, times=1):
    """Press Tab some times."""
    for _ in range(times):
        page.keyboard.press("Tab")


def code_a_hint(page, quote):
    """From the grid: the first direction, hinted, 3, a typed quotation and a note."""
    press = page.keyboard.press
    press("Enter")
    press("Space")  # −1, the first choice
    tab(page)
    press("Space")
    press("ArrowDown")  # hinted
    tab(page)
    press("Space")  # 3
    tab(page)
    page.keyboard.type(quote)
    says(page, "Still needed: a note with your reason")
    tab(page)
    page.keyboard.type("An act goes against his words.")
    says(page, "Saved: −1, hinted, paragraph 4 (p04).")


def code_a_sentence(page):
    """From the grid: the second direction, outright, 3, and the first sentence of the text; returns the sentence."""
    press = page.keyboard.press
    press("Enter")
    press("Space")
    press("ArrowDown")
    for _ in range(2):
        tab(page)
        press("Space")
    tab(page, 5)  # quotation, note, two buttons, the button for the sentence
    tab(page)
    press("ArrowDown")
    press("ArrowUp")
    sentence = page.evaluate("() => document.activeElement.textContent.trim()")
    press("Enter")
    says(page, "Saved: +2, said outright, paragraph 1 (p01).")
    return sentence


def test_three_cells_by_keyboard_alone_come_back_after_a_restart(page, case, work):
    press, count = page.keyboard.press, len(lab.cells(page))
    quote = case.positions.set_index(["stakeholder", "issue"]).loc[("trump", "seat"), "quote"]
    page.locator(f"{CODER} td[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"):
        press(key)
    (first, second), issue = case.stakeholders["label"].iloc[:2], case.issues["label"].iloc[0]
    assert focused(page) == f"{first}, {issue}: not looked at yet"
    code_a_hint(page, quote)
    tab(page)
    press("Enter")  # the next cell
    expect(page.locator(f"{CODER} .panel .title")).to_have_text(f"{second} on “{issue}”")
    press("Space")
    press("ArrowUp")  # from the first choice round to the last
    says(page, "Saved: blank: the text gives no basis.")
    press("Escape")
    press("ArrowRight")
    sentence = code_a_sentence(page)
    tally(page, "2 of 56 cells coded, 1 decided blank, 53 not looked at yet.")
    found = [tuple(row.values())[:4] + (row["paragraph"], row["quote"]) for row in rows_in(work)]
    assert found == [
        ("trump", "seat", "-1", "hinted", "p04", quote),
        ("putin", "seat", "blank", "", "", ""),
        ("ukraine", "seat", "1", "outright", "p01", sentence),
    ]
    assert len(lab.cells(page)) == count, "the keys stayed in the explorer"
    again(page)
    comes_back(page, quote, sentence)


def comes_back(page, quote, sentence):
    """The three cells are shown again, each with its quotation marked in the text."""
    tally(page, "2 of 56 cells coded, 1 decided blank, 53 not looked at yet.")
    cells = page.locator(f"{CODER} td[role=gridcell]")
    assert [mark for mark in cells.all_inner_texts() if mark] == ["○ −1", "blank", "● +2"]
    for place, words in ((2, sentence), (0, quote)):
        cells.nth(place).click()
        assert page.locator(f"{CODER} mark").inner_text() == words
        assert page.locator(f"{CODER} textarea").first.input_value() == words
        for weight in ("2, a stated concern", "3, a main aim"):  # another view coded it, and nobody since
            page.get_by_label(weight).check()
            expect(page.locator(f"{CODER} .panel .reply:visible")).to_contain_text("Saved: ")


def cell(page, label):
    """The cell of the grid whose name begins with a label."""
    return page.get_by_role("gridcell", name=re.compile(f"^{re.escape(label)}:"))


def test_words_selected_by_mouse_become_the_quotation(page, case):
    cell(page, f"{case.stakeholders['label'].iloc[3]}, {case.issues['label'].iloc[1]}").click()
    sentence = page.locator(f"{CODER} [data-part=p02] [role=option]").first
    sentence.scroll_into_view_if_needed()
    sentence.evaluate("""node => { const range = document.createRange();
      range.setStart(node.firstChild, 4); range.setEnd(node.firstChild, 40);
      getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    words = page.evaluate("() => getSelection().toString().trim()")
    button = page.get_by_role("button", name="selected words as quotation")
    expect(button).to_have_text(f"Use the {len(words.split())} selected words as quotation")
    button.click()
    says(page, "Still needed: the direction; how plainly the text says it; the salience.")
    expect(page.locator(f"{CODER} mark")).to_have_text(words)
    assert page.locator(f"{CODER} textarea").first.input_value() == words
    page.get_by_role("button", name="Empty this cell").click()
    says(page, "Not looked at yet.")


def test_a_sentence_must_be_chosen_and_a_quotation_is_not_replaced_unasked(page, case):
    again(page)
    expect(page.locator(f"{CODER} .sheet .note")).to_contain_text("the first cell that you have not looked at")
    cell(page, f"{case.stakeholders['label'].iloc[3]}, {case.issues['label'].iloc[1]}").click()
    box, use = page.locator(f"{CODER} textarea").first, page.locator(f"{CODER} button.use")
    expect(use).to_have_attribute("aria-disabled", "true")
    expect(use).to_have_text("No sentence chosen yet: click one in the text")
    use.click(force=True)
    assert box.input_value() == ""
    sentences = page.locator(f"{CODER} [data-part=p03] [role=option]")
    sentences.nth(0).click()
    expect(use).to_have_text("Use this sentence as quotation")
    use.click()
    first = sentences.nth(0).inner_text().strip()
    expect(box).to_have_value(first)
    sentences.nth(1).click()
    use.click()
    expect(page.locator(f"{CODER} .essay-side [role=status]")).to_contain_text("This cell has a quotation already.")
    page.get_by_role("button", name="Keep mine").click()
    expect(box).to_have_value(first)
    use.click()
    page.get_by_role("button", name="Replace it").click()
    expect(box).not_to_have_value(first)
    box.fill("")  # words that were taken can be emptied as those that were typed
    says(page, "Not looked at yet.")


def test_a_quotation_that_is_not_there_gets_the_nearest_sentence(page, case):
    box = page.locator(f"{CODER} textarea").first
    box.fill("great powers cut deals above the heads of small states")
    says(page, "These words are not in the text as they stand. The nearest sentence is in p09")
    page.get_by_role("button", name="Take the nearest sentence").click()
    expect(page.locator(f"{CODER} mark")).to_contain_text("when great powers were cutting deals")
    box.fill("")
    says(page, "Not looked at yet.")


def test_the_reference_only_when_asked(page, case):
    said = page.locator(f"{CODER} .compare [role=status]")
    assert said.inner_text() == ""
    box = page.get_by_label("Compare with the reference coding")
    box.check()
    expect(said).to_contain_text("You have decided 3 cells. Both of you filled 2 of them.")
    expect(said).to_contain_text("you decided blank, the reference is filled")
    box.uncheck()
    expect(said).to_have_text("")


def test_changes_of_several_cells_in_quick_succession_are_all_kept(page, work):
    """While the kernel is busy, messages wait; none may take the place of another."""
    kernel = f"{lab.PANEL}.sessionContext.session.kernel"
    page.evaluate(f"() => {{ {kernel}.requestExecute({{code: 'import time; time.sleep(2)'}}); }}")
    page.evaluate("""() => { const root = document.querySelector('.jp-Notebook .standpoint-coding');
      [...root.querySelectorAll('td[role=gridcell]')].slice(-5).forEach(cell => {
        cell.dispatchEvent(new MouseEvent('mousedown', {bubbles: true}));
        root.querySelector(`.panel input[value='"blank"']`).click(); }); }""")
    tally(page, "2 of 56 cells coded, 6 decided blank, 48 not looked at yet.")
    assert [row["direction"] for row in rows_in(work)].count("blank") == 6


def test_the_form_for_a_spreadsheet_is_written(page, work):
    page.get_by_role("button", name="Make an empty form for a spreadsheet").click()
    expect(page.locator(CODER)).to_contain_text("The form is my-work/anchorage-positions-template.csv.")
    assert (work / "anchorage-positions-template.csv").is_file()


def test_a_broken_file_is_refused_with_its_reasons(page, work):
    file = work / "anchorage-positions.csv"
    broken = file.read_text(encoding="utf-8").replace("hinted", "clear").replace("p01", "p77").encode()
    file.write_bytes(broken)
    again(page)
    explorer = page.locator(CODER)
    expect(explorer).to_contain_text("cannot be read, so nothing is shown here and nothing will be saved")
    assert explorer.locator("li").count() == 2 and explorer.locator("td").count() == 0
    assert "row 2, column plainness" in explorer.locator("li").first.inner_text()
    assert file.read_bytes() == broken
