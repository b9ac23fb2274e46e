"""Marks: evidence, rule and reasoning earn points, invention and copying do not, and nothing is ever raised."""

import math

import pandas as pd
import panels
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_codes import WEST
from standpoint import load, marking
from standpoint.case.package import work_folder
from standpoint.marking.words import Mark, names_nearby, own_words, quotation, rule_problem, shares_a_word, whole

GOOD = {
    "stakeholder": "west", "issue": "standing", "coder": "D", "verdict": "change", "direction": "1",
    "plainness": "outright", "paragraph": "p06",
    "quotation": "the Western consensus that Moscow should be treated as a pariah until it retreats",
    "against_paragraph": "p05", "against": "being greeted for top-level negotiations", "rule": "13",
    "reason": "The consensus says pariah, which is the right pole of this issue, and coder D wrote the left one. "
              "A greeting by one president is not what the others think, so the pole is turned.",
}  # fmt: skip
CASE = load("anchorage")
COPIED = "He promises one thing and does another; the act decides, as a hint (rule 1)."


@pytest.fixture(scope="module")
def case():
    return CASE


pytestmark = pytest.mark.usefixtures("work")


def points(case, other=None, **changed):
    return marking.judged_cell(case, GOOD | changed, other).points


# ---- one judged cell ------------------------------------------------------------------------------------

def test_a_good_cell_has_all_points(case):
    assert marking.judged_cell(case, GOOD) == Mark(6.0, 6.0, [
        "Decision: 1 of 1.", "Quotation: 2 of 2.", "Words against: 1 of 1.", "Rule: 1 of 1.", "Reason: 1 of 1."])


def test_keeping_and_changing_earn_the_same(case):
    """Agreement with a reference is never asked: the opposite decision on the same words has the same points."""
    keep = {"verdict": "keep", "direction": -1, "rule": 10}
    assert points(case, **keep) == points(case) == 6


@pytest.mark.parametrize(("changed", "lost", "words"), [
    ({"quotation": "Western leaders all agree that Moscow is an outcast"}, 6, "not in the text"),
    ({"quotation": ""}, 6, "is empty"),
    ({"verdict": "keep"}, 6, "do not go together"),
    ({"coder": "E"}, 6, "A, B, C or D"),
    ({"stakeholder": "nato"}, 6, "no stakeholder"),
    ({"paragraph": "p05"}, 1.5, "stand in p06"),
    ({"quotation": "a pariah until"}, 1.5, "has 3 words"),
    ({"paragraph": "p17", "quotation": "The question is whether these profoundly incompatible objectives"}, 1, "names"),
    ({"against": "Moscow should be treated as a pariah", "against_paragraph": "p06"}, 1, "other words"),
    ({"against": "the West greets him warmly"}, 1, "not in the text"),
    ({"rule": "14"}, 1, "1 to 13"),
    ({"rule": "6"}, 1, "leaves a cell blank"),
    ({"reason": "It is clear."}, 1, "has 3 words"),
    ({"reason": "pariah " * 25}, 1, "repeats"),
    ({"reason": f"{COPIED} {COPIED[:20]} by this rule it goes so."}, 1, "collection"),
    ({"reason": "My friends and my family and my teacher told me so yesterday, and so I write it down here now too"},
     1, "names neither"),
])  # fmt: skip
def test_what_costs_points(case, changed, lost, words):
    mark = marking.judged_cell(case, GOOD | changed)
    assert mark.points == 6 - lost
    assert any(words in line for line in mark.lines), mark.lines


def test_all_invented_earns_nothing(case):
    invented = {"quotation": "the leaders of the world want peace now", "against": "nobody wants any peace at all"}
    assert points(case, **invented) == 0


def test_the_same_cell_twice_earns_nothing(case):
    assert points(case, other=GOOD) == 0


def test_a_blank_needs_the_nearest_words(case):
    blank = GOOD | {"stakeholder": "ukraine", "issue": "security", "coder": "A", "verdict": "keep",
                    "direction": "blank",
                    "plainness": "", "paragraph": "p10", "rule": 2,
                    "quotation": "and include credible security assurances",
                    "against": "the trust may have suffered irrevocable harm", "against_paragraph": "p09",
                    "reason": "These assurances are asked for by two other governments. No sentence tells which "
                              "assurances Kyiv itself asks for, so nothing would persuade me."}  # fmt: skip
    assert marking.judged_cell(case, blank).points >= 5.5
    assert marking.judged_cell(case, blank | {"quotation": ""}).points == 0


