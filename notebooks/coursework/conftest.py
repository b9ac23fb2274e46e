"""Let each assignment run in the tests as a student has it: alone, with nothing of another one in my-work."""

import os
from pathlib import Path

import pytest

NOTEBOOKS = str(Path(__file__).resolve().parent.parent)
NAMES = ("STANDPOINT_WORK", "PYTHONPATH")
_before = {}  # what they were before the assignment that runs now


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give each notebook a folder for what it makes, and the helper, before its kernel starts and inherits them."""
    if not _before:
        _before.update({name: os.environ.get(name) for name in NAMES})
        os.environ["STANDPOINT_WORK"] = str(item.config._tmp_path_factory.mktemp("assignment"))
        known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        others = [path for path in known if path not in ("", NOTEBOOKS)]
        os.environ["PYTHONPATH"] = os.pathsep.join([NOTEBOOKS, *others])


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Put them back after the last cell of a notebook, or the next notebook would find this student's files."""
    if nextitem is None or nextitem.path != item.path:
        _put_back()


def pytest_sessionfinish():
    """Leave nothing behind for what runs in this process afterwards."""
    _put_back()


def _put_back():
    for name, value in _before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    _before.clear()
