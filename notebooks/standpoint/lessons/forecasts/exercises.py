"""Guess and exercises of lesson 07: endings, what a question needs, and the Brier score."""

from ...case.lacking import none_of
from ...measures import brier_score
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, out_of, percent, some_of
from ...quiz.slips import empty_text
from ...wording import listed, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_no_statement = none_of("statement about the time to come", lambda case: case.predictions)
_ADDED = {
    "date": "a last day",
    "source": "a source that decides",
    "condition": "a rule for the case that its condition is not met",
    "tone": "a tone that is more sure",
}
_SURE = 80  # percent, the forecast of exercise 3


@guess("07.guess", 1, _no_statement)
def endings(case):
    """Guess the number of endings, and how many of them have no time."""
    found, most = findings.endings(case), len(case.predictions)
    none = int((found["horizon"] == findings.NO_HORIZON).sum())

    def compared(given):
        yield f"You guessed {given['total']:g} endings, {given['timeless']:g} of them without a time."
        yield f"The table of endings has {len(found)}, {none} of them without a time."
        yield "Another reader may split or join some of them. What counts as one ending is a choice."

    prompt = "Before you see the tree, guess. An ending is a way in which the matter may come out."
    total = number("total", "How many different endings does the essay name?", most=most)
    timeless = number("timeless", "For how many of them does it give no time at all?", most=most)
    return Question(prompt, [total, timeless], compared)


@exercise("07.1", 1, _no_statement)
def tree(case):
    """Count conditions, missing times and reported endings."""
    conditional, reported = int((case.predictions["condition"] != "").sum()), int((case.endings["speaker"] != "").sum())
    asked = [
        ("conditional", "Of all statements about the time to come, how many name a condition?", conditional,
         empty_text(case.predictions["condition"])),
        ("timeless", "For how many of all statements does the essay give no time?", len(findings.timeless(case)), {}),
        ("reported", "How many of the endings are said by somebody else, as the essay reports it?", reported,
         empty_text(case.endings["speaker"])),
    ]  # fmt: skip
    parts = [number(*part, slips=slips, most=len(case.predictions)) for *part, slips in asked]
    line = "A ring in the tree is a promise or a worry of somebody. To score it would be to score that person."
    hint = "The first two counts are about the table of statements, the third about the rings of the tree."
    prompt = "Count in the tree and in the table of statements."
    return Question(prompt, parts, ("All three counts are right.", line), hint, out_of("counts", listed))


@exercise("07.2", 2, _no_statement)
def to_add(case):
    """Name what the first prediction with a condition, else the first one, lacks to be scored."""
    named = case.predictions[case.predictions["condition"] != ""]
    row = next((named if len(named) else case.predictions).itertuples())
    dated = row.id in set(findings.dated(case)["id"])
    needed = {"date": not dated, "source": True, "condition": bool(row.condition), "tone": False}

    def hints(given):
        yield "Go through them one by one. Does the essay name a day? A source? What if its condition is not met?"
        if "tone" in given["lacks"]:
            yield "A surer tone helps nobody to score it. A forecast may be unsure, in a number."

    line = "The event must be exact too: two readers must decide alike."
    if row.condition:
        line = "Where the condition is not met, nothing is scored: the question is void, neither right nor wrong."
    when = f"{quoted(row.condition)} … " if row.condition else ""
    said = f"The essay says: {when}{quoted(row.quote)} ({row.paragraph})."
    prompt = f"{said} What must be added before anybody can score it? Tick all that apply."
    part = some_of("lacks", "It lacks", _ADDED, {name for name in needed if needed[name]})
    return Question(prompt, [part], ("These are what it lacks.", line), hints, "Not these, or not all of them.")


@exercise("07.3", 3, none_of("practice question with a known outcome", findings.scored))
def score(case):
    """Score a constant forecast in two forms, and find the best constant."""
    known = findings.scored(case)
    yes, half = int(known["y"].sum()), brier_score([_SURE / 100] * len(known), known["y"], "half")
    prompt = (
        f"Somebody gives {_SURE} percent to each of the {len(known)} practice questions. {yes} came out yes. "
        "Give three decimals; a half more or less in the last place is fine."
    )
    line = "The best constant is the share of yes. Nobody knew it before, so it is a line to compare with."
    best = 100 * findings.rate(case)
    parts = [
        number("half", "Their Brier score in the half form?", half, most=1, near=0.0011),
        number("original", "The same in Brier’s original form?", 2 * half, most=2, near=0.0011),
        percent("best", "Which one percentage for all questions would have scored best?", best, near=0.51),
    ]

    def hints(given):
        yield f"A yes costs (1 - {_SURE / 100:g})², a no costs {_SURE / 100:g}². Take the mean over all questions."
        yield "The original form counts the yes and the no of each question, so it is twice the half form."

    return Question(prompt, parts, ("All three are right.", line), hints, out_of("numbers", listed))
