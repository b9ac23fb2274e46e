"""Lesson 06: what own words in the blanks change, and what the order does in which parties are asked."""

from itertools import combinations

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from standpoint import draw as the_draw
from standpoint import load
from standpoint.lessons.deals import charts, tables
from standpoint.lessons.deals.findings import asked_too_in_words, order_in_words, own_words_in_words
from standpoint.own_words import own_grid
from standpoint.quiz import checks
from test_deals import OTHERS, PARTIES, codes, counted


@pytest.fixture(scope="module")
def case():
    return load("anchorage")


def test_the_headline_says_how_many_cells_it_stands_on(case):
    issues, known = codes()
    told = [who for issue, who in known if issue in issues and who in PARTIES]
    said = f"of {len(PARTIES) * len(issues)} cells the essay fills {len(told)}, none of them for Ukraine"
    assert said in asked_too_in_words(case)


def own_cells():
    """{"issue ukraine": -1 or 1}: what Ukraine's own words lean to where the essay is blank."""
    issues, known = codes()
    mine = own_grid(load("anchorage"))["ukraine"].dropna().to_dict()
    return {f"{i} ukraine": 1 if code > 0 else -1 for i, code in mine.items()
            if code and i in issues and (i, "ukraine") not in known}  # fmt: skip


def test_own_words_fill_the_blanks_of_the_absent_party(case):
    """Deal by deal, last of all parties and first; without own words there is no row and no sentence."""
    own, last = own_cells(), tables.asked_too(case).iloc[-1]
    assert tables.own_filled(case, "ukraine") == own and own
    assert "its own words" in last["Blanks"] and last["Taken away"] == counted(OTHERS) - counted(PARTIES, own)
    said = own_words_in_words(case)
    assert f"Asked first of all, it takes away {625 - counted(['ukraine'], own)} of 625." in said
    assert f"takes away {last['Taken away'] or 'none'} of the 45" in said
    assert said in the_draw.describe(charts.winset_by_table(case))
    silent = case.with_table("own_words", case.own_words.head(0))
    assert len(tables.asked_too(silent)) == 6 and own_words_in_words(silent) == ""
    no = {f"{issue} ukraine": 1 for issue in codes()[0]}
    assert tables.first_and_last(case, "ukraine", no) == (625 - counted(["ukraine"], no), 19)


def test_first_and_last_are_the_ends_of_every_order(case):
    for who in PARTIES:
        others, gone = [one for one in PARTIES if one != who], []
        for size in range(4):
            gone += [counted(before) - counted([*before, who]) for before in map(list, combinations(others, size))]
        assert (max(gone), min(gone)) == (gone[0], gone[-1]) == tables.first_and_last(case, who)
    assert order_in_words(case).endswith("Trump 250 or 95; Putin 270 or 180; Ukraine 0 or 0; Europe 250 or 115")
    assert f"{order_in_words(case)}." in str(checks.check("06.1", case, {"who": "europe", "left": 45}))
