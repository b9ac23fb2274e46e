"""Guess and exercises of lesson 06: which deals could be signed, by whom, and who filled the blanks."""

import pandas as pd

from ... import wording as say
from ...measures import all_deals, pareto_set
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, labelled, number, one_of
from .findings import order_in_words, parts_in_words
from .space import NO_DEALS, STEPS, absent_party, can_deal, defaults, negotiable, score, sizes, taken_away
from .tables import asked_too, filled

__all__ = ["ask", "beside", "check"]  # what the lesson calls

# Nash 1950: what each good is worth to Bill and to Jack.
_BILLS = ((2, 4), (2, 2), (2, 1), (2, 2), (4, 1))
_JACKS = ((10, 1), (4, 1), (6, 2), (2, 2))
_OFFER = (6, 6)  # a "fair" barter that a magazine printed


def lacks(case):
    """Say that a case has no deals; "" where it has some."""
    return "" if can_deal(case) else NO_DEALS


def _count(case, name, label, right, hint_alone=()):
    return number(name, label, right, most=STEPS ** len(negotiable(case)), hint_alone=hint_alone)


@guess("06.guess", 1, lacks)
def signed(case):
    """Guess the share of the deals in which nobody loses, without and with the absent party."""
    away, found, total = absent_party(case), asked_too(case).iloc[0], STEPS ** len(negotiable(case))
    name = say.labels(case)[away]
    others = say.names(case, [who for who in say.parties(case) if who != away])

    def compared(given):
        yield "If a blank counts as indifferent, your guess and the essay’s directions:"
        for asked in ("Without", "With"):
            yield f"{asked} {name}: {100 * found[asked] / total:.0f} of 100; you guessed {given[asked.lower()]:g}."

    label = "Of 100 possible deals, in how many would none of them lose, compared with the status quo?"
    without = number("without", f"{others}. {label}", most=100)
    too = number("with", f"The same, with {name} asked too.", most=100)
    return Question("Before you look, guess.", [without, too], compared)


@exercise("06.1", 1, lacks)
def third(case):
    """Find who takes away the most deals, if it is asked after the pair that the essay places together most often."""
    names, pair = say.labels(case), say.best_known_pair(case) or tuple(say.parties(case)[:2])
    thirds = [who for who in say.parties(case) if who not in pair]
    prompt = f"{say.names(case, pair)} must say yes. Now one party more is asked. A blank counts as indifferent."
    if not thirds:
        thirds = pair[-1:]
        prompt = f"{say.names(case, pair)} must say yes, and this case has no third party. Choose the last one."
    scores = score(case, defaults(case))
    left = {who: sizes(scores, [*pair, who])[0] for who in thirds}
    fewest = min(left.values())

    def more(given):
        return f"{names[given['who']]} leaves more deals than somebody else.", "Compare the rows of the chart."

    def again(given):
        return f"It is {names[given['who']]}. Read the number at the end of its row again."

    options, right = {who: names[who] for who in thirds}, {who for who in thirds if left[who] == fewest}
    parts = [
        one_of("who", "Which one takes away the most deals, asked now?", options, right, hint_alone=more),
        _count(case, "left", "How many deals are left then?", fewest, again),
    ]
    def said(given):
        yield f"{names[given['who']]} leaves {given['left']} deals, and nobody else leaves fewer."
        yield f"{order_in_words(case)}."

    return Question(prompt, parts, said)


def _better_barters():
    """Return the gains of the barters on the frontier that are better than the offer for one and worse for nobody."""
    worth = [(-bill, jack) for bill, jack in _BILLS] + [(bill, -jack) for bill, jack in _JACKS]
    gains = all_deals([2] * len(worth)) @ pd.DataFrame(worth).to_numpy()
    best = {tuple(pair) for pair in gains[pareto_set(gains)].tolist()}
    return sorted(pair for pair in best if all(new >= old for new, old in zip(pair, _OFFER)) and pair != _OFFER)


