"""The whole bank through the kit in process: every entry gets its points, its status and its message."""

import csv
import re

import bank
import bank_run
import course_kit
import pytest

ENTRIES = bank.entries()
SECONDS = 15  # for one cell; a machine that runs all tests is slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    return course_kit.released(tmp_path_factory.mktemp("bank") / "course")


@pytest.fixture(scope="module")
def students(course):
    """{entry: student}, after the platform's zip was collected."""
    from classroom.collecting.collect import collect

    path = course.root.parent / "platform.zip"
    known = bank.platform_zip(course_kit.kit_of(course), ENTRIES, path)
    collect(course, path)
    return known


@pytest.fixture(scope="module")
def results(course, students):
    from classroom.grading.grade import Limits, grade

    limits = Limits(seconds=SECONDS, isolated=False, workers=1)
    return {result.student: result for result in grade(course, limits=limits, make=bank_run.InProcess)}


def test_the_bank_is_large():
    assert len(ENTRIES) >= 40 and len({one.name for one in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("one", ENTRIES, ids=lambda one: one.name)
def test_every_entry_gets_its_points_status_and_message(one, students, results):
    assert bank.problems(one, results[students[one.name]]) == []


def test_no_student_is_lost_and_every_original_is_kept(course, students, results):
    assert set(results) == set(students.values()) and len(set(students.values())) == len(ENTRIES)
    for one in ENTRIES:
        kept = course.collected / students[one.name] / "originals"
        assert [path for path in kept.rglob("*") if path.is_file()], one.name
    outside = [path for path in course.root.parent.rglob("outside*") if not path.is_relative_to(course.collected)]
    assert outside == []


def test_the_table_has_a_status_for_all_and_no_formula(course, results):
    lines = course.grades_table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(ENTRIES) + 1
    assert not [line for line in lines if line.lstrip('"').startswith(("=", "+", "-", "@"))]
    heads = lines[0].split(",")
    assert heads[:6] == ["student", "status", "message", "points", "of", "to mark"]


def test_the_messages_name_the_parts_of_the_assignment_in_words(course, results):
    with course.grades_table.open(encoding="utf-8-sig", newline="") as file:
        messages = [row["message"] for row in csv.DictReader(file)]
    assert [words for words in messages if re.search("“(a1|added)-", words)] == []
    said = " ".join(messages)
    for words in ("The cell “The first cell” stopped: ", "The cell “The first cell (points)” was changed",
                  "The answer “The first cell” had lost its name", "The cell “A1 Judge the coding (code)” was changed"):
        assert words in said, words


def test_grading_one_again_leaves_the_others_as_they_were(course, students, results):
    from classroom.grading.grade import Limits, grade

    before = course.grades_table.read_text(encoding="utf-8-sig")
    limits = Limits(seconds=SECONDS, isolated=False, workers=1)
    again = grade(course, [students["rightwithoutzip"]], limits, make=bank_run.InProcess)
    assert {result.student for result in again} == set(results)
    assert course.grades_table.read_text(encoding="utf-8-sig") == before


class _DiesOnceLater(bank_run.InProcess):
    """The memory that a cell used up may end Python in that cell or, at any moment, in one after it."""

    runs = 0

    def run(self, student, seconds, whole):
        _DiesOnceLater.runs += 1
        if _DiesOnceLater.runs == 1:
            return {"success": False, "log": "", "cell": "a1-cell-2", "end": "died", "told": []}
        return super().run(student, seconds, whole)


@pytest.mark.parametrize("name", ["memoryatonce", "memorythatiskept", "hardexit", "killedtwice"])
def test_a_cell_that_ended_through_one_before_it_is_tried_again(name, course, students):
    from classroom.grading.grade import Limits, grade

    _DiesOnceLater.runs = 0
    limits = Limits(seconds=SECONDS, isolated=False, workers=1)
    results = {one.student: one for one in grade(course, [students[name]], limits, make=_DiesOnceLater)}
    assert bank.problems(next(one for one in ENTRIES if one.name == name), results[students[name]]) == []
