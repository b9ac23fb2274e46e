"""Lesson 02's claim browser and its table: counted again here from the file, for every choice that a reader has."""

import json
import re
from collections import Counter
from itertools import product

import pytest
import tiny_cases
from case_copy import CASE, rows
from hypothesis import given
from hypothesis import strategies as st
from standpoint import draw, load
from standpoint.lessons.claims import charts, explorer, findings, tables
from standpoint.lessons.claims.explorer import browser_data

TYPES = ["fact", "interpretation", "prediction", "value"]
CLAIMS = rows(CASE / "claims.csv")
SUPPORT = {"any": {True, False}, "given": {False}, "none": {True}}
COUNTS = st.fixed_dictionaries({kind: st.none() | st.integers(0, 9) for kind in TYPES})


@pytest.fixture(scope="module")
def case():
    return load("anchorage")


def counted(whom, support):
    """How many claims of each type fit a choice, from the file. whom: "*" for all."""
    fits = [
        row["type"] for row in CLAIMS
        if whom in ("*", row["about"]) and (row["rests_on"] == "none given") in SUPPORT[support]
    ]  # fmt: skip
    return Counter(fits)


def test_every_choice_has_its_sentence(case):
    data = browser_data(case)
    assert [item["id"] for item in data["support"]] == list(SUPPORT)
    whom = [item["id"] for item in data["about"]]
    assert whom == ["*", *case.stakeholders["id"], ""]
    for who, support, ticks in product(whom, SUPPORT, product((True, False), repeat=4)):
        count = counted(who, support)
        shown = [count[kind] if tick else None for kind, tick in zip(TYPES, ticks)]
        leaders, sentence = data["findings"][",".join("-" if n is None else str(n) for n in shown)]
        known = [n for n in shown if n is not None]
        best = [kind for kind, n in zip(TYPES, shown) if n and n == max(known)]
        assert leaders == (best if len(known) > 1 else []), (who, support, ticks)
        assert sentence.endswith(".") and (f"of {sum(known)}" in sentence) == bool(leaders)


def test_the_browser_shows_every_claim_once_and_word_for_word(case):
    data = browser_data(case)
    assert sorted(claim["id"] for claim in data["claims"]) == sorted(row["id"] for row in CLAIMS)
    known = {row["id"]: row for row in CLAIMS}
    for claim in data["claims"]:
        row = known[claim["id"]]
        assert claim["quote"].strip("“”") == row["quote"].strip("“”") and claim["about"] == row["about"]
        assert claim["bare"] == (row["rests_on"] == "none given") and claim["check"] == row["how_to_check"]
        assert claim["part"] in data["parts"]
    assert data["parts"][0] == "p01" and data["parts"].index("s3") == data["parts"].index("p08") - 1
    starts = [case.essay.text.index(known[claim["id"]]["quote"]) for claim in data["claims"]]
    assert starts == sorted(starts)
    for item in data["about"]:
        assert item["count"] == sum(counted(item["id"], "any").values())
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert len(json.dumps(data)) < 100_000


@given(COUNTS)
def test_no_type_leads_without_a_comparison(counts):
    leaders, sentence = findings.shown_in_words(counts)
    known = {kind: n for kind, n in counts.items() if n is not None}
    assert set(leaders) <= set(known) and all(known[kind] == max(known.values()) > 0 for kind in leaders)
    if len(known) < 2 or not any(known.values()):
        assert leaders == []
    half = sum(known.values()) / 2
    assert ("Most of them" in sentence) == (len(leaders) == 1 and known[leaders[0]] > half)
    assert ("No type leads" in sentence) == (len(leaders) > 1)


def test_the_table_says_which_type_leads(case):
    shown, data = tables.claim_leaders(case), browser_data(case)
    assert list(shown["Claims about"]) == [item["label"] for item in data["about"]]
    for line, item in zip(shown.itertuples(index=False), data["about"], strict=True):
        for cell, support in zip(line[1:], SUPPORT, strict=True):
            count = counted(item["id"], support)
            best = [kind for kind in TYPES if count[kind] and count[kind] == max(count.values())]
            assert (cell == "no claim") == (not best)
            assert all((findings.TYPES[kind] in cell) == (kind in best) for kind in TYPES)
            assert ("no type leads" in cell) == (len(best) > 1)
            assert not best or f": {count[best[0]]} of {sum(count.values())}" in cell


def test_the_sentence_of_the_table_is_counted_a_second_time(case):
    cells = [cell for line in tables.claim_leaders(case).itertuples(index=False) for cell in line[1:]]
    known = [cell for cell in cells if cell != "no claim"]
    alone = [cell.split(":")[0] for cell in known if "no type leads" not in cell]
    said = findings.leaders_in_words(case)
    assert said == (
        f"Of {len(known)} choices of whom and of support, interpretations lead in {alone.count('interpretations')}, "
        f"facts lead in {alone.count('facts')}, predictions lead in {alone.count('predictions')} "
        f"and no type in {len(known) - len(alone)}"
    )
    assert f"{said}." in explorer.claim_browser(case).words
    facts = case.with_table("claims", case.claims.assign(type="fact"))
    assert findings.leaders_in_words(facts).endswith("changes nothing: facts always lead")


def test_another_type_of_one_claim_changes_the_counts(case):
    types = case.claims["type"].mask(case.claims["id"] == "c01", "value")
    changed = case.with_table("claims", case.claims.assign(type=types))
    assert browser_data(changed)["whole"] == browser_data(case)["whole"]
    assert [t["count"] for t in browser_data(changed)["types"]] == [20, 47, 15, 3]
    assert "20,47,15,3" in browser_data(changed)["findings"]


def test_a_case_without_claims_says_so(case):
    bare = tiny_cases.nothing_optional(case)
    assert str(explorer.claim_browser(bare)).startswith("No claim of this essay is coded: none about Trump, ")
    assert draw.describe(charts.claims_along_text(bare)) == "No claim of this essay is coded."
    assert tables.claim_leaders(bare).empty


@pytest.mark.parametrize("make", tiny_cases.TINY.values(), ids=tiny_cases.TINY)
def test_the_lesson_goes_on_with_a_tiny_case(case, make, monkeypatch, tmp_path):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    small = make(case)
    shown = tiny_cases.run_lesson("02-claims", small, monkeypatch)
    assert not [text for text in shown if re.search(r"Empty DataFrame|Series\(\[\]|\bnan\b|<NA>", text, re.IGNORECASE)]
    assert sum("this case has none" in text for text in shown) >= (5 if small.claims.empty else 0)
