"""Marks by hand outlive a second grading, a newer hand-in and a lost gradebook; the gradebook is nbgrader's own."""

import csv
import shutil
from argparse import Namespace

import bank
import course_kit
import pytest
from classroom import steps
from classroom.course import Course, Refusal, nbgrader_config
from classroom.giving_back.feedback import feedback
from classroom.points import damage, gradebook, marks
from classroom.points.damage import state
from course_marks import QUESTION, TEST, Graded, by_hand, graded, hand_in, in_the_gradebook

NEW = f"{bank.WRITTEN} And p09 speaks for it too."


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    course = course_kit.released(tmp_path_factory.mktemp("marks") / "course")
    kit = course_kit.kit_of(course)
    hand_in(course, "ann", kit.short())
    hand_in(course, "ben", kit.short())
    graded(course)
    return course, kit


@pytest.fixture
def course(released, tmp_path):
    """A copy of a course in which ann and ben were graded and nothing is marked yet."""
    shutil.copytree(released[0].root, tmp_path / "course")
    Graded.meanwhile = None
    return Course(tmp_path / "course", "A1")


@pytest.fixture
def kit(released):
    return released[1]


def in_the_file(course):
    """{(student, question): row of marks/A1.csv as a spreadsheet shows it}"""
    with marks.path_of(course).open(encoding="utf-8-sig", newline="") as file:
        return {(row["student"], row["question"]): row for row in csv.DictReader(file)}


def edited(course, **changes):
    """Change ann's row of the file as a spreadsheet does: semicolons, its own numbers."""
    rows = list(in_the_file(course).values())
    rows = [row | changes if row["student"] == "ann" and row["question"] == QUESTION else row for row in rows]
    with marks.path_of(course).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, marks.COLUMNS, delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def page(course, student):
    return (course.feedback / f"{student}.html").read_text(encoding="utf-8")


def line(course, student):
    """The student's line of grades.csv."""
    with course.grades_table.open(encoding="utf-8-sig", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["student"] == student)


def test_grade_mark_late_hand_in_grade_feedback_correct_a_mark_grade(course, kit):
    by_hand(course, "ann", 9, "Name the\nsecond reading.", 1)
    by_hand(course, "ben", 7, "=1+1")
    hand_in(course, "ben", kit.short(a1_other_reading=NEW))
    results = graded(course)
    assert in_the_gradebook(course, "ann") == (9, 1, "Name the\nsecond reading.", False), "the answer is the same"
    assert (results["ann"].shown()[0], results["ann"].points[QUESTION]) == ("graded", 10)
    assert in_the_gradebook(course, "ben") == (7, None, "=1+1", True), "the answer changed: asked for, and kept"
    assert results["ben"].points[QUESTION] is None
    said = "“Part 3: the other reading” is to be marked again: its answer changed after it was marked. "
    said += "It had 7 of 12 points, “=1+1”."
    assert line(course, "ben")["status"] == "mark again" and line(course, "ben")["message"].startswith(said)
    assert line(course, "ben")["to mark"] == "1" and line(course, "ann")["to mark"] == ""
    file = in_the_file(course)
    assert (file["ann", QUESTION]["points"], file["ann", QUESTION]["extra credit"]) == ("9", "1")
    assert file["ann", QUESTION]["comment"] == "Name the\nsecond reading." and file["ann", QUESTION]["stands"] == "yes"
    assert (file["ben", QUESTION]["stands"], file["ben", QUESTION]["comment"]) == ("mark again", "'=1+1")

    feedback(course, shared=True)
    assert "22 of 36 points." in page(course, "ann") and "not marked yet" not in page(course, "ann")
    assert "Status: mark again" in page(course, "ben") and "It had 7 of 12 points" in page(course, "ben")
    assert "On the earlier answer: =1+1" in page(course, "ben")

    by_hand(course, "ben", 8, "Better.")
    by_hand(course, "ann", 10.5)
    results = graded(course)
    assert [results[name].points[QUESTION] for name in ("ann", "ben")] == [10.5, 8]
    assert {name: results[name].shown()[0] for name in results} == {"ann": "graded", "ben": "graded"}
    assert in_the_gradebook(course, "ben") == (8, None, "Better.", False)
    earlier = marks.path_of(course).with_name("A1-earlier.csv").read_text(encoding="utf-8")
    assert "ben,a1-other-reading,7," in earlier and "ann,a1-other-reading,9,1" in earlier


