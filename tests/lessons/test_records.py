"""What explorers, exercises and charts say is what is recorded of them; tools/records.py writes records.

The random ways of the explorers take long: tests/long/test_long_records.py goes them.
"""

import ast
import json
import re

import pytest
import records
import records_exercises as exercises
import records_lessons as lessons

NAMES = sorted(path.stem for path in records.FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def parts(browser):
    """{name: part} of all that the lessons show."""
    with records.all_parts(browser) as found:
        yield {part.name: part for part in found}


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_is_recorded(name, parts):
    assert name in parts, f"No lesson shows {name} any more: delete its record."
    found = records.differs(parts[name], quick=True)
    assert not found, "\n".join(found)


def test_all_that_lessons_show_has_a_record(parts):
    assert sorted(parts) == NAMES


@pytest.mark.parametrize("name, old", [
    ("explorer-viewpoints", "no"), ("exercises-01", "mentions"), ("charts-bridge", "title"),
])  # fmt: skip
def test_one_changed_word_is_noticed(name, old, parts, monkeypatch):
    """Guard of the guard. The record is changed here and not the package: to a comparison it is the same."""
    text = records.kept(name)
    place = max(found.start() for found in re.finditer(rf"\b{old}\b", records.without_ways(text)))
    monkeypatch.setattr(records, "kept", lambda _: f"{text[:place]}planted{text[place + len(old) :]}")
    assert "planted" in "".join(records.differs(parts[name], quick=True))


def recorded():
    """{(lesson, call)} of explorers and charts with a record, and {exercise: whether its check in code has one}."""
    calls, checked = set(), {}
    for name in NAMES:
        text = records.kept(name)
        if name.startswith("explorer-"):
            call, where = text.splitlines()[:2]
            calls |= {(lesson, call) for lesson in where.removeprefix("shown in ").split(", ")}
        elif name.startswith("exercises-"):
            checked |= {one: bool(found["in code"]) for one, found in json.loads(text).items()}
        else:
            calls |= set(re.findall(r"^== (\w+): (.+)$", text, re.MULTILINE))
    return calls, checked


NO_CARD = {"04.chart", "06.chart", "10.chart"}  # checked, asked for in no card: test_exercises.py, test_bridge.py


def without_record(lesson, cells):
    """What the cells of a lesson call that has no record: explorers, charts, cards and checks."""
    calls, checked = recorded()
    missing = []
    for tree in map(ast.parse, cells):
        shown = lessons.calls(tree, lessons.EXPLORERS, but=("ask", "beside"))
        shown += lessons.calls(tree, lessons.CHARTS, but=("describe",))
        shown += [call for call in lessons.calls(tree, ("marking",)) if call.startswith("coder(")]
        # What a reader draws of a table of their own is told by the tests of with_table.
        missing += [call for call in shown if (lesson, call) not in calls and "with_table" not in call]
        for name in ("ask", "check"):
            if exercises.named(tree, name):
                exercise = exercises.first_argument(tree)
                known = exercise in checked and (checked[exercise] or name == "ask") or exercise in NO_CARD
                missing += [] if known else [f"{name} {exercise}"]
    return missing


@pytest.mark.parametrize("path", lessons.books(), ids=lambda path: path.stem)
def test_a_lesson_calls_nothing_without_a_record(path):
    """For machines without a browser, and for what stands where it is not shown."""
    assert without_record(lessons.short(path), lessons.sources(path)) == []


def test_a_call_without_a_record_is_noticed():
    """Guard of the guard."""
    [explorer], [chart] = lessons.EXPLORERS[:1], lessons.CHARTS[:1]
    cells = [f"{explorer}.new_one(case)", f"mine = {explorer}.forecasts(second)\nmine", f"{chart}.new_one(case).show()",
             f"{explorer}.ask('01.9', case)", "answer = 1\nchecks.check('01.guess', case, answer)",
             f"{explorer}.beside(guess)", f"{chart}.describe(figure)", "marking.coder(other)"]  # fmt: skip
    found = ["new_one(case)", "forecasts(second)", "new_one(case)", "ask 01.9", "check 01.guess", "coder(other)"]
    assert without_record("07", cells) == found
    assert without_record("07", [f"{explorer}.forecasts(case)"]) == []
