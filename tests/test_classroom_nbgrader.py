"""Some entries of the bank through real nbgrader: right, duplicated cell, endless loop, spy, a cheat, and the like."""

import os
from pathlib import Path

import bank
import course_kit
import course_real
import nbformat
import pytest

CHOSEN = ("right", "duplicatedanswer", "endlessloop", "rightwithnoiseonstderr", "aspy", "leaveswithquit",
          "cheatsyntaxtree", "installsapackage", "textinacellofonesown", "atableinplaceofadict")  # fmt: skip
MARK = f"STANDPOINT_TEST={os.getpid()}".encode()  # in the environment of all that is started here
ENTRIES = [one for one in bank.entries() if one.name in CHOSEN]


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
        return course_real.graded(root, [told(one, root, listener.port) for one in ENTRIES], seconds=15)


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


def test_the_spy_reaches_nothing(graded, listener):
    course, results = graded
    book = nbformat.read(course.graded(results["aspy"].student), as_version=4)
    said = "".join(out.get("text", "") for out in bank.find(book, "a1-cell-1").outputs).splitlines()
    told = [line for line in said if line.startswith("SPY")]
    assert len(told) == 12 and [line for line in told if " refused " not in line] == []
    assert listener.reached == 0


def test_nothing_runs_on_afterwards(graded):
    left = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if MARK in path.read_bytes():
                left.append(path.parent.joinpath("cmdline").read_bytes())
        except OSError:
            continue  # it ended by itself
    assert left == []
