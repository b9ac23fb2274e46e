"""A case in which each cell that may be blank is blank: it is shown, and no blank as Python writes it."""

import contextlib
import io
import re
import zipfile

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import pytest
from shown_words import LESSONS, of_exercise, shown_by
from standpoint import load
from standpoint.case.errors import TableError
from standpoint.quiz import checks
from standpoint.workshop import exchange

# What is put in the place of None, a heading, and an option stay as they are.
AS_PYTHON_WRITES_IT = re.compile(r"(?:\bnan\b|(?<!place of )\bNone\b(?! of them| given|:)).{0,60}")


@pytest.fixture(scope="module")
def bare():
    """The case, in which a cell is filled only where it must be."""
    case = load("anchorage")
    for table, schema in case.schemas.items():
        may = [field["name"] for field in schema["fields"] if not field.get("constraints", {}).get("required")]
        for column in may if len(case.tables[table]) else ():
            case = without(case, table, column, [True] * len(case.tables[table]))
            for row in np.flatnonzero(case.tables[table][column].notna()):
                case = without(case, table, column, np.arange(len(case.tables[table])) == row)
    assert case.risks["bearer"].isna().all() and case.record["source_title"].isna().any(), "nothing was made blank"
    return case


def without(case, table, column, rows):
    """The case with blanks in these rows of a column; the same case where it must not have them."""
    frame = case.tables[table].astype({column: "object"})
    frame[column] = [None if blank else value for blank, value in zip(rows, frame[column])]
    with contextlib.suppress(TableError), contextlib.redirect_stdout(io.StringIO()):
        return case.with_table(table, frame)
    return case


def python_words(texts):
    return sorted({found[0] for text in texts for found in AS_PYTHON_WRITES_IT.finditer(str(text))})


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_shows_a_blank_as_python_writes_it(lesson, bare, monkeypatch):
    assert python_words(shown_by(lesson, bare, monkeypatch)) == []


def test_no_exercise_shows_a_blank_as_python_writes_it(bare):
    made = [one for one in checks._EXERCISES.values() if one.make.__module__.startswith("standpoint.")]
    assert {one.id: found for one in made if (found := python_words(of_exercise(one, bare)))} == {}


def test_no_file_for_other_programs_holds_a_blank_as_python_writes_it(bare, tmp_path):
    book = zipfile.ZipFile(io.BytesIO(exchange.project_bytes(bare))).read("project.qde").decode("utf-8")
    quotations = exchange.write_selectors(bare, tmp_path / "quotations.csv").read_text(encoding="utf-8")
    assert python_words([book, quotations]) == []