def test_a_row_whose_points_are_not_whole_says_so_first(course):
    graded(course)
    row = line(course, "ann")
    assert (row["status"], row["points"], row["to mark"]) == ("graded", "12", "1")
    assert row["message"].startswith("To mark by hand, so the points are not whole yet: “Part 3: the other reading”.")
    by_hand(course, "ann", 9)
    graded(course)
    assert "To mark by hand" not in line(course, "ann")["message"] and "To mark" in line(course, "ben")["message"]


def test_a_missing_folder_is_told_where_points_are_missing_and_nowhere_else(course, kit):
    hand_in(course, "ann", kit.filled())
    results = graded(course)
    assert "No folder my-work" not in results["ann"].message and results["ann"].sum() == 24
    assert results["ben"].message.endswith("what was done in forms and explorers is not in it.")


def test_the_same_mark_for_a_new_answer_stands_once_it_is_given(course, kit):
    by_hand(course, "ann", 9)
    hand_in(course, "ann", kit.short(a1_other_reading=NEW))
    assert graded(course, "ann")["ann"].shown()[0] == "mark again"
    by_hand(course, "ann", 9)  # the button “Resolve”
    assert graded(course, "ann")["ann"].points[QUESTION] == 9
    hand_in(course, "ann", kit.short())
    assert graded(course, "ann")["ann"].shown()[0] == "mark again", "the first answer is no longer the one marked"


def test_points_of_a_test_that_were_corrected_by_hand_stand_while_the_code_does(course, kit):
    by_hand(course, "ann", 5, question=TEST)
    assert graded(course, "ann")["ann"].points[TEST] == 5
    hand_in(course, "ann", kit.short(a1_other_reading=NEW))
    assert graded(course, "ann")["ann"].points[TEST] == 5, "the text changed, and the code did not"
    hand_in(course, "ann", kit.edited("a1-cell-1", ('"rule": "10"', '"rule": "4"')))
    result = graded(course, "ann")["ann"]
    assert result.points[TEST] is None and "It had 5 of 6 points" in result.shown()[1]
    assert in_the_gradebook(course, "ann", TEST)[0] == 5


def test_extra_credit_alone_is_asked_for_again(course, kit):
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        (mark,) = [row for row in book.find_submission("A1", "ann").notebooks[0].grades if row.name == TEST]
        mark.extra_credit = 2
        book.db.commit()
    assert graded(course, "ann")["ann"].points[TEST] == 8
    hand_in(course, "ann", kit.edited("a1-cell-1", ('"rule": "10"', '"rule": "4"')))
    assert graded(course, "ann")["ann"].shown()[0] == "mark again"


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_marks_come_back_when_the_gradebook_is_lost(course, kit, harm):
    by_hand(course, "ann", 9, "Good.\n\n=2", 1)
    by_hand(course, "ben", 7, "Fine.")
    feedback(course, shared=True)
    book = course.root / "gradebook.db"
    content = book.read_bytes()
    book.write_bytes(content[:40_000] + bytes(20_000) + content[60_000:] if harm == "damaged" else b"")
    assert state(course) == ("damaged" if harm == "damaged" else "missing"), "an empty file is none"
    if harm == "lost":
        book.unlink()
    before = marks.path_of(course).read_bytes()
    with pytest.raises(Refusal, match="Run the step “grade” again"):
        feedback(course)
    assert marks.path_of(course).read_bytes() == before
    assert (damage.LOST["damaged"] in " ".join(gradebook.Ledger(course).told)) == (harm == "damaged")
    hand_in(course, "ben", kit.short(a1_other_reading=NEW))
    results = graded(course)
    assert state(course) == "fine" and "made anew" in " ".join(course.said)
    assert in_the_gradebook(course, "ann") == (9, 1, "Good.\n\n=2", False) and results["ann"].points[QUESTION] == 10
    assert in_the_gradebook(course, "ben") == (7, None, "Fine.", True) and results["ben"].shown()[0] == "mark again"
    assert len(list(course.root.glob("gradebook-damaged-1.db"))) == (harm == "damaged"), "it is kept"
    feedback(course, shared=True)
    assert "22 of 36 points." in page(course, "ann")


