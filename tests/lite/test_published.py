"""The folder that the workflow publishes: pages, and the site with Python beside them, from a subfolder of a host."""

import sys

import pytest

pytest.importorskip("jupyterlite_pyodide_kernel", reason="pip install -r tests/lite/requirements.txt")
lab = pytest.importorskip("lab")
from conftest import HERE  # noqa: E402
from serving import serving  # noqa: E402

sys.path.insert(0, str(HERE.parent))
import places  # noqa: E402, F401


@pytest.fixture(scope="module")
def published(tmp_path_factory, wheel_folder):
    import publish

    out = tmp_path_factory.mktemp("host") / "anything" / "here"
    publish.publish(out, "someone/essay", "v1", wheel_folder)
    return out


def test_from_the_door_into_a_notebook(published, browser):
    with serving(published.parents[1]) as host:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        refused = []
        context.on("response", lambda response: response.status == 404 and refused.append(response.url))
        page = context.new_page()
        page.goto(f"{host}/anything/here/")
        page.get_by_role("link", name="Open the notebooks in this browser").click()
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=lab.SLOW)
        assert page.locator(".jp-Notebook h1").first.inner_text().startswith("Who speaks here?")
        page.goto(f"{host}/anything/here/05-overlap.html")
        page.get_by_role("link", name="Run this lesson in the browser").click()
        page.wait_for_function("() => [...document.querySelectorAll('.jp-Notebook h1')].some("
                               "one => one.textContent.startsWith('05 Overlap'))", timeout=lab.SLOW)  # fmt: skip
        # JupyterLite asks for listings that may not be there, and a browser for the host's own icon.
        assert [url for url in refused if "/api/" not in url and not url.endswith("/favicon.ico")] == []
        context.close()


def test_neither_solutions_nor_hidden_names_are_published(published):
    """An upload to GitHub Pages leaves out what begins with a dot, so nothing may."""
    names = [path.relative_to(published).as_posix() for path in published.rglob("*")]
    assert [name for name in names if any(part.startswith(".") for part in name.split("/"))] == []
    assert [name for name in names if "/A1-" in f"/{name}" or name.endswith(".ipynb") and "coursework" in name] == []
