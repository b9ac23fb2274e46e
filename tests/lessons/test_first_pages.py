"""What lessons 00 and 01 invite a reader to do works as it is worded."""

import csv
import json
import re

import plotly.graph_objects as go
from lesson_cells import run_cells
from repo_files import ROOT
from standpoint import load
from standpoint.lessons.reading import exercises  # noqa: F401  (makes them known)
from standpoint.quiz import checks
from standpoint.quiz.progress import progress

CASE = load("anchorage")


def sources(name):
    book = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in book["cells"]]


def test_00_lists_the_questions_of_the_table():
    page = next(cell for cell in sources("00-start-here") if "The eight questions</summary>" in cell)
    listed = page.split("The eight questions</summary>")[1].split("</details>")[0]
    assert re.findall(r"^\d\. (.+)$", listed, re.M) == list(CASE.issues["question"])


def test_01_the_bars_stand_after_the_change_that_is_invited(monkeypatch):
    names, cells = run_cells("01-reading-the-essay", CASE, monkeypatch), sources("01-reading-the-essay")
    words = next(cell for cell in cells if "### Your first chart" in cell)
    assert "swap the words after `x=` and `y=`" in words and 'write `"v"` in the place of `"h"`' in words
    source = next(cell for cell in cells if "px.bar(" in cell and "figure.show" in cell)
    changed = source.replace('x="percent", y="stakeholder"', 'x="stakeholder", y="percent"').replace('"h"', '"v"')
    assert changed.count('"v"') == 1
    monkeypatch.setattr(go.Figure, "show", lambda figure: None)
    exec(changed, names)
    bar = names["figure"].data[0]
    assert (bar.type, bar.orientation) == ("bar", "v") and list(bar.x) == list(names["shares"]["stakeholder"])
    assert list(bar.y) == list(names["shares"]["percent"])


def test_01_2_the_seats_have_the_index_of_the_mentions(monkeypatch):
    names = run_cells("01-reading-the-essay", CASE, monkeypatch)
    words = next(cell for cell in sources("01-reading-the-essay") if "### Exercise 2" in cell)
    exec(re.search(r"`(seat = .+?)`", words)[1], names)
    assert names["mentions"][names["seat"] != "yes"].sum() == 32


def test_the_line_at_the_end_counts_cards_and_checks_of_code(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    monkeypatch.setattr(checks, "cell_and_run", lambda: ("a cell", "a run"))
    assert progress(CASE).startswith("No card was answered")
    right = checks.get("01.3").asked(CASE).parts[0]
    answer = next(value for value, _ in right.field["options"] if right.is_right({right.field["name"]: value}))
    assert checks.check("01.3", CASE, answer).state == "right"
    assert progress(CASE).startswith("Right in code so far: 1 in 01.")
    assert checks.check("01.3", CASE, "nobody").state != "right"
    assert progress(CASE).startswith("Right in code so far: 1 in 01.")


def test_the_case_says_that_it_is_in_place():
    first, second, *rest = repr(CASE).splitlines()
    assert all(len(line) <= 72 and line[0].isalpha() for line in [second, *rest])
    # Each quotation has a paragraph beside it.
    files = sorted((ROOT / "data/anchorage").glob("*.csv"))
    tables = [list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in files]
    assert first.startswith("Case “")
    counted = re.search(r" is in place: 18 paragraphs, (\d+) quotations checked\.$", first)[1]
    pairs = [row[column] for table in tables for column in table[0] if column.endswith("paragraph") for row in table]
    assert int(counted) == sum(map(bool, pairs))
    assert second.startswith("Rows in each table: stakeholders 7, ")
