"""Marks for one computed finding about a case of the student's own."""

import re

from .. import wording as say
from ..wording import number
from .words import Tally, plain, quotation, still_open

FINDING = 6
MEASURES = {
    "coded": "how many cells are coded",
    "blank percent": "the share of blank cells, in percent",
    "placed": "on how many issues the text places the first stakeholder",
    "same": "on how many issues the two lean the same way",
    "opposite": "on how many issues the two lean opposite ways",
    "unknown": "on how many issues at least one of the two is blank",
}
_PAIRS = ("same", "opposite", "unknown")
_FEWEST = 5  # coded cells


def finding(own, answer):
    """Mark a finding: {"measure", "first", "second", "value", "sentence", "paragraph", "quotation"}; most 6.

    own: see files.Own. The value is computed again from the student's own codes.
    """
    if not isinstance(answer, dict) or not any(plain(value) for value in answer.values()):
        return still_open(FINDING, "there is no finding yet.")
    if own.case is None or len(own.of("coded")) < _FEWEST:
        return still_open(FINDING, f"code your case first: at least {_FEWEST} cells.")
    measure, people = plain(answer.get("measure")).lower(), [plain(answer.get(n)) for n in ("first", "second")]
    needed = people[: 2 if measure in _PAIRS else 1 if measure == "placed" else 0]
    problem = _problem(own.case, measure, needed)
    tally = Tally()
    tally.part("Measure", not problem, 1, problem)
    if problem:
        return tally.mark(FINDING)
    value = value_of(own.case, measure, needed)
    right = _is_value(answer.get("value"), value)
    tally.part("Value", 2 * right, 2, "Count again on your own table.")
    sentence = plain(answer.get("sentence"))
    said = right and len(sentence.split()) >= 8 and _says(sentence, value)
    tally.part("Sentence", said, 1, "Eight words at least, with the right value in it.")
    labels = [*say.labels(own.case).values(), *own.case.issues["label"]]
    named = said and any(label.lower() in sentence.lower() for label in labels)
    tally.part("Names what it is about", named, 1, "Name a stakeholder or an issue as your tables do.")
    got, _, words = quotation(own.case.essay, answer.get("paragraph"), answer.get("quotation"))
    tally.part("One cell behind it", got if _is_coded(own, answer) else 0, 1, words or "Quote words of a coded cell.")
    return tally.mark(FINDING)


def value_of(case, measure, people):
    """Return the value of one of MEASURES for a case (int). people: the ids that it needs."""
    codes, cells = case.positions, len(case.stakeholders) * len(case.issues)
    if measure == "coded":
        return len(codes)
    if measure == "blank percent":
        return int(100 * (cells - len(codes)) / cells + 0.5)
    if measure == "placed":
        return int((codes["stakeholder"] == people[0]).sum())
    return int((say.compare(case, *people)["relation"] == measure).sum())


def _problem(case, measure, people):
    if measure not in MEASURES:
        return f"The measure is one of: {', '.join(MEASURES)}."
    unknown = [one for one in people if one not in set(case.stakeholders["id"])]
    if unknown or len(set(people)) < len(people):
        return f"It needs {'two different stakeholders' if len(people) == 2 else 'a stakeholder'} by their ids."
    return ""


def _is_value(given, value):
    found = re.search(r"-?\d+(?:\.\d+)?", plain(given))
    return not isinstance(given, bool) and bool(found) and abs(float(found[0]) - value) <= 0.51 * (value > 12)


def _says(sentence, value):
    words = set(re.findall(r"\w+", sentence.lower()))
    return bool(words & {str(value), number(value)}) or (value == 0 and bool(words & {"none", "zero", "nothing"}))


def _is_coded(own, answer):
    words = plain(answer.get("quotation")).strip('“”" ')
    return bool(words) and any(words in cell["quote"] or cell["quote"] in words for cell in own.of("coded").values())
