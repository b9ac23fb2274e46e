"""The assignments: their shape, their points, and the student's copy in an empty folder elsewhere."""

import ast
import importlib.util
import json
import os
import re
import shutil
from types import SimpleNamespace

import course_kit
import nbformat
import notebook_rules as rules
import pytest
import refresh
from classroom.grading import apart

PATHS = refresh.assignments()
SHARED_RULES = [rule for rule in rules.RULES if rule is not rules.cells_are_short]
HOME = refresh.ROOT / "notebooks" / "coursework"
needs_nbgrader = pytest.mark.skipif(importlib.util.find_spec("nbgrader") is None, reason="nbgrader is not installed")


def book_of(path):
    return rules.load(path)


def about(cell):
    return cell["metadata"].get("nbgrader", {})


def prefix(path):
    return f"{path.stem.split('-')[0].lower()}-"


def test_there_are_three():
    assert [path.stem.split("-")[0] for path in PATHS] == ["A1", "A2", "A3"]


@pytest.mark.parametrize("rule", SHARED_RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_assignment_keeps_the_rules_of_all_notebooks(path, rule):
    problems = rule(book_of(path))
    assert not problems, f"{path.name}: {rule.__doc__}\n  " + "\n  ".join(problems)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_cell_is_known_by_one_name(path):
    cells = book_of(path)["cells"]
    names = [about(cell)["grade_id"] for cell in cells]
    assert names == [cell["id"] for cell in cells]
    assert len(set(names)) == len(names)
    assert all(name.startswith(prefix(path)) for name in names)
    assert cells[1]["id"] == f"{prefix(path)}setup" and about(cells[1])["locked"]
    assert cells[-1]["source"] == f'marking.hand_in("{path.stem.split("-")[0]}")'


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_points_are_those_that_the_first_cell_promises(path):
    cells = book_of(path)["cells"]
    points = [about(cell)["points"] for cell in cells if about(cell).get("grade")]
    told = re.findall(r"(?m)^\| [^|]+ \| (\d+) \|", cells[0]["source"])
    assert sorted(map(int, told)) == sorted(points)
    assert sum(points) == 36
    assert sum(about(c)["points"] for c in cells if c["cell_type"] == "markdown" and about(c).get("grade")) == 12


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_first_cell_says_what_a_student_asks_first(path):
    first = book_of(path)["cells"][0]["source"]
    asked = ("**Question.**", "you can\n\n1. ", "**Minutes.**", "**Builds on.**", "**You hand in**", "**Assistants.**")
    for words in asked:
        assert words in first, words


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_model_answers_earn_all_points(path):
    for cell in book_of(path)["cells"]:
        if cell["cell_type"] == "code" and about(cell).get("grade"):
            results = [out["data"]["text/plain"] for out in cell["outputs"] if out["output_type"] == "execute_result"]
            assert results == [f"{float(about(cell)['points'])}"], cell["id"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_answer_cell_has_a_neutral_default_outside_its_solution(path):
    for cell in book_of(path)["cells"]:
        if cell["cell_type"] == "code" and about(cell).get("solution"):
            before, solution, after = re.split(r"### (?:BEGIN|END) SOLUTION", cell["source"])
            compile(before, cell["id"], "exec")
            assert before.strip().startswith("# Fill in") and solution.strip() and not after.strip(), cell["id"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_written_answer_has_a_rubric_and_two_marked_samples(path):
    cells = {cell["id"]: cell["source"] for cell in book_of(path)["cells"]}
    written = [c for c in book_of(path)["cells"] if c["cell_type"] == "markdown" and about(c).get("grade")]
    for cell in written:
        scheme = re.search(r"=== BEGIN MARK SCHEME ===\n(.*)\n=== END MARK SCHEME ===", cell["source"], re.DOTALL)[1]
        samples = re.findall(r"\*\*Answer \w+, (\d+) points \(([\d, ]+)\)", scheme)
        assert len(samples) == 2
        criteria = re.findall(r"(?m)^\| (?!criterion|---)([^|]+) \|", cells[f"{prefix(path)}rubric"])
        assert 3 <= len(criteria) <= 5 and about(cell)["points"] == 3 * len(criteria)
        for total, levels in samples:
            given = [int(level) for level in levels.split(", ")]
            assert len(given) == len(criteria) and sum(given) == int(total) and set(given) <= {0, 1, 2, 3}


def test_test_cells_ask_for_answers_by_name_and_end_with_a_float():
    """They run where no answer was made: what they use are the helper and the names that the answer cells set."""
    for path in PATHS:
        book = nbformat.read(path, as_version=4)
        answers = apart.answers_of(book)
        for cell in book.cells:
            if apart.is_test(cell):
                assert cell.source.endswith("print(mark)\nfloat(mark.points)"), cell.id
                tree = ast.parse(cell.source)
                used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
                assert not used & set(answers.names()), f"{cell.id} takes an answer that may not be there"
                asked = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(answers.names())
                assert asked <= {name for names in answers.before.values() for name in names}
        assert list(answers.before) and set().union(*answers.before.values()) >= set(answers.functions)


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """The student's folders, as the kit releases them."""
    course = tmp_path_factory.mktemp("course")
    for path in PATHS:
        name = path.stem.split("-")[0]
        course_kit.released(course, name, [HOME / "texts" / "quarry-hours.txt"] if name == "A1" else [])
    return course / "students"


@needs_nbgrader
@pytest.mark.parametrize("name", ["A1", "A2", "A3"])
def test_the_students_copy_runs_unfilled_in_an_empty_folder_elsewhere(name, copies, tmp_path, monkeypatch):
    folder = tmp_path / name
    shutil.copytree(copies / name, folder)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    book = refresh.run(folder / f"{name}.ipynb", tmp_path / "nowhere")
    texts = [out.get("text", "") for cell in book.cells for out in cell.get("outputs", [])]
    assert not any(out.output_type == "error" for cell in book.cells for out in cell.get("outputs", []))
    assert not any(out.get("name") == "stderr" for cell in book.cells for out in cell.get("outputs", [])), texts
    points = {cell.id: cell.outputs[-1].data["text/plain"] for cell in book.cells if cell.id.endswith("-test")}
    assert set(points.values()) == {"0.0"}, points
    assert (folder / f"{name}-hand-in.zip").is_file()
    assert str(refresh.ROOT) not in json.dumps(book)


@needs_nbgrader
@pytest.mark.parametrize("name", ["A1", "A2", "A3"])
def test_a_release_shows_no_model_answer(name, copies):
    book = nbformat.read(copies / name / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells)
    words = json.dumps(book)
    assert "SOLUTION" not in words and "MARK SCHEME" not in words and "HIDDEN" not in words


def test_what_an_assignment_gets_is_put_back_before_another_notebook_runs(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("coursework_conftest", HOME / "conftest.py")
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)
    monkeypatch.delenv("STANDPOINT_WORK", raising=False)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    made = SimpleNamespace(_tmp_path_factory=SimpleNamespace(mktemp=lambda name: tmp_path / name))
    first, second, other = (SimpleNamespace(path=name, config=made) for name in ("A1", "A1", "10"))
    for item, after in ((first, second), (second, other)):
        hooks.pytest_runtest_setup(item)
        assert os.environ["STANDPOINT_WORK"] == str(tmp_path / "assignment")
        assert os.environ["PYTHONPATH"].split(os.pathsep) == [str(HOME.parent), "elsewhere"]
        hooks.pytest_runtest_teardown(item, after)
    assert "STANDPOINT_WORK" not in os.environ and os.environ["PYTHONPATH"] == "elsewhere"