def test_a_damaged_gradebook_does_not_stop_a_release(course, kit):
    by_hand(course, "ann", 9, "Good.")
    feedback(course, shared=True)
    book = course.root / "gradebook.db"
    book.write_bytes(book.read_bytes()[:40_000] + bytes(20_000))
    said = steps.STEPS["release"][2](Namespace(course=course.root, assignment="A1", text=[], again=False))
    assert "The gradebook is damaged." in said and "gradebook-damaged-1.db" in said and course.released_notebook
    assert graded(course)["ann"].points[QUESTION] == 9


@pytest.mark.parametrize("said, words", [
    ("database is locked", "another program is at work in it. Close that, and run the step again."),
    ("attempt to write a readonly database", "it may only be read."), ("database or disk is full", "Make room"),
    ("disk I/O error", "another program may be at work in it"),
])  # fmt: skip
def test_why_the_gradebook_cannot_be_used_is_said_in_words(said, words):
    with pytest.raises(Refusal) as refused:
        damage.refuse(said)
    assert words in str(refused.value) and said not in str(refused.value)


def test_a_student_who_was_deleted_keeps_the_marks_and_the_page(course):
    from nbgrader.api import Gradebook

    by_hand(course, "ann", 9, "Good.")
    feedback(course, shared=True)
    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        book.remove_student("ann")
    feedback(course, shared=True)
    assert "21 of 36 points." in page(course, "ann") and "Good." in page(course, "ann")
    assert in_the_file(course)["ann", QUESTION]["points"] == "9"
    assert graded(course, "ann")["ann"].points[QUESTION] == 9


def test_marks_stand_through_a_second_release(course, released):
    from classroom.handing_out.release import release

    by_hand(course, "ann", 9, "Good.")
    release(course)
    assert graded(course)["ann"].points[QUESTION] == 9
    assert in_the_gradebook(course, "ann") == (9, None, "Good.", False)


def test_marks_that_are_given_while_the_step_runs_stand_or_are_asked_for(course, kit):
    hand_in(course, "ben", kit.short(a1_other_reading=NEW))
    Graded.meanwhile = lambda course, student: by_hand(course, student, 6, "Seen.")
    results = graded(course)
    assert results["ann"].points[QUESTION] == 6 and in_the_gradebook(course, "ann") == (6, None, "Seen.", False)
    assert results["ben"].shown()[0] == "mark again", "it was given for the answer of before"
    assert in_the_gradebook(course, "ben") == (6, None, "Seen.", True)


