"""Guess and exercises of lesson 07: endings, what a question needs, the Brier score, and what it does not show."""

from ...case.lacking import none_of
from ...measures import brier_score
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, one_of, out_of, percent, some_of, text, unjudged
from ...quiz.quotations import in_answer
from ...quiz.slips import empty_text
from ...wording import listed, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_no_statement = none_of("statement about the time to come", lambda case: case.predictions)
_no_practice = none_of("practice question with a known outcome", findings.scored)
_no_risk = none_of("risk", lambda case: case.risks)
_ADDED = {
    "date": "a last day",
    "source": "a source that decides",
    "condition": "a rule for the case that its condition is not met",
    "tone": "a tone that is more sure",
}
# Said of each that is not ticked and is lacking, and of each that is ticked and is not.
_WHY = {
    "date": ("When would it be too late? Without a last day one can always answer “not yet”.",
             "The essay names a day. Read its words again."),
    "source": ("Two readers may look in two places, and find two answers.", ""),
    "condition": ("Read the “if” again. What does the forecast say where it is not met?",
                  "The sentence has no condition that could fail."),
    "tone": ("", "A surer tone helps nobody to score it. A forecast may be unsure, in a number."),
}  # fmt: skip
_SURE, _MORE = 80, 5  # percent, the forecast of exercise 3; the questions that it adds


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


_EVER = {
    "again": "“It will rain again.”",
    "may": "“It may rain on Sunday.”",
    "sunday": "“It will not rain on Sunday.”",
}
_NOT_EVER = {
    "again": "It names no day. Read “By when?” again: what can one always answer?",
    "may": "Think of a Sunday with rain, and of one without. Does “may” go against either of them?",
}


@exercise("07.1", 1, lambda case: _no_risk(case) or _no_statement(case))
def tree(case):
    """Count the conditions of risks and the reported endings, and say which sentence can turn out wrong."""
    conditional, reported = len(findings.hanging(case)), int(case.endings["speaker"].notna().sum())
    risk = "Go down the column “On what condition” of the table of risks."
    ring = "Count the rings in the tree: a ring is said by somebody else."
    parts = [
        number("conditional", "How many of the risks stand under a condition?", conditional, most=len(case.risks),
               hint=risk),
        number("reported", "How many of the endings are said by somebody else, as the essay reports it?", reported,
               most=len(case.predictions), slips=empty_text(case.endings["speaker"]), hint=ring),
        one_of("ever", "Which of these sentences can turn out wrong?", _EVER, "sunday",
               hint=lambda given: _NOT_EVER[given["ever"]]),
    ]  # fmt: skip
    line = "A ring is a promise or a worry of somebody. To score it would be to score that person."
    why = "“Not on Sunday” names a day. Without a day there is always “not yet”, and “may” fits every outcome."
    prompt = "Count in the table of risks and in the tree. Then judge a sentence about the time to come."
    return Question(prompt, parts, ("All three are right.", why, line), (), out_of("answers", listed))


@exercise("07.2", 2, _no_statement)
def to_add(case):
    """Name what the first prediction with a condition, else the first one, lacks to be scored."""
    named = case.predictions.dropna(subset=["condition"])
    row = next((named if len(named) else case.predictions).itertuples())
    dated = row.id in set(findings.dated(case)["id"])
    needed = {"date": not dated, "source": True, "condition": bool(row.condition), "tone": False}

    def hints(given):
        yield from (_WHY[name][name in given["lacks"]] for name in needed if needed[name] != (name in given["lacks"]))

    line = "The event must be exact too: two readers must decide alike."
    if row.condition:
        line = "Where the condition is not met, nothing is scored: the question is void, neither right nor wrong."
    when = f"{quoted(row.condition)} … " if row.condition else ""
    said = f"The essay says: {when}{quoted(row.quote)} ({row.paragraph})."
    prompt = f"{said} What must be added before anybody can score it? Tick all that apply."
    part = some_of("lacks", "It lacks", _ADDED, {name for name in needed if needed[name]})
    return Question(prompt, [part], ("These are what it lacks.", line), hints, "Not these, or not all of them.")


@exercise("07.own", 2, button="Keep my question")
def own_question(case):
    """Keep the reader's own rewriting of a sentence, with its event, last day and source, and what it loses."""
    parts = [
        text("sentence", "A sentence of the essay about the time to come, with its paragraph"),
        text("event", "The event: what must happen for a yes?"),
        text("day", "The last day"),
        text("source", "The source that decides"),
        text("lost", "What did the sentence say that your question does not ask?"),
    ]
    reply = "Give it to a neighbour: can they think of a day on which you two would answer differently?"
    return unjudged("Your own rewriting of a sentence.", parts, reply, in_answer(case, ["sentence"]))


@exercise("07.3", 3, _no_practice)
def score(case):
    """Score a constant forecast in two forms, and find the best constant for more questions."""
    known = findings.scored(case)
    yes, half = int(known["y"].sum()), brier_score([_SURE / 100] * len(known), known["y"], "half")
    prompt = (
        f"Somebody gives {_SURE} percent to each of the {len(known)} practice questions. {yes} came out yes. "
        "Give three decimals; a half more or less in the last place is fine."
    )
    line = "The best constant is the share of yes. Nobody knew it before, so it is a line to compare with."
    best, more = 100 * (yes + _MORE) / (len(known) + _MORE), f"{_MORE} more questions are decided, and each is a yes."
    parts = [
        number("half", "Their Brier score in the half form?", half, most=1, near=0.0011),
        number("original", "The same in Brier’s original form?", 2 * half, most=2, near=0.0011),
        percent("best", f"{more} Which one percentage for all {len(known) + _MORE} would score best?", best, near=0.51),
    ]

    def hints(given):
        yield f"A yes costs (1 - {_SURE / 100:g})², a no costs {_SURE / 100:g}². Take the mean over all questions."
        yield "The original form counts the yes and the no of each question, so it is twice the half form."
        yield f"For the percentage count the yes among all {len(known) + _MORE} questions."

    return Question(prompt, parts, ("All three are right.", line), hints, out_of("numbers", listed))


_SHOWS = {
    "essay": "The essay was a good forecast",
    "numbers": "These numbers were good, on these questions",
    "reasons": "The reasons behind the numbers were right",
    "next": "The next forecasts of this person will be as good",
}
_SHOWS_NOT = {
    "essay": "The essay gives no number. What was scored is a number that a reader gave, to a question that we wrote.",
    "reasons": "A thing can come out as somebody said, and for another reason. The score sees numbers alone.",
    "next": "The questions are few, and some readers remember the answers. Others may be harder.",
}


@exercise("07.4", 4, _no_practice)
def shown(_case):
    """Say what a good score shows."""
    label = "What does the score show?"
    part = one_of("shows", label, _SHOWS, "numbers", hint=lambda given: _SHOWS_NOT[given["shows"]])
    prompt = "Somebody scores much better than the base rate on the practice questions."
    line = "So name the questions, the base rate and the form beside each score."
    return Question(prompt, [part], ("A score is about numbers and questions.", line), (), "It does not show that.")
