"""Every lesson with every shipped case, with a case that lacks each table in turn, and with a text alone.

No cell stops, and where a cell shows something of the first case, it shows something of the others: a sentence, if
that is all. One kernel for each lesson, as in a reader's day.
"""

import json
import os

import lacking_cases
import pytest
import refresh
from standpoint.workshop.new_case import new_case

TEXT = "A Harbour\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
CASES = [*lacking_cases.names(), "alone"]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the collection, with a reader's own case that is a text and no more."""
    copy = refresh.clean_copy(tmp_path_factory.mktemp("every"))
    new_case("alone", TEXT, folder=copy / "notebooks" / "my-work" / "alone")
    return copy


def on_each(path, root):
    """Run the code cells of a lesson on each case in turn, in one kernel; return {case: outputs of its cells}."""
    book = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    book["cells"] = [
        {**cell, "id": None, "source": "".join(cell["source"]).replace('load("anchorage")', f"open_case({name!r})")}
        for name in CASES
        for cell in cells
    ]
    book["cells"][0]["source"] = f"from lacking_cases import open_case\n{book['cells'][0]['source']}"
    target = root / "notebooks" / f"each-{path.name}"
    target.write_text(json.dumps(book), encoding="utf-8")
    packages = os.pathsep.join(str(root / part) for part in ("notebooks", "tests/support"))
    done = [cell.outputs for cell in refresh.run(target, root, {"PYTHONPATH": packages}).cells]
    return {name: done[n * len(cells) : (n + 1) * len(cells)] for n, name in enumerate(CASES)}


@pytest.mark.parametrize("path", sorted((refresh.ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_cell_stops_and_none_falls_silent(path, root):
    shown = on_each(path, root)
    talks = [n for n, outputs in enumerate(shown["anchorage"]) if outputs]
    silent = [(name, n) for name in CASES for n in talks if not shown[name][n]]
    assert silent == []
    raised = [(name, n, output["evalue"]) for name in CASES for n, outputs in enumerate(shown[name])
              for output in outputs if output["output_type"] == "error"]  # fmt: skip
    assert raised == []
    assert "Next: write down who has a stake" in json.dumps(shown["alone"][0])
