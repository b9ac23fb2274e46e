"""The rooms of the coursework's kit: what imports what, how long things are, and which files are started by name."""

import ast
import re

import pytest
from repo_files import ROOT

KIT = ROOT / "notebooks" / "coursework" / "classroom"
# From the ground up: a room imports from itself, from what all share, and from the rooms before it.
ROOMS = ("handing_out", "collecting", "points", "grading", "marking", "giving_back", "in_class")
ABOVE = {"steps", "__main__"}  # these alone know every room
MOST_MODULES = 14
FILES = sorted(KIT.rglob("*.py"))


def named(path):
    return path.relative_to(KIT).as_posix()


def imports(path, text):
    """The parts of the kit that a file imports: ("grading", "grade") of a room, ("", "course") of what is shared."""
    here, found = path.relative_to(KIT).parts[:-1], set()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ImportFrom):
            continue
        words = (node.module or "").split(".") if node.module else []
        if node.level:
            words = [*here[: len(here) - node.level + 1], *words]
        elif words[:1] == ["classroom"]:
            words = words[1:]
        else:
            continue
        for alias in node.names:
            room, *module = words if words[:1] and words[0] in ROOMS else ["", *words]
            found.add((room, (module or [alias.name])[0]))
    return found


def wrong_way(path, text):
    """What a file imports that does not come before it."""
    if path.parent == KIT and path.stem in ABOVE:
        return set()
    known = ROOMS[: ROOMS.index(path.parent.name) + 1] if path.parent != KIT else ()
    return {(room, module) for room, module in imports(path, text)
            if room not in ("", *known) or (room == "" and module in ABOVE)}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_run_one_way(path):
    assert wrong_way(path, path.read_text(encoding="utf-8")) == set()


def test_an_import_the_wrong_way_is_noticed():
    """Guard of the guard, for each way to write an import."""
    for line in ("from ..grading import grade", "from ..grading.grade import grade",
                 "from classroom.grading import grade",
                 "def f():\n    from classroom.grading.grade import grade"):  # fmt: skip
        assert wrong_way(KIT / "points" / "late.py", line) == {("grading", "grade")}
        assert wrong_way(KIT / "marking" / "rubric.py", line) == set() == wrong_way(KIT / "steps.py", line)
    assert wrong_way(KIT / "course.py", "from .points import late") == {("points", "late")}
    assert wrong_way(KIT / "points" / "late.py", "from . import marks\nfrom .. import page\nimport json") == set()
    assert wrong_way(KIT / "points" / "late.py", "from .. import steps") == {("", "steps")}


def test_every_room_has_its_place_and_says_what_it_is_for():
    rooms = {path.parent for path in FILES} - {KIT}
    assert {room.name for room in rooms} == set(ROOMS)
    for room in (KIT, *rooms):
        assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
        assert len(list(room.glob("*.py"))) - 1 <= MOST_MODULES, room
    names = [path.stem for path in FILES if path.stem != "__init__"]
    assert sorted(names) == sorted(set(names)), "two files of the kit have one name"
    assert not set(names) & set(ROOMS), "a room and a file have one name"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_functions_and_modules_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in ast.walk(ast.parse(text))
               if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_what_is_started_or_copied_by_its_name_lies_beside_the_file_that_names_it():
    found = [(path, name) for path in FILES for name in re.findall(
        r"""(?:with_name\(|_HERE / )["'](\w+\.(?:py|md|js|css))["']""", path.read_text(encoding="utf-8"))]
    assert {name for _, name in found} >= {"worker.py", "marker.py", "inside.py", "startup.py", "nbgrader_config.py"}
    assert [(named(path), name) for path, name in found if not (path.parent / name).is_file()] == []
