"""A case that lacks a table: no exercise asks about what is not there, and so no reply says “right” of nothing."""

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from standpoint import load
from standpoint.quiz import checks

CASES = {name: load(name) for name in ("anchorage", "bridge")}
NEEDED = ("stakeholders", "issues")
# What an exercise is about: without a row of it nothing is asked.
ABOUT = {
    "positions": ["01.3", "04.1", "04.half", "04.2", "04.3", "04.4", "04.change"],
    "viewpoints": ["03.2"],
    "leverage": ["03.3", "03.4"],
    "own_words": ["04.5", "04.pose"],
    "claims": ["02.1", "02.3", "02.guess"],
    "inducement_codes": ["05.1", "05.2", "05.3", "05.4", "05.guess"],
    "predictions": ["07.1", "07.2", "07.guess"],
    "risks": ["07.1"],
    "questions": ["07.3", "07.4"],
    "codings": ["08.1", "08.2", "08.guess"],
    "summits": ["09.1", "09.2", "09.3", "09.4", "09.guess"],
}


def thin_cases():
    """(name of the case, what it lacks): each table alone, and all that may lack."""
    for name, case in CASES.items():
        tables = [table for table, rows in case.tables.items() if table not in NEEDED and len(rows)]
        yield from ((name, [table]) for table in tables)
        yield name, tables


def without(case, tables):
    for table in tables:
        case = case.with_table(table, case.tables[table].head(0))
    return case


@pytest.mark.parametrize("name, lacks", list(thin_cases()), ids=str)
def test_nothing_is_asked_of_what_is_not_there(name, lacks):
    case, odd = without(CASES[name], lacks), []
    for exercise_id, exercise in checks._EXERCISES.items():
        if not exercise.make.__module__.startswith("standpoint."):
            continue  # other tests make some of their own
        question = exercise.asked(case)
        if question.state == "open":
            continue
        rights = [part.right for part in question.parts]
        if not exercise.guess and question.state not in ("kept", "compare") and all(right is None for right in rights):
            odd.append((exercise_id, "every answer is right"))
        for part in question.parts:
            if part.field.get("max") == 0:
                odd.append((exercise_id, f"{part.field['name']}: a number from 0 to 0"))
            if part.field["kind"] in ("choice", "many") and len(part.field["options"]) < 2:
                odd.append((exercise_id, f"{part.field['name']}: nothing to choose"))
            if isinstance(part.right, set) and not part.right:
                odd.append((exercise_id, f"{part.field['name']}: no answer is right"))
    assert odd == []


@pytest.mark.parametrize("table, exercise_id", [(table, one) for table, listed in ABOUT.items() for one in listed])
def test_without_its_table_an_exercise_says_so(table, exercise_id):
    said = checks.check(exercise_id, without(CASES["anchorage"], [table]), "on")
    assert said.state == "open" and said.title == "There is nothing to answer in this case."
    assert len(said.lines) == 2 and said.lines[0]
