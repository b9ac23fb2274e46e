"""The shape of the repository: what lies where, what imports what, how long things are."""

import ast
import hashlib
import re
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter

import notebook_rules
import pytest
import refresh
from hypothesis import settings
from repo_files import NOT_TEXT, ROOT, kept_files

TOP_LEVEL = {"README.md", "requirements.txt", "LICENSE", "CITATION.cff", "seeds", "notebooks", "data", "tests"}
ESSAY = ("anchorage-deal-vs-history.txt", "3734a1c1cec771684bbc377cb649a1b40edda78031ea3144bcf667dfb7e2c86a")

# Put together here so that this file does not hold what it forbids.
FORBIDDEN_WORDS = [".".join(parts) for parts in (
    ("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("deb", "debian", "org"),
)] + ["/".join(parts) for parts in (("", "work", ""), ("", "root", ""), ("shared", "design"))]

# From the ground up. A part of the helper imports from itself and from the lines above its own.
LAYERS = (
    "measures case kernel",
    "wording",
    "own_words",
    "draw table panel",
    "explore quiz",
    "workshop",
    "lessons",  # each room from itself alone, but for what stands in BETWEEN_ROOMS
    "marking",
)
BETWEEN_ROOMS = {("readers", "overlap")}  # the multiverse runs through the settings of the overlap
MOST_MODULES = 14
PACKAGE = ROOT / "notebooks" / "standpoint"
MODULES = sorted(PACKAGE.rglob("*.py"))
MEASURES = sorted((PACKAGE / "measures").glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAX_NAMES = 30


def relative(path):
    """How pytest names a file."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path):
    """The name of a module inside the package: "case.essay"; "draw" for its first file, "" for that of the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(path): path for path in MODULES}


def imported_modules(name, tree):
    """The modules of the package that its module `name` imports, anywhere in the file."""
    found, own = set(), NAMES.get(name)
    here = name.split(".") if own and own.stem == "__init__" and name else name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "standpoint"):
            base = here[: len(here) - node.level + 1] if node.level else []
            tail = (node.module or "").split(".") if node.level else node.module.split(".")[1:]
            module = ".".join(part for part in (*base, *tail) if part)
            inner = {f"{module}.{alias.name}".lstrip(".") for alias in node.names}
            found |= {one if one in NAMES else module for one in inner}
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.split(".")[0] == "standpoint"}
    return found


def level(name):
    """How high the part of the helper stands to which a module belongs. StopIteration where LAYERS does not say."""
    return next(number for number, layer in enumerate(LAYERS) if name.split(".")[0] in layer.split())


def wrong_way(name, imports):
    """The imports of module `name` that point sideways or upwards, or into another room."""
    found, part = set(), name.split(".")[0]
    for other in imports:
        rooms = (*name.split(".")[1:2], *other.split(".")[1:2])
        if part == "lessons" == other.split(".")[0]:
            found |= set() if len(set(rooms)) == 1 or rooms in BETWEEN_ROOMS else {other}
        elif not other or part != other.split(".")[0] and level(other) >= level(name):
            found.add(other)
    return found


def names_used(sources):
    """The names that cells of code take from the package."""
    used = set()
    for source in sources:
        tree = ast.parse(source)
        aliases = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
                   for alias in node.names if alias.name.split(".")[0] == "standpoint"}
        used |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
                 and (node.module or "").split(".")[0] == "standpoint" for alias in node.names}
        used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                 and isinstance(node.value, ast.Name) and node.value.id in aliases | {"standpoint"}}
    return used


def test_top_level_holds_what_a_reader_needs_and_no_more():
    visible = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    assert {name for name in visible if not name.startswith(".")} == TOP_LEVEL


def test_the_essay_is_as_it_was_given():
    name, digest = ESSAY
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("path", [path for path in kept_files() if path.suffix not in NOT_TEXT], ids=relative)
def test_no_file_names_a_registry_or_a_folder_of_some_machine(path):
    text = path.read_text(encoding="utf-8")
    assert [word for word in FORBIDDEN_WORDS if word in text] == []


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=relative)
def test_functions_and_modules_are_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    limit = 300 if path in MODULES else 400
    assert lines <= limit, f"{relative(path)} has {lines} lines; the limit is {limit}"
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in ast.walk(tree_of(path))
               if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    assert {name: length for name, length in lengths.items() if length > 40} == {}


