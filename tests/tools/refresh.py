"""Run the notebooks again and save them so that two runs give the same bytes.

    python tests/tools refresh                   all notebooks
    python tests/tools refresh 01 helper         those whose file name starts with one of these
    python tests/tools refresh --check [names]   save nothing; say which are out of step

Each notebook runs in a fresh kernel, in a temporary copy of the repository, so a
reader's own answers (my-work/) never get into a saved output. A cell that raises
without the tag "raises-exception" stops the command: exit code 1, nothing saved
for that notebook. A widget is never saved, only the text that stands in for it.
Beside each chart goes a small picture, drawn anew only where the chart has changed:
for that a Chromium or Chrome is needed, see tests/tools/parts/pictures.py.
"""

import argparse
import ast
import copy
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import pictures
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[2]
SECONDS_PER_CELL = 120

# All that a saved notebook may carry besides its cells.
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "nbconvert_exporter": "python"},
}
CELL_METADATA = {"tags", "jupyter", "nbgrader"}  # "jupyter" holds source_hidden: a folded cell
SHOWS = {"draw", "explore", "table", "charts", "explorer", "exercises", "tables", "load", "begin", "progress",
         "say_now", "thread"}  # the helper
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class NotebookError(Exception):
    """A cell raised, hung or killed its kernel; the message says which cell and why."""


class Client(NotebookClient):
    """A notebook client that plays no widget front end.

    nbclient answers widget messages on the channel on which it waits for a cell to
    end. The two can miss each other, and the run then stalls (jupyter/nbclient#312).
    A saved notebook holds no widget, so the messages are left unread, as nbval does.
    """

    def handle_comm_msg(self, outs, msg, cell_index):  # noqa: D102
        return None


def notebooks(root: Path = ROOT) -> list[Path]:
    """Every notebook that is kept run, in reading order."""
    helper = root / "tests" / "helper.ipynb"
    return [*sorted((root / "notebooks").glob("*.ipynb")), *([helper] if helper.exists() else [])]


