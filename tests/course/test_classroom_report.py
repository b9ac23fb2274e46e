"""The class report, the cells for a talk, and the guide: what they show, what they never show, and how fast."""

import argparse
import json
import re
import shlex
import struct
import subprocess
import sys
from pathlib import Path

import axe
import class_codings
import guide_pictures
import nbformat
import pandas as pd
import pytest
from standpoint.workshop.coding_class import read_class

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("nbconvert")
from classroom import __main__ as command  # noqa: E402
from classroom import class_views, course, report, sample  # noqa: E402

GUIDE = ROOT / "notebooks" / "coursework" / "README.md"
ORDER = ("hand-out", "collect", "grade", "mark", "give-back", "in-class", "hub")  # its pages, as it lists them


@pytest.fixture(scope="module")
def made(case, tmp_path_factory):
    """(course, students, folder of the report) of a class of 25."""
    root = tmp_path_factory.mktemp("class")
    students = class_codings.platform_zip(root / "in.zip", case, 25)
    home = course.Course(root / "course", "A1")
    book, page, readers, left_out = report.class_report(home, root / "in.zip", seed=7)
    assert (readers, left_out, page.parent) == (25, [], book.parent)
    return home, students, book.parent


@pytest.fixture(scope="module")
def codings(made, case):
    return read_class(made[2] / "codings", case)[0]


def test_no_name_is_in_the_report(made):
    home, students, folder = made
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        held = path.name + path.read_text(encoding="utf-8", errors="replace")
        assert "nadiya" not in held, path
    key = (home.root / "key.csv").read_text(encoding="utf-8-sig")
    assert all(f"{student}-" in key for student in students)


def test_pseudonyms_stay_and_say_nothing_about_the_order(tmp_path):
    names = [f"s{n:02d}" for n in range(30)]
    first = report.pseudonyms(tmp_path / "key.csv", names)
    more = report.pseudonyms(tmp_path / "key.csv", ["aa", *names])
    assert {name: more[name] for name in names} == first and len(set(more.values())) == 31
    assert [first[name] for name in names] != sorted(first.values())


def test_the_notebook_is_valid_and_has_run(made):
    book = nbformat.read(made[2] / "class-report.ipynb", as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert all(cell.outputs for cell in code) and "widgets" not in book.metadata
    charts = [out for cell in code for out in cell.outputs if "application/vnd.plotly.v1+json" in out.get("data", {})]
    assert len(charts) == 3
    assert "To talk about" in book.cells[-1].source


def test_the_page_to_project_draws_its_charts_and_can_be_read_aloud(made, browser):
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((made[2] / "class-report.html").as_uri())
    tab.wait_for_function("() => document.querySelectorAll('figure .main-svg').length >= 3")
    assert axe.violations(tab) == []
    assert [url for url in asked if not url.startswith(("file://", "data:", "blob:"))] == []
    tab.close()


def test_the_notebook_runs_again_in_a_kernel_of_its_own(made):
    from nbclient import NotebookClient

    book = nbformat.read(made[2] / "class-report.ipynb", as_version=4)
    before = [cell.outputs[0] for cell in book.cells if cell.cell_type == "code"]
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(made[2])}}).execute()
    after = [cell.outputs[0] for cell in book.cells if cell.cell_type == "code"]
    assert [out.get("data", {}).get("text/html") for out in after] == [
        out.get("data", {}).get("text/html") for out in before
    ]


def test_the_planted_reader_is_found(codings, case, made):
    found = class_views.turned(case, codings)
    key = (made[0].root / "key.csv").read_text(encoding="utf-8-sig")
    name = re.search(rf"nadiya{class_codings.PLANTED}-\d+,(R\d+)", key)[1]
    label = case.issues.set_index("id").loc[class_codings.TURNED, "label"]
    assert (name, label) in set(zip(found["Reader"], found["Item"]))
    before, after = map(float, re.findall(r"-?\d\.\d\d", class_views.turned_in_words(case, codings)))
    assert after > before


def tiny(*rows):
    """Codings of (coder, position or None) for one cell of the case."""
    quote = "His main aim is to obtain de facto acknowledgement of Russian control"
    frame = pd.DataFrame([(who, "positions", "putin", "territory", code, 2, quote) for who, code in rows],
                         columns=["coder", "table", "stakeholder", "item", "position", "salience", "quote"])
    return frame.astype({"position": "Int64", "salience": "Int64"})


