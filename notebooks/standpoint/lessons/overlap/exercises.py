"""Guess and exercises of lesson 05: overlap as a count, a share with its bounds, and a verdict."""

import math

from ... import wording as say
from ...case.lacking import none_of, not_finished
from ...case.tables import turned
from ...measures import overlap_bounds, overlap_share, relations, verdict
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, labelled, number, one_of, out_of, percent
from ...wording import plural
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_VOTES = {
    "supported": "supported: they overlap at most halfway",
    "contradicted": "contradicted: they overlap more than halfway",
    "not decided by this text": "not decided by this text",
}
_RELATIONS = {
    "same": "Same direction",
    "opposite": "Opposite directions",
    "no_lean": "No lean on one side or both",
    "unknown": "Unknown, because at least one is blank",
}


_NO_PAIR = none_of("two parties with inducements to compare", findings.compared_pair)
NO_CELL = "The two have no opposite directions in this case, so there is nothing to turn round."
_NO_CODE = none_of("coded inducement", lambda case: case.inducement_codes)


def lacks(case):
    """Say that a case has no pair to compare; "" where it has one."""
    return not_finished(case, findings.TABLE) or _NO_PAIR(case) or _NO_CODE(case)


def second_pair(case):
    """Return the first of the compared pair and the party that the text places with it on most other items."""
    first, second = findings.compared_pair(case)
    codes = findings.cells(case).codes
    rest = [sid for sid in say.parties(case) if sid not in (first, second)]
    both = {sid: int((codes[first].notna() & codes[sid].notna()).sum()) for sid in rest}
    return (first, max(both, key=both.get)) if both else (first, second)


def supposed(case):
    """Return (pair, their codes, {inducement: code}): the codes of `second_pair` with up to two blanks filled.

    The second party gets -1 and 0 where it is blank and the first one leans to a side: exercises 1 and 2 suppose
    sentences, so that no table shows their answer.
    """
    pair = second_pair(case)
    codes = findings.cells(case).codes[list(pair)].copy()
    blank = codes.index[codes[pair[1]].isna() & (codes[pair[0]].fillna(0) != 0)]
    filled = dict(zip(blank, (-1, 0)))
    for item, code in filled.items():
        codes.loc[item, pair[1]] = code
    return pair, codes, filled


_SUPPOSED = {-1: "puts {} off", 0: "both draws {} in and puts it off"}


def _supposed_in_words(case):
    (_, second), _, filled = supposed(case)
    labels, name = labelled(case.inducements), say.labels(case)[second]
    said = [f"“{labels[item]}” {_SUPPOSED[code].format(name)}" for item, code in filled.items()]
    return f" Suppose that the essay also said this: {', and '.join(said)}." if said else ""


def _bounds(case, pair, items=None):
    ids = tuple(case.inducements["id"]) if items is None else items
    return findings.overlap(findings.cells(case), findings.Setting(*pair, ids))


def _relations(codes):
    """Return how many inducements have each relation of _RELATIONS. codes: DataFrame, a column for each of two."""
    counts = relations(codes.iloc[:, 0], codes.iloc[:, 1]).value_counts()
    return {name: int(counts.get(name.replace("_", " "), 0)) for name in _RELATIONS}


@guess("05.guess", 1, lacks)
def share_and_vote(case):
    """Guess the share, and vote on the sentence."""
    pair = findings.compared_pair(case)
    bounds, coverage = _bounds(case, pair)
    label = f"{say.names(case, pair)}: on what share of the inducements do they lean the same way, in percent?"
    known = "nothing is known of both"
    if bounds.known is not None:
        known = f"they lean the same way on {findings.percent(bounds.known)} percent"
    span = f"{findings.percent(bounds.lower)} to {findings.percent(bounds.upper)} percent"

    def compared(given):
        yield f"You guessed {given['share']:g} percent. Of the known inducements, {known}."
        blank = f"But the essay gives both codes for only {findings.percent(coverage)} percent of the list."
        yield f"{blank} With the blanks, the share may be anything from {span}."
        yield f"Your vote: {given['vote']}. Under both bounds: {verdict(bounds.lower, bounds.upper)}."

    parts = [percent("share", label), one_of("vote", "“At most halfway”: your vote", _VOTES)]
    return Question("Before you see the two columns, guess and vote.", parts, compared)


