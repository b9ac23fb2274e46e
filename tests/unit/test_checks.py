"""The checks of the exercises: right, wrong and unreadable answers, always in words."""

import math

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import pandas as pd
import pytest
from standpoint.case.case import load
from standpoint.quiz import checks
from standpoint.quiz.checks import Feedback, check, exercise
from standpoint.quiz.question import Part, Question, number, one_of, percent, some_of

CASE = load("anchorage")
FIELDS = {
    "choice": {"options": [["outright", "Said outright"], ["hinted", "Hinted"]]},
    "many": {"options": [[name, name.capitalize()] for name in ("trump", "putin", "ukraine")]},
    "number": {"min": 0, "max": 8},
    "text": {},
}
GOOD = {"choice": "hinted", "many": ["trump", "ukraine"], "number": 3, "text": "because"}


def single(kind, right=None, said="Judged.", **more):
    field = {"name": "answer", "label": "Your answer", "kind": kind, **FIELDS[kind], **more}
    return lambda case: Question("Which?", [Part(field, right)], said, again="Judged.")


def crash(case):
    raise ZeroDivisionError("a slip of ours")


for kind in FIELDS:
    exercise(f"try-{kind}", 1)(single(kind, GOOD[kind]))
exercise("try-crash", 1)(single("text", said=crash))
exercise("try-crash-2", 1)(crash)


@exercise("try-two", 2)
def two(case):
    who = one_of("who", "Who?", {"trump": "Trump", "putin": "Putin"})
    return Question(f"About {case.title}", [who, number("size", "How many", least=None)], str, state="kept")


@exercise("try-parts", 2)
def parts(case):
    who = one_of("who", "Who?", {"trump": "Trump", "putin": "Putin"}, "putin")
    return Question("Which?", [who, number("size", "How many", 2)], "Judged.", "Count again.")


@pytest.mark.parametrize("kind", FIELDS)
def test_a_right_answer_is_right(kind):
    assert check(f"try-{kind}", CASE, GOOD[kind]).state == "right"
    assert check(f"try-{kind}", CASE, {"answer": GOOD[kind]}).state == "right"


@pytest.mark.parametrize("kind, answer", [
    ("choice", "Hinted"), ("choice", " hinted "), ("choice", np.str_("hinted")), ("choice", ["hinted"]),
    ("many", ("ukraine", "trump")), ("many", {"trump", "ukraine"}), ("many", pd.Series(["trump", "ukraine"])),
    ("many", pd.Index(["Ukraine", "Trump", "trump"])), ("many", np.array(["trump", "ukraine"])),
    ("number", 3.0), ("number", np.int64(3)), ("number", np.float64(3)), ("number", pd.Series([3])),
    ("number", "3"), ("number", "3,0"),
    ("text", "  because\n"),
])
def test_other_ways_of_saying_the_same_count(kind, answer):
    assert check(f"try-{kind}", CASE, answer).state == "right"


EMPTY = [None, "", "  ", math.nan, np.nan, pd.NA, pd.NaT, {}]
NO_VALUES = [[], pd.Series([], dtype=object), np.array([])]
WRONG_KIND = {
    "choice": [3, np.int64(3), 2.5, True, ["outright", "hinted"], pd.Series(["outright", "hinted"]), len, object()],
    "many": ["trump", 3, True, ["trump", 3], [None], CASE.stakeholders, len],
    "number": ["three", True, [1, 2], pd.Series([1, 2]), 9, -1, math.inf, 10**400, np.array([1, 2]), len,
               CASE.positions],
    "text": [3, True, ["a", "b"], pd.Series(["a", "b"]), print],
}  # fmt: skip


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("answer", EMPTY, ids=repr)
def test_an_empty_answer_gets_one_quiet_line(kind, answer):
    """It stands under a card that may have said Right, so it must not sound like a verdict."""
    said = check(f"try-{kind}", CASE, answer)
    assert (said.state, said.word, said.lines) == ("empty", "", ())
    assert str(said) == said.title and said.title.startswith("No answer in this cell yet.")
    assert "<strong>" not in said._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("kind, answer", [(kind, answer) for kind, found in WRONG_KIND.items() for answer in found])
