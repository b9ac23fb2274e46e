"""Run every lesson against the pandas and the numpy that Pyodide ships, and compare the outputs with the saved ones.

    python tests/lite/versions.py

Makes a virtual environment in a temporary folder: requirements.txt with those two versions in place of ours.
More arguments go to pytest: `python tests/lite/versions.py -k 05`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import site_lock

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = ("pandas", "numpy")


def requirements():
    """Return the requirement lines: ours, but pandas and numpy as Pyodide has them, and what runs notebooks."""
    kept = json.loads(site_lock.KEPT.read_text(encoding="utf-8"))["packages"]
    lines = []
    for name in ("requirements.txt", "tests/requirements.txt"):
        lines += [re.sub(r"(^|\s)#.*", "", line).strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    mine = [line for line in lines if line and re.match(r"[\w-]+", line) and not line.startswith("-")]
    names = {re.match(r"[\w-]+", line)[0]: line for line in mine}
    first = [re.match(r"[\w-]+", line)[0] for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
             if re.match(r"[\w-]+", line)]
    return [f"{name}=={kept[name]['version']}" if name in SHIPPED else names[name]
            for name in [*first, "pytest", "nbval"]]


def main(arguments):
    """Install, run, and return pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="standpoint-versions-", ignore_cleanup_errors=True) as folder:
        home, work = Path(folder) / "venv", Path(folder) / "work"
        work.mkdir()
        venv.create(home, with_pip=True)
        python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements()], check=True)
        told = "import pandas, numpy, sys; print(sys.version.split()[0], pandas.__version__, numpy.__version__)"
        subprocess.run([python, "-c", told], check=True)
        environment = os.environ | {"STANDPOINT_WORK": str(work), "PYTHONDONTWRITEBYTECODE": "1"}
        lessons = sorted(str(path) for path in (ROOT / "notebooks").glob("*.ipynb"))
        return subprocess.run([python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *lessons, *arguments],
                              cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
