"""Run the core tests and every lesson on other versions than the pinned ones; print one row for each.

    python tests/tools matrix pinned                    what requirements.txt names
    python tests/tools matrix oldest --python 3.12      the lowest versions of tests/matrix/requirements.in
    python tests/tools matrix newest --python 3.13      the newest that there are
    python tests/tools matrix all                       all three, on every Python that is found

Each row gets a virtual environment of its own, made by uv, and a copy of the repository, and both are deleted
again. A lesson's new outputs are held against the saved ones, whatever the versions. A warning that something
will go away (FutureWarning, DeprecationWarning, PendingDeprecationWarning) that our own code causes is an error.
No Python is downloaded. --log FOLDER keeps what the tests printed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "support"))
from repo_files import copy_kept_files  # noqa: E402

KINDS = ("oldest", "pinned", "newest")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SHOWN = ("jupyterlab", "ipykernel", "ipywidgets", "anywidget", "pandas", "plotly", "numpy")
# Enough to see that files are read, checked, measured, drawn and written as they should be.
CORE = (
    "unit/test_case.py unit/test_broken_case.py unit/test_broken_files.py unit/test_student_csv.py "
    "unit/test_coding.py unit/test_new_case.py unit/test_charts.py unit/test_checks.py lessons/test_exercises.py "
    "unit/test_explorers.py unit/test_agreement_measures.py unit/test_measures_bargaining.py "
    "unit/test_measures_comparison.py unit/test_measures_deals.py unit/test_measures_forecasts.py "
    "unit/test_measures_influence.py unit/test_measures_inputs.py lessons/test_claims.py lessons/test_deals.py "
    "lessons/test_forecasts.py lessons/test_overlap.py lessons/test_own_values.py course/test_marking.py"
).split()
SLOW = "not cost_little and not in_a_few_seconds"  # times are no matter of versions
GOING = ("FutureWarning", "DeprecationWarning", "PendingDeprecationWarning")
HEAD = ["versions", "Python", "core tests", "lesson cells", *SHOWN, "seconds", "result"]


def uv(*words, **options):
    """Run uv; never let it download a Python."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    return subprocess.run([sys.executable, "-m", "uv", *words], env=env, capture_output=True, encoding="utf-8",
                          **options)  # fmt: skip


def install(kind, python, folder):
    """Make a virtual environment; return its interpreter. Raises RuntimeError with the words of uv."""
    wanted = ROOT / "requirements.txt" if kind == "pinned" else HERE / "requirements.in"
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    tools = ["-r", str(wanted), "-r", str(HERE / "requirements-tools.txt")]
    lowest = ["--resolution", "lowest-direct"] if kind == "oldest" else []
    steps = (["venv", "--python", interpreter(python) or python, str(folder)],
             ["pip", "install", "--python", str(inside), "--only-binary", ":all:", *lowest, *tools])  # fmt: skip
    for step in steps:
        done = uv(*step)
        if done.returncode:
            raise RuntimeError(" ".join(done.stderr.split())[-300:])
    return inside


def versions(python):
    """Return {package: version} of an environment, and its Python under the name "Python"."""
    code = ("import sys, importlib.metadata as m; print(sys.version.split()[0], "
            f"*(m.version(n) for n in {SHOWN!r}))")  # fmt: skip
    said = subprocess.run([python, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.split()
    return dict(zip(("Python", *SHOWN), said))


def pytest_run(python, copy, *what):
    """Run pytest in the copy; return (words such as "300 passed, 1 failed", True where nothing failed, output)."""
    env = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "STANDPOINT_WORK")}
    env["PYTHONPATH"] = str(copy / "notebooks")
    env["PATH"] = os.pathsep.join([str(Path(python).parent), env.get("PATH", "")])
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *what]
    done = subprocess.run(command, cwd=copy, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", errors="replace")  # fmt: skip
    found = re.findall(r"(\d+) (passed|failed|errors?)\b", (done.stdout.strip().splitlines() or [""])[-1])
    return ", ".join(" ".join(pair) for pair in found) or "no result", done.returncode == 0, done.stdout


def row(kind, python, log=None):
    """Install, run, and return one row of the table as a list of text."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        made = Path(made).resolve()
        try:
            inside = install(kind, python, made / "env")
        except RuntimeError as error:
            return [kind, python, "", "", *[""] * len(SHOWN), "", f"not installed: {error}"]
        copy = copy_kept_files(made / "copy")
        known = versions(inside)
        strict = [word for name in GOING for word in ("-W", f"error::{name}")]
        core = pytest_run(inside, copy, *strict, "-k", SLOW, *(f"tests/{name}" for name in CORE))
        lessons = pytest_run(inside, copy, *map(str, sorted((copy / "notebooks").glob("*.ipynb"))))
        if log:
            log.mkdir(parents=True, exist_ok=True)
            (log / f"{kind}-{python}.txt").write_text(f"{core[2]}\n{lessons[2]}", encoding="utf-8")
    taken = f"{time.monotonic() - began:.0f}"
    good = "green" if core[1] and lessons[1] else "RED"
    return [kind, known["Python"], core[0], lessons[0], *(known[name] for name in SHOWN), taken, good]


def interpreter(name):
    """Return the path of a Python such as 3.12, or None: one that can be started by its name, or one of pyenv's."""
    if Path(name).is_file():
        return name
    command = [f"python{name}", "-c", "import sys; print(sys.executable)"]
    try:  # pyenv's stand-ins answer to the name and then fail, and uv takes that for an answer
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        base = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
        kept = sorted(base.glob(f"{name}.*/bin/python"), key=lambda path: int(path.parts[-3].rpartition(".")[2]))
        if kept:
            return str(kept[-1])
        found = uv("python", "find", name)
        return None if found.returncode else found.stdout.strip()


def found_pythons():
    """Return the names of the Pythons from 3.11 to 3.14 that this machine has, and print those that it lacks."""
    here = [name for name in PYTHONS if interpreter(name)]
    if lacking := [name for name in PYTHONS if name not in here]:
        print(f"Not on this machine: Python {', '.join(lacking)}.")
    return here


def main(arguments):
    """Print the rows that were asked for; 1 where one of them is not green."""
    parser = argparse.ArgumentParser(description="Run the tests on other versions than the pinned ones.")
    parser.add_argument("kind", choices=[*KINDS, "all"])
    parser.add_argument("--python", help="such as 3.12, or a path; the one that runs this, if not given")
    parser.add_argument("--log", type=Path, help="a folder for what the tests print")
    options = parser.parse_args(arguments)
    everything = options.kind == "all"
    pythons = [options.python] if options.python else found_pythons() if everything else [sys.executable]
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}", flush=True)
    results = []
    for python in pythons:
        for kind in KINDS if everything else [options.kind]:
            cells = row(kind, python, options.log)
            results.append(cells[-1])
            print(f"| {' | '.join(cells)} |", flush=True)
    return int(set(results) != {"green"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
