"""Late days and extensions: by the instructor's rule, never below zero, never without a word."""

import pytest
from classroom.collecting import collect
from classroom.course import Course, Refusal
from classroom.grading.result import Result
from classroom.points import late

POINTS, MOST = {"a": 20.0, "b": None}, {"a": 24.0, "b": 12.0}
HEAD = "student,days late,extension days,off per day\n"


@pytest.fixture
def course(tmp_path):
    """A course in which ann, ben and cyd handed in."""
    course = Course(tmp_path / "course", "A1")
    course.reports.mkdir(parents=True)
    rows = [collect.Collected(name, "collected", "A1.ipynb", "") for name in ("ann", "ben", "cyd")]
    collect.write_table(course.collected_table, collect.COLUMNS, rows)
    return course


def off(course, rows, message="", points=POINTS):
    """(points taken off, total, sentence) for ann under some rows of the file."""
    late.path_of(course).write_text(HEAD + rows, encoding="utf-8")
    (result,) = late.applied(course, [Result("ann", "graded", message, points, MOST)])
    assert result.late in result.shown()[1] and result.shown()[0] == "graded"
    return result.off, result.total(), result.late


@pytest.mark.parametrize("rows, points, words", [
    ("everyone,,,2\nann,3,,\n", 6, "Handed in 3 days late: 6 points are taken off, 2 points for each of 3 days."),
    ("everyone,,,5 %\nann,2,1,\n", 1.8, "Handed in 2 days late, with an extension of 1 day: 1.8 points are taken off, "
                                        "5 percent of 36 points for 1 day."),
    ("everyone,,7,2 points\nann,3,,\n", 0, "with an extension of 7 days: no points are taken off."),
    ("everyone,,,2\nann,3,,1\n", 3, "1 points for each of 3 days."), ("everyone,,,2\nann,99,,\n", 20, "20 points are"),
    ("ann,3,,\n", 0, "There is no rule for what a day costs"), ("everyone,,,2\nben,3,,\n", 0, ""),
    ('everyone,,,"0,5"\nann,"1,5",,\n', 0.75, "0.75 points are taken off, 0.5 points for each of 1.5 days."),
])  # fmt: skip
def test_the_rule_is_kept_and_said(course, rows, points, words):
    taken, total, said = off(course, rows)
    assert (taken, total) == (points, 20 - points) and words in said and bool(said) == bool(words)


def test_without_a_file_nothing_is_taken_off_and_an_earlier_rule_is_forgotten(course):
    before = Result("ann", "graded", "Handed in late.", POINTS, MOST, {}, 4.0, "of before")
    assert late.applied(course, [before])[0][6:] == (0.0, "")


def test_whoever_the_platform_calls_late_and_the_file_does_not_know_is_told_of(course):
    assert "How many days is not said" in off(course, "everyone,,,2\n", "Handed in late. Attempt 1 counts.")[2]


def test_nothing_is_taken_from_who_was_not_graded(course):
    late.path_of(course).write_text(HEAD + "everyone,,,2\nann,3,,\n", encoding="utf-8")
    result = Result("ann", "crashed", "Python died.", {})
    assert late.applied(course, [result]) == [result]


def test_all_that_is_wrong_is_told_at_once(course):
    rows = "everyone,1,,2\neve,1,,\nann,two,,\nben,1,-1,free\ncyd,1,,\ncyd,2,,\n"
    with pytest.raises(Refusal) as refused:
        off(course, rows)
    for words in ("row 2, column “days late”: leave it empty for “everyone”.",
                  "row 3, column “student”: nobody handed in as “eve”.",
                  "row 4, column “days late”: “two” is no number of days. Write for example 2.",
                  "row 5, column “extension days”: “-1” is no number", "“free” is no rule. Write for example 2 points",
                  "row 7, column “student”: an earlier row is about “cyd” too.", "Nothing was changed."):
        assert f"{words}" in str(refused.value), words
    late.path_of(course).write_text("student,days\nann,1\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        late.applied(course, [])
    for name in late.COLUMNS[1:]:
        assert f"late-A1.csv, row 1: the column “{name}” is missing." in str(refused.value)
    assert "The first row is: student,days late,extension days,off per day" in str(refused.value)