def test_an_answer_of_the_wrong_kind_is_named(kind, answer):
    said = check(f"try-{kind}", CASE, answer)
    assert said.state == "problem"
    assert "You gave" in said.title and ("Expected: " in said.title or "; wanted " in said.title)
    assert "object at 0x" not in str(said)


def test_the_nearest_allowed_value_is_offered():
    said = check("try-choice", CASE, "outrite").title
    assert said == 'You gave the text "outrite". Expected: one of "outright", "hinted". Did you mean "outright"?'
    assert 'Did you mean "ukraine"?' in check("try-many", CASE, ["trump", "ukrain"]).title
    assert "Did you mean" not in check("try-choice", CASE, "xyz").title


@pytest.mark.parametrize("typed, state", [
    ("3", "right"), (" 3.0 ", "right"), ("0.4", "again"), (".5", "again"), ("−1", "problem"), ("9", "problem"),
    ("3,0", "right"), ("0,4", "again"), ("three", "problem"), ("1e1", "problem"), ("3 4", "problem"),
    ("٣", "problem"), ("nan", "problem"), ("1" * 400, "problem"), ("1,2,3", "problem"), ("1,182.5", "problem"),
])
def test_a_number_that_is_typed_is_read_or_explained(typed, state):
    for in_card in (True, False):
        said = checks.judged(checks.get("try-number"), CASE, {"answer": typed}, in_card)[0]
        assert said.state == state
        assert state != "problem" or "Expected: a number from 0 to 8." in said.title


@pytest.mark.parametrize("typed, title", [
    ("1,182", "“1,182” could be 1182 or 1.182. Write 1182, or 1.182 with a point."),
    ("20 %", "You gave 20 percent. A plain number is asked for here, without a percent sign."),
])
def test_a_number_that_could_be_two_is_asked_back(typed, title):
    """A comma can part decimals or thousands: to guess would turn 1,182 into 1.182."""
    assert check("try-number", CASE, typed).title == title


BOTH = "0.7 could be 0.7 percent or 70 percent. Write 70 for 70 percent, or “0.7 %” with the sign."


@pytest.mark.parametrize("given, read", [
    (70, 70), ("70", 70), ("70 %", 70), ("70%", 70), ("20,5", 20.5), ("20,5 %", 20.5), (70.0, 70.0), ("0.7 %", 0.7),
    ("0,7%", 0.7), (0, 0), (1, 1), ("1", 1), ("1.0 %", 1), ("100 percent", 100),
    (0.7, BOTH), ("0.7", BOTH), ("0,7", BOTH), (np.float64(0.7), BOTH),
    (1.0, BOTH.replace("0.7", "1").replace("70", "100")),
    ("170 %", "You gave the number 170. Expected: a number from 0 to 100, in percent."),
])
def test_a_percentage_is_never_taken_for_a_share(given, read):
    exercise("try-percent", 1)(lambda case: Question("?", [percent("answer", "How many percent?")], str, state="kept"))
    title = read if isinstance(read, str) else str({"answer": read})
    assert check("try-percent", CASE, given).title == title


def test_a_percent_sign_counts_hundredths_where_a_number_goes_to_one():
    exercise("try-one", 1)(lambda case: Question("?", [number("answer", "Score", 0.2, most=1)], "Judged."))
    assert check("try-one", CASE, "20 %").state == check("try-one", CASE, "0,2").state == "right"


def test_none_of_them_stands_alone():
    options = {"trump": "Trump", "putin": "Putin", "none": "none of them"}
    exercise("try-none", 1)(lambda case: Question("?", [some_of("answer", "Who?", options, ["none"])], "Judged."))
    assert check("try-none", CASE, ["none"]).state == "right"
    said = check("try-none", CASE, ["none", "putin"])
    assert said.state == "problem"
    assert said.title == "You gave “none of them” and something else too. Give one of the two."