@pytest.mark.parametrize("answer", [None, 3, "text", [], {}, {"stakeholder": ""}, pd.DataFrame(), float("nan")])
def test_no_answer_is_open(case, answer):
    mark = marking.judged_cell(case, answer)
    assert mark.points == 0 and mark.lines[0].startswith("Open:")
    assert str(marking.show(mark)).startswith("Open.")


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60), st.lists(st.integers(), max_size=3))))
def test_any_answer_is_marked_without_an_error(changed):
    mark = marking.judged_cell(CASE, GOOD | changed)
    assert 0 <= mark.points <= mark.most == 6 and type(mark.points) is float
    assert not any("could not be marked" in line for line in mark.lines)


# ---- words and rules ------------------------------------------------------------------------------------

def test_every_published_code_passes_the_test_of_nearness(case):
    """Guard of the guard: a test that the collection's own evidence fails would be unfair to a student."""
    for one in (case, load("bridge")):
        for table in ("positions", "inducement_codes"):
            far = [(r.stakeholder, r.paragraph) for r in one.tables[table].itertuples()
                   if not names_nearby(one, r.stakeholder, r.paragraph)]
            assert far == []


def test_a_quotation_with_plain_marks_counts(case):
    assert quotation(case.essay, "p02", '"end the war in Europe in a few months,"')[0] == 1


@pytest.mark.parametrize(("rule", "direction", "plainness", "before", "fits"), [
    (1, -1, "hinted", 2, True), (1, -1, "outright", 2, False), (1, None, "", 2, False), (2, None, "", 1, True),
    (3, 1, "outright", None, True), (6, None, "", 1, True), (6, 1, "hinted", 1, False), (9, 1, "hinted", 1, False),
    (8, None, "", 1, True),
    (12, 1, "outright", 1, False), (13, 1, "outright", -2, True), (13, 1, "outright", 2, False),
    ("rule 4", 1, "hinted", 2, True),
    (0, 1, "hinted", 1, False), ("four", 1, "hinted", 1, False), (None, 1, "hinted", 1, False),
])  # fmt: skip
def test_a_rule_fits_or_not(rule, direction, plainness, before, fits):
    assert (rule_problem(rule, direction, plainness, before) == "") is fits


def test_whole_numbers_are_read_as_people_write_them():
    assert [whole(v) for v in (1, "−1", "+1", "1.0", "Rule 7", True, "x", None)] == [1, -1, 1, 1, 7, None, None, None]


def test_words_of_the_collection_are_not_own_words(case):
    from standpoint.marking.words import collection_notes

    known = collection_notes(case.name)
    assert "collection" in own_words(COPIED, known, 5)
    assert "collection" in own_words(COPIED.replace("decides", "decides it"), known, 5)
    assert own_words("The deed is told after the word, and it is the deed that I read.", known, 5) == ""
    assert shares_a_word("the consensus", "Western consensus") and not shares_a_word("we are", "we are")


# ---- own codes ------------------------------------------------------------------------------------------

def test_own_codes_with_notes_count(case):
    marking.keep_codes(case, "inducement_codes", WEST)
    mark = marking.pair_cells(marking.own_codes(case, "inducement_codes"), ("trump", "putin"))
    assert mark.points == 3
    assert "3 are decided" in mark.lines[-1]


@pytest.mark.parametrize("text, kept", [
    ('stakeholder,inducement,direction\n"trump,land,1\n', 3), ("xx", 3), ("", 3),
    ("stakeholder,inducement,direction,note\nputin,land,north,\nukraine,land,blank,p03 says nothing of it.\n", 4),
])  # fmt: skip
@pytest.mark.parametrize("again", [False, True])
def test_a_damaged_file_does_not_beat_a_good_list(case, work, capsys, text, kept, again):
    if again:  # the list wrote the file, and then it was damaged
        marking.keep_codes(case, "inducement_codes", WEST)
    work.mkdir(exist_ok=True)
    (work / "anchorage-inducement_codes.csv").write_text(text, encoding="utf-8")
    marking.keep_codes(case, "inducement_codes", WEST)
    own = marking.own_codes(case, "inducement_codes")
    assert len(own.of("coded")) + len(own.of("blank")) == kept and own.problems == []
    assert (work / "anchorage-inducement_codes-not-read-1.csv").read_text(encoding="utf-8") == text
    assert "is kept as anchorage-inducement_codes-not-read-1.csv" in capsys.readouterr().out


