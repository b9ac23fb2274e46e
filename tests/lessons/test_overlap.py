"""Lesson 05: the charts, tables, exercises and the bench of the overlap, counted a second time from the files."""

import itertools
import json
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from case_copy import CASE, change, copy_case, row_of, rows
from lesson_cells import run_cells
from panels import give, opens, words
from standpoint import draw as the_draw
from standpoint import load
from standpoint import table as shown_table
from standpoint.lessons.overlap import charts, exercises, findings, tables
from standpoint.lessons.overlap import explorer as bench
from standpoint.quiz import checks

UNDECIDED = "not decided by this text"


def codes():
    """{(stakeholder, inducement): row} read from the file."""
    return {(row["stakeholder"], row["inducement"]): row for row in rows(CASE / "inducement_codes.csv")}


def ids():
    return [row["id"] for row in rows(CASE / "inducements.csv")]


def relation(one, other, item):
    """The relation of two stakeholders on one inducement, without the code under test."""
    pair = [codes().get((sid, item)) for sid in (one, other)]
    if None in pair:
        return "unknown"
    product = int(pair[0]["direction"]) * int(pair[1]["direction"])
    return {1: "same", -1: "opposite", 0: "no lean"}[product]


def counted(one, other):
    found = [relation(one, other, item) for item in ids()]
    return {word: found.count(word) for word in ("same", "opposite", "no lean", "unknown")}


def view(case, **settings):
    return bench.bench_view(case, bench.start(case) | settings)


def shares(found):
    return {result["rule"]: (result["share"], result["verdict"]) for result in found["results"]}


def without(case, *gone):
    """The case without the codes of some stakeholders and without those stakeholders."""
    kept = case.stakeholders[~case.stakeholders["id"].isin(gone)]
    for name in ("positions", "inducement_codes"):
        case = case.with_table(name, case.tables[name][~case.tables[name]["stakeholder"].isin(gone)])
    return case.with_table("stakeholders", kept)


EDGES = {
    "all blank": lambda case: case.with_table("inducement_codes", case.inducement_codes.head(0)),
    "one party": lambda case: without(case, "putin", "ukraine", "europe"),
    "one stakeholder": lambda case: without(case, *case.stakeholders["id"][1:]),
    "no inducement": lambda case: case.with_table("inducements", case.inducements.head(0)).with_table(
        "inducement_codes", case.inducement_codes.head(0)
    ),
    "two parties": lambda case: without(case, "ukraine", "europe"),
    "one inducement": lambda case: case.with_table("inducements", case.inducements.head(1)).with_table(
        "inducement_codes", case.inducement_codes[case.inducement_codes["inducement"] == case.inducements["id"].iloc[0]]
    ),
}
NO_PAIR = ("one party", "one stakeholder", "no inducement")
DRAW = [charts.two_columns, charts.overlap_by_list, charts.pair_matrix]


# ---------------------------------------------------------------- the charts and their tables


def test_the_title_counts_the_two_columns(case):
    assert counted("trump", "putin") == {"same": 2, "opposite": 1, "no lean": 1, "unknown": 4}
    words = the_draw.describe(charts.two_columns(case))
    assert words.startswith(
        "Trump and Putin: the same direction on two of eight inducements, opposite on one, no lean on one, "
        "unknown on four. Same direction: A success at home and The summit’s images."
    )


def test_each_code_of_the_pair_is_one_dot_that_says_both_sentences(case):
    figure, found = charts.two_columns(case, "putin", "europe"), codes()
    assert len(figure.data) == sum(sid in ("putin", "europe") for sid, _ in found)
    for trace in figure.data:
        said = trace.hovertext[0].replace("<br>", " ")
        item = next(row["id"] for row in rows(CASE / "inducements.csv") if said.startswith(f"<b>{row['label']}</b>"))
        for sid in ("putin", "europe"):
            row = found.get((sid, item))
            assert (row["quote"] in said and row["paragraph"] in said) if row else "the essay does not say" in said


def test_the_table_of_the_two_columns_holds_every_quotation(case):
    shown = tables.two_columns(case)
    assert list(shown["Relation"]) == sorted(
        (relation("trump", "putin", item) for item in ids()), key=["same", "opposite", "no lean", "unknown"].index
    )
    text = "\n".join(shown_table.show(shown, "Words").__repr__().splitlines())
    for (sid, _), row in codes().items():
        assert (f"{row['quote']}" in text) == (sid in ("trump", "putin")), row


