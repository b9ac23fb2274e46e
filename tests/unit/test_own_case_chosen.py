"""Which of the reader's own cases was changed last: also where its files come from another computer."""

import json
import os

import pytest
from standpoint import load
from standpoint.case.package import own_cases
from standpoint.workshop.new_case import new_case, recut_case

TEXT = "A Harbour for Two\n\nThe port wants money now and it says so.\n\nNobody answers the old port at all.\n"


@pytest.mark.parametrize("hours", [9, -9, 24 * 400])
def test_a_clock_of_another_zone_makes_no_case_newer(work, hours):
    """A case made elsewhere comes with the times of that clock, or all with the time of copying."""
    for name in ("elsewhere", "here"):
        new_case(name, TEXT)
    files = sorted((work / "elsewhere").iterdir())
    for path in files:
        time = path.stat().st_mtime + 3600 * hours
        os.utime(path, (time, time))
    assert own_cases() == ["here", "elsewhere"]
    time = (work / "elsewhere" / "issues.csv").stat().st_mtime + 5  # a row of it is written
    os.utime(work / "elsewhere" / "issues.csv", (time, time))
    assert own_cases() == ["elsewhere", "here"]
    recut_case("here", "Nobody answers the old port at all.", "heading")  # writes the description anew
    os.utime(work / "here" / "text.txt", (time - 3600 * hours + 5,) * 2)
    assert own_cases() == ["here", "elsewhere"]


@pytest.mark.parametrize("written", [None, 7, "soon", "0001-01-01T00:00:00"])
def test_a_case_without_a_moment_that_can_be_read_goes_by_its_files(work, written):
    new_case("old", TEXT)
    file = work / "old" / "datapackage.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    assert described.pop("created")
    file.write_text(json.dumps(described | ({"created": written} if written else {})), encoding="utf-8")
    new_case("new", TEXT)
    assert set(own_cases()) == {"old", "new"} and load("old").name == "old"