def test_an_answer_in_parts_says_which_part_is_right():
    said = check("try-parts", CASE, {"who": "putin", "size": 3})
    assert (said.state, said.title) == ("again", "Right: “Who”. Look again at: “How many”.")
    assert said.lines == ("Count again.",)
    assert check("try-parts", CASE, {"who": "trump", "size": 3}).title == "Look again at: “Who” and “How many”."


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("answer", NO_VALUES, ids=lambda answer: type(answer).__name__)
def test_a_result_without_values_is_not_called_no_answer(kind, answer):
    said = check(f"try-{kind}", CASE, answer)
    assert said.state == "problem" and "no values" in said.title


def test_the_minus_sign_of_the_evidence_table_counts_as_minus():
    assert check("04.2", CASE, {"direction": "−1", "plainness": "hinted"}).state == "right"


def test_parts_may_come_as_a_series_with_their_names():
    counts = pd.Series({"same": 0, "opposite": 4, "unknown": 4})
    assert check("04.4", CASE, counts).as_dict() == check("04.4", CASE, counts.to_dict()).as_dict()


def test_a_series_is_called_by_its_name():
    assert "a column (Series) of 2 values" in check("try-number", CASE, pd.Series([1, 2])).title


def test_two_parts_are_given_by_name():
    assert check("try-two", CASE, {"who": "Putin", "size": 2}).title == "{'who': 'putin', 'size': 2}"
    assert '{"who": ..., "size": ...}' in str(check("try-two", CASE, "putin"))
    said = check("try-two", CASE, {"whoo": "putin", "size": 2})
    assert 'Did you mean "who"?' in said.title and any("Who? No answer yet" in line for line in said.lines)
    assert check("try-two", CASE, {"who": "putin"}).title.startswith("How many: No answer yet")


def test_an_optional_part_may_stay_empty():
    seen = []

    def keep(answer):
        seen.append(answer)
        return "Kept."

    exercise("try-optional", 1)(single("many", said=keep, optional=True))
    assert check("try-optional", CASE, None).state == "right"
    assert seen == [{"answer": []}]


@pytest.mark.parametrize("name", ["try-crash", "try-crash-2"])
def test_a_slip_in_the_check_is_not_the_readers_mistake(name):
    said = check(name, CASE, "words")
    assert said.state == "problem" and "may well be right" in said.title
    assert "Traceback" not in str(said)


@pytest.mark.parametrize("answer", [None, "on", {"size": None}])
def test_what_a_case_lacks_is_said_in_place_of_the_question(answer):
    exercise("try-lacking", 1, lambda case: "This case has no cat.")(crash)
    assert checks.get("try-lacking").asked(CASE).prompt == "This case has no cat."
    said = check("try-lacking", CASE, answer)
    assert said.state == "open" and said.lines == ("This case has no cat.", "Go on with the lesson.")


def test_the_case_in_the_wrong_place_is_named():
    assert check("try-text", "words", CASE).title == "The second thing must be the case."


@pytest.mark.parametrize("name", ["try-choise", None, 3])
def test_an_unknown_exercise_is_named(name):
    assert check(name, CASE, "x").title.startswith("There is no exercise")
    if name == "try-choise":
        assert 'Did you mean "try-choice"?' in check(name, CASE, "x").title


def test_two_exercises_cannot_share_an_id():
    exercise("try-text", 1)(single("text", GOOD["text"]))
    with pytest.raises(ValueError, match="try-text"):
        exercise("try-text", 1)(crash)


def test_feedback_looks_the_same_each_time_and_is_safe():
    said = Feedback("again", "Look at <b> & count", "one line")
    assert said.lines == ("one line",)
    assert str(said) == "Not yet. Look at <b> & count\none line"
    bundle = said._repr_mimebundle_()
    assert bundle == Feedback("again", "Look at <b> & count", ["one line"])._repr_mimebundle_()
    assert 'role="status"' in bundle["text/html"] and "&lt;b&gt; &amp; count" in bundle["text/html"]
    assert bundle["text/plain"] == str(said)
    with pytest.raises(ValueError, match="state"):
        Feedback("good", "")


def test_every_state_has_a_word():
    assert all(Feedback(state, "x").word == word for state, word in checks.STATES.items())
