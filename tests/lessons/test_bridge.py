"""The second case, and cases at the edges that are made from it: everything draws, or says why not."""

import importlib
import inspect
import json
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import frictionless
import plotly.express as px
import pytest
import refresh
from case_copy import records, unchecked
from odd_cases import BRIDGE, ODD, on_case
from standpoint import draw, load
from standpoint.case.lacking import first_empty, no_two_parties
from standpoint.lessons.own_text import charts, tables
from standpoint.lessons.own_text.findings import fill, percent_filled
from standpoint.quiz import card as quiz_card
from standpoint.quiz import checks

LESSONS = refresh.ROOT / "notebooks" / "standpoint" / "lessons"
# What two or more lessons show stands outside their rooms.
SHARED = {"charts": ["draw"], "tables": ["table"], "explorer": ["explore", "workshop.coding_explorer"]}
HIDDEN = {"codings", "recoding", "blank_notes", "record", "documents", "document_codes", "own_words", "dating"}
HIDDEN |= {"questions", "after", "summits", "accounts", "drafts"}


@pytest.fixture(scope="module")
def case():
    return load("bridge")


def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(BRIDGE / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_text_is_short_and_ours(case):
    words = sum(len(text.split()) for text in case.essay.paragraphs["text"])
    assert 300 <= words <= 500 and len(case.essay.sections) >= 5
    readme = (BRIDGE / "README.md").read_text(encoding="utf-8")
    assert "invented" in readme and "language model wrote it" in readme
    assert all(ord(c) <= 0xFFFF for c in case.essay.text) and "\r" not in case.essay.text


def test_it_is_coded_in_full_with_what_a_case_can_show(case):
    coded = {name for name, table in case.tables.items() if not table.empty}
    assert set(case.tables) - coded == HIDDEN
    assert len(case.stakeholders) == 5 and set(case.stakeholders["kind"]) == {"party", "audience"}
    assert 4 <= len(case.issues) <= 6 and set(case.issues["negotiable"]) == {True, False}
    assert set(case.positions["direction"]) == {-1, 0, 1} and set(case.positions["plainness"]) == {"outright", "hinted"}
    assert set(case.stakeholders["seat"].fillna("blank")) == {"yes", "no", "blank"}
    assert fill(case)["blank"] > 0 and set(case.claims["type"]) == {"fact", "interpretation", "prediction", "value"}
    steps = case.outcomes.groupby("issue")["step"].apply(list).to_dict()
    assert steps == {issue: [0, 1, 2, 3, 4] for issue in case.issues.loc[case.issues["negotiable"], "id"]}


def test_the_readme_names_what_is_left_out():
    described = json.loads((BRIDGE / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["name"] for resource in described["resources"]}
    readme = (BRIDGE / "README.md").read_text(encoding="utf-8").split("## What is left out")[1]
    assert set(re.findall(r"`(\w+)`", readme)) == HIDDEN - {"summits", "accounts"} and not listed & HIDDEN


def test_every_zero_has_its_tension_and_every_hint_its_note(case):
    zero = case.positions[case.positions["direction"] == 0]
    assert all(re.search(r"tension t\d", note) for note in zero["note"])
    assert {t for note in zero["note"] for t in re.findall(r"tension (t\d)", note)} <= set(case.tensions["id"])


def test_its_tables_are_as_they_are_described():
    for resource in json.loads((BRIDGE / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        assert records(BRIDGE / resource["path"])[0] == [field["name"] for field in resource["schema"]["fields"]]


# ---- cases at the edges ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """{name: folder} of the cases at the edges."""
    folder = tmp_path_factory.mktemp("odd")
    return {name: make(folder / name) for name, make in ODD.items()}


def offered(kind):
    """What the lessons call with a case alone."""
    found = {}
    cells = "".join(path.read_text(encoding="utf-8") for path in (refresh.ROOT / "notebooks").glob("*.ipynb"))
    used = set(re.findall(r"\b(?:draw|table|explore|coding_explorer|charts|tables|explorer)\.(\w+)\(", cells))
    rooms = [f"lessons.{path.parent.name}.{path.stem}" for path in sorted(LESSONS.glob(f"*/*{kind}.py"))]
    for module in map(importlib.import_module, [f"standpoint.{name}" for name in [*SHARED[kind], *rooms]]):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            alone = parameters and parameters[0].name == "case" and all(
                p.default is not p.empty for p in parameters[1:])
            if alone and name in used and function.__module__ == module.__name__:
                found[f"{module.__name__}.{name}"] = function
    return found


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", ["charts", "tables", "explorer"])
def test_everything_draws_or_says_why_not(odd, name, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    case, failed = load(name, folder=odd[name]), {}
    functions = offered(kind)
    assert len(functions) >= 8
    for called, function in functions.items():
        try:
            shown = function(case)
            if kind == "charts":
                assert re.search(r"\w+\W+\w+", draw.describe(shown)), called
        except Exception as error:  # all of them at once say more than the first
            failed[called] = f"{type(error).__name__}: {error}"
    assert failed == {}


def not_asked(case):
    """{exercise: error} of the questions that can neither be asked of a case nor say why not."""
    failed = {}
    for exercise in checks._EXERCISES:
        if not re.match(r"\d\d\.", exercise):
            continue
        try:
            card = quiz_card.ask(exercise, case)
            quiz_card.beside(card) if checks.get(exercise).guess else None
            assert "did not work" not in str(checks.check(exercise, case, None))
        except Exception as error:
            failed[exercise] = f"{type(error).__name__}: {error}"
    return failed


@pytest.mark.parametrize("name", ODD)
def test_every_question_is_asked_or_says_why_not(odd, name, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    assert not_asked(load(name, folder=odd[name])) == {}


@pytest.mark.parametrize("parties, seat", [(0, None), (0, "yes"), (1, None), (1, "yes")])
def test_every_question_is_asked_of_a_case_with_hardly_a_party(case, parties, seat, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    people = case.stakeholders.assign(kind=["party"] * parties + ["audience"] * (len(case.stakeholders) - parties))
    few = unchecked(case, stakeholders=people.assign(seat=seat) if seat else people)
    assert not_asked(few) == {}
    assert ("no party" in checks.get("01.guess").asked(few).prompt) == (parties == 0 and seat == "yes")


@pytest.mark.parametrize("path", sorted((refresh.ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_lesson_runs_on_one_stakeholder(odd, path, tmp_path):
    """To the end, or up to one line that says what the case lacks. The other edges: tests/long/test_edges.py."""
    root = refresh.clean_copy(tmp_path.resolve())
    try:
        on_case(path, root, "alone", odd["alone"])
    except refresh.NotebookError as error:
        assert "-> CaseError: 1 problem was found." in str(error), str(error)


def test_what_a_case_lacks_is_said_in_its_order(odd):
    loaded = {name: load(name, folder=folder) for name, folder in odd.items()}
    said = {name: no_two_parties(case) for name, case in loaded.items()}
    assert said["unfilled"].startswith("This case has no stakeholders yet")
    assert said["alone"].startswith("This case has one stakeholder")
    assert said["bare"] == said["full"] == no_two_parties(load("bridge")) == no_two_parties(load("anchorage")) == ""
    empty = {name: first_empty(case, "stakeholders", "issues", "positions") for name, case in loaded.items()}
    assert empty["bare"].startswith("No cell of this case is coded yet")
    assert empty["unfilled"] == said["unfilled"] and empty["alone"] == empty["full"] == ""


def test_an_error_on_a_full_case_stays_an_error(case):
    """The guard is for small cases alone: elsewhere it would hide a slip of ours."""
    broken = unchecked(case, issues=case.issues.drop(columns="left"))
    with pytest.raises((KeyError, AttributeError)):
        draw.position_map(broken)


# ---- how much is coded ---------------------------------------------------------------------------------


def test_fill_rates_count_every_case_once(case):
    first = load("anchorage")
    figure = charts.fill_rates(first, case, case)
    assert len(tables.fill_table(first, case, case)) == 2
    words = draw.describe(figure)
    assert f"{100 - percent_filled(first)} percent of the first and {100 - percent_filled(case)} percent" in words
    assert sum(len(trace.x) for trace in figure.data) == 6


def test_fill_rates_of_cases_at_the_edges(odd):
    loaded = {name: load(name, folder=folder) for name, folder in odd.items()}
    assert {name: percent_filled(one) for name, one in loaded.items()} == {
        "full": 100, "bare": 0, "unfilled": 0, "alone": 100}  # fmt: skip
    assert "has no cells yet" in draw.describe(charts.fill_rates(loaded["unfilled"]))
    assert list(fill(loaded["bare"]).values())[:4] == [0, 0, 0, 25]  # nobody has coded one


def test_right_answers_of_lesson_10_follow_the_case(case):
    right = {
        "10.1": {"who": ["society"]},
        "10.2": {"issues": ["load", "cost", "pace", "voice"]},
        "10.3": {"blank": 6, "percent": 30, "sentence": "lists"},
        "10.4": {"fair": ["lists", "same"]},
    }
    state = {key: checks.check(key, case, answer if len(answer) > 1 else next(iter(answer.values()))).state
             for key, answer in right.items()}  # fmt: skip
    assert state == dict.fromkeys(right, "right")
    assert checks.check("10.3", case, {"blank": 16, "percent": 64, "sentence": "lists"}).state == "again"
    assert checks.check("10.4", case, ["fewer"]).state == "again"
    fewer = case.with_table("positions", case.positions[case.positions["issue"] != "pace"])
    assert checks.check("10.2", fewer, right["10.2"]["issues"]).state == "again"


def test_a_chart_of_ones_own_is_held_against_the_table(case):
    """A bar for each stakeholder; `value_counts` forgets whom the text places nowhere, and the reply names them."""
    label, codes = case.stakeholders.set_index("id")["label"], case.positions

    def drawn(made_of, everybody=True, title="The text places the council on every question"):
        counts = made_of["stakeholder"].value_counts()
        counts = counts.reindex(label.index, fill_value=0) if everybody else counts
        table = counts.rename(label).rename_axis("stakeholder").reset_index(name="issues")
        return px.bar(table, x="issues", y="stakeholder", title=title)

    assert checks.check("10.chart", case, drawn(codes)).state == "right"
    fewer = case.with_table("positions", codes[codes["stakeholder"] != "traders"])
    assert checks.check("10.chart", fewer, drawn(fewer.positions)).state == "right"
    lost = checks.check("10.chart", fewer, drawn(fewer.positions, everybody=False))
    assert lost.state == "again" and any("Look at “Mill Street”." in line for line in lost.lines)
    assert checks.check("10.chart", fewer, drawn(codes)).state == "again", "a chart of another table"
    assert any("title" in line for line in checks.check("10.chart", case, drawn(codes, title="Issues")).lines)
