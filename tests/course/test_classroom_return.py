"""From each platform's export and back to it: collected, matched, marked, given back, read as the platform reads."""

import csv
import io
import shutil
import unicodedata
import zipfile

import bank
import nbformat
import platforms
import pytest
from classroom.collecting import collect, roster
from classroom.course import Course, Refusal, api, nbgrader_config
from classroom.giving_back import give_back
from classroom.grading import grade
from classroom.grading.result import Result
from test_classroom import folder_of, handed_out, toy
from test_classroom_collect import answered, zipped

pytest.importorskip("nbgrader")
from classroom.giving_back.feedback import feedback  # noqa: E402

POINTS = {"5": (1.5, 3), "6": (2, 2.5), "7": (0, 0), "8": (2, None)}  # 8 is not marked to the end
NFC = {one.number: unicodedata.normalize("NFC", one.name) for one in platforms.CLASS}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A course folder with a gradebook and nobody in it: nbgrader takes seconds to make one."""
    from nbgrader.api import Gradebook

    course = Course(tmp_path_factory.mktemp("return") / "course", "A1")
    folder_of(course.release, {"A1.ipynb": bank.as_bytes(handed_out())})
    folder_of(course.source, {"A1.ipynb": bank.as_bytes(toy())})
    api(course)
    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        book.add_assignment("A1")
        book.add_notebook("A1", "A1")
        book.add_grade_cell("t-q1-test", "A1", "A1", max_score=2, cell_type="code")
        book.add_grade_cell("t-text", "A1", "A1", max_score=3, cell_type="markdown")
        book.add_solution_cell("t-text", "A1", "A1")
    return course


@pytest.fixture
def course(empty, tmp_path):
    shutil.copytree(empty.root, tmp_path / "course")
    return Course(tmp_path / "course", "A1")


def marked(course, points):
    """Do what `grade` and an instructor would do. points: {student: (by the test, by hand or None)}."""
    from nbgrader.api import Gradebook

    results = []
    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        for student, (test, hand) in points.items():
            book.add_student(student)
            sent = book.add_submission("A1", student).notebooks[0]
            for row in sent.grades:
                row.auto_score = test if row.name == "t-q1-test" else None
                row.manual_score = hand if row.name == "t-text" else None
                row.needs_manual_grade = row.name == "t-text" and hand is None
            for row in sent.comments:
                row.manual_comment = f"Well read, <{student}>." if hand else None
            path = course.graded(student)
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(toy("x = 1"), path)
            results.append(Result(student, "graded", "", {"t-q1-test": test, "t-text": hand},
                                  {"t-q1-test": 2.0, "t-text": 3.0}))  # fmt: skip
        book.db.commit()
    grade.write_grades(course, results)


def handed_in(number, turn):
    return bank.packed({"A1.ipynb": answered(f"x = {number}{turn}")})


def through(course, tmp_path, layout):
    """Collect and mark the class's export of one layout; return ({number: student}, what was said, the paths)."""
    files, said = platforms.export(layout, handed_in), []
    kind = layout.split()[0]
    text = {"canvas": platforms.gradebook, "moodle": platforms.worksheet}.get(kind, platforms.listed)()
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    rows = collect.collect(course, zipped(tmp_path / "all.zip", files), "", said.append, tmp_path / "list.csv")
    assert {row.status for row in rows} == {"collected"}
    students = {}
    for row in rows:
        path = course.collected / row.student / "files" / row.file
        source = nbformat.read(path, as_version=4).cells[1].source
        students[source.removeprefix("x = ")[0]] = row.student
    assert len(students) == len(rows), "each has what he or she handed in"
    marked(course, {student: POINTS[number] for number, student in students.items()})
    feedback(course)
    return students, "\n".join(said), [name for name, _ in files]


@pytest.mark.parametrize("layout", platforms.EXPORTS)
def test_from_the_export_and_back(course, tmp_path, layout):
    students, said, paths = through(course, tmp_path, layout)
    kind = layout.split()[0]
    alone = kind in ("teams", "folders", "zips")  # a name is all there is, and two have one
    assert f"{len(students)} people, " in said and len(students) == (3 if alone else 4)
    found = give_back.give_back(course)
    words, home = "\n".join(found), course.root / "return" / "A1"
    excel = {cells["student"]: cells for cells in _excel(home)}
    assert (excel[students["5"]]["points"], excel[students["8"]]["points"]) == ("4,5", "")
    assert f"without a grade, and never with a zero: {students['8']} (1 to mark by hand)." in words
    assert f"with 0 points; look whether that is meant: {students['7']} (graded)." in words
    if layout == "canvas without names":
        assert platforms.canvas_reads((home / "grades-canvas.csv").read_text(encoding="utf-8")) == {}
        assert words.count("Left out, because the list does not tell whose it is") == 4
        return
    assert ("In the list and without a hand-in, so left as they are: " in words) and "Kim" in words
    if alone:
        assert "More than one person is called “Ann Lee”." in words
        assert {cells["number"] for cells in excel.values()} == {"", "7", "8"}
    else:
        assert {cells["number"] for cells in excel.values()} >= {"5", "6", "7", "8"}
        assert all(NFC[number] in (cells["name"], " ".join(reversed(cells["name"].split(", "))))
                   for number, cells in ((number, excel[student]) for number, student in students.items()))  # fmt: skip
    if kind == "canvas":
        grades = platforms.canvas_reads((home / "grades-canvas.csv").read_text(encoding="utf-8"))
        assert grades == {"5": "4.5", "6": "4.5", "7": "0"}, "who is not graded to the end has no row"
        assert "grades-canvas.csv. It holds 3 grades." in words
        back = platforms.canvas_feedback(home / "feedback-canvas.zip", paths)
        assert set(back) == {"5", "6", "7", "8"}
        assert zipfile.ZipFile(io.BytesIO(back["6"])).namelist() == ["A1-feedback.html"]
    if kind == "moodle":
        grades = platforms.moodle_reads((home / "grades-moodle.csv").read_text(encoding="utf-8"))
        comment = f"A1: Well read, &lt;{students['5']}&gt;."
        assert {number: one for number, (one, _) in grades.items()} == {"5": "4.5", "6": "4.5", "7": "0"}
        assert grades["5"][1].endswith(comment.removeprefix("A1")) and grades["7"][1] == ""
        back = platforms.moodle_feedback(home / "feedback-moodle.zip", {"5", "6", "7", "8", "9"})
        assert back == {number: ["A1-feedback.html"] for number in "5678"}
    if kind == "ilias":
        assert sorted(zipfile.ZipFile(home / "feedback-ilias.zip").namelist())[0] == (
            "multi_feedback_A1/Kahn_Noa_nk8_8/A1-feedback.html")  # fmt: skip