def test_the_matrix_has_a_mark_for_each_inducement_of_each_pair(case):
    figure, parties = charts.pair_matrix(case), ["trump", "putin", "ukraine", "europe"]
    label = {row["id"]: row["label"] for row in rows(CASE / "stakeholders.csv")}
    found = {trace.name: list(trace.marker.symbol) for trace in figure.data}
    assert len(found) == 6
    for one, other in itertools.combinations(parties, 2):
        counts, marks = counted(one, other), found[f"{label[one]} and {label[other]}"]
        symbols = {"same": "circle", "opposite": "x", "no lean": "line-ew", "unknown": "circle-open"}
        assert {word: marks.count(symbol) for word, symbol in symbols.items()} == counts
        words = ", ".join(f"{word} {n}" for word, n in counts.items())
        assert f"{label[one]} and {label[other]}: {words}." in the_draw.describe(figure)
        row = tables.pair_matrix(case).set_index("Pair").loc[f"{label[one]} and {label[other]}"]
        assert [int(re.match(r"\d+", text)[0]) for text in row] == list(counts.values())


def test_the_finding_is_counted_a_second_time(case):
    """Each list, from the files: a verdict needs both bounds on one side of one half."""
    verdicts, known = [], []
    for gone in [None, *ids()]:
        found = [relation("trump", "putin", item) for item in ids() if item != gone]
        same, blank = found.count("same"), found.count("unknown")
        known.append(int(100 * same / (len(found) - blank) + 0.5))
        high = same + blank
        verdicts.append("yes" if 2 * high <= len(found) else "no" if 2 * same > len(found) else "open")
    assert findings.finding_in_words(case) == (
        f"On {verdicts.count('open')} of {len(verdicts)} lists the blanks leave “at most halfway” undecided. "
        f"The share of the known cells is {known[0]} percent for the whole list; "
        f"with one inducement less, from {min(known[1:])} to {max(known[1:])} percent"
    )
    assert (verdicts.count("open"), known[0], min(known[1:]), max(known[1:])) == (9, 50, 33, 67)


@pytest.mark.parametrize("moves, state", [("all", "right"), ("known", "again"), ("none", "again")])
def test_a_code_turned_round_moves_every_share(case, moves, state):
    assert exercises.cell_to_turn(case)[0] == "trump"
    reply = checks.check("05.5", case, moves)
    assert reply.state == state and (state == "again" or "known share 50 to 75 percent" in reply.title)


def test_a_changed_code_changes_the_finding(tmp_path, case):
    folder = copy_case(tmp_path)
    for item in ("home_story", "stage"):
        change(folder / "inducement_codes.csv", row_of("inducement_codes.csv", stakeholder="putin", inducement=item),
               "direction", "-1")  # fmt: skip
    changed = load("anchorage", folder=folder)
    assert findings.finding_in_words(changed) != findings.finding_in_words(case)
    assert "the same direction on none of eight" in the_draw.describe(charts.two_columns(changed))
    assert view(changed)["results"][-1]["verdict"] == "supported"


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("draw", DRAW, ids=lambda draw: draw.__name__)
def test_an_unusual_case_is_drawn_and_put_in_words(case, edge, draw):
    unusual = EDGES[edge](case)
    figure = draw(unusual)
    said = the_draw.describe(figure)
    slips = r"\bno of\b|one (inducements|pairs)\b|nan|None|<NA>|\d\.0\b"
    assert said.endswith(".") and not re.search(slips, said), said
    assert figure.layout.height > 0
    assert (findings.NO_PAIR in said) == (edge in NO_PAIR)
    for table in (tables.two_columns, tables.overlap_by_list, tables.pair_matrix):
        assert "nan" not in repr(shown_table.show(table(unusual), "Words"))
    assert bench.overlap_bench(unusual) is not None


# ---------------------------------------------------------------- the bench


def test_the_bench_opens_with_the_bounds(case):
    assert shares(view(case)) == {
        "left out": ("50 %", "supported"), "no overlap": ("25 %", "supported"),
        "overlap": ("75 %", "contradicted"), "both bounds": ("25 to 75 %", UNDECIDED),
    }  # fmt: skip
    assert {item: row["counts"] for item, row in view(case)["rows"].items()} == {
        item: {"same": "overlap", "unknown": "a blank"}.get(relation("trump", "putin", item), "no overlap")
        for item in ids()
    }


