"""Guess and exercises of lesson 07: endings, what a question needs, and the Brier score."""

from ...measures import brier_score
from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from ...wording import listed, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_NONE = "This case has no such table, so there is nothing to count; leave this one out."
_LACKS = [
    ["date", "a last day"],
    ["source", "a source that decides"],
    ["condition", "a rule for the case that its condition is not met"],
    ["tone", "a tone that is more sure"],
]
_SURE = 80  # percent, the forecast of exercise 3


def _guess_fields(case):
    most = max(len(case.predictions), 1)
    return [
        {"name": "total", "label": "How many different endings does the essay name?", "kind": "number", "min": 0,
         "max": most},
        {"name": "timeless", "label": "For how many of them does it give no time at all?", "kind": "number", "min": 0,
         "max": most},
    ]  # fmt: skip


def _judge_guess(case, answer):
    found = findings.endings(case)
    none = int((found["horizon"] == findings.NO_HORIZON).sum())
    first = f"You guessed {answer['total']:g} endings, {answer['timeless']:g} of them without a time."
    second = f"The table of endings has {len(found)}, {none} of them without a time."
    third = "Another reader may split or join some of them. What counts as one ending is a choice."
    return Feedback("compare", first, [second, third])


def _tree_prompt(case):
    return "Count in the tree and in the table of statements." if len(case.predictions) else _NONE


def _tree_fields(case):
    most = len(case.predictions)
    labels = {
        "conditional": "Of all statements about the time to come, how many name a condition?",
        "timeless": "For how many of all statements does the essay give no time?",
        "reported": "How many of the endings are said by somebody else, as the essay reports it?",
    }
    return [{"name": n, "label": label, "kind": "number", "min": 0, "max": most} for n, label in labels.items()]


def _judge_tree(case, answer):
    true = {
        "conditional": int((case.predictions["condition"] != "").sum()),
        "timeless": len(findings.timeless(case)),
        "reported": int((case.endings["speaker"] != "").sum()),
    }
    wrong = [name for name in true if answer[name] != true[name]]
    if not wrong:
        line = "A ring in the tree is a promise or a worry of somebody. To score it would be to score that person."
        return Feedback("right", "All three counts are right.", [line])
    lines = ["The first two counts are about the table of statements, the third about the rings of the tree."]
    return Feedback("again", f"{3 - len(wrong)} of 3 counts are right. Look again at: {listed(wrong)}.", lines)


def asked_prediction(case):
    """Return the prediction that exercise 2 asks about: the first with a condition, else the first; None for none."""
    named = case.predictions[case.predictions["condition"] != ""]
    found = named if len(named) else case.predictions
    return None if found.empty else next(found.itertuples())


def _lacks_prompt(case):
    row = asked_prediction(case)
    if row is None:
        return _NONE
    when = f"{quoted(row.condition)} … " if row.condition else ""
    return (
        f"The essay says: {when}{quoted(row.quote)} ({row.paragraph}). "
        "What must be added before anybody can score it? Tick all that apply."
    )


def _lacks_fields(_case):
    return [{"name": "lacks", "label": "It lacks", "kind": "many", "options": _LACKS}]


def _judge_lacks(case, answer):
    row = asked_prediction(case)
    if row is None:
        return Feedback("right", _NONE)
    timed = row.id in set(findings.dated(case)["id"])
    needed = {"date": not timed, "source": True, "condition": bool(row.condition)}
    true = [name for name, _ in _LACKS if needed.get(name)]
    if answer["lacks"] == true:
        line = "The event must be exact too: two readers must decide alike."
        if row.condition:
            line = "Where the condition is not met, nothing is scored: the question is void, neither right nor wrong."
        return Feedback("right", "These are what it lacks.", [line])
    lines = ["Go through them one by one. Does the essay name a day? A source? What if its condition is not met?"]
    if "tone" in answer["lacks"]:
        lines.append("A surer tone helps nobody to score it. A forecast may be unsure, in a number.")
    return Feedback("again", "Not these, or not all of them.", lines)


def _score_prompt(case):
    known = findings.scored(case)
    if known.empty:
        return _NONE
    yes = int(known["y"].sum())
    return (
        f"Somebody gives {_SURE} percent to each of the {len(known)} practice questions. {yes} came out yes. "
        "Give three decimals; a half more or less in the last place is fine."
    )


def _score_fields(_case):
    return [
        {"name": "half", "label": "Their Brier score in the half form?", "kind": "number", "min": 0, "max": 1},
        {"name": "original", "label": "The same in Brier’s original form?", "kind": "number", "min": 0, "max": 2},
        {"name": "best", "label": "Which one percentage for all questions would have scored best?", "kind": "number",
         "min": 0, "max": 100},
    ]  # fmt: skip


def _judge_score(case, answer):
    known = findings.scored(case)
    if known.empty:
        return Feedback("right", _NONE)
    half = brier_score([_SURE / 100] * len(known), known["y"], "half")
    true = {"half": half, "original": 2 * half, "best": 100 * findings.rate(case)}
    room = {"half": 0.0011, "original": 0.0011, "best": 0.51}
    wrong = [name for name in true if abs(answer[name] - true[name]) > room[name]]
    if not wrong:
        line = "The best constant is the share of yes. Nobody knew it before, so it is a line to compare with."
        return Feedback("right", "All three are right.", [line])
    lines = [
        f"A yes costs (1 - {_SURE / 100:g})², a no costs {_SURE / 100:g}². Take the mean over all questions.",
        "The original form counts the yes and the no of each question, so it is twice the half form.",
    ]
    if answer["best"] <= 1 and true["best"] > 1:
        lines.append("The last one is asked in percent, from 0 to 100.")
    return Feedback("again", f"{3 - len(wrong)} of 3 numbers are right. Look again at: {listed(wrong)}.", lines)


register(
    Exercise(
        "07.guess", 1, "Before you see the tree, guess. An ending is a way in which the matter may come out.",
        _guess_fields, _judge_guess, "Keep my guess", guess=True,
    )
)  # fmt: skip
register(Exercise("07.1", 1, _tree_prompt, _tree_fields, _judge_tree))
register(Exercise("07.2", 2, _lacks_prompt, _lacks_fields, _judge_lacks))
register(Exercise("07.3", 3, _score_prompt, _score_fields, _judge_score))
