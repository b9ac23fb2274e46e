"""Lesson 08: several readers' codes and the multiverse, counted a second time from the files."""

import functools
import itertools
import json
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import pandas as pd
import panels
import pytest
from case_copy import CASE, change, copy_case, row_of, rows
from standpoint import draw as the_draw
from standpoint import load, measures
from standpoint import table as shown_table
from standpoint.lessons.readers import charts, findings, multiverse_charts, tables
from standpoint.lessons.readers import explorer as shown
from standpoint.lessons.readers import multiverse as many
from standpoint.quiz import checks

STRENGTH = {"hinted": 1, "outright": 2}
SLIPS = r"\bnan\b|None|<NA>|\bno of\b|\b1 cells\b"


@pytest.fixture(scope="module")
def found(case):
    return many.multiverse(case)


@functools.cache
def given(table, coder):
    """{(stakeholder, item): (code, salience)} of one reader of codings.csv, or of the reference, from the files."""
    if coder == "reference":
        name, item = {"positions": ("positions", "issue"), "inducements": ("inducement_codes", "inducement")}[table]
        return {(row["stakeholder"], row[item]): (
            int(row["direction"]) * STRENGTH[row["plainness"]], int(row["salience"]))
            for row in rows(CASE / f"{name}.csv")}  # fmt: skip
    return {(row["stakeholder"], row["item"]): (int(row["position"]), int(row["salience"]))
            for row in rows(CASE / "codings.csv") if (row["table"], row["coder"]) == (table, coder)}  # fmt: skip


def without_codings(case):
    return case.with_table("codings", case.codings.head(0))


def only(case, *coders):
    return case.with_table("codings", case.codings[case.codings["coder"].isin(coders)])


EDGES = {
    "no codings": without_codings,
    "one reader": lambda case: only(case, "A"),
    "two readers": lambda case: only(case, "A", "B"),
    "nothing shared": lambda case: case.with_table("codings", case.codings[
        (case.codings["coder"] == "A") & (case.codings["stakeholder"] == "trump")
        | (case.codings["coder"] == "B") & (case.codings["stakeholder"] == "putin")]),
    "always the same": lambda case: case.with_table("codings", case.codings.assign(
        position=pd.array([2] * len(case.codings), dtype="Int64"))),
    "no codes": lambda case: without_codings(case).with_table("inducement_codes", case.inducement_codes.head(0)),
    "one inducement": lambda case: case.with_table("inducements", case.inducements.head(1)),
    "one party": lambda case: case.with_table("stakeholders", case.stakeholders.head(1)),
}  # fmt: skip


# ---------------------------------------------------------------- the readers


def test_the_title_counts_the_cells(case):
    codes = [given("positions", coder) for coder in "ABCD"]
    cells = [[code[cell][0] for code in codes if cell in code] for cell in set().union(*codes)]
    shared = [cell for cell in cells if len(cell) > 1]
    same = sum(len(set(cell)) == 1 for cell in shared)
    split = sum(len(cell) < 4 for cell in cells)
    assert (same, len(shared), split) == (19, 24, 1)
    assert the_draw.describe(charts.codings(case)).startswith(
        "Four readers: the same code in 19 of the 24 cells that two or more of them filled; 5 differ in the code; "
        "1 more differs in whether to fill it. They differ in 6 cells:")


@pytest.mark.parametrize(("table", "name"), [("positions", "positions"), ("inducement_codes", "inducements")])
def test_each_code_is_one_letter_that_says_its_sentence(case, table, name):
    figure = charts.codings(case, table)
    said = [(letter, words) for trace in figure.data for letter, words in zip(trace.text, trace.hovertext)]
    wanted = [row for row in rows(CASE / "codings.csv") if row["table"] == name]
    assert len(said) == len(wanted)
    for row in wanted:
        quote, code = row["quote"], f"{int(row['position']):+d}" if int(row["position"]) else "0"
        assert any(row["coder"] in letter and f"Reader {row['coder']}" in words and f"code {code}" in words
                   and quote in words.replace("<br>", " ").replace("- ", "-") or quote.replace(" ", "") in re.sub(
                       r"<[^>]+>|\s", "", words) and row["coder"] in letter for letter, words in said), row  # fmt: skip
    assert all(re.search(r"<br>p\d\d$|<br>s\d$", words) for _, words in said)


