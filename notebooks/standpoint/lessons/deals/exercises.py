"""Guess and exercises of lesson 06: which deals could be signed, by whom, and who filled the blanks."""

from dataclasses import replace

import pandas as pd

from ... import wording as say
from ...case.tables import turned
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.figures import DRAWN, figure_of
from ...quiz.question import Question, labelled, number, one_of, text, unjudged
from .findings import asked_too_in_words, one_by_one_in_words, order_in_words, parts_in_words
from .space import (
    NO_DEALS,
    STEPS,
    absent_party,
    can_deal,
    defaults,
    negotiable,
    outcomes,
    score,
    sizes,
    taken_away,
    tiles,
)
from .tables import asked_too, filled

__all__ = ["ask", "beside", "check"]  # what the lesson calls

NO_CELL = "The essay gives no party of this case a direction on a term of a deal, so there is nothing to turn round."


def lacks(case):
    """Say that a case has no deals; "" where it has some."""
    return "" if can_deal(case) else NO_DEALS


def _count(case, name, label, right, hint_alone=()):
    return number(name, label, right, most=STEPS ** len(negotiable(case)), hint_alone=hint_alone)


@guess("06.signed", 1, lacks)
def signed(case):
    """Keep the deal that was signed, or that a reader alone would expect, and hold it against the deal space."""
    labels = labelled(case.issues)
    parts = [one_of(issue, f"“{labels[issue]}”: which step?", dict(enumerate(words)))
             for issue, words in outcomes(case).items()]  # fmt: skip

    def compared(given):
        scores = score(case, defaults(case))
        place = (scores.deals == [given[issue] for issue in defaults(case)["status_quo"]]).all(axis=1)
        gains = scores.essay[place].iloc[0].round(9)
        words = {who: "gains" if gains[who] > 0 else "loses" if gains[who] < 0 else "neither gains nor loses"
                 for who in say.parties(case)}  # fmt: skip
        if not (gains != 0).any():
            yield "This is the status quo of the model, or worth the same to each of them."
        yield f"By the text alone: {'; '.join(f'{say.labels(case)[who]} {word}' for who, word in words.items())}."
        against = [who for who, word in words.items() if word == "loses"]
        for who in against:
            issues = say.listed(say.quoted(labels[issue]) for issue in _lost_on(case, scores.deals[place][0], who))
            yield f"By the text {say.labels(case)[who]} would refuse it: it loses on {issues}."
        yield "" if against else "By the text nobody who is asked would refuse it."
        yield f"{one_by_one_in_words(case)}."
        yield "In a class somebody may have signed against the text: a good reason to ask what was promised."

    them = say.names(case, say.parties(case))
    prompt = f"The deal that you think these would all sign: {them}. In a class: the deal that was signed."
    return Question(prompt, parts, compared)


def _lost_on(case, steps, who):
    """Return the issues on which a deal is worth less to a player than the status quo, by the text alone."""
    now, leans = defaults(case)["status_quo"], tiles(case).set_index(["issue", "player"])["direction"]
    return [issue for issue, step in zip(now, steps) if leans[issue, who] * (step - now[issue]) < 0]


@guess("06.guess", 1, lacks)
def summit(case):
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


@exercise("06.chart", 1, lacks)
def chart(case):
    """Draw how many deals each party would sign if asked alone."""
    scores, parties = score(case, defaults(case)), say.parties(case)
    alone = {"party": [say.labels(case)[who] for who in parties], "deals": [sizes(scores, [who])[0] for who in parties]}
    part = figure_of(pd.DataFrame(alone), "party", "deals", label="Your chart")
    asked = "How many deals would each party sign, if asked alone?"
    return Question(asked, [part], DRAWN, again="Something is missing.")


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
    fewest, before = min(left.values()), sizes(scores, pair)[0]
    own = score(case, defaults(case) | {"words": "own"})
    with_own = sizes(own, pair)[0] - sizes(own, [*pair, min(left, key=left.get)])[0]

    def more(given):
        return f"{names[given['who']]} leaves more deals than somebody else.", "Compare the rows of the chart."

    def again(given):
        yield f"It is {names[given['who']]}. The number is another one."
        yield "You gave what is left. How many are gone?" if given["taken"] == fewest else ""
        yield "You took the numbers with own words (◇). Take the others (●)." if given["taken"] == with_own else ""
        yield "Read the row of the two, then the row with the third, and subtract."

    options, right = {who: names[who] for who in thirds}, {who for who in thirds if left[who] == fewest}
    parts = [
        one_of("who", "Which one takes away the most deals, asked now?", options, right, hint_alone=more),
        _count(case, "taken", "How many deals does it take away?", before - fewest, again),
    ]

    def said(given):
        yield f"{names[given['who']]} leaves {fewest} of {before} deals, and nobody else leaves fewer."
        yield f"{order_in_words(case)}."

    return Question(prompt, parts, said)


def cell_to_turn(case):
    """Return (stakeholder, issue) of a coded cell: turned round, it changes how many deals the others could sign.

    The first cell of a party that sat at the table; ("", "") where there is none.
    """
    if not can_deal(case):
        return "", ""
    cells, before = tiles(case), _signed_by_others(case)
    cells = cells[(cells["source"] == "essay") & (cells["direction"] != 0) & cells["player"].isin(say.parties(case))]
    found = [(who, issue) for who, issue in zip(cells["player"], cells["issue"]) if who != absent_party(case)]
    return next((cell for cell in found if _signed_by_others(turned(case, *cell)) != before), [*found, ("", "")][0])


def _signed_by_others(case):
    return sizes(score(case, defaults(case)), [who for who in say.parties(case) if who != absent_party(case)])[0]