@pytest.mark.parametrize("codes, placed", [
    ([-2, -2, -1], -2),  # most said outright
    ([-2, -1, -1], -1),
    ([-2, -2, 1], -2),
    ([-2, 1], None),  # two sides tie: blank, and not the middle
    ([-2, None], None),  # half of them left it blank: not more than half placed it
    ([-2, -2, None], -2),
    ([0], 0),
    ([None], None),
])
def test_where_the_class_places_a_cell(case, codes, placed):
    made = class_views.class_case(case, tiny(*enumerate(codes)))
    found = list(made.positions["position"])
    assert found == ([] if placed is None else [placed])
    if placed:
        assert made.positions["paragraph"].iloc[0] == "p05"


def test_contested_cells_by_hand(case):
    counts = class_views.counts(tiny(("a", -2), ("b", -1), ("c", 1), ("d", None))).iloc[0]
    assert counts[["left", "no lean", "right", "blank", "total"]].tolist() == [2, 0, 1, 1, 4]
    assert counts["apart"] == pytest.approx(5 / 6)  # of six pairs one is the same: a and b
    assert class_views.counts(tiny(("a", -2)))["apart"].tolist() == [0]


@pytest.mark.parametrize("rows", [(("a", -2),), (("a", None), ("b", None)), (("a", -2), ("b", 2))])
def test_small_classes_give_words_and_charts(case, rows):
    codings = tiny(*rows)
    for part in (class_views.agreement, class_views.contested, class_views.turned, class_views.beside):
        assert part(codings) is not None if part is class_views.agreement else part(case, codings) is not None
    assert class_views.in_words(case, codings) and class_views.class_map(case, codings).layout.title.text


def test_a_broken_file_is_left_out_and_named_to_the_instructor_alone(case, tmp_path):
    folder = tmp_path / "in"
    texts = {"olena": class_codings.coding(case, 1), "bohdan": class_codings.coding(case, 2).replace("p0", "p9")}
    for name, text in texts.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "anchorage-positions.csv").write_text(text, encoding="utf-8")
    book, page, readers, left_out = report.class_report(course.Course(tmp_path / "course", "A1"), folder)
    assert readers == 1 and len(left_out) == 1 and left_out[0].startswith("bohdan: ")
    assert "bohdan" not in page.read_text(encoding="utf-8")


def test_a_class_without_codings_gets_one_sentence(tmp_path, capsys):
    (tmp_path / "in" / "ann").mkdir(parents=True)
    (tmp_path / "in" / "ann" / "essay.txt").write_text("words", encoding="utf-8")
    given = ["class-report", "A1", "--course", str(tmp_path / "c"), "--codings", str(tmp_path / "in")]
    assert command.main(given) == 1
    assert "--layout folders " in capsys.readouterr().err, "whose file it is, is asked and not guessed"
    assert command.main([*given, "--layout", "folders"]) == 1
    assert "There is no coding among what was handed in" in capsys.readouterr().err
    assert command.main(given[:4]) == 1
    assert "Run the step “collect” first" in capsys.readouterr().err


def test_250_codings_are_collected_and_reported(case, tmp_path):
    class_codings.platform_zip(tmp_path / "in.zip", case, 250)
    *_, readers, left_out = report.class_report(course.Course(tmp_path / "course", "A1"), tmp_path / "in.zip")
    assert (readers, left_out) == (250, [])


def test_written_answers_are_read_and_never_run():
    source = 'cell_1 = {"stakeholder": "a", "issue": "b", "direction": 1, "quotation": "x y"}\nopen("gone", "w")\n1/0'
    assert [sample._cell(row).about for row in sample.written(source)] == ["a on b"]
    assert sample.written("codes = [{'a': 1}, {'b': 2}], 3\nx = dict(a=1)\ny = (") == []
    assert sample.written("codes = [{'a': 1}, {'b': f()}]") == []
    assert len(sample.written("a, b = [{'a': 1}], [{'b': 2}, {'c': 3}]")) == 3


def collected(home, case, students):
    """A course in which these students handed codes in."""
    rows = []
    for n, name in enumerate(students):
        folder = home.collected / name / "files" / "my-work"
        folder.mkdir(parents=True)
        (folder / "anchorage-positions.csv").write_text(class_codings.coding(case, n), encoding="utf-8")
        rows.append((name, "collected", "", ""))
    report.collect.write_table(home.collected_table, report.collect.COLUMNS, rows)
    return home


def test_two_of_each_students_own_cells_are_drawn(case, tmp_path):
    home = collected(course.Course(tmp_path, "A1"), case, ["ann", "bo", "cy"])
    path, chosen = sample.sample(home)
    assert {name: len(set(cells)) for name, cells in chosen.items()} == {"ann": 2, "bo": 2, "cy": 2}
    own = {name: set(sample.own_cells(home, name, "")) for name in chosen}
    assert all(set(cells) <= own[name] for name, cells in chosen.items())
    assert sample.sample(home)[1] == chosen and sample.sample(home, seed=2)[1] != chosen
    assert sample.sample(home, count=2)[1].items() <= chosen.items() and len(sample.sample(home, count=2)[1]) == 2
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text and "three-minute talks" in text and text.count("<li>") == 3


