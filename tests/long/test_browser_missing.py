"""JupyterLab lacks a part, or a server forbids one: what then stands in the page is what README.md explains."""

import lab
import pytest
from standpoint.panel.panel import LACKING
from test_missing import SECTION

CELLS = [
    "# Missing",
    'from standpoint import draw, load\nfrom standpoint.explore import evidence_table\ncase = load("anchorage")',
    "draw.position_map(case)",
    "evidence_table(case)",
]
NO_BLOB = "{'headers': {'Content-Security-Policy': \"script-src 'self' 'unsafe-inline' 'unsafe-eval'\"}}"
SILENT = "Click to show javascript error."
NO_CONTROLS = "| the words of an explorer, and no controls |"
WAYS = {
    "no ipywidgets": ({"lacking": ["@jupyter-widgets/jupyterlab-manager"]}, LACKING, NO_CONTROLS),
    "no anywidget": ({"lacking": ["anywidget"]}, SILENT, SILENT),
    "no blob": ({"arguments": [*lab.QUIET_FLAGS, f"--ServerApp.tornado_settings={NO_BLOB}"]}, SILENT, SILENT),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_the_page_says_is_explained(browser, way):
    settings, words, row = WAYS[way]
    assert row in SECTION
    with lab.jupyterlab(**settings) as server:
        context, _ = lab.new_context(browser, server)
        lab.write_notebook(server.root / "notebooks" / "missing.ipynb", CELLS)
        page = lab.open_notebook(context, server, "notebooks/missing.ipynb")
        assert lab.run_all(page), "Python itself runs"
        lab.settle(page)
        page.get_by_text(words).wait_for()
        assert page.locator(".jp-Notebook .standpoint-table").count() == 0
        assert page.locator(".js-plotly-plot .main-svg").count() > 0, "charts need none of these parts"
        context.close()
