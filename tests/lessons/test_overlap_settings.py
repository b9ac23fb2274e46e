"""The settings of lesson 05 as a reader can multiply them, and which share each of its sentences is about."""

import json
import re
from itertools import product
from math import prod

import multiverse_by_hand as by_hand
import pytest
from standpoint import draw, load
from standpoint.lessons.overlap import charts, findings

PAIRS = {"anchorage": ("trump", "putin"), "bridge": ("council", "county")}
BOOK = by_hand.DATA.parent / "notebooks" / "05-overlap.ipynb"


@pytest.fixture(scope="module", params=PAIRS)
def name(request):
    return request.param


def known_shares(name):
    """{(how, blank, tau): the shares of the known cells, from the files}: the whole list first, then each shorter."""
    ids, codes = [row["id"] for row in by_hand.rows(name, "inducements")], by_hand.codes_of_readers(name)[0]
    lists = [ids, *([one for one in ids if one != gone] for gone in ids)]
    return {
        (how, blank, tau): [by_hand.shares(codes, PAIRS[name], items, how, blank, tau)[1] for items in lists]
        for (how, blank), tau in product(by_hand.WEIGHTS, (None, 1, 2))
    }


def whole(share):
    return int(100 * share + by_hand.HALF)


def test_what_the_chart_lists_multiplies_to_what_its_title_counts(name):
    case = load(name)
    said = draw.describe(charts.overlap_by_list(case))
    total = int(re.search(r"In \d+ of (\d+) settings", said)[1])
    factors = re.search(r"(\d+) lists, times (\d+) ways to weigh, times (\d+) rules for an overlap: .* (\d+) ", said)
    *numbers, result = map(int, factors.groups())
    assert prod(numbers) == result == total == len(findings.every_setting(case))
    assert numbers == [len(by_hand.rows(name, "inducements")) + 1, 7, 3]
    title = charts.overlap_by_list(case).layout.title.text.replace("<br>", " ")
    assert factors[0] in title, "where the reader sees it"


def test_three_guesses_for_a_blank_fall_together_where_all_weigh_the_same(name):
    """Three ways, three guesses, three rules would be 243 for nine lists; 54 of these are counted once only."""
    codes, ids = by_hand.codes_of_readers(name)[0], [row["id"] for row in by_hand.rows(name, "inducements")]
    for tau in (None, 1, 2):
        found = {how: {by_hand.shares(codes, PAIRS[name], ids, how, blank, tau) for blank in (1, 2, 3)}
                 for how in ("equal", "mean", "min")}  # fmt: skip
        assert len(found["equal"]) == 1 and len(found["mean"]) == len(found["min"]) == 3
    lists = len(ids) + 1
    assert lists * 3 * 3 * 3 - lists * 3 * 2 == len(findings.every_setting(load(name)))


def test_the_lesson_lists_seven_ways_and_three_rules():
    cells = json.loads(BOOK.read_text(encoding="utf-8"))["cells"]
    prose = next(text for text in ("".join(cell["source"]) for cell in cells) if text.startswith("### The finding"))
    assert "three ways to weigh" not in prose and "one of seven" in prose and "one of three" in prose


def test_the_sentence_on_the_known_cells_names_its_setting_and_where_it_starts(name):
    """Other weights, and the variant of 2 steps, start and end elsewhere: 50 and 33 to 67 are true of one setting."""
    shares, said = known_shares(name), findings.finding_in_words(load(name))
    told = re.search(
        r"With equal weights and direction alone, the share of the known cells is (\d+) percent; "
        r"with one inducement less on the list, from (\d+) to (\d+) percent", said)  # fmt: skip
    first, *shorter = (whole(share) for share in shares["equal", 1, None])
    assert [int(number) for number in told.groups()] == [first, min(shorter), max(shorter)]
    assert {whole(found[0]) for found in shares.values()} != {first}, "so the sentence must name its setting"
