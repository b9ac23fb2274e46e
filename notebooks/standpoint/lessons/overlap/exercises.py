"""Guess and exercises of lesson 05: overlap as a count, a share with its bounds, and a verdict."""

import math
from dataclasses import replace

from ... import wording as say
from ...measures import verdict
from ...quiz.card import ask, beside
from ...quiz.checks import Exercise, Feedback, check, register
from ...wording import plural
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_VOTES = [
    ["supported", "supported: they overlap at most halfway"],
    ["contradicted", "contradicted: they overlap more than halfway"],
    ["not decided by this text", "not decided by this text"],
]
_RELATIONS = {
    "same": "Same direction",
    "opposite": "Opposite directions",
    "no lean": "No lean on one side or both",
    "unknown": "Unknown, because at least one is blank",
}


_NOTHING = "This case has no two parties with inducements to compare, so there is nothing to answer here."


def _for_a_pair(exercise):
    """Return an exercise that asks nothing, and says so, where a case has no pair to compare."""
    go_on = [{"name": "none", "label": "Go on with the lesson", "kind": "choice", "options": [["on", "Go on"]]}]
    return replace(
        exercise,
        prompt=lambda case: exercise.words(case) if findings.compared_pair(case) else _NOTHING,
        fields=lambda case: exercise.fields(case) if findings.compared_pair(case) else go_on,
        judge=lambda case, answer: exercise.judge(case, answer) if findings.compared_pair(case) else _open(),
    )


def _open():
    return Feedback("open", _NOTHING, ["Go on with the lesson."])


def second_pair(case):
    """Return the first of the compared pair and the party that the text places with it on most other items."""
    first, second = findings.compared_pair(case)
    codes = findings.cells(case).codes
    rest = [sid for sid in say.parties(case) if sid not in (first, second)]
    both = {sid: int((codes[first].notna() & codes[sid].notna()).sum()) for sid in rest}
    return (first, max(both, key=both.get)) if both else (first, second)


def _bounds(case, pair, items=None):
    ids = tuple(case.inducements["id"]) if items is None else items
    return findings.overlap(findings.cells(case), findings.Setting(*pair, ids))


def _guess_fields(case):
    pair = say.names(case, findings.compared_pair(case))
    share = {
        "name": "share",
        "label": f"{pair}: on what share of the inducements do they lean the same way, in percent?",
        "kind": "number",
        "min": 0,
        "max": 100,
    }
    vote = {"name": "vote", "label": "“At most halfway”: your vote", "kind": "choice", "options": _VOTES}
    return [share, vote]


def _judge_guess(case, answer):
    bounds, coverage = _bounds(case, findings.compared_pair(case))
    found = verdict(bounds.lower, bounds.upper)
    known = "nothing is known of both" if bounds.known is None else (
        f"they lean the same way on {findings.percent(bounds.known)} percent")  # fmt: skip
    first = f"You guessed {answer['share']:g} percent. Of the known inducements, {known}."
    second = (
        f"But the essay gives both codes for only {findings.percent(coverage)} percent of the list. "
        "With the blanks, the "
        f"share may be anything from {findings.percent(bounds.lower)} to {findings.percent(bounds.upper)} percent."
    )
    third = f"Your vote: {answer['vote']}. Under both bounds: {found}."
    return Feedback("compare", first, [second, third])


def _count_prompt(case):
    return f"Compare {say.names(case, second_pair(case))}, inducement by inducement, by direction alone."


def _count_fields(case):
    return [
        {"name": name.replace(" ", "_"), "label": f"{label}: how many inducements?", "kind": "number", "min": 0,
         "max": len(case.inducements)}
        for name, label in _RELATIONS.items()
    ]  # fmt: skip


def _judge_count(case, answer):
    true = say.compare(case, *second_pair(case), findings.TABLE)["relation"].value_counts()
    wrong = [name for name in _RELATIONS if answer[name.replace(" ", "_")] != true.get(name, 0)]
    if not wrong:
        line = "Look at the number of the unknown ones before you compute any share."
        return Feedback("right", "All four counts are right.", [line])
    lines = ["Begin with the unknown ones: every inducement on which at least one of the two is blank."]
    if "no lean" in wrong:
        lines.append("“No lean” needs two codes, of which at least one is a zero. A blank is not a zero.")
    return Feedback("again", f"{4 - len(wrong)} of 4 counts are right. Look again at: {', '.join(wrong)}.", lines)


def _share_prompt(case):
    return (
        f"The same two, {say.names(case, second_pair(case))}; whole list, equal weights, direction alone. "
        "Give whole percents; half a percent is rounded as you like."
    )


