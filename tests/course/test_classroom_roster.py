"""Who is who: the platform's list of people, and what the instructor writes into people.csv."""

import unicodedata

import pytest
from classroom import __main__ as command
from classroom.collecting import collect, people, roster
from classroom.collecting.names import Sender
from classroom.course import Refusal
from classroom.tables import rows_of
from test_classroom_collect import answered, folder_of, kept, toy_course, zipped

NFD = unicodedata.normalize("NFD", "Zoë O’Neil")
NOA = "\u05e0\u05d5\u05e2\u05d4 \u05db\u05d4\u05df"
CANVAS = f"""Student,ID,SIS User ID,SIS Login ID,Section,A1 (77),Assignments Current Score
,,,,,Manual Posting,
    Points Possible,,,,,36,(read only)
"Lee, Ann",5,s5,al5,"Section 1, and 2",,
"Lee, Ann",6,s6,al6,Section 1,,
"O'Neil, Zoë",7,s7,zo7,Section 1,,
{NOA},8,s8,nk8,Section 1,,
"Kim, Bo",9,s9,bk9,Section 1,,
"Student, Test",99,,,Section 1,,
"""
MOODLE = f"""Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments
Participant 5,Ann Lee,al5@example.org,Submitted for grading - ,,36.00,-,
Participant 6,Ann Lee,al6@example.org,Submitted for grading - ,,36.00,-,
Participant 7,Zoë O'Neil,zo7@example.org,Submitted for grading - ,,36.00,-,
Participant 8,{NOA},nk8@example.org,Submitted for grading - ,,36.00,-,
Participant 9,Bo Kim,bk9@example.org,No submission - ,,36.00,-,
"""


@pytest.fixture
def course(tmp_path):
    return toy_course(tmp_path / "course")


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def collected(course, root, names, listed=None, number=1):
    """Collect a folder with one folder for each name, or a zip of whole paths; return (rows by student, sentences)."""
    files = {name if name.endswith((".ipynb", ".zip")) else f"{name}/A1.ipynb": answered(f"x = {n}")
             for n, name in enumerate(names)}  # fmt: skip
    said = []
    rows = collect.collect(course, zipped(root / f"{number}.zip", files), "", said.append, listed)
    return {row.student: row for row in rows}, "\n".join(said)


def matched(course, listed, rows):
    found = roster.match(course, roster.read(listed), sorted(rows))
    return ({student: person.row for student, person in found.found.items()},
            [person.row for person in found.absent], found.odd)  # fmt: skip


def test_canvas_is_matched_by_its_number_and_whoever_handed_in_nothing_is_listed(course, tmp_path):
    listed = table(tmp_path / "gradebook.csv", CANVAS)
    names = ["leeann_5_77_A1.ipynb", "leeann_LATE_6_78_A1.ipynb", "oneilzoë_7_79_A1-1.ipynb",
             "\u05e0\u05d5\u05e2\u05d4_8_80_A1.ipynb"]
    rows, said = collected(course, tmp_path, names, listed)
    assert matched(course, listed, rows) == (
        {"leeann-5": 4, "leeann-6": 5, "oneilzoë-7": 6, "\u05e0\u05d5\u05e2\u05d4-8": 7}, [8], {})
    assert "Read as an export of Canvas (“canvas”). 4 people, 4 files." in said
    assert "The list gradebook.csv has 5 people: 4 handed in." in said
    assert "Nothing is there from: Kim, Bo." in said and "Test" not in said
    assert rows["leeann-6"].message == "Handed in late."


def test_the_list_is_kept_for_the_next_time_and_shown_as_a_table(course, tmp_path):
    collected(course, tmp_path, ["leeann_5_77_A1.ipynb"], table(tmp_path / "gradebook.csv", CANVAS))
    _, said = collected(course, tmp_path, ["kimbo_9_78_A1.ipynb"], number=2)
    assert "5 people: 2 handed in" in said
    rows = [cells for _, cells in rows_of(course.reports / "list.csv")[1]]
    assert [(row["name"], row["handed in"], row["student"]) for row in rows][::4] == [
        ("Lee, Ann", "yes", "leeann-5"), ("Kim, Bo", "yes", "kimbo-9")]  # fmt: skip


