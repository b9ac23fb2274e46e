"""Lesson 07: what its tables, charts, explorers and exercises show, counted a second time from the files."""

import html
import json
import re
from collections import Counter
from datetime import date

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import panels
import plotly.io as pio
import pytest
from case_copy import CASE, as_csv, change, copy_case, row_of, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from standpoint import load
from standpoint import table as shown_table
from standpoint.lessons.forecasts import charts, explorer, findings, tables
from standpoint.lessons.forecasts import explorer_data as view
from standpoint.quiz import checks

DRAWN = [charts.endings_tree, charts.constant_forecasts]


@pytest.fixture(scope="module")
def bare(case):
    """The same case without risks, predictions, endings, clues and questions."""
    for name in ("risks", "predictions", "endings", "dating", "questions"):
        case = case.with_table(name, case.tables[name].head(0))
    return case


# ---- the tables ----------------------------------------------------------------------------------------


def test_every_ending_is_part_of_a_prediction_and_keeps_its_condition():
    known = {row["id"]: row for row in rows(CASE / "predictions.csv")}
    for row in rows(CASE / "endings.csv"):
        prediction = known[row["prediction"]]
        assert prediction["paragraph"] == row["paragraph"]
        assert not prediction["condition"] or prediction["condition"] == row["condition"], row["id"]


def test_practice_is_known_and_live_lies_ahead():
    found = rows(CASE / "questions.csv")
    practice, live = ([row for row in found if row["kind"] == kind] for kind in ("practice", "live"))
    assert {row["outcome"] for row in practice} == {"yes", "no"} and len(live) == 7
    for row in practice:
        assert row["outcome_source"] and date.fromisoformat(row["closes"]) <= date(2025, 8, 18)
    for row in live:
        assert not row["outcome"] and date.fromisoformat(row["closes"]).year == 2027
        assert "edit this row" in row["note"]
    for row in found:
        assert re.fullmatch(r"https://[\w.-]+\.\w+/\S*", row["deciding_source"]) and row["question"].endswith("?")
        assert row["event"].endswith(".") and "!" not in row["question"] + row["event"] + row["note"]


def test_the_sentences_are_counted_again(case):
    predictions, endings, risks = (rows(CASE / f"{name}.csv") for name in ("predictions", "endings", "risks"))
    horizon = {row["id"]: row["horizon"] for row in predictions}
    assert (len(predictions), sum(row["horizon"] == "none given" for row in predictions)) == (18, 14)
    assert len(findings.timeless(case)) == 14 and findings.dated(case).empty
    counts = len(endings), sum(bool(e["condition"]) for e in endings), sum(
        horizon[e["prediction"]] == "none given" for e in endings)  # fmt: skip
    assert counts == (9, 4, 6)
    words = findings.endings_in_words(case)
    assert words.startswith("Of the nine endings that the essay names, it says for four on what they hang; for six")
    assert sum(not row["bearer"] for row in risks) == 5 and len({row["likelihood"] for row in risks} - {""}) == 7
    words = findings.risks_in_words(case)
    assert "twelve risks" in words and "five fall on nobody" in words
    given_ = sum(bool(row["likelihood"]) for row in risks)
    assert given_ == 9 and "seven different words say how likely nine of them are" in words
    assert not {"has to", "whether", "stand to", "stands to"} & {row["likelihood"] for row in risks}


def test_what_is_told_as_met_is_no_condition():
    named = {row["condition"] for name in ("predictions", "endings") for row in rows(CASE / f"{name}.csv")}
    assert not [words for words in named if words.startswith("By ")]


def test_a_risk_under_a_condition_shows_it(case):
    risks, found = {row["id"]: row for row in rows(CASE / "risks.csv")}, findings.hanging(case)
    assert {risks[key]["quote"][:9]: words[:6] for key, words in found.items()} == {
        "the deter": "If an ", "any tenta": "Withou", "his criti": "Should"}  # fmt: skip
    shown = tables.risks(case)
    assert (shown["On what condition"] != "none named").sum() == 3
    unsaid = sum(not row["likelihood"] for row in risks.values())
    assert (shown["How likely"] == findings.NO_LIKELIHOOD).sum() == unsaid == 3
    assert findings.hanging(case.with_table("predictions", case.predictions.head(0))) == {}


def test_the_clues_leave_one_day():
    found = rows(CASE / "dating.csv")
    first, last = max(r["earliest"] for r in found), min(r["latest"] for r in found if r["latest"])
    assert (first, last) == ("2025-08-15", "2025-08-15")


