"""Every lesson with every shipped case, with a case that lacks each table in turn, and with a text alone.

No cell stops, and where a cell shows something of the first case, it shows something of the others: a sentence, if
that is all. One kernel for each lesson, as in a reader's day.
"""

import json
import os

import lacking_cases
import pytest
import refresh
from standpoint.workshop.case_rows import keep_row
from standpoint.workshop.new_case import new_case

TEXT = "A Harbour\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
PORT = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "", "interest": "2",
        "interest_quote": "The port wants money now"}  # fmt: skip
MONEY = {"label": "Money", "question": "Who pays?", "left": "the port", "right": "the town", "left_short": "port",
         "right_short": "town", "negotiable": "true", "quote": "The port wants money now and it says so"}  # fmt: skip
CODE = "stakeholder,issue,direction,plainness,salience,paragraph,quote,note\n" \
       "port,money,1,outright,3,p01,The port wants money now,\n"  # fmt: skip
CASES = [*lacking_cases.names(), "alone", "coded"]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the collection, with two cases of a reader's own: a text alone, and one coded in the explorer."""
    copy = refresh.clean_copy(tmp_path_factory.mktemp("every"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STANDPOINT_WORK", str(copy / "notebooks"))
        new_case("alone", TEXT)
        new_case("coded", TEXT)
        for label in ("Port", "Town"):
            keep_row("coded", "stakeholders", {**PORT, "label": label})
        keep_row("coded", "issues", MONEY)
        (copy / "notebooks" / "my-work" / "coded-positions.csv").write_text(CODE, encoding="utf-8")
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
    # Prose that is about another text says so; that of lesson 10 is about any.
    told = {name: "was written about another essay" in json.dumps(cells[0]) for name, cells in shown.items()}
    written_about = {name for name in CASES if name.startswith("anchorage")}
    assert {name for name in CASES if not told[name]} == (set(CASES) if path.stem.startswith("10") else written_about)
    # A new kernel has read what the coding explorer kept, in whichever lesson.
    assert "1 of its 2 cells coded, 0 decided blank, 1 not coded yet" in json.dumps(shown["coded"][0])
    assert "Next: write down who has a stake" in json.dumps(shown["alone"][0])
