"""The sequence of the guide, command by command as the guide prints it, in a fresh copy of the collection.

A1 gets a platform's zip of the bank: twelve entries, or all of them with STANDPOINT_WHOLE_BANK=1 (about 20 minutes).
"""

import csv
import json
import os
import re
import shlex
import subprocess
import sys

import bank
import class_codings
import course_kit
import pytest
import repo_files
from classroom.course import HOME, Course
from classroom.grading.result import Result
from classroom.marking import rubric
from classroom.points import marks
from standpoint import load

SOME = ("right", "rightbytheforms", "blank", "syntaxerror", "hardexit", "duplicatedanswer", "deletedtest",
        "renamedfile", "wrongnotebook", "brokenzip", "looksforthehiddentests", "allquotationsinvented")  # fmt: skip
CODINGS = " --codings codings.zip --case anchorage"
WHOLE = os.environ.get("STANDPOINT_WHOLE_BANK") == "1"
SENDER = "{name}_{number}_77_{file}"


def filled(kit):
    return {"hand-in.zip": bank.packed({"x.ipynb": bank.as_bytes(kit.filled()), **kit.work})}


FILLED = bank.Entry("filled", filled, "graded", 24.0, (), {}, SENDER)
EMPTY = bank.Entry("empty", lambda kit: kit.book(), "blank", 0.0, (), {}, SENDER)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A fresh copy of the collection, with nothing in it that git would not keep."""
    course_kit.needs_nbgrader()
    course_kit.needs_fence()
    return repo_files.copy_kept_files(tmp_path_factory.mktemp("clone"))


PAGES = ("hand-out", "collect", "grade", "mark", "give-back", "in-class")


def guide_of(clone):
    pages = [clone / "notebooks" / "coursework" / "guide" / f"{name}.md" for name in PAGES]
    return "\n".join(path.read_text(encoding="utf-8") for path in pages)


def commands(clone):
    """The lines of the guide that call the kit, in order."""
    return [line for line in guide_of(clone).splitlines() if line.startswith("python notebooks/coursework/classroom ")]


def run(line, clone, **changes):
    """Run one line as a terminal in the folder of the collection would; return what it says."""
    for old, new in changes.items():
        line = line.replace({"course": "~/course", "zip": "submissions.zip", "codings": "codings.zip",
                             "marks": "~/Downloads/A1-marks-first.csv", "listed": "gradebook.csv",
                             "answers": "answers.csv"}[old], str(new))  # fmt: skip
    words = shlex.split(line)
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "STANDPOINT_WORK")}
    done = subprocess.run([sys.executable, *words[1:]], cwd=clone, env=environment, capture_output=True,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def of(name, line):
    """The same line for another assignment; the text is for A1 alone, as the guide says."""
    other = line.replace(" A1 ", f" {name} ").replace(" A2 ", f" {name} ")
    return other if name == "A1" else re.sub(r" --text \S+", "", other)


def handed_in(course, name, path):
    """Write what the platform gives; return ({entry: student}, entries)."""
    own = [HOME / "texts" / "quarry-hours.txt"] if name == "A3" else []  # the text that a student chose
    kit = course_kit.kit_of(course, own)
    entries = bank.entries() if WHOLE else [one for one in bank.entries() if one.name in SOME]
    chosen = entries if name == "A1" else [FILLED, EMPTY]
    return bank.platform_zip(kit, chosen, path), chosen


def results_of(course):
    """Read grades.csv as an instructor does: {student: Result}."""
    with course.grades_table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = list(rows[0])[6:]
    points = [{head: float(row[head]) if row[head] else None for head in heads} for row in rows]
    # The table names the parts of an assignment in words, and the bank by their ids, as the file beside it does.
    held = json.loads(course.grades_table.with_suffix(".json").read_text(encoding="utf-8"))
    messages = {row["student"]: row["message"] for row in held}
    return {row["student"]: Result(row["student"], row["status"], messages[row["student"]], known)
            for row, known in zip(rows, points)}  # fmt: skip


def marked(course, path, students):
    """Write the file that the page saves, with the first answer marked."""
    (question,) = rubric.questions(course)
    names = [one.name for one in question.criteria]
    row = [next(iter(students.values())), question.id, "first", *["3"] * len(names), "Good."]
    path.write_text(marks.table([["student", "question", "marker", *names, "comment"], row]), encoding="utf-8-sig")


def a_list(folder, name, students):
    """Write Canvas's gradebook of these students and of one who handed in nothing; return its path."""
    lines = [f"{one},{one.rpartition('-')[2]},,,Monday," for one in [*students, "nobody-1"]]
    path = folder / "gradebook.csv"
    path.write_text("\n".join([f"Student,ID,SIS User ID,SIS Login ID,Section,{name} (7)", *lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["A1", "A2", "A3"])
def test_the_sequence_of_the_guide_runs_as_it_is_printed(name, clone, tmp_path):
    course = Course(tmp_path / "course", name)
    lines = {" ".join([line.split()[2], *re.findall("--take|--share(?= )|zip --roster", line)]): of(name, line)
             for line in commands(clone)}  # fmt: skip
    assert list(lines) == ["release", "collect", "collect zip --roster", "grade", "mark", "mark --take", "mark --share",
                           "feedback", "return", "class-report", "sample", "print-pack", "role-cards",
                           "check-change"]  # fmt: skip
    assert "Released" in run(lines["release"], clone, course=course.root)
    students, chosen = handed_in(course, name, tmp_path / "submissions.zip")
    run(lines["collect"], clone, course=course.root, zip=tmp_path / "submissions.zip")
    listed = a_list(tmp_path, name, students.values())
    said = run(lines["collect zip --roster"], clone, course=course.root, zip=tmp_path / "submissions.zip",
               listed=listed)  # fmt: skip
    assert "nobody-1" in said, "who handed in nothing is listed"
    run(lines["grade"], clone, course=course.root)
    results = results_of(course)
    wrong = [words for one in chosen for words in bank.problems(one, results[students[one.name]])]
    assert wrong == [] and set(results) == set(students.values())
    assert "in a browser" in run(lines["mark"], clone, course=course.root)
    assert "to-Kim.zip" in run(lines["mark --share"], clone, course=course.root)
    marked(course, tmp_path / "marks.csv", students)
    said = run(lines["mark --take"], clone, course=course.root, marks=tmp_path / "marks.csv")
    assert "New in the gradebook: 1." in said
    assert f"Wrote {len(chosen)} pages" in run(lines["feedback"], clone, course=course.root)
    said = run(lines["return"], clone, course=course.root, listed=listed)
    assert "For Canvas: " in said and "left as they are: nobody-1." in said
    if name != "A2":  # no grid that all share is handed in: the guide names a zip of codings
        class_codings.platform_zip(tmp_path / "codings.zip", load("anchorage"), 5)
        lines["class-report"] += CODINGS
        assert f"`{CODINGS.strip()}`" in guide_of(clone)
    assert "Reported" in run(lines["class-report"], clone, course=course.root, codings=tmp_path / "codings.zip")
    (tmp_path / "answers.csv").write_text(f"pseudonym,when,form,{','.join('123456')}\nR1,before,A,a,a,a,a,a,a\n"
                                          "R1,after,B,a,a,a,a,a,a\n", encoding="utf-8")  # fmt: skip
    for step in ("sample", "print-pack", "role-cards", "check-change"):
        run(lines[step], clone, course=course.root, answers=tmp_path / "answers.csv")
    assert sorted(path.stem for path in course.feedback.glob("*.html")) == sorted(students.values())
    assert [path for path in clone.rglob("*") if "my-work" in path.parts or "hand-in" in path.name] == []
