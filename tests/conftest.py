"""Let the tests, and the kernels that they start, import the helper package in notebooks/."""

import contextlib
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
import places  # noqa: E402, F401  (lets everything be found)

with contextlib.suppress(ImportError):  # an environment that runs the lessons alone may go without it
    from hypothesis import HealthCheck, settings

    # Made-up inputs are the same in every run, so no run is red by luck; and they are not timed: on a busy machine
    # the first one takes longer than any deadline.
    settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("steady")


@pytest.fixture(scope="session")
def case():
    """The first case. No test changes it: a case with another table is another one."""
    from standpoint import load

    return load("anchorage")


@pytest.fixture
def work(tmp_path, monkeypatch):
    """The folder my-work of a reader who has nothing in it yet; it is not even there."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return tmp_path / "my-work"


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all browser tests."""
    import lab

    if lab.find_chromium() is None:
        if os.environ.get("STANDPOINT_REQUIRE_BROWSER") == "1":
            pytest.fail(lab.NO_BROWSER)
        pytest.skip(lab.NO_BROWSER)
    with lab.chromium() as running:
        yield running


@pytest.fixture(scope="session")
def server(browser):
    """One JupyterLab for all browser tests, on a copy of the collection."""
    import lab

    with lab.jupyterlab() as running:
        yield running


@pytest.fixture(scope="session")
def profile(browser, server):
    """One browser profile for all browser tests: (context, Watch)."""
    import lab

    context, watch = lab.new_context(browser, server)
    yield context, watch
    context.close()