def test_a_list_never_writes_over_newer_codes(case, capsys):
    """The explorer changed one cell: the list keeps its hands off it, and still mends the cells that it wrote."""
    marking.keep_codes(case, "inducement_codes", WEST)
    newer = {"direction": "blank", "note": "p03, and my newer words on it."}
    coder = marking.coder(case, "inducement_codes")
    panels.code(coder, "trump", "land", newer)
    capsys.readouterr()
    marking.keep_codes(case, "inducement_codes", [WEST[0] | {"salience": "2"}, *WEST[1:]])
    cells = marking.own_codes(case, "inducement_codes").cells
    assert cells["trump", "land"]["cell"]["note"] == newer["note"]
    assert cells["trump", "home_story"]["cell"]["salience"] == "2"
    assert "newer work: Trump on “Land kept” (trump, land)." in capsys.readouterr().out


def test_help_counts_as_the_points_table_does_and_names_each_wrong_cell(case):
    marking.keep_codes(case, "inducement_codes", [WEST[0] | {"note": "Story"}, WEST[1] | {"note": ""}, WEST[2]])
    lines = marking.pair_cells(marking.own_codes(case, "inducement_codes"), ("trump", "putin")).lines
    assert lines[0].startswith("Good cells: 1 of 8.") and "up to 4 blanks count among the eight" in lines[0]
    assert any("(trump, home_story): the note has 1 word." in line for line in lines)
    assert any("(putin, home_story): the note is empty." in line for line in lines)
    mark = marking.pair_cells(marking.own_codes(case, "inducement_codes"), ("Trump", "putin"))
    assert "did you mean trump?" in mark.lines[0]


def test_the_copied_reference_earns_nothing(case, work):
    """The tables of the collection, handed in as one's own: quotations are right, and no word is the student's."""
    work.mkdir()
    names = [field["name"] for field in case.schemas["inducement_codes"]["fields"]]
    copied = case.inducement_codes[names]
    copied.to_csv(work / "anchorage-inducement_codes.csv", index=False)
    own = marking.own_codes(case, "inducement_codes")
    assert len(own.of("coded")) == len(copied)
    assert marking.pair_cells(own, ("trump", "putin")).points <= 0.5


def test_a_row_with_a_mistake_costs_that_row_alone(case, work, capsys):
    marking.keep_codes(case, "inducement_codes", WEST)
    path = work / "anchorage-inducement_codes.csv"
    words = path.read_text(encoding="utf-8").replace("bolsters his reputation", "hurts his name")
    path.write_text(words, encoding="utf-8")
    own = marking.own_codes(case, "inducement_codes")
    assert len(own.of("coded")) == 1 and len(own.of("blank")) == 1 and own.problems
    assert marking.pair_cells(own, ("trump", "putin")).points == 2
    capsys.readouterr()


def test_one_quotation_everywhere_earns_half(case):
    everywhere = [WEST[0] | {"inducement": item, "note": f"This is how I read {item}, by a step of my own, number {n}."}
                  for n, item in enumerate(["home_story", "stage", "early_peace"])]  # fmt: skip
    marking.keep_codes(case, "inducement_codes", everywhere)
    mark = marking.coded_cells(marking.own_codes(case, "inducement_codes"), 8, notes=True)
    assert mark.points == 1.5 and any("serves two at most" in line for line in mark.lines)


@pytest.mark.parametrize("given", [None, [], "x", 3, [None], [{}], [{"stakeholder": "nobody", "inducement": "land"}]])
def test_odd_codes_are_told_and_not_raised(case, given, capsys):
    marking.keep_codes(case, "inducement_codes", given)
    assert marking.own_codes(case, "inducement_codes").cells == {}
    assert "Traceback" not in capsys.readouterr().out


# ---- an own case, and its finding -----------------------------------------------------------------------

