"""Guess and exercises of lesson 06: which deals could be signed, by whom, and who filled the blanks."""

from dataclasses import replace

import pandas as pd

from ... import wording as say
from ...measures import all_deals, pareto_set
from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from .space import NO_DEALS, STEPS, absent_party, can_deal, defaults, negotiable, score, sizes
from .tables import asked_too, filled

__all__ = ["ask", "beside", "check"]  # what the lesson calls

# Nash 1950: what each good is worth to Bill and to Jack.
_BILLS = ((2, 4), (2, 2), (2, 1), (2, 2), (4, 1))
_JACKS = ((10, 1), (4, 1), (6, 2), (2, 2))
_OFFER = (6, 6)  # a "fair" barter that a magazine printed


def _percent(name, label):
    return {"name": name, "label": label, "kind": "number", "min": 0, "max": 100}


def _count(name, label, case):
    return {"name": name, "label": label, "kind": "number", "min": 0, "max": STEPS ** len(negotiable(case))}


def _others(case):
    return [who for who in say.parties(case) if who != absent_party(case)]


def _for_deals(exercise):
    """Return an exercise that asks nothing, and says so, where a case has no deals."""
    go_on = [{"name": "none", "label": "Go on with the lesson", "kind": "choice", "options": [["on", "Go on"]]}]
    return replace(
        exercise,
        prompt=lambda case: exercise.words(case) if can_deal(case) else NO_DEALS,
        fields=lambda case: exercise.fields(case) if can_deal(case) else go_on,
        judge=lambda case, answer: exercise.judge(case, answer) if can_deal(case) else Feedback("open", NO_DEALS),
    )


def _guess_fields(case):
    names, away = say.names(case, _others(case)), say.names(case, [absent_party(case)] if absent_party(case) else [])
    ask = "Of 100 possible deals, in how many would none of them lose, compared with the status quo?"
    return [_percent("without", f"{names}. {ask}"), _percent("with", f"The same, with {away} asked too.")]


def _judge_guess(case, answer):
    first, total = asked_too(case).iloc[0], STEPS ** len(negotiable(case))
    label = say.labels(case)[absent_party(case)]
    lines = []
    for name, words in (("Without", f"Without {label}"), ("With", f"With {label}")):
        share = 100 * first[name] / total
        lines.append(f"{words}: {share:.0f} of 100; you guessed {answer[name.lower()]:g}.")
    title = "If a blank counts as indifferent, your guess and the essay’s directions:"
    return Feedback("compare", title, lines)


def _pair(case):
    """Return the pair of parties that the essay places together most often, on any issue."""
    return say.best_known_pair(case) or tuple(say.parties(case)[:2])


def _left_by(case):
    """Return {party: deals left if it is asked after the best-known pair}."""
    scores, pair = score(case, defaults(case)), list(_pair(case))
    return {who: sizes(scores, [*pair, who])[0] for who in _thirds(case)}


def _thirds(case):
    """Return the parties that could be asked besides the best-known pair; the last of it where nobody else is."""
    pair = _pair(case)
    return [who for who in say.parties(case) if who not in pair] or list(pair[-1:])


def _third_prompt(case):
    if set(_thirds(case)) <= set(_pair(case)):
        return f"{say.names(case, _pair(case))} must say yes, and this case has no third party. Choose the last one."
    return f"{say.names(case, _pair(case))} must say yes. Now one party more is asked. A blank counts as indifferent."


def _third_fields(case):
    names = say.labels(case)
    options = [[who, names[who]] for who in _thirds(case)]
    which = {"name": "who", "label": "Which one takes away the most deals?", "kind": "choice", "options": options}
    return [which, _count("left", "How many deals are left then?", case)]


def _judge_third(case, answer):
    left, name = _left_by(case), say.labels(case)[answer["who"]]
    if left[answer["who"]] > min(left.values()):
        return Feedback("again", f"{name} leaves more deals than somebody else.", ["Compare the rows of the chart."])
    if answer["left"] != left[answer["who"]]:
        return Feedback("again", f"It is {name}. Read the number at the end of its row again.")
    return Feedback("right", f"{name} leaves {answer['left']} deals, and nobody else leaves fewer.")


def _gains():
    """Return what each of the 512 barters gives Bill and Jack, shape (512, 2)."""
    worth = [(-bill, jack) for bill, jack in _BILLS] + [(bill, -jack) for bill, jack in _JACKS]
    return all_deals([2] * len(worth)) @ pd.DataFrame(worth).to_numpy()


def _offer_fields(case):
    options = [
        ["frontier", "No. It is on the frontier."],
        ["nash", "Yes: 12 for Bill and 5 for Jack."],
        ["better", "Yes: 6 for Bill and 7 for Jack."],
    ]
    label = "Is there a barter that is better for one of them and worse for nobody?"
    return [{"name": "better", "label": label, "kind": "choice", "options": options}]


