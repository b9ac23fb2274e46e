"""Every notebook keeps the rules in notebook_rules.py. nbval, beside this, compares the outputs."""

import csv

import notebook_rules as rules
import pytest
import refresh

NOTEBOOKS = refresh.notebooks()
LESSONS = [path for path in NOTEBOOKS if path.parent.name == "notebooks" and not path.name.startswith("00")]


def label_of(value):
    """How pytest names a notebook or a rule."""
    return getattr(value, "stem", None) or value.__name__.replace("_", " ")


def case_labels():
    """The names that charts give to the stakeholders of each case in data/."""
    labels = []
    for path in sorted((refresh.ROOT / "data").glob("*/stakeholders.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            labels += [row["label"] for row in csv.DictReader(file)]
    return labels


@pytest.mark.parametrize("rule", rules.RULES, ids=label_of)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=label_of)
def test_notebook(path, rule):
    problems = rule(rules.load(path))
    assert not problems, f"{path.name}: {rule.__doc__}\n  " + "\n  ".join(problems)


@pytest.mark.parametrize("rule", rules.LESSON_RULES, ids=label_of)
@pytest.mark.parametrize("path", LESSONS, ids=label_of)
def test_lesson(path, rule):
    problems = rule(rules.load(path))
    assert not problems, f"{path.name}: {rule.__doc__}\n  " + "\n  ".join(problems)


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.parent.name == "notebooks"], ids=label_of)
def test_text_names_no_stakeholder_of_this_case(path):
    problems = rules.nothing_case_bound(rules.load(path), case_labels())
    assert not problems, f"{path.name}: {rules.nothing_case_bound.__doc__}\n  " + "\n  ".join(problems)


def test_the_labels_of_a_case_are_found():
    """Guard of the guard: with no labels the test above would pass on anything."""
    assert len(case_labels()) >= 3