def test_a_page_that_is_not_whole_goes_along_and_is_named(course, tmp_path):
    collect.collect(course, folder_of_all(tmp_path))
    marked(course, {"ann-lee-5": (1, None), "ann-lee-6": (2, 3)})
    feedback(course)
    words = "\n".join(give_back.give_back(course))
    assert "hand-ins that are not graded to the end: 1 (ann-lee-5). Each page says so. To send them whole, run" in words
    with zipfile.ZipFile(course.root / "return" / "A1" / "feedback-by-name.zip") as archive:
        assert len(archive.namelist()) == 2
        page = archive.read("ann-lee-5/A1-feedback.html").decode("utf-8")
    assert "Status: graded in part" in page and "is not marked yet" in page


def _excel(home):
    text = (home / "grades-excel.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def moodle_class(course, tmp_path, text):
    """Two of a Moodle class, marked, with a worksheet."""
    collect.collect(course, folder_of_all(tmp_path))
    marked(course, {"ann-lee-5": (1, 3), "ann-lee-6": (2, 3)})
    (tmp_path / "grades.csv").write_text(text, encoding="utf-8")
    return tmp_path / "grades.csv"


def folder_of_all(tmp_path):
    return zipped(tmp_path / "all.zip", {f"Ann Lee_{n}_assignsubmission_file/A1.ipynb": answered() for n in (5, 6)})


def test_what_the_platform_has_already_is_told_before_it_changes(course, tmp_path):
    listed = moodle_class(course, tmp_path, platforms.worksheet("100.00", {"5": "3,5", "6": "5.00"}))
    words = "\n".join(give_back.give_back(course, listed))
    assert "Grades that the platform has and that would change: Ann Lee: 3.5, now 4." in words
    assert "The assignment has 5 points, and Moodle counts from 100" in words
    assert "Upload the grades first" in words and "no feedback pages of A1 yet" in words


def test_more_points_than_the_platform_takes_are_told(course, tmp_path):
    listed = moodle_class(course, tmp_path, platforms.worksheet("4.00"))
    words = "\n".join(give_back.give_back(course, listed))
    assert "ann-lee-6 has 5 points, and Moodle takes at most 4" in words
    path = course.root / "return" / "A1" / "grades-moodle.csv"
    assert set(platforms.moodle_reads(path.read_text(encoding="utf-8"))) == {"5"}


def test_without_a_list_there_is_a_table_and_a_zip_by_name(course, tmp_path):
    moodle_class(course, tmp_path, "")
    feedback(course)
    words = "\n".join(give_back.give_back(course))
    home = course.root / "return" / "A1"
    assert "give the list that the platform made" in words
    assert sorted(path.name for path in home.iterdir()) == ["feedback-by-name.zip", "grades-excel.csv"], (
        "Moodle counts groups too: without the list a number may be another one's")  # fmt: skip


def test_a_notebook_alone_cannot_go_back_to_canvas_and_that_is_told(course, tmp_path):
    files = {"leeann_5_50_A1.ipynb": answered(), "leeann_6_60_A1-hand-in.zip": handed_in(6, 0)}
    path = zipped(tmp_path / "all.zip", files)
    (tmp_path / "list.csv").write_text(platforms.gradebook(), encoding="utf-8")
    collect.collect(course, path, listed=tmp_path / "list.csv")
    marked(course, {"leeann-5": (1, 3), "leeann-6": (2, 3)})
    feedback(course, shared=True)
    words = "\n".join(give_back.give_back(course))
    assert "Send these pages yourself" in words and ": leeann-5. Canvas shows" in words
    assert zipfile.ZipFile(course.root / "return" / "A1" / "feedback-canvas.zip").namelist() == [
        "leeann_6_60_A1-hand-in.zip"]  # fmt: skip


def test_the_column_is_asked_for_where_it_is_not_certain(course, tmp_path):
    text = platforms.gradebook().replace("A1 (77)", "First (77)").replace("A2 (78)", "Second (78)")
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    people = roster.read(tmp_path / "list.csv")
    with pytest.raises(Refusal) as said:
        give_back.column_of(people, "", "A1")
    assert "Say it with --column. There are: “First (77)”, “Second (78)”." in str(said.value)
    assert {give_back.column_of(people, wanted, "A1") for wanted in ("Second", "Second (78)")} == {"Second (78)"}
    with pytest.raises(Refusal, match="--column"):
        give_back.column_of(people, "Third", "A1")


def test_nothing_is_given_back_before_it_is_graded(course):
    with pytest.raises(Refusal, match="was not graded"):
        give_back.give_back(course)
    assert not (course.root / "return").exists()
