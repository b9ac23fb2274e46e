"""Usual slips of pandas: each gets one sentence, of what was given and what is wanted; none is called right."""

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import pandas as pd
import pytest
from standpoint import grid
from standpoint.case.case import load
from standpoint.quiz.checks import check, exercise
from standpoint.quiz.question import Question, number, one_of, some_of, text
from standpoint.quiz.slips import any_for_all, empty_text

CASE = load("anchorage")
CODES = CASE.positions
PUTIN = CODES[CODES["stakeholder"] == "putin"]
OUTRIGHT = PUTIN["plainness"] == "outright"
COUNTS = CODES["stakeholder"].value_counts()
PEOPLE = dict(zip(CASE.stakeholders["id"], CASE.stakeholders["label"]))

ONE = "is one of " + ", ".join(f'"{who}"' for who in PEOPLE)

PARTS = {
    "many": lambda: some_of("answer", "Who?", PEOPLE, ["putin"]),
    "choice": lambda: one_of("answer", "Who?", PEOPLE, "putin"),
    "number": lambda: number("answer", "How many?", len(PUTIN)),
    "text": lambda: text("answer", "Why?"),
    "seat": lambda: one_of("answer", "Seat?", {True: "yes", False: "no"}, True),
    "code": lambda: some_of("answer", "Codes?", {-1: "left", 0: "none", 1: "right"}, [1]),
}
for name in PARTS:
    exercise(f"slip-{name}", 1)(lambda case, name=name: Question("?", [PARTS[name]()], "Judged.", again="Judged."))

TABLE = "You gave a whole table of 23 rows; wanted "
ONE_COLUMN = TABLE + 'are the values themselves, which stand in one column: table["stakeholder"].'
MASK = "You gave a mask, 8 times True or False; wanted "
COUNTED = "You gave counts, as value_counts() makes them, and not what was counted; wanted "
YES = "You gave True, one yes or no for a whole column, as any() and all() give it; wanted "


@pytest.mark.parametrize("kind, given, said", [
    ("many", CODES, ONE_COLUMN), ("many", CODES[["stakeholder"]], ONE_COLUMN),
    ("choice", CODES, TABLE + ONE + "."),
    ("number", CODES, TABLE + "is one number: len(table) counts the rows."),
    ("text", CODES, TABLE + "is a text."),
    ("many", pd.DataFrame(), 'You gave a whole table of 0 rows; wanted are the values themselves, which stand in one '
                             'column: table["name of a column"].'),
    ("many", OUTRIGHT, MASK + 'are the values themselves: table.loc[mask, "name of a column"].'),
    ("many", OUTRIGHT.tolist(), MASK + 'are the values themselves: table.loc[mask, "name of a column"].'),
    ("choice", OUTRIGHT.to_numpy(), MASK + ONE + ': table.loc[mask, "name of a column"].'),
    ("number", OUTRIGHT, MASK + "is one number: sum() of the mask."),
    ("code", OUTRIGHT, MASK + 'are the values themselves: table.loc[mask, "name of a column"].'),
    ("many", COUNTS, COUNTED + "are the values themselves: counts.index gives them."),
    ("choice", COUNTS, COUNTED + ONE + ": counts.idxmax() gives the most frequent."),
    ("choice", COUNTS.head(1), COUNTED + ONE + ": counts.idxmax() gives the most frequent."),
    ("number", COUNTS, 'You gave 6 numbers; wanted is one number: choose it by its name, as in counts["putin"].'),
    ("many", OUTRIGHT.any(), YES + "are the values themselves."),
    ("choice", True, YES + ONE + "."),
    ("number", np.bool_(True), YES + "is one number: sum() counts how often it is True."),
])  # fmt: skip
def test_a_slip_is_told_in_one_sentence(kind, given, said):
    reply = check(f"slip-{kind}", CASE, given)
    assert (reply.state, reply.title, reply.lines) == ("problem", said, ())
    whole = check(f"slip-{kind}", CASE, {"answer": given})
    assert (whole.state, whole.title) == ("problem", said)


