"""One JupyterHub, one repository of lessons and one class of ten for all tests here."""

import os
from pathlib import Path

import hub_class
import hub_lessons
import hub_server
import pytest

CLASS = 10


@pytest.fixture(scope="session")
def needs_hub():
    """Skip, with the reason, where no JupyterHub can be started; with STANDPOINT_REQUIRE_HUB=1 that is a failure."""
    reason = hub_server.lacking()
    if reason and os.environ.get("STANDPOINT_REQUIRE_HUB") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def hub(needs_hub):
    with hub_server.jupyterhub() as running:
        yield running


@pytest.fixture(scope="session")
def lessons(needs_hub, tmp_path_factory):
    return hub_lessons.Lessons(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="session")
def link(hub, lessons):
    """The link that students are given, built by the guide's command."""
    return lessons.link(hub.base, hub_class.LESSON)


@pytest.fixture(scope="session")
def sizes(hub, lessons, link):
    """What one student's server and each lesson take. Asked for before `school`, it is measured with nobody else."""
    names = sorted(path.name for path in (lessons.work / "notebooks").glob("*.ipynb"))
    alone = hub_class.Student(hub.base, "early-bird")
    return hub_class.measure(hub, alone, link, [f"notebooks/{name}" for name in names])


@pytest.fixture(scope="session")
def school(hub, link):
    """Ten students who came, worked and saved at the same time: (students, their Runs, seconds, [MB of each])."""
    students = hub_class.students_of(hub, CLASS)
    runs, seconds = hub_class.together(students, lambda student: hub_class.attend(student, link))
    # Measured before anybody goes: each has a kernel.
    memory = [hub_class.memory(hub.server_of(one.name), *hub.kernels_of(one.name)) for one in students]
    return students, runs, seconds, memory


@pytest.fixture(scope="session")
def file_of(hub):
    """A function: the text of a student's file, read from their home folder."""

    def read(student, path):
        return Path(hub.home(student.name), path).read_text(encoding="utf-8")

    return read