def test_a_letter_stands_at_its_code(case):
    figure = charts.codings(case)
    for trace in figure.data:
        for x, words in zip(trace.x, trace.hovertext):
            code = int(re.search(r"code ([+-]?\d)", words)[1])
            assert abs(x - code) < 0.5


def test_the_chart_does_not_name_the_column_that_the_reader_is_to_find(case):
    figure = charts.codings(case)
    said = figure.layout.title.text + figure.layout.meta["description"]
    assert "wrong" not in said and "turn" not in said.lower()


def test_the_reversed_pole_is_computed(case):
    assert [tuple(one) for one in findings.reversed_columns(case)] == [("D", "standing", 3)]
    codes = {coder: given("positions", coder) for coder in "ABCD"}
    cells = [cell for cell in codes["D"] if cell[1] == "standing"]
    assert len(cells) == 3
    for cell in cells:
        assert all(codes["D"][cell][0] * codes[coder][cell][0] < 0 for coder in "ABC")
    assert findings.reversed_columns(case, "inducement_codes") == []
    assert measures.reversed_poles(findings.with_reference(case, "inducement_codes")) == []
    title = "Turn reader D on “Russia’s standing” (all three cells) round, and alpha goes from 0.82 to 0.98"
    assert the_draw.describe(charts.agreement(case)).startswith(title)


def test_a_mended_coding_ends_the_finding(tmp_path):
    folder = copy_case(tmp_path)
    for who in ("trump", "putin", "west"):
        row = row_of("codings.csv", coder="D", stakeholder=who, item="standing")
        change(folder / "codings.csv", row, "position", lambda old: str(-int(old)))
    mended = load("anchorage", folder=folder)
    assert findings.reversed_columns(mended) == []
    assert "no reader has a whole column the other way round" in findings.finding_in_words(mended)
    assert checks.check("08.1", mended, {"reader": "none", "issue": "none"}).state == "right"
    assert checks.check("08.1", mended, {"reader": "D", "issue": "standing"}).state == "again"


def test_the_tables_agree_with_the_page_about_the_data(case):
    page = (CASE.parent / "README.md").read_text(encoding="utf-8")
    line = next(text for text in page.splitlines() if text.startswith("| positions | A, B, C, D |"))
    _, _, shared, alpha, same, filled = (part.strip() for part in line.strip("|").split("|"))
    table = tables.agreement(case)
    codes, salience, blank = (table[table["Table"] == "Positions"].iloc[n] for n in range(3))
    assert (str(codes.iloc[3]), codes["Alpha"], codes["All the same"]) == (shared, f"{float(alpha):.2f}", same)
    assert blank["Alpha"] == f"{float(filled):.2f}" and salience["Level"] == "ordinal"
    assert list(table["Table"]) == ["Positions"] * 3 + ["Inducements"] * 3


def test_what_the_lesson_says_under_in_this_essay(case):
    """The reference equals A in the positions; B and D give one sentence two codes; one cell is split evenly."""
    codes = {coder: given("positions", coder) for coder in ["reference", *"ABCD"]}
    assert {cell: code for cell, (code, _) in codes["reference"].items()} == {
        cell: code for cell, (code, _) in codes["A"].items()}  # fmt: skip
    split = [("oil_buyers", "pressure") in codes[coder] for coder in "ABCD"]
    assert split == [False, False, True, True] and codes["C"]["oil_buyers", "pressure"][0] == -1
    text = json.loads((CASE.parents[1] / "notebooks" / "08-how-sure-are-we.ipynb").read_text(encoding="utf-8"))
    prose = " ".join("".join(cell["source"]) for cell in text["cells"])
    quote = re.search(r"> “(His threat .*?)” \(p03\)", prose)[1]
    assert quote in case.essay.text and "(China and India)" in prose
    assert sorted(case.codings.loc[case.codings["table"] == "inducements", "coder"].unique()) == ["C", "D"]


# ---------------------------------------------------------------- the multiverse