def test_a_code_changed_in_the_file_changes_the_sentences(tmp_path):
    folder = copy_case(tmp_path)
    change(folder / "predictions.csv", row_of("predictions.csv", id="f14"), "horizon", "before May 2026")
    change(folder / "risks.csv", row_of("risks.csv", id="r9"), "bearer", "west")
    case = load("anchorage", folder=folder)
    assert len(findings.timeless(case)) == 13 and list(findings.dated(case)["id"]) == ["f14"]
    assert "for five it gives no time" in findings.endings_in_words(case)
    assert "four fall on" in findings.risks_in_words(case)


# ---- the charts ----------------------------------------------------------------------------------------


def plain(text):
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


def test_each_ending_is_one_dot_with_its_sentence_and_each_risk_a_row(case):
    figure, table = charts.endings_tree(case), case.endings
    hover = [plain(trace.hovertext[0]) for trace in figure.data]
    assert Counter(any(plain(s) in text for text in hover) for s in table["sentence"]) == {True: len(table)}
    written = plain(" ".join(note.text for note in figure.layout.annotations))
    assert len(hover) == len(table) and all(plain(words) in written for words in table["ending"])
    named = [row["condition"] for row in rows(CASE / "endings.csv") if row["condition"]]
    assert all(plain(words) in written for words in named)
    shown = tables.risks(case)
    assert sorted(shown["What would follow"]) == sorted(row["consequence"] for row in rows(CASE / "risks.csv"))


def test_who_has_no_risk_is_named(case, bare):
    bearers = {row["bearer"] for row in rows(CASE / "risks.csv")}
    labels = [row["label"] for row in rows(CASE / "stakeholders.csv") if row["id"] not in bearers]
    assert labels and findings.risks_in_words(case).endswith(f". It names no risk for: {' and '.join(labels)}")
    assert findings.risks_in_words(bare) == "No risk that this essay names is coded"


def test_a_ring_is_what_somebody_else_says(case):
    marks = {trace.name: trace.marker.color for trace in charts.endings_tree(case).data}
    for row in case.endings.itertuples():
        assert (marks[row.ending] == "#fcfcfa") == bool(row.speaker)


def test_no_word_of_a_branch_runs_into_the_next(case):
    """Each ending stands below the one before; what is written at its left stands within its branch."""
    heights = [trace.y[0] for trace in charts.endings_tree(case).data]
    assert heights == sorted(heights) and min(b - a for a, b in zip(heights, heights[1:])) >= 40


def test_the_curve_is_lowest_at_the_base_rate(case):
    outcomes = [row["outcome"] == "yes" for row in rows(CASE / "questions.csv") if row["kind"] == "practice"]
    share = sum(outcomes) / len(outcomes)
    assert findings.rate(case) == pytest.approx(share)
    assert findings.constant(case, 100 * share) == pytest.approx(share * (1 - share))
    dots = {trace.name: trace.y[0] for trace in charts.constant_forecasts(case).data}
    heights = [dots[f"always {words}"] for words in (f"{100 * share:.0f} % (the base rate)", "50 %", "90 %")]
    assert heights[0] > heights[1] > heights[2], "the y axis counts from the top"
    assert f"scores {share * (1 - share):.3f}" in charts.constant_forecasts(case).layout.meta["description"]


@pytest.mark.parametrize("draw", DRAWN)
def test_a_case_without_the_tables_says_so(bare, draw):
    figure = draw(bare)
    assert json.loads(pio.to_json(figure))["layout"]["meta"]["description"].endswith(".")
    assert isinstance(explorer.forecasts(bare), str) and isinstance(explorer.rewritings(bare), str)
    for make in (tables.risks, tables.predictions, tables.endings, tables.dating, tables.constants):
        assert make(bare).empty and "this case has none" in repr(shown_table.show(make(bare), "A table"))
    assert findings.constant(bare, 50) is None


# ---- the explorer --------------------------------------------------------------------------------------


def scores(found):
    return {row["name"]: row["score"] for row in found["tables"][0]["rows"]}


def test_the_reader_is_scored_beside_base_rate_and_fifty(case):
    known = {row["id"]: row["outcome"] for row in rows(CASE / "questions.csv") if row["outcome"]}
    given_ = {q: 90 if outcome == "yes" else 20 for q, outcome in known.items()}
    found = view.forecast_view(case, given_ | {"q11": 30})
    assert scores(found) == {"You": "0.028", "Base rate, 40 % every time": "0.240", "Always 50 %": "0.250"}
    assert "0.028 on 10 practice questions, better than the base rate (0.240)" in found["headline"]
    assert set(found["rows"]) == set(known), "a live question has no outcome"
    double = scores(view.forecast_view(case, given_, "original"))
    assert [float(score) for score in double.values()] == pytest.approx([0.056, 0.48, 0.5])


