"""Some entries of the bank through real nbgrader, and what no machine should run without the fence.

The bank's: right, duplicated cell, endless loop, spy, noise on stderr, a cheat, and what a program cannot mark.
"""

import os
from pathlib import Path

import bank
import bank_accidents
import course_kit
import course_real
import nbformat
import platforms
import pytest

CHOSEN = ("right", "duplicatedanswer", "endlessloop", "rightwithnoiseonstderr", "aspy", "leaveswithquit",
          "cheatsyntaxtree", "installsapackage", "textinacellofonesown", "atableinplaceofadict")  # fmt: skip
MARK = f"STANDPOINT_TEST={os.getpid()}".encode()  # in the environment of all that is started here
ENTRIES = [one for one in bank.entries() if one.name in CHOSEN]

# Each ends by itself, should nothing stop it: 600 processes that forget who started them, 2,000 threads.
MANY = {
    "spawns": "import subprocess\nfor _ in range(600):\n    subprocess.Popen(['sleep', '50'], env={})",
    "threads": "import threading, time\nfor _ in range(2000):\n"
               "    threading.Thread(target=time.sleep, args=(50,)).start()",
}


def crowd(name):
    """Return an entry that starts many processes or threads in its first cell."""

    def make(kit):
        return bank_accidents.first(kit, MANY[name])

    return bank.Entry(name, make, "crashed", 6.0, (), {"a1-cell-1-test": 0.0}, "{name}_{number}_77_{file}")


@pytest.fixture(scope="module")
def listener():
    with course_real.Listener() as running:
        yield running


@pytest.fixture(scope="module")
def graded(tmp_path_factory, listener):
    """(course, {entry: Result}), with the spy told where the course lies and who listens."""
    course_kit.needs_nbgrader()
    course_kit.needs_fork()
    course_kit.needs_fence()
    root = tmp_path_factory.mktemp("nbgrader") / "course"
    with pytest.MonkeyPatch.context() as here:  # what other tests start must not bear the mark
        here.setenv("STANDPOINT_TEST", str(os.getpid()))
        here.setenv("SPY_SECRET", "a password of the instructor")
        return course_real.graded(root, [told(one, root, listener.port) for one in ENTRIES + list(map(crowd, MANY))],
                                  seconds=15)  # fmt: skip


def told(one, root, port):
    def make(kit):
        book = one.make(kit)
        for cell in book.cells:
            cell.source = cell.source.replace("SPY_PORT", str(port)).replace("SPY_COURSE", str(root))
        return book

    return one._replace(make=make)


@pytest.mark.parametrize("one", ENTRIES, ids=lambda one: one.name)
def test_real_nbgrader_gives_the_points_status_and_message(one, graded):
    assert bank.problems(one, graded[1][one.name]) == []


@pytest.mark.parametrize("name", MANY)
def test_a_flood_of_processes_costs_its_own_cell_alone(name, graded):
    result = graded[1][name]
    # On a machine that is slow enough, the time of the cell is up before the flood is seen.
    assert result.status in ("crashed", "timed out") and bank_accidents.LEFT in result.message, result.message
    assert "“a1-cell-1” started too many processes" in result.message or "“a1-cell-1” ran too long" in result.message
    assert result.points["a1-cell-1-test"] == 0.0 and result.points["a1-cell-2-test"] == 6.0, result.message


def test_the_spy_reaches_nothing(graded, listener):
    course, results = graded
    book = nbformat.read(course.graded(results["aspy"].student), as_version=4)
    said = "".join(out.get("text", "") for out in bank.find(book, "a1-cell-1").outputs).splitlines()
    told = [line for line in said if line.startswith("SPY")]
    assert len(told) == 12 and [line for line in told if " refused " not in line] == []
    assert listener.reached == 0


def test_what_was_really_graded_and_marked_goes_back_to_canvas(graded, tmp_path):
    from classroom.collecting import collect
    from classroom.course import nbgrader_config
    from classroom.giving_back import feedback, give_back
    from nbgrader.api import Gradebook

    course, results = graded
    students = sorted(row.student for row in collect.read_table(course.collected_table))
    right = results["right"].student
    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as book:
        grade = book.find_grade("a1-other-reading", "A1", "A1", right)
        grade.manual_score, grade.needs_manual_grade = 11.5, False
        book.db.commit()
    lines = ["Student,ID,SIS User ID,SIS Login ID,Section,A1 (7),A2 (8)"]
    lines += [f"{one},{one.rpartition('-')[2]},,,Monday,," for one in students]
    listed = tmp_path / "list.csv"
    listed.write_text("\n".join(lines), encoding="utf-8")
    feedback.feedback(course, [right])
    words = "\n".join(give_back.give_back(course, listed))
    text = (course.root / "return" / "A1" / "grades-canvas.csv").read_text(encoding="utf-8")
    assert platforms.canvas_reads(text, "A1 (7)") == {right.rpartition("-")[2]: f"{24 + 11.5:g}"}
    assert f"{results['endlessloop'].student} (timed out, 1 to mark by hand)" in words
    files = [path.name for path in course.collected.rglob("originals/attempt-*/files/*")]
    back = platforms.canvas_feedback(course.root / "return" / "A1" / "feedback-canvas.zip", files)
    assert list(back) == [right.rpartition("-")[2]] and b"PK" == back[right.rpartition("-")[2]][:2]


def test_nothing_runs_on_afterwards(graded):
    left = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if MARK in path.read_bytes():
                left.append(path.parent.joinpath("cmdline").read_bytes())
        except OSError:
            continue  # it ended by itself
    assert left == []
