"""A course folder with A1 handed out, for the tests of the coursework's kit."""

import os
import tempfile
from pathlib import Path

import nbformat
import pytest

NO_NBGRADER = "nbgrader is not installed: pip install -r tests/requirements.txt"
NO_FORK = "this system has no fork, with which the bank is run in process"
NO_FENCE = "this machine offers no isolation (util-linux with user namespaces)"


def needs_nbgrader():
    """Skip where nbgrader is missing; fail where the browser tests must run too, for there nothing may be missing."""
    try:
        import nbgrader  # noqa: F401
    except ImportError:
        if os.environ.get("STANDPOINT_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_NBGRADER)
        pytest.skip(NO_NBGRADER)


def needs_fork():
    """Skip where there is no fork."""
    if not hasattr(os, "fork"):
        pytest.skip(NO_FORK)


def needs_fence():
    """Skip where there is no isolation."""
    from classroom.grading import sandbox

    if not sandbox.available():
        pytest.skip(NO_FENCE)


def released(root, name="A1", texts=()):
    """Hand an assignment out in a fresh course folder; return the Course."""
    from classroom.course import Course
    from classroom.handing_out.release import release

    course = Course(root, name)
    release(course, texts=texts)
    return course


def kit_of(course, texts=()):
    """Return the bank's Kit for a course: with what a student who used the forms has in my-work.

    texts: files that the student put into texts/, beside those that were handed out.
    """
    import bank

    kit = bank.Kit(nbformat.read(course.released_notebook, as_version=4),
                   nbformat.read(course.source / f"{course.name}.ipynb", as_version=4),
                   lambda: _use_forms(course, kit, texts))  # fmt: skip
    return kit


def _use_forms(course, kit, texts):
    import bank_run

    with tempfile.TemporaryDirectory() as folder:
        released = course.root / "students" / course.name / "texts"
        for text in [*released.glob("*"), *texts]:
            (Path(folder) / "texts").mkdir(exist_ok=True)
            (Path(folder) / "texts" / text.name).write_bytes(text.read_bytes())
        cell, end = bank_run.watched(kit.filled(), Path(folder), 120)
        assert not end, f"the instructor's answers {end} in {cell}"
        mine = sorted(path for path in (Path(folder) / "my-work").rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in mine}