@functools.cache
def inducements():
    return [row["id"] for row in rows(CASE / "inducements.csv")]


def recount(coder, gone, weights, blank, rule, tau):
    """The verdict of one setting, from the files, without the code under test."""
    codes, lower, upper, known, total = given("inducements", coder), 0, 0, 0, 0
    for item in (item for item in inducements() if item != gone):
        pair = [codes.get((sid, item)) for sid in ("trump", "putin")]
        weigh = [cell[1] if cell else blank for cell in pair]
        weight = {"equal": 1, "mean": sum(weigh) / 2, "min": min(weigh)}[weights]
        total += weight
        if None in pair:
            upper += weight
            continue
        one, other = (cell[0] for cell in pair)
        over = one * other > 0 if tau is None else abs(one - other) <= tau
        known, lower, upper = known + weight, lower + weight * over, upper + weight * over
    ends = {"left out": (lower / known, lower / known), "no overlap": (lower / total,) * 2,
            "overlap": (upper / total,) * 2, "both bounds": (lower / total, upper / total)}[rule]  # fmt: skip
    low, high = (round(end, 9) for end in ends)
    return "supported" if high <= 0.5 else "contradicted" if low > 0.5 else "not decided by this text"


def test_every_setting_is_counted_a_second_time(found):
    table = many.settings(found)
    ids = ["whole", *inducements()]
    weights = ["equal", *(f"{name} {n}" for name in ("mean", "min") for n in (1, 2, 3))]
    taus = {"direction": None, "within 1": 1, "within 2": 2}
    rules = ["left out", "no overlap", "overlap", "both bounds"]
    wanted = list(itertools.product(ids, weights, rules, taus, ["reference", "C", "D"]))
    assert [tuple(row)[:5] for row in table.itertuples(index=False)] == wanted and len(wanted) == 2268
    for (gone, weigh, rule, tau, coder), verdict in zip(wanted, table["verdict"]):
        name, _, blank = weigh.partition(" ")
        assert recount(coder, gone, name, int(blank or 1), rule, taus[tau]) == verdict, (gone, weigh, rule, tau, coder)


def test_the_shares_and_the_choice_that_moves_most(found, case):
    assert many.tally(found.verdict) == [581, 1182, 505]
    assert many.most_moving(found)[0] == "blanks"
    title = (
        "What a blank counts as decides most: “at most halfway” is supported in 26, contradicted in 52 and undecided "
        "in 22 percent of the settings"
    )
    assert many.finding_in_words(found) == title
    assert the_draw.describe(multiverse_charts.multiverse(case)).startswith(title)


def test_what_is_built_in_and_what_is_counted_twice_is_said(case, found):
    said = the_draw.describe(multiverse_charts.multiverse(case))
    table = many.settings(found)
    assert set(table.loc[table["verdict"] == many.VERDICTS[2], "blanks"]) == {"both bounds"}
    rules = ("direction", "within 1")
    one, other = (table.loc[table["threshold"] == rule, ["low", "high"]].to_numpy() for rule in rules)
    assert np.allclose(one, other) and "same direction = within 1 step" in said
    part = many.moves(many.chosen(found, {"blanks": ["left out", "no overlap", "overlap"]}))["blanks"]
    assert round(100 * part) == 59 and "Without this rule it is 59 percent." in said
    assert many.built_in_words(many.chosen(found, {"blanks": ["both bounds"]})) == ""


def test_moves_counts_the_changes_of_one_choice(found):
    """By hand: every pair of settings that differ in one choice alone."""
    part = many.chosen(found, {"list": ["whole", "stage", "division"], "weights": ["equal", "mean 2"]})
    table = many.settings(part)
    for name, share in many.moves(part).items():
        others = [axis for axis in part.axes if axis != name]
        pairs = [one != other for _, group in table.groupby(others)
                 for one, other in itertools.combinations(group["verdict"], 2)]  # fmt: skip
        assert share == pytest.approx(sum(pairs) / len(pairs)), name


def test_filters_keep_what_they_name(found):
    part = many.chosen(found, {"coder": ["D"], "threshold": ["direction", "within 1"]})
    whole = many.settings(found)
    wanted = whole[(whole["coder"] == "D") & (whole["threshold"] != "within 2")].reset_index(drop=True)
    pd.testing.assert_frame_equal(many.settings(part), wanted)
    assert "coder" not in many.moves(part)


