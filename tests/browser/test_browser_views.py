"""Two views of one explorer, two tabs of one notebook, two notebooks on one file, in a real JupyterLab.

Whatever is typed where, and whatever is saved first: what was saved is in the file, what was not saved yet still
stands in its own form, and where both changed the same, one sentence says so and both versions are there. The orders
of single changes are tried without a browser in test_views.py.
"""

import json
import re

import lab
import pytest
from lab_notebooks import RUN, done, second_tab, write_and_run
from playwright.sync_api import expect
from standpoint import load

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
from standpoint.explore import tally
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
CODER = ".jp-Notebook .standpoint-coding"
PEOPLE, ISSUES = ([*load("anchorage").tables[table]["label"]] for table in ("stakeholders", "issues"))


def book(folder, profile, server, name, *calls):
    """Write a notebook that shows each explorer twice, open it, and run it."""
    cells = ["# Views", START, *(TWICE.format(call) for call in calls)]
    return write_and_run(profile, server, f"{folder.name}/{name}.ipynb", cells)


# ---------------------------------------------------------------- the coding explorer


@pytest.fixture(scope="module")
def coders(folder, profile, server):
    """Four views of the codes of one case: two in a page, one in another tab of it, one of another notebook."""
    profile[1].clear()
    first = book(folder, profile, server, "one", "code_cells(case)")
    second = second_tab(first, profile, server, f"{folder.name}/one.ipynb")
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