def guide_text():
    pages = [GUIDE.parent / "guide" / f"{name}.md" for name in ORDER]
    assert set(pages) == set((GUIDE.parent / "guide").glob("*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in (GUIDE, *pages))


def guide_commands():
    blocks = re.findall(r"```sh\n(.*?)```", guide_text(), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_every_command_of_the_guide_is_understood():
    lines = [shlex.split(line) for line in guide_commands() if "coursework/classroom" in line]
    given = [command.parser().parse_args(words[2:]) for words in lines]
    assert [part.step for part in given] == [
        "release", "collect", "collect", "grade", "mark", "mark", "mark", "feedback", "return", "class-report",
        "sample", "print-pack", "role-cards", "check-change",
    ]
    assert {part.step for part in given} == set(command.steps.STEPS)
    assert all((ROOT / text).is_file() for part in given for text in getattr(part, "text", []))
    options = set(re.findall(r"`(--[a-z-]+)", guide_text()))
    known = {option for parser in _parsers() for action in parser._actions for option in action.option_strings}
    assert options and options <= known


def _parsers():
    (steps,) = (a for a in command.parser()._actions if isinstance(a, argparse._SubParsersAction))
    return steps.choices.values()


def test_the_guide_lists_its_pages_in_order_and_shows_two_pictures_that_a_command_makes():
    text = GUIDE.read_text(encoding="utf-8")
    assert re.findall(r"\(guide/([a-z-]+)\.md\)", text[text.index("1. ["):text.index("### Keeping")]) == list(ORDER)
    shown = re.findall(r"!\[[^]]{40,}\]\(([^)]+)\)", guide_text())
    assert sorted(shown) == sorted(guide_pictures.NAMES)
    for name in shown:
        assert 5_000 < (guide_pictures.GUIDE / name).stat().st_size <= guide_pictures.LARGEST, name
        assert struct.unpack(">II", (guide_pictures.GUIDE / name).read_bytes()[16:24]) == (1200, 760)


def test_the_pictures_of_the_guide_are_drawn_anew(browser, tmp_path):
    """In a process of its own: this one has a player running already."""
    subprocess.run([sys.executable, "tests/tools", "guide_pictures", str(tmp_path)], cwd=ROOT, check=True)
    assert {path.name for path in tmp_path.glob("*.png")} == set(guide_pictures.NAMES)
    assert all(path.stat().st_size <= guide_pictures.LARGEST for path in tmp_path.glob("*.png"))


def test_the_link_builder_of_the_guide_builds_a_link():
    (line,) = [line for line in guide_commands() if "git-pull" in line]
    done = subprocess.run([sys.executable, *shlex.split(line)[1:]], capture_output=True, encoding="utf-8", check=True)
    link = "https://HUB/hub/user-redirect/git-pull?repo=https%3A%2F%2FHOST%2FORG%2FREPO&branch=main&urlpath="
    assert done.stdout.strip() == f"{link}lab%2Ftree%2FREPO%2FA1.ipynb"


def test_the_numbers_of_the_guide_are_those_of_the_assignments(case):
    text, points, names = " ".join(GUIDE.read_text(encoding="utf-8").split()), {}, set()
    for name, path in course.assignments().items():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            about = cell["metadata"].get("nbgrader", {})
            if about.get("grade"):
                by_hand = bool(about.get("solution"))
                points[name, by_hand] = points.get((name, by_hand), 0) + about["points"]
                names.add(about["grade_id"])
    assert set(points.values()) == {24, 12} and all(points[name, True] == 12 for name in course.assignments())
    assert "Each assignment has 36 points: 24 by tests, 12 by you" in text
    assert set(re.findall(r"`(a\d-[a-z0-9-]+)`", text)) == names
    placed = case.positions.loc[case.positions["stakeholder"] == "ukraine", "issue"].nunique()
    assert (placed, len(case.issues)) == (1, 8) and "places Ukraine on one of eight issues" in text


def test_minutes_in_the_guide_are_those_of_the_assignments():
    said = {name: int(re.search(r"\*\*Minutes\.\*\* About (\d+)", path.read_text(encoding="utf-8"))[1])
            for name, path in course.assignments().items()}
    text = GUIDE.read_text(encoding="utf-8")
    assert f"and {said['A1']} at home" in text and f"3 × {min(said.values())} to {max(said.values())} at home" in text
