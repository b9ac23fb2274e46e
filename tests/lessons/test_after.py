"""What came after the essay: the table, what a wrong row is told, and the steps of lesson 07."""

import json
import re
from collections import Counter
from datetime import date

import panels
import pytest
from case_copy import CASE, ROOT, rows
from standpoint import load
from standpoint.lessons.forecasts import explorer
from standpoint.lessons.forecasts import explorer_data as data

AFTER = rows(CASE / "after.csv")
LIVE = [row["id"] for row in rows(CASE / "questions.csv") if row["kind"] == "live"]


@pytest.fixture
def steps(case, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return explorer.after(case)


def shown(panel, event):
    return panels.words(panel.state["slots"][event])


# ---- the table -----------------------------------------------------------------------------------------


def test_the_events_come_after_the_essay_and_in_the_order_of_their_days():
    days = [date.fromisoformat(row["date"]) for row in AFTER]
    written = {row["latest"] for row in rows(CASE / "dating.csv") if row["latest"]}
    assert 8 <= len(days) <= 10 and days == sorted(days)
    assert min(days) >= date(2025, 8, 18) > date.fromisoformat(min(written))
    assert [row["id"] for row in AFTER] == [f"x{n:02}" for n in range(1, len(AFTER) + 1)]


def test_each_kind_of_event_has_its_first_and_its_last_or_one_alone():
    """The rule of choice in data/README.md: six kinds, and of each two events at most."""
    words = (ROOT / "data" / "README.md").read_text(encoding="utf-8").split("## What came after")[1].split("\n## ")[0]
    kinds = re.findall(r"^(\d)\. ", words, re.MULTILINE)
    alone = re.search(r"\(kinds (\d) and (\d)\)", words).groups()
    assert kinds == list("123456") and set(alone) < set(kinds)
    assert len(AFTER) == 2 * len(kinds) - len(alone)
    assert "ten events" in words and "the list stops there" in words


def test_the_events_go_both_ways_and_each_says_its_step():
    assert set(Counter(row["bears"] for row in AFTER)) == {"fits", "against", "open"}
    for row in AFTER:
        assert row["note"].startswith("The step: ") and row["event"].endswith("."), row["id"]
        assert re.fullmatch(r"https://[\w.-]+\.\w+/\S*", row["source"]) and re.search(r"20\d\d", row["source_title"])
        assert not re.search(r"!|\b(brutal|historic|shameful|regime|dictator|aggressor)\b", row["event"] + row["note"])
    both = {row["quote"] for row in AFTER if row["bears"] == "fits"} & {
        row["quote"] for row in AFTER if row["bears"] == "against"}  # fmt: skip
    assert both, "no words have an event for them and one against them"


# ---- the steps -----------------------------------------------------------------------------------------


def test_every_event_is_folded_with_its_source_and_the_words(case, steps):
    assert steps.page.count("<summary>x") == len(AFTER) and " open" not in re.sub(r">[^<]*<", "><", steps.page)
    words = panels.words(steps.page)
    for row in AFTER:
        assert row["event"] in words and f"“{row['quote']}” ({row['paragraph']})" in words
        assert row["source"] in steps.page and row["note"] in words
    still = steps._repr_mimebundle_()[0]["text/html"]
    assert still.count("<details>") == 2 * len(AFTER), "a page without a kernel folds them too"


def test_the_number_before_and_the_number_now_are_shown(case, steps):
    panels.give(explorer.forecasts(case), "q11", "20")
    said = panels.give(steps, "q11/x02", "30")["said"]
    assert said == "q11 after x02: before 20 %, now 30 %."
    assert "before 20 %, now 20 %" in shown(steps, "x01") and "before 30 %, now 30 %" in shown(steps, "x10")
    panels.give(steps, "q11/x04", "12,5")
    assert "before 30 %, now 12.5 %" in shown(steps, "x04")
    panels.give(steps, "question", "q16")
    assert "q16: before none given, now none given" in shown(steps, "x04")


def test_the_steps_are_kept_and_a_wrong_number_is_not_taken(case, steps, tmp_path):
    panels.give(steps, "q11/x01", "40")
    for wrong in ("130", "likely"):
        panels.give(steps, "q11/x02", wrong)
        assert "Not taken" in shown(steps, "x02") and 'aria-invalid="true"' in steps.state["slots"]["x02"]
    assert explorer.after(case).given == {"q11": {"x01": 40}}
    kept = json.loads((tmp_path / "my-work" / "answers.json").read_text(encoding="utf-8"))
    assert kept["anchorage"]["07.after"] == {"q11": {"x01": 40}}


def test_a_share_of_one_is_not_taken_for_percent(case, steps):
    """As in the forecasts themselves: 0.7 and 70 % are never confused."""
    for typed in ("0.7", "0,7", "1.0", ".5"):
        panels.give(steps, "q11/x01", typed)
        assert "with the sign" in shown(steps, "x01") and not steps.given, typed
    for typed, percent in (("0,7 %", 0.7), ("70 %", 70), ("20,5", 20.5), ("50%", 50), ("1", 1)):
        panels.give(steps, "q11/x01", typed)
        assert steps.given == {"q11": {"x01": percent}}, typed


def test_what_the_case_cannot_hold_is_left_out(case):
    odd = {"q11": {"x01": 40, "x99": 5, "x02": 101, "x03": True, "x04": "9"}, "q01": {"x01": 4}, "q12": 7, "q77": {}}
    assert data.clean_steps(case, odd) == {"q11": {"x01": 40}}
    way = data.way(case, "q11", {}, {"q11": {"x03": 10}})
    assert [step for _, step in way[:4]] == [(None, None), (None, None), (None, 10), (10, 10)]


def test_a_case_without_events_or_without_questions_says_so(case):
    assert explorer.after(load("bridge")).startswith("This case has no table of what came after")
    for table in ("questions", "predictions"):
        panel = explorer.after(case.with_table(table, case.tables[table].head(0)))
        assert ("This case has no live question." in shown(panel, "x01")) == (table == "questions")


def test_two_live_questions_close_within_a_term():
    """From December 2026 on; the others close later in 2027."""
    days = {row["id"]: row["closes"] for row in rows(CASE / "questions.csv") if row["id"] in LIVE}
    assert [key for key, day in days.items() if day <= "2027-04-30"] == ["q16", "q17"]
    words = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert "## When a live question is over" in words and "Whoever teaches replaces it" in words
