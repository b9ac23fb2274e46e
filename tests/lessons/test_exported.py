"""A lesson out of its notebook, by the programs that others use: as a page, run anew by papermill, and as a script.

What a reader of the result must find there: every chart with its words, every table, and the answers that were given.
"""

import ast
import html
import json
import os
import re
import subprocess
import sys

import lab
import notebook_rules as book
import pytest
from standpoint.case import answers

LESSON = "04-positions.ipynb"
PLOTLY = book.PLOTLY
GIVEN = {"04.guess": {"trump": 2, "putin": "blank"}, "04.1": {"issues": ["seat", "pace"], "outer": "extreme"},
         "04.pose": {"reading": "open", "why": "A <b>cost</b>."}}  # fmt: skip
NEEDS = "needs a running kernel"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the collection with three answers of a reader."""
    root = lab.copy_collection(tmp_path_factory.mktemp("exported")) / "notebooks"
    with pytest.MonkeyPatch.context() as here:
        here.setenv("STANDPOINT_WORK", str(root))
        for name, answer in GIVEN.items():
            assert answers.keep("anchorage", name, answer) == ""
    return root


def run(folder, *command):
    """Run one program in the folder of the lessons, as a reader would: without the settings of the tests."""
    ours = ("STANDPOINT", "PYTHONPATH", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, env=kept, capture_output=True, text=True,
                          encoding="utf-8", check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def charts(folder):
    """The saved charts of the lesson in words, in order."""
    outputs = [out for _, out in book.outputs(book.load(folder / LESSON))]
    return [out["data"]["text/plain"] for out in outputs if PLOTLY in out.get("data", {})]


def words(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)))


def headings(folder):
    return [line.strip("# ") for line in book.prose_lines(book.load(folder / LESSON)) if re.match(r"#{1,3} \w", line)]


def test_the_saved_lesson_as_a_page(folder, tmp_path):
    run(folder, "nbconvert", "--to", "html", LESSON, "--output-dir", str(tmp_path))
    page = (tmp_path / "04-positions.html").read_text(encoding="utf-8")
    # nbconvert gives pictures no name of ours, so the words must stand as text right behind each of them.
    after = [words(f"<img {part}")[:3000] for part in re.split(r"<img ", page)[1:]]
    assert len(after) == len(charts(folder)) and all(one in rest for one, rest in zip(charts(folder), after))
    assert all(heading in words(page) for heading in headings(folder))


def test_the_lesson_run_anew_as_a_page(folder, tmp_path):
    run(folder, "nbconvert", "--to", "html", "--execute", LESSON, "--output-dir", str(tmp_path))
    page = (tmp_path / "04-positions.html").read_text(encoding="utf-8")
    named = [html.unescape(name) for name in re.findall(r'<svg[^>]*aria-label="([^"]*)"', page)]
    assert named == charts(folder)
    said = words(page)
    asked = r"Your answer: On which issues do words of p\d\d place Putin\?"
    assert re.search(rf"{asked} Ukraine at the table; Pace", said), re.findall("Your answer: .{100}", said)
    assert "My reading: these two sentences cannot tell" in said and "who was listening: A <b>cost</b>." in said
    assert "Putin: What is the summit itself, or a showy deal, worth? the essay does not say" in said
    assert said.count(NEEDS) >= 10, "each explorer and card says what it needs"
    assert "widget-state" not in page and "widget-view" not in page, "nothing that only another host could show"
    assert len(page) < 900_000


def test_the_lesson_run_by_papermill(folder, tmp_path):
    run(folder, "papermill", LESSON, str(tmp_path / "out.ipynb"), "--no-progress-bar", "-k", "python3")
    made = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))
    assert "widgets" not in made["metadata"] and (tmp_path / "out.ipynb").stat().st_size < 500_000
    assert all(cell["execution_count"] for cell in made["cells"] if cell["cell_type"] == "code" and cell["source"])
    data = [out.get("data", {}) for cell in made["cells"] for out in cell.get("outputs", [])]
    drawn = [one for one in data if PLOTLY in one]
    assert ["".join(one["text/plain"]) for one in drawn] == charts(folder)
    assert all("<svg" in "".join(one["text/html"]) for one in drawn)
    assert any("Your answer:" in "".join(one.get("text/html", "")) for one in data)


@pytest.mark.parametrize("path", sorted((lab.REPO / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_script_has_the_prose_as_comments(path):
    from nbconvert import ScriptExporter

    made, more = ScriptExporter().from_filename(str(path))
    assert more["output_extension"] == ".py"
    ast.parse(made)
    lines = [line.rstrip() for cell in book.markdown_cells(book.load(path)) for line in cell["source"].splitlines()]
    comments = {line.removeprefix("#").strip() for line in made.splitlines() if line.startswith("#")}
    assert [line for line in lines if line.strip() and line.strip() not in comments] == []
