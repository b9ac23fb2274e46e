"""A part of the collection is missing: what a reader then sees is what README.md explains."""

import json
import os
import shutil
import subprocess
import sys

import lab
import pytest
import refresh
from standpoint.panel.panel import LACKING, Panel

LESSONS = sorted((lab.REPO / "notebooks").glob("[01]*.ipynb"))
README = (lab.REPO / "README.md").read_text(encoding="utf-8")
SECTION = README.split("### When something is missing")[1].split("\n## ")[0]
POINTER = "see “When something is missing” in README.md."
LOAD = "from standpoint import load; load('anchorage')"


def python(folder, code):
    """What Python says where it runs a line of code in a folder, without the settings of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STANDPOINT", "PYTHONPATH"))}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=kept, capture_output=True, text=True,
                          encoding="utf-8", check=False)  # fmt: skip
    assert done.returncode != 0
    return done.stderr


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_each_lesson_says_first_where_help_is(path):
    """Where our own script and package are missing, its first words are all that can help."""
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    assert "works only inside the folder of the whole collection" in first and first.endswith(POINTER)


def test_a_lesson_alone_names_the_missing_module_as_the_readme_does(tmp_path):
    shutil.copy(LESSONS[1], tmp_path)
    said = python(tmp_path, LOAD).strip().splitlines()[-1]
    assert said.removeprefix("ModuleNotFoundError: ") in SECTION


def test_without_data_one_message_says_what_to_do(tmp_path):
    root = refresh.clean_copy(tmp_path)
    shutil.rmtree(root / "data")
    said = python(root / "notebooks", LOAD)
    words = "there is no folder “data” with cases in it"
    assert words in said and words in SECTION and "Known" not in said
    assert "copy “data” beside the folder “notebooks”." in said
    (root / "data").mkdir()  # an empty one is no better
    assert words in python(root / "notebooks", LOAD)


def test_a_page_without_widgets_says_what_it_lacks():
    bundle = Panel("none", "", {}, words="An explorer.")._repr_mimebundle_()[0]
    assert bundle["text/html"].endswith(f"<p>{LACKING}</p>") and LACKING not in bundle["text/plain"]
