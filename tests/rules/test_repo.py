"""The shape of the repository: what lies where, what imports what, how long things are."""

import ast
import hashlib
import re
import subprocess
import sys

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

# From the ground up. A module imports only from the lines above its own.
LAYERS = [
    {"essay"},
    {"table", "schema", "evidence"},
    {"plain_text"},
    {"package"},
    {"case", "lacking"},
    {"selectors"},
    {"refi_codes"},
    {"exchange"},
    {"coding_file"},
    {"coding_class", "coding_cells", "new_case", "case_rows"},
    {"coding_book"},
    {"measures"},
    {"style"},
    {"findings", "canvas"},
    {"linemap", "deal_space", "textline", "claim_findings", "overlap_findings", "coding_compare",
     "stakeholder_findings", "forecast_findings", "own_words_findings"},
    {"claim_charts", "argument_chart", "claim_tables", "own_words_charts", "own_words_tables"},
    {"agreement_findings", "history_findings"},
    {"agreement_charts", "agreement_tables", "history_charts", "history_tables", "multiverse"},
    {"deal_findings", "fill_charts", "overlap_charts", "overlap_tables", "stakeholder_charts", "stakeholder_tables",
     "forecast_charts", "forecast_tables"},
    {"deal_charts", "multiverse_charts", "multiverse_tables"},
    {"charts", "tables"},
    {"explorer_base", "explorer_data", "deal_view", "stakeholder_data", "history_data", "answers", "fields",
     "forecast_view", "own_words_data"},
    {"explorer_ahead", "explorer_kept"},
    {"case_maker", "claim_browser", "deal_explorer", "history_explorers", "coding_explorer", "overlap_bench",
     "stakeholder_explorers", "forecast_explorer", "own_words_explorers", "checks"},
    {"multiverse_explorer"},
    {"exercises_NN"},  # those of lesson NN
    {"exercises"},
    {"explorers"},
    {"marking_words"},
    {"marking_files", "marking_deals"},
    {"marking_cells", "marking_finding", "marking_hand_in", "marking_overlap"},
    {"marking"},  # nothing but the assignments imports it
    {"__init__"},
]
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


def imported_modules(tree):
    """The modules of the package that a module of it imports, anywhere in the file."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            here = (node.module or "").removeprefix("standpoint").lstrip(".")
            if node.level and not node.module or node.module == "standpoint":
                names |= {alias.name for alias in node.names}
            elif node.level or (node.module or "").startswith("standpoint."):
                names.add(here.split(".")[0])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("standpoint.")}
    return names & {path.stem for path in PACKAGE.glob("*.py")} | names & {"measures"}


def level(name):
    """How high a module stands; None for one that LAYERS does not know."""
    general = re.sub(r"_\d\d$", "_NN", name)
    return next((number for number, layer in enumerate(LAYERS) if general in layer), None)


def wrong_way(name, imports):
    """The imports of module `name` that point sideways or upwards, or to a module without a level."""
    return {other for other in imports - {"render"} if level(other) is None or level(other) >= level(name)}


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


@pytest.mark.parametrize("path", [path for path in PACKAGE.glob("*.py") if path.stem != "render"], ids=relative)
def test_imports_run_one_way(path):
    assert level(path.stem) is not None, f"say in LAYERS where {path.name} stands"
    imports = imported_modules(tree_of(path))
    assert wrong_way(path.stem, imports) == set()
    if path.stem not in {"__init__", "charts"}:
        assert "render" not in imports


def test_render_stands_alone():
    assert not (PACKAGE / "render.py").exists() or imported_modules(tree_of(PACKAGE / "render.py")) == set()


def test_an_import_the_wrong_way_is_noticed():
    """Guard of the guard, for each way to write an import."""
    for line in ("from .charts import draw", "from . import charts", "from standpoint.charts import draw",
                 "from standpoint import charts", "import standpoint.charts", "def f():\n    from .charts import draw"):
        found = {name for name in re.findall("charts", line)}
        if (PACKAGE / "charts.py").exists():
            assert imported_modules(ast.parse(line)) == found
        assert wrong_way("essay", found) == found
    assert wrong_way("explorers", {"charts", "case"}) == set()


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
