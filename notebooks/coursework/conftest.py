"""Let each assignment run in the tests as a student has it: alone, with nothing of another one in my-work."""

import os
from pathlib import Path

import pytest

NOTEBOOKS = str(Path(__file__).resolve().parent.parent)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give each notebook a folder for what it makes, and the helper, before its kernel starts and inherits them."""
    if os.environ.get("STANDPOINT_ASSIGNMENT") != str(item.path):
        os.environ["STANDPOINT_ASSIGNMENT"] = str(item.path)
        os.environ["STANDPOINT_WORK"] = str(item.config._tmp_path_factory.mktemp("assignment"))
        known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        others = [path for path in known if path not in ("", NOTEBOOKS)]
        os.environ["PYTHONPATH"] = os.pathsep.join([NOTEBOOKS, *others])


def pytest_sessionfinish():
    """Leave nothing behind for what runs in this process afterwards."""
    for name in ("STANDPOINT_ASSIGNMENT", "STANDPOINT_WORK"):
        os.environ.pop(name, None)
