"""Guess and exercises of lesson 10: who is hardly in a text, what is in dispute, how much is blank, what compares.

They are asked about the reader's own case where there is one, else about the second case.
"""

from ... import wording as say
from ...case.case import grid, load
from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from .findings import fill, percent_filled

__all__ = ["ask", "beside", "check"]  # what the lesson calls

SECOND = "bridge"


def _guess_fields(case):
    return [
        {"name": "share", "label": "Of the cells of a second, shorter text: how many percent will be coded?",
         "kind": "number", "min": 0, "max": 100},
        {"name": "minutes", "label": "One cell by the student sheet: how many minutes will you need?",
         "kind": "number", "min": 0.1, "max": 120},
    ]  # fmt: skip


def _judge_guess(case, answer):
    second = load(SECOND)
    rate, cells = percent_filled(second), fill(second)["cells"]
    first = f"You guessed {answer['share']:g} percent. Of the second text {rate} percent of the cells are coded"
    own = f"; of “{case.title}” {percent_filled(case)} percent." if case.name != second.name else "."
    total = cells * answer["minutes"]
    hours = f"{total:g} minutes" if total < 90 else f"{total / 60:.1f} hours"
    time = (
        f"At {answer['minutes']:g} minutes a cell, its {cells} cells take {hours}: a blank needs a search too. "
        "Keep the time of your first five cells, and correct the guess."
    )
    return Feedback("compare", first + own, [time])


def _thin_prompt(case):
    return f"“{case.title}”: which stakeholders are named in fewer than two paragraphs?"


def _thin_fields(case):
    options = [[row.id, row.label] for row in case.stakeholders.itertuples()] + [["none", "none of them"]]
    return [{"name": "who", "label": "The text is thin on", "kind": "many", "options": options}]


def _judge_thin(case, answer):
    counts = say.mention_counts(case)["paragraphs"]
    true = [sid for sid in case.stakeholders["id"] if counts[sid] < 2] or ["none"]
    if answer["who"] == true:
        line = "Of somebody who is named once, a text can say little. Expect blanks there, or choose another text."
        return Feedback("right", "These are the ones.", [line])
    lines = ["Count paragraphs, not mentions, and use the names in the column “words”.", "“They” does not count."]
    return Feedback("again", "Look at the paragraphs once more.", lines)


def _disputed(case):
    """The ids of the issues on which somebody is placed outright at each pole."""
    codes = grid(case)
    return [item for item in codes.index if (codes.loc[item] == -2).any() and (codes.loc[item] == 2).any()]


def _dispute_prompt(case):
    sides = "somebody at the left pole and somebody at the right pole, both outright"
    return f"“{case.title}”: on which issues does the text put {sides}?"


def _dispute_fields(case):
    options = [[row.id, row.label] for row in case.issues.itertuples()] + [["none", "none of them"]]
    return [{"name": "issues", "label": "Outright on both sides", "kind": "many", "options": options}]


def _judge_dispute(case, answer):
    true = _disputed(case) or ["none"]
    if answer["issues"] == true:
        line = "On the others nobody contradicts outright. Does the text only hint, or should a pole be worded anew?"
        return Feedback("right", "On these the text says both sides outright.", [line])
    lines = ["A zero and a blank are on no side, and a hint is not outright.", "Go through the map line by line."]
    return Feedback("again", "Not yet these.", lines)


def _without(case):
    """Return (id, name) of the stakeholder with the most blanks, the first of them; none where there is nobody."""
    filled = case.positions["stakeholder"].value_counts()
    return min(zip(case.stakeholders["id"], case.stakeholders["label"]), key=lambda who: filled.get(who[0], 0),
               default=("", "nobody"))  # fmt: skip


def _rest(case):
    """Return (blank cells, all cells) of the grid without that stakeholder."""
    cells = max(len(case.stakeholders) - 1, 0) * len(case.issues)
    return cells - int((case.positions["stakeholder"] != _without(case)[0]).sum()), cells


def _fill_prompt(case):
    return f"“{case.title}”: leave out {_without(case)[1]}. How much of the rest of the grid is blank?"


def _fill_fields(case):
    return [
        {"name": "blank", "label": "How many of the other cells are blank?", "kind": "number", "min": 0, "max": 10_000},
        {"name": "percent", "label": "What share of the other cells is that, in whole percent?", "kind": "number",
         "min": 0, "max": 100},
    ]  # fmt: skip


def _judge_fill(case, answer):
    blank, cells = _rest(case)
    if not cells:
        return Feedback("open", "Too few cells yet.", ["Write down two stakeholders and an issue first."])
    share = 100 * blank / cells
    wrong = ["the count"] * (answer["blank"] != blank)
    wrong += ["the share"] * (abs(answer["percent"] - share) > 0.51)
    if not wrong:
        whole = f"With {_without(case)[1]} it is {100 - percent_filled(case)} percent"
        lines = [f"{whole}: the share depends on the lists.", "Report it beside every finding."]
        return Feedback("right", f"{blank} of {cells} cells, {share:.0f} percent.", lines)
    size = f"{say.plural(len(case.stakeholders) - 1, 'stakeholder')} times {say.plural(len(case.issues), 'issue')}"
    lines = [f"The other cells are {size}.", "A zero is coded."]
    return Feedback("again", f"Look again at {' and '.join(wrong)}.", lines)


_STATEMENTS = [
    ["fewer", "The text with fewer blanks says more about its stakeholders."],
    ["lists", "A share of blanks depends on the text and on the lists that somebody made."],
    ["outright", "In the text with more cells said outright, people hold more extreme positions."],
    ["same", "Who is kept from the table can be asked of both texts, and each answer has its sentence."],
]


def _compare_fields(case):
    return [{"name": "fair", "label": "Fair statements", "kind": "many", "options": _STATEMENTS}]


def _judge_compare(case, answer):
    if answer["fair"] == ["lists", "same"]:
        line = "Questions travel from text to text. Shares travel only with the lists they were counted on."
        return Feedback("right", "These two are fair.", [line])
    lines = []
    if "fewer" in answer["fair"]:
        lines.append("Add one issue that a text does not mention, and its blanks grow, though it says what it said.")
    if "outright" in answer["fair"]:
        lines.append("Outright is how plainly a text speaks. It is not how far somebody goes.")
    lines += ["Two of the four are fair."] * (not lines)
    return Feedback("again", "Not these.", lines)


register(
    Exercise(
        "10.guess", 3, "Before you look at a second text, guess.", _guess_fields, _judge_guess, "Keep my guess",
        guess=True,
    )
)  # fmt: skip
register(Exercise("10.1", 1, _thin_prompt, _thin_fields, _judge_thin))
register(Exercise("10.2", 2, _dispute_prompt, _dispute_fields, _judge_dispute))
register(Exercise("10.3", 3, _fill_prompt, _fill_fields, _judge_fill))
register(
    Exercise("10.4", 4, "Two cases stand side by side. Which statements are fair?", _compare_fields, _judge_compare)
)