def test_a_reader_with_a_turned_column_is_one_more_choice(case):
    """A reversed column in the inducements, where two others agree, becomes a reader of its own, turned back."""
    other = case.codings[(case.codings["table"] == "inducements") & (case.codings["coder"] == "C")]
    extra = other.assign(coder="E", position=other["position"].where(other["item"] != "stage", -other["position"]))
    found = many.multiverse(case.with_table("codings", pd.concat([case.codings, extra])))
    assert [key for key, _ in found.axes["coder"]] == ["reference", "C", "D", "E", "E, turned round"]
    table = many.settings(found)
    one, back = (table.loc[table["coder"] == name, "low"].tolist() for name in ("C", "E, turned round"))
    assert one == pytest.approx(back, nan_ok=True)


def test_the_tables_of_the_multiverse(case, found):
    table = tables.multiverse(case)
    assert list(table.iloc[-1])[2:] == [2268, 581, 505, 1182, 505, 505]
    assert (table[["Supported", "Contradicted", "Undecided"]].sum(axis=1) == table["Settings"]).all()
    assert tables.multiverse_moves(case)["Choice"].iloc[0] == "What does a blank count as?"
    assert len(tables.multiverse_settings(case)) == found.verdict.size


def test_the_chart_has_a_strip_and_its_numbers_for_every_option(case, found):
    figure = multiverse_charts.multiverse(case)
    strips = [trace for trace in figure.data if trace.type == "heatmap"]
    assert [len(strip.z) for strip in strips] == [len(options) for options in found.axes.values()]
    hovers = [trace.hovertext[0] for trace in figure.data if trace.hovertext]
    for name, key, label, counts in many.by_option(found):
        said = next(words for words in hovers if words.replace("<br>", " ").startswith(f"<b>{label}</b>"))
        assert f"supported: {counts[0]:,}" in said
        assert name != "list" or key == "whole" or re.search(r"p\d\d|does not say", said)


# ---------------------------------------------------------------- unusual cases


@pytest.mark.parametrize("edge", EDGES)
def test_an_unusual_case_is_drawn_or_says_why_not(case, edge):
    unusual = EDGES[edge](case)
    pairs = itertools.product((charts.codings, charts.agreement), ("positions", "inducement_codes"))
    for figure in (*(draw(unusual, table) for draw, table in pairs), multiverse_charts.multiverse(unusual)):
        said = the_draw.describe(figure)
        assert said.endswith(".") and not re.search(SLIPS, said), said
        assert figure.layout.height > 0
    for table in (tables.codings_apart(unusual), tables.agreement(unusual), tables.agreement_without(unusual),
                  tables.multiverse(unusual), tables.multiverse_moves(unusual)):  # fmt: skip
        assert not re.search(SLIPS, repr(shown_table.show(table, "Words")))
    assert shown.multiverse(unusual) is not None
    if edge in ("no codings", "one reader"):
        assert findings.NO_CODINGS in the_draw.describe(charts.codings(unusual))


@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge != "one party"])
def test_the_exercises_stand_on_an_unusual_case(case, edge):
    unusual = EDGES[edge](case)
    for exercise in ("08.guess", "08.1", "08.2", "08.3"):
        fields = checks.get(exercise).asked(unusual).fields
        answer = {f["name"]: f["options"][0][0] if f["kind"] == "choice" else f.get("min", 0) for f in fields}
        reply = checks.check(exercise, unusual, answer)
        asked = findings.has_readers(unusual) or (exercise == "08.3" and len(unusual.inducement_codes))
        assert reply.state in ({"right", "again", "compare"} if asked else {"open"}), str(reply)
        assert not re.search(r"nan|None", str(reply)), str(reply)


