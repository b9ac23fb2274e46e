"""Workers that grade submissions: each a process of its own that is used again, and replaced when it hangs."""

import queue
import shutil
import sys
import tempfile
import time
from pathlib import Path

from ..course import HELPER, HOME, REPOSITORY
from . import sandbox
from .process import Process
from .result import gradebook_points


class Worker(Process):
    """One process with nbgrader in it. Use it in a `with`."""

    points = staticmethod(gradebook_points)

    def __init__(self, course, isolated):
        super().__init__()
        self._course, self._isolated = course, isolated

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
            script = Path(__file__).with_name("worker.py")
            new = self.begin(script, self._course.root, self._course.name, start_new_session=sys.platform != "win32")
            if new and not (self.heard() or {}).get("ready"):
                self.stop()
                raise RuntimeError("The grader could not be started. Is nbgrader installed beside this Python?")
            return self._talk(self._job(student, seconds, scratch), scratch, whole)
        finally:
            sandbox.end(scratch)
            shutil.rmtree(scratch, ignore_errors=True)

    def _job(self, student, seconds, scratch):
        hidden = [self._course.root, HOME, REPOSITORY / ".git"]
        seen = [HELPER / "standpoint", REPOSITORY / "data", REPOSITORY / "seeds"]
        environment = sandbox.install(scratch, self._isolated, hidden, HELPER, seen)
        return {"student": student, "seconds": seconds, "environment": environment}

    def _talk(self, job, scratch, whole):
        """Send a job and listen until it is done, the time is up, or the worker is gone."""
        self.send(job)
        cell, crowd, until = "", False, time.monotonic() + whole
        while time.monotonic() < until:
            try:
                said = self.heard(0.2)
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