_NUMBERS = {"fewer": "fewer", "same": "as many as before", "more": "more"}
_RULES = {
    "alike": "The more alike two who are asked lean, the more deals both could sign.",
    "named": "The more often the text speaks of a party, the more deals it could sign.",
    "absent": "Only the party that was kept from the table changes the number.",
}
_NOT_THE_RULE = {
    "named": "The cell turns round. How often the text speaks of a party stays the same.",
    "absent": "Its cells stay as they are, and it is not asked here. Look at those who are asked.",
}


@exercise("06.2", 2, lambda case: lacks(case) or ("" if cell_to_turn(case)[0] else NO_CELL))
def predict(case):
    """Predict what one direction, turned round, does to the number of deals, and choose the rule behind it."""
    who, issue = cell_to_turn(case)
    other, row = turned(case, who, issue), negotiable(case).set_index("id").loc[issue]
    old, new = _signed_by_others(case), _signed_by_others(other)
    leans = int(tiles(case).set_index(["player", "issue"]).loc[(who, issue), "direction"])
    poles = [row["left_short"], row["right_short"]][::leans]
    name, others = say.labels(case)[who], [one for one in say.parties(case) if one != absent_party(case)]
    prompt = (
        f"The text has {name} on “{row['label']}” lean to “{poles[1]}”. In a copy of the table you turn this one "
        f"direction round, to “{poles[0]}”. {say.names(case, others)} could sign {old} deals before. "
        "Predict."
    )
    seen = f"On “{row['label']}”, who of those asked leans to which pole now? Does {name} come nearer to them, or not?"
    right = "fewer" if new < old else "more" if new > old else "same"
    not_so = {"same": "The number does change.", "fewer": "It does not become smaller.", "more": "It does not grow."}
    parts = [
        one_of("number", "How many could they sign then?", _NUMBERS, right,
               hint_alone=lambda given: (not_so[given["number"]], seen)),
        one_of("rule", "By which rule?", _RULES, "alike", hint_alone=lambda given: (
            "The number is right, the rule is another one.", _NOT_THE_RULE[given["rule"]])),
    ]  # fmt: skip
    return Question(prompt, parts, (f"From {old} to {new}. The title of the chart is now:", asked_too_in_words(other)))


@exercise("06.3", 3, lacks)
def one_filled(case):
    """Fill the absent party's first blank with the right pole, and count what follows from the essay's cells alone."""
    away = say.labels(case)[absent_party(case)]
    cell = next(iter(filled(case, absent_party(case), 1)), None)
    task = f"The essay leaves no blank of {away} on these issues. Tick all parties in the explorer, and fill nothing."
    if cell:
        issue = labelled(case.issues)[cell.split(" ")[0]]
        task = f"In the explorer, tick all parties and fill one blank: {away} on “{issue}”, with the right pole (+)."
    settings = defaults(case) | {"assumed": {cell: 1} if cell else {}}
    scores, others = score(case, settings), [who for who in say.parties(case) if who != absent_party(case)]
    left, parts_away = sizes(scores, say.parties(case))[0], taken_away(scores, others, absent_party(case))
    ticked = (
        "The number of deals is another one.",
        "Start again in the explorer, tick every party, but no audience, and fill the one blank. Leave the rule alone.",
    )
    line = f"A deal counts here if {away} loses by the essay’s cells alone. The explorer says how many these are."
    own = "The number of deals is right. Think again about the second number.", line
    label = "Of the deals taken away: how many by the essay’s words?"
    with_yours = parts_away["essay"] + parts_away["assumed"]
    anew = {with_yours: "With `loses` computed anew your cell counts too: take it from `leans` as the essay has it."}
    parts = [
        _count(case, "left", "How many deals are left?", left, ticked),
        replace(_count(case, "essay", label, parts_away["essay"], own), slips=anew),
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
    alone = "The first number is another one.", "Tick only the two parties, and fill no blank."
    cure = "Tick the third one too. Is a blank still filled? Then start again."
    three = "The first number is right, the second is another one.", cure
    both = "Both numbers are right. Who is indifferent neither loses nor gains by a deal."
    no_gain = {
        "yes": "That was so under the first rule: a yes to each deal by which it does not lose.",
        "none": "Each party that is asked answers each deal. Does a party that never gains say yes here?",
    }
    options = {"yes": "a yes to every deal", "no": "a no to every deal", "none": "neither yes nor no"}
    words = "Under this rule, what is a party that is indifferent to everything?"
    parts = [
        _count(case, "pair", "How many deals could the two sign?", pair, alone),
        _count(case, "left", "How many are left when the third is asked too?", left, three),
        one_of("meaning", words, options, "no", hint_alone=lambda given: (both, no_gain[given["meaning"]])),
    ]
    line = "Who is indifferent to everything never gains, so under this rule it refuses every deal."
    took = [f"{parts_in_words(taken_away(scores, two, away, 'more'))}."] if left < pair else []
    asked = f"Ask only {say.names(case, two)}, then ask {name} too"
    prompt = f"A harder rule: a party says yes only if it gains. {asked}. Leave all blanks indifferent."
    return Question(prompt, parts, (f"{say.plural(pair, 'deal')} without {name}, {left} with it.", *took, line))


@exercise("06.own", 3, button="Keep my words")
def own_sentences(_case):
    """Keep two sentences: what the lesson found, and what the reader assumed to find it."""
    parts = [text("found", "What this lesson found in the essay"), text("assumed", "What you assumed to find it")]
    return unjudged("Two sentences of your own.", parts, "Can a reader of the first one see that it needs the second?")
