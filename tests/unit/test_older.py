"""What a reader has from an earlier version: an older notebook beside this helper, and the folder my-work."""

import json
from pathlib import Path

import pytest
import standpoint
from IPython.core.interactiveshell import InteractiveShell
from standpoint.lessons.overlap import exercises
from standpoint.quiz.checks import Feedback

# The first cells of the lessons and assignments as they were before each lesson had a room.
FIRST_CELLS = [
    "from standpoint import charts, checks, explorers, load, measures, tables",
    "from standpoint import charts, checks, exchange, explorers, load, own_case, tables",
    "from standpoint import explorers, grid, load, marking, tables",
    "from standpoint import load, read_class",
    "import standpoint\nstandpoint.new_case",
]


@pytest.mark.parametrize("source", FIRST_CELLS)
def test_an_older_notebook_gets_one_sentence_that_says_what_to_do(source, capsys):
    shell = InteractiveShell.instance()
    result = shell.run_cell(source)
    assert isinstance(result.error_in_exec, ImportError)
    said = capsys.readouterr().out.strip()
    assert "Traceback" not in said and len(said.splitlines()) == 1
    assert said.startswith("This notebook is older than the folder “standpoint” beside it: take the notebook of")
    assert said.count("from standpoint.") == 1


def test_the_new_places_are_there():
    for line in standpoint._MOVED.values():
        exec(line, {})
    assert not hasattr(standpoint, "nothing_of_this_name")


def test_kept_answers_of_today_open_unchanged(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    kept = {"anchorage": {"05.3": {"answer": "x"}, "05.guess": {"share": 40, "vote": "supported"}}}
    file = Path(tmp_path, "my-work", "answers.json")
    file.parent.mkdir()
    file.write_text(json.dumps(kept), encoding="utf-8")
    card = exercises.ask("05.guess", standpoint.load("anchorage"))
    assert card.answer == kept["anchorage"]["05.guess"] and card.held_back["state"] == "compare"
    assert isinstance(exercises.check("05.guess", standpoint.load("anchorage"), card.answer), Feedback)
    assert json.loads(file.read_text(encoding="utf-8")) == kept
