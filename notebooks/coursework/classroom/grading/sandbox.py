"""A fence around the kernel that runs a student's code: no network, no gradebook, no solutions, little memory.

On Linux the fence is made of namespaces by util-linux (unshare, mount, pivot_root): the kernel sees a file
system that holds Python, the helper, the case data and its own scratch folder, and nothing else; all but the
scratch folder is read-only. Where root puts the fence up, the kernel runs as a user who is nobody else: no limit on
processes holds for root. Elsewhere there is no fence.
"""

import contextlib
import json
import os
import platform
import re
import secrets
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
PROCESSES = 100  # at one time; the system stops a flood at twice as many, counting threads, until it is ended
TOOLS = ("unshare", "mount", "umount", "pivot_root")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc")
_INSIDE = Path(__file__).with_name("inside.py")


def available():
    """Whether this machine offers the fence: the whole of it is put up once around nothing."""
    if not sys.platform.startswith("linux") or not all(map(tool, _tools())):
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
        "hidden": [str(path) for path in hidden], "tools": {name: tool(name) for name in _tools()},
        "user": _nobody() if isolated and _root() else None,
        "memory": MEMORY, "file": FILE, "processor": PROCESSOR, "processes": 2 * PROCESSES + _others(),
    }  # fmt: skip
    return os.environ | {
        "JUPYTER_PATH": str(Path(scratch) / "data"), "JUPYTER_RUNTIME_DIR": str(Path(scratch) / "run"),
        "PYTHONPATH": str(helper), "STANDPOINT_FENCE": json.dumps(settings), "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1", "STANDPOINT_SCRATCH": str(scratch),
        "STANDPOINT_PICTURES": "no",  # SVG is not shown to the instructor's browser; each page draws its charts anew
    }  # fmt: skip


def tool(name):
    """Return the path of a program of the system, None where there is none."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")


def transport(scratch):
    """Return how the kernel is spoken to: by files in the scratch folder, since it has no network and sees no other."""
    described = {"connection_file": str(Path(scratch) / "run" / "kernel.json")}
    return described | ({} if sys.platform == "win32" else {"transport": "ipc", "ip": str(Path(scratch) / "ipc")})


def crowded(scratch):
    """Whether one submission started so many processes that it has to be ended.

    Those behind the fence are known by their namespace: a process may wipe out the environment of its start.
    """
    started = _processes(scratch)
    behind = {_space(number) for number in started} - {_space("self"), ""}
    every = (path.name for path in Path("/proc").glob("[0-9]*")) if behind else ()
    return len({str(number) for number in started} | {name for name in every if _space(name) in behind}) > PROCESSES


def _space(number):
    try:
        return str(Path(f"/proc/{number}/ns/pid").readlink())
    except OSError:
        return ""  # it ended by itself, or is another user's


def _nobody():
    """Return the number of a user who is nobody else."""
    return 2_000_000_000 + secrets.randbelow(100_000_000)


def _others():
    """Return how many processes and threads the limit would count besides a submission's: Linux before 5.14 did."""
    version = re.match(r"(\d+)\.(\d+)", platform.release())
    if version and (int(version[1]), int(version[2])) >= (5, 14):
        return 0
    mine, count = os.getuid() if hasattr(os, "getuid") else -1, 0
    for path in Path("/proc").glob("[0-9]*/task"):
        with contextlib.suppress(OSError):
            count += sum(1 for _ in path.iterdir()) if path.stat().st_uid == mine else 0
    return count


def end(scratch):
    """Kill whatever still runs of one submission. The first process of a fence takes all within with it."""
    for number in sorted(_processes(scratch)):
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
    user = [] if _root() else ["--user", "--map-root-user"]
    return [tool("unshare") or "unshare", *user, "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


def _tools():
    return (*TOOLS, "setpriv") if _root() else TOOLS


def _root():
    """Whether this is root itself, who needs no rights to put up a fence, and for whom no limit on processes holds."""
    try:
        return os.geteuid() == 0 and Path("/proc/self/uid_map").read_text(encoding="utf-8").split()[1:2] == ["0"]
    except (AttributeError, OSError):
        return False
