"""Two views of one explorer, two tabs of one notebook, two notebooks on one file, in a real JupyterLab.

Whatever is typed where, and whatever is saved first: what was saved is in the file, what was not saved yet still
stands in its own form, and where both changed the same, one sentence says so and both versions are there. The orders
of single changes are tried without a browser in test_views.py.
"""

import json
import re
import shutil

import case_copy
import lab
import pytest
from playwright.sync_api import expect
from standpoint import load
from standpoint.workshop import case_rows
from standpoint.workshop.new_case import new_case
from test_browser import problems

# While the gate is shut, Python hears no explorer: several views can be used before one of them is answered. The
# kernel goes on, because JupyterLab lets widgets talk to threads of their own.
START = """import threading
import ipywidgets
from IPython.display import display
gate = threading.Event()
gate.set()
hear = ipywidgets.Widget._handle_msg
ipywidgets.Widget._handle_msg = lambda self, message, gate=gate, hear=hear: (gate.wait(8), hear(self, message))
from standpoint import load
from standpoint.lessons.deals.explorer import deal_space
from standpoint.lessons.forecasts.explorer import forecasts, rewritings
from standpoint.lessons.history.explorer import other_side
from standpoint.lessons.overlap.explorer import overlap_bench
from standpoint.lessons.readers.explorer import multiverse
from standpoint.lessons.stakeholders.exercises import ask
from standpoint.lessons.stakeholders.explorer import own_values
from standpoint.workshop.case_maker import case_maker
from standpoint.workshop.coding_explorer import code_cells

case = load("anchorage")"""
TWICE = "shown = {0}\ndisplay(shown, shown)"
CODER, MAKER = (f".jp-Notebook .standpoint-{kind}" for kind in ("coding", "maker"))
TEXT = "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
RUN = f"code => {lab.PANEL}.sessionContext.session.kernel.requestExecute({{code}}).done.then(() => true)"
PEOPLE, ISSUES = ([*load("anchorage").tables[table]["label"]] for table in ("stakeholders", "issues"))


