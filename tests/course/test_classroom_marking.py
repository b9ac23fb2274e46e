"""The page to mark written answers on, the files that come back from it, and two markers beside each other."""

import csv
import io
import re
import shutil
import zipfile
from argparse import Namespace

import bank
import course_kit
import nbformat
import pytest
from classroom import steps
from classroom.cells import is_written
from classroom.course import Course, Refusal, source_of
from classroom.giving_back.feedback import feedback
from classroom.marking import alike, criteria, rubric, written_answers
from course_marks import QUESTION, by_hand, graded, hand_in, in_the_gradebook

NAMES = ["The other reading", "Your own reading", "What the text leaves open", "The sentence for the codebook"]
OTHER = "A fair classmate would say hinted, since p15 warns of a risk. I stand by rule 10: the risk is far away."
HEAD = ["student", "question", "marker", *NAMES, "comment"]


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Four hand-ins: ann and cyd wrote the same text, ben handed in a sample of the mark scheme, dee wrote nothing."""
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    course = course_kit.released(tmp_path_factory.mktemp("marking") / "course")
    kit = course_kit.kit_of(course)
    sample = rubric.questions(course)[0].samples[1]
    empty = bank.find(kit.book(), QUESTION).source
    for student, words in (("ann", OTHER), ("ben", f"{sample} I used no assistant."), ("cyd", OTHER), ("dee", empty)):
        own = kit.model("a1-cell-1").replace("That risk", f"That risk, says {student},")
        hand_in(course, student, kit.short(a1_other_reading=words, a1_cell_1=own))
    graded(course)
    return course


@pytest.fixture
def course(released, tmp_path):
    """A copy of it."""
    shutil.copytree(released.root, tmp_path / "course")
    return Course(tmp_path / "course", "A1")


def came_back(course, *rows, name="A1-marks.csv", head=HEAD, delimiter=","):
    """Write a file of marks as the page or a spreadsheet saves it; rows: (student, marker, four points, comment)."""
    path = course.root.parent / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(head)
        writer.writerows([student, QUESTION, marker, *points, words] for student, marker, points, words in rows)
    return path


def page_of(course, **more):
    return written_answers.write_page(course, **more)[0].read_text(encoding="utf-8")


def test_the_rubric_is_read_from_the_notebook():
    for name in ("A1", "A2", "A3"):
        book = nbformat.read(source_of(name), as_version=4)
        (found,) = [rubric._question(cell, before.source) for before, cell in zip(book.cells, book.cells[1:])
                    if is_written(cell)]  # fmt: skip
        assert (found.most, len(found.criteria), len(found.samples)) == (12.0, 4, 2), name
        assert [one.most for one in found.criteria] == [3.0] * 4 and len(found.criteria[0].levels) == 4
        assert "Four criteria" in found.scheme and "|---|" in found.task and "##" not in found.task


@pytest.mark.parametrize("task", ["Write.", "| c | low | high |\n|---|---|---|\n| a | x | y |",
                                  "| c | 0 | 3 |\n|---|---|---|\n| a | x | y |"])
def test_without_a_rubric_that_adds_up_there_is_one_box(task):
    assert rubric._criteria(task, 12.0) == [("Points", 12.0, [])]


def test_an_answer_stands_beside_its_rubric_its_mark_scheme_and_both_samples(course):
    path, count, said = written_answers.write_page(course)
    text = path.read_text(encoding="utf-8")
    assert count == 3 and "Not on the page, for nothing is written: 1." in said
    assert text.count("A fair classmate would say hinted") == 2 and "The code itself earns nothing" in text
    assert "My cell is the summit itself" in text and text.count("The codebook is good and should be followed") == 2
    for name in NAMES:
        assert text.count(f">{name}, 0 to 3</label>") == 3
    assert not re.search(r"\b(ann|ben|cyd|dee)\b", re.sub("says (ann|ben|cyd)", "", text)), "pseudonyms alone"
    assert page_of(course, names=True).count("ann: Part 3") == 1


def test_what_is_word_for_word_the_same_is_listed_and_costs_nothing(course):
    before = course.grades_table.read_bytes()
    said = " ".join(written_answers.write_page(course)[2])
    assert "or like a model answer: something of 4 hand-ins" in said and "It costs no points" in said
    with (course.reports / "alike.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["students"], row["answer"]) for row in csv.DictReader(file)]
    assert ("ann, cyd", QUESTION) in rows and ("ben", QUESTION) in rows and ("dee", QUESTION) not in rows
    assert [row for row in rows if row[1] == "all answers"] == [] and course.grades_table.read_bytes() == before
    text = page_of(course, names=True)
    assert "The answer is word for word the same: as in the hand-in of cyd." in text
    assert "An answer of the instructor’s notebook stands in it word for word." in text
    elsewhere = "Elsewhere in this hand-in (The second cell): an answer of the instructor’s"
    assert text.count(elsewhere) == 3, "each of the three on the page, in words that a heading has"


def test_the_same_words_in_other_letters_are_the_same():
    assert alike.bare("The “gap” is\nnamed.") == alike.bare("the GAP is named") != alike.bare("the gap is not named")
    short = {"a": "x" * 10, "b": "x" * 10, "c": "y" * 90, "d": "y" * 90}
    assert alike._groups(short) == [("c", "d")], "two may write the same short line"


def test_points_by_criterion_go_into_the_gradebook_the_file_and_the_feedback(course):
    path = came_back(course, ("ann", "", ["3", "2,5", "2", "1"], "Name the gap."), delimiter=";")
    said = written_answers.take(course, [path])
    assert "New in the gradebook: 1." in said and in_the_gradebook(course, "ann") == (8.5, None, "Name the gap.", False)
    assert criteria.read(course)["ann", QUESTION, "first"].points == dict(zip(NAMES, [3, 2.5, 2, 1]))
    assert ",20.5,36,,6,6,0,0,8.5" in course.grades_table.read_text(encoding="utf-8-sig")
    feedback(course, ["ann"], shared=True)
    text = (course.feedback / "ann.html").read_text(encoding="utf-8")
    assert "Points: 8.5 of 12<br>The other reading: 3<br>Your own reading: 2.5<br>" in text and "Name the gap." in text


def test_a_page_gives_back_what_was_marked_and_pseudonyms_are_understood(course):
    written_answers.write_page(course)
    key = written_answers._key(course)
    written_answers.take(course, [came_back(course, (key["ann"], "first", ["3", "2", "2", "1"], "=1+1"))])
    assert in_the_gradebook(course, "ann")[:3] == (8, None, "=1+1")
    assert '"points": {"The other reading": 3.0,' in page_of(course) and '"comment": "=1+1"' in page_of(course)


def test_open_boxes_are_kept_and_are_no_mark(course):
    said = written_answers.take(course, [came_back(course, ("ann", "first", ["3", "", "", "0"], ""))])
    assert "ann, “Part 3: the other reading”: 2 of 4 boxes are open, so it is not marked yet." in said
    assert in_the_gradebook(course, "ann")[0] is None
    assert criteria.read(course)["ann", QUESTION, "first"].points == {NAMES[0]: 3, NAMES[3]: 0}


def test_marks_are_never_lost(course):
    written_answers.take(course, [came_back(course, ("ann", "first", ["3", "3", "3", "3"], "Good."))])
    by_hand(course, "ann", 10, "Later, in the book.")
    text = page_of(course)
    assert "The gradebook says 10 of 12, and the boxes make 12. It counts until you save boxes." in text
    written_answers.take(course, [came_back(course, ("ann", "first", ["3", "3", "3", "3"], "Good."))])
    assert in_the_gradebook(course, "ann")[0] == 10, "the boxes are those of before, and the book has the newer word"
    changed = ("ann", "first", ["3", "3", "3", "2"], "Good.")
    written_answers.take(course, [came_back(course, changed, ("ben", "", [""] * 4, ""))])
    assert in_the_gradebook(course, "ann")[0] == 11 and len(criteria.read(course)) == 1
    earlier = course.root / "marks" / "A1-criteria-earlier.csv"
    assert ",3,3,3,3,Good.," in earlier.read_text(encoding="utf-8")
    assert ",10," in (course.root / "marks" / "A1-earlier.csv").read_text(encoding="utf-8")


def test_points_of_an_answer_that_changed_since_wait(course):
    written_answers.write_page(course)
    known = re.search(r'"print": "(\w+)"', page_of(course, names=True))[1]
    path = came_back(course, ("ann", "first", ["3"] * 4, ""), head=[*HEAD, "answer"])
    path.write_text(path.read_text(encoding="utf-8-sig").replace("3,3,3,3,", f"3,3,3,3,,{'a' * len(known)}"),
                    encoding="utf-8")  # fmt: skip
    said = " ".join(written_answers.take(course, [path]))
    assert "the answer changed after the page was made, so its points wait" in said
    assert in_the_gradebook(course, "ann")[0] is None and criteria.read(course)["ann", QUESTION, "first"].points


def test_an_older_file_takes_nothing_from_a_newer_one(course):
    def saved(points, when):
        path = came_back(course, ("ann", "first", points, ""), head=[*HEAD, "saved"])
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()},{when}\n", encoding="utf-8")
        return written_answers.take(course, [path])

    saved(["3"] * 4, "2026-11-28T10:00:00.000Z")
    saved(["2"] * 4, "2026-11-28T12:30:00+01:00")
    assert in_the_gradebook(course, "ann")[0] == 8
    said = " ".join(saved(["3"] * 4, "2026-11-28T10:00:00.000Z"))
    words = "this file is older than the marks of first that are here; they stay."
    assert f"ann, “Part 3: the other reading”: {words}" in said
    assert in_the_gradebook(course, "ann")[0] == 8
    saved(["1"] * 4, "28.11.26 13:00")
    assert in_the_gradebook(course, "ann")[0] == 4, "a spreadsheet writes time in its own way"


def test_all_that_is_wrong_in_a_file_is_told_at_once_and_nothing_is_changed(course):
    written_answers.take(course, [came_back(course, ("ben", "first", ["1"] * 4, ""))])
    before = {path: path.read_bytes() for path in (course.root / "marks").iterdir()}
    path = came_back(course, ("eve", "", ["1"] * 4, ""), ("ann", "", ["4", "x", "1", "1"], ""),
                     ("cyd", "", ["1"] * 4, ""), ("cyd", "", ["2"] * 4, ""))  # fmt: skip
    with pytest.raises(Refusal) as refused:
        written_answers.take(course, [path])
    for words in ("row 2, column “student”: nobody handed in as “eve”.",
                  "row 3, column “The other reading”: 4 is not between 0 and 3.",
                  "row 3, column “Your own reading”: “x” is no number. Write for example 2 or 2.5.",
                  "row 5, column “student”: an earlier row is about it too.", "Nothing was changed."):
        assert words in str(refused.value)
    assert {path: path.read_bytes() for path in (course.root / "marks").iterdir()} == before
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Refusal, match="workbook"):
        written_answers.take(course, [path])
    criteria.path_of(course).write_bytes(b"PK\x03\x04")
    with pytest.raises(Refusal, match="(?s)workbook.*Without the file, the sums in the gradebook count"):
        feedback(course)
    criteria.path_of(course).unlink()
    feedback(course, ["ben"], shared=True)
    assert "4 of 12" in (course.feedback / "ben.html").read_text(encoding="utf-8")
    with pytest.raises(Refusal, match="There is no file of marks at .*nothing.csv"):
        written_answers.take(course, [course.root / "nothing.csv"])


def test_a_share_goes_out_and_comes_back_and_two_markers_are_compared(course):
    written_answers.take(course, [came_back(course, ("ann", "first", ["3", "2", "2", "1"], "Mine."),
                                    ("ben", "first", ["1", "2", "1", "0"], ""))])  # fmt: skip
    given = Namespace(course=course.root, assignment="A1", take=[], share=2, marker="Kim", names=False)
    assert "to-Kim.zip: answers in it, by pseudonyms: 2." in steps.STEPS["mark"][2](given)
    with zipfile.ZipFile(course.reports / "to-Kim.zip") as archive:
        (name,) = archive.namelist()
        text = io.TextIOWrapper(archive.open(name), encoding="utf-8").read()
    assert name == "mark.html" and "Mine." not in text and '"marker": "Kim"' in text and '"points": {}' in text
    assert "word for word" not in text, "what the first marker knows would sway the second"
    again = (course.reports / "to-Kim" / "mark.html").read_text(encoding="utf-8")
    assert re.findall('"who": "(R...)"', again) == re.findall('"who": "(R...)"', text)
    back = came_back(course, ("ann", "Kim", ["3", "3", "2", "1"], "Theirs."), ("ben", "Kim", ["1", "2", "2", "0"], ""),
                     ("cyd", "Kim", ["2", "2", "2", "2"], "Alone."), name="back.csv")  # fmt: skip
    (course.root.parent / "back").mkdir()
    back.rename(course.root.parent / "back" / "back.csv")
    said = "\n".join(written_answers.take(course, [course.root.parent / "back"]))
    assert "2 answers were marked by more than one of first, Kim." in said
    assert "The other reading: the same points in 100 percent of 2 answers; alpha 1.00" in said
    assert "Your own reading: the same points in 50 percent of 2 answers; alpha 0.00" in said
    assert in_the_gradebook(course, "ann")[:3] == (8, None, "Mine."), "the points of “first” count"
    assert in_the_gradebook(course, "cyd")[:3] == (8, None, "Alone."), "where “first” gave none"
    lines = (course.reports / "two-markers.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "student,question,criterion,first,Kim"
    assert f"ann,{QUESTION},Your own reading,2,3" in lines and not [line for line in lines if line.startswith("cyd")]


def test_another_marker_takes_nothing_from_a_mark_that_was_given_in_the_gradebook(course):
    by_hand(course, "ann", 9, "By the lecturer.")
    said = " ".join(written_answers.take(course, [came_back(course, ("ann", "Kim", ["1"] * 4, ""))]))
    assert "the gradebook has 9 of 12 points, “By the lecturer.”, given in another way; it stays." in said
    assert in_the_gradebook(course, "ann")[0] == 9
    written_answers.take(course, [came_back(course, ("cyd", "Kim", ["1"] * 4, ""))])
    written_answers.take(course, [came_back(course, ("cyd", "Kim", ["2"] * 4, ""))])
    assert in_the_gradebook(course, "cyd")[0] == 8, "one's own earlier mark is no other one"


@pytest.mark.parametrize("marker", ["first", "Kim Lee", "../x", ""])
def test_a_share_needs_the_name_of_a_marker(course, marker):
    given = Namespace(course=course.root, assignment="A1", take=[], share=2, marker=marker, names=False)
    with pytest.raises(Refusal, match="Name the other marker"):
        steps.STEPS["mark"][2](given)
