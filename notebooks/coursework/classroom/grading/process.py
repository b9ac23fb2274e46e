"""A Python process that is spoken to in lines of JSON: begun when it is first needed, and again when it has ended."""

import contextlib
import json
import queue
import subprocess
import sys
import threading


class Process:
    """One such process, or none yet."""

    def __init__(self):
        self._process, self._lines = None, None

    def begin(self, *arguments, **how):
        """Start Python with these arguments; return whether it had to be started. how: see subprocess.Popen."""
        if self._process is not None and self._process.poll() is None:
            return False
        self._process = subprocess.Popen(
            [sys.executable, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, encoding="utf-8", errors="replace", **how,
        )  # fmt: skip
        self._lines = queue.Queue()
        threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True).start()
        return True

    def send(self, job):
        """Send one job."""
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()

    def heard(self, seconds=None):
        """Return what it says next, None where it has ended. Raises queue.Empty where it says nothing in time."""
        return self._lines.get(timeout=seconds)

    def stop(self):
        """End the process; a job that it does at this moment comes to nothing."""
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
