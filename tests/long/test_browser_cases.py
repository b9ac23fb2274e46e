"""Lessons with other cases in a real browser: no cell stops, no script of a page fails.

Each lesson meets a text alone, and in turn a fourth of the cases of `lacking_cases`, so that each case is met by two
lessons or more; all of them, without a browser, are in lessons/test_every_case.py.
"""

import json
import shutil

import lab
import lacking_cases
import pytest
import refresh
from test_browser import mishaps, problems

LESSONS = sorted((refresh.ROOT / "notebooks").glob("*.ipynb"))
CASES = lacking_cases.names()
PAIRS = [(path, name) for n, path in enumerate(LESSONS) for m, name in enumerate(CASES) if (n + m) % 4 == 0]
TEXT = "A Harbour\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
FIRST = """import contextlib, io
from pathlib import Path
from standpoint.workshop.new_case import new_case
with contextlib.redirect_stdout(io.StringIO()):
    Path("my-work/alone").exists() or new_case("alone", {text!r})
{support}
"""


@pytest.fixture(scope="module")
def support(server):
    """The words of a module that opens a case by its name; the copy of the collection has no tests."""
    shutil.copy(refresh.ROOT / "tests" / "support" / "lacking_cases.py", server.root / "notebooks" / "lacking_cases.py")
    yield "from lacking_cases import open_case"
    shutil.rmtree(server.root / "notebooks" / "my-work" / "alone", ignore_errors=True)


@pytest.mark.parametrize(("path", "name"), [*((path, "alone") for path in LESSONS), *PAIRS], ids=str)
def test_a_lesson_with_another_case_has_no_error_in_the_browser(profile, server, support, path, name):
    context, watch = profile
    watch.clear()
    book = json.loads(path.read_text(encoding="utf-8"))
    for cell in book["cells"]:
        source = "".join(cell["source"]).replace('load("anchorage")', f"open_case({name!r})")
        cell |= {"source": source, **({"outputs": []} if cell["cell_type"] == "code" else {})}
    first = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
    first["source"] = FIRST.format(text=TEXT, support=support) + first["source"]
    target = server.root / "notebooks" / f"other-{path.name}"
    target.write_text(json.dumps(book), encoding="utf-8")
    page = lab.open_notebook(context, server, f"notebooks/{target.name}")
    lab.run_all(page)
    lab.settle(page)
    assert [line for cell in lab.cells(page) for line in mishaps(cell)] == []
    assert problems(watch) == []
    lab.close(page)
