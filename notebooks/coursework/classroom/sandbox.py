"""A fence around the kernel that runs a student's code: no network, no gradebook, no solutions, little memory.

On Linux the fence is made of namespaces by util-linux (unshare, mount, pivot_root): the kernel sees a file
system that holds Python, the helper, the case data and its own scratch folder, and nothing else; all but the
scratch folder is read-only. Elsewhere there is no fence.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

KERNEL = "standpoint-grading"
MEMORY = 3_000_000_000  # bytes of address space: numpy reserves much that it never uses
FILE = 200_000_000  # bytes of one file
PROCESSOR = 300  # seconds
PROCESSES = 200  # at one time
TOOLS = ("unshare", "mount", "umount", "pivot_root")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc")
_INSIDE = Path(__file__).with_name("inside.py")


def available():
    """Whether this machine offers the fence: the whole of it is put up once around nothing."""
    if not sys.platform.startswith("linux") or not all(map(tool, TOOLS)):
        return False
    with tempfile.TemporaryDirectory(prefix="sp-", ignore_cleanup_errors=True) as scratch:
        environment = install(scratch, True, [], Path(scratch), [])
        try:
            done = subprocess.run([*_fence(), sys.executable, str(_INSIDE), ""], env=environment, cwd=scratch,
                                  capture_output=True, timeout=60)  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return False
    return done.returncode == 0


def install(scratch, isolated, hidden, helper, kept):
    """Write the kernel description into a scratch folder; return the environment with which nbgrader finds it.

    scratch: an empty folder with a short path. isolated: whether to fence. hidden: folders that the student's
    code must not see, whatever holds them. helper: the folder that holds standpoint. kept: folders to be seen.
    """
    folder = Path(scratch) / "data" / "kernels" / KERNEL
    folder.mkdir(parents=True)
    (Path(scratch) / "run").mkdir()
    described = {
        "argv": [*(_fence() if isolated else []), sys.executable, str(_INSIDE), "{connection_file}"],
        "display_name": "Grading", "language": "python", "interrupt_mode": "message" if isolated else "signal",
    }  # fmt: skip
    (folder / "kernel.json").write_text(json.dumps(described), encoding="utf-8")
    settings = {
        "isolated": isolated, "scratch": str(scratch), "seen": _seen([*kept, *_python()]),
        "hidden": [str(path) for path in hidden], "tools": {name: tool(name) for name in TOOLS},
        "memory": MEMORY, "file": FILE, "processor": PROCESSOR, "processes": 10 * PROCESSES,
    }  # fmt: skip
    return os.environ | {
        "JUPYTER_PATH": str(Path(scratch) / "data"), "JUPYTER_RUNTIME_DIR": str(Path(scratch) / "run"),
        "PYTHONPATH": str(helper), "STANDPOINT_FENCE": json.dumps(settings), "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1", "STANDPOINT_SCRATCH": str(scratch),
    }  # fmt: skip


def tool(name):
    """Return the path of a program of the system, None where there is none."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")


def transport(scratch):
    """Return how the kernel is spoken to: by files in the scratch folder, since it has no network and sees no other."""
    described = {"connection_file": str(Path(scratch) / "run" / "kernel.json")}
    return described | ({} if sys.platform == "win32" else {"transport": "ipc", "ip": str(Path(scratch) / "ipc")})


def crowded(scratch):
    """Whether one submission started so many processes that it has to be ended."""
    return len(_processes(scratch)) > PROCESSES


def end(scratch):
    """Kill whatever still runs of one submission. The first process of a fence takes all within with it."""
    for number in _processes(scratch):
        try:
            os.kill(number, signal.SIGKILL)
        except OSError:
            continue  # it ended by itself


def _processes(scratch):
    """Return the processes that were started with this scratch folder in their environment."""
    mark, found = f"STANDPOINT_SCRATCH={scratch}\0".encode(), []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes() and int(path.parent.name) != os.getpid():
                found.append(int(path.parent.name))
        except OSError:
            continue  # it ended by itself, or is another user's
    return found


def _python():
    """Return the folders of this Python and its packages."""
    here = Path(sys.executable)
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    paths = [sys.prefix, sys.base_prefix, here.parent, here.resolve().parent, *packages]
    return [path for path in map(Path, paths) if path.is_dir()]


def _seen(paths):
    """Return the folders to show, as strings, none within another."""
    found = []
    for path in sorted({*map(Path, _SYSTEM), *(Path(path).absolute() for path in paths)}):
        if path.is_symlink() or (path.is_dir() and not any(path.is_relative_to(other) for other in found)):
            found.append(path)
    return [str(path) for path in found]


def _fence():
    return [tool("unshare") or "unshare", "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork",
            "--kill-child", "--mount-proc"]  # fmt: skip