def test_moodle_is_matched_by_the_participant_and_a_group_is_no_participant(course, tmp_path):
    listed = table(tmp_path / "grades.csv", MOODLE)
    names = ["Ann Lee_5", "Ann Lee_6", f"{NFD.replace('’', '')}_7", f"{NOA}_8", "Group A_9"]
    names = [f"{name}_assignsubmission_file" for name in names]
    rows, _ = collected(course, tmp_path, names, listed)
    found, absent, odd = matched(course, listed, rows)
    assert sorted(found.values()) == [2, 3, 4, 5] and absent == [6]
    assert odd == {"group-a-9": "The number 9 is “Bo Kim” in the list, and “Group A” in the hand-in. If that is right, "
                                "write 9 into “in the list” of people.csv."}  # fmt: skip


def test_a_worksheet_without_names_is_matched_by_number(course, tmp_path):
    listed = table(tmp_path / "g.csv", "Identifier,Status,Grade\nParticipant 5,,\nParticipant 6,,\n")
    rows, _ = collected(course, tmp_path, ["Participant_5_assignsubmission_file"], listed)
    assert matched(course, listed, rows)[:2] == ({"participant-5": 2}, [3])


def test_a_name_is_matched_in_both_forms_and_never_where_two_have_it(course, tmp_path):
    listed = table(tmp_path / "list.csv", "Vorname;Nachname;Matrikelnummer\n"
                   f"Ann;Lee;1\nAnn;Lee;2\nZoë;O'Neil;3\n{NOA.split()[0]};{NOA.split()[1]};4\nBo;Kim;5\n")  # fmt: skip
    rows, said = collected(course, tmp_path, ["Ann Lee", NFD, "\u200f" + NOA, "Cy"], listed)
    found, absent, odd = matched(course, listed, rows)
    assert sorted(found.values()) == [4, 5] and absent == [2, 3, 6]
    assert odd["ann-lee"] == "More than one person is called “Ann Lee”. Write the number into “in the list”."
    assert odd["cy"] == "Nobody in the list is called “Cy”." and "In no list: cy." in said


def test_two_hand_ins_of_one_person_of_the_list_are_told_and_not_merged(course, tmp_path):
    listed = table(tmp_path / "list.csv", "name,number\nAnn Lee,5\nBo,6\n")
    collected(course, tmp_path, ["leeann_5_77_A1.ipynb"])
    rows, _ = collected(course, tmp_path, ["al/A1.ipynb"], number=2)
    edit(course, "al", **{"in the list": "5"})
    found, absent, odd = matched(course, listed, rows)
    assert found == {} and [row for row in absent] == [3]
    assert odd["al"] == odd["leeann-5"] and "are one person of the list (row 2)" in odd["al"]


@pytest.mark.parametrize("text, words", [
    ("colour,size\nred,1\n", "no column holds names"), ("name,number\n", "there is nobody in this list"),
    ('name,number\n"Ann,1\n', "quotation mark"), ("", "the file is empty"),
    ("name,number\nAnn,1,2\nBo,1,2,3\n", "row 3: the row has 4 cells"),
])  # fmt: skip
def test_a_list_that_cannot_be_read_is_refused_before_anything_is_collected(course, tmp_path, text, words):
    with pytest.raises(Refusal, match=words):
        collected(course, tmp_path, ["ann", "bo"], table(tmp_path / "list.csv", text))
    assert not course.collected.exists() and not (course.root / "lists").exists()


def edit(course, student, **cells):
    """Change cells of one row of people.csv, as a spreadsheet would."""
    columns, rows = rows_of(course.root / "people.csv")
    lines = [held | (cells if held["student"] == student else {}) for _, held in rows]
    collect.write_table(course.root / "people.csv", columns, [[line[column] for column in columns] for line in lines])


