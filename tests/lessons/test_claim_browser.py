"""Lesson 02's claim browser and its table: counted again here from the file, for every choice that a reader has."""

import html
import json
import re
from collections import Counter
from itertools import product

import pytest
import tiny_cases
from case_copy import CASE, rows
from hypothesis import given
from hypothesis import strategies as st
from standpoint import draw
from standpoint.lessons.claims import charts, explorer, findings, tables

TYPES = ["fact", "interpretation", "prediction", "value"]
CLAIMS = rows(CASE / "claims.csv")
SUPPORT = {"any": {True, False}, "given": {False}, "none": {True}}
COUNTS = st.fixed_dictionaries({kind: st.none() | st.integers(0, 9) for kind in TYPES})


def counted(whom, support):
    """How many claims of each type fit a choice, from the file. whom: "*" for all."""
    fits = [
        row["type"] for row in CLAIMS
        if whom in ("*", row["about"]) and (row["rests_on"] == "none given") in SUPPORT[support]
    ]  # fmt: skip
    return Counter(fits)


def table_of(page, name):
    """{(ticks of the four types, whom, support): value} of what follows from the choices."""
    found = json.loads(html.unescape(re.search(rf'data-derives="{name}"[^>]* data-table="([^"]*)"', page)[1]))
    return {(*values[:4], *values[4:]): value for values, value in ((json.loads(key), found[key]) for key in found)}


def options(page):
    """[[value, words, count], ...] of whom the claims can be about, and of what they can rest on."""
    about = re.findall(r'<option value="([^"]*)"[^>]*>(.*?) \((\d+)\)</option>', page)
    support = re.findall(r'name="support" value="([^"]*)"[^>]*> (.*?) \((\d+)\)</label>', page)
    return [[[json.loads(html.unescape(value)), words, int(count)] for value, words, count in found]
            for found in (about, support)]


def test_every_choice_has_its_sentence(case):
    page = explorer.claim_browser(case).page
    about, supports = options(page)
    assert [key for key, _, _ in supports] == list(SUPPORT)
    whom = [key for key, _, _ in about]
    assert whom == ["*", *case.stakeholders["id"], ""]
    views = re.findall(r'data-view="finding" data-is="(\d+)"[^>]*><p class="title">(.*?)</p><p>(.*?)</p>', page)
    said = {int(key): (title, sentence) for key, title, sentence in views}
    moved = {(was, now): words for now, was, words in re.findall(
        r'data-say="leads" data-is="(\d+)" data-before="(\d+)"[^>]*>(.*?)</p>', page)}  # fmt: skip
    finding, leads = table_of(page, "finding"), table_of(page, "leads")
    for who, support, ticks in product(whom, SUPPORT, product((True, False), repeat=4)):
        count, key = counted(who, support), (*ticks, who, support)
        shown = [count[kind] if tick else None for kind, tick in zip(TYPES, ticks)]
        title, sentence = said[finding[key]]
        known = [n for n in shown if n is not None]
        best = [kind for kind, n in zip(TYPES, shown) if n and n == max(known)]
        best = best if len(known) > 1 else []
        words = moved[str(leads[key]), str(leads[key])]
        still = f"The largest group is still {findings.TYPES[best[0]]}." if len(best) == 1 else None
        assert words == (still or "As before, no type leads."), (who, support, ticks)
        assert title.startswith(f"{sum(known)} of {len(CLAIMS)} claims ")
        assert sentence.endswith(".") and (f"of {sum(known)}" in sentence) == bool(best)
        assert all((findings.TYPES[kind] in sentence) == (kind in best) for kind in TYPES) or not best


def test_a_change_between_any_two_choices_has_one_sentence(case):
    page = explorer.claim_browser(case).page
    keys = set(table_of(page, "leads").values())
    pairs = re.findall(r'data-say="leads" data-is="(\d+)" data-before="(\d+)"', page)
    assert sorted(pairs) == sorted(product(map(str, keys), repeat=2))
    steps = re.findall(r'data-say="(\w+)" data-is="([^"]*)" data-before="([^"]*)"[^>]*>Last change: ', page)
    lists = 2 * len(TYPES) + sum(len(found) * (len(found) - 1) for found in options(page))
    assert len(steps) == len(set(steps)) == lists


def test_the_browser_shows_every_claim_once_and_word_for_word(case):
    page = explorer.claim_browser(case).page
    claims = re.findall(r'<li data-row="([^"]*)" data-name="(\w+)" data-at="(\w+)"><p.*?<blockquote>(.*?)</blockquote>'
                        r".*?How to check: </strong>(.*?)</p>", page)  # fmt: skip
    assert sorted(claim[1] for claim in claims) == sorted(row["id"] for row in CLAIMS)
    known, parts = {row["id"]: row for row in CLAIMS}, re.findall(r'data-opens="(\w+)"', page)
    for facets, name, part, quote, check in claims:
        row, facets = known[name], json.loads(html.unescape(facets))
        assert html.unescape(quote).strip("“”") == row["quote"].strip("“”") and facets["about"] == ["*", row["about"]]
        assert facets["support"][1] == ("none" if row["rests_on"] == "none given" else "given")
        assert html.unescape(check) == row["how_to_check"]
        assert part in parts and facets["type"] == row["type"]
    assert parts[0] == "p01" and parts.index("s3") == parts.index("p08") - 1
    starts = [case.essay.text.index(known[claim[1]]["quote"]) for claim in claims]
    assert starts == sorted(starts)
    for key, _, count in options(page)[0]:
        assert count == sum(counted(key, "any").values())
    letters = re.findall(r'data-while="(\w+)">(\w)</span><span class="off" data-unless="(\w+)" hidden>', page)
    assert letters == [(claim[1], known[claim[1]]["type"][0].upper(), claim[1]) for claim in claims]
    assert len(page) < 250_000


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
    shown, (about, _) = tables.claim_leaders(case), options(explorer.claim_browser(case).page)
    assert list(shown["Claims about"]) == [label for _, label, _ in about]
    for line, (who, _, _) in zip(shown.itertuples(index=False), about, strict=True):
        for cell, support in zip(line[1:], SUPPORT, strict=True):
            count = counted(who, support)
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
    pages = [explorer.claim_browser(one).page for one in (case, changed)]
    whole = [re.search("In the whole text: .*?<", page)[0] for page in pages]
    assert whole[0] == whole[1]
    assert [int(n) for n in re.findall(r"\{\} of (\d+) shown", pages[1])] == [20, 47, 15, 3]


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


@pytest.mark.parametrize("counts", [*product(range(4), repeat=3)], ids=str)
def test_more_than_half_half_and_fewer_are_called_so(counts):
    """The three at their boundary; a share of exactly one half is neither most nor fewer than half."""
    top, total = max(counts), sum(counts)
    _, sentence = findings.shown_in_words(dict(zip(("fact", "interpretation", "value"), counts)))
    led = total and counts.count(top) == 1
    assert sentence.startswith("Most of them") == bool(led and top > total - top)
    assert (", half of them," in sentence) == bool(led and top == total - top)
    assert ("fewer than half" in sentence) == bool(led and top < total - top)