def _judge_offer(case, answer):
    gains = {tuple(pair) for pair in _gains()[pareto_set(_gains())].tolist()}
    beats = [pair for pair in gains if all(new >= old for new, old in zip(pair, _OFFER)) and pair != _OFFER]
    if answer["better"] == "nash":
        return Feedback("again", "There Bill gains more, but Jack gains 5 in place of 6: he loses by the change.")
    if answer["better"] == "frontier":
        return Feedback("again", "Look at the dots straight above 6, or straight to the right of it.")
    found = " or ".join(f"{bill} and {jack}" for bill, jack in sorted(beats))
    return Feedback("right", f"The barter with {found} is better. Equal gains are not yet a good deal for both.")


def _one_filled(case):
    """Return (label of an issue, {"issue player": 1}): the absent party's first blank, filled with the right pole."""
    blanks = filled(case, absent_party(case), 1) if can_deal(case) else {}
    cell = next(iter(blanks), None)
    labels = dict(zip(case.issues["id"], case.issues["label"]))
    return (labels[cell.split(" ")[0]], {cell: 1}) if cell else ("", {})


def _fill_prompt(case):
    label, (issue, _) = say.names(case, [absent_party(case)] if absent_party(case) else []), _one_filled(case)
    first = f"In the explorer, tick all parties and fill one blank: {label} on “{issue}”, with the right pole (+)."
    none = f"The essay leaves no blank of {label} on these issues. Tick all parties in the explorer, and fill nothing."
    return f"{first if issue else none} Leave all else as it is at the start."


def _fill_fields(case):
    label = "How many of the deals that asking this party takes away follow from the essay’s own words?"
    return [_count("left", "How many deals are left?", case), _count("essay", label, case)]


def _judge_fill(case, answer):
    start, parties = defaults(case), say.parties(case)
    left = sizes(score(case, start | {"assumed": _one_filled(case)[1]}), parties)[0]
    first = asked_too(case).iloc[0]
    if answer["left"] != left:
        return Feedback("again", "The number of deals is another one.", ["Is every party ticked, and no audience?"])
    if answer["essay"] != first["By the essay"]:
        line = "The essay’s part is what is taken away while all blanks are empty."
        return Feedback("again", "The number of deals is right. Think again about the second number.", [line])
    yours = first["With"] - left
    said = f"Of {first['Without']} deals {left} are left: the essay took away {answer['essay']:g}, you {yours}."
    return Feedback("right", said, ["Say so whenever you report the number: this part is assumed."])


def _pair_and_absent(case):
    """Return (the two parties that the text places most, besides the one that was not there; that one)."""
    away = absent_party(case)
    placed = {who: int((case.positions["stakeholder"] == who).sum()) for who in say.parties(case) if who != away}
    return sorted(placed, key=placed.get, reverse=True)[:2], away


def _rule_prompt(case):
    pair, away = _pair_and_absent(case)
    first = f"Ask {say.names(case, pair)} alone, then ask {say.labels(case)[away]} too"
    return f"A harder rule: a party says yes only if it gains. {first}. Leave all blanks indifferent."


def _rule_fields(case):
    options = [["yes", "a yes to every deal"], ["no", "a no to every deal"], ["none", "neither yes nor no"]]
    words = "Under this rule, what is a party that is indifferent to everything?"
    return [
        _count("pair", "How many deals could the two sign?", case),
        _count("left", "How many are left when the third is asked too?", case),
        {"name": "meaning", "label": words, "kind": "choice", "options": options},
    ]


def _judge_rule(case, answer):
    two, away = _pair_and_absent(case)
    scores = score(case, defaults(case))
    pair, left = (sizes(scores, who, "more")[0] for who in (two, [*two, away]))
    if answer["pair"] != pair:
        return Feedback("again", "The first number is another one.", ["Tick the two parties alone, and fill no blank."])
    if answer["left"] != left:
        return Feedback("again", "The first number is right, the second is another one.", ["Tick the third one too."])
    if answer["meaning"] != "no":
        return Feedback("again", "Both numbers are right. Who is indifferent neither loses nor gains by a deal.")
    lines = ["Who is indifferent to everything never gains, so under this rule it refuses every deal."]
    return Feedback("right", f"{say.plural(pair, 'deal')} without {say.labels(case)[away]}, {left} with it.", lines)


_FAIR = "Somebody calls a barter fair that gives Bill 6 and Jack 6."

for _exercise in (
    Exercise("06.guess", 1, "Before you look, guess.", _guess_fields, _judge_guess, "Keep my guess", guess=True),
    Exercise("06.1", 1, _third_prompt, _third_fields, _judge_third),
    Exercise("06.3", 3, _fill_prompt, _fill_fields, _judge_fill),
    Exercise("06.4", 4, _rule_prompt, _rule_fields, _judge_rule),
):
    register(_for_deals(_exercise))
register(Exercise("06.2", 2, _FAIR, _offer_fields, _judge_offer))