@exercise("06.2", 2)
def barter(_case):
    """Find a barter that is better than the one that is called fair."""
    options = {
        "frontier": "No. It is on the frontier.",
        "nash": "Yes: 12 for Bill and 5 for Jack.",
        "better": "Yes: 6 for Bill and 7 for Jack.",
    }
    again = {
        "nash": "There Bill gains more, but Jack gains 5 in place of 6: he loses by the change.",
        "frontier": "Look at the dots straight above 6, or straight to the right of it.",
    }
    label = "Is there a barter that is better for one of them and worse for nobody?"
    part = one_of("better", label, options, "better", hint_alone=lambda given: again[given["better"]])
    found = " or ".join(f"{bill} and {jack}" for bill, jack in _better_barters())
    right = f"The barter with {found} is better. Equal gains are not yet a good deal for both."
    return Question("Somebody calls a barter fair that gives Bill 6 and Jack 6.", [part], right)


@exercise("06.3", 3, lacks)
def one_filled(case):
    """Fill the absent party's first blank with the right pole, and count what follows from the essay's own words."""
    away = say.labels(case)[absent_party(case)]
    cell = next(iter(filled(case, absent_party(case), 1)), None)
    task = f"The essay leaves no blank of {away} on these issues. Tick all parties in the explorer, and fill nothing."
    if cell:
        issue = labelled(case.issues)[cell.split(" ")[0]]
        task = f"In the explorer, tick all parties and fill one blank: {away} on “{issue}”, with the right pole (+)."
    settings = defaults(case) | {"assumed": {cell: 1} if cell else {}}
    scores, others = score(case, settings), [who for who in say.parties(case) if who != absent_party(case)]
    left, parts_away = sizes(scores, say.parties(case))[0], taken_away(scores, others, absent_party(case))
    ticked = "The number of deals is another one.", "Is every party ticked, and no audience?"
    line = f"A deal counts here if {away} loses by the essay’s cells alone. The explorer says in how many it does."
    own = "The number of deals is right. Think again about the second number.", line
    label = "How many of the deals that asking this party takes away follow from the essay’s own words?"
    parts = [
        _count(case, "left", "How many deals are left?", left, ticked),
        _count(case, "essay", label, parts_away["essay"], own),
    ]
    took = f"the essay took away {parts_away['essay']}, you {parts_away['assumed']}."
    line = "Say so whenever you report the number: this part is assumed."
    right = f"Of {sizes(scores, others)[0]} deals {left} are left: {took}", line
    return Question(f"{task} Leave all else as it is at the start.", parts, right)


@exercise("06.4", 4, lacks)
def harder_rule(case):
    """Count the deals under the rule that a party must gain, and say what an indifferent party does then."""
    away = absent_party(case)
    placed = {who: int((case.positions["stakeholder"] == who).sum()) for who in say.parties(case) if who != away}
    two, name = sorted(placed, key=placed.get, reverse=True)[:2], say.labels(case)[away]
    scores = score(case, defaults(case))
    pair, left = (sizes(scores, who, "more")[0] for who in (two, [*two, away]))
    alone = "The first number is another one.", "Tick the two parties alone, and fill no blank."
    three = "The first number is right, the second is another one.", "Tick the third one too."
    gain = "Both numbers are right. Who is indifferent neither loses nor gains by a deal."
    options = {"yes": "a yes to every deal", "no": "a no to every deal", "none": "neither yes nor no"}
    words = "Under this rule, what is a party that is indifferent to everything?"
    parts = [
        _count(case, "pair", "How many deals could the two sign?", pair, alone),
        _count(case, "left", "How many are left when the third is asked too?", left, three),
        one_of("meaning", words, options, "no", hint_alone=gain),
    ]
    line = "Who is indifferent to everything never gains, so under this rule it refuses every deal."
    took = [f"{parts_in_words(taken_away(scores, two, away, 'more'))}."] if left < pair else []
    asked = f"Ask {say.names(case, two)} alone, then ask {name} too"
    prompt = f"A harder rule: a party says yes only if it gains. {asked}. Leave all blanks indifferent."
    return Question(prompt, parts, (f"{say.plural(pair, 'deal')} without {name}, {left} with it.", *took, line))
