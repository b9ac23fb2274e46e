"""Workers that grade submissions: each a process of its own that is used again, and replaced when it hangs."""

import contextlib
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from ..course import HELPER, HOME, REPOSITORY
from . import sandbox
from .result import gradebook_points


class Worker:
    """One process with nbgrader in it. Use it in a `with`; it starts when it is first needed."""

    points = staticmethod(gradebook_points)

    def __init__(self, course, isolated):
        self._course, self._isolated, self._process, self._lines = course, isolated, None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, student, seconds, whole):
        """Grade one submission; return {success, log, cell, late}: the cell that began last, and whether time was up.

        seconds: for one cell. whole: for all of it. Whatever the submission started is gone afterwards.
        """
        scratch = Path(tempfile.mkdtemp(prefix="sp-")).resolve()
        try:
            if self._process is None or self._process.poll() is not None:
                self._start()
            return self._talk(self._job(student, seconds, scratch), scratch, whole)
        finally:
            sandbox.end(scratch)
            shutil.rmtree(scratch, ignore_errors=True)

    def _job(self, student, seconds, scratch):
        hidden = [self._course.root, HOME, REPOSITORY / ".git"]
        seen = [HELPER / "standpoint", REPOSITORY / "data", REPOSITORY / "seeds"]
        environment = sandbox.install(scratch, self._isolated, hidden, HELPER, seen)
        return json.dumps({"student": student, "seconds": seconds, "environment": environment})

    def _talk(self, job, scratch, whole):
        """Send a job and listen until it is done, the time is up, or the worker is gone."""
        self._process.stdin.write(job + "\n")
        self._process.stdin.flush()
        cell, crowd, until = "", False, time.monotonic() + whole
        while time.monotonic() < until:
            try:
                said = self._lines.get(timeout=0.2)
            except queue.Empty:
                said = {}
                # Looked at only when every cell that began is noted; between cells the worker looks itself.
                if not crowd and sandbox.crowded(scratch):
                    crowd = True
                    sandbox.end(scratch)  # the worker notices that its kernel died
            if said is None:
                self.stop()
                return {"success": False, "log": "The grader itself stopped.", "cell": cell}
            crowd = crowd or "crowd" in said
            cell = said.get("cell", cell)
            if "success" in said:
                return {"cell": cell, "crowd": crowd, **said}
        self.stop()
        return {"success": False, "log": f"no end after {whole} seconds", "late": True, "cell": cell}

    def _start(self):
        command = [sys.executable, str(Path(__file__).with_name("worker.py")), str(self._course.root)]
        self._process = subprocess.Popen(
            [*command, self._course.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", errors="replace", start_new_session=sys.platform != "win32",
        )  # fmt: skip
        self._lines = queue.Queue()
        threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True).start()
        if not (self._lines.get() or {}).get("ready"):
            self.stop()
            raise RuntimeError("The grader could not be started. Is nbgrader installed beside this Python?")

    def stop(self):
        """End the process; a submission that it grades at this moment comes back as one that failed."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            with contextlib.suppress(OSError):
                process.stdin.close()  # the other stream is closed by the thread that reads it


def _read(stream, lines):
    """Put each line of JSON into a queue; None at the end."""
    with stream, contextlib.suppress(ValueError):  # half a line, where it was killed
        for line in stream:
            lines.put(json.loads(line))
    lines.put(None)
