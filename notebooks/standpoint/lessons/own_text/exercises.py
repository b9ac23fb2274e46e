"""Guess and exercises of lesson 10: who is hardly in a text, what is in dispute, how much is blank, an own chart.

They are asked about the reader's own case where there is one, else about the second case.
"""

import pandas as pd

from ... import wording as say
from ...case.case import grid, load
from ...case.lacking import no_stakeholder, not_finished
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.figures import figure_of
from ...quiz.question import Question, labelled, number, one_of, percent, some_of, text, unjudged
from .findings import fill, percent_filled

__all__ = ["ask", "beside", "check"]  # what the lesson calls

SECOND = "bridge"
_STATEMENTS = {
    "fewer": "The text with fewer blanks says more about its stakeholders.",
    "lists": "A share of blanks depends on the text and on the lists that somebody made.",
    "outright": "In the text with more cells said outright, people hold more extreme positions.",
    "same": "Who is kept from the table can be asked of both texts, and each answer has its sentence.",
}


@guess("10.guess", 3)
def second_text(case):
    """Guess how much of a second text will be coded, and how long a cell takes."""
    second = load(SECOND)
    rate, cells = percent_filled(second), fill(second)["cells"]
    own = f"; of “{case.title}” {percent_filled(case)} percent." if case.name != second.name else "."

    def compared(given):
        yield f"You guessed {given['share']:g} percent. Of the second text {rate} percent of the cells are coded{own}"
        total = cells * given["minutes"]
        hours = f"{total:g} minutes" if total < 90 else f"{total / 60:.1f} hours"
        time = f"At {given['minutes']:g} minutes a cell, its {cells} cells take {hours}: a blank needs a search too."
        yield f"{time} Keep the time of your first five cells, and correct the guess."

    share = percent("share", "Of the cells of a second, shorter text: how many percent will be coded?")
    label = "One cell by the student sheet: how many minutes will you need?"
    parts = [share, number("minutes", label, least=0.1, most=120)]
    return Question("Before you look at a second text, guess.", parts, compared)


@exercise("10.1", 1, no_stakeholder)
def thin(case):
    """Find who is named in fewer than two paragraphs."""
    counts = say.mention_counts(case)["paragraphs"]
    true = [sid for sid in case.stakeholders["id"] if counts[sid] < 2] or ["none"]
    part = some_of("who", "The text is thin on", say.labels(case) | {"none": "none of them"}, true)
    line = "Of somebody who is named once, a text can say little. Expect blanks there, or choose another text."
    hints = "Count paragraphs, not mentions, and use the names in the column “words”.", "“They” does not count."
    prompt = f"“{case.title}”: which stakeholders are named in fewer than two paragraphs?"
    return Question(prompt, [part], ("These are the ones.", line), hints, "Look at the paragraphs once more.")


@exercise("10.2", 2, not_finished)
def dispute(case):
    """Find the issues on which somebody is placed outright at each pole."""
    codes = grid(case)
    true = [item for item in codes.index if (codes.loc[item] == -2).any() and (codes.loc[item] == 2).any()]
    options = labelled(case.issues) | {"none": "none of them"}
    part = some_of("issues", "Outright on both sides", options, true or ["none"])
    line = "On the others nobody contradicts outright. Does the text only hint, or should a pole be worded anew?"
    hints = "A zero and a blank are on no side, and a hint is not outright.", "Go through the map line by line."
    sides = "somebody at the left pole and somebody at the right pole, both outright"
    prompt = f"“{case.title}”: on which issues does the text put {sides}?"
    return Question(prompt, [part], ("On these the text says both sides outright.", line), hints, "Not yet these.")


_OF_BLANKS = {
    "silent": "On that share of the issues these stakeholders have no position",
    "lists": "With these stakeholders and these issues, the text gives no basis for that share of the cells",
    "short": "That share of the text is about something else",
}
_NOT_OF_BLANKS = {
    "silent": "A blank is about the text. The stakeholders may have positions that it does not give.",
    "short": "Cells are not parts of a text: a long passage may fill one cell, and a short one several.",
}