@pytest.mark.parametrize(("settings", "known", "both"), [
    ({"items": [i for i in ids() if i != "division"]}, ("67 %", "contradicted"), ("29 to 86 %", UNDECIDED)),
    ({"items": [i for i in ids() if i != "stage"]}, ("33 %", "supported"), ("14 to 71 %", UNDECIDED)),
    ({"items": ["home_story", "stage"]}, ("100 %", "contradicted"), ("100 %", "contradicted")),
    ({"items": ["division", "early_peace"]}, ("0 %", "supported"), ("0 %", "supported")),
    ({"items": ["guarantees"]}, ("nothing known", UNDECIDED), ("0 to 100 %", UNDECIDED)),
    ({"first": "trump", "second": "europe"}, ("50 %", "supported"), ("13 to 88 %", UNDECIDED)),
    ({"tau": 2}, ("75 %", "contradicted"), ("38 to 88 %", UNDECIDED)),
    ({"tau": 2, "weights": "min", "blank_salience": 1}, ("80 %", "contradicted"), ("57 to 86 %", "contradicted")),
    ({"weights": "mean"}, ("57 %", "contradicted"), ("32 to 76 %", UNDECIDED)),
])  # fmt: skip
def test_a_setting_gives_its_shares_and_verdicts(case, settings, known, both):
    found = shares(view(case, **settings))
    assert (found["left out"], found["both bounds"]) == (known, both)


def test_what_cannot_be_computed_is_said_in_words(case):
    assert "different parties" in view(case, second="trump")["problem"]
    assert "Tick at least one" in view(case, items=[])["problem"]
    for wrong in ({"blanks": "half"}, {"weights": "heavy"}, {"tau": -1}):
        with pytest.raises(ValueError):
            view(case, **wrong)


def test_only_a_variant_carries_the_caution(case):
    assert view(case)["caution"] == ""
    one = view(case, tau=1)["caution"]
    assert "plain words as a stronger wish" in one and "opposite hints" not in one
    assert "two opposite hints overlap" in view(case, tau=2)["caution"]
    labels = [label for value, label in bench._OPTIONS["tau"][1] if value]
    assert all("variant" in label and "plainness counts too" in label for label in labels)


def test_the_last_change_says_whether_a_verdict_changed(case):
    start = bench.start(case)

    def said(**settings):
        after = start | settings
        return bench.last_change(case, start, after, view(case), view(case, **settings))

    assert said() == ""
    assert said(items=ids()[:-1]) == "Last change: “Guarantees” taken off the list. It changed no verdict."
    assert said(items=[i for i in ids() if i != "division"]) == (
        "Last change: “Allies divided” taken off the list. What changed: "
        "Known cells alone: from “supported” to “contradicted”."
    )
    assert "By your choices: from “not decided by this text” to “contradicted”." in said(blanks="overlap")
    assert said(items=[]).endswith("taken off the list.")


def test_every_choice_of_the_controls_can_be_computed_and_sent(case):
    for name, (_, options) in bench._OPTIONS.items():
        for value, _ in options:
            answer = give(bench.overlap_bench(case), name, value)
            assert json.loads(json.dumps(answer)) == answer and answer["values"] == {name: value}
            assert "By your choices" in words(bench.overlap_bench(case).state["slots"]["result"])


def test_every_row_opens_its_sentences(case):
    shown = bench.overlap_bench(case)
    for (sid, item), row in codes().items():
        if sid in {"trump", "putin", "ukraine", "europe"}:
            said = words(shown.evidence[f"inducements/{item}/{sid}"])
            assert row["quote"] in said and row["paragraph"] in said
    for pair in (("trump", "putin"), ("trump", "europe")):
        give(shown, "second", pair[1])
        rows_ = opens(shown.state["slots"]["list"])
        assert list(rows_) == [" ".join(f"inducements/{item}{end}" for end in ("", *(f"/{sid}" for sid in pair)))
                               for item in ids()]  # fmt: skip
        assert all(address in shown.evidence for line in rows_ for address in line.split())


