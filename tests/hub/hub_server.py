"""Start a real JupyterHub on this machine alone, with its proxy, and leave no process behind.

Everything it writes lies in one temporary folder. Each process of it carries the variable
STANDPOINT_HUB with the name of that folder: so the end finds them all, and no other.
"""

import contextlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import lab
import psutil

PROXY = "configurable-http-proxy@5.3.0"
MARK = "STANDPOINT_HUB"
CONFIG = Path(__file__).with_name("jupyterhub_config.py")
# JupyterLab would ask for news and updates; tests also look into the page through window.jupyterapp.
ARGUMENTS = [*(flag for flag in lab.QUIET_FLAGS if "token" not in flag), "--LabApp.expose_app_in_browser=True"]


def lacking():
    """Say in one line why no JupyterHub can be started here, or return ""."""
    if sys.platform == "win32":
        return "JupyterHub does not run on Windows: use Linux or macOS."
    for name in ("jupyterhub", "nbgitpuller"):
        if importlib.util.find_spec(name) is None:
            return f"{name} is not installed: pip install -r tests/hub/requirements.txt"
    for name in ("node", "npm", "git"):
        if shutil.which(name) is None:
            return f"{name} is not installed. The proxy needs Node 20 or newer with npm; nbgitpuller needs git."
    return ""


def install_proxy(folder):
    """Install JupyterHub's proxy from npm into a folder; return the command that starts it."""
    command = [shutil.which("npm"), "install", "--prefix", str(folder), "--no-audit", "--no-fund", PROXY]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    if done.returncode:
        raise RuntimeError(f"npm could not install {PROXY}:\n{done.stderr[-2000:]}")
    name = PROXY.split("@")[0]
    return [shutil.which("node"), str(folder / "node_modules" / name / "bin" / name)]


@dataclass
class Hub:
    """A running JupyterHub. `base`: its address; `scratch`: its folder; `log`: the file with what it said."""

    base: str
    scratch: Path
    log: Path

    def home(self, name):
        """The home folder of one student."""
        return self.scratch / "home" / name

    def processes(self, name=None):
        """All processes of this hub, or those of one student."""
        return [process for process, of in marked(self.scratch) if name is None or of == name]

    def server_of(self, name):
        """The process that serves one student."""
        return next(one for one in self.processes(name) if "singleuser" in " ".join(one.cmdline()))

    def kernels_of(self, name):
        """The kernels of one student."""
        return [one for one in self.processes(name) if "ipykernel_launcher" in " ".join(one.cmdline())]


def marked(scratch):
    """Return [(process, name of its student or None)] of every live process that carries the hub's mark."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            there = process.environ()
            if there.get(MARK) == str(scratch) and process.status() != psutil.STATUS_ZOMBIE:
                found.append((process, there.get("JUPYTERHUB_USER")))
    return found


@contextlib.contextmanager
def jupyterhub(spawn_limit=100):
    """Run a JupyterHub; yields a Hub. RuntimeError with its log if it does not start.

    spawn_limit: how many servers may start at the same time; one more student gets an error 429.
    """
    # The end of a path is what JupyterHub shows to others: no symbolic links in it.
    scratch = Path(tempfile.mkdtemp(prefix="standpoint-hub-")).resolve()
    ports, log = _free_ports(3), scratch / "hub.log"
    process = None
    try:
        settings = _settings(scratch, ports, spawn_limit)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON"))}
        environment |= {MARK: str(scratch), "STANDPOINT_HUB_SETTINGS": json.dumps(settings)}
        command = [sys.executable, "-m", "jupyterhub", "--config", str(CONFIG)]
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=scratch, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        base = f"http://127.0.0.1:{ports[0]}"
        _await(process, f"{base}/hub/health", log)
        yield Hub(base, scratch, log)
    finally:
        _end(process, scratch)
        shutil.rmtree(scratch, ignore_errors=True)


def _settings(scratch, ports, spawn_limit):
    """What jupyterhub_config.py is told. Students get neither this machine's Jupyter settings nor nbgrader."""
    lab.without_nbgrader(scratch / "config")
    return {
        "scratch": str(scratch),
        "ports": ports,
        "spawn_limit": spawn_limit,
        "proxy": install_proxy(scratch / "proxy"),
        "arguments": [*ARGUMENTS, *(["--allow-root"] if os.geteuid() == 0 else [])],
        "environment": {MARK: str(scratch), "JUPYTER_CONFIG_DIR": str(scratch / "config")},
    }


def _free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _await(process, address, log, seconds=120):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), direct.open(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterHub did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def _end(process, scratch):
    """Ask the hub to stop, which ends its students' servers and its proxy; then end whatever is left of it."""
    if process is not None and process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
    for end in ("terminate", "kill"):
        left = [one for one, _ in marked(scratch)]
        for one in left:
            with contextlib.suppress(psutil.Error):
                getattr(one, end)()
        psutil.wait_procs(left, timeout=10)
    if process is not None:
        process.wait()
