"""The whole bank through real nbgrader behind the real fence, and how long a submission takes.

Two workers at a time; about half an hour on two busy cores.
"""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bank
import course_kit
import course_real

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


def test_ten_full_submissions_take_ninety_seconds_and_twenty_no_longer_each(tmp_path):
    """Run it on a machine that does nothing else: the 90 s are for two cores."""
    course_kit.needs_nbgrader()
    course_kit.needs_fence()
    from classroom.grade import Limits, grade

    right = next(one for one in ENTRIES if one.name == "right")
    many = [right._replace(name=f"right{number}") for number in range(20)]
    course, _ = course_real.graded(tmp_path / "course", many[:1])
    kit, times = course_kit.kit_of(course), {}
    from classroom.collect import collect

    students = bank.platform_zip(kit, many, tmp_path / "platform.zip")
    collect(course, tmp_path / "platform.zip")
    for count in (5, 10, 20):
        began = time.monotonic()
        grade(course, [students[one.name] for one in many[:count]], Limits(workers=2))
        times[count] = time.monotonic() - began
    print({count: round(seconds, 1) for count, seconds in times.items()})
    assert times[20] / 20 < 1.3 * times[5] / 5
    assert times[10] < 90