def test_the_bench_answers_each_step(case):
    shown = bench.overlap_bench(case)
    answer = give(shown, "weights", "mean")
    assert answer["said"].startswith("Last change: “What does each inducement weigh?” is now “salience, the mean")
    assert "assumed" in answer["slots"] and "pair" not in answer["slots"], "what did not change is not sent"
    assert shown.settings == bench.start(case) | {"weights": "mean"}
    assert "Trump and Putin" in shown.words
    give(shown, "items/division", False)
    assert "division" not in shown.settings["items"] and "off the list" in words(shown.state["slots"]["list"])
    give(shown, "*")
    assert shown.settings == bench.start(case)


# ---------------------------------------------------------------- the exercises


def state(case, exercise, answer):
    return checks.check(exercise, case, answer).state


def test_right_and_wrong_answers(case):
    n = counted("trump", "europe")  # and two blanks of Europe filled: once opposite, once no lean
    right = {"same": n["same"], "opposite": n["opposite"] + 1, "no_lean": n["no lean"] + 1, "unknown": n["unknown"] - 2}
    assert state(case, "05.1", right) == "right" and state(case, "05.1", right | {"no_lean": 0}) == "again"
    shares_of = {"lower": 12.5, "upper": 63, "coverage": 50, "verdict": "not decided by this text"}
    assert state(case, "05.2", shares_of) == "right" and state(case, "05.2", shares_of | {"coverage": 25}) == "again"
    assert state(case, "05.2", shares_of | {"verdict": "supported"}) == "again"
    answers = {item: state(case, "05.3", {"item": item, "rule": "bounds"}) for item in [*ids(), "none"]}
    assert [item for item, found in answers.items() if found == "right"] == ["stage"]
    needed = [state(case, "05.4", n) for n in (0, 1, 2, 3, 4, "never")]
    assert needed == ["again", "again", "right", "again", "again", "again"]
    assert "25 to 75 percent" in str(checks.check("05.guess", case, {"share": 40, "vote": "supported"}))


@pytest.mark.parametrize("edge", EDGES)
def test_the_exercises_stand_on_an_unusual_case(case, edge):
    unusual = EDGES[edge](case)
    for exercise in ("05.guess", "05.1", "05.2", "05.3", "05.4"):
        fields = checks.get(exercise).asked(unusual).fields
        assert ("no two parties" in checks.get(exercise).asked(unusual).prompt) == (edge in NO_PAIR)
        answer = {f["name"]: f["options"][0][0] if f["kind"] == "choice" else f.get("min", 0) for f in fields}
        reply = checks.check(exercise, unusual, answer)
        assert reply.state in ({"open"} if edge in (*NO_PAIR, "all blank") else {"right", "again", "compare"})
        assert not re.search(r"nan|None", str(reply)), str(reply)


@pytest.mark.parametrize("edge", EDGES)
def test_the_lesson_goes_on_with_an_unusual_case(case, edge, monkeypatch, capsys):
    """Without a pair, one line says so; what is computed after it is blank and decides nothing."""
    names = run_cells("05-overlap", EDGES[edge](case), monkeypatch)
    assert capsys.readouterr().out.count(f"{findings.NO_PAIR}.") == (edge in NO_PAIR)
    if edge in (*NO_PAIR, "all blank"):
        found = [names[name] for name in ("lower", "known_share", "upper")]
        assert found == [0, None, 1] and names["same"].isna().all()


def test_more_than_half_the_same_can_never_be_supported(case):
    part = ["home_story", "stage", "land"]
    most = case.with_table("inducements", case.inducements[case.inducements["id"].isin(part)])
    most = most.with_table("inducement_codes", case.inducement_codes[case.inducement_codes["inducement"].isin(part)])
    assert state(most, "05.4", "never") == "right" and state(most, "05.4", 1) == "again"


def test_where_no_single_one_makes_the_share_larger_none_is_right(case):
    part = ["division", "guarantees"]
    few = case.with_table("inducements", case.inducements[case.inducements["id"].isin(part)])
    few = few.with_table("inducement_codes", case.inducement_codes[case.inducement_codes["inducement"].isin(part)])
    answers = [{"item": item, "rule": "bounds"} for item in [*part, "none"]]
    assert [state(few, "05.3", answer) for answer in answers] == ["again", "again", "right"]
