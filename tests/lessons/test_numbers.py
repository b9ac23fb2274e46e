"""Every number in the words of a lesson is recomputed from the tables, or says why it need not be.

The scan, the recomputations and the exemptions stand in tests/support: numbers_in_lessons, numbers_claimed and
numbers_claimed_later, numbers_exempt. Where a sentence is rewritten, its number needs a phrase there that finds it.
"""

import copy
import re
from functools import cache
from pathlib import Path

import pytest
from number_checks import RECOMPUTED, Claim, judge, unused
from number_tables import Tables
from numbers_claimed_later import CLAIMS, TOY
from numbers_exempt import EXEMPT
from numbers_in_lessons import NOTEBOOKS, numbers, numbers_of, read

TABLES = Tables()


@cache
def judged(lesson):
    return judge(numbers(lesson, read(lesson)), CLAIMS, EXEMPT, TABLES)


def problems(lesson, *sentences, tables=TABLES):
    """What is wrong with some sentences, as prose of a lesson."""
    found = [one for sentence in sentences for one in numbers_of(lesson, "prose", sentence)]
    return judge(found, CLAIMS, EXEMPT, tables).problems


SUPPORT = Path(__file__).resolve().parents[1] / "support"


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_every_number_is_claimed_and_true(lesson):
    assert "\n".join(judged(lesson).problems) == ""


def test_every_claim_and_every_exemption_holds_a_number():
    """What a list no longer needs is taken out of it, so that it says what the lessons say."""
    assert [rule[:3] for rule in unused([*CLAIMS, *EXEMPT], map(judged, NOTEBOOKS))] == []


def test_the_examples_are_those_of_the_lessons():
    """What is recomputed from an example stands in its lesson's code, number by number."""
    code = {lesson: "".join("".join(cell["source"]) for cell in read(lesson)["cells"]) for lesson in ("08",)}
    assert all(str(codes) in code["08"] for codes in TOY)


def test_no_recomputation_asks_the_package():
    files = [*SUPPORT.glob("number*.py"), SUPPORT / "multiverse_by_hand.py"]
    asking = re.compile(r"^\s*(?:import|from) (?:standpoint|pandas|numpy)", re.M)
    assert len(files) > 7 and [path.name for path in files if asking.search(path.read_text(encoding="utf-8"))] == []


# ---------------------------------------------------------------- guards of the guard


@pytest.mark.parametrize("lesson, sentence, said", [
    ("04", "24 cells are coded.", "says 24, and the tables give 23 or 19"),
    ("02", "Half of the claims are facts.", "no claim holds “Half”"),
    ("01", "Trump is named in half of the paragraphs.", "says half, and the tables give 0.8333"),
    ("07", "Of these risks, a third say how likely they are.", "no claim holds “third”"),
])  # fmt: skip
def test_a_planted_number_is_found(lesson, sentence, said):
    book = copy.deepcopy(read(lesson))
    book["cells"].append({"cell_type": "markdown", "source": [f"See here. {sentence}"]})
    (problem,) = judge(numbers(lesson, book), CLAIMS, EXEMPT, TABLES).problems
    assert f"Lesson {lesson}:" in problem and sentence in problem and said in problem


def test_a_false_number_in_a_chart_and_in_a_caption_is_found():
    book = copy.deepcopy(read("00"))
    outputs = [output["data"] for cell in book["cells"] for output in cell.get("outputs", []) if "data" in output]
    chart = next(found for data in outputs for kind, found in data.items() if "plotly" in kind)
    chart["layout"]["title"]["text"] = "<b>Ukraine is placed on two of eight issues</b>"
    outputs[-1]["text/html"] = "<table><caption>All 24 coded cells</caption></table>"
    found = judge(numbers("00", book), CLAIMS, EXEMPT, TABLES).problems
    assert len(found) == 2 and "says two, eight, and the tables give 1, 8" in found[0] and "“24”" in found[1]


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_no_exemption_lets_another_number_through(lesson):
    """Each number that is recomputed, one after the other, becomes another one: each is found."""
    missed = []
    for one in (one for one, kind in judged(lesson).held if kind == RECOMPUTED):
        for other in ("seventeen", "17.5", "half", str(int(one.value) + 1)):
            sentence = one.sentence[: one.start] + other + one.sentence[one.end :]
            if abs(one.value - numbers_of(lesson, one.kind, other)[0].value) > 0.3 and not problems(lesson, sentence):
                missed.append(sentence)
    assert missed == []


NOUNS = (
    "cells", "positions", "claims", "issues", "stakeholders", "parties", "deals", "sentences", "readers", "codes",
    "blanks", "meetings", "questions", "forecasts", "inducements", "arrows", "mentions", "words", "paragraphs", "risks",
    "endings", "settings", "percent",
)  # fmt: skip


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_no_exemption_lets_a_count_of_the_data_through(lesson):
    """A new sentence with a count of anything that the tables hold is found, whatever the number."""
    many = ("2", "two", "three", "four", "ten", "0", "zero", "12", "100", "1950", "a third of the", "half of all")
    said = [f"The essay has {number} {noun} here." for number in many for noun in NOUNS]
    assert [sentence for sentence in said if not problems(lesson, sentence)] == []


@pytest.mark.parametrize("lesson, folder, table", [
    ("00", "anchorage", "positions"), ("01", "anchorage", "stakeholders"), ("02", "anchorage", "claims"),
    ("03", "anchorage", "leverage"), ("04", "anchorage", "own_words"), ("05", "anchorage", "inducement_codes"),
    ("06", "anchorage", "issues"), ("07", "anchorage", "risks"), ("07", "anchorage", "questions"),
    ("08", "anchorage", "codings"), ("09", "history", "accounts"), ("10", "bridge", "positions"),
])  # fmt: skip
def test_a_row_less_makes_claims_false(lesson, folder, table):
    rest = TABLES.without(folder, table, 1)
    assert judge(numbers(lesson, read(lesson)), CLAIMS, EXEMPT, rest).problems


def test_a_claim_that_no_lesson_uses_is_reported():
    old = Claim("04", "# unicorns", lambda t, m: 3)
    verdict = judge(numbers("04", read("04")), [*CLAIMS, old], EXEMPT, TABLES)
    assert unused([old, *verdict.used], [verdict]) == [old]


def test_the_boxes_of_the_start_page_are_the_cells_of_the_table():
    """A filled box for each issue on which the essay places them, an empty one for each of the others."""
    rows = re.findall(r"\| ([■□ ]+) \| The essay places (\w+) ", "".join(read("00")["cells"][0]["source"]))
    shown = {label: (boxes.count("■"), len(boxes.split())) for boxes, label in rows}
    assert shown == {label: TABLES.placed(label, "positions") for label in shown} and len(shown) == 2
