"""Guess and exercises of lesson 09: negotiating and signing, sources that differ, a picked list, two analogies."""

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
# What is wrong with each other answer: the rule that it breaks.
_NO_PROOF = {
    "most": "Pages copy each other, so a majority proves little. Which source was made by the event itself?",
    "newest": "A newer page is not nearer to the event. It may repeat an older one. Which source was made on the day?",
    "famous": "Who stands in a famous photograph need not be who signed. Which source holds the names themselves?",
}
_SAYS = {
    "exists": "It has been done: there are such deals",
    "often": "It is done more often than not",
    "share": "It is done in that share of all deals",
    "nothing": "Nothing at all",
}
_TOO_MUCH = {
    "often": "“More often than not” compares counts of a list that somebody picked. Another list turns it round.",
    "share": "A share of all deals needs all deals, or a sample of all. Read the caution under the chart again.",
    "nothing": "Your list has such deals on it. Each of them shows that something exists.",
}
_ALIKE = {
    "seat": "where the affected party was",
    "text": "whether a text was signed",
    "met": "who met: leaders, or envoys",
}
_FOLLOWS = {
    "first": "It will be as after the first one",
    "second": "It will be as after the second one",
    "asks": "Nothing yet: each gives a question to look up",
    "never": "Nothing can be learned from earlier meetings",
}
_NO_ANALOGY = {
    "first": "That they are alike in one thing does not say that they are alike in what follows. The second differs.",
    "second": "That they are alike in one thing does not say that they are alike in what follows. The first differs.",
    "never": "A likeness can still show what to look for. Read the line “An analogy is no proof” again.",
}


_no_account = none_of("list of what different sources say", lambda case: case.accounts)


def _no_dispute(case):
    words = "In this case no sources differ on who signed; there is nothing to answer here."
    words = _no_account(case) or words
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
            yield f"Your first thought was {findings.called(row)}: {seat}. {share}"
        yield "What comes to mind first is what is told most often. That does not make it the usual case."

    label = (
        f"The list holds {plural(len(found), 'earlier meeting')}. At how many was a text signed while the "
        "party that it was about was outside the room?"
    )
    options = _options(found) | {"none": "none of these"}
    parts = [number("count", label, most=len(found)), one_of("first", "Which one comes to your mind first?", options)]
    return Question("Before you see who was in the room, guess.", parts, compared)


@exercise("09.1", 1, none_of("list of other meetings", findings.meetings))
def hand(case):
    """Find where the affected party signed what it had not negotiated."""
    found, true = findings.meetings(case), findings.without_their_hand(case)
    name = {row.id: findings.called(row) for row in found.itertuples()}
    there = set(found.loc[found["affected_negotiated"] == "yes", "id"])

    def hints(given):
        yield "The affected party must be outside (“no” in affected_negotiated), and must have signed the text."
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
    true, most = told["signed"].nunique(), int(told["signed"].value_counts().max())
    answers = "Write each answer as a set of names. Two witnesses more is another answer."
    label = "How many different answers do they give?"
    parts = [
        number("different", label, true, least=1, most=len(told), hint=answers),
        one_of("settles", "What would settle it?", _SETTLES, "document",
               hint=lambda given: _NO_PROOF[given["settles"]]),
    ]  # fmt: skip
    count = plural(len(told), "account")
    prompt = f"{row.name}: the table of accounts has {count} of who signed. Compare them, name by name."
    line = (
        f"The most common answer is given by {counted(most, 'source')}. Who signs, who witnesses and who "
        "stands beside are three roles, and a famous photograph shows only one of them."
    )
    right = f"{true} different answers for {findings.called(row)}, and a document that could settle it.", line
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
        yield f"On your list: {away} of {deals} deals, “always”. And yet it shows only that there are such deals."
        yield (
            f"The whole list gives {len(findings.deals(case, 'no'))} of {int((found['deal'] == 'yes').sum())}. "
            f"A list of the {plural(within, 'deal')} with the affected party inside would give 0 of {within}."
        )
        yield "Each list is true line by line. What differs is who picked. So no rate can be read from any of them."

    def hints(given):
        deals, away = counts(given)
        yield f"Your list has {plural(deals, 'signed deal')}; at {away} of them the affected party was outside."
        yield f"You need at least {size}, and “outside” at each. “One in, one out” is not outside."

    prompt = (
        f"Pick a list that “proves” something. Tick at least {counted(size, 'earlier meeting')} at which a text was "
        "signed, so that at every signed deal on it the affected party was outside. Other meetings may be on it too."
    )
    off = "Name a signed deal that must stay off the list, or it no longer says “always”."
    others = set(found.loc[(found["deal"] == "yes") & (found["affected_negotiated"] != "no"), "id"])
    parts = [
        some_of("meetings", "Your list", _options(found), is_right, hint=hints),
        one_of("off", off, _options(found), others, hint=lambda given: _may_stay(case, given["off"])),
        one_of("says", "What may you say from such a list about deals over an absent party?", _SAYS, "exists",
               hint=lambda given: _TOO_MUCH[given["says"]]),
    ]  # fmt: skip
    return Question(prompt, parts, right, again=_again)


def _may_stay(case, meeting):
    """Say why a meeting may stand on a list that says “always”."""
    if meeting in set(findings.deals(case, "no")["id"]):
        return "There the affected party was outside: this deal is what somebody who wants “always” would show."
    return "The list names no text that was signed there, so it changes no count of deals."


def _again(given, wrong):
    if "meetings" in wrong:
        return "This list does not say “always” yet."
    left = "which deal must stay off it" if "off" in wrong else "what you may say from it"
    return f"Your list is right. Think again about {left}."


def _no_pair(case):
    return "" if findings.likened(case) else "This case has no two earlier meetings to be compared with its own."


@exercise("09.4", 4, _no_pair)
def likeness(case):
    """Name what two earlier meetings share with that of the case, and what follows."""
    mine, pair = findings.own(case), dict(zip(("first", "second"), findings.likened(case)))

    def part(name, row):
        rule = "Compare the rows of both meetings. Alike is only what is the same in both."
        label = f"“This is another {row.name}.” In what is it like {findings.called(row)} of {row.begins[:4]}?"
        return some_of(name, label, _ALIKE, findings.alike(case, row), hint=rule)

    def right(_given):
        yield "Each is like it in something, and in something else it is not."
        for row in pair.values():
            same, other = ([_ALIKE[key].split(":")[0] for key in _ALIKE if (key in findings.alike(case, row)) == there]
                           for there in (True, False))  # fmt: skip
            yield f"{row.name}: the same in {listed(same)}; different in {listed(other)}."
        yield "Who names only the likeness has decided the matter before anybody has looked."

    follows = f"What do they tell you of the time after {findings.called(mine)}?"
    last = one_of("follows", follows, _FOLLOWS, "asks", hint=lambda given: _NO_ANALOGY[given["follows"]])
    prompt = f"People liken {findings.called(mine)} to earlier meetings. Test each likeness by the list."
    parts = [*(part(name, row) for name, row in pair.items()), last]
    return Question(prompt, parts, right, again=lambda _, wrong: f"{3 - len(wrong)} of 3 are right.")
