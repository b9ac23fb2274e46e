"""The step “collect”: nobody becomes somebody else, no file replaces another, and no archive fills the memory."""

import errno
import sys
import tempfile
import time
import unicodedata
import zipfile

import bank
import pytest
from classroom import __main__ as command
from classroom.collecting import collect, handed_in, layouts, names, people, repair, unpack
from classroom.course import Course, Refusal
from hypothesis import given
from hypothesis import strategies as st
from test_classroom import folder_of, handed_out

NB = b"{}"  # where it is only asked whose it is


def toy_course(root):
    """Return a Course in which the toy was handed out as A1."""
    made = Course(root, "A1")
    folder_of(made.release, {"A1.ipynb": bank.as_bytes(handed_out())})
    return made


@pytest.fixture
def course(tmp_path):
    return toy_course(tmp_path / "course")


def answered(answer="x = 42", text="Mine."):
    """Return a student's notebook as bytes."""
    book = handed_out()
    book.cells[1].source, book.cells[3].source = answer, text
    return bank.as_bytes(book)


def zipped(path, files):
    """Write a zip of (name, bytes) pairs, in this order, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return path


def who_is_who(course, path, layout=""):
    """Return {student: [name of a file within what came]}."""
    with handed_in.opened(course, path, layout) as arrival:
        return {student: [one.sender.file for one in handed] for student, handed in arrival.people.items()}


def kept(course, student):
    """Return {path: bytes} of every original of a student."""
    home = course.collected / student / "originals"
    paths = [path for path in home.rglob("*") if path.is_file() and path.name != "attempt.json"]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


KNOWN = {
    "canvas": (["leeann_5_77_A1.zip", "leeann_5_78_A1.zip", "leeann_5_text.html", "kimbo_LATE_6_79_x_7_8_y.ipynb"],
               {"leeann-5": ["A1.zip", "A1.zip", "text.html"], "kimbo-6": ["x_7_8_y.ipynb"]}),
    "canvas, no names": (["anon_Ab1x2_77_A1.zip", "LATE_anon_aB1x2_78_A1.zip"],
                         {"anon-ab1x2": ["A1.zip"], "anon-ab1x2-2": ["A1.zip"]}),
    "canvas, unpacked": (["all/leeann_5_77_A1.zip", "all/kimbo_6_78_A1.zip"],
                         {"leeann-5": ["A1.zip"], "kimbo-6": ["A1.zip"]}),
    "moodle": (["Ann Lee_5_assignsubmission_file/sub/A1.ipynb", "Ann Lee_5_assignsubmission_file/x.txt",
                "Ann Lee_5_assignsubmission_onlinetext/onlinetext.html", "Ann-Lee_6_assignsubmission_file/A1.ipynb"],
               {"ann-lee-5": ["sub/A1.ipynb", "x.txt", "onlinetext.html"], "ann-lee-6": ["A1.ipynb"]}),
    "moodle before 4.2": (["Ann Lee_5_assignsubmission_file_/sub/A1.ipynb", "Bo_6_assignsubmission_file_/A1.ipynb"],
                          {"ann-lee-5": ["sub/A1.ipynb"], "bo-6": ["A1.ipynb"]}),
    "moodle, flat": (["Ann Lee_5_assignsubmission_file_A1.ipynb", "Ann Lee_5_assignsubmission_file_x.txt",
                      "Default group_assignsubmission_file_A1.zip"],
                     {"ann-lee-5": ["A1.ipynb", "x.txt"], "default-group": ["A1.zip"]}),
    "blackboard": (["Task_1_ann5_attempt_2026-01-02-03-04-05.txt",
                    "Task_1_ann5_attempt_2026-01-02-03-04-05_A1.zip", "Task_1_bo_attempt_2026-01-02-03-04-06_A1.zip"],
                   {"ann5": ["comment.txt", "A1.zip"], "bo": ["A1.zip"]}),
    "brightspace": (["7-3 - Ann Lee - Dec 5, 2026 949 AM - A1.zip", "7-3 - Ann Lee - Dec 15, 2026 1149 PM - A1.zip",
                     "8-3 - Ann Lee - Dec 5, 2026 949 AM - A1.zip", "index.html"],
                    {"ann-lee-7": ["A1.zip", "A1.zip"], "ann-lee-8": ["A1.zip"]}),
    "brightspace, folders": (["7-3 - Ann Lee - Dec 5, 2026 949 AM/A1.zip", "8-3 - Bo - Dec 5, 2026 949 AM/a/A1.zip"],
                             {"ann-lee-7": ["A1.zip"], "bo-8": ["a/A1.zip"]}),
    "sakai": (["A1/Lee, Ann(al5)/Submission attachment(s)/A1.zip", "A1/Lee, Ann(al5)/timestamp.txt",
               "A1/Lee, Ann(al6)/Submission attachment(s)/A1.zip", "A1/grades.csv",
               "A1/Lee, Ann(al6)/Feedback Attachment(s)/A1.ipynb"],
              {"lee-ann-al5": ["A1.zip", ""], "lee-ann-al6": ["", "A1.zip"]}),
    "ilias": (["A1_12/Abgaben/Lee_Ann_al5_300/A1.ipynb", "A1_12/Abgaben/Kim_Bo_b_k6_301/A1 (2).ipynb",
               "A1_12/A1.xlsx"],
              {"lee-ann-al5-300": ["A1.ipynb"], "kim-bo-b-k6-301": ["A1 (2).ipynb"]}),
    "ilias before 5.3": (["Lee_Ann_al5_300/A1.ipynb", "Lee_Ann_al6_301/A1.ipynb"],
                         {"lee-ann-al5-300": ["A1.ipynb"], "lee-ann-al6-301": ["A1.ipynb"]}),
    "teams": (["x/Ann Lee/A1/Version 1/A1.zip", "x/Bo/A1/Version 1/a/A1.zip"],
              {"ann-lee": ["A1.zip"], "bo": ["a/A1.zip"]}),
    "folders": (["Ann Lee/A1/A1.ipynb", "Bo/A1-hand-in.zip", "Bo/A1.ipynb", "12345/mine.ipynb", "🙂/A1.ipynb"],
                {"ann-lee": ["A1/A1.ipynb"], "bo": ["A1-hand-in.zip", "A1.ipynb"], "12345": ["mine.ipynb"],
                 "name-620f9b93": ["A1.ipynb"]}),
    "files": (["李小龙.ipynb", "ann.zip", "ann.ipynb"], {"李小龙": ["李小龙.ipynb"], "ann": ["ann.ipynb", "ann.zip"]}),
    "tables": (["ann/anchorage-positions.csv", "bo/anchorage-positions.csv", "bo/anchorage-inducement_codes.csv"],
               {"ann": ["anchorage-positions.csv"],
                "bo": ["anchorage-inducement_codes.csv", "anchorage-positions.csv"]}),
}  # fmt: skip


@pytest.mark.parametrize("paths, students", KNOWN.values(), ids=KNOWN)
def test_the_forms_of_platforms_are_understood(course, tmp_path, paths, students):
    of_zip = who_is_who(course, zipped(tmp_path / "all.zip", dict.fromkeys(reversed(paths), NB)))
    assert of_zip == students
    assert who_is_who(course, folder_of(tmp_path / "all", dict.fromkeys(paths, NB))) == students, "as a folder"


UNKNOWN = {
    "sakai in another language": (["A1/Lee, Ann(al5)/Anlagen/A1.zip", "A1/Kim, Bo(bk6)/Anlagen/A1.zip"],
                                  "--layout folders-2   the second folder is called after the person: 2 people"),
    "two tasks of teams": (["Ann/A1/Version 1/A1.zip", "Ann/A2/Version 1/A1.zip"], "--layout teams "),
    "teams of ilias": (["A1_12/x/Team 1/Lee_Ann_al5_3/A1.ipynb", "A1_12/x/Team 2/Kim_Bo_bk6_4/A1.ipynb"], "folders-4 "),
    "google classroom": (["A1 essay/A1-hand-in.zip", "A1 essay/A1-hand-in (1).zip"], "put each person's files into"),
    "google classroom, flat": (["A1-hand-in.zip", "A1-hand-in (1).zip"], "put each person's files into"),
    "a folder around all": (["all/ann/A1.ipynb", "all/bo/A1.ipynb"], "--layout folders-2 "),
    "files in one folder": (["all/ann.ipynb", "all/bo.ipynb"],
                            "--layout files-2     each file in the first folder is called after the person: 2 people"),
    "one person's folders": (["ann/first/A1.ipynb", "ann/second/A1.ipynb"], "--layout folders     the first folder"),
    "two groups": (["group 1/ann/A1.ipynb", "group 1/bo/A1.ipynb", "group 2/cy/A1.ipynb"],
                   "--layout folders-2   the second folder is called after the person: 3 people (ann, bo, cy)"),
    "two groups of files": (["group 1/ann.ipynb", "group 1/bo.ipynb", "group 2/cy.ipynb"], "--layout files-2 "),
    "two groups of one": (["group 1/ann.ipynb", "group 2/bo.ipynb"], "--layout files-2 "),
    "copies": (["ann.ipynb", "ann (1).ipynb"], "--layout files "),
    "one student's own folder": (["A1.ipynb", "my-work/answers.csv"], "put each person's files into"),
    "canvas and a stranger": (["leeann_5_77_A1.zip", "kimbo_6_78_A1.zip", "notes.ipynb"],
                              "--layout canvas      as Canvas names them: 2 people (kimbo, leeann); 1 file would be"),
    "one number, two names": (["homework_1_2_x.ipynb", "essay_1_2_x.ipynb"], "--layout files "),
    "two tasks of blackboard": (["A_x_ann_attempt_2026-01-02-03-04-05_A1.zip",
                                 "A_y_ann_attempt_2026-01-02-03-04-05_A1.zip"], "--layout files "),
    "folders and files": (["ann/A1.ipynb", "bo.ipynb"], "--layout folders "),
}  # fmt: skip


@pytest.mark.parametrize("paths, answer", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_asked_and_never_guessed(course, tmp_path, paths, answer):
    path = zipped(tmp_path / "all.zip", dict.fromkeys(paths, answered()))
    with pytest.raises(Refusal) as said:
        collect.collect(course, path)
    assert answer in str(said.value) and paths[0] in str(said.value) and "Nothing was changed" in str(said.value)
    assert not course.collected.exists() and not (course.root / "people.json").exists()


def test_an_answer_to_the_question_is_followed_and_what_is_nobodys_is_kept(course, tmp_path, capsys):
    files = {f"A1/Abgaben/{name}/A1.ipynb": answered() for name in ("Lee_Ann", "Kim_Bo")} | {"A1/A1.xlsx": b"a table"}
    path = zipped(tmp_path / "all.zip", files)
    assert command.main(["collect", "A1", "--course", str(course.root), str(path)]) == 1
    said = capsys.readouterr().err
    assert "--layout folders-3" in said and "Traceback" not in said
    assert command.main(["collect", "A1", "--course", str(course.root), str(path), "--layout", "folders-3"]) == 0
    said = capsys.readouterr().out
    assert "Read as “folders-3”: the third folder is called after the person. 2 people, 2 files." in said
    assert "Nobody's" in said and "A1/A1.xlsx" in said
    assert "Which file counts: what you collected last." in said
    assert [row[:2] for row in collect.read_table(course.collected_table)] == [
        ("kim-bo", "collected"), ("lee-ann", "collected")]  # fmt: skip
    assert list(kept(course, "_nobody").values()) == [b"a table"]


@pytest.mark.parametrize("paths, layout, words", [
    (["1/ann/A1.ipynb", "2/ann/A1.ipynb"], "folders-2", "“ann” stands in 2 folders: “1”, “2”. These may be two people"),
    (["1/ann.ipynb", "2/ann.ipynb"], "files-2", "“ann” stands in 2 folders"),
    (["ann/A1.ipynb"], "moodle", "No file fits the layout “moodle”."),
    (["ann/A1.ipynb"], "folder", "There is no layout “folder”."),
    ([], "", "holds no file, so nothing was changed"),
])  # fmt: skip
def test_an_answer_that_cannot_hold_is_refused(course, tmp_path, paths, layout, words):
    with pytest.raises(Refusal, match=words):
        who_is_who(course, zipped(tmp_path / "all.zip", dict.fromkeys(paths, NB)), layout)


def test_two_people_whose_names_read_alike_stay_two_in_any_order_of_exports(course, tmp_path):
    late = folder_of(tmp_path / "1", {"Ann-Lee/A1.ipynb": answered("x = 1")})
    both = folder_of(tmp_path / "2", {"Ann-Lee/A1.ipynb": answered("x = 1"), "Ann Lee/A1.ipynb": answered("x = 2")})
    collect.collect(course, late)
    collect.collect(course, both)
    collect.collect(course, folder_of(tmp_path / "3", {"Ann Lee/A1.ipynb": answered("x = 2")}))
    read = {student: repair.read_notebook((course.collected / student / "files" / "A1.ipynb").read_bytes())
            for student in ("ann-lee", "ann-lee-2")}  # fmt: skip
    assert {student: book.cells[1].source for student, book in read.items()} == {
        "ann-lee": "x = 1", "ann-lee-2": "x = 2"}  # fmt: skip


E_NFC, E_NFD = unicodedata.normalize("NFC", "É"), unicodedata.normalize("NFD", "É")
ALIKE = {
    "hyphen": ("Ann Lee", "Ann-Lee", 2), "case": ("Anna LEE", "anna lee", 2), "NFC and NFD": (E_NFC, E_NFD, 1),
    "the first hundred bytes": ("a" * 300, "a" * 299 + "b", 2), "emoji": ("🙂", "🙃", 2),
    "right to left": ("\u05d3\u05d5\u05d3", "\u202e\u05d3\u05d5\u05d3", 2), "spaces alone": (" ", "  ", 2),
    "marks": ("\u0915\u093f\u0930\u0923", "\u0915\u0930\u0923", 2), "names of Windows": ("CON", "NUL", 2),
    "a dot at the end": ("ann.", "ann", 2),
}  # fmt: skip


@pytest.mark.parametrize("one, other, count", ALIKE.values(), ids=ALIKE)
def test_a_name_alone_is_one_person_only_where_it_is_the_same(course, one, other, count):
    senders = [names.Sender("", "", name, "A1.ipynb") for name in (one, other)]
    first = people.enrol(course, senders)
    assert len(set(first.values())) == count and all(first.values())
    assert len({name.casefold() for name in first.values()}) == count, "on a system that knows no capitals too"
    assert people.enrol(course, senders[::-1]) == first and people.enrol(course, senders[1:]) == first


@given(st.lists(st.builds(names.Sender, st.sampled_from(["", "moodle"]), st.sampled_from(["", "1", "2"]),
                          st.text("aA-_. 2🙂é\u0301", min_size=1, max_size=3), st.just("")), max_size=8))  # fmt: skip
def test_no_two_people_have_one_folder(senders):
    with tempfile.TemporaryDirectory() as root:
        course = Course(root, "A1")
        half = people.enrol(course, senders[::2])
        whole = people.enrol(course, senders)
        again = people.enrol(course, senders[::-1])
    assert whole == again and half.items() <= whole.items()
    assert len({name.casefold() for name in whole.values()}) == len({who.key for who in senders})


def test_the_number_of_a_platform_is_the_person(course):
    def named(platform, number, name):
        who = names.Sender(platform, number, name, "A1.ipynb")
        return people.enrol(course, [who])[who.key]

    assert named("moodle", "5", "Ann Lee") == "ann-lee-5"
    assert named("moodle", "5", "Ann Smith") == "ann-lee-5", "a new name"
    assert named("moodle", "6", "ann lee") == "ann-lee-6"
    assert named("canvas", "5", "ann lee") == "ann-lee-5-2", "the number of another platform"
    (course.root / "people.json").write_text("[]x", encoding="utf-8")
    with pytest.raises(Refusal, match="bring back an earlier copy"):
        named("moodle", "7", "Bo")


@given(st.text(max_size=300))
def test_no_name_is_without_a_folder(name):
    student = names.Sender("", "", name, "").student
    assert student and names.inside(student) == student and len(student.encode("utf-8")) <= names.LONGEST


@pytest.mark.parametrize("path, made", [
    ("../../a.txt", "a.txt"), ("/etc/passwd", "etc/passwd"), ("C:\\x\\y.txt", "C-/x/y.txt"), ("", "file"),
    ("con", "con-"), ("NUL.ipynb", "NUL-.ipynb"), ("com1 .txt", "com1- .txt"), ("console.txt", "console.txt"),
    ("a /b. ./c...", "a/b/c"),
])  # fmt: skip
def test_a_path_is_one_on_every_system(path, made):
    assert names.inside(path) == made


@given(st.lists(st.text(st.sampled_from("aA./\\:é\u0301e"), min_size=1, max_size=8), max_size=12))
def test_no_file_on_a_shelf_replaces_another(wanted):
    shelf = unpack.Shelf(None)
    placed = [shelf.place(name) for name in wanted]
    alike = [unicodedata.normalize("NFC", path.casefold()) for path in placed]
    assert len(set(alike)) == len(wanted)
    assert not [1 for one in alike for other in alike if other.startswith(one + "/")], "a file that is also a folder"


def test_the_same_zip_again_changes_nothing(course, tmp_path):
    path = zipped(tmp_path / "all.zip", {"leeann_5_77_A1.ipynb": answered(), "kimbo_6_78_A1.zip": b"broken"})
    rows = collect.collect(course, path)
    before = {student: kept(course, student) for student in ("leeann-5", "kimbo-6")}
    assert collect.collect(course, path) == rows
    assert {student: kept(course, student) for student in before} == before
    assert [row.status for row in rows] == ["not readable", "collected"]


def test_a_later_export_keeps_all_that_came_before(course, tmp_path):
    first = zipped(tmp_path / "1.zip", {"leeann_5_77_A1.ipynb": answered("x = 1"), "kimbo_6_78_A1.ipynb": answered()})
    later = zipped(tmp_path / "2.zip", {"leeann_5_77_A1.ipynb": answered("x = 2")})
    collect.collect(course, first)
    rows = {row.student: row for row in collect.collect(course, later)}
    assert rows["leeann-5"].message == "Attempt 2 of 2 counts: you collected it last."
    assert b"x = 2" in (course.collected / "leeann-5" / "files" / rows["leeann-5"].file).read_bytes()
    assert rows["kimbo-6"] == collect.Collected("kimbo-6", "collected", "A1.ipynb", "")
    assert kept(course, "leeann-5") == {"attempt-1/files/leeann_5_77_A1.ipynb": answered("x = 1"),
                                        "attempt-2/files/leeann_5_77_A1.ipynb": answered("x = 2")}  # fmt: skip
    rows = {row.student: row for row in collect.collect(course, first)}
    assert rows["leeann-5"].message == "Attempt 1 of 2 counts: you collected it last."
    assert len(kept(course, "leeann-5")) == 2


@pytest.mark.parametrize("content, problem", [(b"", "the file is empty"), (None, "")])
def test_a_later_attempt_without_the_notebook_does_not_hide_the_one_before(course, tmp_path, content, problem):
    collect.collect(course, zipped(tmp_path / "1.zip", {"leeann_5_77_A1.ipynb": answered("x = 1")}))
    later = {"leeann_5_78_A1.ipynb": content} if content is not None else {"leeann_5_78_essay.pdf": b"%PDF"}
    row = collect.collect(course, zipped(tmp_path / "2.zip", later))[0]
    assert row[:3] == ("leeann-5", "collected", "A1.ipynb")
    assert row.message.startswith("Attempt 2 holds no notebook of A1: attempt 1 counts.") and problem in row.message
    assert len(kept(course, "leeann-5")) == 2


COUNTS = {
    "zip and notebook, alike": ({"5_77_A1.zip": bank.packed({"A1.ipynb": answered()}), "5_78_A1.ipynb": answered()},
                                "A1.ipynb", "They hold the same."),
    "zip and notebook": ({"5_77_A1.zip": bank.packed({"A1.ipynb": answered("x = 1")}), "5_78_A1.ipynb": answered()},
                         "A1.ipynb", "They came together and differ: look at both."),
    "one name twice": ({"5_77_A1.ipynb": answered("x = 0\n# your answer"), "5_78_A1.ipynb": answered()},
                       "leeann_5_78_A1.ipynb", "It has most answers."),
    "again": ({"5_77_A1.ipynb": answered(), "5_78_A1-1.ipynb": answered("x = 0\n# your answer")},
              "A1-1.ipynb", "It was handed in last."),
    "another one": ({"5_77_A1-3.ipynb": bank.as_bytes(bank.nbformat.v4.new_notebook()), "5_78_A1.ipynb": answered()},
                    "A1.ipynb", "It is the only one of this assignment."),
}  # fmt: skip


@pytest.mark.parametrize("files, name, why", COUNTS.values(), ids=COUNTS)
def test_the_message_says_which_file_counts_and_why(course, tmp_path, files, name, why):
    files = {f"leeann_{name}": content for name, content in files.items()}
    row = collect.collect(course, zipped(tmp_path / "all.zip", files))[0]
    assert row == ("leeann-5", "collected", name, f"2 notebooks were handed in; {name} is graded. {why}")
    assert sorted(kept(course, "leeann-5").values()) == sorted(files.values())


def test_two_entries_of_one_name_in_an_export_are_both_kept(course, tmp_path):
    name, contents = "Ann Lee_5_assignsubmission_file/A1.ipynb", [answered("x = 0\n# your answer"), answered()]
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "all.zip", [(name, content) for content in contents])
    row = collect.collect(course, path)[0]
    assert row.status == "collected" and row.message.endswith("is graded. It has most answers.")
    assert sorted(kept(course, "ann-lee-5").values()) == sorted(contents)


def test_files_belong_to_the_notebook_they_came_with(course, tmp_path):
    old = bank.packed({"A1.ipynb": answered("x = 0\n# your answer"), "my-work/a.csv": b"old", "my-work/b.csv": b"old"})
    new = bank.packed({"A1.ipynb": answered(), "my-work/a.csv": b"new"})
    path = zipped(tmp_path / "all.zip", {"leeann_5_77_A1.zip": old, "leeann_5_78_A1-1.zip": new})
    row = collect.collect(course, path)[0]
    assert row.file == "A1-1.zip/A1.ipynb"
    assert collect.beside(course, row.student, row.file) == {"my-work/a.csv": b"new"}
    assert collect.beside(course, row.student, "A1.zip/A1.ipynb") == {"my-work/a.csv": b"old", "my-work/b.csv": b"old"}


def test_a_link_is_told_and_not_followed(course, tmp_path):
    root = folder_of(tmp_path / "all", {"ann/A1.ipynb": answered(), "bo/A1.ipynb": answered()})
    try:
        (root / "ann" / "secret.ipynb").symlink_to(tmp_path / "course")
    except OSError:
        pytest.skip("this system makes no links")
    said = []
    assert len(collect.collect(course, root, say=said.append)) == 2
    assert said[1] == "Links are not followed, and were left out: ann/secret.ipynb."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_in_bytes_that_are_no_letters_stay_two(course, tmp_path):
    for name in (b"ann\xff", b"ann\xfe"):
        folder = tmp_path / "all" / name.decode("utf-8", "surrogateescape")
        folder.mkdir(parents=True)
        (folder / "A1.ipynb").write_bytes(answered())
    assert [row.student for row in collect.collect(course, tmp_path / "all")] == ["ann-fe", "ann-ff"]


def test_a_zip_of_an_old_system_has_the_letters_of_a_folder(course, tmp_path):
    path = zipped(tmp_path / "all.zip", {"Ганна/A1.ipynb": NB})
    path.write_bytes(path.read_bytes().replace(b"\x14\0\0\x08", b"\x14\0\0\0"))  # the sign for UTF-8
    assert not zipfile.ZipFile(path).infolist()[0].flag_bits & 0x800
    assert list(who_is_who(course, path)) == ["ганна"]


def test_folders_of_an_old_system_are_nobodys_file(course, tmp_path):
    files = [("ann\\", b""), ("ann\\A1.ipynb", NB), ("bo\\", b""), ("bo\\A1.ipynb", NB)]
    assert who_is_who(course, zipped(tmp_path / "all.zip", files)) == {"ann": ["A1.ipynb"], "bo": ["A1.ipynb"]}


def test_a_table_that_cannot_be_written_stays_as_it_was(tmp_path):
    class Full:
        def __str__(self):
            raise OSError(errno.ENOSPC, "No space left on device")

    collect.write_table(tmp_path / "t.csv", ["a"], [["1"]])
    with pytest.raises(OSError):
        collect.write_table(tmp_path / "t.csv", ["a"], [["2"], [Full()]])
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig") == "a\n1\n"


def test_a_full_disk_is_told_and_loses_nobody(course, tmp_path, monkeypatch):
    path = zipped(tmp_path / "all.zip", {"kimbo_6_78_A1.ipynb": answered(), "leeann_5_77_A1.ipynb": answered()})
    write = unpack.Shelf.write

    def full(shelf, name, content):
        if "leeann" in name:
            raise OSError(errno.ENOSPC, "No space left on device", name)
        write(shelf, name, content)

    monkeypatch.setattr(unpack.Shelf, "write", full)
    with pytest.raises(Refusal, match="No space left on device. Whoever was collected before it is kept."):
        collect.collect(course, path)
    assert [row.student for row in collect.read_table(course.collected_table)] == ["kimbo-6"]
    monkeypatch.undo()
    assert [row.status for row in collect.collect(course, path)] == ["collected"] * 2


def test_layouts_are_read_in_no_time_whatever_files_are_called():
    began = time.process_time()
    for path in ("1" * 200 + "x.ipynb", "a1" * 100 + "!/A1.ipynb", "-" * 250 + ".ipynb", "_1" * 120 + ".zip",
                 "/".join(["a(b)"] * 60) + "/A1.ipynb"):  # fmt: skip
        for layout in layouts.LAYOUTS:
            names.sender(path, layout)
        with pytest.raises(Refusal):
            layouts.assign([path, path.replace(".", "-b."), "x/y/z"])
    assert time.process_time() - began < 10
