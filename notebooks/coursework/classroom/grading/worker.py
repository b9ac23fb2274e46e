"""Grades submissions with nbgrader, one after the other: started by running.py, speaks lines of JSON.

Reads {student, seconds, environment}; writes {cell} when a cell begins, or {crowd} where the one before has started too
many processes, and {success, log} at the end.
A process of its own, since nbgrader takes seconds to import and a submission may hang it.
"""

import json
import os
import queue
import sys
import threading
from pathlib import Path

if __name__ == "__main__":  # started as a file, so the package has to be found first
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


from classroom.cells import about, is_locked, is_test, key_of
from classroom.course import Course, api
from classroom.grading import apart, sandbox
from classroom.grading.harmless_outputs import cleaned

MOST = 50_000  # letters of one cell's printing that are kept
_ENDS = []  # how the kernel ended where it was not told to: “died” or “stuck”
STUBBORN = 10  # seconds that a cell gets to stop after it was interrupted


def main(root, name):
    """Grade what the lines of the standard input name, until it ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not mix with the answers

    def say(**words):
        out.write(json.dumps(words) + "\n")
        out.flush()

    course = Course(root, name)
    _prepare_client()
    marking = _Marking(course)
    say(ready=True)
    jobs = queue.SimpleQueue()
    threading.Thread(target=_read, args=(jobs,), daemon=True).start()
    while True:
        job = jobs.get()
        os.environ.update(job["environment"])
        say(**_grade(course, job["student"], job["seconds"], say, marking))


def _read(jobs):
    """Take in jobs. When whoever sends them is gone, end what runs, and with it this process."""
    for line in sys.stdin:
        jobs.put(json.loads(line))
    sandbox.end(os.environ.get("STANDPOINT_SCRATCH", "none"))
    os._exit(0)


class _Marking:
    """Has the answers of one submission after the other marked apart from the kernel in which they were made."""

    def __init__(self, course):
        from nbgrader.converters.autograde import Autograde

        self._course, self._marker, self._calls, self.told = course, apart.Marker(), None, []
        self._asked = apart.answers_of(course.handed_out())
        # The same steps as nbgrader's, with its first one, which runs the notebook, in our wrapping.
        steps = Autograde.autograde_preprocessors.default_args[0]
        self.steps = [_wrapped(self, steps[0]), *steps[1:]]

    def run(self, book, student, execute):
        """Run a notebook by `execute`, but for its tests; put the points of the tests into it."""
        if self._calls is None:
            sources = {key_of(cell): cell.source for cell in book.cells if is_test(cell)}
            self._calls = self._marker({"ask": sources, "functions": self._asked.functions})
        tests = apart.Tests(book, self._asked, self._calls)
        try:
            execute()
        finally:
            tests.put_back()
        scratch = Path(os.environ["STANDPOINT_SCRATCH"])
        sandbox.end(scratch)  # what a cell left running must not change files while they are read
        handed_out = (self._course.submission(student) / "texts").glob("*")
        texts = {f"texts/{path.name}": path.read_bytes() for path in handed_out}
        self.told = apart.mark(tests, apart.files_of(scratch / "home" / "work") | texts, self._marker)


def _wrapped(marking, execute):
    class Apart(execute):
        """nbgrader's Execute with the tests left out."""

        def preprocess(self, nb, resources, **named):
            """Return what Execute returns, with the points in the test cells."""
            student, done = resources["nbgrader"]["student"], []
            marking.run(nb, student, lambda: done.append(execute.preprocess(self, nb, resources, **named)))
            return done[0]

    return Apart


def _grade(course, student, seconds, say, marking):
    scratch = os.environ["STANDPOINT_SCRATCH"]
    _ENDS.clear()
    marking.told = []

    def begins(cell, cell_index):
        if sandbox.crowded(scratch):  # what it finds, the cell before has started
            sandbox.end(scratch)
            say(crowd=True)
        else:
            say(cell=key_of(cell))

    try:
        done = api(
            course,
            ExecutePreprocessor={
                "kernel_name": sandbox.KERNEL, "startup_timeout": 180, "shutdown_kernel": "immediate",
                "timeout_func": lambda cell: seconds * (1 if may_loop(cell) else 4),
                "on_cell_execute": begins,
            },
            ConnectionFileMixin=sandbox.transport(scratch),
            ClearMetadataPreprocessor={"preserve_cell_metadata_mask": [("nbgrader",)], "enabled": False},
            LimitOutput={"max_lines": 400},
            Autograde={"autograde_preprocessors": [*marking.steps, cleaned]},
        ).autograde(course.name, student, force=True, create=True)  # fmt: skip
    except Exception as error:  # one submission must not end the others
        done = {"success": False, "error": f"{type(error).__name__}: {error}"}
    log = f"{done.get('log') or ''}\n{done.get('error') or ''}".strip()
    return {"success": bool(done["success"]), "log": log[-4000:], "end": _ENDS.pop() if _ENDS else "",
            "told": marking.told}  # fmt: skip


def may_loop(cell):
    """Whether a cell runs what a student wrote: an answer, an added cell, or a test that calls a student's function."""
    return not is_locked(cell) or bool(about(cell).get("grade"))


def _prepare_client():
    """Teach the client that runs a notebook to shorten endless printing and to give up on a cell that will not stop."""
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError
    from nbgrader.preprocessors.execute import UnresponsiveKernelError

    output, late, run = NotebookClient.output, NotebookClient._async_handle_timeout, NotebookClient.execute_cell

    def shortened(self, outs, msg, display_id, cell_index):
        text = msg["content"].get("text")
        if isinstance(text, str):
            room = MOST - sum(len(out.get("text", "")) for out in outs)
            if room <= 0:
                return None
            msg["content"]["text"] = text if len(text) <= room else f"{text[:room]}\n… shortened …\n"
        return output(self, outs, msg, display_id, cell_index)

    async def handled(self, timeout, cell=None):
        reply = await late(self, timeout, cell)
        try:
            await self.kc.shell_channel.get_msg(timeout=STUBBORN)
        except Exception:  # queue.Empty: the cell did not stop
            raise UnresponsiveKernelError() from None
        return reply

    def noted(self, *given, **named):
        try:
            return run(self, *given, **named)
        except (DeadKernelError, UnresponsiveKernelError) as error:
            _ENDS[:] = ["died" if isinstance(error, DeadKernelError) else "stuck"]
            raise

    NotebookClient.output, NotebookClient._async_handle_timeout = shortened, handled
    # nbclient answers a widget's messages on the channel on which it waits for a cell to end; the two can miss
    # each other, and the run stalls (jupyter/nbclient#312). Graded notebooks hold no widget, so nothing is lost.
    NotebookClient.handle_comm_msg = lambda self, outs, msg, cell_index: None
    NotebookClient.execute_cell = noted


if __name__ == "__main__":
    main(*sys.argv[1:])
