"""What the guide says of corrections: a change reaches students who have edited, and what breaks their link."""

import json

import hub_class
import nbformat
import pytest
from hub_lessons import NAME
from hub_student import PullError

NEW = "notebooks/08-corrected.ipynb"
FAR = "A sentence that was corrected far from any answer."


@pytest.fixture(scope="module")
def corrected(school, lessons, link, file_of):
    """A correction is pushed while all have edits, then all click the link again: {name: files before it}."""
    students = school[0]
    before = {one.name: {path: file_of(one, path) for path in (hub_class.HERE, hub_class.CODES)} for one in students}
    changed = json.loads(lessons.read(hub_class.LESSON))
    changed["cells"][0]["source"] = [*changed["cells"][0]["source"], f"\n\n{FAR}"]
    hub_class.answer_cell(changed)["source"] = ["answer = 'the instructor'\n", "answer"]
    text = f"{json.dumps(changed, indent=1, ensure_ascii=False)}\n"
    lessons.publish("A correction", {hub_class.LESSON: text, NEW: text})
    hub_class.together(students, lambda student: student.follow(link))
    return before


def test_where_both_changed_a_line_the_student_s_stays_and_nothing_is_said(school, corrected, file_of):
    for student in school[0]:
        notebook = json.loads(file_of(student, hub_class.HERE))
        nbformat.validate(notebook)
        words = "".join(hub_class.answer_cell(notebook)["source"])
        assert words.startswith(hub_class.own_answer(student.name)) and "the instructor" not in words
        assert "<<<<<<<" not in json.dumps(notebook)


def test_what_the_student_left_alone_in_a_notebook_is_corrected_too(school, corrected, file_of):
    for student in school[0]:
        assert FAR in file_of(student, hub_class.HERE)


def test_a_new_notebook_arrives_and_my_work_stays(school, corrected, file_of, lessons):
    for student in school[0]:
        assert file_of(student, f"{NAME}/{NEW}") == lessons.read(NEW)
        assert file_of(student, hub_class.CODES) == corrected[student.name][hub_class.CODES]


def test_a_notebook_that_the_student_made_under_the_same_name_is_kept_beside_it(school, corrected, lessons, link, hub):
    student = school[0][0]
    folder = hub.home(student.name) / NAME / "notebooks"
    (folder / "08-second.ipynb").write_text("mine", encoding="utf-8")
    lessons.publish("Another new notebook", {"notebooks/08-second.ipynb": lessons.read(NEW)})
    _, shown = student.follow(link)
    [kept] = folder.glob("08-second__*.ipynb")
    assert kept.read_text(encoding="utf-8") == "mine" and "Renamed" in "".join(shown)


def test_a_student_who_renames_a_notebook_gets_a_fresh_one_by_the_link(school, corrected, lessons, link, hub, file_of):
    student = school[0][1]
    mine = hub.home(student.name) / hub_class.HERE
    mine.rename(mine.with_name("08-mine.ipynb"))
    student.follow(link)
    assert file_of(student, hub_class.HERE) == lessons.read(hub_class.LESSON)
    kept = mine.with_name("08-mine.ipynb").read_text(encoding="utf-8")
    assert hub_class.own_answer(student.name) in kept


def test_a_squashed_branch_breaks_every_link_until_it_is_put_back(school, corrected, lessons, link, file_of):
    students = school[0]
    before = [file_of(one, hub_class.HERE) for one in students]
    earlier = lessons.squash()
    for student in students:
        with pytest.raises(PullError, match="refusing to merge unrelated histories"):
            student.follow(link)
    assert [file_of(one, hub_class.HERE) for one in students] == before
    lessons.go_back(earlier)
    for student in students:
        student.follow(link)