def test_an_outcome_is_shown_only_after_a_number(case):
    assert view.forecast_view(case, {})["rows"] == {} and view.forecast_view(case, {})["tables"] == []
    mine = explorer.forecasts(case)
    sent = panels.words(mine.page + "".join(mine.state["slots"].values()))
    assert "It came out" not in sent and "undefined" not in sent
    assert not [r for r in rows(CASE / "questions.csv") if r["note"] and r["note"] in sent]
    assert set(view.forecast_view(case, {"q02": 0})["rows"]) == {"q02"}


def test_the_last_change_is_told(case):
    said = [
        view.last_change(case, {"q01": 20}, {"q01": 60}, "half", "half"),
        view.last_change(case, {"q01": 60}, {"q01": 20}, "half", "half"),
        view.last_change(case, {"q01": 60}, {"q01": 60, "q06": 90}, "half", "half"),
        view.last_change(case, {}, {"q11": 20}, "half", "half"),
        view.last_change(case, {"q01": 60}, {"q01": 60}, "original", "half"),
        view.last_change(case, {"q01": 60}, {}, "half", "half"),
    ]
    words = ["from 0.040 to 0.360, which is worse", "which is better", "not about the same questions",
             "counts when the outcome is known", "Every score is doubled", "Now there is no score"]  # fmt: skip
    assert [word in line for word, line in zip(words, said)] == [True] * len(words), said