TEXT = "\n".join(["The Clock", *[
    f"The council wants the clock repaired before winter, said the mayor in meeting {n} of the long series, and the "
    f"watchmaker would rather have a new one, because the old wheels are worn and nobody makes them any more now."
    for n in range(8)]])  # fmt: skip
PEOPLE = [
    {"label": name, "name": name, "words": name.lower(), "interest": 1, "interest_quote": words}
    for name, words in (("Council", "The council wants the clock repaired before winter, said the mayor in meeting 0"),
                        ("Mayor", "said the mayor in meeting 1 of the long series"),
                        ("Watchmaker", "in meeting 2 of the long series, and the watchmaker would rather"))
]  # fmt: skip
ISSUES = [{"label": f"Issue {n}", "question": f"What of clock {n}?", "left": "repair", "right": "replace",
           "left_short": "repair", "right_short": "replace", "quote": f"in meeting {n} of the long series"}
          for n in range(3)]  # fmt: skip


def test_a_case_is_made_marked_and_made_again_without_a_change(case):
    made = marking.make_case("clock", TEXT, PEOPLE, ISSUES)
    assert marking.own_set_up(made).points == 4
    assert len(marking.make_case("clock", TEXT, PEOPLE, ISSUES).stakeholders) == 3
    assert marking.own_set_up(marking.make_case("bell", TEXT)).points < 2
    assert marking.own_set_up(None).points == 0


def test_a_list_from_before_a_blank_was_written_is_no_newer_work(capsys):
    """An older list wrote 0 for power without words, into the case and into what it remembered."""
    marking.make_case("clock", TEXT, PEOPLE, ISSUES)
    folder = work_folder()
    table, memory = folder / "clock" / "stakeholders.csv", folder / "clock-stakeholders-from-list.json"
    table.write_text(table.read_text("utf-8").replace(",,,,1,p01", ",0,,,1,p01"), encoding="utf-8")
    kept = memory.read_text("utf-8")
    assert kept.count('"power": ""') == 6
    memory.write_text(kept.replace('"power": ""', '"power": "0"'), encoding="utf-8")
    capsys.readouterr()
    again = marking.make_case("clock", TEXT, [{**PEOPLE[0], "note": "a word more"}, *PEOPLE[1:]], ISSUES)
    assert "newer work" not in capsys.readouterr().out
    assert again.stakeholders["power"].isna().all() and again.stakeholders["note"].iloc[0] == "a word more"


def test_a_text_of_the_collection_is_not_ones_own(case):
    copy = marking.make_case("mine", case.essay.text)
    assert marking.own_set_up(copy).points == 0 and "anchorage" in marking.own_set_up(copy).lines[0]


def test_a_finding_is_computed_on_ones_own_codes(capsys):
    made = marking.make_case("clock", TEXT, PEOPLE, ISSUES)
    codes = [{"stakeholder": who, "issue": f"issue_{n}", "direction": way, "plainness": "outright", "salience": 2,
              "quote": f"{head} meeting {n} of the long series"}
             for who, way, head in (("mayor", -1, "said the mayor in"),
                                    ("council", 1, "before winter, said the mayor in"))
             for n in range(3)]  # fmt: skip
    marking.keep_codes(made, "positions", codes)
    own = marking.own_codes(made)
    assert marking.coded_cells(own, 10).points == 6
    good = {"measure": "opposite", "first": "mayor", "second": "council", "value": 3, "paragraph": "p01",
            "sentence": "On all three issues Mayor and Council lean opposite ways in this text.",
            "quotation": "said the mayor in meeting 0 of the long series"}  # fmt: skip
    assert marking.finding(own, good).points == 6
    assert marking.finding(own, good | {"value": 2}).points == 2
    assert marking.finding(own, good | {"measure": "beauty"}).points == 0
    assert marking.finding(own, good | {"quotation": "the mayor said it all in the meeting"}).points == 5
    assert marking.finding(own, {}).points == 0


def test_marks_never_raise_and_a_slip_is_no_zero():
    for function in (marking.own_set_up, marking.unseen_set_up, marking.unseen_cells):
        assert math.isnan(function(3).points) and "could not be marked" in function(3).lines[0]
    assert math.isnan(marking.coded_cells("x", 10).points)
    assert marking.overlap_finding(None, None, None).points == 0
