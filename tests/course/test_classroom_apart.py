"""Answers leave the kernel as plain data and are marked apart; each hand-in is held against its own release."""

import json
import math
import os
import sys
import zipfile

import course_kit
import nbformat
import numpy as np
import pandas as pd
import pytest
from classroom.collecting import collect
from classroom.course import HOME, Refusal
from classroom.grading import apart, marker, startup
from classroom.grading.grade import Limits, grade
from classroom.handing_out import releases
from classroom.handing_out.release import release
from standpoint import load

TEXTS = [HOME / "texts" / "night-ferry.txt", HOME / "texts" / "quarry-hours.txt"]
TEST = next(c.source for c in nbformat.read(HOME / "A2-overlap-and-deals.ipynb", as_version=4).cells
            if c.id == "a2-finding-test")  # fmt: skip
CALLS = marker.wanted({"test": TEST}, ["overlap_share"])


def published(held, names, calls=None):
    """What a kernel hands over, as dicts."""
    said = []
    asked = json.dumps({"names": names, "calls": calls or {}})
    startup.hand_over(held, lambda data: said.append(json.loads(data[startup.MIME])), asked)
    return said


class Odd:
    def __repr__(self):
        raise SystemExit

    def __getattr__(self, name):
        return self


@pytest.mark.parametrize("value, plain", [
    (None, None), (pd.NA, None), (pd.NaT, None), (1, 1), (True, True), (0.5, 0.5), ("a", "a"), ((1, "a"), [1, "a"]),
    ({"a": [1, {2: pd.NA}]}, {"a": [1, {"2": None}]}), (np.float64(0.25), 0.25), (np.array([1, 2]), [1, 2]),
])  # fmt: skip
def test_plain_answers_stay_what_they_are(value, plain):
    assert published({"x": value}, ["x"])[0] == {"answers": {"x": {"value": plain}}, "functions": []}


@pytest.mark.parametrize("value", [
    pd.DataFrame(), pd.Series([1]), len, object(), Odd(), {"a": Odd()}, sys,
], ids=lambda one: type(one).__name__)  # fmt: skip
def test_what_is_not_plain_is_told_by_its_type(value):
    told = published({"x": value}, ["x"])[0]["answers"]["x"]
    assert list(told) == ["unreadable"] and told["unreadable"]


Odd.__repr__ = object.__repr__


def test_an_answer_that_holds_itself_is_told_and_one_that_is_not_there_is_left_out():
    knot = []
    knot.append(knot)
    assert published({"x": knot}, ["x", "y"])[0]["answers"] == {"x": {"unreadable": "list"}}


def test_the_hidden_calls_are_known_before_any_student_code_ran():
    calls = CALLS["test"]["overlap_share"]
    assert len(calls) == len(set(calls)) > 12 and any("Series" in call for call in calls)
    assert any("nan" in call for call in calls) and any("NA" in call for call in calls)


def points_of(function, **more):
    """Mark a function for track pandas as `grade` does: called in one place, counted in another."""
    said = published({"overlap_share": function, **more}, [], CALLS["test"])
    held = {one["call"][1]: one for one in said if "call" in one}
    answers = {"test": {"track": "pandas"}}
    mark = marker.counted({"test": TEST}, answers, {"test": {"overlap_share": held}})["test"]
    return mark["points"], mark["words"]


def honest(first, second):
    one, other = (pd.Series(list(row), dtype="Float64") for row in (first, second))
    both = one * other
    known, same = both.notna(), int((both > 0).sum())
    return {"lower": same / len(both), "known": same / int(known.sum()) if known.any() else None,
            "upper": (same + int((~known).sum())) / len(both), "coverage": int(known.sum()) / len(both)}  # fmt: skip


def raising(first, second):
    raise ZeroDivisionError("division by zero")


def borrowed(first, second):
    import importlib

    name = "".join(["overlap", "_", "bounds"])
    bounds = getattr(importlib.import_module("standpoint.measures"), name)(first, second)
    return dict(zip(("lower", "known", "upper"), bounds)) | {"coverage": honest(first, second)["coverage"]}


class All:
    """Is near to any number."""

    def __float__(self):
        return 0.5

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0


def looks_around(first, second):
    for frame in (sys._getframe(depth) for depth in range(1, 12)):
        for held in frame.f_locals.values():
            if isinstance(held, dict) and set(held) >= {"lower", "known", "upper"}:
                return held
    return {}


def test_a_function_counts_by_what_it_gave_in_the_kernel():
    assert points_of(honest)[0] == 10.0
    assert points_of(lambda first, second: None) == (0.0, points_of(lambda first, second: None)[1])
    points, words = points_of(raising)
    assert points == 0.0 and "It stopped with ZeroDivisionError: division by zero" in words


@pytest.mark.parametrize("function", [
    borrowed, looks_around, lambda a, b: All(), lambda a, b: {name: All() for name in "lower known upper".split()},
    lambda a, b: {"lower": math.nan, "known": math.nan, "upper": math.inf, "coverage": 1}, All(),
    type("Share", (dict,), {"__contains__": lambda *a: True, "__getitem__": lambda *a: 0.5}),
], ids=["borrowed", "looks around", "equal to all", "dict of such", "infinite", "no function", "a class"])  # fmt: skip
def test_a_function_that_cheats_earns_next_to_nothing(function):
    assert points_of(function)[0] <= 2.0


