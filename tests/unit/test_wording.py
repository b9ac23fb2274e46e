"""How a row is cited, a pole named, a code marked, a date written, and a table put in columns."""

from types import SimpleNamespace

import pandas as pd
import pytest
from standpoint import wording
from standpoint.table import in_columns, in_order

ROW = SimpleNamespace(quote="no deal", paragraph="p07", left="Keep it", right="Sell it")


def test_a_row_is_cited_with_its_paragraph():
    assert wording.cite(ROW) == "“no deal” (p07)" == wording.cited("no deal", "p07")
    assert wording.cited("he said “no”", "p02") == "he said “no” (p02)"


@pytest.mark.parametrize("code, pole, plainly, mark", [
    (-2, "Keep it", " (outright)", "● −2"), (-1, "Keep it", " (hinted)", "○ −1"),
    (0, "both poles, with no lean", "", "0"),
    (1, "Sell it", " (hinted)", "○ +1"), (2, "Sell it", " (outright)", "● +2"),
])
def test_a_code_is_written_in_one_way(code, pole, plainly, mark):
    assert (wording.pole(ROW, code), wording.plainly(code), wording.mark(code)) == (pole, plainly, mark)
    assert mark.endswith(wording.signed(code))


def test_a_date_is_written_as_people_do():
    assert wording.day_in_words("2025-08-09") == "9 August 2025"
    assert wording.date_parts("1978-09") == ["September", "1978"]


def test_columns_say_what_they_hold():
    """A field by its name or a function of the row; a heading may come twice, and no row leaves the headings."""
    rows = pd.DataFrame({"who": ["a", "b"], "n": [1, 2]})
    columns = ("Who", "who"), ("Twice", lambda row: 2 * row.n), ("Who", "n")
    shown = in_columns(rows, *columns)
    assert list(shown.columns) == ["Who", "Twice", "Who"] and shown.to_numpy().tolist() == [["a", 2, 1], ["b", 4, 2]]
    assert in_columns(rows.itertuples(), *columns).equals(shown)
    assert list(in_columns(rows.head(0), *columns).columns) == list(shown.columns)


def test_rows_come_in_the_order_of_items_and_then_of_stakeholders():
    case = SimpleNamespace(stakeholders=pd.DataFrame({"id": ["z", "a"]}))
    items = pd.DataFrame({"id": ["peace", "land"]})
    rows = pd.DataFrame({"issue": ["land", "peace", "land"], "stakeholder": ["a", "a", "z"]})
    found = in_order(case, rows, items, "issue")
    assert found.to_numpy().tolist() == [["peace", "a"], ["land", "z"], ["land", "a"]]
    assert in_order(case, rows.head(0), items, "issue").empty