def test_a_step_that_was_killed_between_grading_and_marks_takes_nothing_away(course, kit, monkeypatch):
    by_hand(course, "ann", 9)
    feedback(course, shared=True)
    monkeypatch.setattr(gradebook.Ledger, "settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(Refusal, match="Stopped"):
        graded(course, "ann")
    feedback(course, shared=True)
    assert in_the_gradebook(course, "ann")[3] is False and "21 of 36 points." in page(course, "ann")


def test_a_mark_is_corrected_in_a_spreadsheet(course):
    by_hand(course, "ann", 9, "Good.")
    feedback(course, shared=True)
    edited(course, points="10,5", comment="Very good; “yes”.")
    feedback(course, shared=True)
    assert in_the_gradebook(course, "ann") == (10.5, None, "Very good; “yes”.", False)
    assert "Taken from A1.csv: ann, “a1-other-reading”: 10.5 of 12 points, “Very good; “yes”.”" in " ".join(course.said)
    assert "22.5 of 36 points." in page(course, "ann") and in_the_file(course)["ann", QUESTION]["points"] == "10.5"
    edited(course, points="9,0")
    by_hand(course, "ann", 4)
    with pytest.raises(Refusal, match="row 2, column “points”: the file was changed to 9 of 12.*gradebook to 4"):
        feedback(course)
    assert in_the_gradebook(course, "ann")[0] == 4, "nothing was changed"


def test_a_spreadsheet_that_saves_the_file_as_it_is_changes_nothing(course):
    by_hand(course, "ann", 9, "=SUM(A1)\n'quoted'; a, b")
    feedback(course, shared=True)
    before = in_the_file(course)
    edited(course, since="28.11.26 10:00", stands="YES", of="12,00", points="9,00")
    feedback(course, shared=True)
    assert in_the_file(course)["ann", QUESTION]["check"] == before["ann", QUESTION]["check"]
    assert all(words.startswith("Pages with an answer that is not marked yet: 1 of 2 (ben).") for words in course.said)
    assert in_the_gradebook(course, "ann") == (9, None, "=SUM(A1)\n'quoted'; a, b", False)


@pytest.mark.parametrize("changes, words", [
    ({"points": "nine"}, "row 2, column “points”: “nine” is no number. Write for example 9.5."),
    ({"points": "99"}, "row 2, column “points”: 99 is not between 0 and 12."), ({"points": "nan"}, "“nan” is no"),
    ({"extra credit": "1.000,5"}, "row 2, column “extra credit”: “1.000,5” is no number."),
    ({"student": "anne"}, "row 2, column “student”: nobody handed in as “anne”."),
    ({"question": "a9"}, "row 2, column “question”: there is no “a9”."),
])  # fmt: skip
def test_a_row_that_cannot_be_right_is_told_by_row_and_column(course, changes, words):
    by_hand(course, "ann", 9)
    feedback(course, shared=True)
    before = course.grades_table.read_bytes()
    edited(course, **changes)
    content = marks.path_of(course).read_bytes()
    for step in (feedback, graded):
        with pytest.raises(Refusal) as refused:
            step(course)
        assert words in str(refused.value) and "Nothing was changed." in str(refused.value)
    assert in_the_gradebook(course, "ann") == (9, None, None, False)
    assert (course.grades_table.read_bytes(), marks.path_of(course).read_bytes()) == (before, content)


def test_a_file_that_is_no_table_is_refused_or_made_anew(course):
    by_hand(course, "ann", 9)
    feedback(course, shared=True)
    path = marks.path_of(course)
    whole = path.read_bytes()
    harm = {"workbook": b"PK\x03\x04", "quotation mark": whole + b'"ann', "“student” is missing": b"a,b\n1,2\n",
            "row 2 is about the same one": whole + whole.splitlines()[1] + b"\n"}  # fmt: skip
    for words, content in harm.items():
        path.write_bytes(content)
        with pytest.raises(Refusal, match=words):
            feedback(course)
    path.unlink()
    feedback(course, shared=True)
    assert path.read_bytes() == whole or in_the_file(course)["ann", QUESTION]["points"] == "9"


A, B = "of the first answer", "of another answer"


@pytest.mark.parametrize("kept, mark, now, asked, judged", [
    (None, marks.Kept(9), A, False, (True, A)),  # a new mark
    (None, marks.Kept(9), A, True, (False, "")),  # nobody knows for which answer it was given
    (marks.Kept(9, answer=A), marks.Kept(9), A, True, (True, A)),  # nbgrader asks, and the answer is the same
    (marks.Kept(9, answer=A), marks.Kept(9), B, True, (False, A)),
    (marks.Kept(9, answer=A), marks.Kept(9), B, False, (False, A)),  # the step was killed before nbgrader asked
    (marks.Kept(9, answer=A, stands=False), marks.Kept(9), B, False, (True, B)),  # asked for, and given again
    (marks.Kept(9, answer=A), marks.Kept(8), B, False, (True, B)),  # another mark, for the answer of now
    (marks.Kept(9, answer=A), marks.Kept(9), "", False, (True, A)),  # the graded notebook is gone
    (marks.Kept(comment="x", answer=A), marks.Kept(comment="x"), B, False, (False, A)),
    (marks.Kept(comment="x", answer=A, stands=False), marks.Kept(comment="x"), A, False, (True, A)),
    (marks.Kept(comment="x", answer=A), marks.Kept(comment="y"), B, False, (True, B)),
])  # fmt: skip
def test_a_mark_stands_while_its_answer_does(kept, mark, now, asked, judged):
    assert gradebook._judged(kept, mark, now, asked) == judged


def test_extra_credit_beside_no_points_is_no_mark(course):
    from nbgrader.api import Gradebook

    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        (mark,) = [row for row in book.find_submission("A1", "ann").notebooks[0].grades if row.name == QUESTION]
        mark.extra_credit = 2
        book.db.commit()
    assert graded(course, "ann")["ann"].points[QUESTION] is None
    assert in_the_gradebook(course, "ann") == (None, 2, None, True)
