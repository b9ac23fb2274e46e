"""Two views of one case maker in a real JupyterLab, in every order of typing and saving: nothing typed is lost."""


import case_copy
import lab
import pytest
from lab_notebooks import RUN, done
from lab_notebooks import save as save_book
from playwright.sync_api import expect
from standpoint.workshop import case_rows
from standpoint.workshop.new_case import new_case
from test_browser_views import book

MAKER = ".jp-Notebook .standpoint-maker"
TEXT = "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
PORT = {"Short name": "Port", "Full name": "The port", "Party or audience": "party", "Names that count": "port",
        "Interest in the outcome": "2",
        "Quotation for interest": "The port wants money now"}  # fmt: skip
PEOPLE_FORM, ISSUES_FORM = "Who has a stake: one row", "What is in dispute: one row"


@pytest.fixture(scope="module")
def makers(folder, profile, server):
    """Two views of one case maker, with two cases; `harbour` has one row."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("STANDPOINT_WORK", str(folder))
        for name in ("quay", "harbour"):
            new_case(name, TEXT)
        row = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "", "interest": "2",
               "interest_quote": "The port wants money now"}  # fmt: skip
        case_rows.keep_row("harbour", "stakeholders", row)
    page = book(folder, profile, server, "maker", "case_maker()")
    views = [page.locator(MAKER).nth(n) for n in range(2)]
    for view in views:
        view.locator("details").evaluate_all("found => found.forEach((node) => { node.open = true; })")
    yield views
    done([page], profile)


def form(view, name=PEOPLE_FORM):
    return view.get_by_role("group", name=name)


def fill(view, name=PEOPLE_FORM, **more):
    """Fill a form; field names by their labels."""
    for label, words in more.pop("row", {}).items() | more.items():
        box = form(view, name).get_by_label(label).first
        box.select_option(words) if box.evaluate("node => node.tagName") == "SELECT" else box.fill(words)


def save(view, words, name=PEOPLE_FORM):
    """Save a form, and wait until the view says some words."""
    form(view, name).get_by_role("button", name="Save this row").click()
    expect(view.locator(".reply")).to_contain_text(words, timeout=lab.SLOW)


def value(view, label, name=PEOPLE_FORM):
    return form(view, name).get_by_label(label).first.input_value()


def pick(view, name):
    view.get_by_label("Which of your cases?").select_option(name)
    expect(view.locator(".title >> visible=true").first).to_contain_text(f"“{name}”", timeout=lab.SLOW)


def rows_of(folder, name="harbour", table="stakeholders"):
    return [(row["label"], row["note"]) for row in case_copy.rows(folder / "my-work" / name / f"{table}.csv")]


def test_saving_one_form_empties_no_other(makers, folder):
    """Every other form is half filled: in this view, in the other one, and the one for a new text."""
    one, other = makers
    fill(one, ISSUES_FORM, **{"Short name": "Money"})
    fill(other, **{"Short name": "Crew", "Full name": "half"})
    one.get_by_label("The text (needed)").fill("A text, half pasted")
    fill(one, row=PORT | {"Short name": "Town"})
    save(one, "Saved in stakeholders.csv: town.")
    assert value(one, "Short name") == "" and value(one, "Short name", ISSUES_FORM) == "Money"
    assert one.get_by_label("The text (needed)").input_value() == "A text, half pasted"
    assert (value(other, "Short name"), value(other, "Full name")) == ("Crew", "half")
    expect(other).to_contain_text("Who has a stake: 2 rows in stakeholders.csv")
    assert rows_of(folder) == [("Port", ""), ("Town", "")] and rows_of(folder, table="issues") == []


def test_words_for_a_new_row_wait_while_another_row_is_changed(makers, folder):
    view = makers[1]
    view.get_by_role("button", name="Change Port").click()
    assert value(view, "Full name") == "The port"
    fill(view, **{"Note": "changed"})
    view.get_by_role("button", name="Change Town").click()
    assert value(view, "Note") == "" and "changed here and not saved yet" in view.locator("ol").first.inner_text()
    view.get_by_role("button", name="Go on with Crew").click()
    assert value(view, "Full name") == "half"
    view.get_by_role("button", name="Change Port").click()
    assert value(view, "Note") == "changed"
    save(view, "Saved in stakeholders.csv: port.")
    assert (value(view, "Short name"), value(view, "Full name")) == ("Crew", "half"), "the half-filled row is back"
    assert rows_of(folder) == [("Port", "changed"), ("Town", "")]


def test_words_stay_with_their_case(makers, folder):
    """Another case shows its own words, and a row goes to the case for which it was typed."""
    one, other = makers
    fill(one, row=PORT | {"Short name": "Sea", "Note": "of the harbour"})
    pick(one, "quay")
    assert value(one, "Short name") == "" == value(one, "Short name", ISSUES_FORM)
    assert "“harbour”" in other.locator(".title >> visible=true").first.inner_text()
    assert value(other, "Short name") == "Crew"
    fill(one, row=PORT | {"Short name": "Sea", "Note": "of the quay"})
    pick(one, "harbour")
    assert value(one, "Note") == "of the harbour" and value(one, "Short name", ISSUES_FORM) == "Money"
    save(one, "Saved in stakeholders.csv: sea.")
    assert rows_of(folder)[2:] == [("Sea", "of the harbour")] and rows_of(folder, "quay") == []
    pick(one, "quay")
    assert value(one, "Note") == "of the quay"
    save(one, "Saved in stakeholders.csv: sea.")
    assert rows_of(folder, "quay") == [("Sea", "of the quay")] and len(rows_of(folder)) == 3
    pick(one, "harbour")


@pytest.mark.parametrize("order", ["tA tB sA sB", "tA tB sB sA", "tB tA sA sB", "tA sA tB sB"])
def test_new_rows_of_two_views_in_every_order(makers, folder, order):
    before, row = len(rows_of(folder)), f"Row {order}"
    for step in order.split():
        view = makers["AB".index(step[1])]
        if step[0] == "t":
            fill(view, row=PORT | {"Short name": row, "Note": step[1]})
        else:
            save(view, "Saved in stakeholders.csv: row_")
            expect(form(view).get_by_label("Short name")).to_have_value("")
    saved = [step[1] for step in order.split() if step[0] == "s"]
    assert rows_of(folder)[before:] == [(row, who) for who in saved]


def test_one_row_changed_in_two_views_is_told_and_both_versions_are_there(makers, folder):
    one, other = makers
    for view, words in ((one, "by one"), (other, "by the other")):
        view.get_by_role("button", name="Change Port").click()
        fill(view, **{"Note": words})
    save(one, "Saved in stakeholders.csv: port.")
    save(other, "“Port” was changed in another view or notebook meanwhile. It says now: note “by one”.")
    assert value(other, "Note") == "by the other" and rows_of(folder)[0] == ("Port", "by one")
    save(other, "Saved in stakeholders.csv: port.")
    assert rows_of(folder)[0] == ("Port", "by the other")


def test_a_row_is_saved_once_and_what_is_typed_meanwhile_stays_with_it(makers, folder):
    """Save is pressed twice, and more is typed, before Python has answered."""
    view, before = makers[0], len(rows_of(folder))
    fill(view, row=PORT | {"Short name": "Mole"})
    view.page.evaluate(RUN, "gate.clear()")
    for _ in range(2):
        form(view).get_by_role("button", name="Save this row").click()
    fill(view, **{"Note": "more"})
    view.page.evaluate(RUN, "gate.set()")
    expect(form(view)).to_contain_text("Change “Mole”", timeout=lab.SLOW)
    assert rows_of(folder)[before:] == [("Mole", "")] and value(view, "Note") == "more"
    form(view).get_by_role("button", name="Save this row").click()
    expect(form(view)).to_contain_text("A new row", timeout=lab.SLOW)
    assert rows_of(folder)[before:] == [("Mole", "more")]
    view.get_by_role("button", name="Remove Mole").click()
    expect(view.locator(".reply")).to_contain_text("Removed from stakeholders.csv: mole.")


def test_a_row_that_was_removed_in_another_view(makers, folder):
    """An untouched form lets it go; words that were typed stay, and become a new row if they are saved."""
    one, other = makers
    for view in makers:
        view.get_by_role("button", name="Change Sea").click()
    fill(other, **{"Note": "typed"})
    one.get_by_role("button", name="Remove Sea").click()
    expect(one.locator(".reply")).to_contain_text("Removed from stakeholders.csv: sea.")
    expect(form(one).get_by_label("Short name")).to_have_value("")
    save(other, "“Sea” was removed in another view or notebook meanwhile.")
    assert value(other, "Note") == "typed" and "A new row" in form(other).inner_text()
    save(other, "Saved in stakeholders.csv: sea.")
    assert rows_of(folder)[-1] == ("Sea", "typed")


def test_half_filled_forms_come_back_when_the_cells_are_run_again_and_after_a_reload(makers, folder):
    """The form itself says “Run All Cells” where Python does not answer: what was typed must outlast that."""
    one, page = makers[0], makers[0].page
    pick(one, "quay")
    fill(one, **{"Short name": "Half", "Note": "of the quay"})
    for again in ("run", "reload"):
        if again == "run":
            assert lab.run_all(page)
        else:
            save_book(page)
            page.reload()
            one.wait_for(timeout=lab.SLOW)
        lab.settle(page)
        one.locator("details").evaluate_all("found => found.forEach((node) => { node.open = true; })")
        expect(one.locator(".title >> visible=true").first).to_contain_text("“quay”", timeout=lab.SLOW)
        assert (value(one, "Short name"), value(one, "Note")) == ("Half", "of the quay"), again
        assert one.get_by_label("The text (needed)").input_value() == "A text, half pasted"
    pick(one, "harbour")
    assert value(one, "Short name", ISSUES_FORM) == "Money"
