"""The check of five minutes: two parallel forms, a count of change, and one message for all that is wrong."""

import re

import places
import pytest

pytest.importorskip("nbformat")
from classroom import five_minutes  # noqa: E402
from classroom.course import Refusal  # noqa: E402

FORMS = [(places.NOTEBOOKS / f"coursework/in-class/check-form-{form}.md").read_text(encoding="utf-8") for form in "ab"]
HEAD = "pseudonym,when,form,1,2,3,4,5,6\n"


def file(tmp_path, text):
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_forms_are_parallel_and_every_right_letter_is_there():
    letters = [[re.findall(r"\((\w)\)", line) for line in re.findall(r"(?m)^\d\. (.+)$", form)] for form in FORMS]
    assert letters[0] == letters[1] == [list(five_minutes._LETTERS[question]) for question in "123456"]
    assert all(five_minutes.RIGHT[question] in five_minutes._LETTERS[question] for question in "123456")


def test_the_change_is_counted_by_kind(tmp_path):
    rows = ["owl,before,A,b,a,a,a,a,a", "owl,after,B,D,b,a,b,b,c"]
    rows += ["fox,before,B,d,b,a,b,b,c", "fox,after,A,d,b,a,b,b,", "elk,before,A,d,b,a,b,b,c"]
    said = five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))
    assert said.startswith("2 people answered both times; 1 answered once and are left out.")
    assert "blank or zero: 2 of 4 right before, 4 of 4 after." in said
    assert "outright or hinted: 3 of 4 right before, 4 of 4 after." in said
    assert "finding or overclaim: 2 of 4 right before, 3 of 4 after." in said
    assert "1 have more right than before, 1 fewer, 0 as many." in said and "not validated" in said


def test_all_problems_are_told_at_once(tmp_path):
    rows = ["owl,earlier,A,d,b,a,b,b,c", ",before,C,d,b,a,b,b,z", "elk,after,A,,,,,,", "elk,after,A,,,,,,"]
    with pytest.raises(Refusal) as told:
        five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))
    words = str(told.value)
    assert "row 2, column “when”: “earlier”" in words and "row 3, column “pseudonym”" in words
    assert "row 3, column “form”: “c”" in words and "row 3, column “6”: “z” is not one of a, b, c" in words
    assert "row 5: row 4 has the same pseudonym" in words


@pytest.mark.parametrize("text", ["", HEAD, "pseudonym,when\nowl,before\n", HEAD + "owl,before,A,d,b,a,b,b,c\n"])
def test_a_file_with_too_little_says_so(tmp_path, text):
    with pytest.raises(Refusal):
        five_minutes.check_change(file(tmp_path, text))
