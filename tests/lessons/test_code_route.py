"""The route with pandas, as a lesson words it: from the names that its own cells leave, a few lines give the answer."""

import pandas as pd
import plotly.express as px
import pytest
from lesson_cells import run_cells
from standpoint import load
from standpoint.lessons.positions import exercises as positions_exercises
from standpoint.quiz import checks


def right(case, exercise, answer):
    return checks.check(exercise, case, answer).state == "right"


def test_01_2_the_mentions_of_those_who_are_not_shown_at_the_table(case, monkeypatch):
    mentions = run_cells("01-reading-the-essay", case, monkeypatch)["mentions"]
    seats = case.stakeholders.set_index("id")["seat"]
    answer = {"count": mentions[seats.fillna("") != "yes"].sum(), "meaning": "unsaid"}
    assert right(case, "01.2", answer)


def test_04_1_the_issues_of_one_paragraph(case):
    rows = case.positions[(case.positions["stakeholder"] == "putin") & (case.positions["paragraph"] == "p07")]
    assert positions_exercises.check("04.1", case, {"issues": rows["issue"], "outer": "plain"}).state == "right"


def test_05_1_and_05_2_with_the_supposed_codes(case, monkeypatch):
    mine = run_cells("05-overlap", case, monkeypatch)["codes"][["trump", "europe"]].copy()
    mine.loc["home_story", "europe"], mine.loc["early_peace", "europe"] = -1, 0
    product = mine["trump"] * mine["europe"]
    found = {"same": product > 0, "opposite": product < 0, "no_lean": product == 0, "unknown": product.isna()}
    assert right(case, "05.1", {name: one.sum() for name, one in found.items()})
    same = product > 0
    shares = {"lower": same.fillna(False).mean(), "upper": same.fillna(True).mean(), "coverage": same.notna().mean()}
    answer = {name: 100 * share for name, share in shares.items()} | {"verdict": "not decided by this text"}
    assert right(case, "05.2", answer)


def test_06_1_and_06_3_from_the_gains(case, monkeypatch):
    names = run_cells("06-deals", case, monkeypatch)
    yes, leans, parties = names["yes"], names["leans"].copy(), names["parties"]
    both = yes[["trump", "putin"]].all(axis=1).sum()
    three = yes[["trump", "putin", "europe"]].all(axis=1).sum()
    assert right(case, "06.1", {"who": "europe", "taken": both - three})
    leans.loc["territory", "ukraine"] = 1
    wants = leans.astype(float).fillna(0)
    gain = pd.DataFrame({who: (names["moved"] * wants[who]).sum(axis=1) for who in parties})
    left = (gain >= 0).all(axis=1).sum()
    answer = {"left": left, "essay": (names["could"] & names["loses"]).sum()}
    assert right(case, "06.3", answer)


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
def test_06_the_chart_of_the_deals_that_each_would_sign(name, monkeypatch):
    case = load(name)
    alone = run_cells("06-deals", case, monkeypatch)["alone"]
    title = "Whoever asks for little can sign nearly everything"
    chart = px.bar(alone, x="deals", y="party", orientation="h", text="deals", title=title)
    assert right(case, "06.chart", chart)
    lying = px.bar(alone, x="party", y="deals", orientation="h", text="deals", title=title)
    assert "Swap x and y" in str(checks.check("06.chart", case, lying))
    alone.loc[alone.index[0], "deals"] += 1
    assert not right(case, "06.chart", px.bar(alone, x="deals", y="party", text="deals", title=title))
