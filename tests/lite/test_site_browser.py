"""The built site in a real browser, from a plain file server, with every request to the outside refused."""

import json
import time

import pytest
from serving import serving

lab = pytest.importorskip("lab")
START = "00-start-here.ipynb"


@pytest.fixture(scope="module")
def opened(browser, site):
    """(page, addresses outside that were asked for, the notebooks) of the site's first address, once it stands."""
    asked = []
    with serving(site) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.on("request", lambda request: request.url.startswith(
            (base, "data:", "blob:")) or asked.append(request.url))
        page = context.new_page()
        page.goto(f"{base}/", timeout=lab.SLOW)
        page.wait_for_selector(".jp-DirListing-item", timeout=lab.SLOW)
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=lab.SLOW)
        yield page, asked, sorted(path.name for path in (site / "files" / "notebooks").glob("*.ipynb"))
        context.close()


def test_the_list_shows_every_lesson(opened):
    page, _, notebooks = opened
    page.wait_for_function("n => document.querySelectorAll('.jp-DirListing-item').length > n", arg=len(notebooks),
                           timeout=lab.SLOW)
    shown = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert sorted(name for name in shown if name.endswith(".ipynb")) == notebooks


def test_the_start_page_opens_with_its_saved_outputs(opened, site):
    page, _, _ = opened
    book = json.loads((site / "files" / "notebooks" / START).read_text(encoding="utf-8"))
    chart = next(output["data"] for cell in book["cells"] for output in cell.get("outputs", [])
                 if "application/vnd.plotly.v1+json" in output.get("data", {}))
    assert page.locator(".jp-Notebook h1").first.inner_text().startswith(book["cells"][0]["source"].splitlines()[0][2:])
    page.wait_for_selector(".jp-OutputArea .js-plotly-plot .main-svg", timeout=lab.SLOW)
    first = chart["application/vnd.plotly.v1+json"]["layout"]["title"]["text"].split("<")[0].split()[:4]
    assert " ".join(first) in page.locator(".jp-OutputArea .js-plotly-plot").first.inner_text().replace("\n", " ")


def test_nothing_outside_is_asked_for_but_pyodide(opened, site):
    """Pyodide is refused here, so no cell runs; it is the one thing that the site asks another computer for."""
    import site_lock

    page, asked, _ = opened
    _, base = site_lock.release_address()
    until = time.monotonic() + 60
    while time.monotonic() < until and not asked:
        page.wait_for_timeout(500)
    assert asked, "the kernel has not been started"
    assert {address for address in asked if not address.startswith(f"{base}/")} == set()
