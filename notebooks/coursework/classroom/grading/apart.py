"""Between the kernel of a submission and its points: answers come out as plain data, and are marked apart from it.

A test cell is never run where student code ran. In its place the kernel runs a cell that hands the answers over, see
startup.py; the test itself runs in a process of its own, see marker.py, and its result is put into the notebook.
"""

import json
import os
import queue
import stat
import tempfile
from pathlib import Path
from typing import NamedTuple

import nbformat

from ..cells import is_answer, is_test, key_of, names_set
from ..course import HELPER
from .process import Process
from .startup import MIME

SECONDS = 120  # for the marking of one submission
LARGEST, MANY = 60_000_000, 2_000  # bytes and files of my-work that are marked


class Told(NamedTuple):
    """What is to be known of one test cell: a status (see result.STATUSES) and a sentence."""

    status: str
    words: str


class Marker(Process):
    """The process in which answers are marked."""

    def __call__(self, job):
        """Do a job of marker.main; return what it says. Raises TimeoutError, or EOFError where it ended."""
        # Without the marks by which all that belongs to one submission is found, and ended with it.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STANDPOINT_")}
        # -P: neither the folder of this kit nor that of the answers is looked at for modules.
        script = Path(__file__).with_name("marker.py")
        self.begin("-P", script, env=environment | {"PYTHONPATH": str(HELPER)})
        self.send(job)
        try:
            said = self.heard(SECONDS)
        except queue.Empty:
            self.stop()
            raise TimeoutError("the marking ran too long") from None
        if said is None:
            self.stop()
            raise EOFError("the marking ended before it was done")
        return said


class Answers(NamedTuple):
    """What the answer cells of a release set. before: {test: names set since the last test}. functions: names."""

    before: dict
    functions: list

    def names(self):
        """Return all names, in order."""
        return list(dict.fromkeys(name for names in self.before.values() for name in names))


def answers_of(released):
    """Return the Answers of a notebook as it was handed out."""
    found, names = Answers({}, []), []
    for cell in released.cells:
        if is_test(cell):
            found.before[key_of(cell)], names = names, []
        elif cell.cell_type == "code" and is_answer(cell):
            more, functions = names_set(cell.source)
            names += more
            found.functions.extend(functions)
    return found


class Tests:
    """The test cells of a notebook that is to be run: taken out, and put back with their points.

    book: the notebook, with the instructor's tests in it. asked: its Answers. calls: see marker.wanted.
    """

    def __init__(self, book, asked, calls):
        self._asked = asked
        self._cells = {key_of(cell): cell for cell in book.cells if is_test(cell)}
        self.sources = {name: cell.source for name, cell in self._cells.items()}
        for name, cell in self._cells.items():
            cell.source = "%%answers\n" + json.dumps({"names": asked.names(), "calls": calls.get(name, {})})

    def put_back(self):
        """Give the test cells their own source again."""
        for name, cell in self._cells.items():
            cell.source = self.sources[name]

    def handed_over(self):
        """Return ({cell: {name: plain value}}, {cell: {function: {call: what came}}}, {cell: Told}) off the outputs."""
        answers, calls, told = {}, {}, {}
        for name, cell in self._cells.items():
            said = [json.loads(out.data[MIME]) for out in cell.outputs if MIME in out.get("data", {})]
            words = _problem(name, cell, said, self._asked.before.get(name, ()))
            if words:
                told[name] = Told("unmarked", words)
                continue
            if any(out.get("ename") in ("CellTimeoutError", "KeyboardInterrupt") for out in cell.outputs):
                told[name] = Told("timed out", f"A function of the student ran too long for “{name}” and was stopped.")
            held = next(one["answers"] for one in said if "answers" in one)
            functions = next(one["functions"] for one in said if "functions" in one)
            answers[name] = {key: one["value"] for key, one in held.items() if "value" in one}
            calls[name] = {function: {} for function in functions}
            for one in said:
                if "call" in one and one["call"][0] in calls[name]:
                    calls[name][one["call"][0]][one["call"][1]] = one
        return answers, calls, told

    def put_marks(self, marks):
        """Put what the marking said into the test cells as their outputs. marks: see marker.counted."""
        for name, cell in self._cells.items():
            mark = marks.get(name, {"points": None, "words": ""})
            said = mark["words"]
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=said)] if said else []
            if mark["points"] is not None:
                data = {"text/plain": repr(float(mark["points"]))}
                cell.outputs.append(nbformat.v4.new_output("execute_result", data=data, execution_count=1))


def _problem(name, cell, said, own):
    """Say why the answers for a test cannot be marked by a program; "" where they can. own: names that it is about."""
    held = next((one["answers"] for one in said if isinstance(one.get("answers"), dict)), None)
    if any("large" in one for one in said):
        return f"The answers for “{name}” are too large to be marked by a program."
    if held is None or not any("functions" in one for one in said):
        error = next((f" ({out.ename})" for out in cell.outputs if out.output_type == "error"), "")
        return f"The answers for “{name}” could not be taken out of the notebook{error}."
    odd = [f"“{key}” is a {one['unreadable']}" for key, one in held.items()
           if "unreadable" in one and key in own]  # fmt: skip
    return f"A program cannot mark “{name}”: {' and '.join(odd)}." if odd else ""


def mark(tests, files, marker):
    """Mark what a notebook handed over, and put the points into its test cells; return a list of Told.

    tests: Tests, after the notebook ran. files: {path: bytes} of my-work and texts. marker: does a job, as Marker.
    """
    tests.put_back()
    answers, calls, told = tests.handed_over()
    cells = {name: source for name, source in tests.sources.items() if name in answers}
    with tempfile.TemporaryDirectory(prefix="sp-", ignore_cleanup_errors=True) as folder:
        for name, content in files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(content)
        try:
            marks = marker({"folder": folder, "cells": cells, "answers": answers, "calls": calls})
        except (TimeoutError, EOFError) as error:
            marks = {name: {"points": None, "words": "", "problem": str(error)} for name in cells}
    for name, one in marks.items():
        if one["problem"]:
            told[name] = Told("unmarked", f"“{name}” could not be marked by a program: {one['problem']}.")
    tests.put_marks(marks)
    return list(told.values())


def files_of(work):
    """Return {path: bytes} of what lies in the folder my-work of a submission that has ended.

    Links and what is no plain file are passed over, for they could lead to files of the instructor.
    """
    found, room, base = {}, LARGEST, Path(work) / "my-work"
    for folder, _, names in os.walk(base, followlinks=False) if not base.is_symlink() else ():
        for path in (Path(folder) / name for name in sorted(names)):
            about = path.lstat()
            if stat.S_ISREG(about.st_mode) and about.st_size <= room and len(found) < MANY:
                room -= about.st_size
                found[path.relative_to(work).as_posix()] = path.read_bytes()
    return found
