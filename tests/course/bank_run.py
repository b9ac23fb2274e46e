"""Runs a submission in a forked child in place of nbgrader: all else of the kit is the real thing.

A child has limits on memory, file size and time, but no fence: what a spy reaches is asked in the tests with nbgrader.
"""

import contextlib
import copy
import functools
import hashlib
import json
import os
import pickle
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
from classroom.grading import apart, inside, marker, startup
from classroom.grading.harmless_outputs import cleaned
from classroom.grading.result import own_points

MEMORY, FILE = 2_000_000_000, 200_000_000  # bytes
STUBBORN = 3  # seconds that a cell gets to stop after it was interrupted
KEPT = 20_000  # letters of one cell's printing
_SEEN = {}  # many entries of the bank come to the same cells once the kit has mended them
_print = print  # student code may give the name another meaning
LOCKED = 120  # seconds for a cell that is not the student's


class InProcess:
    """Stands in for classroom.running.Worker."""

    def __init__(self, course, isolated):
        self.course = course

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, student, seconds, whole):
        """Run one submission and write its graded notebook; return what a worker says."""
        book = nbformat.read(self.course.submission(student) / f"{self.course.name}.ipynb", as_version=4)
        _with_hidden_tests(book, nbformat.read(self.course.source / f"{self.course.name}.ipynb", as_version=4))
        asked = apart.answers_of(nbformat.read(self.course.released_notebook, as_version=4))
        tests = apart.Tests(book, asked, _calls(book, asked.functions))
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            work = Path(folder) / "work"
            shutil.copytree(self.course.submission(student), work)
            texts = {f"texts/{path.name}": path.read_bytes() for path in (work / "texts").glob("*")}
            cell, end, files = _watched_once(book, work, seconds)
        told = [] if end else apart.mark(tests, files | texts, marked_in_a_child)
        tests.put_back()
        path = self.course.graded(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if not end:
            nbformat.write(cleaned(book)[0], path)
        return {"success": not end, "log": "", "cell": cell, "end": end, "told": told}

    @staticmethod
    def points(course, student, book, by_hand=()):
        """Read the points off a notebook as nbgrader's gradebook would have them."""
        source = nbformat.read(course.released_notebook, as_version=4)
        before = {cell.id: cell.source.strip() for cell in source.cells}
        points, most = {}, {}
        for cell in book.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade"):
                name, most[about["grade_id"]] = about["grade_id"], float(about["points"])
                written = 0.0 if cell.source.strip() == before[name] and name not in by_hand else None
                points[name] = written if about["solution"] else own_points(cell, most[name])
        return points, most


def _calls(book, functions):
    return marker.wanted({cell.id: cell.source for cell in book.cells if apart.is_test(cell)}, functions)


def marked_in_a_child(job):
    """Do a marking job as classroom.apart.Marker does, in a child of this process, which no student code touched."""
    key = hashlib.sha256(repr({name: held for name, held in job.items() if name != "folder"}).encode()
                         + _of_files(Path(job["folder"]))).digest()  # fmt: skip
    if key not in _SEEN:
        _SEEN[key] = _in_a_child(job)
    return copy.deepcopy(_SEEN[key])


def _in_a_child(job):
    quick = _warm()
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(inlet)
            os.chdir(job["folder"])
            os.environ.pop("STANDPOINT_WORK", None)
            sys.modules["standpoint.case.case"].checked_table = quick
            with os.fdopen(outlet, "w", encoding="utf-8") as out:
                out.write(json.dumps(marker.counted(job["cells"], job["answers"], job["calls"])))
        finally:
            os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet, encoding="utf-8") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return json.loads(said)


def _of_files(folder):
    files = sorted((path.relative_to(folder).as_posix(), path.read_bytes()) for path in folder.rglob("*")
                   if path.is_file() and path.suffix != ".ipynb")  # fmt: skip
    return repr(files).encode()


def _with_hidden_tests(book, source):
    """Put the instructor's locked cells back, as nbgrader does before it grades."""
    whole = {cell.id: cell for cell in source.cells if cell.metadata.get("nbgrader", {}).get("locked")}
    for cell in book.cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade_id") in whole:
            cell.source = whole[about["grade_id"]].source
            about["points"] = whole[about["grade_id"]].metadata["nbgrader"].get("points")


def _watched_once(book, work, seconds):
    """Run a notebook, or take what came of the same cells and files before; return what `watched` does, and files."""
    cells = repr([(cell.cell_type, cell.source) for cell in book.cells]).encode()
    key = hashlib.sha256(cells + _of_files(work)).digest()
    if key not in _SEEN:
        said = (*watched(book, work, seconds), apart.files_of(work))
        _SEEN[key] = said, [cell.get("outputs") for cell in book.cells]
    said, outputs = _SEEN[key]
    for cell, kept in zip(book.cells, outputs):
        if kept is not None:
            cell.outputs = copy.deepcopy(kept)
    return said


