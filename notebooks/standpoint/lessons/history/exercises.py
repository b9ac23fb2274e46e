"""Guess and exercises of lesson 09: negotiating and signing, sources that differ, and a list that says anything."""

from ...case.lacking import none_of
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, one_of, some_of
from ...wording import counted, listed, plural
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_SETTLES = {
    "most": "what most of the sources say",
    "newest": "the newest source",
    "document": "the signed document itself, with its signatures",
    "famous": "the names that everybody remembers",
}


def _no_dispute(case):
    words = "In this case no sources differ on who signed; there is nothing to answer here."
    return words if findings.disputed(case) is None else ""


def _no_deals(case):
    return "" if _size(case) else "This case has too few deals on its list, so there is nothing to answer here."


def _options(found):
    return {row.id: f"{row.name}, {row.begins[:4]}" for row in found.itertuples()}


@guess("09.guess", 1, none_of("list of other meetings", findings.earlier))
def outside(case):
    """Guess how often a text was signed over an absent party."""
    found, true = findings.earlier(case), len(findings.deals(case, "no"))

    def compared(given):
        yield f"You guessed {given['count']:g}. This list has {true}."
        for row in found[found["id"] == given["first"]].itertuples():
            alike = (found["affected_negotiated"] == row.affected_negotiated) & (found["deal"] == row.deal)
            share = f"{plural(int(alike.sum()), 'meeting')} of this list, with this one, share both."
            seat = f"{findings.SEATS[row.affected_negotiated]}, {findings.signed_in_words(row)}"
            yield f"Your first thought was {row.name}: {seat}. {share}"
        yield "What comes to mind first is what is told most often. That does not make it the usual case."

    label = (
        f"The list holds {plural(len(found), 'earlier meeting')}. At how many was a text signed while the "
        "party that it was about was outside the room?"
    )
    options = _options(found) | {"none": "none of these"}
    parts = [number("count", label, most=len(found)), one_of("first", "Which one comes to your mind first?", options)]
    return Question("Before you see the list, guess.", parts, compared)


@exercise("09.1", 1, none_of("list of other meetings", findings.meetings))
def hand(case):
    """Find where the affected party signed what it had not negotiated."""
    found, true = findings.meetings(case), findings.without_their_hand(case)
    name, there = dict(zip(found["id"], found["name"])), set(found.loc[found["affected_negotiated"] == "yes", "id"])

    def hints(given):
        yield "Two columns are needed: affected_negotiated is “no”, and affected_signed is “yes”."
        if there & set(given["meetings"]) - set(true):
            yield "At one of your choices the affected party did negotiate."

    label = "At which meetings did the affected party sign a text that it had not negotiated?"
    part = some_of("meetings", label, _options(found) | {"none": "at none"}, true or ["none"])
    words = f"By this list it is {listed(name[i] for i in true) if true else 'none'}."
    line = "A signature shows that somebody signed. It does not show that they took part in making the text."
    return Question("Negotiating is not signing.", [part], (words, line), hints, "Not these, or not only these.")


@exercise("09.2", 2, _no_dispute)
def sources(case):
    """Count the different answers of the sources, and say what would settle it."""
    row, told = findings.disputed(case)
    true, most = told.loc[told["signed"] != "", "signed"].nunique(), int(told["signed"].value_counts().max())
    answers = "Write each answer as a set of names. Two witnesses more is another answer."
    event = "Pages copy each other, so a majority proves little. Which source was made by the event itself?"
    label = "How many different answers do they give?"
    parts = [
        number("different", label, true, least=1, most=len(told), hint=answers),
        one_of("settles", "What would settle it?", _SETTLES, "document", hint=event),
    ]
    count = plural(len(told), "account")
    prompt = f"{row.name}: the table of accounts has {count} of who signed. Compare the names, letter by letter."
    line = (
        f"The most common answer is given by {counted(most, 'source')}. Who signs, who witnesses and who "
        "stands beside are three roles, and a famous photograph shows only one of them."
    )
    right = f"{true} different answers for {row.name}, and a document that could settle it.", line
    return Question(prompt, parts, right, again=lambda _, wrong: f"{2 - len(wrong)} of 2 are right.")


def _size(case):
    """Return how many deals the reader's list must hold: at most three, and no more than either result can have."""
    return min(3, len(findings.deals(case, "no")), len(findings.deals(case, "yes")))


@exercise("09.3", 3, _no_deals)
def own_list(case):
    """Pick a list that says “always”."""
    found, size = findings.earlier(case), _size(case)

    def counts(given):
        mine = found[found["id"].isin(given["meetings"]) & (found["deal"] == "yes")]
        return len(mine), int((mine["affected_negotiated"] == "no").sum())

    def is_right(given):
        deals, away = counts(given)
        return deals >= size and away == deals

    def right(given):
        within, (deals, away) = len(findings.deals(case, "yes")), counts(given)
        yield f"On your list: {away} of {deals} deals, “always”."
        yield (
            f"The whole list gives {len(findings.deals(case, 'no'))} of {int((found['deal'] == 'yes').sum())}. "
            f"A list of the {plural(within, 'deal')} with the affected party inside would give 0 of {within}."
        )
        yield "Each list is true line by line. What differs is who picked. So no rate can be read from any of them."

    def hints(given):
        deals, away = counts(given)
        yield f"Your list has {plural(deals, 'signed deal')}; at {away} of them the affected party was outside."
        yield f"You need at least {size}, and “outside” at each. A party that is split is not outside."

    prompt = (
        f"Pick a list that “proves” something. Tick at least {counted(size, 'earlier meeting')} at which a text "
        "was signed, so that at every signed deal on your list the affected party was outside. Other meetings may be "
        "on it too."
    )
    part = some_of("meetings", "Your list", _options(found), is_right)
    return Question(prompt, [part], right, hints, "This list does not say “always” yet.")