def _share_fields(case):
    labels = {
        "lower": "Lowest share, with every blank as no overlap: how many percent?",
        "upper": "Highest share, with every blank as overlap: how many percent?",
        "coverage": "Coverage, the part of the list known of both: how many percent?",
    }
    return [{"name": name, "label": label, "kind": "number", "min": 0, "max": 100} for name, label in labels.items()]


def _judge_share(case, answer):
    bounds, coverage = _bounds(case, second_pair(case))
    true = {"lower": bounds.lower, "upper": bounds.upper, "coverage": coverage}
    wrong = [name for name, share in true.items() if abs(answer[name] - 100 * share) > 0.51]
    if not wrong:
        known = "" if bounds.known is None else f" The known cells alone say {findings.percent(bounds.known)} percent."
        line = f"Verdict under both bounds: {verdict(bounds.lower, bounds.upper)}.{known}"
        return Feedback("right", "Lowest, highest and coverage are right.", [line])
    lines = [
        f"Divide by all {plural(len(case.inducements), 'inducement')}, not by the known ones.",
        "For the lowest share count the same directions alone; for the highest add the unknown ones.",
    ]
    return Feedback("again", f"{3 - len(wrong)} of 3 numbers are right. Look again at: {', '.join(wrong)}.", lines)


def _list_prompt(case):
    return (
        f"{say.names(case, second_pair(case))} once more: take one inducement off the list, so that the share of the "
        "known cells becomes as large as it can. Equal weights, direction alone."
    )


def _list_fields(case):
    options = [[row.id, row.label] for row in case.inducements.itertuples()]
    options.append(["none", "None: no single one makes it larger"])
    return [{"name": "item", "label": "Which one do you take off?", "kind": "choice", "options": options}]


def _judge_list(case, answer):
    pair, ids = second_pair(case), tuple(case.inducements["id"])
    known = {out: _bounds(case, pair, tuple(i for i in ids if i != out))[0].known for out in ids if len(ids) > 1}
    whole = _bounds(case, pair)[0].known
    larger = {out: share for out, share in known.items() if share is not None and whole is not None and share > whole}
    best = max(larger.values(), default=None)
    chosen = larger.get(answer["item"])
    if (answer["item"] == "none" and best is None) or (best is not None and chosen == best):
        words = "No single one makes it larger."
        if best is not None:
            before, after = findings.percent(whole), findings.percent(best)
            words = f"The share of the known cells rises from {before} to {after} percent."
        changed = best is not None and verdict(whole, whole) != verdict(best, best)
        line = "That alone changes the verdict for the known cells." if changed else "The verdict stays as it was."
        return Feedback("right", words, [line, "So ask of every such number: who made the list?"])
    lines = ["The known cells hold no blank. Which known inducements are no overlap? Try each of them on the bench."]
    return Feedback("again", "Another choice makes the share larger.", lines)


def _decide_prompt(case):
    return (
        f"{say.names(case, findings.compared_pair(case))}: imagine another text that fills the blanks. How many of the "
        "unknown inducements must turn out as no overlap, until “at most halfway” is supported, "
        "however the rest turn out?"
    )


def _decide_fields(case):
    unknown = int((say.compare(case, *findings.compared_pair(case), findings.TABLE)["relation"] == "unknown").sum())
    options = [[n, str(n)] for n in range(unknown + 1)] + [["never", "no number is enough"]]
    return [{"name": "needed", "label": "How many at least?", "kind": "choice", "options": options}]


def _judge_decide(case, answer):
    relation, total = (
        say.compare(case, *findings.compared_pair(case), findings.TABLE)["relation"],
        len(case.inducements),
    )
    same, unknown = (int((relation == word).sum()) for word in ("same", "unknown"))
    needed = "never" if 2 * same > total else max(0, math.ceil(same + unknown - total / 2))
    if answer["needed"] == needed:
        line = "Until somebody fills them with a quotation, “not decided by this text” is the honest verdict."
        return Feedback("right", "From there on the highest share is at most one half.", [line])
    lines = [
        f"There are {plural(total, 'inducement')}; one half is {total / 2:g}.",
        f"{same} overlap already, and {unknown} are unknown. How many of the unknown may still overlap?",
    ]
    return Feedback("again", "Count again.", lines)


_START = "Before you see the two columns, guess and vote."
for _exercise in (
    Exercise("05.guess", 1, _START, _guess_fields, _judge_guess, "Keep my guess", guess=True),
    Exercise("05.1", 1, _count_prompt, _count_fields, _judge_count),
    Exercise("05.2", 2, _share_prompt, _share_fields, _judge_share),
    Exercise("05.3", 3, _list_prompt, _list_fields, _judge_list),
    Exercise("05.4", 4, _decide_prompt, _decide_fields, _judge_decide),
):
    register(_for_a_pair(_exercise))
