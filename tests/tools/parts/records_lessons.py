"""What a lesson shows, by running its own cells in this process: so no record names a module of the package."""

import ast
import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import plotly.graph_objects as go

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "notebooks").is_dir())
BOOKS = ROOT / "notebooks"
COURSE = BOOKS / "coursework"
# The modules of which a lesson calls explorers and charts. A record names the call alone: modules move.
EXPLORERS = ("explorer", "explore", "coding_explorer", "case_maker")
CHARTS = ("charts", "draw", "multiverse_charts")
DAY = (2026, 11, 15)  # a question whose last day is over reads otherwise
for folder in (str(BOOKS), str(COURSE)):
    if folder not in sys.path:
        sys.path.insert(0, folder)


class Day(date):
    """The day on which every record is made."""

    @classmethod
    def today(cls):
        return cls(*DAY)


@dataclass(frozen=True)
class Cell:
    """A code cell as it ran. names: the names before it; work: the my-work folder before it, or None."""

    lesson: str
    tree: ast.Module
    names: dict
    value: object
    figures: list
    work: Path | None
    place: Path

    @property
    def call(self):
        """The call that made what the cell shows, without its module: `ask("01.1", case)`."""
        shown = self.tree.body[-1].value
        if isinstance(shown, ast.Name):
            made = [one for one in self.tree.body if isinstance(one, ast.Assign) and one.targets[0].id == shown.id]
            shown = made[-1].value if made else shown
        return bare(shown)

    def anew(self, folder):
        """Run the cell once more, with my-work as it was before it; return (what it shows, the names after it)."""
        folder.restore(self.work)
        names = dict(self.names)
        return run(self.tree, names, self.place)[0], names


class Home:
    """A temporary folder for what readers' work is kept in: `work` is my-work, and `keep` takes a copy of it."""

    def __init__(self, folder):
        self.folder, self.work, self._copies = folder, folder / "home" / "my-work", 0

    def keep(self):
        """Return a copy of my-work, None where nothing is in it yet."""
        if not self.work.is_dir():
            return None
        self._copies += 1
        return Path(shutil.copytree(self.work, self.folder / f"copy{self._copies}"))

    def restore(self, copy):
        shutil.rmtree(self.work, ignore_errors=True)
        if copy:
            shutil.copytree(copy, self.work)


@contextlib.contextmanager
def home():
    """Yield a Home; while it lasts, all that the package keeps goes there."""
    before = os.environ.get("STANDPOINT_WORK")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = Home(Path(folder).resolve())
        found.work.parent.mkdir()
        os.environ["STANDPOINT_WORK"] = str(found.work.parent)
        try:
            yield found
        finally:
            os.environ.pop("STANDPOINT_WORK")
            if before is not None:
                os.environ["STANDPOINT_WORK"] = before


def books():
    """The notebooks that show something: lessons, then the assignments with their solutions."""
    return [*sorted(BOOKS.glob("*.ipynb")), *sorted(COURSE.glob("A*.ipynb"))]


def sources(path):
    """The source of each code cell, but for those that mark what was handed in."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return ["".join(cell["source"]) for cell in code if not cell["metadata"].get("nbgrader", {}).get("grade")]


def bare(node):
    """A call as it stands in a cell, without the module that it names: `fill_rates(case)`."""
    return re.sub(r"^\w+\.(?=\w+\()", "", ast.unparse(node))


def calls(tree, modules, but=()):
    """The calls of functions of some modules that a lesson imports, each as `bare` gives it."""
    return [bare(node) for node in ast.walk(tree) if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
            and node.func.value.id in modules and node.func.attr not in but]  # fmt: skip


def loads(tree):
    """The calls of load in a cell."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "load"]


def short(path):
    """The name of a lesson in records: 01, or A1."""
    return re.split("-", path.stem)[0]


@contextlib.contextmanager
def as_recorded(figures):
    """While it lasts, a chart that is shown goes into `figures`, and the day stands still. Yields what is printed."""
    show, go.Figure.show = go.Figure.show, lambda figure, *_, **__: figures.append(figure)
    ours = [module for name, module in list(sys.modules.items()) if name.split(".")[0] == "standpoint"]
    dated = [module for module in ours if vars(module).get("date") is date]
    for module in dated:
        module.date = Day
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            yield printed
    finally:
        go.Figure.show = show
        for module in dated:
            module.date = date


def run(tree, names, place):
    """Run a cell among `names`, in the folder `place`; return (value of its last line or None, charts, printed)."""
    figures, value = [], None
    *rest, last = tree.body or [None]
    with contextlib.chdir(place), as_recorded(figures) as printed:
        shows = isinstance(last, ast.Expr)
        exec(compile(ast.Module(rest if shows else tree.body, []), "a cell", "exec"), names)
        if shows:
            value = eval(compile(ast.Expression(last.value), "a cell", "eval"), names)
    return value, figures, printed.getvalue()


def cells(path, folder, case=None):
    """Run a notebook and return its cells, as Cell. folder: a Home. case: the name of another case to run it on."""
    folder.restore(None)
    names, found = {"__name__": "__main__"}, []
    for source in sources(path):
        tree = ast.parse(source)
        for call in loads(tree) if case else ():
            call.args[0].value = case
        before, work = dict(names), folder.keep()
        value, figures, _ = run(tree, names, path.parent)
        found.append(Cell(short(path), tree, before, value, figures, work, path.parent))
    return found
