"""Every notebook runs from top to bottom on a machine that has no network."""

import os

import nbformat
import pytest
import refresh

OFFLINE = refresh.ROOT / "tests" / "offline"


def run_offline(path, root, log):
    """Run one notebook behind tests/offline; the attempts to leave the machine, one a line."""
    folders = [str(OFFLINE), str(root / "notebooks")]
    # A proxy on this machine would take a request to another host for one to itself.
    direct = {"no_proxy": "*", "NO_PROXY": "*"}
    refresh.run(path, root, direct | {"PYTHONPATH": os.pathsep.join(folders), "STANDPOINT_NETWORK_LOG": str(log)})
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return refresh.clean_copy(tmp_path_factory.mktemp("offline"))


@pytest.mark.parametrize("path", refresh.notebooks(), ids=lambda path: path.stem)
def test_notebook_runs_without_network_and_asks_for_none(path, root, tmp_path):
    attempts = run_offline(root / path.relative_to(refresh.ROOT), root, tmp_path / "attempts.txt")
    assert attempts == [], f"{path.name} tried to leave this machine: {attempts}"


@pytest.mark.parametrize("code", [
    "import urllib.request\nurllib.request.urlopen('https://example.org')",
    "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)",
    "import socket\nsocket.socket().connect_ex(('192.0.2.1', 80))",
])
def test_the_block_works(code, tmp_path):
    """Guard of the guard: an attempt is refused, in words, and written down, even where the code hides it."""
    hidden = f"try:\n    {code.replace(chr(10), chr(10) + '    ')}\nexcept OSError as error:\n    print(error)"
    notebook = tmp_path / "asks.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(hidden)]), notebook)
    assert len(run_offline(notebook, tmp_path, tmp_path / "attempts.txt")) == 1


def test_loopback_stays_open(tmp_path):
    """Kernels and JupyterLab speak over loopback."""
    code = ("import socket\nserver = socket.create_server(('127.0.0.1', 0))\n"
            "socket.create_connection(server.getsockname()).close()\nsocket.getaddrinfo('localhost', 80)")
    notebook = tmp_path / "local.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), notebook)
    assert run_offline(notebook, tmp_path, tmp_path / "attempts.txt") == []
