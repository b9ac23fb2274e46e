"""The door to the tools, and the tool that counts lines."""

import subprocess
import sys

import lines
import places
import pytest


def door(*words):
    """What `python tests/tools ...` says: (exit code, lines)."""
    command = [sys.executable, "tests/tools", *words]
    done = subprocess.run(command, cwd=places.ROOT, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout.splitlines()


def test_the_door_lists_every_tool_with_one_line():
    code, said = door()
    names = {path.stem for path in (places.TESTS / "tools").glob("*.py")} - {"__main__"}
    assert code == 0 and {line.split()[0] for line in said} == names | {"agreement", "matrix", "site"}
    assert all(len(line.split()) > 4 for line in said)
    assert door("nothing") == (2, said)


def test_the_door_opens():
    code, said = door("lock", "--check")
    assert code == 0 and said == ["The Binder lock is in step with requirements.txt."]
    code, said = door("agreement")
    assert code == 0 and any(line.startswith("|") for line in said)


@pytest.mark.parametrize(
    "text, count",
    [
        ('"""A module."""\n\nimport os  # why\n\n\n# a comment\nx = """two\nlines"""\n', 3),
        ('def f():\n    """What it\n    does."""\n    return 1\n', 2),
        ('def f():\n    """Alone."""\n', 1),
        ('x = ["# no comment"]\n', 1),
    ],
)
def test_lines_of_code_are_counted(text, count):
    assert lines.code_lines(text) == count


def test_lines_of_scripts_are_counted():
    assert lines.other_lines("/* two\nlines */\n\n// one\nlet x = 1; // why\n") == 1


def test_every_file_counts_to_one_part():
    helper = lines.PACKAGE
    files = "lessons/__init__.py lessons/deals/charts.py workshop/new_case.py marking/__init__.py lessons/a/b.js"
    parts = [lines.part_of(helper / name) for name in files.split()]
    assert parts == ["core", "lessons/deals", "workshop", "marking", "scripts"]
