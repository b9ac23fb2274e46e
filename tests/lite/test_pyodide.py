"""Lessons run whole by the browser's own Python, and their outputs are the saved ones.

Needs a Pyodide of its own, because the public address is not to be reached from a test:
STANDPOINT_PYODIDE=FOLDER, an unpacked full release, or what `python tests/lite/runtime.py FOLDER` puts together.
STANDPOINT_LESSONS="00 05" chooses lessons; without it, all are run, which takes a while.
"""

import os
import re
from pathlib import Path

import pytest
from conftest import serving

lab = pytest.importorskip("lab")
PYODIDE = os.environ.get("STANDPOINT_PYODIDE")
pytestmark = pytest.mark.skipif(not PYODIDE, reason="STANDPOINT_PYODIDE names no folder with Pyodide")
CHOSEN = os.environ.get("STANDPOINT_LESSONS", "").split()
LESSONS = [path.name for path in sorted((lab.REPO / "notebooks").glob("*.ipynb"))
           if not CHOSEN or path.name[:2] in CHOSEN]
LONG = 900_000  # ms; Python in the browser is several times slower, and the first import compiles everything
# Saved notebooks hold no widget, and a page that draws a chart adds a picture of it.
NOT_SAVED = {"application/vnd.jupyter.widget-view+json", "image/png"}


@pytest.fixture(scope="module")
def running(browser, tmp_path_factory, wheel_folder):
    """(browser, address) of a site that brings its Pyodide along."""
    import build

    out = tmp_path_factory.mktemp("whole") / "out"
    build.build(out, wheel_folder, Path(PYODIDE))
    config = build.read_json(out / "jupyter-lite.json")
    config["jupyter-config-data"]["exposeAppInBrowser"] = True
    build.write_json(out / "jupyter-lite.json", config)
    with serving(out) as base:
        yield browser, base


@pytest.fixture
def fresh(running):
    """(context, address): a new reader, who has nothing open and nothing kept."""
    browser, base = running
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(LONG)
    yield context, base
    context.close()


def shown(cells):
    """What a reader sees of each cell's outputs: everything but widgets and pictures of charts, streams joined."""
    found = []
    for cell in cells:
        seen = []
        for output in cell.get("outputs", []):
            data = {kind: value for kind, value in output.get("data", {}).items() if kind not in NOT_SAVED}
            text = "".join(output.get("text", ""))
            if output["output_type"] == "stream" and seen and isinstance(seen[-1], str):
                seen[-1] += text
            elif output["output_type"] == "stream":
                seen.append(text)
            elif output["output_type"] == "error":
                # The browser's kernel gives the class, not its name.
                seen.append({"error": output["ename"].removeprefix("<class '").removesuffix("'>").split(".")[-1]})
            elif data:
                whole = {kind: "".join(value) if isinstance(value, list) else value for kind, value in data.items()}
                if "text/html" in whole:  # a running page says more than a saved one
                    whole["text/html"] = re.sub("<p>If you read this after Run All Cells.*", "", whole["text/html"])
                seen.append(whole)
        found.append(seen)
    return found


def differences(before, now, place="cell"):
    """Name each place where two values of JSON differ, with both values."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in before.keys() | now.keys():
            yield from differences(before.get(key), now.get(key), f"{place}.{key}")
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, pair in enumerate(zip(before, now)):
            yield from differences(*pair, f"{place}[{number}]")
    elif before != now:
        yield f"{place}: saved {before!s:.300}, now {now!s:.300}"


def open_lesson(context, base, name):
    """Open a lesson in a new page, and wait for its Python."""
    page = context.new_page()
    page.goto(f"{base}/lab/index.html?path=notebooks/{name}")
    page.wait_for_function(f"() => window.jupyterapp && Boolean({lab.PANEL})")
    page.wait_for_function(f"() => {lab.PANEL}.sessionContext.session?.kernel")
    page.evaluate(f"() => {lab.PANEL}.sessionContext.session.kernel.info.then(() => true)")
    return page


# The helper's own ways to write: answers twice over, a coding file, a new case, which is made beside and renamed.
WRITES = """
from pathlib import Path
from standpoint.case import answers
from standpoint.workshop.new_case import new_case, own_case
from standpoint.case.safe_write import write_whole
said = [answers.keep("anchorage", "E1", number) for number in (1, 2)]
print(said, answers.recall("anchorage", "E1"))
for text in ("old", "new"):
    write_whole(Path("my-work/codes.csv"), text)
print(Path("my-work/codes.csv").read_text(encoding="utf-8"))
new_case("harbour", "The port should stay open. The mayor wants it closed.", author="A. Writer")
print(sorted(path.name for path in Path("my-work").iterdir()))
print(len(own_case("harbour").issues), sorted(path.name for path in Path("my-work/harbour").iterdir()))
"""
EXECUTE = f"""async code => {{
  const future = {lab.PANEL}.sessionContext.session.kernel.requestExecute({{code}});
  let said = '';
  future.onIOPub = ({{content}}) => {{ said += content.text || content.traceback?.join('\\n') || ''; }};
  await future.done;
  return said;
}}"""


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_runs_in_the_browser_and_shows_what_is_saved(fresh, name):
    import nbformat

    context, base = fresh
    page = open_lesson(context, base, name)
    try:
        lab.run_all(page)
        cells = lab.cells(page)
        saved = nbformat.read(lab.REPO / "notebooks" / name, 4).cells
        now, before = shown(cells), shown(saved)
        assert list(differences(before, now)) == []
    finally:
        lab.close(page)


def test_what_a_reader_writes_is_kept(fresh):
    """In the browser's storage, through every way in which the helper writes, and for the next page that is opened."""
    context, base = fresh
    page = open_lesson(context, base, LESSONS[0])
    said = page.evaluate(EXECUTE, WRITES)
    print(said)
    assert "['', '']" in said and "\nnew\n" in said and "'datapackage.json'" in said, said
    lab.close(page)
    page = open_lesson(context, base, LESSONS[0])
    again = page.evaluate(EXECUTE, "from pathlib import Path; print(sorted(p.name for p in Path('my-work').iterdir()))")
    lab.close(page)
    assert "'harbour'" in again and "'codes.csv'" in again and ".new" not in again, again