def test_numbers_are_kept_and_come_back(case, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    mine = explorer.forecasts(case)
    panels.give(mine, "q01", "30")
    panels.give(mine, "q99", "30")
    assert "Not taken: give a number from 0 to 100" in panels.give(mine, "q02", "130")["slots"]["q02"]
    assert panels.give(mine, "form", "wrong")["said"].startswith("Python could not do this")
    assert explorer.forecasts(case).given == {"q01": 30}
    assert mine.table("owl").to_dict("records") == [{"pseudonym": "owl", "question": "q01", "probability": 30}]
    panels.give(mine, "q01", "", "30")
    assert explorer.forecasts(case).given == {} and mine.answer.notice == ""
    judged = explorer.rewritings(case)
    panels.give(judged, "q01", "changes")
    assert explorer.rewritings(case).views == {"q01": "changes"} and judged.answer.notice == ""
    rewritten = {row["id"] for row in rows(CASE / "questions.csv") if row["prediction"]}
    assert set(re.findall(r'<select name="(q\d+)"', judged.page)) == rewritten == set(judged.controls)


def test_a_number_that_is_not_taken_is_no_other_views_doing(case, tmp_path, monkeypatch):
    """What stands there beside it, and is kept, goes on to count; the next number is held against that."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    mine = explorer.forecasts(case)
    panels.give(mine, "q01", "30")
    panels.give(mine, "q01", "abc", "30")
    assert mine.given == {"q01": 30} and 'aria-invalid="true"' in mine.state["slots"]["q01"]
    said = panels.give(mine, "q02", "0,7")["slots"]["q02"]
    assert "0.7 could be 0.7 percent or 70 percent. Write 70 for 70 percent" in said and "q02" not in mine.given
    for typed, percent in (("0,7 %", 0.7), ("70 %", 70), ("1", 1)):
        panels.give(mine, "q02", typed)
        assert mine.given["q02"] == percent
    panels.give(mine, "q02", "12,5")
    assert "Not taken" in mine.state["slots"]["q01"], "it says so as long as it stands there"
    assert "30 % to 40 %" in panels.give(mine, "q01", "40", "abc")["said"]
    assert mine.given == {"q01": 40, "q02": 12.5} and mine.answer.notice == ""


def class_file(folder, found):
    path = folder / "my-work" / view.CLASS_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_csv([["pseudonym", "question", "probability"], *found]), encoding="utf-8")
    return path


def test_the_class_stands_beside_the_reader_and_nobody_is_named(case, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    empty, said = view.class_forecasts(case)
    assert empty.empty and "there is no file my-work/class-forecasts.csv" in said[0]
    class_file(tmp_path, [["owl", "q01", 10], ["fox", "q01", 30], ["owl", "q06", 100], ["fox", "q11", 5]])
    members, said = view.class_forecasts(case)
    found = view.forecast_view(case, {"q01": 0, "q06": 50, "q02": 0}, members=members)
    assert said == [] and "owl" not in json.dumps(found)
    wanted = {"The class’s mean forecast (2 people)": "0.020", "The middle score in the class": "0.048",
              "You, on the questions of the class": "0.125"}  # fmt: skip
    assert wanted.items() <= scores(found).items(), scores(found)


@pytest.mark.parametrize(("row", "words"), [
    (["owl", "q77", "10"], "not an id in questions.csv"), (["owl", "q01", "ten"], "not a whole number"),
    (["owl", "q01", "0,7"], "not a whole number"), (["owl", "q01", "170"], "outside the range 0 to 100"),
    (["", "q01", "10"], "the cell is empty"), (["=A1", "q01", "10"], "formula"),
])  # fmt: skip
def test_a_wrong_class_file_is_left_out_with_its_reason(case, tmp_path, monkeypatch, row, words):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    path = class_file(tmp_path, [["fox", "q02", 10], row])
    before = path.read_bytes()
    found, said = view.class_forecasts(case)
    assert found.empty and "left out; one problem" in said[0] and words in said[1] and "row 3" in said[1]
    assert path.read_bytes() == before


def test_a_live_question_that_is_over_says_so_and_counts_once_decided(case, tmp_path):
    late = {row.id: view.waits(row, date(2028, 1, 1)) for row in case.questions.itertuples()}
    assert late["q11"].startswith("The last day is over") and late["q01"] == ""
    folder = copy_case(tmp_path)
    number = row_of("questions.csv", id="q11")
    change(folder / "questions.csv", number, "outcome", "no")
    change(folder / "questions.csv", number, "outcome_source", "https://example.org/news")
    decided = load("anchorage", folder=folder)
    found = view.forecast_view(decided, {"q11": 20})
    assert found["tables"][0]["kind"] == "live" and scores(found)["You"] == "0.040"
    assert findings.rate(decided) == pytest.approx(findings.rate(case)), "it is that of the practice questions"


@given(st.dictionaries(st.sampled_from([f"q{n:02}" for n in range(1, 18)]), st.integers(0, 100)))
@settings(max_examples=30)
def test_any_set_of_numbers_gives_a_view(given_):
    case = load_once()
    found = view.forecast_view(case, given_)
    scored = [q for q in given_ if q in set(findings.scored(case)["id"])]
    assert sorted(found["rows"]) == sorted(scored) and bool(found["tables"]) == bool(scored)


def load_once(kept=[]):  # noqa: B006  (loaded once for all examples)
    if not kept:
        kept.append(load("anchorage"))
    return kept[0]


# ---- the exercises -------------------------------------------------------------------------------------


def test_right_answers_come_from_the_files(case):
    conditions = [row for row in rows(CASE / "predictions.csv") if row["condition"]]
    under = [risk for risk in rows(CASE / "risks.csv") if any(
        risk["paragraph"] == row["paragraph"] and (risk["quote"] in row["quote"] or row["quote"] in risk["quote"])
        for row in conditions)]  # fmt: skip
    reported = sum(bool(row["speaker"]) for row in rows(CASE / "endings.csv"))
    counts = {"conditional": len(under), "reported": reported, "ever": "sunday"}
    assert checks.check("07.1", case, counts).state == "right"
    assert checks.check("07.1", case, counts | {"reported": 0}).state == "again"
    assert checks.check("07.2", case, ["date", "source", "condition"]).state == "right"
    for wrong in (["date", "source"], ["date", "source", "condition", "tone"]):
        assert checks.check("07.2", case, wrong).state == "again"
    yes = [row["outcome"] == "yes" for row in rows(CASE / "questions.csv") if row["outcome"]]
    half = sum((0.8 - y) ** 2 for y in yes) / len(yes)
    answer = {"half": half, "original": 2 * half, "best": 100 * (sum(yes) + 5) / (len(yes) + 5)}
    assert checks.check("07.3", case, answer).state == "right"
    mixed = checks.check("07.3", case, answer | {"original": half, "best": (sum(yes) + 5) / (len(yes) + 5)})
    assert mixed.state == "problem" and "could be 0.6 percent or 60 percent" in str(mixed)
    assert checks.check("07.guess", case, {"total": 4, "timeless": 2}).state == "compare"


def test_each_wrong_choice_has_a_reply_of_its_own(case):
    start = {"conditional": 3, "reported": 2}
    said = [checks.check("07.1", case, start | {"ever": wrong}).lines for wrong in ("again", "may")]
    said += [checks.check("07.4", case, wrong).lines for wrong in ("essay", "reasons", "next")]
    said += [checks.check("07.2", case, wrong).lines for wrong in (
        ["source", "condition"], ["date", "condition"], ["date", "source"], ["date", "source", "condition", "tone"])]
    assert all(said) and len({" ".join(lines) for lines in said}) == len(said)
    assert checks.check("07.4", case, "numbers").state == "right"


def test_exercises_of_a_bare_case_break_nothing(bare):
    for name in ("07.guess", "07.1", "07.2", "07.3", "07.4"):
        asked = checks.get(name).asked(bare)
        assert asked.prompt and asked.fields and checks.check(name, bare, "on").state == "open"
