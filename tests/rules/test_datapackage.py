"""The description of the case, read by frictionless, which knows nothing of our loader."""

import json

import frictionless
import pytest
from case_copy import CASE, TABLES, change, copy_case, problems_in, records, row_of, write

DESCRIBED = json.loads((CASE / "datapackage.json").read_text(encoding="utf-8"))
PACE = row_of("positions.csv", stakeholder="trump", issue="pace")


@pytest.fixture
def folder(tmp_path):
    return copy_case(tmp_path)


def errors_of(folder):
    """What frictionless finds wrong: {(file, type of error)}."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {(task.place, error.type) for task in report.tasks for error in task.errors} | {
        ("", e.type) for e in report.errors
    }


def test_frictionless_finds_the_package_valid(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert sorted(task.place for task in report.tasks) == TABLES
    assert {task.place: task.stats["rows"] for task in report.tasks} == {
        name: len(records(CASE / name)) - 1 for name in TABLES
    }


def test_every_column_of_every_table_is_described():
    assert sorted(resource["path"] for resource in DESCRIBED["resources"]) == TABLES
    for resource in DESCRIBED["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == records(CASE / resource["path"])[0]
        assert resource["name"] == resource["path"].removesuffix(".csv")
        for field in [resource, *fields]:
            assert field["description"].endswith(".") and len(field["description"]) >= 10, field["name"]
            assert "!" not in field["description"]


def test_no_table_is_left_without_rules():
    rules = {resource["name"]: resource["schema"] for resource in DESCRIBED["resources"]}
    assert all(schema.get("primaryKey") for schema in rules.values())
    for name, schema in rules.items():
        names = {field["name"] for field in schema["fields"]}
        keyed = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
        wanted = {
            "stakeholder": "stakeholders",
            "issue": "issues",
            "inducement": "inducements",
            "source": "stakeholders",
            "target": "stakeholders",
            "about": "stakeholders",
            "bearer": "stakeholders",
            "claim": "claims",
            "document": "documents",
            "authored_with": "stakeholders",
        }
        if name in ("record", "own_words", "documents", "document_codes", "after", "drafts"):
            del wanted["source"]  # there it is the address of a page
        assert {column: table for column, table in wanted.items() if column in names}.items() <= keyed.items(), name
        if {"paragraph", "quote"} <= names:
            assert {"paragraph", "quote"} <= {
                part for pair in schema["evidence"] for part in pair.values() if isinstance(part, str)
            }, name


def doubled(folder):
    found = records(folder / "positions.csv")
    write(folder / "positions.csv", [*found, found[1]])


# what is broken: (edit, the error of frictionless, words of our message)
BROKEN = {
    "out of range": (
        lambda f: change(f / "positions.csv", PACE, "direction", "2"),
        "constraint-error",
        "2 is outside the range",
    ),
    "below the range": (
        lambda f: change(f / "leverage.csv", 2, "strength", "0"),
        "constraint-error",
        "0 is outside the range",
    ),
    "not in the list": (
        lambda f: change(f / "positions.csv", PACE, "plainness", "said"),
        "constraint-error",
        "not one of the allowed",
    ),
    "not a number": (
        lambda f: change(f / "positions.csv", PACE, "salience", "two"),
        "type-error",
        "not a whole number",
    ),
    "not true or false": (
        lambda f: change(f / "issues.csv", 2, "negotiable", "perhaps"),
        "type-error",
        "neither true nor false",
    ),
    "empty": (
        lambda f: change(f / "positions.csv", PACE, "quote", ""),
        "constraint-error",
        "this column needs a value",
    ),
    "in the wrong form": (
        lambda f: change(f / "positions.csv", PACE, "paragraph", "p2"),
        "constraint-error",
        "the right form",
    ),
    "an unknown stakeholder": (
        lambda f: change(f / "positions.csv", PACE, "stakeholder", "trum"),
        "foreign-key",
        "not an id in stakeholders.csv",
    ),
    "an unknown claim": (
        lambda f: change(f / "tensions.csv", 2, "second", "c999"),
        "foreign-key",
        "not an id in claims.csv",
    ),
    "a doubled row": (doubled, "primary-key", "stands in row 2 already"),
    "a row that ends early": (
        lambda f: write(f / "positions.csv", [*records(f / "positions.csv"), ["putin", "pace"]]),
        "missing-cell",
        "the row has 2 cells",
    ),
    "a row with more cells": (
        lambda f: write(f / "positions.csv", [*records(f / "positions.csv"), ["x"] * 9]),
        "extra-cell",
        "the row has 9 cells",
    ),
    "another header": (
        lambda f: write(
            f / "positions.csv", [["who", *records(f / "positions.csv")[0][1:]], *records(f / "positions.csv")[1:]]
        ),
        "missing-label",
        "column who: the table has no such column",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_frictionless_and_our_loader_refuse_the_same(folder, name):
    edit, error, words = BROKEN[name]
    edit(folder)
    found = errors_of(folder)
    assert error in {kind for _, kind in found}
    problems = problems_in(folder)
    assert any(words in str(problem) for problem in problems), "\n".join(map(str, problems))
    assert {problem.file for problem in problems} == {file for file, _ in found}
