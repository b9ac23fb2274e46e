"""Published drafts in the space of deals: rows and sources, counts deal by deal, the explorer and the tables."""

import re
from datetime import date
from itertools import product

import panels
import pytest
from case_copy import CASE, rows
from standpoint import load, table
from standpoint.lessons.deals import drafts, space
from standpoint.lessons.deals.explorer import deal_space
from test_deals import PARTIES, alone, codes, fixed
from test_deals_order import own_cells

ROWS = rows(CASE / "drafts.csv")
IDS = list(dict.fromkeys(row["draft"] for row in ROWS))


# ---------------------------------------------------------------- the data


def test_every_row_has_its_words_and_its_page():
    """The quotation is short and whole, the address and both days are in order, and who published it is named."""
    for row in ROWS:
        assert 5 <= len(row["quote"].split()) <= 30 and "…" not in row["quote"] and row["quote"] == row["quote"].strip()
        assert re.fullmatch(r"https://[^\s/]+\.[^\s/]+/\S+", row["source"]) and row["title"] and row["publisher"]
        assert date(2025, 11, 20) <= date.fromisoformat(row["date"]) < date.fromisoformat(row["read"])
        assert row["note"].endswith("."), row
        assert row["point"] or "number" in row["note"], "a point that was not read is told"
    assert all("report" in {row["wording"]} or row["wording"] in {"document", "translation"} for row in ROWS)


def test_a_draft_has_one_name_and_stands_on_terms_of_a_deal(case):
    assert len({(row["draft"], row["name"]) for row in ROWS}) == len(IDS) == 2
    assert {row["issue"] for row in ROWS} <= set(space.negotiable(case)["id"])
    told = {(row["issue"], row["step"]) for row in rows(CASE / "outcomes.csv")}
    assert {(row["issue"], row["step"]) for row in ROWS} <= told


def test_the_guarantees_stand_where_the_rule_counts_conditions():
    """The codebook: none is step 4, one or two step 3, three or more step 1; the note says how many."""
    wanted = {"None": 4, "One": 3, "Two": 3, "Three": 1}
    for row in ROWS:
        if row["issue"] == "security":
            (many,) = re.findall(r"^(\w+) conditions? (?:is|are) named", row["note"])
            assert int(row["step"]) == wanted[many]
            assert len(re.split(r": |; ", row["note"].split(".")[0])) - 1 == {"One": 1, "Two": 2, "Three": 3}[many]


# ---------------------------------------------------------------- who signs


def counted(who, draft, guess=(), rule="least", unknown=None):
    """(deals that fit a draft, those that one party signs), deal by deal; unknown: as in test_deals."""
    issues, known = codes()
    steps = {row["issue"]: int(row["step"]) for row in ROWS if row["draft"] == draft}
    fitting = list(product(*([steps[i]] if i in steps else range(5) for i in issues)))
    cells = [known.get((i, who), dict(guess).get(f"{i} {who}")) for i in issues]
    fills = list(product(*([c] if c is not None else [-1, 1] if unknown else [0] for c in cells)))
    signs = 0
    for deal in fitting:
        totals = [sum(d * (s - 2) for d, s in zip(fill, deal)) for fill in fills]
        signs += (unknown or all)([t >= 0 if rule == "least" else t > 0 for t in totals])
    return len(fitting), signs


@pytest.mark.parametrize("draft", IDS)
@pytest.mark.parametrize("rule", ["least", "more"])
def test_the_counts_equal_a_count_deal_by_deal(case, draft, rule):
    start = space.defaults(case)
    for words, guess in (("essay", {}), ("own", own_cells())):
        scores = space.score(case, start | {"words": words})
        unknown = space.score(case, start | {"words": words, "blanks": "unknown"})
        for who in PARTIES:
            fits, signs = counted(who, draft, guess, rule)
            worst, best, total, known = drafts.answers(case, scores, draft, rule)[who]
            assert (worst, best, total) == (signs, signs, fits), (who, words)
            issues, told = codes()
            assert known == sum((i, who) in told or f"{i} {who}" in guess for i in issues)
            spans = tuple(counted(who, draft, guess, rule, unknown=which)[1] for which in (all, any))
            assert drafts.answers(case, unknown, draft, rule)[who][:2] == spans, (who, words)