@pytest.fixture(scope="module")
def folder(server):
    """A folder for the notebooks of these tests, with no work in it yet."""
    folder = server.root / "views"
    folder.mkdir(exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def book(folder, profile, server, name, *calls):
    """Write a notebook that shows each explorer twice, open it, and run it."""
    lab.write_notebook(folder / f"{name}.ipynb", ["# Views", START, *(TWICE.format(call) for call in calls)])
    page = lab.open_notebook(profile[0], server, f"{folder.name}/{name}.ipynb")
    assert lab.run_all(page), lab.outputs(page)
    lab.settle(page)
    return page


def tab(page, profile, server, name):
    """The notebook in a second tab of the browser: the same kernel, the same explorers, nothing is run."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    other = lab.open_notebook(profile[0], server, f"views/{name}.ipynb")
    lab.settle(other)
    return other


def done(pages, profile):
    for page in dict.fromkeys(pages):
        page.close(run_before_unload=False)
    assert problems(profile[1]) == []
    profile[1].clear()


# ---------------------------------------------------------------- the coding explorer


@pytest.fixture(scope="module")
def coders(folder, profile, server):
    """Four views of the codes of one case: two in a page, one in another tab of it, one of another notebook."""
    profile[1].clear()
    first = book(folder, profile, server, "one", "code_cells(case)")
    second = tab(first, profile, server, "one")
    third = book(folder, profile, server, "two", "code_cells(case)")
    found = [(first, first.locator(CODER).nth(0)), (first, first.locator(CODER).nth(1)),
             (second, second.locator(CODER).nth(0)), (third, third.locator(CODER).nth(0))]  # fmt: skip
    for _, coder in found[1:]:  # the first message of a page goes to the main thread, and would wait at the gate
        coder.get_by_role("button", name="Make an empty form").click()
        expect(coder).to_contain_text("template.csv", timeout=lab.SLOW)
    yield found
    done([page for page, _ in found], profile)


def choose(view, person, issue):
    """Choose a cell of the grid in a view."""
    page, coder = view
    coder.get_by_role("gridcell", name=re.compile(f"^{re.escape(f'{PEOPLE[person]}, {ISSUES[issue]}')}:")).click()


def note(view):
    return view[1].get_by_label("Note")


def says(view, words):
    expect(view[1].locator(".panel .reply:visible")).to_contain_text(words, timeout=lab.SLOW)


def soon(page, holds):
    """Wait until something holds."""
    lab.until(page, holds)


def unfinished(folder):
    """The notes of the unfinished cells in the file, by the place of their person and issue."""
    case, file = load("anchorage"), folder / "my-work" / "anchorage-positions-unfinished.json"
    people, issues = list(case.stakeholders["id"]), list(case.issues["id"])
    return {(people.index(sid), issues.index(item)): cell["note"]
            for sid, item, cell in json.loads(file.read_text(encoding="utf-8"))}  # fmt: skip


def write(view, words):
    """Type a note and leave the box, which sends it."""
    note(view).fill(words)
    note(view).blur()


def write_unheard(views, words):
    """Type in several views before any of them is answered."""
    views[0][0].evaluate(RUN, "gate.clear()")
    for view, said in zip(views, words):
        write(view, said)
    views[0][0].evaluate(RUN, "gate.set()")


@pytest.mark.parametrize(("pair", "issue"), [((0, 1), 0), ((1, 0), 1), ((0, 2), 2), ((2, 1), 3)])
def test_two_views_of_one_explorer(coders, folder, pair, issue):
    """Both typed before the other was saved. One of them is told, keeps its words, and may put them there."""
    place, said = (0, issue), {pair[0]: "of one", pair[1]: "of the other"}
    for n in pair:
        choose(coders[n], *place)
    write_unheard([coders[n] for n in pair], said.values())
    (lost,) = who_is_told(coders, pair)
    (kept,) = set(pair) - {lost}
    assert lost == pair[1] or coders[lost][0] != coders[kept][0], "in one tab, the order is that of the reader"
    says(coders[lost], f"note “{said[kept]}”")
    says(coders[kept], "Unfinished: kept")
    assert [note(coders[n]).input_value() for n in pair] == [*said.values()]
    assert unfinished(folder)[place] == said[kept]
    choose(coders[lost], 1, issue)  # and to another cell and back
    choose(coders[lost], *place)
    assert note(coders[lost]).input_value() == said[lost]
    coders[lost][1].get_by_role("button", name="Put mine in its place").click()
    says(coders[lost], "Unfinished: kept")
    expect(note(coders[kept])).to_have_value(said[lost])
    assert unfinished(folder)[place] == said[lost]
    write(coders[kept], "third")
    expect(note(coders[lost])).to_have_value("third")


def who_is_told(coders, pair):
    """The views, of two, that say that the cell was changed in another one."""
    replies = {n: coders[n][1].locator(".panel") for n in pair}
    told = lambda: [n for n, reply in replies.items() if "Not saved: this cell was" in reply.inner_text()]  # noqa: E731
    soon(coders[0][0], told)
    return told()


def test_a_form_that_another_view_has_filled_writes_no_empty_words_back(coders, folder):
    """The form of the other view stood on the cell, empty, all the time."""
    place = (2, 0)
    for view in coders:
        choose(view, *place)
    coders[0][1].get_by_label("blank, the text gives no basis").check()
    says(coders[0], "Saved: blank")
    for n, view in enumerate(coders[1:3]):
        expect(view[1].get_by_label("blank, the text gives no basis")).to_be_checked()
        note(view).focus()
        note(view).blur()
        write(view, f"note {n}")
        rows = folder / "my-work" / "anchorage-positions.csv"
        soon(view[0], lambda: f",blank,,,,,note {n}\n" in rows.read_text(encoding="utf-8"))  # noqa: B023


def test_two_notebooks_on_one_file(coders, folder):
    """The other notebook has its own Python, and knows of nothing until it saves."""
    here, there = coders[0], coders[3]
    for view, place in ((here, (3, 0)), (there, (3, 1)), (here, (3, 2))):
        choose(view, *place)
        write(view, f"of {place}")
        says(view, "Unfinished: kept")
    assert [unfinished(folder)[3, n] for n in range(3)] == [f"of (3, {n})" for n in range(3)]
    cell = there[1].get_by_role("gridcell", name=f"{PEOPLE[3]}, {ISSUES[0]}: unfinished")
    expect(cell).to_have_count(1)
    for issue, (one, other) in ((3, (here, there)), (4, (there, here))):
        choose(one, 3, issue)
        choose(other, 3, issue)
        write(one, "one")
        says(one, "Unfinished: kept")
        write(other, "other")
        says(other, "Not saved: this cell was changed in another view or notebook meanwhile.")
        says(other, "note “one”")
        assert note(other).input_value() == "other" and unfinished(folder)[3, issue] == "one"
    choose(there, 3, 3)
    there[1].get_by_role("button", name="Take the other one").click()
    assert note(there).input_value() == "one"


def test_two_versions_stay_when_the_cell_is_run_again(coders, folder):
    """The conflict that the test above left: both versions are there after Run All, and after a reload."""
    page, coder = coders[0]
    assert lab.run_all(page)
    lab.settle(page)
    says(coders[0], "note “one”")
    assert note(coders[0]).input_value() == "other" and unfinished(folder)[3, 4] == "one"
    assert coder.locator("td", has_text="≠").count() == 1
    coder.get_by_role("button", name="Put mine in its place").click()
    says(coders[0], "Unfinished: kept")
    assert unfinished(folder)[3, 4] == "other" and unfinished(folder)[3, 0] == "of (3, 0)"


# ---------------------------------------------------------------- the case maker


PORT = {"Short name": "Port", "Full name": "The port", "Party or audience": "party", "Names that count": "port",
        "Power to stop": "0", "Interest in the outcome": "2",
        "Quotation for interest": "The port wants money now"}  # fmt: skip
PEOPLE_FORM, ISSUES_FORM = "Who has a stake: one row", "What is in dispute: one row"


@pytest.fixture(scope="module")
def makers(folder, profile, server):
    """Two views of one case maker, with two cases; `harbour` has one row."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("STANDPOINT_WORK", str(folder))
        for name in ("quay", "harbour"):
            new_case(name, TEXT)
        row = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "0", "interest": "2",
               "interest_quote": "The port wants money now"}  # fmt: skip
        case_rows.keep_row("harbour", "stakeholders", row)
    page = book(folder, profile, server, "maker", "case_maker()")
    views = [page.locator(MAKER).nth(n) for n in range(2)]
    for view in views:
        view.locator("details").evaluate_all("found => found.forEach((node) => { node.open = true; })")
    yield views
    done([page], profile)


def form(view, name=PEOPLE_FORM):
    return view.get_by_role("form", name=name)


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
            page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
            page.reload()
            one.wait_for(timeout=lab.SLOW)
        lab.settle(page)
        one.locator("details").evaluate_all("found => found.forEach((node) => { node.open = true; })")
        expect(one.locator(".title >> visible=true").first).to_contain_text("“quay”", timeout=lab.SLOW)
        assert (value(one, "Short name"), value(one, "Note")) == ("Half", "of the quay"), again
        assert one.get_by_label("The text (needed)").input_value() == "A text, half pasted"
    pick(one, "harbour")
    assert value(one, "Short name", ISSUES_FORM) == "Money"
