"""What is in the built site, without opening it."""

import hashlib
import json
import re
import zipfile
from email.parser import HeaderParser

import pytest

build = pytest.importorskip("build", reason="pip install -r tests/lite/requirements.txt")
import nbformat  # noqa: E402
import site_lock  # noqa: E402
from packaging.requirements import Requirement  # noqa: E402

# Needed by an installed JupyterLab only; in the site their work is done by the extensions.
NOT_NEEDED = {"jupyterlab-widgets", "widgetsnbextension"}


def files(folder):
    """{path: bytes} of everything in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sources():
    """The files of the repository that a reader works with, by their path."""
    found = {}
    for name in build.CONTENTS:
        top = build.ROOT / name
        for path in [top] if top.is_file() else top.rglob("*"):
            parts = path.relative_to(build.ROOT).parts
            made = any(part.startswith(".") or part in ("__pycache__", "my-work", "coursework") for part in parts)
            if path.is_file() and not made and not path.name.endswith("-hand-in.zip"):
                found["/".join(parts)] = path
    return found


def live(book):
    """A notebook whose charts are no pictures before a run."""
    for cell in book.cells:
        for data in (output.get("data", {}) for output in cell.get("outputs", ())):
            if "application/vnd.plotly.v1+json" in data:
                del data["image/png"]
    return book


@pytest.fixture(scope="module")
def lock(site):
    return build.read_json(site / "static" / "pyodide-lock" / "pyodide-lock.json")


def test_every_file_of_the_collection_is_there_and_listed(site):
    inside = files(site / "files")
    assert set(inside) == set(sources())
    for name, path in sources().items():
        if name.endswith(".ipynb"):
            assert nbformat.reads(inside[name].decode(), 4) == live(nbformat.read(path, 4)), name
        else:
            assert inside[name] == path.read_bytes(), name
    listed = set()
    for path in (site / "api" / "contents").rglob("all.json"):
        listed |= {item["path"] for item in build.read_json(path)["content"] if item["type"] != "directory"}
    assert listed == set(inside)


def test_neither_solutions_nor_source_maps_are_published(site):
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert [name for name in names if "coursework" in name or name.endswith(".map") or "__pycache__" in name] == []


def test_each_wheel_of_ours_lies_where_the_lock_says(site, lock):
    place = site / "static" / "pyodide-lock"
    own = [item for item in lock["packages"].values() if not item["file_name"].startswith("https://")]
    assert {item["name"] for item in own} == {*site_lock.BROUGHT, *site_lock.KERNEL}
    for item in own:
        assert hashlib.sha256((place / item["file_name"]).read_bytes()).hexdigest() == item["sha256"], item["name"]
        assert item["imports"], item["name"]


def test_each_wheel_finds_what_it_needs(site, lock):
    """By what the wheels themselves say, versions included, on Python in a browser."""
    versions = {site_lock.plain(name): item["version"] for name, item in lock["packages"].items()}
    python = ".".join(lock["info"]["python"].split(".")[:2])
    here = {"python_version": python, "python_full_version": lock["info"]["python"], "extra": "",
            "sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix"}
    for name in site_lock.BROUGHT:
        wheel = site / "static" / "pyodide-lock" / lock["packages"][name]["file_name"]
        with zipfile.ZipFile(wheel) as archive:
            about = next(file for file in archive.namelist() if file.endswith(".dist-info/METADATA"))
            asked = HeaderParser().parsestr(archive.read(about).decode()).get_all("Requires-Dist") or []
        for line in asked:
            need = Requirement(line)
            other = site_lock.plain(need.name)
            if other not in NOT_NEEDED and (need.marker is None or need.marker.evaluate(here)):
                assert other in versions, f"{name} needs {other}"
                assert need.specifier.contains(versions[other], prereleases=True), f"{name}: {line}"
                assert other in site_lock.closure(lock["packages"], [name]), f"{name} is loaded without {other}"


def test_everything_loads_before_the_first_cell(site, lock):
    settings = build.read_json(site / "jupyter-lite.json")["jupyter-config-data"]["litePluginSettings"][build.PLUGIN]
    loaded = site_lock.closure(lock["packages"], settings["loadPyodideOptions"]["packages"])
    assert {"pandas", "numpy", "plotly", "anywidget", "ipywidgets", "nbformat", "mistune"} <= set(loaded)
    assert set(lock["packages"]) == set(loaded), "the lock lists a package that nothing loads"
    assert settings["disablePyPIFallback"] is True


def test_pyodide_is_the_one_that_the_kernel_was_made_for(site, lock):
    constants = pytest.importorskip("jupyterlite_pyodide_kernel.constants")
    release, base = site_lock.release_address()
    assert release == constants.PYODIDE_VERSION
    assert lock["info"]["python"].startswith(constants.PYODIDE_PYTHON_VERSION)
    outside = {address for text in (json.dumps(lock), (site / "jupyter-lite.json").read_text("utf-8"))
               for address in re.findall(r"https?://[^\"]+/", text)}
    assert outside == {f"{base}/"}


def test_two_builds_agree(site, wheel_folder, tmp_path):
    build.build(tmp_path / "again", wheel_folder)
    one, two = files(site), files(tmp_path / "again")
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_a_folder_of_something_else_is_left_alone(tmp_path, wheel_folder):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="something else"):
        build.build(tmp_path, wheel_folder)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_half_a_pyodide_is_refused(tmp_path):
    kept = build.read_json(site_lock.KEPT)
    (tmp_path / "pyodide.mjs").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="not a full release of Pyodide"):
        build.copy_runtime(tmp_path, tmp_path / "out", kept)


def test_a_package_without_what_it_needs_is_noticed():
    with pytest.raises(KeyError, match="six"):
        site_lock.closure({"python-dateutil": {"depends": ["six"]}}, ["python-dateutil"])
