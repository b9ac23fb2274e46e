"""Writing a reader's file so that a crash, a full disk or a second notebook loses nothing."""

import contextlib
import os
import time

from .errors import CaseError


def write_whole(path, content):
    """Write a file in one step: a crash leaves the old file or the new one. Makes its folder. Raises OSError.

    content: text, or bytes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own for each process, so that two notebooks that save at once never write into one file.
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if isinstance(content, str):
            new.write_text(content, encoding="utf-8", newline="\n")
        else:
            new.write_bytes(content)
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()  # on a full disk, half a file would keep it full
        raise


def write_or_tell(path, content, mend="Close it elsewhere."):
    """Write a file as `write_whole` does. Raises CaseError where it cannot be written; mend: what to do then."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise CaseError.of(path.name, f"the file cannot be written ({error.strerror}).", mend) from None


@contextlib.contextmanager
def alone(path, seconds=2):
    """While this runs, no other notebook that asks in the same way changes the file.

    A lock that was left by a killed kernel is passed over after some seconds; a folder that cannot be written
    has no lock, and says so itself when the file is written.
    """
    lock, until = path.with_name(f".{path.name}.lock"), time.monotonic() + seconds
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        while time.monotonic() < until:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
                break
            except FileExistsError:
                time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
