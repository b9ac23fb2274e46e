"""The check of five minutes: two parallel forms, a count of change, and one message for all that is wrong."""

import re

import places
import pytest

pytest.importorskip("nbformat")
from classroom.course import Refusal  # noqa: E402
from classroom.in_class import five_minutes  # noqa: E402

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


def test_the_guide_names_the_right_letters():
    guide = (places.NOTEBOOKS / "coursework" / "guide" / "in-class.md").read_text(encoding="utf-8")
    said = re.search(r"Right in both forms: ([^.]+)\.", guide)[1]
    assert said == ", ".join(f"{question} {letter}" for question, letter in five_minutes.RIGHT.items())


def test_the_change_is_counted_by_kind(tmp_path):
    rows = ["owl,before,A,b,a,a,a,a,a", "owl,after,B,D,b,a,b,b,c"]
    rows += ["fox,before,B,d,b,a,b,b,c", "fox,after,A,d,b,a,b,b,", "elk,before,A,d,b,a,b,b,c"]
    said = five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))
    assert said.startswith("Answered both times: 2. Answered once, and left out: elk.")
    assert "blank or zero: 2 of 4 right before, 4 of 4 after." in said
    assert "outright or hinted: 3 of 4 right before, 4 of 4 after." in said
    assert "finding or overclaim: 2 of 4 right before, 3 of 4 after." in said
    assert "Of these, more right than before: 1; fewer: 1; as many: 0." in said and "not validated" in said
    assert "Left empty: 1 answers. They count as not right." in said and "same form" not in said


def test_all_problems_are_told_at_once(tmp_path):
    rows = ["owl,earlier,A,d,b,a,b,b,c", ",before,C,d,b,a,b,b,z", "elk,after,A,,,,,,", "elk,after,A,,,,,,"]
    with pytest.raises(Refusal) as told:
        five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))
    words = str(told.value)
    assert "row 2, column “when”: “earlier”" in words and "row 3, column “pseudonym”" in words
    assert "row 3, column “form”: “c”" in words and "row 3, column “6”: “z” is not one of a, b, c" in words
    assert "row 5: row 4 has the same pseudonym" in words


@pytest.mark.parametrize("typed", ["ab", "e", "1", "d ?", "-"])
def test_what_is_no_single_letter_is_told(tmp_path, typed):
    """Two circles in one line are no answer that anybody can mark."""
    rows = [f"owl,before,A,{typed},b,a,b,b,c", "owl,after,B,d,b,a,b,b,c"]
    with pytest.raises(Refusal, match=re.escape(f"row 2, column “1”: “{typed}” is not one of a, b, c, d; leave")):
        five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))


def test_who_answered_once_or_had_one_form_twice_is_named(tmp_path):
    rows = ["owl,before,A,D,b,A,b,b,c", "owl,after,a,d,b,a,b,b,c", "elk,after,B,d,b,a,b,b,c", "fox,before,A,,,,,,"]
    said = five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))
    assert "left out: elk, fox." in said and "Had the same form twice, so they may remember it: owl." in said
    assert "as many: 1." in said and "Left empty" not in said, "who is left out is not counted"


def test_a_typing_slip_in_every_pseudonym_is_told_by_name(tmp_path):
    rows = ["owl,before,A,d,b,a,b,b,c", "0wl,after,B,d,b,a,b,b,c"]
    with pytest.raises(Refusal, match="Answered once: owl, 0wl."):
        five_minutes.check_change(file(tmp_path, HEAD + "\n".join(rows) + "\n"))


def test_every_column_that_is_missing_is_named(tmp_path):
    with pytest.raises(Refusal, match="“form” is missing.*\n.*“5” is missing.*\n.*“6” is missing"):
        five_minutes.check_change(file(tmp_path, "pseudonym,when,1,2,3,4\nowl,before,d,b,a,b\n"))


@pytest.mark.parametrize("text", ["", HEAD, "pseudonym,when\nowl,before\n", HEAD + "owl,before,A,d,b,a,b,b,c\n"])
def test_a_file_with_too_little_says_so(tmp_path, text):
    with pytest.raises(Refusal):
        five_minutes.check_change(file(tmp_path, text))
