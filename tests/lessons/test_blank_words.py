"""A case in which each cell that may be blank is blank: it is shown, and no blank as Python writes it."""

import contextlib
import io
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from case_copy import copy_case, records, write
from shown_words import LESSONS, of_exercise, shown_by
from standpoint import CaseError, load
from standpoint.quiz import checks

# What is put in the place of None, a heading, and an option stay as they are.
AS_PYTHON_WRITES_IT = re.compile(r"(?:\bnan\b|(?<!place of )\bNone\b(?! of them| given|:)).{0,60}")


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The case, in which a cell is filled only where it must be."""
    folder = copy_case(tmp_path_factory.mktemp("bare"))
    for table, schema in load("anchorage", folder=folder).schemas.items():
        path = folder / f"{table}.csv"
        may = [field["name"] for field in schema["fields"] if not field.get("constraints", {}).get("required")]
        for column in may if path.is_file() else ():
            before, (head, *rows) = path.read_bytes(), records(path)
            write(path, [head, *([cell * (name != column) for name, cell in zip(head, row)] for row in rows)])
            try:
                _quietly(folder)
            except CaseError:
                path.write_bytes(before)
    case = _quietly(folder)
    assert case.risks["bearer"].isna().all() and case.dating["earliest"].isna().all(), "nothing was made blank"
    return case


def _quietly(folder):
    with contextlib.redirect_stdout(io.StringIO()):
        return load("anchorage", folder=folder)


def python_words(texts):
    return sorted({found[0] for text in texts for found in AS_PYTHON_WRITES_IT.finditer(str(text))})


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_shows_a_blank_as_python_writes_it(lesson, bare, monkeypatch):
    assert python_words(shown_by(lesson, bare, monkeypatch)) == []


def test_no_exercise_shows_a_blank_as_python_writes_it(bare):
    made = [one for one in checks._EXERCISES.values() if one.make.__module__.startswith("standpoint.")]
    assert {one.id: found for one in made if (found := python_words(of_exercise(one, bare)))} == {}
