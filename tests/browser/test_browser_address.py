"""Evidence has an address in a notebook, too: JupyterLab opens the notebook, and after a run the panel goes there."""

import lab
import pytest
from lab_notebooks import done
from playwright.sync_api import expect

WANTED = "positions/putin/territory"
SOURCES = [
    f"# A link: [Putin on occupied land](#{WANTED})",
    "from standpoint import explore, load\nfrom standpoint.lessons.positions import explorer\ncase = load('anchorage')",
    "explore.evidence_table(case)",
    "explorer.position_map(case)",
    *(f"# {n}" + "\n\nA line." * 12 for n in range(6)),
    "case",
]
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
