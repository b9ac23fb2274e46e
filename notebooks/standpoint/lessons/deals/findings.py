"""The findings of lesson 06, in sentences: what asking the absent party changes."""

from ... import wording as say
from ...wording import some
from .space import NO_DEALS, STEPS, absent_party, can_deal, negotiable, tiles
from .tables import asked_too, filled, first_and_last, own_filled


def asked_too_in_words(case):
    """Say what asking the absent party changes, where blanks count as indifferent: one sentence, no full stop."""
    if not can_deal(case):
        return NO_DEALS.rstrip(".")
    away, first = absent_party(case), asked_too(case).iloc[0]
    label, others = say.labels(case)[away], [who for who in say.parties(case) if who != away]
    how = {1: "could sign", 2: "could both sign"}.get(len(others), "could all sign")
    before = f"the {first['Without']} deals that {say.names(case, others)} {how}"
    if first["Taken away"]:
        return f"To ask {label} too leaves {first['With']} of {before}"
    # A headline travels alone: what it rests on goes with it.
    cells = tiles(case)
    cells = cells[cells["player"].isin(say.parties(case))]
    told = cells.loc[cells["source"] == "essay", "player"]
    why = f": of {len(cells)} cells the essay fills {len(told)}, {some(int((told == away).sum()))} of them for {label}"
    return f"With a blank counted as indifferent, to ask {label} too takes away none of {before}{why}"


def asked_last_in_words(case):
    """Say why a party is asked last that the text does not keep from the table; "" where it keeps one away."""
    away = absent_party(case)
    if away is None or away in say.absent(case):
        return ""
    label = say.labels(case)[away]
    return f" The text keeps no party from the table: {label} is asked last, as the party placed on the fewest issues."


def reasons_in_words(label):
    """Say by which reasons the deals are counted that asking a player takes away; see `taken_away`."""
    return (
        f"Each deal that {label} takes away is counted once, by the first reason that fits. "
        f"The essay’s words: by the essay’s cells alone, {label} loses by the deal. "
        f"What is assumed: with the cells that the reader filled too, {label} loses. "
        f"Unknown blanks: if its blanks fall badly, {label} loses. "
        f"The rule “only if it gains”: {label} does not lose, but it does not gain either."
    )


def parts_in_words(parts):
    """Say how many deals each reason takes away: the essay's part always, of the others those above 0; no full stop.

    parts: {reason: deals}, as `taken_away` counts them.
    """
    names = {"assumed": "what is assumed", "unknown": "unknown blanks", "rule": "the rule “only if it gains”"}
    more = [f"{name} for {parts[reason]}" for reason, name in names.items() if parts[reason]]
    said = [f"the essay’s words account for {parts['essay']}", *more]
    return f"Of the {sum(parts.values())} taken away, {', '.join(said)}"


def assumption_in_words(case):
    """Say how far the result depends on what fills the absent party's blanks; "" where it has none."""
    if not can_deal(case) or not filled(case, absent_party(case), 1):
        return ""
    table, label = asked_too(case), say.labels(case)[absent_party(case)]
    left, right = table.iloc[4], table.iloc[5]
    return (
        f"If a reader assumes that {label} leans to the left pole on every blank, {left['With']} deals are left; "
        f"if to the right pole, {right['With']}. "
        f"Of the deals taken away, the essay’s words account for {_one_or_two(left, right, 'By the essay')}, "
        f"and what is assumed for {_one_or_two(left, right, 'By the assumption')}."
    )


def own_words_in_words(case):
    """Say what asking the absent party takes away if its own words fill its blanks, last or first; "" without any."""
    if not can_deal(case) or not (own := own_filled(case, absent_party(case))):
        return ""
    last, label = asked_too(case).iloc[-1], say.labels(case)[absent_party(case)]
    first, _ = first_and_last(case, absent_party(case), own)
    gone, left = last["Taken away"], last["Without"]
    took = f"takes away {gone} of the {left}" if gone else f"takes away none of the {left}: others refuse those already"
    return (
        f"With own words of {label} in {len(own)} of its {len(filled(case, absent_party(case), 1))} blanks, "
        f"to ask it last {took}. Asked first of all, it takes away {first} of {STEPS ** len(negotiable(case))}."
    )


def order_in_words(case):
    """Say how many deals each party takes away if it is asked first of all, and last; no full stop."""
    ends = {who: first_and_last(case, who) for who in say.parties(case)}
    each = [f"{say.labels(case)[who]} {first} or {last}" for who, (first, last) in ends.items()]
    return f"The order counts. Asked first of all or last of all, each takes away: {'; '.join(each)}"


def _one_or_two(left, right, column):
    return f"{left[column]}" if left[column] == right[column] else f"{left[column]} or {right[column]}"
