"""A built site for the tests of this folder."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

BUILD_FIRST = "To test the site: pip install -r tests/lite/requirements.txt"


@pytest.fixture(scope="session")
def wheel_folder(tmp_path_factory):
    """Where the site's wheels are kept: STANDPOINT_WHEELS, or a folder of this run."""
    named = os.environ.get("STANDPOINT_WHEELS")
    return Path(named) if named else tmp_path_factory.mktemp("wheels")


@pytest.fixture(scope="session")
def site(tmp_path_factory, wheel_folder):
    """The site as it is published."""
    pytest.importorskip("jupyterlite_pyodide_kernel", reason=BUILD_FIRST)
    import build

    out = tmp_path_factory.mktemp("site") / "out"
    build.build(out, wheel_folder)
    return out


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium that reaches nothing but this machine."""
    import lab

    if lab.find_chromium() is None:
        pytest.skip(lab.NO_BROWSER)
    with lab.chromium() as running:
        yield running
