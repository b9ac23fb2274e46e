"""The case maker of lesson 10 in a real JupyterLab: a text, a stakeholder and an issue, by keyboard alone."""

import json

import lab
from playwright.sync_api import expect

BOOK = [
    "# Explorers under test",
    """from standpoint import load
from standpoint.workshop.new_case import own_case
from standpoint.workshop.case_maker import case_maker
case_maker()""",
    "print(own_case(load(\"bridge\")).name)",
    "# The end",
]
MAKER = ".jp-Notebook .standpoint-maker"
TEXT = (
    "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all."
    "\n\nThe second part stands alone."
)


def field(page, label):
    """The form control with this label that can be seen."""
    return page.locator(MAKER).get_by_label(label).locator("visible=true").first


def fill(page, label, words):
    """Go to a control and type, as a reader does."""
    field(page, label).focus()
    page.keyboard.insert_text(words)


def look_by_keyboard(page):
    """Go from the name to the choices for the lines, call the last line a heading, and make the case."""
    def focused(what):
        return page.evaluate(f"document.activeElement.{what}")

    for _ in range(40):
        page.keyboard.press("Tab")
        if (focused("ariaLabel") or "").startswith("p02: The second part"):
            break
    page.keyboard.press("h")
    page.locator(MAKER).get_by_text("The numbers of the parts are counted anew.").wait_for()
    for _ in range(10):
        page.keyboard.press("Tab")
        if focused("textContent") == "Make the case":
            break
    page.keyboard.press("Enter")


def test_a_case_is_made_and_filled_by_keyboard(page, folder):
    maker = page.locator(MAKER)
    assert "You have no case of your own yet." in maker.inner_text()
    fill(page, "The text", TEXT)
    fill(page, "A short name for the case", "Quay")
    page.keyboard.press("Enter")
    maker.get_by_text("cannot be the name of a case").wait_for()
    assert field(page, "The text").input_value() == TEXT, "what was typed stays"
    field(page, "A short name for the case").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("quay")
    page.keyboard.press("Enter")
    maker.get_by_text("Nothing is made yet. “A Harbour for Two” has 2 paragraphs and 0 headings.").wait_for()
    assert not (folder / "my-work" / "quay").exists()
    look_by_keyboard(page)
    maker.get_by_text("Your case “quay”: A Harbour for Two").wait_for()
    expect(maker.locator(".reply")).to_be_in_viewport()
    assert maker.get_by_role("button", name="Make the case").count() == 0
    described = json.loads((folder / "my-work" / "quay" / "datapackage.json").read_text("utf-8"))
    assert described["essay"]["headings"] == ["The second part stands alone."]


def test_a_stakeholder_is_written_down_by_keyboard(page, folder):
    maker = page.locator(MAKER)
    assert "write down who has a stake" in maker.locator(".note").inner_text()
    page.keyboard.press("Tab")
    assert "Who has a stake: none yet" in maker.inner_text(), "open at once: it is what comes next"
    fill(page, "Short name", "Port")
    fill(page, "Full name", "The port")
    field(page, "Party or audience").focus()
    page.keyboard.press("p")
    fill(page, "Names that count", "port")
    field(page, "Interest in the outcome").focus()
    page.keyboard.press("2")
    fill(page, "Quotation for interest", "The harbour wants money")
    page.keyboard.press("Tab")
    maker.get_by_role("button", name="Save this row").locator("visible=true").focus()
    page.keyboard.press("Enter")
    maker.get_by_text("the words are not in the text").wait_for()
    assert "The nearest sentence is in p01" in maker.locator(".reply").inner_text()
    field(page, "Quotation for interest").fill("The port wants money now and it says so")
    maker.get_by_role("button", name="Save this row").locator("visible=true").focus()
    page.keyboard.press("Enter")
    maker.get_by_text("Saved in stakeholders.csv: port.").wait_for()
    assert "Who has a stake: 1 row in stakeholders.csv" in maker.inner_text()
    kept = (folder / "my-work" / "quay" / "stakeholders.csv").read_text(encoding="utf-8")
    assert "port,Port,The port,party,port" in kept


def test_keys_in_the_form_do_nothing_in_the_notebook(page):
    cells = page.evaluate("document.querySelectorAll('.jp-Notebook .jp-Cell').length")
    field(page, "Short name").focus()
    page.keyboard.type("a b x")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelectorAll('.jp-Notebook .jp-Cell').length") == cells
    assert field(page, "Short name").input_value() == "a b x"


def test_the_case_comes_back(page, profile, server, folder):
    again = lab.open_notebook(profile[0], server, f"{folder.name}/book.ipynb")
    assert lab.run_all(again), lab.outputs(again)
    lab.settle(again)
    assert "Your case “quay”: A Harbour for Two" in again.locator(MAKER).inner_text()
    assert "1 row in stakeholders.csv" in again.locator(MAKER).inner_text()
    again.close(run_before_unload=False)  # its kernel is that of the first page


def test_every_control_has_a_name(page):
    boxes = page.locator(f"{MAKER} input, {MAKER} textarea, {MAKER} select")
    names = boxes.evaluate_all("nodes => nodes.map((node) => node.labels.length)")
    assert len(names) > 20 and all(names)


def test_a_case_that_breaks_says_so_at_the_top_and_keeps_the_form(page, folder):
    maker, file = page.locator(MAKER), folder / "my-work" / "quay" / "issues.csv"
    before = file.read_bytes()
    file.write_text("nonsense", encoding="utf-8")
    field(page, "Short name").fill("Town")
    maker.get_by_role("button", name="Save this row").locator("visible=true").click()
    maker.get_by_text("Your case “quay” cannot be read").wait_for()
    assert "issues.csv" in maker.locator(".reply").inner_text() and maker.locator(".reply").is_visible()
    assert field(page, "Short name").input_value() == "Town", "what was typed stays"
    file.write_bytes(before)