def test_people_csv_shows_all_and_keeps_what_was_written_there(course, tmp_path):
    collected(course, tmp_path, ["ann", "=cmd"])
    edit(course, "ann", name="Ann the second")
    collected(course, tmp_path, ["bo", "cy"], number=2)
    columns, rows = rows_of(course.root / "people.csv")
    assert columns == list(people.COLUMNS) and [cells["student"] for _, cells in rows] == ["ann", "cmd", "bo", "cy"]
    assert rows[0][1]["name"] == "Ann the second" and rows[1][1]["name"] == "=cmd"
    assert people.known(course)[0]["name"] == "=cmd", "the kit's own record stays as it was"


def test_one_person_with_two_names_is_put_together_and_nothing_is_lost(course, tmp_path):
    rows, _ = collected(course, tmp_path, ["ann", "ann lee", "bo"])
    edit(course, "ann", **{"same as": "ann-lee"})
    rows, said = collected(course, tmp_path, ["bo", "cy"], number=2)
    assert set(rows) == {"ann-lee", "bo", "cy"} and "One person, as people.csv says: ann and ann-lee." in said
    assert rows["ann-lee"].message == "Attempt 2 of 2 counts: you collected it last."
    assert len(kept(course, "ann-lee")) == 2 and kept(course, "ann") == {}
    rows, _ = collected(course, tmp_path, ["ann", "bo"], number=3)
    assert set(rows) == {"ann-lee", "bo", "cy"}
    assert rows["ann-lee"].message == "Attempt 2 of 2 counts: you collected it last.", "the same came again"
    edit(course, "ann", **{"same as": ""})
    rows, _ = collected(course, tmp_path, ["ann", "bo"], number=4)
    assert set(rows) == {"ann", "ann-lee", "bo", "cy"}, "and it can be taken back"


def test_who_is_left_out_is_kept_and_not_graded(course, tmp_path):
    collected(course, tmp_path, ["ann", "bo"])
    edit(course, "bo", **{"leave out": "Yes"})
    rows, said = collected(course, tmp_path, ["ann", "bo", "cy"], number=2)
    assert set(rows) == {"ann", "cy"} and "Left out, as people.csv says: bo." in said and kept(course, "bo")


def test_everything_wrong_in_people_csv_is_told_at_once(course, tmp_path):
    collected(course, tmp_path, ["ann", "bo", "cy"])
    table(course.root / "people.csv", "student,same as,leave out\nann,dee,\nbo,bo,maybe\nbo,,\neve,,\n")
    with pytest.raises(Refusal) as said:
        collected(course, tmp_path, ["ann", "bo", "cy"], number=2)
    words = str(said.value)
    for part in ("people.csv, row 2, column “same as”: “dee” is nobody else", "row 3, column “same as”: “bo”",
                 "row 3, column “leave out”: “maybe”", "row 4, column “student”: row 3", "row 5, column “student”",
                 "Nothing was changed"):  # fmt: skip
        assert part in words
    table(course.root / "people.csv", "student,same as\nann,bo\nbo,cy\n")
    with pytest.raises(Refusal, match="“bo” is itself the same as “cy”. Write “cy” here too."):
        people.decided(course)


def test_the_command_takes_a_list(course, tmp_path, capsys):
    path = folder_of(tmp_path / "all", {"Ann/A1.ipynb": answered(), "Bo/A1.ipynb": answered()})
    listed = table(tmp_path / "list.csv", "name\nAnn\nBo\nCy\n")
    arguments = ["collect", "A1", "--course", str(course.root), str(path)]
    assert command.main([*arguments, "--roster", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: the file is missing" in capsys.readouterr().err
    assert command.main([*arguments, "--roster", str(listed)]) == 0
    assert "Nothing is there from: Cy." in capsys.readouterr().out


def test_the_name_of_a_sender_stays_his_own():
    assert Sender("", "", "Ann", "").key != Sender("", "", "ann", "").key
    assert roster.key_of("Lee, Ann") == roster.key_of("ANN  lee\u200e") == "ann lee"
    assert roster.key_of(NFD) == roster.key_of("O'NEIL, Zoë") == roster.key_of("Zoë O`Neil")
