"""Build a website of the collection that runs in the reader's browser, with no server program behind it.

    python tests/tools site OUT                    Pyodide comes from its public address
    python tests/tools site OUT --pyodide FOLDER   Pyodide is taken from FOLDER and copied into the site

OUT is replaced. Wheels are downloaded once, into the folder OUT-wheels beside it (or --wheels FOLDER), and kept;
after that, building needs no network. See tests/lite/README.md.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import site_lock

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONTENTS = ("notebooks", "data", "seeds", "LICENSE", "CITATION.cff")
# The assignments hold their solutions and need nbgrader, which does not run in a browser.
LEFT_OUT = ("__pycache__", ".*", "my-work", "coursework", "*-hand-in.zip")
# Wheels whose JupyterLab side must be in the site, too.
EXTENSIONS = ("anywidget", "jupyterlab-widgets", "plotly")
KERNEL_PLACE = Path("extensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
PLOTLY = "application/vnd.plotly.v1+json"
EPOCH = "1735689600"  # one date for all files, so that two builds agree


def versions():
    """Return {package: exact version} of the wheels to bring, from the lock that Binder installs."""
    text = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    locked = {site_lock.plain(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text)}
    return {name: locked[name] for name in sorted({*site_lock.BROUGHT, *EXTENSIONS})}


def find_wheels(folder, wanted):
    """Return {package: wheel} of what lies in `folder` in the version wanted."""
    found = {}
    for path in sorted(folder.glob("*-none-any.whl")):
        name, version = path.name.split("-")[:2]
        if wanted.get(site_lock.plain(name)) == version:
            found[site_lock.plain(name)] = path
    return found


def fetch_wheels(folder):
    """Return {package: wheel} in `folder`, downloading what is not there yet."""
    wanted = versions()
    folder.mkdir(parents=True, exist_ok=True)
    missing = sorted(wanted.keys() - find_wheels(folder, wanted).keys())
    if missing:
        # The wheels are for the browser's Python, not for the one that runs this.
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                        "--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none",
                        "--python-version=3.14", f"--dest={folder}",
                        *(f"{name}=={wanted[name]}" for name in missing)], check=True)
    return find_wheels(folder, wanted)


def stage(folder):
    """Lay out the contents as in the repository, so that relative paths hold."""
    for name in CONTENTS:
        source, target = ROOT / name, folder / "files" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
        else:
            shutil.copy(source, target)
    for path in (folder / "files" / "notebooks").glob("*.ipynb"):
        # A file keeps text as a list of lines. A Jupyter server joins them for the page; here there is none.
        book = nbformat.read(path, 4)
        for output in (output for cell in book.cells for output in cell.get("outputs", ())):
            if PLOTLY in output.get("data", {}):
                output.data.pop("image/png", None)  # plotly would show it, and no chart before a run
        path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8", newline="\n")
    shutil.copy(HERE / "jupyter-lite.json", folder)
    shutil.copy(ROOT / ".jupyter" / "settings" / "overrides.json", folder)


def run_jupyterlite(folder, out, wheels):
    """Let JupyterLite put its pages, the contents and the extensions together."""
    kernel = Path(sys.prefix) / "share/jupyter/labextensions" / KERNEL_PLACE.relative_to("extensions").parent.parent
    if not kernel.is_dir():
        raise SystemExit("jupyterlite-pyodide-kernel is not installed: pip install -r tests/lite/requirements.txt")
    extensions = [kernel, *(wheels[name] for name in EXTENSIONS)]
    config = folder / "jupyter_lite_config.json"
    config.write_text(json.dumps({"LiteBuildConfig": {
        "apps": ["lab"], "no_sourcemaps": True, "no_unused_shared_packages": True, "no_libarchive": True,
        # Of what happens to be installed here, nothing but what is named.
        "ignore_sys_prefix": True, "federated_extensions": [str(path) for path in extensions],
    }}), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHONPATH"))}
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(folder), "--output-dir", str(out),
         "--config", str(config), "--source-date-epoch", EPOCH],
        cwd=folder, env=environment | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"JupyterLite could not build the site:\n{(done.stdout + done.stderr)[-4000:]}")


def add_python(out, wheels, pyodide, without=()):
    """Put the wheels and the lock beside the pages; with a folder `pyodide`, also the runtime and its wheels."""
    place = out / "static" / "pyodide-lock"
    place.mkdir(parents=True)
    brought = {}
    for name in site_lock.BROUGHT:
        shutil.copy(wheels[name], place)
        brought[name] = (wheels[name], f"../pyodide-lock/{wheels[name].name}")
    mine = {site_lock.plain(path.name.split("-")[0]): (path, f"../../{path.relative_to(out).as_posix()}")
            for path in sorted((out / KERNEL_PLACE).glob("*.whl"))}
    options = {"lockFileURL": "./static/pyodide-lock/pyodide-lock.json", "packages": site_lock.first(without),
               "env": {"PYTHONDONTWRITEBYTECODE": "1"}}  # or folders __pycache__ appear among the reader's files
    settings = {"loadPyodideOptions": options}
    if pyodide:
        kept = site_lock.trim(read_json(pyodide / "pyodide-lock.json"), "", without)
        copy_runtime(pyodide, out / "static" / "pyodide", kept)
        lock = site_lock.make(brought, mine, "../pyodide", kept, without)
        settings["pyodideUrl"] = "./static/pyodide/pyodide.mjs"
    else:
        _, base = site_lock.release_address()
        lock = site_lock.make(brought, mine, base)
        settings["pyodideUrl"] = f"{base}/pyodide.mjs"
    write_json(place / "pyodide-lock.json", lock)
    config = read_json(out / "jupyter-lite.json")
    config["jupyter-config-data"]["litePluginSettings"][PLUGIN] |= settings
    write_json(out / "jupyter-lite.json", config)


def read_json(path):
    """Return what a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path, value):
    """Write a JSON file, the same bytes for the same value."""
    path.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def copy_runtime(source, target, kept):
    """Copy Pyodide itself, and of its wheels those that the lessons load."""
    own = [item["file_name"] for item in kept["packages"].values()]
    missing = [name for name in ("pyodide.mjs", "pyodide.asm.wasm", *own) if not (source / name).is_file()]
    if missing:
        raise SystemExit(f"{source} is not a full release of Pyodide: it lacks {', '.join(missing)}")
    target.mkdir(parents=True)
    for name in [*RUNTIME, *own]:
        if (source / name).is_file():
            shutil.copy(source / name, target)


def build(out, wheel_folder=None, pyodide=None, without=()):
    """Build the site in the folder `out`, which is replaced. SystemExit with a reason if it cannot be.

    `without`: packages that the Pyodide in the folder `pyodide` lacks; lessons that need them do not run.
    """
    wheels = fetch_wheels(wheel_folder or out.with_name(out.name + "-wheels"))
    if out.exists() and any(out.iterdir()) and not (out / "jupyter-lite.json").is_file():
        raise SystemExit(f"{out} holds something else than a site of ours; name an empty or new folder")
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="standpoint-site-") as folder:
        stage(Path(folder))
        run_jupyterlite(Path(folder), out, wheels)
    add_python(out, wheels, pyodide, without)
    shutil.copy(HERE / "index.html", out)


def main():
    """Read the command line, build, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder of the site")
    parser.add_argument("--wheels", type=Path, help="where downloaded wheels are kept")
    parser.add_argument("--pyodide", type=Path, help="an unpacked release of Pyodide, to be part of the site")
    given = parser.parse_args()
    build(given.out.resolve(), given.wheels and given.wheels.resolve(), given.pyodide and given.pyodide.resolve())
    files = [path for path in given.out.rglob("*") if path.is_file()]
    print(f"{given.out}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
