"""The last cell of an assignment: what is in the zip, and what a student is told."""

import json
import os
import time
import zipfile

import pytest
from standpoint.marking.handing_in import changed_since, hand_in, still_empty, written


def notebook(folder, name="A1.ipynb", source="x = 1", text="Some words of mine"):
    mark = {"nbgrader": {"solution": True, "grade_id": "a1-x"}}
    cells = [{"cell_type": "code", "id": "a1-x", "metadata": mark, "source": source},
             {"cell_type": "markdown", "id": "a1-w", "source": text,
              "metadata": {"nbgrader": {"solution": True, "grade": True, "grade_id": "a1-w"}}}]  # fmt: skip
    folder.joinpath(name).write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")


def test_hand_in_packs_the_notebook_and_the_work(tmp_path, work):
    notebook(tmp_path)
    work.mkdir()
    (work / "анкета.csv").write_text("a\n", encoding="utf-8")
    said = str(hand_in("A1", tmp_path, ["x = 1"]))
    with zipfile.ZipFile(tmp_path / "A1-hand-in.zip") as archive:
        assert archive.namelist() == ["A1.ipynb", "my-work/анкета.csv"]
    assert said.startswith("Kept.") and "4 words" in said and "2 files" in said


def test_hand_in_warns_where_the_saved_notebook_is_older(tmp_path, work):
    notebook(tmp_path)
    said = str(hand_in("A1", tmp_path, ["x = 2"]))
    assert "not what you ran: a1-x" in said and "Save first" in said
    assert (tmp_path / "A1-hand-in.zip").is_file()


def test_hand_in_finds_a_renamed_notebook_and_says_where_there_is_none(tmp_path, work):
    assert "not found" in str(hand_in("A1", tmp_path, []))
    notebook(tmp_path, "my homework (2).ipynb")
    tmp_path.joinpath("broken.ipynb").write_text("{", encoding="utf-8")
    assert "my homework (2).ipynb" in str(hand_in("A1", tmp_path, []))
    notebook(tmp_path, "copy.ipynb")
    assert "other copies" in str(hand_in("A1", tmp_path, []))


def test_written_answers_are_counted_without_the_stub():
    mark = {"nbgrader": {"solution": True, "grade_id": "w"}}
    cell = {"cell_type": "markdown", "metadata": mark, "source": ["*Write here.*"]}
    assert written({"cells": [cell]}) == {"w": 0}
    assert changed_since({"cells": []}, [""]) == []


def test_an_empty_homework_is_told_what_is_open(tmp_path, work):
    notebook(tmp_path, source="codes = []\npair = {'first': ''}", text="*Write here.*")
    work.mkdir()
    (work / "anchorage-positions-unfinished.json").write_text("[]\n", encoding="utf-8")
    said = str(hand_in("A1", tmp_path, []))
    assert said.startswith("Open.") and "still empty" in said and "your text" in said
    with zipfile.ZipFile(tmp_path / "A1-hand-in.zip") as archive:
        assert archive.namelist() == ["A1.ipynb"]


@pytest.mark.parametrize(("seconds", "words"), [(0, "less than a minute"), (90, "not saved since")])
def test_a_fresh_save_is_told_from_an_old_one(tmp_path, work, monkeypatch, seconds, words):
    notebook(tmp_path)
    saved = time.time() - seconds
    os.utime(tmp_path / "A1.ipynb", (saved, saved))
    monkeypatch.setattr("standpoint.marking.handing_in._STARTED", time.time() - 60)
    assert words in str(hand_in("A1", tmp_path, ["x = 1"]))


@pytest.mark.parametrize(("source", "empty"), [
    ("x = {'settings': {}, 'share': ''}", True), ("def f(a):\n    \"\"\"Words.\"\"\"\n    pass", True),
    ("x = {'value': None}", True), ("x = ['a']", False), ("def f(a):\n    return a", False), ("x = (", False),
    ("import os\ndef f(a):\n    return a", False),
])  # fmt: skip
def test_an_answer_without_a_value_is_empty(source, empty):
    mark = {"nbgrader": {"solution": True, "grade_id": "a1-x"}}
    cells = [{"cell_type": "markdown", "source": "## Part 1: mine"},
             {"cell_type": "code", "metadata": mark, "source": source}]  # fmt: skip
    assert bool(still_empty({"cells": cells})) is empty
