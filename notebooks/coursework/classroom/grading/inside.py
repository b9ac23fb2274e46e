"""Started behind the fence: shows only some folders, sets limits, gives up its rights, and becomes the kernel.

See sandbox.py. Without a connection file it does all but the last and ends: a trial of the fence.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

_DEVICES = ("null", "zero", "full", "random", "urandom")
_KEPT = {"nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime"}  # flags that may not be taken off
_TESTS = shutil.ignore_patterns("*.ipynb", ".*")  # nbgrader puts the hidden tests into the notebook that it runs
# What a student's code may know of the environment: the instructor's own may hold passwords.
_KNOWN = ("PATH", "LANG", "LC_", "LD_", "DYLD_", "TZ", "PYTHON", "JUPYTER_", "JPY_", "OPENBLAS_", "STANDPOINT_",
          "APPDATA", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "WINDIR")  # fmt: skip
# Behind the fence there is nothing to install from: pip says so at once instead of trying for minutes.
NO_PIP = {"PIP_NO_INDEX": "1", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
_UNKNOWN = ("STANDPOINT_WORK",)  # it would lead out of the scratch folder


# Read before the fence is closed, for behind it this kit is not seen.
STARTUP = Path(__file__).with_name("startup.py").read_text(encoding="utf-8")
_FIRST = "import grading_startup\n\ngrading_startup.start(get_ipython())\ndel grading_startup\n"


def main(connection):
    """Become the kernel of one connection file."""
    settings = json.loads(os.environ.pop("STANDPOINT_FENCE"))
    scratch, tools = Path(settings["scratch"]), settings["tools"]
    home, work = scratch / "home", scratch / "home" / "work"
    if connection:  # what the student handed in, apart from the folder that holds the marks
        shutil.copytree(Path.cwd(), work, dirs_exist_ok=True, ignore=_TESTS)
    work.mkdir(parents=True, exist_ok=True)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o700)  # nbgrader's copies are read-only
    if settings["isolated"]:
        _close(settings, scratch, lambda *words: subprocess.run([tools[words[0]], *words[1:]], check=True))
    start = home / "ipython" / "profile_default" / "startup"
    start.mkdir(parents=True)
    (start / "first.py").write_text(_FIRST, encoding="utf-8")
    (home / "kit").mkdir()
    (home / "kit" / "grading_startup.py").write_text(STARTUP, encoding="utf-8")
    os.chdir(work)
    for name in [name for name in os.environ if not name.startswith(_KNOWN) or name in _UNKNOWN]:
        del os.environ[name]
    os.environ |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython"), "TMPDIR": str(home),
                   "PYTHONPATH": os.pathsep.join([str(home / "kit"), os.environ.get("PYTHONPATH", "")]),
                   **NO_PIP}  # fmt: skip
    if settings["isolated"]:  # behind the fence the kernel would take its parent, number 1, for a sign to end
        os.environ.pop("JPY_PARENT_PID", None)
    _limit(settings)
    kernel = [sys.executable, "-m", "ipykernel_launcher", "-f", connection]
    # A second user namespace: root of the first could open the fence again. A process of its own: the first one
    # of a process namespace cannot be killed from within, so a student's kill would do nothing.
    fence = [tools["unshare"], "--user", "--fork", "--kill-child", "--"] if settings["isolated"] else []
    command = _as_user(settings, scratch) + fence + (kernel if connection else [sys.executable, "-c", "pass"])
    if sys.platform == "win32":  # exec would look like the end of the kernel there
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def _close(settings, scratch, run):
    """Make a file system of a few folders the only one there is."""
    root = scratch / "root"
    root.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=64m", "none", root)
    for name in ("proc", "dev/shm", "tmp", "old"):
        (root / name).mkdir(parents=True)
        (root / name).chmod(0o1777)
    for name in _DEVICES:
        (root / "dev" / name).touch()
        run("mount", "--bind", f"/dev/{name}", root / "dev" / name)
    (root / "dev" / "pts").mkdir()  # a line that begins with ! asks for a terminal
    run("mount", "-t", "devpts", "-o", "newinstance,ptmxmode=0666", "none", root / "dev" / "pts")
    (root / "dev" / "ptmx").symlink_to("pts/ptmx")
    run("mount", "-t", "proc", "proc", root / "proc")
    for path in map(Path, settings["seen"]):
        inner = root / path.relative_to("/")
        inner.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            inner.symlink_to(path.readlink())
        else:
            _show(path, inner, run)
    inner = root / scratch.relative_to("/")
    inner.mkdir(parents=True, exist_ok=True)
    run("mount", "--bind", scratch, inner)
    for path in map(Path, settings["hidden"]):
        if (root / path.relative_to("/")).is_dir():
            run("mount", "-t", "tmpfs", "-o", "ro", "none", root / path.relative_to("/"))
    os.chdir(root)
    run("pivot_root", ".", "old")
    os.chdir("/")
    run("umount", "-l", "/old")


def _as_user(settings, scratch):
    """Return the beginning of a command that gives up root, and give the scratch folder to the user who comes next.

    No limit on processes holds for root. The user is nobody else's, so that its processes alone are counted.
    """
    user = settings["user"]
    if user is None:
        return []
    for folder in (scratch / "run", scratch / "home"):
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user, user, follow_symlinks=False)
    os.chown(scratch, user, user)
    tool = settings["tools"]["setpriv"]
    gone = ["--clear-groups", "--no-new-privs", "--pdeathsig=KILL"]  # the last is undone when the user changes
    return [tool, f"--reuid={user}", f"--regid={user}", *gone, "--"]


def _show(path, inner, run):
    """Show a folder as it is, but read-only."""
    inner.mkdir(exist_ok=True)
    run("mount", "--rbind", path, inner)
    lines = [line.split() for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()]
    flags = next((line[5].split(",") for line in reversed(lines) if line[4] == str(inner)), [])
    run("mount", "-o", ",".join(["remount", "bind", "ro", *sorted(_KEPT & set(flags))]), inner)


def _limit(settings):
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    limits = {"RLIMIT_AS": "memory", "RLIMIT_FSIZE": "file", "RLIMIT_CPU": "processor", "RLIMIT_NPROC": "processes"}
    for kind, most in limits.items():
        if most == "processes" and not settings["isolated"]:
            continue  # it would count all that this user runs
        try:
            resource.setrlimit(getattr(resource, kind), (settings[most], settings[most]))
        except (AttributeError, ValueError, OSError):
            continue  # macOS knows not all of them


if __name__ == "__main__":
    main(sys.argv[1])
