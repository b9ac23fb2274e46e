"""Lesson 06: what own words in the blanks change, and what the order does in which parties are asked."""

from itertools import combinations

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import panels
from case_copy import unchecked
from number_tables import Tables
from standpoint import load
from standpoint.lessons.deals import charts, space, tables
from standpoint.lessons.deals.explorer import deal_space
from standpoint.lessons.deals.findings import essay_cells_in_words, order_in_words, refused_in_words
from standpoint.quiz import checks
from test_deals import OTHERS, PARTIES, codes, counted


def test_the_headline_says_how_many_cells_it_stands_on(case):
    issues, known = codes()
    told = [who for issue, who in known if issue in issues and who in PARTIES]
    said = f"Of {len(PARTIES) * len(issues)} cells the essay fills {len(told)}, none of them for Ukraine"
    title = charts.winset_by_table(case).layout.title.text.replace("<br>", " ")
    assert said in essay_cells_in_words(case) and said in title


def own_cells():
    """{"issue party": -1, 0 or 1}: what own words lean to where the essay is blank, read from the files."""
    issues, known = codes()
    return {f"{issue} {who}": int(row["direction"]) for (who, issue), row in Tables().spoken().items()
            if issue in issues and who in PARTIES and (issue, who) not in known}  # fmt: skip


def test_own_words_fill_the_blanks_that_they_speak_of(case):
    """Deal by deal, last of all parties and alone; without own words no row, no diamond, no half of a title."""
    own, last = own_cells(), tables.asked_too(case).iloc[-1]
    assert {" ".join(cell): row.direction for cell, row in space.own_cells(case).items()} == own and len(own) == 7
    assert "own words" in last["Blanks"] and last["Without"] == counted(OTHERS, own)
    assert last["Taken away"] == counted(OTHERS, own) - counted(PARTIES, own)
    alone = 625 - counted(["ukraine"], own)
    gone = f"{last['Taken away'] or 'none'} of {last['Without']}"
    said = f"With own words in the blanks, asking it takes away {gone}, and alone it refuses {alone} of 625."
    assert refused_in_words(case).endswith(said)
    for row in tables.winsets(case).itertuples():
        assert row[6] == counted(row.asked, own), row
    silent = unchecked(case, own_words=case.own_words.head(0))
    assert len(tables.asked_too(silent)) == 6 and "own words" not in refused_in_words(silent)
    assert len(charts.winset_by_table(silent).data) == 15
    no = {f"{issue} ukraine": 1 for issue in codes()[0]}
    assert tables.first_and_last(case, "ukraine", {"assumed": no}) == (625 - counted(["ukraine"], no), 19)


def test_the_switch_shows_own_words_with_their_source(case):
    shown = deal_space(case)
    assert not any("◆" in made for made in shown.state["slots"].values())
    panels.give(shown, "words", "own")
    slots = shown.state["slots"]
    assert sum(made.count("◆") for made in slots.values()) == len(own_cells())
    assert "46 of 625 deals" in panels.words(slots["headline"]) and shown.settings["words"] == "own"
    for (issue, who), row in space.own_cells(case).items():
        said = shown.evidence[f"{issue}/{who}"]
        assert row.source.replace("&", "&amp;") in said and row.quote[:40] in panels.words(said), (issue, who)
    bridge = deal_space(load("bridge"))
    assert "own words" not in bridge.page and len(bridge.evidence) == 11


def test_the_deal_that_was_signed_is_held_against_the_text():
    """Read off the bridge by a person: with the old bridge kept and closed to lorries, council and farmers lose."""
    bridge = load("bridge")
    reply = checks.check("06.signed", bridge, {"fate": 1, "load": 1, "cost": 1})
    assert reply.state == "compare"
    assert "Council gains; County gains; East bank gains; Bridge Society loses" in reply.title
    lost = "it loses on “The old bridge” and “Who may cross”."
    assert f"By the text Bridge Society would refuse it: {lost}" in reply.lines
    order = "Of 125 deals, left after each who is asked: Council 72, County 37, Bridge Society 11, East bank 1."
    assert order in reply.lines
    same = checks.check("06.signed", bridge, {"fate": 2, "load": 2, "cost": 2})
    assert "By the text nobody who is asked would refuse it." in same.lines


def test_first_and_last_are_the_ends_of_every_order(case):
    for who in PARTIES:
        others, gone = [one for one in PARTIES if one != who], []
        for size in range(4):
            gone += [counted(before) - counted([*before, who]) for before in map(list, combinations(others, size))]
        assert (max(gone), min(gone)) == (gone[0], gone[-1]) == tables.first_and_last(case, who)
    assert order_in_words(case).endswith("Trump 250 or 95; Putin 270 or 180; Ukraine 0 or 0; Europe 250 or 115")
    assert f"{order_in_words(case)}." in str(checks.check("06.1", case, {"who": "europe", "taken": 115}))