def assignments(root: Path = ROOT) -> list[Path]:
    """The instructor's notebooks of the coursework, solutions and all; they are kept run too."""
    return sorted((root / "notebooks" / "coursework").glob("A*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    """The notebook, with an id for each cell: its own, or a hash of position and source."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    seen = set()
    for position, cell in enumerate(raw["cells"]):
        if cell.get("id") is None or cell["id"] in seen:
            source = "".join(cell["source"])
            cell["id"] = hashlib.sha256(f"{position}\n{source}".encode()).hexdigest()[:8]
        seen.add(cell["id"])
        if cell["cell_type"] == "code":  # so that a draft of source and type alone can be read
            cell.update(outputs=[], execution_count=None)
        cell.setdefault("metadata", {})
    raw.update(nbformat=4, nbformat_minor=5, metadata=copy.deepcopy(NOTEBOOK_METADATA))
    return nbformat.reads(json.dumps(raw), as_version=4)


def clean_copy(folder: Path) -> Path:
    """Copy what the notebooks read (nothing a reader wrote) into `folder`."""
    ignore = shutil.ignore_patterns("my-work", "__pycache__", ".*")
    for name in ("notebooks", "data", "seeds", "tests"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    return folder


def run(path: Path, root: Path, env: dict | None = None) -> nbformat.NotebookNode:
    """Run the notebook at `path`, inside the copy `root`, in a kernel of its own.

    `env`: environment variables for the kernel, on top of this process's own.
    Raises NotebookError.
    """
    nb = read(path)
    env = {"STANDPOINT_PICTURES": "no", **(env or {})}  # a saved notebook has pictures of its own: pictures.py
    if path.parent.name == "coursework":  # each assignment is a folder of its own for a student
        env = {"STANDPOINT_WORK": tempfile.mkdtemp(dir=root), **env}
    client = Client(nb, timeout=SECONDS_PER_CELL, startup_timeout=SECONDS_PER_CELL, iopub_timeout=SECONDS_PER_CELL,
                    raise_on_iopub_timeout=True, store_widget_state=False, record_timing=False, kernel_name="python3",
                    extra_arguments=["--log-level=ERROR"])  # it would warn that it speaks over loopback
    try:
        client.execute(cwd=str(path.parent), env={**os.environ, "PYTHONPATH": str(root / "notebooks"), **env})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{path.name}, {describe(nb, error)}") from None
    return nb


def describe(nb: nbformat.NotebookNode, error: Exception) -> str:
    """Which cell stopped the run, its source and what it said."""
    started = [n for n, cell in enumerate(nb.cells) if cell.cell_type == "code" and cell.execution_count]
    position = started[-1] if started else 0
    if isinstance(error, CellExecutionError):
        said = f"{error.ename}: {error.evalue}"
    else:
        said = f"{type(error).__name__} (a cell may take {SECONDS_PER_CELL} seconds)"
    return f"cell {position + 1} (id {nb.cells[position].id}):\n{nb.cells[position].source}\n-> {said}"


def is_plumbing(source: str) -> bool:
    """Whether a cell only imports, loads, draws and shows: every statement is an import or a call of the helper."""
    tree = ast.parse(source)
    mine = {name.id for node in ast.walk(tree) if isinstance(node, ast.Assign) for name in node.targets
            if isinstance(name, ast.Name)}
    return bool(tree.body) and all(_is_shown(node, mine) for node in tree.body)


def _is_shown(node: ast.stmt, mine: set[str]) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    value = node.value if isinstance(node, (ast.Assign, ast.Expr)) else None
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.Name)
    while isinstance(value, ast.Call):
        value = value.func.value if isinstance(value.func, ast.Attribute) else value.func
    return isinstance(value, ast.Name) and value.id in SHOWS | mine


def folded(cell: nbformat.NotebookNode) -> dict:
    """The metadata of a code cell of a lesson: plumbing is folded, what a student reads or fills in is open."""
    kept = {key: value for key, value in cell.metadata.items() if key != "jupyter"}
    hide = cell.source.strip() and "your-turn" not in kept.get("tags", []) and is_plumbing(cell.source)
    return kept | ({"jupyter": {"source_hidden": True}} if hide else {})


def tidy(nb: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep of an executed notebook only what is the same after every run."""
    nb.metadata = nbformat.from_dict(NOTEBOOK_METADATA)
    count = 0
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in CELL_METADATA and v})
        if cell.cell_type != "code":
            continue
        count += bool(cell.source.strip())
        cell.execution_count = count if cell.source.strip() else None
        cell.outputs = merge_streams([kept for out in cell.outputs if (kept := tidy_output(out, count))])
    nbformat.validate(nb)
    return nb


def tidy_output(out: nbformat.NotebookNode, count: int) -> nbformat.NotebookNode | None:
    """One output without what changes between runs or machines; None when nothing is left."""
    if out.output_type == "execute_result":
        out.execution_count = count
    if out.output_type == "error":  # frames of files name folders of this machine
        out.traceback = [f"{out.ename}: {out.evalue}"]
    data = out.get("data")
    if data is not None and WIDGET_VIEW in data:
        del data[WIDGET_VIEW]
        text = data.get("text/plain", "")
        if " at 0x" in text or re.match(r"\w+\(", text):  # "IntSlider(value=3)", "<Button object at 0x7f..>"
            del data["text/plain"]
    return out if data is None or data else None


def merge_streams(outputs: list) -> list:
    """Join neighbouring pieces of the same stream: where it is cut is chance."""
    merged = []
    for out in outputs:
        last = merged[-1] if merged else {}
        if out["output_type"] == "stream" and last.get("output_type") == "stream" and last["name"] == out["name"]:
            last["text"] += out["text"]
        else:
            merged.append(out)
    return merged


def text_of(nb: nbformat.NotebookNode) -> str:
    """The file's text: sorted keys, indent 1, UTF-8 as it is, one newline at the end."""
    return nbformat.writes(nb).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Refresh or check; the number of notebooks that failed or are out of step, at most 1."""
    parser = argparse.ArgumentParser(description="Run the notebooks again and save them.")
    parser.add_argument("names", nargs="*", help="file names, or how they start")
    parser.add_argument("--check", action="store_true", help="save nothing; say which are out of step")
    options = parser.parse_args(arguments)
    starts = tuple(Path(name).name for name in options.names) or ("",)
    chosen = [path for path in [*notebooks(), *assignments()] if path.name.startswith(starts)]
    if not chosen:
        print("No such notebook.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        root = clean_copy(Path(folder).resolve())
        return int(any([not refresh(path, root, options.check) for path in chosen]))


def refresh(path: Path, root: Path, check: bool) -> bool:
    """Run one notebook; save it, or say whether it is in step. True when all is well."""
    try:
        nb = tidy(run(root / path.relative_to(ROOT), root))
    except NotebookError as error:
        print(f"FAILED   {error}")
        return False
    if path.parent.name == "notebooks":
        for cell in nb.cells:
            cell.metadata = nbformat.from_dict(folded(cell) if cell.cell_type == "code" else cell.metadata)
    lacking = pictures.add(nb, json.loads(path.read_text(encoding="utf-8")), draw=not check)
    new = text_of(nb)
    same = path.read_bytes() == new.encode()
    if not check and not same:
        path.write_text(new, encoding="utf-8", newline="\n")
    print(f"{'in step ' if same else 'OUT OF STEP' if check else 'saved   '} {path.relative_to(ROOT).as_posix()}")
    if lacking:
        print(f"         {pictures.LACKING.format(lacking)}")
    return same or not check


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
