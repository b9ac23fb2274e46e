"""The step “grade”: each submission rebuilt on the release, graded by nbgrader behind a fence, put in one table."""

import contextlib
import functools
import json
import os
import queue
import shutil
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple

import nbformat

from ..cells import is_test, key_of, names_of, read_book, words_of
from ..collecting import collect
from ..collecting.repair import elsewhere, last_written, leave_out, ran_before, rebuild, unchanged
from ..course import Refusal, writable, write_settings
from ..handing_out import releases
from ..points.gradebook import Ledger, marked, mend, prints
from ..points.late import applied
from ..tables import write_table, write_whole
from . import no_fence, sandbox
from .result import LeftOut, Result, culprit, read_result, trouble
from .running import Worker

_TRIES = 6  # times that one submission is run, each without what kept it from being graded


class Limits(NamedTuple):
    """seconds: for one cell. whole: for one submission. isolated: behind the fence. workers: at a time; 0: as CPUs."""

    seconds: int = 60
    whole: int = 600
    isolated: bool = True
    workers: int = 0


def grade(course, students=(), limits=None, progress=None, make=Worker):
    """Grade the collected submissions; return a list of Result, and write grades.csv.

    students: only these; all if empty. make: what runs them, as Worker does.
    Raises Refusal where nothing was collected, no isolation can be had, or the step is stopped: then whoever was
    graded stands in grades.csv, beside what was there before.
    """
    limits = limits or Limits()
    if limits.isolated and not sandbox.available():
        raise Refusal(no_fence.words(course))
    rows = collect.collected(course)
    unknown = sorted(set(students) - {row.student for row in rows})
    if unknown:
        raise Refusal(f"Nothing was collected from {', '.join(unknown)}. See {course.collected_table}.")
    write_settings(course)
    course.said += mend(course)
    ledger = Ledger(course)
    course.said += ledger.told
    chosen = [row for row in rows if not students or row.student in students]
    before, done, stopped = {}, {}, ""
    with contextlib.suppress(Refusal):  # nothing was graded yet
        before = {result.student: result for result in graded_results(course)}
    try:
        for number, result in enumerate(_all(course, chosen, limits, make, ledger), start=1):
            done[result.student] = result
            if progress:
                progress(number, len(chosen), result.student)
    except KeyboardInterrupt:
        stopped = (f"Stopped. {len(done)} of {len(chosen)} were graded, and stand in {course.grades_table}. The others "
                   "are as they were. Run the step again to grade all.")  # fmt: skip
    here = {row.student for row in rows}  # who was left out since is in no table
    kept = {name: result for name, result in before.items() if name in here} if students or stopped else {}
    Ledger(course)  # with what was marked while the step ran
    listed = [result for result, _ in marked(course, [one for _, one in sorted((kept | done).items())])]
    write_grades(course, listed)
    if stopped:
        raise Refusal(stopped)
    return listed


def _all(course, rows, limits, make, ledger):
    """Yield the Result of each row, as each is ready; some at a time, each with a worker of its own."""
    count = max(1, min(limits.workers or (os.cpu_count() or 1), 4, len(rows)))
    with contextlib.ExitStack() as stack:
        free, workers = queue.SimpleQueue(), [stack.enter_context(make(course, limits.isolated)) for _ in range(count)]
        for worker in workers:
            free.put(worker)
        pool = stack.enter_context(ThreadPoolExecutor(count))
        halt = threading.Event()
        waiting = [pool.submit(_with_worker, course, row, limits, free, ledger, halt) for row in rows]
        try:
            for done in as_completed(waiting):
                yield done.result()
        except (KeyboardInterrupt, GeneratorExit):
            halt.set()  # nothing is begun anew, and nobody waits for a cell that runs for minutes
            for worker in workers:
                getattr(worker, "stop", lambda: None)()
            raise
        finally:
            for one in waiting:
                one.cancel()