def test_nobody_signs_or_refuses_by_blanks_alone(case):
    """Read off the table by a person: the essay gives Ukraine no cell here, own words make it refuse and sign."""
    shown = drafts.signers(case).set_index("Who")
    assert list(shown.loc["Ukraine"]) == [
        "blank: nothing to judge by (0 of 4 cells known)", "refuses all 5 (3 of 4 cells known)",
        "blank: nothing to judge by (0 of 4 cells known)", "signs all 5 (3 of 4 cells known)",
    ]  # fmt: skip
    assert list(shown.loc["Putin"])[::2] == [
        "signs all 5 (4 of 4 cells known)", "signs 3 of 5 (4 of 4 cells known)",
    ]  # fmt: skip
    assert drafts.answer_in_words(0, 5, 5, 1) == "signs 0 to 5 of 5" and drafts.answer_in_words(1, 1, 1, 4) == "signs"
    assert drafts.answer_in_words(0, 0, 1, 4) == "refuses" and drafts.answer_in_words(5, 5, 5, 0).startswith("blank")


def test_a_changed_step_changes_who_signs(case):
    moved = case.drafts.assign(step=4)
    putin = list(drafts.signers(case.with_table("drafts", moved)).iloc[1, 1:])
    assert putin == ["refuses all 5 (4 of 4 cells known)"] * 4
    whole = case.drafts.head(4).assign(issue=["territory", "pressure", "security", "linkage"], draft="us_28", step=2)
    filled = case.with_table("drafts", whole)
    assert drafts.open_in_words(filled, "us_28").endswith("it is one deal.")
    assert drafts.signers(filled).iloc[1, 1] == "signs (4 of 4 cells known)"


def test_the_table_shows_every_row_and_every_blank(case):
    shown = drafts.draft_table(case)
    terms = space.negotiable(case)["id"]
    assert len(shown) == len(IDS) * len(terms)
    assert (shown["Stands on step"] == drafts.BLANK).sum() == len(shown) - len(ROWS) > 0
    assert all(any(row["quote"] in said for said in shown["Its words"]) for row in ROWS)
    assert table.show(shown, "Drafts")._repr_mimebundle_()["text/markdown"].count("](https://") == len(ROWS)


# ---------------------------------------------------------------- the explorer


def on(case, *controls):
    explorer = deal_space(case)
    for name, value in controls:
        explorer.tell(name, value)
    slots = explorer.state["slots"]
    return explorer, " ".join(panels.words(slots[name]) for name in ("drafts", "signers")).strip()


def test_a_draft_is_shown_when_it_is_switched_on_and_changes_no_count(case):
    explorer, said = on(case)
    assert said == "" and explorer.settings["drafts"] == []
    before = explorer.state["slots"]["headline"]
    explorer, said = on(case, ("draft/us_28", True))
    assert explorer.state["slots"]["headline"] == before and explorer.settings["drafts"] == ["us_28"]
    assert "European" not in said and "blank on “Other US-Russia business”, so it stands for 5 deals" in said
    assert "Putin signs all 5 4 of 4 Ukraine blank: nothing to judge by 0 of 4" in said
    _, own = on(case, ("draft/us_28", True), ("words", "own"))
    assert "Ukraine refuses all 5 3 of 4" in own
    told = deal_space(case).change("a view", 1, "draft/europe_28", True)["said"]
    assert told == "Last change: European counter-draft is shown. The number of deals stays the same."


def test_each_mark_opens_its_words_and_their_page(case):
    explorer, _ = on(case, *((f"draft/{draft}", True) for draft in IDS))
    marks = set(re.findall(r'data-opens="(draft/[^"]+)"', explorer.state["slots"]["drafts"]))
    assert marks == {f"draft/{row['draft']}/{row['issue']}" for row in ROWS}
    for row in ROWS:
        found = explorer.evidence[f"draft/{row['draft']}/{row['issue']}"]
        assert row["quote"] in panels.words(found) and f'href="{row["source"]}"' in found


def test_a_listed_deal_that_fits_says_so(case):
    ticked = [(f"ticked/{who}", who == "putin") for who in PARTIES]
    explorer, _ = on(case, *ticked, ("draft/us_28", True))
    seen = ""
    for _ in range(40):
        seen += panels.words(explorer.state["slots"]["deals"])
        explorer.tell("page/on", None)
    assert seen.count("fits ▲ US draft of 28 points") == 5


@pytest.mark.parametrize("name", ["bridge", "no rows", "no terms", "one party"])
def test_a_case_without_drafts_shows_none(case, name):
    bare = {"bridge": lambda: load("bridge"), "no rows": lambda: case.with_table("drafts", case.drafts.head(0)),
            "no terms": lambda: fixed(case), "one party": lambda: alone(case)}[name]()  # fmt: skip
    assert drafts.drafts(bare) == {} and len(drafts.draft_table(bare)) == len(drafts.signers(bare)) == 1
    assert "published draft" not in deal_space(bare).page