def test_right_and_wrong_answers(case):
    def state(exercise, **answer):
        return checks.check(exercise, case, answer).state

    assert state("08.1", reader="D", issue="standing") == "right"
    assert state("08.1", reader="D", issue="pace") == state("08.1", reader="A", issue="standing") == "again"
    inducements = [set(given("inducements", coder)) for coder in "CD"]
    assert len(inducements[0] ^ inducements[1]) == 4
    assert state("08.2", split=4, counts="filled") == "right"
    assert state("08.2", split=1, counts="both") == state("08.2", split=4, counts="both") == "again"
    half = checks.check("08.2", case, {"split": 3, "counts": "filled"})
    assert half.title.startswith("Right: “Which alpha sees these cells”. Look again at: “How many cells")
    four = case.with_table("codings", case.codings[case.codings["table"] == "positions"])
    assert checks.check("08.2", four, {"split": 1, "counts": "both"}).state == "right", "with the positions alone"
    part = tables.multiverse_settings(case).query(
        "coder == 'reference' and threshold == 'direction' and blanks == 'left out'")
    pairs = {
        name: [one != other for _, group in part.groupby(rest)
               for one, other in itertools.combinations(group["verdict"], 2)]
        for name, rest in (("list", "weights"), ("weights", "list"))}
    answer = {"supported": int((part["verdict"] == "supported").sum()), "means": "choices",
              "moves": max(pairs, key=lambda name: sum(pairs[name]) / len(pairs[name]))}  # fmt: skip
    assert 0 < answer["supported"] < len(part) == 63
    assert state("08.3", **answer) == "right"
    wrong = [{"means": "probability"}, {"means": "readers"}, *({"moves": name} for name in (
        {"list", "weights", "blanks", "threshold", "coder", "none"} - {answer["moves"]}))]
    said = [" ".join(checks.check("08.3", case, answer | one).lines) for one in wrong]
    assert all(said) and {state("08.3", **answer | one) for one in wrong} == {"again"}
    said = [checks.check("08.2", case, {"split": 4, "counts": wrong}).lines for wrong in ("codes", "both")]
    assert all(said) and said[0] != said[1]
    assert "19 of 24, 79 of 100" in str(checks.check("08.guess", case, {"share": 70, "kind": "side"}))


# ---------------------------------------------------------------- the explorer


def everything(found):
    return {name: [key for key, _ in options] for name, options in found.axes.items()}


def test_the_explorer_answers_a_filter_and_says_what_changed(case, found):
    widget = shown.multiverse(case)
    answer = panels.give(widget, "threshold first")
    said = panels.words(widget.state["slots"]["result"])
    for line in ("supported 216 29 %", "undecided 178", "contradicted 362", "all that are on 756"):
        assert line in said.replace("not decided by this text", "undecided")
    assert answer["said"].startswith("Last change: “within 1 step")
    assert "supported from 26 to 29 percent" in answer["said"]
    panels.give(widget, "threshold/direction", False)
    problem = "Nothing is on under “When do two codes overlap?” Tick at least one."
    assert panels.words(widget.state["slots"]["result"]) == problem
    panels.give(widget, "*")
    said = panels.words(widget.state["slots"]["result"])
    assert "all that are on 2,268" in said and "what a blank counts as." in said
    assert widget.settings == everything(found)


def test_what_changes_nothing_is_said_too(found):
    before = everything(found) | {"coder": ["reference"], "list": ["whole"], "weights": ["equal", "mean 1", "mean 2"],
                                   "blanks": ["overlap"]}  # fmt: skip
    after = before | {"weights": ["equal", "mean 1"]}
    old, new = (shown.multiverse_view(found, settings) for settings in (before, after))
    assert "The three shares stay as they were." in shown.last_change(found, before, after, old, new)
    assert new["headline"] == "“At most halfway”: each of the 6 settings contradicts it."
    assert shown.last_change(found, before, before, old, old) == ""


def test_every_option_alone_can_be_computed_and_sent(case, found):
    for name, options in found.axes.items():
        for key, _ in options:
            view = shown.multiverse_view(found, everything(found) | {name: [key]})
            assert view["problem"] == "" and json.loads(json.dumps(view)) == view
            assert sum(int(row[1].replace(",", "")) for row in view["rows"]) == view["total"]
            assert len(json.dumps(view)) < 3000
    with pytest.raises(ValueError, match="has no option"):
        shown.multiverse_view(found, everything(found) | {"coder": ["Z"]})
