"""Hostile and tired conditions, without a browser: each loses nothing of the reader's and says in words what happened.

What was tried, and what came of it, stands as a table in tests/README.md.
"""

import ast
import contextlib
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import hostile_doors as doors
import plotly.graph_objects as go
import pytest
import refresh
from jupyter_client import KernelManager
from standpoint import load
from standpoint.workshop.coding_book import Book
from tiny_cases import as_shown

# Lesson 08 takes as long as all others together; tests/long/test_run_again.py runs it too.
LESSONS = [path for path in refresh.notebooks() if path.parent.name == "notebooks" and path.name[:2] != "08"]
CALM = ("could not be kept", "Not saved (", "cannot be written (", "could not be written (")
ODD_NAME = "Моя папка ñ 'x' & 100 %"


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return tmp_path


def no_disk_of_its_own():
    """True where a test cannot make a small disk for itself, as it can on most Linux machines."""
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return not shutil.which("unshare") or subprocess.run(command, capture_output=True).returncode != 0


@pytest.mark.skipif(no_disk_of_its_own(), reason="a disk of its own needs Linux with unshare; simulated below")
@pytest.mark.parametrize("condition", ["full", "read-only"])
def test_on_a_disk_that_is_full_or_read_only_the_old_files_stay_and_each_way_says_so(condition, tmp_path):
    """A real disk of one megabyte. Every way of writing is tried; root cannot write to it either."""
    command = ["unshare", "-rm", sys.executable, doors.__file__, condition, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    found = json.loads(done.stdout)
    assert found["as before"], found["files"]
    reason = {"full": "No space left on device", "read-only": "Read-only file system"}[condition]
    for name, words in found["said"].items():
        assert reason in words and any(calm in words for calm in CALM), f"{name}: {words}"


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_where_writing_stops_half_way_the_old_files_stay(code, tmp_path, monkeypatch):
    """The same without a disk of its own, on every system: half of the content is written, then writing fails."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    case = doors.prepare(tmp_path)
    before, write_bytes = doors.bytes_in(tmp_path), Path.write_bytes

    def half(path, content, **_more):
        content = content.encode() if isinstance(content, str) else content
        write_bytes(path, content[: len(content) // 2])
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_text", half)
    monkeypatch.setattr(Path, "write_bytes", half)
    for name in doors.DOORS:
        words = doors.go_through(name, case, tmp_path)
        assert os.strerror(code) in words and any(calm in words for calm in CALM), f"{name}: {words}"
    assert doors.bytes_in(tmp_path) == before


SAVE_AND_SHOW = """
from pathlib import Path
from standpoint import load
from standpoint.workshop.coding_explorer import code_cells
explorer = code_cells(load("bridge"))
cell = f'{{load("bridge").issues["id"].iloc[0]}}/{{load("bridge").stakeholders["id"].iloc[0]}}'
explorer.change("a view", 1, f"{{cell}}/direction", "blank")
explorer.change("a view", 2, f"{{cell}}/note", {note!r})
saved = "Saved: " in explorer.state["slots"][f"reply/{{cell}}"]
print(saved, explorer.file.resolve() == Path("my-work/bridge-positions.csv").resolve())
"""


def test_a_lesson_runs_and_saves_in_a_folder_with_spaces_and_letters_of_all_kinds(tmp_path, monkeypatch):
    monkeypatch.delenv("STANDPOINT_WORK", raising=False)
    root = refresh.clean_copy(tmp_path / ODD_NAME)
    path = root / "notebooks" / "05-overlap.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    source = SAVE_AND_SHOW.format(note="ó ї")
    book["cells"].append({"cell_type": "code", "id": "last", "metadata": {}, "source": source})
    path.write_text(json.dumps(book), encoding="utf-8")
    done = refresh.run(path, root)
    assert done.cells[-1].outputs[0].text.splitlines()[-1] == "True True"
    assert "ó ї" in (root / "notebooks" / "my-work" / "bridge-positions.csv").read_text(encoding="utf-8")


KEEP = """
from standpoint.case import answers
for n in range(40):
    assert answers.keep("bridge", f"{}.{{n}}", {{"n": n}}) == ""
"""


def test_two_kernels_that_answer_at_once_lose_nothing(work):
    both = [subprocess.Popen([sys.executable, "-c", KEEP.format(name)], stderr=subprocess.PIPE) for name in "ab"]
    assert [run.communicate(timeout=120)[1] for run in both] == [b"", b""]
    kept = json.loads((work / "my-work" / "answers.json").read_text(encoding="utf-8"))["bridge"]
    assert len(kept) == 80
    assert [path.name for path in (work / "my-work").iterdir()] == ["answers.json"]


CODE_MANY = """
import sys
from standpoint import load
from standpoint.workshop.coding_book import Book
case, half = load("bridge"), int(sys.argv[1])
book = Book(case)
places = [(who, what) for who in case.stakeholders["id"] for what in case.issues["id"]]
for n, place in enumerate(places):
    if n % 2 == half:
        said = book.change(*place, {"direction": "blank"} if n % 3 else {"direction": "1"})[1]
        assert said.startswith("Saved"), said
"""


def test_two_kernels_that_code_at_once_lose_nothing(work):
    """Each codes every second cell, some of them unfinished, with its own view of the file."""
    both = [subprocess.Popen([sys.executable, "-c", CODE_MANY, half], stderr=subprocess.PIPE) for half in "01"]
    assert [run.communicate(timeout=120)[1] for run in both] == [b"", b""]
    case = load("bridge")
    assert len(Book(case).cells) == len(case.stakeholders) * len(case.issues)


FOREVER = """
from standpoint import load
from standpoint.case import answers
from standpoint.workshop.coding_book import Book
case = load("bridge")
book, n = Book(case), 0
print("ready", flush=True)
while True:
    n += 1
    answers.keep("bridge", "05.1", {"words": "x" * 50_000})
    place = case.stakeholders["id"].iloc[0], case.issues["id"].iloc[n % 3]
    book.change(*place, {"direction": "blank", "note": f"n {n}"})
"""


def test_a_kernel_killed_while_it_saves_leaves_whole_files(work):
    for _ in range(2):
        run = subprocess.Popen([sys.executable, "-c", FOREVER], stdout=subprocess.PIPE)
        assert run.stdout.readline() == b"ready\n"
        time.sleep(0.3)
        run.kill()
        run.communicate()
        case = load("bridge")
        book = Book(case)
        assert not book.refused
        place = case.stakeholders["id"].iloc[1], case.issues["id"].iloc[0]
        assert book.change(*place, {"direction": "blank", "note": f"after {time.monotonic()}"})[1].startswith("Saved")
        path = work / "my-work" / "answers.json"
        assert not path.exists() or json.loads(path.read_text(encoding="utf-8"))


CODE = """
from standpoint import load
from standpoint.lessons.stakeholders import explorer
from standpoint.workshop import coding_explorer
case = load("bridge")
coding, values = coding_explorer.code_cells(case), explorer.own_values(case)
"""
CHANGE = """
coding.change("a view", 1, "%s/direction", "blank")
coding.change("a view", 2, "%s/note", "mine")
values.change("a view", 1, "why", "my reasons")
"""
SHOW = "print(coding.book.cells, values.why)"


def test_a_kernel_killed_in_mid_lesson_gives_back_what_the_reader_did(work):
    case = load("bridge")
    cell = f"{case.issues['id'].iloc[0]}/{case.stakeholders['id'].iloc[0]}"
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(refresh.ROOT / "notebooks"), extra_arguments=["--log-level=ERROR"])
    try:
        said(manager, CODE + CHANGE % (cell, cell))
        manager.signal_kernel(getattr(signal, "SIGKILL", signal.SIGTERM))
        manager.restart_kernel(now=True)
        shown = said(manager, CODE + SHOW)
    finally:
        manager.shutdown_kernel(now=True)
    assert "'note': 'mine'" in shown and shown.rstrip().endswith("my reasons")


def said(manager, code):
    """Run code in a kernel; return what it prints. A kernel is waited for by its kernel_info, as slow machines need."""
    client, words = manager.client(), []
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        reply = client.execute_interactive(
            code, timeout=120, output_hook=lambda message: words.append(message["content"].get("text", "")))
    finally:
        client.stop_channels()
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(words)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_second_run_all_and_cells_out_of_order_show_the_same(path, work, monkeypatch):
    runs_again(path, monkeypatch)


def runs_again(path, monkeypatch):
    """All cells in one session: from top to bottom, once more, and then from the last up to the second."""
    monkeypatch.chdir(refresh.ROOT / "notebooks")
    monkeypatch.syspath_prepend(str(refresh.ROOT / "notebooks"))
    book = json.loads(path.read_text(encoding="utf-8"))
    cells = [("".join(cell["source"]), cell["metadata"].get("tags", [])) for cell in book["cells"]
             if cell["cell_type"] == "code"]  # fmt: skip
    figures, names = [], {}
    monkeypatch.setattr(go.Figure, "show", lambda figure, *_, **__: figures.append(figure.to_json()))
    first = [run_cell(source, tags, names, figures) for source, tags in cells]
    assert [run_cell(source, tags, names, figures) for source, tags in cells] == first
    backwards = [run_cell(source, tags, names, figures) for source, tags in cells[:0:-1]]
    assert backwards == first[:0:-1]


def run_cell(source, tags, names, figures):
    """Run one cell in a session; return what it prints, draws and shows. Only a cell that may raise does."""
    tree, out = ast.parse(source), io.StringIO()
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    figures.clear()
    value = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(tree, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
        except Exception as error:
            assert "raises-exception" in tags, error
            out.write(repr(error))
    return out.getvalue(), list(figures), "" if value is None else as_shown(value)
