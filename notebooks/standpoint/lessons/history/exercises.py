"""Guess and exercises of lesson 09: negotiating and signing, sources that differ, and a list that says anything."""

from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from ...wording import counted, listed, plural
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_GO_ON = Feedback("open", "There is nothing to answer in this case.", ("Go on with the lesson.",))
_NONE = [
    {
        "name": "none",
        "label": "This case has no list of other meetings, so there is nothing to answer here.",
        "kind": "choice",
        "options": [["on", "Go on"]],
        "optional": True,
    }
]
_SETTLES = [
    ["most", "what most of the sources say"],
    ["newest", "the newest source"],
    ["document", "the signed document itself, with its signatures"],
    ["famous", "the names that everybody remembers"],
]


def _options(found):
    return [[row.id, f"{row.name}, {row.begins[:4]}"] for row in found.itertuples()]


def _guess_fields(case):
    found = findings.earlier(case)
    if found.empty:
        return _NONE
    count = {
        "name": "count",
        "label": f"The list holds {plural(len(found), 'earlier meeting')}. At how many was a text signed while the "
        "party that it was about was outside the room?",
        "kind": "number",
        "min": 0,
        "max": len(found),
    }
    first = {
        "name": "first",
        "label": "Which one comes to your mind first?",
        "kind": "choice",
        "options": [*_options(found), ["none", "none of these"]],
    }
    return [count, first]


def _judge_guess(case, answer):
    found = findings.earlier(case)
    if found.empty:
        return _GO_ON
    true = len(findings.deals(case, "no"))
    lines = []
    for row in found[found["id"] == answer["first"]].itertuples():
        alike = (found["affected_negotiated"] == row.affected_negotiated) & (found["deal"] == row.deal)
        lines.append(
            f"Your first thought was {row.name}: {findings.SEATS[row.affected_negotiated]}, "
            f"{findings.signed_in_words(row)}. "
            f"{plural(int(alike.sum()), 'meeting')} of this list, with this one, share both."
        )
    lines.append("What comes to mind first is what is told most often. That does not make it the usual case.")
    return Feedback("compare", f"You guessed {answer['count']:g}. This list has {true}.", lines)


def _hand_fields(case):
    found = findings.meetings(case)
    if found.empty:
        return _NONE
    label = "At which meetings did the affected party sign a text that it had not negotiated?"
    return [{"name": "meetings", "label": label, "kind": "many", "options": [*_options(found), ["none", "at none"]]}]


def _judge_hand(case, answer):
    found = findings.meetings(case)
    if found.empty:
        return _GO_ON
    true = findings.without_their_hand(case)
    if answer["meetings"] == (true or ["none"]):
        name = dict(zip(found["id"], found["name"]))
        words = listed(name[i] for i in true) if true else "none"
        line = "A signature shows that somebody signed. It does not show that they took part in making the text."
        return Feedback("right", f"By this list it is {words}.", [line])
    extra = [i for i in answer["meetings"] if i not in (true or ["none"])]
    lines = ["Two columns are needed: affected_negotiated is “no”, and affected_signed is “yes”."]
    if any(i in set(found.loc[found["affected_negotiated"] == "yes", "id"]) for i in extra):
        lines.append("At one of your choices the affected party did negotiate.")
    return Feedback("again", "Not these, or not only these.", lines)


def _source_prompt(case):
    found = findings.disputed(case)
    if found is None:
        return "Sources can differ on who signed."
    row, told = found
    count = plural(len(told), "account")
    return f"{row.name}: the table of accounts has {count} of who signed. Compare the names, letter by letter."


def _source_fields(case):
    if findings.disputed(case) is None:
        return [_NONE[0] | {"label": "In this case no sources differ on who signed; there is nothing to answer here."}]
    return [
        {"name": "different", "label": "How many different answers do they give?", "kind": "number", "min": 1,
         "max": len(findings.disputed(case)[1])},
        {"name": "settles", "label": "What would settle it?", "kind": "choice", "options": _SETTLES},
    ]  # fmt: skip


def _judge_source(case, answer):
    if findings.disputed(case) is None:
        return _GO_ON
    row, told = findings.disputed(case)
    true = told.loc[told["signed"] != "", "signed"].nunique()
    lines = []
    if answer["different"] != true:
        lines.append("Write each answer as a set of names. Two witnesses more is another answer.")
    if answer["settles"] != "document":
        lines.append("Pages copy each other, so a majority proves little. Which source was made by the event itself?")
    if lines:
        return Feedback("again", f"{2 - len(lines)} of 2 are right.", lines)
    most = told["signed"].value_counts()
    line = (
        f"The most common answer is given by {counted(int(most.max()), 'source')}. Who signs, who witnesses and who "
        "stands beside are three roles, and a famous photograph shows only one of them."
    )
    return Feedback("right", f"{true} different answers for {row.name}, and a document that could settle it.", [line])


def _size(case):
    """Return how many deals the reader's list must hold: at most three, and no more than either result can have."""
    return min(3, len(findings.deals(case, "no")), len(findings.deals(case, "yes")))


def _list_prompt(case):
    if not _size(case):
        return "A list can be picked so that it says what its maker wants."
    return (
        f"Pick a list that “proves” something. Tick at least {counted(_size(case), 'earlier meeting')} at which a text "
        "was signed, so that at every signed deal on your list the affected party was outside. Other meetings may be "
        "on it too."
    )


def _list_fields(case):
    if not _size(case):
        return [_NONE[0] | {"label": "This case has too few deals on its list, so there is nothing to answer here."}]
    options = _options(findings.earlier(case))
    return [{"name": "meetings", "label": "Your list", "kind": "many", "options": options}]


def _judge_list(case, answer):
    if not _size(case):
        return _GO_ON
    found = findings.earlier(case)
    mine = found[found["id"].isin(answer["meetings"]) & (found["deal"] == "yes")]
    outside = int((mine["affected_negotiated"] == "no").sum())
    if len(mine) >= _size(case) and outside == len(mine):
        whole = int((found["deal"] == "yes").sum())
        within = len(findings.deals(case, "yes"))
        lines = [
            f"The whole list gives {len(findings.deals(case, 'no'))} of {whole}. "
            f"A list of the {plural(within, 'deal')} with the affected party inside would give 0 of {within}.",
            "Each list is true line by line. What differs is who picked. So no rate can be read from any of them.",
        ]
        return Feedback("right", f"On your list: {outside} of {len(mine)} deals, “always”.", lines)
    lines = [f"Your list has {plural(len(mine), 'signed deal')}; at {outside} of them the affected party was outside."]
    lines.append(f"You need at least {_size(case)}, and “outside” at each. A party that is split is not outside.")
    return Feedback("again", "This list does not say “always” yet.", lines)


register(
    Exercise("09.guess", 1, "Before you see the list, guess.", _guess_fields, _judge_guess, "Keep my guess", guess=True)
)
register(Exercise("09.1", 1, "Negotiating is not signing.", _hand_fields, _judge_hand))
register(Exercise("09.2", 2, _source_prompt, _source_fields, _judge_source))
register(Exercise("09.3", 3, _list_prompt, _list_fields, _judge_list))
