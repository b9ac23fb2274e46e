"""The list of Python packages that the browser loads: Pyodide's own, and pure wheels that the site brings along.

    python tests/lite/site_lock.py FOLDER/pyodide-lock.json     make pyodide.json again, from a release of Pyodide

Pyodide reads a file pyodide-lock.json. It says of each package where its wheel lies, its hash, and what it needs.
The release's own file has several hundred packages; pyodide.json keeps the few dozen that a lesson loads.
"""

import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE / "pyodide.json"
RELEASES = "https://cdn.jsdelivr.net/pyodide"

# What Pyodide builds itself, for WebAssembly or in a version of its own; each brings what it needs.
FROM_PYODIDE = ("numpy", "pandas", "tzdata", "ipython", "jedi", "micropip", "packaging", "traitlets",
                "typing-extensions", "narwhals", "jsonschema", "platformdirs")
# Pure wheels that Pyodide does not have, in our versions: {name: what it needs}.
BROUGHT = {
    "comm": ("traitlets",),
    "psygnal": (),
    "fastjsonschema": (),
    "jupyter-core": ("platformdirs", "traitlets"),
    "nbformat": ("fastjsonschema", "jsonschema", "jupyter-core", "traitlets"),
    "ipywidgets": ("comm", "ipython", "traitlets"),
    "anywidget": ("ipywidgets", "psygnal", "typing-extensions"),
    "mistune": (),  # reads Markdown, in lesson 10
    "plotly": ("narwhals", "nbformat", "packaging"),  # nbformat: asked for when a chart is shown
}
# What comes with the kernel of JupyterLite.
KERNEL = {"piplite": ("micropip",), "ipykernel": ("comm", "ipython"), "pyodide-kernel": ("comm", "ipython")}
# Loaded before the first cell runs: a lesson imports only the helper, so Pyodide cannot see what it needs.
FIRST = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython",
         "numpy", "pandas", "tzdata", "plotly", "anywidget", "mistune")


def plain(name):
    """A package's name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(packages, roots):
    """The names in `roots` and everything that they need; KeyError for a package that is not there."""
    found, todo = set(), [plain(name) for name in roots]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [plain(other) for other in packages[name]["depends"]]
    return sorted(found)


def trim(lock, release, without=()):
    """Return the part of a release's pyodide-lock.json that the lessons need. `release`: such as "314.0.6"."""
    packages = {plain(name): entry for name, entry in lock["packages"].items()}
    kept = {name: packages[name] for name in closure(packages, set(FROM_PYODIDE) - set(without))}
    return {"release": release, "info": lock["info"], "packages": kept}


def entry(name, wheel, place, needs):
    """Describe one wheel for Pyodide. `place`: its address as seen from the lock file."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {file.split("/")[0] for file in archive.namelist() if file.endswith(".py") and ".data/" not in file}
    return {
        "name": name, "version": wheel.name.split("-")[1], "file_name": place, "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "package_type": "package",
        "imports": sorted(top.removesuffix(".py") for top in tops), "depends": list(needs), "unvendored_tests": False,
    }


def release_address():
    """Return (the release of Pyodide that the site loads, the folder where its wheels lie on the web)."""
    release = json.loads(KEPT.read_text(encoding="utf-8"))["release"]
    return release, f"{RELEASES}/v{release}/full"


def make(wheels, kernel_wheels, base, kept=None, without=()):
    """Return the lock of a site, as Pyodide reads it.

    `wheels`, `kernel_wheels`: {name: (path, address as seen from the lock file)}.
    `base`: where Pyodide's own wheels lie, as seen from the lock file or on the web.
    `kept`: what `trim` gave for another release; None: that of pyodide.json. `without`: packages that it lacks.
    """
    kept = kept or json.loads(KEPT.read_text(encoding="utf-8"))
    packages = {name: {**old, "file_name": f"{base}/{old['file_name']}"} for name, old in kept["packages"].items()}
    for needs, found in ((BROUGHT, wheels), (KERNEL, kernel_wheels)):
        for name in needs:
            packages[name] = entry(name, *found[name], needs[name])
    closure(packages, first(without))  # nothing that is loaded first may lack what it needs
    return {"info": kept["info"], "packages": dict(sorted(packages.items()))}


def first(without=()):
    """Return the names of the packages that are loaded before the first cell runs."""
    return [name for name in FIRST if name not in without]


def main(arguments):
    """Write pyodide.json from the lock file of a release."""
    path = Path(arguments[0])
    release = json.loads((path.parent / "package.json").read_text(encoding="utf-8"))["version"]
    kept = trim(json.loads(path.read_text(encoding="utf-8")), release)
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    print(f"{KEPT.name}: Pyodide {release}, {len(kept['packages'])} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
