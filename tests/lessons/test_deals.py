"""The deals of lesson 06: scores, winsets, bounds, sentences, the explorer and the exercises, as data."""

import copy
import html
import json
import re
from itertools import product

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import panels
import pytest
from case_copy import CASE, change, copy_case, row_of, rows
from lesson_cells import run_cells
from standpoint import draw as the_draw
from standpoint import load, measures
from standpoint.lessons.deals import charts, explorer_data, space, tables
from standpoint.lessons.deals import explorer as deals_explorer
from standpoint.lessons.deals.findings import asked_too_in_words, refused_in_words
from standpoint.lessons.deals.space import NO_DEALS, NO_WORDS, defaults, score, sizes
from standpoint.lessons.deals.tables import filled
from standpoint.quiz import checks

PARTIES = ["trump", "putin", "ukraine", "europe"]
OTHERS = ["trump", "putin", "europe"]


def codes():
    """{(issue, stakeholder): direction} of the negotiable issues, read from the files."""
    negotiable = [row["id"] for row in rows(CASE / "issues.csv") if row["negotiable"] == "true"]
    known = {(row["issue"], row["stakeholder"]): int(row["direction"]) for row in rows(CASE / "positions.csv")}
    return negotiable, known


def counted(asked, assumed=None, now=2, unknown=None, rule="least", weights=None):
    """How many deals all of `asked` sign, counted deal by deal; unknown: None, all or any (of what fills a blank)."""
    issues, known = codes()
    count = 0
    for deal in product(range(5), repeat=len(issues)):
        says = []
        for who in asked:
            cells = [known.get((i, who), (assumed or {}).get(f"{i} {who}")) for i in issues]
            fills = [[c] if c is not None else [-1, 1] if unknown else [0] for c in cells]
            totals = [sum(d * (s - now) for d, s in zip(fill, deal)) for fill in product(*fills)]
            yes = [total >= 0 if rule == "least" else total > 0 for total in totals]
            says.append((unknown or all)(yes))
        count += all(says)
    return count


@pytest.mark.parametrize("asked", [["trump"], ["ukraine"], ["putin", "europe"], OTHERS, PARTIES, ["west", "putin"]])
def test_winsets_equal_a_count_deal_by_deal(case, asked):
    start = defaults(case)
    assert sizes(score(case, start), asked) == (counted(asked),) * 2
    assert sizes(score(case, start), asked, "more")[0] == counted(asked, rule="more")
    unknown = score(case, start | {"blanks": "unknown"})
    assert sizes(unknown, asked) == (counted(asked, unknown=all), counted(asked, unknown=any))
    guess = {"territory ukraine": 1, "security trump": -1}
    assert sizes(score(case, start | {"assumed": guess}), asked)[0] == counted(asked, guess)
    moved = start | {"status_quo": dict.fromkeys(start["status_quo"], 1)}
    assert sizes(score(case, moved), asked)[0] == counted(asked, now=1)


def test_the_finding(case):
    """Read off the table by a person: nobody placed Ukraine on a negotiable issue, so it takes nothing away."""
    assert asked_too_in_words(case) == (
        "If a blank counts as indifferent, asking Ukraine too takes away none of 45 deals"
    )
    assert refused_in_words(case) == (
        "Alone, Ukraine refuses none of 625. With own words in the blanks, asking it takes away none of 46, and alone "
        "it refuses 265 of 625."
    )
    table = tables.asked_too(case)
    counts = [[45, 45], [1, 1], [281, 281], [45, 1], [45, 45], [45, 26]]
    assert table[["Without", "With"]].to_numpy()[:6].tolist() == counts
    parts = ["By the essay", "By own words", "By the assumption", "By unknown blanks", "By the rule"]
    assert table[parts].to_numpy()[:6].tolist() == [[0] * 5] * 3 + [[0, 0, 0, 44, 0], [0] * 5, [0, 0, 19, 0, 0]]
    assert (table["Taken away"] == table[parts].sum(axis=1)).all()
    assert counted(PARTIES, filled(case, "ukraine", 1)) == 26


