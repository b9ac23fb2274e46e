"""Each wrong option of a choice has its own reply, in every exercise of every lesson that a check judges."""

import importlib

import pytest
from parts.records_answers import RIGHT
from standpoint import load
from standpoint.quiz import checks

ROOMS = ("reading", "claims", "stakeholders", "positions", "overlap", "deals", "forecasts", "readers", "history",
         "own_text")  # fmt: skip
for room in ROOMS:
    importlib.import_module(f"standpoint.lessons.{room}.exercises")
# Here each option is one of a list that grows with the case, and the rule for a wrong one is the same for all.
ONE_RULE = {
    ("01.1", "part"), ("01.3", "who"), ("04.2", "direction"), ("05.3", "item"), ("05.4", "needed"), ("06.1", "who"),
    ("08.1", "reader"), ("08.1", "issue"), ("09.3", "off"),
}  # fmt: skip


def choices():
    """(exercise, name of a choice) of each exercise whose right answer is known."""
    for exercise in RIGHT:
        for part in checks.get(exercise).asked(case_of(exercise)).parts:
            if part.field["kind"] == "choice" and (exercise, part.field["name"]) not in ONE_RULE:
                yield exercise, part.field["name"]


def case_of(exercise):
    return load("bridge" if exercise.startswith("10") else "anchorage")


@pytest.mark.parametrize("exercise, name", sorted(choices()))
def test_each_wrong_option_has_a_reply_of_its_own(exercise, name):
    case, right = case_of(exercise), RIGHT[exercise]
    right = right if isinstance(right, dict) else {name: right}
    options = next(p.field["options"] for p in checks.get(exercise).asked(case).parts if p.field["name"] == name)
    said = [str(checks.check(exercise, case, right | {name: value})) for value, _ in options]
    wrong = [words for words in said if words.startswith("Not yet")]
    assert wrong and len(wrong) == len(set(wrong)), wrong
    assert all(one.split("\n")[1:] for one in wrong), "each says what to look at next"
