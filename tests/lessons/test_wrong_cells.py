"""One wrong cell in a table of a lesson gives one message that helps, and leaves the file as it was."""

import frictionless
import pytest
from case_copy import CASE, change, copy_case, only_problem, problems_in, records, rows, write

# By table: a row, by some of its values, and for it (column, value, words of the message).
WRONG = {
    "after": [({"id": "x01"}, [
        ("date", "18.08.2025", "Year, month, day"), ("date", "2025-02-30", "as in 2027-06-30"),
        ("date", "", "the cell is empty"), ("bears", "proves", "fits, against, open"),
        ("source", "the news", "beginning with https"), ("source", "", "the cell is empty"),
        ("source_title", "", "the cell is empty"), ("quote", "pigs could fly", "are not in p08"),
        ("paragraph", "p99", "is not a part of the text"), ("event", "=A1", "formula"),
        ("note", "", "the cell is empty"), ("id", "x02", "Keep one of the two rows"), ("id", "e1", "x01, x02"),
    ])],
    "document_codes": [({"document": "trump_post", "issue": "seat"}, [
        ("document", "trump_pots", "not an id in documents.csv"), ("issue", "seats", "not an id in issues.csv"),
        ("quote", "", "this column needs a value"), ("note", "", "the cell is empty where plainness is “hinted”"),
    ]), ({"document": "us_paper", "issue": "pressure"}, [("note", "", "the cell is empty where wording is “report”")])],
    "documents": [({"id": "europe_paper"}, [
        ("stakeholder", "eu", "not an id in stakeholders.csv"),
        ("authored_with", "kyiv", "not an id in stakeholders.csv"),
        ("genre", "speech", "not one of the allowed values"), ("date", "23.04.2025", "the right form"),
        ("words", "some", "not a whole number"), ("note", "", "the cell is empty where read is “part”"),
    ]), ({"id": "trump_post"}, [("source", "", "this column needs a value")])],
    "drafts": [({"draft": "us_28", "issue": "territory"}, [
        ("step", "5", "outside the range"), ("issue", "land", "not an id in issues.csv"),
        ("quote", "", "this column needs a value"), ("source", "the web", "the right form"),
        ("date", "20.11.2025", "the right form"), ("wording", "rumour", "not one of the allowed values"),
    ])],
    "endings": [({"id": "e6"}, [("condition", "If pigs fly", "are not in")])],
    "own_words": [({"stakeholder": "west", "issue": "seat"}, [
        ("source", "", "this column needs a value"), ("source", "http://example.org/page", "the right form"),
        ("date", "2025-13-01", "the right form"), ("date", "15.08.2025", "the right form"),
        ("speaker", "", "this column needs a value"), ("quote", "", "this column needs a value"),
        ("issue", "seats", "not an id in issues.csv"), ("direction", "2", "outside the range"),
        ("note", "", "the cell is empty where plainness is “hinted”"),
    ])],
    "questions": [({"kind": "live"}, [
        ("closes", "30.06.2027", "Year, month, day"), ("closes", "2027-02-30", "as in 2027-06-30"),
        ("kind", "future", "practice, live"), ("outcome", "perhaps", "yes, no"),
        ("outcome", "yes", "the page that shows the outcome"), ("deciding_source", "the news", "beginning with https"),
        ("deciding_source", "", "source that decides"), ("prediction", "f99", "Did you mean"),
        ("id", "q01", "Keep one of the two rows"), ("question", "=A1", "formula"),
    ]), ({"kind": "practice"}, [("outcome", "", "has a known answer")])],
    "record": [
        ({"verdict": "supported"}, [("source", "", "Give the full address")]),
        ({"verdict": "contradicted"}, [("source_title", "", "Say who published")]),
        ({"verdict": "not checkable"}, [("looked_for", "", "Say what was looked for")]),
        ({"id": "r01"}, [("source", "http://example.org/page", "the right form"),
                         ("verdict", "wrong", "not one of the allowed values")]),
    ],
}  # fmt: skip
CELLS = [(table, row, *cell) for table, found in WRONG.items() for row, cells in found for cell in cells]


@pytest.mark.parametrize(("table", "row", "column", "value", "words"), CELLS, ids=str)
def test_a_wrong_cell_gives_one_clear_message(tmp_path, table, row, column, value, words):
    folder = copy_case(tmp_path)
    path = folder / f"{table}.csv"
    number = next(n for n, found in enumerate(rows(CASE / path.name), start=2) if row.items() <= found.items())
    change(path, number, column, value)
    before, problem = path.read_bytes(), only_problem(folder)
    assert problem.file == path.name and column in problem.column and words in str(problem)
    assert {number, number + 1} & set(problem.rows) and path.read_bytes() == before


@pytest.mark.parametrize("table", ["own_words", "document_codes"])
def test_a_second_row_for_a_cell_is_refused(tmp_path, table):
    folder = copy_case(tmp_path)
    found = records(folder / f"{table}.csv")
    write(folder / f"{table}.csv", [*found, found[1]])
    assert any("stands in row 2 already" in str(problem) for problem in problems_in(folder))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert "primary-key" in {error.type for task in report.tasks for error in task.errors}