def test_a_changed_cell_changes_the_finding(tmp_path):
    folder = copy_case(tmp_path)
    number = row_of("positions.csv", stakeholder="ukraine", issue="seat")
    change(folder / "positions.csv", number, "issue", "territory")
    changed = load("anchorage", folder=folder)
    assert asked_too_in_words(changed).endswith("asking Ukraine too takes away 15 of 45 deals")
    assert refused_in_words(changed).startswith("Alone, Ukraine refuses 250 of 625. ")
    first = tables.asked_too(changed).iloc[0]
    assert (first["Taken away"], first["By the essay"], first["By the assumption"]) == (15, 15, 0)
    view = explorer_data.deal_view(changed, {"ticked": PARTIES})
    assert "leaves 30 of 45 deals. Of the 15 taken away: 15 by the essay’s words" in view["change"]


def test_an_assumption_never_covers_the_essay(case):
    guess = {"territory putin": 1, "territory ukraine": 1, "pace trump": 1, "land nobody": 1}
    cells = space.tiles(case, guess).set_index(["issue", "player"])
    assert cells.loc[("territory", "putin"), ["direction", "source"]].tolist() == [-1, "essay"]
    assert cells.loc[("territory", "ukraine"), ["direction", "source"]].tolist() == [1, "assumed"]
    assert (cells["source"] == "assumed").sum() == 1
    told = cells[cells["source"] == "essay"]
    assert (told["quote"] != "").all() and (cells[cells["source"] != "essay"]["quote"] == "").all()


def test_step_values_by_hand():
    assert space.step_values(1, 2) == [0, .25, .5, .75, 1] == space.step_values(-1, 0)[::-1]
    assert space.step_values(np.nan, 2) == space.step_values(0, 4, "worst") == [.5] * 5
    assert space.step_values(np.nan, 1, "worst") == [.75, 1, .75, .5, .25]
    assert space.step_values(np.nan, 1, "best") == [.25, 0, .25, .5, .75]


def test_bounds_hold_whatever_fills_the_blanks(case):
    start, draw = defaults(case), np.random.default_rng(6)
    low, high = sizes(score(case, start | {"blanks": "unknown"}), PARTIES)
    cells = space.tiles(case)
    blank = [f"{row.issue} {row.player}" for row in cells[cells["source"] == "blank"].itertuples()]
    for _ in range(25):
        guess = dict(zip(blank, draw.choice([-1, 0, 1], len(blank)).tolist()))
        assert low <= sizes(score(case, start | {"assumed": guess}), PARTIES)[0] <= high


def test_salience_weighs_and_a_blank_weighs_two(case):
    scores = score(case, defaults(case) | {"weights": "salience"})
    assert sizes(scores, PARTIES)[0] == 66
    # Putin: land 3, pressure 1, linkage 3, guarantees 1; one step of land is 3/8 of a quarter.
    deal = int(np.flatnonzero((scores.deals == [1, 2, 2, 2]).all(axis=1))[0])
    assert scores.low["putin"].iloc[deal] == pytest.approx(3 / 8 / 4)
    assert scores.low["europe"].iloc[deal] == pytest.approx(-3 / 10 / 4)


def test_outcomes_are_five_for_each_negotiable_issue_and_no_other(case):
    issues, _ = codes()
    assert [(row["issue"], row["step"]) for row in rows(CASE / "outcomes.csv")] == [
        (issue, str(step)) for issue in issues for step in range(5)
    ]
    words = [row["words"] for row in rows(CASE / "outcomes.csv")]
    assert len(set(words)) == len(words) and not any(re.search(r"[!“”]|\d", word) for word in words)
    assert list(tables.outcome_table(case)["Issue"]) == list(case.issues.loc[case.issues["negotiable"], "label"])


# ---------------------------------------------------------------- the explorer