def test_a_function_that_was_stopped_half_way_keeps_what_it_gave():
    said = published({"overlap_share": honest}, [], CALLS["test"])
    held = {one["call"][1]: one for one in said if "call" in one}
    some = dict(list(held.items())[: len(held) // 2])
    mark = marker.counted({"test": TEST}, {"test": {"track": "pandas"}}, {"test": {"overlap_share": some}})["test"]
    assert 0 < mark["points"] < 10 and "It stopped with TimeoutError: it gave no answer in time" in mark["words"]


def test_a_count_that_comes_to_no_number_is_a_problem_and_no_zero():
    for source in ("1 / 0", "float('nan')", "'six'", "raise SystemError"):
        said = marker.counted({"t": f"x = 1\n{source}\nx" if "raise" in source else source}, {}, {})["t"]
        assert said["points"] is None and said["problem"]


def test_a_slip_of_the_marking_is_no_zero(monkeypatch):
    from standpoint import marking

    case = load("anchorage")
    mark = marking.judged_cell(case, {"stakeholder": object(), "issue": {}}, other=case)
    assert mark.points == 0.0
    broken = marking.judged_cell(None, {"stakeholder": "trump"})
    assert math.isnan(broken.points) and "Not marked" in str(broken) and "tell your instructor" in str(broken)
    assert marking.show(broken).state == "open"


def test_marking_looks_for_no_module_among_the_answers(tmp_path):
    for name in ("standpoint.py", "pandas.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit", encoding="utf-8")
    one = apart.Marker()
    try:
        job = {"folder": str(tmp_path), "cells": {"t": "from standpoint import load\nload('bridge')\n2.0"},
               "answers": {}, "calls": {}}  # fmt: skip
        assert one(job)["t"] == {"points": 2.0, "words": "", "problem": ""}
        assert one({**job, "cells": {"t": "import os\nos._exit(3)\n1.0"}}) is None
    except EOFError:
        assert one({**job, "cells": {"t": "3.0"}})["t"]["points"] == 3.0, "it starts again"
    else:
        pytest.fail("a marking that ended was not noticed")
    finally:
        one.stop()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_links_and_pipes_among_the_work_are_passed_over(tmp_path):
    work, outside = tmp_path / "work", tmp_path / "outside"
    for folder in (work / "my-work" / "deep", outside):
        folder.mkdir(parents=True)
    (outside / "secret.csv").write_text("marks", encoding="utf-8")
    (work / "my-work" / "deep" / "mine.csv").write_text("mine", encoding="utf-8")
    (work / "my-work" / "link.csv").symlink_to(outside / "secret.csv")
    (work / "my-work" / "folder").symlink_to(outside)
    os.mkfifo(work / "my-work" / "pipe.csv")
    assert apart.files_of(work) == {"my-work/deep/mine.csv": b"mine"}
    (work / "my-work").rename(work / "other")
    (work / "my-work").symlink_to(outside)
    assert apart.files_of(work) == {}


# ---- releases ---------------------------------------------------------------------------------------------------

@pytest.fixture
def course(tmp_path):
    course_kit.needs_nbgrader()
    return course_kit.released(tmp_path / "course", "A1", TEXTS[:1])


@pytest.mark.parametrize("texts", [TEXTS[1:], TEXTS, "changed"], ids=["another", "one more", "changed"])
def test_a_second_release_with_another_text_is_refused(course, tmp_path, texts):
    if texts == "changed":
        texts = [tmp_path / TEXTS[0].name]
        texts[0].write_text(TEXTS[0].read_text(encoding="utf-8") + "One more.\n", encoding="utf-8")
    kept = course.root / "students" / "A1.zip"
    before = kept.read_bytes()
    with pytest.raises(Refusal, match="was handed out with the text night-ferry.txt .*--again"):
        release(course, texts=texts)
    assert kept.read_bytes() == before and len(releases.released(course)) == 1
    release(course, texts=TEXTS[:1])
    assert kept.read_bytes() == before, "the same again changes nothing"


def test_a_notebook_that_changed_is_refused_and_a_folder_of_before_is_taken_over(course, monkeypatch):
    (course.source / "texts").mkdir()
    (course.source / "texts" / TEXTS[0].name).write_bytes(TEXTS[0].read_bytes())
    for path in sorted(course.releases.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with pytest.raises(Refusal, match="was handed out with the text night-ferry.txt"):
        release(course, texts=TEXTS[1:])
    assert [one.number for one in releases.released(course)] == [1]
    changed = course.root / "A1-changed.ipynb"
    book = nbformat.read(HOME / "A1-judge-the-coding.ipynb", as_version=4)
    book.cells[0].source += "\n\nOne more word."
    nbformat.write(book, changed)
    with pytest.raises(Refusal, match="the notebook has changed since"):
        releases.check(course, changed, TEXTS[:1], again=True)


def test_each_hand_in_is_graded_against_its_own_text(course, tmp_path):
    """Two texts were handed out; who answered on the first keeps the points, whatever came later."""
    import bank
    import bank_run

    course_kit.needs_fork()
    kit = course_kit.kit_of(course)
    first, work = kit.filled(), kit.work
    release(course, texts=TEXTS[1:], again=True)
    old_metadata = nbformat.from_dict({**first, "metadata": {}})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        hand_ins = ("ann_1", first, {}), ("ben_2", old_metadata, work), ("eve_3", old_metadata, {})
        for name, book, files in hand_ins:
            files = {"A1.ipynb": bank.as_bytes(nbformat.from_dict(book)), **files}
            archive.writestr(f"{name}_77_A1-hand-in.zip", bank.packed(files))
    collect.collect(course, tmp_path / "all.zip")
    found = {one.student[:3]: one for one in grade(course, limits=Limits(30, isolated=False, workers=1),
                                                   make=bank_run.InProcess)}  # fmt: skip
    tests = {name: sum(p for q, p in one.points.items() if q.endswith("-test")) for name, one in found.items()}
    assert tests["ann"] == tests["ben"] == 24.0
    assert tests["eve"] < 24 and "does not say which release it came from" in found["eve"].message
    assert "release" not in found["ann"].message + found["ben"].message