def _with_worker(course, row, limits, free, ledger, halt):
    if halt.is_set():
        return None
    worker = free.get()
    try:
        return _one(course, row, limits, worker, ledger, halt)
    except (OSError, ValueError, KeyError):  # one submission must not end the others
        told = trouble(course, row.student, traceback.format_exc())
        return Result(row.student, "crashed", f"It could not be graded. {told}", {})
    finally:
        free.put(worker)


def write_grades(course, results):
    """Write grades.csv: student, status, message, points, of, to mark by hand, then the points of each question.

    The points are less what late days cost, by the instructor's own file; the message says so. It begins with what is
    still to mark by hand: until then the points are not whole.
    """
    results = applied(course, results)
    source = course.with_answers()
    names = names_of(source)
    rows = [result.row(names, _words(course, source, result)) for result in sorted(results)]
    write_table(course.grades_table, ["student", "status", "message", "points", "of", "to mark", *names], rows)
    held = [result._asdict() for result in sorted(results)]
    write_whole(course.grades_table.with_suffix(".json"), json.dumps(held, ensure_ascii=False, indent=1))


def _words(course, source, result):
    """Return the names in words of the cells that a message may name; those that a student added, where it does."""
    path = course.graded(result.student)
    return words_of(source, read_book(path) if "“added-" in result.message and path.is_file() else None)


def graded_results(course):
    """Return the list of Result that the step “grade” left. Raises Refusal where there is none."""
    path = course.grades_table.with_suffix(".json")
    if not path.is_file():
        raise Refusal(f"{course.name} was not graded in {course.root}. Run the step “grade” first.")
    return [Result(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def _one(course, row, limits, worker, ledger, halt):
    about = [row.message] if row.message else []
    if row.status != "collected":
        return Result(row.student, row.status, row.message, {})
    files = collect.beside(course, row.student, row.file)
    released = course.handed_out()
    content = (course.collected / row.student / "files" / row.file).read_bytes()
    submitted = collect.read_notebook(content)
    release, words = releases.match(course, submitted, files)
    about += [words] if words else []
    whole, notes = rebuild(released, submitted)
    blank, left, marked_on = unchanged(released, whole), [], prints(course.graded(row.student))
    strayed, book = elsewhere(released, whole, blank), whole
    for _ in range(_TRIES):
        _put(course, row.student, book, files | release.files())
        said = worker.run(row.student, limits.seconds, limits.whole)
        found = culprit(course, row.student, said)
        without = found and leave_out(released, book, found.cell)
        if found and not without and not left:  # a cell of ours: what was written before it is to blame
            before = last_written(released, book, found.cell)
            without = leave_out(released, book, before)
            found = LeftOut(before, found.status, f"{found.message} The cell “{before}” had run before it.")
        if without:
            # A cell that ran after this one may have come to its end through it: it is tried again.
            left = [*ran_before(whole, found.cell, left), found]
            book = functools.reduce(lambda kept, one: leave_out(released, kept, one.cell), left, whole)
        elif found or said["success"]:
            break
        if halt.is_set():
            break
    if said["success"]:
        ledger.settle(row.student, marked_on)
    names = names_of(released, "solution")
    in_words = [names[name] for name in blank]
    result = read_result(course, row.student, said, notes, worker.points, in_words, left, about, strayed)
    return result if files else _without_forms(result, released)


def _without_forms(result, released):
    """Return the Result of a hand-in without the folder my-work, with a sentence where that may have cost points."""
    tests = [key_of(cell) for cell in released.cells if is_test(cell)]
    if result.points and all(result.points.get(name) == result.most.get(name) for name in tests):
        return result  # all that a program counts is there: nothing that forms hold can be missing
    words = "No folder my-work came with it: what was done in forms and explorers is not in it."
    return result._replace(message=" ".join(filter(None, [result.message, words])))


def _put(course, student, book, files):
    """Write a submission where nbgrader looks for it. files: {path: bytes} of my-work and of the texts handed out."""
    writable(course.autograded / student)
    folder = course.submission(student)
    writable(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(book, folder / f"{course.name}.ipynb")
    for name, held in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held)