def watched(book, work, seconds):
    """Run the code cells in a child; return (cell that began last, “”, “died” or “stuck”)."""
    _warm()
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        os.close(inlet)
        _child(book, work, outlet)
    os.close(outlet)
    lines = queue.Queue()
    threading.Thread(target=_read, args=(inlet, lines), daemon=True).start()
    try:
        return _listen(book, lines, child, seconds)
    finally:
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


@functools.cache
def _warm():
    """Do once, before any fork, what every submission would do again: import the helper, and check the case's tables.

    Returns what stands in for the function that checks a table; only a child puts it into its place.
    """
    from IPython.core import interactiveshell  # noqa: F401
    from standpoint import explore, load, marking, table  # noqa: F401
    from standpoint.case import case
    from standpoint.lessons.deals import explorer  # noqa: F401
    from standpoint.workshop import case_maker  # noqa: F401

    check, case.checked_table = case.checked_table, _remembered(case.checked_table)
    quick = case.checked_table
    try:
        load("anchorage")
    finally:
        case.checked_table = check
    return quick


def _remembered(check):
    """Return the function with a memory: the same sheet, schema and essay give a copy of the same table."""
    known = {}

    def remembered(*given):
        key = pickle.dumps(given)
        if key in known:
            return known[key].copy()
        table = check(*given)
        if pickle.dumps(given) == key:  # no problem was noted on the sheet
            known[key] = table.copy()
        return table

    return remembered


def _listen(book, lines, child, seconds):
    """Take in outputs; interrupt a cell whose time is up."""
    number, until, asked = None, time.monotonic() + LOCKED, False
    while True:
        try:
            said = lines.get(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            if asked:
                return _name(book.cells[number]), "stuck"
            os.kill(child, signal.SIGINT)
            until, asked = time.monotonic() + STUBBORN, True
            continue
        if said is None:
            return _name(book.cells[number]) if number is not None else "", "died"
        if "done" in said:
            return "", ""
        if "outputs" in said:
            book.cells[number].outputs = nbformat.from_dict(said["outputs"])
            continue
        number, asked = said["cell"], False
        about = book.cells[number].metadata.get("nbgrader", {})
        short = not about.get("locked") or about.get("grade")
        until = time.monotonic() + (seconds if short else LOCKED)


def _read(inlet, lines):
    with os.fdopen(inlet, encoding="utf-8") as stream:
        for line in stream:
            lines.put(json.loads(line))
    lines.put(None)


def _name(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "")


def _child(book, work, outlet):
    """Run the cells and never come back."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _limit()
        os.chdir(work)
        os.environ |= inside.NO_PIP
        out = os.fdopen(outlet, "w", encoding="utf-8")
        sys.modules["standpoint.case.case"].checked_table = _warm()
        shell = _shell()
        for number, cell in enumerate(book.cells):
            if cell.cell_type == "code":
                _print(json.dumps({"cell": number}), file=out, flush=True)
                outputs = _run_cell(shell, cell.source)
                _print(json.dumps({"outputs": outputs}), file=out, flush=True)
        _print(json.dumps({"done": True}), file=out, flush=True)
    finally:
        os._exit(0)


def _limit():
    import resource

    for kind, most in ((resource.RLIMIT_AS, _size() + MEMORY), (resource.RLIMIT_FSIZE, FILE)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _size():
    try:
        return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 4_000_000_000


def _shell():
    """Return a fresh IPython that keeps no history and shows nothing."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=config)
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    startup.start(shell)
    return shell


class _Kept:
    """A stream that keeps the beginning of what is written to it."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text[: KEPT - len(self.text)] if len(self.text) < KEPT else ""
        return len(text)

    def flush(self):
        """There is nothing to flush."""

    def isatty(self):
        """It is no terminal."""
        return False


def _run_cell(shell, source):
    """Run one cell; return its outputs as nbformat has them."""
    from IPython.core.displaypub import CapturingDisplayPublisher

    out, err, shell.display_pub = _Kept(), _Kept(), CapturingDisplayPublisher()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        ran = shell.run_cell(source, store_history=False)
    outputs = [{"output_type": "stream", "name": name, "text": kept.text}
               for name, kept in (("stdout", out), ("stderr", err)) if kept.text]  # fmt: skip
    outputs += [{"output_type": "display_data", "data": shown["data"], "metadata": shown["metadata"]}
                for shown in shell.display_pub.outputs]  # fmt: skip
    error = ran.error_before_exec or ran.error_in_exec
    if error is not None:
        outputs.append({"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []})
    elif ran.result is not None:
        data = {"text/plain": repr(ran.result)[:KEPT]}
        outputs.append({"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1})
    return outputs
