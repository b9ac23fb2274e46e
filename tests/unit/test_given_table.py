"""A DataFrame in place of a table of a case: checked as a file is, and all that is computed from it computed anew."""

import numpy as np
import pandas as pd
import pytest
from case_copy import unchecked
from standpoint.case.case import grid, load
from standpoint.case.errors import CaseError

NAMES = ("anchorage", "bridge")


def changed(case, row, **cells):
    """A copy of the positions with some cells of a row changed."""
    mine = case.positions.copy()
    for column, value in cells.items():
        mine.loc[row, column] = value
    return mine


def refused(case, name, table):
    """The whole message."""
    with pytest.raises(CaseError) as error:
        case.with_table(name, table)
    assert "Traceback" not in str(error.value) and error.value._render_traceback_() == [str(error.value)]
    return str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_given_back_is_the_same(name):
    case = load(name)
    for table, frame in case.tables.items():
        pd.testing.assert_frame_equal(case.with_table(table, frame).tables[table], frame)


def test_a_place_is_computed_anew(case):
    for row, direction, plainness in ((0, 1, "outright"), (0, -1, "hinted"), (3, 0, "outright")):
        mine = changed(case, row, direction=direction, plainness=plainness)
        code = direction * {"hinted": 1, "outright": 2}[plainness]
        found = case.with_table("positions", mine)
        assert found.positions.loc[row, "position"] == code
        old = case.positions.loc[row]
        assert grid(found).loc[old["issue"], old["stakeholder"]] == code
        assert found.positions["position"].drop(row).equals(case.positions["position"].drop(row))
    assert case.positions.equals(load("anchorage").positions), "the first case is as it was"


def test_the_place_of_a_quotation_is_computed_anew(case):
    other = case.positions.loc[5]
    mine = changed(case, 0, paragraph=other["paragraph"], quote=f"“{other['quote']}”")
    found = case.with_table("positions", mine).positions.loc[0]
    assert (found["quote"], found["start"], found["end"], found["sentence"]) == (
        other["quote"], other["start"], other["end"], other["sentence"]
    )  # fmt: skip


@pytest.mark.parametrize("name", ["postions", "Positions", "", 3, None])
def test_an_unknown_table_is_refused(case, name):
    said = refused(case, name, case.positions)
    assert said.startswith(f"with_table: there is no table “{name}”.") and "Known: stakeholders, issues" in said
    assert 'Did you mean “positions”' in said or name not in ("postions", "Positions")


@pytest.mark.parametrize("row, cells, said", [
    (4, {"stakeholder": "putn"}, "positions, row 4, column stakeholder: “putn” is not an id in stakeholders.csv. Did"),
    (4, {"issue": "place"}, "positions, row 4, column issue: “place” is not an id in issues.csv. Did you mean “pace”?"),
    (4, {"direction": 3}, "positions, row 4, column direction: 3 is outside the range -1 to 1."),
    (4, {"direction": None}, "positions, row 4, column direction: the cell is empty, and this column needs a value."),
    (0, {"plainness": "loud"}, "positions, row 0, column plainness: “loud” is not one of the allowed values."),
    (0, {"quote": "words that nobody wrote"}, "positions, row 0, column quote: the words “words that nobody wrote”"),
    (0, {"paragraph": "p99"}, "positions, row 0, column paragraph: “p99” is not a part of the text."),
    (0, {"position": 2}, "positions, row 0, column position: a place is computed from direction and plainness"),
])  # fmt: skip
def test_an_unknown_id_or_value_is_refused_with_one_message(case, row, cells, said):
    found = refused(case, "positions", changed(case, row, **cells))
    assert found.startswith(said) and "\n" not in found


def test_a_row_is_named_as_pandas_names_it(case):
    putin = case.positions[case.positions["stakeholder"] == "putin"]
    mine = putin.assign(plainness=["loud", *putin["plainness"][1:]])
    assert refused(case, "positions", mine).startswith(f"positions, row {putin.index[0]}, column plainness")
    named = mine.set_axis(list("abcdefgh"))
    assert refused(case, "positions", named).startswith("positions, row 0, column plainness")
    twice = pd.concat([case.positions, case.positions.loc[[2]]], ignore_index=True)
    said = refused(case, "positions", twice)
    assert f"row {len(case.positions)}, " in said and "stands in row 2 already" in said


def test_all_problems_come_at_once(case):
    mine = changed(case, 1, direction=7)
    mine.loc[2, "stakeholder"] = "nobody"
    said = refused(case, "positions", mine)
    assert said.startswith("2 problems were found. The case is as it was.\n1. positions, row 1, column direction")
    assert "2. positions, row 2, column stakeholder" in said


@pytest.mark.parametrize("table", [None, [], {}, "positions.csv", 3, np.zeros((2, 2))], ids=repr)
def test_what_is_no_table_is_refused(case, table):
    said = refused(case, "positions", table)
    assert "a table must be a DataFrame" in said and "mine = case.positions.copy()" in said


def test_columns_are_checked(case):
    assert "column quote: this column is missing." in refused(case, "positions", case.positions.drop(columns="quote"))
    assert "column mine: the table has no such column." in refused(case, "positions", case.positions.assign(mine=1))
    plain = case.positions[[field["name"] for field in case.schemas["positions"]["fields"]]]
    assert case.with_table("positions", plain).positions.equals(case.positions)


def test_what_python_makes_of_a_column_is_read(case):
    mine = case.positions.assign(direction=case.positions["direction"].astype(float), plainness=case.positions[
        "plainness"].str.capitalize().astype("category"))  # fmt: skip
    assert case.with_table("positions", mine.convert_dtypes()).positions.equals(case.positions)
    negotiable = case.issues.assign(negotiable=case.issues["negotiable"].astype(object))
    assert case.with_table("issues", negotiable).issues.equals(case.issues)


def test_what_is_repaired_is_said(case, capsys):
    case.with_table("positions", changed(case, 1, plainness="Outright"))
    said = capsys.readouterr().out
    assert said == "Repaired while reading: positions, row 1, column plainness: “Outright” is read as outright.\n"


def test_a_table_without_rows_is_a_table(case):
    assert case.with_table("positions", case.positions.head(0)).positions.empty
    assert unchecked(case, positions=case.positions.head(0)).positions.dtypes.equals(
        case.with_table("positions", case.positions.head(0)).positions.dtypes
    )
