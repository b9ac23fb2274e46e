"""Tables for a screen reader: no heading is empty, and nothing else of a table changes."""

import json
import re

import lab
import pandas as pd
from standpoint.draw.render import table_html

TABLE = pd.DataFrame({"value": [1, 2]}, index=pd.Index(["a", "b"], name="row"))
PLAIN = pd.DataFrame({"value": ["<th></th>", "x"]})
TALL = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]), index=["row"])
EMPTY = re.compile(r"<th[^>]*>\s*</th>")


def test_no_heading_of_a_table_is_empty_and_the_words_stay():
    for table in (TABLE, PLAIN, TALL, TABLE.head(0)):
        before, after = table._repr_html_(), table_html(table)
        assert EMPTY.search(before), "the test above would see nothing"
        assert not EMPTY.search(after)
        assert re.sub("<[^>]*>", "", before) == re.sub("<[^>]*>", "", after)
        assert len(re.findall("<t[hd][ >]", before)) == len(re.findall("<t[hd][ >]", after))


def test_no_saved_table_has_an_empty_heading():
    """Red after a change of `table_html`: then refresh the notebooks."""
    found = {}
    for path in [*lab.REPO.glob("notebooks/*.ipynb"), *lab.REPO.glob("notebooks/coursework/*.ipynb")]:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        pages = ["".join(o.get("data", {}).get("text/html", "")) for cell in cells for o in cell.get("outputs", [])]
        count = sum(len(EMPTY.findall(page)) for page in pages)
        found |= {path.name: count} if count else {}
    assert found == {}