@pytest.mark.parametrize("kind, given", [
    ("many", COUNTS.index[:1]), ("many", PUTIN["stakeholder"]), ("choice", COUNTS.index[:1]),
    ("number", COUNTS["putin"]),
    ("number", PUTIN["issue"].count()), ("number", COUNTS.head(1)), ("choice", '"putin"'), ("choice", "“Putin”"),
    ("many", ["'putin'"]), ("seat", True), ("seat", [True]), ("code", pd.Series([1, 1], index=[0, 1])),
])  # fmt: skip
def test_what_is_no_slip_is_right(kind, given):
    assert check(f"slip-{kind}", CASE, given).state == "right"


ODD = [
    pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]), pd.DataFrame({"a": [[1], [2]]}), CODES.T, CODES.iloc[0],
    pd.DataFrame({"a": [np.array([1, 2])]}), CODES.index, CODES.set_index(["stakeholder", "issue"]),
    CODES.groupby("issue"), CODES.groupby(["stakeholder", "direction"]).size().add(1),
    pd.Series([True, pd.NA], dtype="boolean"), pd.Series([[1], [2]]),
    np.zeros((2, 2)), {"x": CODES}, {1: 2}, [CODES], [[1, 2]], range(3), 1 + 2j, b"x", "“", '"', "%", "½",
    pd.Timestamp("2025-08-15"), pd.Categorical(["a"]), pd.DataFrame({"putin": [1]}), iter([1]), object(),
]  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in PARTS if kind != "text"])
@pytest.mark.parametrize("given", ODD, ids=lambda given: type(given).__name__)
def test_whatever_is_given_is_told_in_words(kind, given):
    for said in (check(f"slip-{kind}", CASE, given), check(f"slip-{kind}", CASE, {"answer": given})):
        assert said.state == "problem" and "did not work" not in said.title, str(said)
        assert "object at 0x" not in str(said)


@pytest.mark.parametrize("given, kept", [
    ("“great powers were cutting deals”", "great powers were cutting deals"), ('"one"', "one"), ("„eins“", "eins"),
    ("“one” and “two”", "“one” and “two”"), ('""', '""'), ("“”", "“”"), ("so said “he”", "so said “he”"),
])  # fmt: skip
def test_a_quotation_is_taken_without_its_marks(given, kept):
    exercise("slip-words", 1)(lambda case: Question("?", [text("answer", "Which words?")], lambda said: said["answer"]))
    assert check("slip-words", CASE, given).title == kept


def test_any_for_all_is_known_by_its_number():
    blank = grid(CASE)[["trump", "europe"]].isna()
    some, both = int(blank.any(axis=1).sum()), int(blank.all(axis=1).sum())
    assert some != both and list(any_for_all(blank)) == [some]
    said = check("04.3", CASE, {"count": some, "meaning": "unsaid"})
    assert said.state == "again"
    assert said.lines[0] == (
        f"You gave {some}, the rows where any of them is True; wanted are those where all are: all(axis=1)."
    )
    assert check("04.3", CASE, {"count": both, "meaning": "unsaid"}).state == "right"
    assert "You gave" not in str(check("04.3", CASE, {"count": some + 1, "meaning": "unsaid"}))


def test_a_blank_looked_for_as_an_empty_text_is_known_by_its_number():
    column = CASE.endings["speaker"]
    right = {"conditional": 3, "reported": int(column.notna().sum()), "ever": "sunday"}
    assert check("07.1", CASE, right).state == "right"
    slips = {int((column != "").sum()): "notna() leaves it out.", int((column == "").sum()): "isna() finds it."}
    for wrong, word in slips.items():
        said = check("07.1", CASE, right | {"reported": wrong})
        assert said.state == "again" and said.lines[0].startswith(f"You gave {wrong}") and said.lines[0].endswith(word)
    assert empty_text(pd.Series(["a", "b"], name="x")) == {}