@pytest.mark.parametrize("path", MEASURES, ids=relative)
def test_measures_take_tables_and_know_no_case(path):
    """The folder counts as one module; its files import each other, numpy, pandas and Python's own."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            assert node.level == 1 and node.module in {other.stem for other in MEASURES}
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert {name.split(".")[0] for name in names} <= {"numpy", "pandas", *sys.stdlib_module_names}


@pytest.mark.parametrize("name", [name for name in NAMES if name], ids=str)
def test_imports_run_one_way(name):
    assert any(name.split(".")[0] in layer.split() for layer in LAYERS), f"say in LAYERS where {name} stands"
    assert wrong_way(name, imported_modules(name, tree_of(NAMES[name]))) == set()


def test_no_imports_go_in_a_circle():
    graph = {name: imported_modules(name, tree_of(path)) - {name} for name, path in NAMES.items()}
    TopologicalSorter(graph).prepare()  # CycleError names the circle
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()


def test_an_import_the_wrong_way_is_noticed():
    """Guard of the guard, for each way to write an import."""
    for line in ("from ..draw.canvas import Canvas", "from ..draw import canvas", "import standpoint.draw.canvas",
                 "from standpoint.draw.canvas import Canvas", "from standpoint.draw import canvas",
                 "def f():\n    from ..draw.canvas import Canvas"):  # fmt: skip
        assert imported_modules("case.essay", ast.parse(line)) == {"draw.canvas"}
        assert wrong_way("case.essay", {"draw.canvas"}) == {"draw.canvas"} == wrong_way("table", {"draw.canvas"})
        assert wrong_way("explore", {"draw.canvas", "case.essay"}) == set()
    neighbour = {"lessons.overlap.charts"}
    assert wrong_way("lessons.deals.charts", neighbour | {"lessons.deals.space"}) == neighbour
    assert wrong_way("lessons.readers.charts", neighbour) == set() == wrong_way("marking.overlap", neighbour)
    assert wrong_way("case.essay", {""}) == {""}


def test_no_module_only_passes_names_on():
    """measures is the face of its folder; every other module holds something of its own, or nothing at all."""
    def passes_on(tree):
        kept = [node for node in tree.body if not isinstance(node, (ast.Import, ast.ImportFrom))]
        own = [node for node in kept if not isinstance(node, ast.Expr) and not ast.unparse(node).startswith("__all__")]
        return len(kept) < len(tree.body) and not own

    assert [name for name, path in NAMES.items() if name != "measures" and passes_on(tree_of(path))] == []
    assert passes_on(ast.parse('"""Words."""\nfrom .draw import chart\n__all__ = ["chart"]'))


def public_names(tree):
    """The public functions, classes and methods of a module, but what a decorator or a base class may ask for."""
    plain = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.bases]
    inside = [*tree.body, *(part for node in plain for part in node.body)]
    return {node.name for node in inside if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            and not node.name.startswith("_") and not node.decorator_list}  # fmt: skip


def unused(defined, texts):
    """The names that stand nowhere in the texts but where they are defined."""
    counts = Counter(word for text in texts for word in re.findall(r"\w+", text))
    return {name for name in defined if counts[name] < 2}


def test_no_public_name_is_there_for_its_tests_alone():
    """What no lesson, no tool, no document and no other part of the helper names is deleted, and its tests with it."""
    face = PACKAGE / "measures" / "__init__.py"
    tools = [path for path in TESTS if "tools" in path.parts]
    beside = [path for path in kept_files() if path.suffix in {".py", ".md", ".ipynb"}
              and path.parts[len(ROOT.parts)] != "tests" and PACKAGE not in path.parents]  # fmt: skip
    texts = [path.read_text(encoding="utf-8") for path in [*MODULES, *tools, *beside] if path != face]
    assert unused(set().union(*(public_names(tree_of(path)) for path in MODULES)), texts) == set()
    tree = "def shown(): ...\n@exercise('1')\ndef asked(): ...\nclass A:\n    def said(self): ..."
    assert unused(public_names(ast.parse(tree)), [tree, "A().said()"]) == {"shown"}


def test_no_folder_is_a_corridor():
    """A folder with many modules says why in its first file."""
    for folder in {path.parent for path in MODULES}:
        count = len([path for path in folder.glob("*.py") if path.stem != "__init__"])
        said = ast.get_docstring(tree_of(folder / "__init__.py"))
        assert said and (count <= MOST_MODULES or "because" in said), f"{relative(folder)} has {count} modules"


def test_no_two_files_of_the_tests_have_one_name():
    """pytest and the tools import them by their names alone."""
    names = [path.name for path in TESTS if path.stem != "conftest"]
    assert sorted(names) == sorted(set(names)) and "__init__.py" not in names


def test_lessons_use_few_names():
    sources = [cell["source"] for path in refresh.notebooks() for cell in notebook_rules.code_cells(
        notebook_rules.load(path)) if "raises-exception" not in notebook_rules.tags(cell)]
    used = names_used(sources)
    assert len(used) <= MAX_NAMES, f"{len(used)} names: {sorted(used)}"


def test_names_are_counted():
    sources = ["from standpoint import load, chart", "import standpoint as sp\nsp.load('a')\nsp.draw()", "other.name"]
    assert names_used(sources) == {"load", "chart", "draw"}


def test_made_up_inputs_are_the_same_in_every_run():
    """No run is red by luck, and none by being slow: conftest.py says so once, and no test says otherwise."""
    assert settings.default.derandomize and settings.default.deadline is None
    said = {relative(path) for path in TESTS for word in ("derandomize=", "deadline=")
            if word in path.read_text(encoding="utf-8") and path.name != "test_repo.py"}  # fmt: skip
    assert said == {"tests/conftest.py", "tests/tools/fuzz.py"}


def test_ruff_finds_nothing():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