@exercise("05.1", 1, lacks)
def count(case):
    """Count the inducements by relation, with two blanks filled by supposition."""
    (pair, codes, filled), most = supposed(case), len(case.inducements)
    true = _relations(codes)
    prompt = f"Compare {say.names(case, pair)}, inducement by inducement, by direction alone.{_supposed_in_words(case)}"
    hints = {"no_lean": "“No lean” needs two codes, of which at least one is a zero. A blank is not a zero."}
    parts = [
        number(name, f"{label}: how many inducements?", true[name], most=most, hint=hints.get(name, ()))
        for name, label in _RELATIONS.items()
    ]
    right = "All four counts are right.", "Look at the number of the unknown ones before you compute any share."
    begin = "Begin with the unknown ones: every inducement on which at least one of the two is blank."
    more = "Each supposed sentence fills one blank. Every other cell stays as it is." if filled else ""
    one_each = f"The list has {most}, and each belongs to one group: your counts add up to another number."

    def hints(given):
        yield one_each if sum(given.values()) != most else ""
        yield begin if given["unknown"] != true["unknown"] else ""
        yield more

    return Question(prompt, parts, right, hints, out_of("counts"))


_NO_VERDICT = {
    "supported": "Supported needs an upper bound of at most one half.",
    "contradicted": "Contradicted needs a lower bound above one half.",
    "not decided by this text": "Look where one half lies: below the lower bound, above the upper one, or between?",
}


@exercise("05.2", 2, lacks)
def share(case):
    """Compute the bounds and the coverage with the same supposition, and give the verdict."""
    (pair, codes, filled), most = supposed(case), len(case.inducements)
    first, second = (codes[who] for who in pair)
    bounds, coverage = overlap_bounds(first, second), overlap_share(first, second).coverage
    also = ", with the sentences that exercise 1 supposes" if filled else ""
    prompt = (
        f"The same two, {say.names(case, pair)}{also}; whole list, equal weights, direction alone. "
        "Give whole percents; round as you like."
    )
    asked = [
        ("lower", "Lowest share, with every blank as no overlap: how many percent?", bounds.lower),
        ("upper", "Highest share, with every blank as overlap: how many percent?", bounds.upper),
        ("coverage", "Coverage, the part of the list known of both: how many percent?", coverage),
    ]
    parts = [percent(name, label, 100 * true, near=0.51) for name, label, true in asked]
    true = verdict(bounds.lower, bounds.upper)
    asked = "“At most halfway”, said of these two: which verdict do the bounds give?"
    parts.append(one_of("verdict", asked, _VOTES, true, hint=lambda given: _NO_VERDICT[given["verdict"]]))
    known = "" if bounds.known is None else f"The known cells alone say {findings.percent(bounds.known)} percent."
    hints = (
        f"Divide by all {plural(most, 'inducement')}, not by the known ones.",
        "For the lowest share count the same directions alone; for the highest add the unknown ones.",
    )
    return Question(prompt, parts, ("Bounds, coverage and verdict are right.", known), hints,
                    out_of("answers", names={"lower": "lowest share", "upper": "highest share"}))  # fmt: skip


_TAKEN_OFF = {
    "share": "The known share becomes larger",
    "bounds": "The known share stays, and the bounds come nearer to each other",
    "nothing": "Nothing: an unknown one counts nowhere",
}
_NOT_TAKEN_OFF = {
    "share": "The known share is made of the known inducements alone. Is this one of them?",
    "nothing": "The bounds count every blank, once as no overlap and once as overlap. Try it on the bench.",
}


