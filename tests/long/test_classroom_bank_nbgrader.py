"""The whole bank through real nbgrader behind the real fence: two workers, about half an hour on two busy cores."""


import bank
import course_kit
import course_real
import pytest

ENTRIES = bank.entries()
SECONDS = 40  # for one cell


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course_kit.needs_nbgrader()
    course_kit.needs_fence()
    return course_real.graded(tmp_path_factory.mktemp("bank") / "course", ENTRIES, seconds=SECONDS)


@pytest.mark.parametrize("one", ENTRIES, ids=lambda one: one.name)
def test_every_entry_gets_its_points_status_and_message(one, graded):
    assert bank.problems(one, graded[1][one.name]) == []


def test_every_original_is_kept(graded):
    course, results = graded
    for name, result in results.items():
        kept = (course.collected / result.student / "originals").rglob("*")
        assert [path for path in kept if path.is_file()], name
