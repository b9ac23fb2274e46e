"""A progress line for steps that take longer than a second."""

import sys
import time


class Progress:
    """Call it with (done, of, words). It writes to a terminal as one moving line, elsewhere a line now and then."""

    def __init__(self, title, stream=None):
        self._title, self._stream, self._began, self._told = title, stream or sys.stderr, time.monotonic(), 0.0

    def __call__(self, done, of, words=""):
        """Show how far it is."""
        now, moving = time.monotonic(), self._stream.isatty()
        if not moving and done < of and now - self._told < 5:
            return
        self._told = now
        bar = "#" * (20 * done // max(of, 1))
        text = f"{self._title} [{bar:<20}] {done} of {of}, {now - self._began:.0f} s {words}"
        end = "\n" if done == of or not moving else ""
        self._stream.write(f"\r{text:<100.100}{end}" if moving else f"{text.rstrip()}\n")
        self._stream.flush()