@exercise("05.3", 3, lacks)
def shorter_list(case):
    """Find the inducement without which the share is largest, and the rule for an unknown one."""
    pair, ids = second_pair(case), tuple(case.inducements["id"])
    known = {out: _bounds(case, pair, tuple(i for i in ids if i != out))[0].known for out in ids if len(ids) > 1}
    whole = _bounds(case, pair)[0].known
    larger = {out: share for out, share in known.items() if share is not None and whole is not None and share > whole}
    best = max(larger.values(), default=None)
    words, line = "No single one makes it larger.", "The verdict stays as it was."
    if best is not None:
        before, after = findings.percent(whole), findings.percent(best)
        words = f"The share of the known cells rises from {before} to {after} percent."
        if verdict(whole, whole) != verdict(best, best):
            line = "That alone changes the verdict for the known cells."
    right = {out for out, share in larger.items() if share == best} or {"none"}
    prompt = (
        f"{say.names(case, pair)} once more, as the essay stands: take one inducement off the list, so that the "
        "share of the known cells becomes as large as it can. Equal weights, direction alone."
    )
    options = labelled(case.inducements) | {"none": "None: no single one makes it larger"}
    hint = "The known cells hold no blank. Which known inducements are no overlap? Try each of them on the bench."
    parts = [
        one_of("item", "Which one do you take off?", options, right,
               hint_alone=("Another choice makes the share larger.", hint)),
        one_of("rule", "And if you take off an unknown one in its place, what changes?", _TAKEN_OFF, "bounds",
               hint_alone=lambda given: ("The choice is right. Think again about the rule.",
                                         _NOT_TAKEN_OFF[given["rule"]])),
    ]  # fmt: skip
    return Question(prompt, parts, (words, line, "So ask of every such number: who made the list?"))


def cell_to_turn(case):
    """Return (stakeholder, inducement) of the first code of the compared pair opposite to the other's.

    Turned round, it makes an inducement with opposite directions one with the same direction. ("", "") without one.
    """
    pair = findings.compared_pair(case) if not lacks(case) else None
    relation = say.compare(case, *pair, findings.TABLE)["relation"] if pair else {}
    return next(((pair[0], item) for item in case.inducements["id"] if pair and relation[item] == "opposite"), ("", ""))


_MOVES = {
    "all": "The known share, the lower bound and the upper bound",
    "known": "The known share alone",
    "none": "None of them",
}
_NOT_MOVED = {
    "known": "One more known overlap is an overlap in the bounds too. Read again how each bound is made.",
    "none": "An inducement leaves “opposite directions”. To which group does it go, and which shares count this group?",
}


@exercise("05.5", 3, lambda case: lacks(case) or ("" if cell_to_turn(case)[0] else NO_CELL))
def predict(case):
    """Predict which shares one code, turned round, moves."""
    who, item = cell_to_turn(case)
    other, pair = turned(case, who, item, findings.TABLE), findings.compared_pair(case)
    prompt = (
        f"{say.names(case, pair)} have opposite directions on “{labelled(case.inducements)[item]}”. In a copy of the "
        f"table you turn the direction of {say.labels(case)[who]} round. Predict: which shares move?"
    )
    part = one_of("moves", "Which of the three?", _MOVES, "all", hint_alone=lambda given: (
        "Think of the groups of the first chart.", _NOT_MOVED[given["moves"]]))  # fmt: skip
    (old, _), (new, _) = _bounds(case, pair), _bounds(other, pair)
    moved = (f"{findings.percent(one)} to {findings.percent(two)} percent" for one, two in zip(old, new))
    line = "lower bound {}, known share {}, upper bound {}.".format(*moved)
    return Question(prompt, [part], (f"All three move: {line}", f"{findings.counts_in_words(other, *pair)}."))


@exercise("05.4", 4, lacks)
def decide(case):
    """Count how many unknown ones must turn out as no overlap, until the sentence is supported."""
    pair, total = findings.compared_pair(case), len(case.inducements)
    counts = _relations(findings.cells(case).codes[list(pair)])
    same, unknown = counts["same"], counts["unknown"]
    needed = "never" if 2 * same > total else max(0, math.ceil(same + unknown - total / 2))
    prompt = (
        f"{say.names(case, pair)}: imagine another text that fills the blanks. How many of the unknown inducements "
        "must be no overlap there, until “at most halfway” is supported even if all other unknown ones overlap?"
    )
    options = {n: str(n) for n in range(unknown + 1)} | {"never": "no number is enough"}
    part = one_of("needed", "How many at least?", options, needed)
    line = "Until somebody fills them with a quotation, “not decided by this text” is the honest verdict."
    hints = (
        f"There are {plural(total, 'inducement')}; one half is {total / 2:g}.",
        f"{same} overlap already, and {unknown} are unknown. How many of the unknown may still overlap?",
    )
    right = "From there on the highest share is at most one half.", line
    return Question(prompt, [part], right, hints, "Count again.")
