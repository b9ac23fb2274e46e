"""Evidence has an address in a notebook, too: JupyterLab opens the notebook, and after a run the panel goes there."""

import lab
import pytest
from lab_notebooks import done
from playwright.sync_api import expect

WANTED, OTHER = "positions/putin/territory", "positions/trump/seat"
SOURCES = [
    f"# A link: [Putin on occupied land](#{WANTED}), [to the end](#The-end)",
    "from standpoint import explore, load\nfrom standpoint.lessons.positions import explorer\ncase = load('anchorage')",
    "explore.evidence_table(case)",
    "explorer.position_map(case)",
    *(f"# {n}" + "\n\nA line." * 12 for n in range(6)),
    "## The end",
    "case",
]
FROM = [
    f"# Links: [Putin on occupied land](address.ipynb#{WANTED}), [Trump on the seat](address.ipynb#{OTHER})",
    *SOURCES[1:3],
    "## The end",
]
OPEN = "name => window.jupyterapp.shell.currentWidget.context.path.endsWith('/' + name)"
READY = lab.KERNEL_ANSWERS.replace(lab.PANEL, "window.jupyterapp.shell.currentWidget")
BACK = "() => { window.jupyterapp.commands.execute('docmanager:open', {path: 'notebooks/away.ipynb'}); }"
HERE = """() => {
  const at = document.activeElement, {top, bottom} = at.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && at.getAttribute("role") === "gridcell" && at.dataset.opens;
}"""


@pytest.fixture(scope="module")
def page(profile, server):
    profile[1].clear()
    lab.write_notebook(server.root / "notebooks" / "address.ipynb", SOURCES)
    page = lab.open_notebook(profile[0], server, "", f"{server.base}/lab/tree/notebooks/address.ipynb?reset#{WANTED}")
    yield page
    done([page], profile)


def box(page):
    return page.locator(".jp-Notebook .standpoint-table").get_by_role("region")


def test_the_address_of_a_notebook_leads_to_one_cell_after_a_run(page):
    """JupyterLab takes the address away, and a run ends at the last cell: all the same the cell is in sight."""
    assert "#" not in page.url
    assert lab.run_all(page), lab.outputs(page)
    expect(box(page)).to_contain_text("Putin on “Occupied land”")
    lab.until(page, lambda: page.evaluate(HERE) == WANTED)
    page.wait_for_timeout(1500)  # nothing takes the reader away again
    assert page.evaluate(HERE) == WANTED


def test_it_counts_once(page):
    """Who runs the notebook again is not sent there a second time."""
    page.locator(".standpoint-table [data-opens='positions/trump/seat']").click()
    assert lab.run_all(page), lab.outputs(page)
    page.wait_for_timeout(1500)
    assert page.evaluate(HERE) != WANTED
    expect(box(page)).not_to_contain_text("Putin on")


def test_a_link_in_a_cell_leads_there(page):
    page.get_by_role("link", name="Putin on occupied land").click()
    expect(box(page)).to_contain_text("Putin on “Occupied land”")
    lab.until(page, lambda: page.evaluate(HERE) == WANTED)


@pytest.fixture(scope="module")
def away(profile, server):
    """Another notebook, with an explorer and links, that has run."""
    profile[1].clear()
    for name, sources in (("away.ipynb", FROM), ("address.ipynb", SOURCES)):
        lab.write_notebook(server.root / "notebooks" / name, sources)
    page = lab.open_notebook(profile[0], server, "", f"{server.base}/lab/tree/notebooks/away.ipynb?reset")
    assert lab.run_all(page), lab.outputs(page)
    yield page
    done([page], profile)


def follow(page, words):
    page.locator(".jp-Notebook:visible").get_by_role("link", name=words).click()
    page.wait_for_function(OPEN, arg="address.ipynb")
    assert page.evaluate(READY)


def test_a_link_in_another_notebook_leads_to_the_cell_after_a_run_and_once(away):
    follow(away, "Putin on occupied land")
    assert lab.run_all(away), lab.outputs(away)
    lab.until(away, lambda: away.evaluate(HERE) == WANTED)
    away.wait_for_timeout(1500)
    assert away.evaluate(HERE) == WANTED
    assert away.locator(".jp-NotebookPanel:visible [data-chosen]").count() > 0
    away.locator(f".jp-Notebook:visible .standpoint-table [data-opens='{OTHER}']").click()
    assert lab.run_all(away), lab.outputs(away)
    away.wait_for_timeout(1500)
    assert away.evaluate(HERE) != WANTED


def test_a_link_to_a_heading_stays_in_its_notebook(away):
    """“Explore” stands in every lesson, and a reader has several open: JupyterLab goes to the first of them."""
    notebook = away.locator(".jp-Notebook:visible")
    end = notebook.get_by_role("heading", name="The end", exact=True)
    link = notebook.get_by_role("link", name="to the end")
    link.scroll_into_view_if_needed()
    expect(end).not_to_be_in_viewport()
    link.click()
    expect(end).to_be_in_viewport()


def test_it_leads_into_a_notebook_that_has_run_at_any_time(away):
    for words, address in (("Trump on the seat", OTHER), ("Putin on occupied land", WANTED)):
        away.evaluate(BACK)
        away.wait_for_function(OPEN, arg="away.ipynb")
        follow(away, words)
        lab.until(away, lambda: away.evaluate(HERE) == address)  # noqa: B023 (it is called at once)
