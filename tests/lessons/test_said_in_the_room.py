"""Every count that is said in the room is counted again, deal by deal, from the files of the case.

The bridge and the summit, by the text and with own words in its blanks: the reply to a signed deal, what is left after
each who is asked, and each set of ticks in the deal space.
"""

import csv
import random
import re
from itertools import combinations, product

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import places
import pytest
from number_tables import Tables
from standpoint import load
from standpoint.lessons.deals import explorer_data, space
from standpoint.quiz import checks

CASES = ["bridge", "anchorage"]
SEEN = {1: "gains", 0: "neither gains nor loses", -1: "loses"}


def rows(name, table):
    with (places.ROOT / "data" / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Room:
    """A case as its files have it: parties in their order, terms of a deal, and who leans where."""

    def __init__(self, name, own=False):
        people = rows(name, "stakeholders")
        self.labels = {row["id"]: row["label"] for row in people}
        self.parties = [row["id"] for row in people if row["kind"] == "party"]
        self.issues = {row["id"]: row["label"] for row in rows(name, "issues")}
        self.terms = [row["id"] for row in rows(name, "issues") if row["negotiable"] == "true"]
        self.deals = list(product(range(5), repeat=len(self.terms)))
        self.leans = {(row["stakeholder"], row["issue"]): int(row["direction"]) for row in rows(name, "positions")}
        if own:
            spoken = {cell: int(row["direction"]) for cell, row in Tables().spoken().items()}
            self.leans = spoken | self.leans

    def sign(self, who, deal):
        """1, 0 or -1: what a deal is to a party, against the middle step of every issue."""
        total = sum(self.leans.get((who, term), 0) * (step - 2) for term, step in zip(self.terms, deal))
        return (total > 0) - (total < 0)

    def losses(self, who, deal):
        """The labels of the issues on which a deal is worth less to a party than the middle step."""
        return [self.issues[term] for term, step in zip(self.terms, deal)
                if self.leans.get((who, term), 0) * (step - 2) < 0]  # fmt: skip

    def left(self, asked, rule="least"):
        return sum(all(self.sign(who, deal) >= (rule == "more") for who in asked) for deal in self.deals)


@pytest.mark.parametrize("name", CASES)
def test_the_reply_to_a_signed_deal(name):
    case, room = load(name), Room(name)
    for deal in random.Random(6).sample(room.deals, 25):
        title_and_lines = str(checks.check("06.signed", case, dict(zip(room.terms, deal))))
        signs = {who: room.sign(who, deal) for who in room.parties}
        said = "; ".join(f"{room.labels[who]} {SEEN[sign]}" for who, sign in signs.items())
        assert f"By the text alone: {said}." in title_and_lines, deal
        against = [room.labels[who] for who, sign in signs.items() if sign < 0]
        assert ("By the text nobody who is asked would refuse it." in title_and_lines) == (not against)
        assert re.findall(r"By the text (.+?) would refuse it: it loses on “", title_and_lines) == against
        lost = [re.findall("“(.+?)”", line) for line in title_and_lines.split("\n") if "it loses on" in line]
        assert lost == [room.losses(who, deal) for who, sign in signs.items() if sign < 0]


@pytest.mark.parametrize("name", CASES)
def test_what_is_left_after_each_who_is_asked(name):
    case, room = load(name), Room(name)
    away = space.absent_party(case)
    order = [*(who for who in room.parties if who != away), away]
    each = ", ".join(f"{room.labels[who]} {room.left(order[: n + 1])}" for n, who in enumerate(order))
    reply = checks.check("06.signed", case, dict.fromkeys(room.terms, 2))
    assert f"Of {len(room.deals)} deals, left after each who is asked: {each}." in str(reply)


@pytest.mark.parametrize("words", ["essay", "own"])
@pytest.mark.parametrize("name", CASES)
def test_every_set_of_ticks_in_the_deal_space(name, words):
    """The bridge has no documents, so with own words its counts stay those of the text."""
    case, room = load(name), Room(name, own=words == "own" and name == "anchorage")
    for size in range(1, len(room.parties) + 1):
        for asked in combinations(room.parties, size):
            for rule in ("least", "more"):
                view = explorer_data.deal_view(case, {"ticked": list(asked), "words": words, "rule": rule})
                assert view["size"] == [room.left(asked, rule)] * 2, (asked, rule)
                many, every = room.left(asked, rule), len(room.deals)
                start, end = (f"{many} of {every} deals", "") if many else (f"Of {every} deals", " none.")
                assert view["headline"].startswith(start) and view["headline"].endswith(end)


def test_own_words_make_a_difference_where_there_are_some():
    """Without this, the counts above could be right with the switch broken in both places."""
    assert Room("anchorage").left(["ukraine"]) == 625 > Room("anchorage", own=True).left(["ukraine"])