def test_the_view_is_plain_data_and_says_what_the_winset_says(case):
    shown = deals_explorer.deal_space(case)
    issues, known = codes()
    told, own = {f"{i}/{who}" for i, who in known if i in issues}, {"/".join(cell) for cell in space.own_cells(case)}
    assert (len(told), len(own)) == (9, 7)
    assert {name for name in shown.evidence if not name.startswith("draft/")} == told | own
    assert [name.split("/")[1] for name in shown.controls if name.startswith("ticked/")] == [*PARTIES, "west"]
    for ticked, blanks, rule in product([[], ["west"], OTHERS, PARTIES], ["indifferent", "unknown"], ["least", "more"]):
        view = explorer_data.deal_view(case, {"ticked": ticked, "blanks": blanks, "rule": rule})
        assert json.loads(json.dumps(view, allow_nan=False)) == view
        assert tuple(view["size"]) == sizes(score(case, defaults(case) | {"blanks": blanks}), ticked, rule)
        assert len(view["deals"]) == min(10, view["size"][1]) and view["pages"] == max(1, -(-view["size"][1] // 10))
        assert sum(deal["sure"] for deal in view["deals"]) == min(10, view["size"][0])
        assert not re.search(r"nan|None|<NA>", view["headline"] + view["change"] + view["pareto"])


def test_the_sentence_on_the_absent_party(case):
    def said(**settings):
        return explorer_data.deal_view(case, settings)["change"]

    assert said(ticked=OTHERS).startswith("Ukraine is not ticked. A tick takes away none of 45 deals.")
    assert said(ticked=PARTIES).endswith("4 blank, and a blank that counts as indifferent is never a no.")
    guess = {f"{issue} ukraine": 1 for issue in codes()[0]}
    assert said(ticked=PARTIES, assumed=guess).startswith(
        "Ticking Ukraine leaves 26 of 45 deals. Of the 19 taken away: 0 by the essay’s words, "
        "19 by what is assumed."
    )
    strict = said(ticked=["putin", "ukraine"], rule="more")
    assert "leaves 0 of 270 deals" in strict and strict.endswith("is never a gain.")
    unknown = said(ticked=["putin", "ukraine"], blanks="unknown")
    assert "leaves 1 to 355 of 355 deals. Of the 354 taken away" in unknown and "(counted at worst)" in unknown


def test_pareto_set_of_the_ticked(case):
    view = explorer_data.deal_view(case, {"ticked": PARTIES, "weights": "salience"})
    gains = score(case, defaults(case) | {"weights": "salience"})
    assert view["pareto"].startswith(f"{measures.pareto_set(gains.low[PARTIES]).sum()} deals")
    assert "fill the blanks" in explorer_data.deal_view(case, {"ticked": PARTIES, "blanks": "unknown"})["pareto"]


def test_deals_come_with_the_best_smallest_gain_first(case):
    scores, view = score(case, defaults(case)), explorer_data.deal_view(case, {"ticked": ["trump", "putin"]})
    gains = {tuple(deal): row for deal, row in zip(scores.deals.tolist(), scores.low[["trump", "putin"]].to_numpy())}
    ranked = [sorted(gains[tuple(deal["steps"])].tolist()) for deal in view["deals"]]
    assert ranked == sorted(ranked, reverse=True)
    assert ranked[0][0] == max(min(row) for row in gains.values())


def test_every_deal_stands_on_one_page(case):
    for settings in ({"ticked": PARTIES}, {"ticked": PARTIES, "blanks": "unknown"}, {"ticked": ["putin"]}):
        first = explorer_data.deal_view(case, settings)
        pages = [explorer_data.deal_view(case, settings | {"page": n}) for n in range(first["pages"])]
        deals = [(tuple(deal["steps"]), deal["sure"]) for page in pages for deal in page["deals"]]
        assert len(deals) == len(set(deals)) == first["size"][1] and sum(sure for _, sure in deals) == first["size"][0]
        assert [page["page"] for page in pages] == list(range(first["pages"]))
        assert explorer_data.deal_view(case, settings | {"page": 62})["page"] == min(62, first["pages"] - 1)


def test_the_explorer_shows_what_the_view_says(case):
    """The controls give the assumptions back; a blank is a list, and what the essay says is a button."""
    shown, start = deals_explorer.deal_space(case), defaults(case)
    assert shown.settings == start
    changes = [("ticked/ukraine", True), ("blanks", "unknown"), ("assumed/territory/ukraine", 1), ("rule", "more"),
               ("blanks", "indifferent"), ("weights", "salience"), ("status_quo/linkage", 0)]  # fmt: skip
    for name, value in changes:
        panels.give(shown, name, value)
        view = explorer_data.deal_view(case, shown.settings)
        slots = {place: panels.words(made) for place, made in shown.state["slots"].items()}
        assert (slots["headline"], slots["change"]) == (view["headline"], view["change"])
        assert slots["points"] == view["pareto"]
        assert shown.state["slots"]["deals"].count("<tr>") == (1 + len(view["deals"]) if view["deals"] else 0)
    assert shown.settings == start | {
        "ticked": PARTIES, "assumed": {"territory ukraine": 1}, "rule": "more", "weights": "salience",
        "status_quo": start["status_quo"] | {"linkage": 0},
    }  # fmt: skip
    assert sum(made.count('class="told"') for made in shown.state["slots"].values()) == 9


def test_pages_are_turned_and_another_winset_begins_at_its_first(case):
    shown = deals_explorer.deal_space(case)
    pages = ["1 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45"]
    presses = [("back", 0), ("on", 1), ("on", 2), ("on", 3), ("on", 4), ("on", 4), ("back", 3)]
    for name, page in (*((f"page/{way}", page) for way, page in presses), ("ticked/ukraine", 0)):
        panels.give(shown, name, True)
        assert f"Deals {pages[page]} of 45" in shown.state["slots"]["pages"] and shown.controls["page"] == page


def test_the_last_change_says_what_it_did_to_the_number_of_deals(case):
    def last(name, value):
        return panels.give(deals_explorer.deal_space(case), name, value)["said"]

    assert last("ticked/ukraine", True) == "Last change: Ukraine is asked. The number of deals stays the same."
    assert last("ticked/europe", False) == (
        "Last change: Europe is no longer asked. The number of deals was 45; now it is 160."
    )
    assert last("blanks", "unknown").endswith("was 45; now it is 1 to 281.")
    assert "Trump on “Occupied land” is now “integrity upheld”, assumed. " in last("assumed/territory/trump", 1)
    assert "“Economic pressure” is now step 4. " in last("status_quo/pressure", 4)
    assert "“The issues count” is now “by salience" in last("weights", "salience")
    shown = deals_explorer.deal_space(case)
    assert panels.give(shown, "page/on")["said"].startswith("Change one thing")
    said = panels.give(shown, "ticked/ukraine", True)["said"]
    assert panels.give(shown, "page/on")["said"] == said, "a page that is turned changes nothing else"


def test_a_tick_scores_nothing_again(case, monkeypatch):
    made, real = [], space.score
    monkeypatch.setattr(deals_explorer, "score", lambda *a: made.append("explorer") or real(*a))
    monkeypatch.setattr(explorer_data, "score", lambda *a: made.append("view") or real(*a))
    explorer = deals_explorer.deal_space(case)
    made.clear()
    for name, value in (("ticked/ukraine", True), ("ticked/putin", False), ("rule", "more"), ("page/on", None)):
        panels.give(explorer, name, value)
    assert made == []
    panels.give(explorer, "weights", "salience")
    assert made == ["explorer"]


@pytest.mark.parametrize("sent", [
    {}, {"ticked": ["nobody", "putin"]}, {"assumed": {"x y": 1, "territory ukraine": 5}}, {"blanks": "zero"},
    {"status_quo": {"territory": 9, "other": 1}}, {"rule": None, "weights": 3, "stray": []},
])
def test_whatever_a_browser_sends_is_made_clean(case, sent):
    before = copy.deepcopy(sent)
    found = explorer_data.clean(defaults(case), space.players(case), sent)
    assert sent == before and set(found) == set(defaults(case))
    assert set(found["ticked"]) <= {*PARTIES, "west"} and set(found["status_quo"].values()) == {2}
    assert found["assumed"] == {} and found["blanks"] == "indifferent" and found["rule"] == "least"
    assert explorer_data.deal_view(case, sent)["total"] == 625


# ---------------------------------------------------------------- charts


def title(figure):
    return html.unescape(re.match(r"<b>(.*?)</b>", figure.layout.title.text)[1].replace("<br>", " "))


def test_the_chart_shows_the_numbers_of_its_table(case):
    figure, table = charts.winset_by_table(case), tables.winset_table(case)
    assert title(figure) == asked_too_in_words(case)
    drawn = [(t.name, t.x[0]) for t in figure.data]
    columns = ["With own words in the blanks", "Deals, blanks indifferent"]
    assert [drawn[place::2] for place in (0, 1)] == [
        [(f"{who}{', own words' if column == columns[0] else ''}", many)
         for who, many in table[["Who must say yes", column]].itertuples(index=False, name=None)]
        for column in columns
    ]  # fmt: skip
    assert len(drawn) == 30
    quotes = {row["quote"] for row in rows(CASE / "positions.csv") if row["issue"] in codes()[0]}
    shown = " ".join(trace.hovertext[0].replace("<br>", " ") for trace in figure.data)
    mine = [row for row in rows(CASE / "positions.csv") if row["stakeholder"] in PARTIES and row["quote"] in quotes]
    assert all(html.escape(row["quote"], quote=False) in shown for row in mine if row["issue"] in codes()[0])


def fixed(case):
    """The case without an issue that a deal could contain."""
    return case.with_table("issues", case.issues.assign(negotiable=False))


def alone(case):
    """The case with one stakeholder."""
    one = case.stakeholders["id"].iloc[0]
    told = case.positions[case.positions["stakeholder"] == one]
    return case.with_table("stakeholders", case.stakeholders.head(1)).with_table("positions", told)


def test_a_case_without_outcomes_or_without_deals(case):
    silent = case.with_table("outcomes", case.outcomes.head(0))
    assert NO_WORDS in the_draw.describe(charts.winset_by_table(silent))
    assert tables.outcome_table(silent).iloc[0, 3] == "halfway between the poles"
    assert NO_WORDS in deals_explorer.deal_space(silent).page
    assert NO_WORDS not in deals_explorer.deal_space(case).page
    for empty in (fixed(case), alone(case)):
        assert the_draw.describe(charts.winset_by_table(empty)) == NO_DEALS
        assert panels.words(deals_explorer.deal_space(empty).page) == NO_DEALS
        assert tables.asked_too(empty).empty and len(tables.winset_table(empty)) == 1
        assert "no deals to look at" in deals_explorer.deal_space(empty)._repr_mimebundle_()[0]["text/plain"]


# ---------------------------------------------------------------- exercises


RIGHT = {"06.1": {"who": "europe", "taken": 160 - 45}, "06.2": {"number": "more", "rule": "alike"},
         "06.3": {"left": 30, "essay": 0},
         "06.4": {"pair": 55, "left": 0, "meaning": "no"}}  # fmt: skip
WRONG = [
    ("06.1", {"who": "ukraine", "taken": 0}), ("06.1", {"who": "europe", "taken": 45}),
    ("06.2", {"number": "fewer", "rule": "alike"}), ("06.2", {"number": "more", "rule": "named"}),
    ("06.3", {"left": 26, "essay": 0}), ("06.3", {"left": 30, "essay": 15}),
    ("06.4", {"pair": 55, "left": 45, "meaning": "no"}),
    ("06.4", {"pair": 55, "left": 0, "meaning": "yes"}), ("06.4", {"pair": 55, "left": 0, "meaning": "none"}),
    ("06.4", {"pair": 45, "left": 0, "meaning": "no"}),
]  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_is_right(case, name):
    assert checks.check(name, case, RIGHT[name]).state == "right"


@pytest.mark.parametrize(("name", "answer"), WRONG)
def test_a_wrong_answer_gets_words(case, name, answer):
    reply = checks.check(name, case, answer)
    assert reply.state == "again" and len(reply.title) > 20


def test_the_guess_comes_back_with_the_share(case):
    reply = checks.check("06.guess", case, {"without": 40, "with": 10})
    assert reply.state == "compare"
    assert list(reply.lines) == [
        "Without Ukraine: 7 of 100; you guessed 40.", "With Ukraine: 7 of 100; you guessed 10."
    ]  # fmt: skip


def test_one_party_more_is_one_who_is_not_asked_yet(case):
    who = checks.get("06.1").asked(case).fields[0]
    assert [value for value, _ in who["options"]] == ["ukraine", "europe"]
    assert checks.check("06.1", case, {"who": "trump", "taken": 115}).state == "problem"
    two = case.with_table("stakeholders", case.stakeholders[case.stakeholders["id"].isin(["trump", "putin"])])
    two = two.with_table("positions", case.positions[case.positions["stakeholder"].isin(["trump", "putin"])])
    assert "no third party" in checks.get("06.1").asked(two).prompt
    assert checks.check("06.1", two, {"who": "putin", "taken": 0}).state == "right"


@pytest.mark.parametrize("few", [fixed, alone])
def test_the_lesson_goes_on_where_there_is_no_deal(case, few, monkeypatch):
    names = run_cells("06-deals", few(case), monkeypatch)
    assert the_draw.describe(names["figure"]) == NO_DEALS and names["who"] == names["issue"] == ""
    assert len(names["deals"]) == (1 if few is fixed else 625)


@pytest.mark.parametrize("few", [fixed, alone])
def test_the_exercises_say_where_there_is_no_deal(case, few):
    for name in ("06.guess", "06.signed", "06.1", "06.2", "06.3", "06.4"):
        assert checks.get(name).asked(few(case)).prompt == NO_DEALS
        assert checks.check(name, few(case), "on").state == "open"