@exercise("10.3", 3, not_finished)
def blanks(case):
    """Count the blanks without the stakeholder that has the most of them, and say it in a sentence that holds."""
    filled = case.positions["stakeholder"].value_counts()
    out = min(case.stakeholders["id"], key=lambda sid: filled.get(sid, 0), default="")
    name, others = say.labels(case).get(out, "nobody"), max(len(case.stakeholders) - 1, 0)
    cells = others * len(case.issues)
    blank = cells - int((case.positions["stakeholder"] != out).sum())
    prompt = f"“{case.title}”: leave out {name}. How much of the rest of the grid is blank?"
    label, of_all = "How many of the other cells are blank?", "What share of the other cells is that, in whole percent?"
    if not cells:
        parts = [number("blank", label, most=10_000), percent("percent", of_all)]
        few = "Too few cells yet.", "Write down two stakeholders and an issue first."
        return Question(prompt, parts, few, state="open")
    share, names = 100 * blank / cells, {"blank": "the count", "percent": "the share", "sentence": "the sentence"}

    def again(_given, wrong):
        return f"Look again at {' and '.join(names[name] for name in wrong)}."

    parts = [
        number("blank", label, blank, most=10_000, hint="A zero is coded."),
        percent("percent", of_all, share, near=0.51),
        one_of("sentence", "Which sentence may you write of it?", _OF_BLANKS, "lists",
               hint=lambda given: _NOT_OF_BLANKS.get(given["sentence"], "")),
    ]  # fmt: skip
    whole = f"With {name} it is {100 - percent_filled(case)} percent: the share depends on the lists."
    right = f"{blank} of {cells} cells, {share:.0f} percent.", whole, "Report it beside every finding."
    size = f"{say.plural(others, 'stakeholder')} times {say.plural(len(case.issues), 'issue')}"
    return Question(prompt, parts, right, f"The other cells are {size}.", again)


@exercise("10.4", 4)
def fair(_case):
    """Name the fair statements about two cases side by side."""

    def hints(given):
        if "fewer" in given["fair"]:
            yield "Add one issue that a text does not mention, and its blanks grow, though it says what it said."
        if "outright" in given["fair"]:
            yield "Outright is how plainly a text speaks. It is not how far somebody goes."
        if not {"fewer", "outright"} & set(given["fair"]):
            yield "Two of the four are fair."

    prompt = "Two cases stand side by side. Which statements are fair?"
    part = some_of("fair", "Fair statements", _STATEMENTS, ["lists", "same"])
    line = "Questions travel from text to text. Shares travel only with the lists they were counted on."
    return Question(prompt, [part], ("These two are fair.", line), hints, "Not these.")


def placed(case):
    """Return on how many issues the text places each stakeholder, nobody left out (DataFrame: stakeholder, issues)."""
    counts = case.positions["stakeholder"].value_counts()
    here = [int(counts.get(sid, 0)) for sid in case.stakeholders["id"]]
    return pd.DataFrame({"stakeholder": list(case.stakeholders["label"]), "issues": here})


@exercise("10.chart", 5, no_stakeholder)
def chart(case):
    """Draw for each stakeholder on how many issues the text places it."""
    part = figure_of(placed(case), "stakeholder", "issues", label="Your chart")
    lines = "It names who each mark is, too.", "Now let somebody read it who knows no code."
    places = f"the number of issues on which the text places it{say.so_far(case)}"
    prompt = f"“{case.title}”: for each stakeholder, by name, {places}."
    return Question(prompt, [part], ("Its numbers are those of the table.", *lines), again="The chart is not done yet.")


@exercise("10.own", 5, button="Keep my words")
def own_chart(_case):
    """Keep the title of the reader's chart, and what a neighbour could not read from it."""
    parts = [
        text("title", "The title of your chart: a sentence that says what one can see"),
        text("unread", "What your neighbour could not read from it, and what you changed"),
    ]
    return unjudged("Your chart, as somebody else reads it.", parts, "A chart is done when a stranger can read it.")
