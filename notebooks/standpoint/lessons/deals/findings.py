"""The findings of lesson 06, in sentences: what asking the absent party changes."""

from ... import wording as say
from ...case.lacking import uncoded
from ...wording import some
from .space import NO_DEALS, STEPS, absent_party, can_deal, defaults, negotiable, own_cells, score, sizes, tiles
from .tables import asked_too, first_and_last


def asked_too_in_words(case):
    """Say how many deals asking the absent party takes away, by the essay alone: one claim, no full stop."""
    if not can_deal(case):
        return NO_DEALS.rstrip(".")
    # A headline travels alone: what a blank counts as goes with it.
    label = say.labels(case)[absent_party(case)]
    return f"If a blank counts as indifferent, asking {label} too takes away {_of(asked_too(case).iloc[0])} deals"


def refused_in_words(case):
    """Say what the absent party refuses alone, and what both numbers are with own words in the blanks; sentences."""
    label = say.labels(case)[absent_party(case)]
    essay = f"Alone, {label} refuses {_alone(case)}."
    if not own_cells(case):
        return essay
    gone, alone = _of(asked_too(case).iloc[-1]), _alone(case, {"words": "own"})
    return f"{essay} With own words in the blanks, asking it takes away {gone}, and alone it refuses {alone}."


def _of(row):
    return f"{row['Taken away'] or 'none'} of {row['Without']}"


def _alone(case, changes=None):
    """Say how many of all deals the absent party refuses, asked first of all."""
    first, _ = first_and_last(case, absent_party(case), changes)
    return f"{first or 'none'} of {STEPS ** len(negotiable(case))}"


def essay_cells_in_words(case):
    """Say how many cells of the parties the essay fills, and how many of these are the absent party's; a sentence."""
    cells, filled, mine = _filled(case, "essay")
    return f"Of {cells} cells the essay fills {filled}, {mine} of them for {say.labels(case)[absent_party(case)]}."


def own_cells_in_words(case):
    """Say the same of the cells that own words fill, as a sentence that follows another; "" where they fill none."""
    _, filled, mine = _filled(case, "own")
    label = say.labels(case)[absent_party(case)]
    return f" Own words fill {filled} more cells, {mine} of them for {label}." if filled else ""


def _filled(case, source):
    """Return (cells of the parties, those that a source fills, those of the absent party as a word or number)."""
    cells = tiles(case, words="own")
    cells = cells[cells["player"].isin(say.parties(case))]
    told = cells.loc[cells["source"] == source, "player"]
    return len(cells), len(told), some(int((told == absent_party(case)).sum()))


def asked_last_in_words(case):
    """Say why a party is asked last that the text does not keep from the table; "" where it keeps one away."""
    away = absent_party(case)
    if away is None or away in say.absent(case):
        return ""
    label = say.labels(case)[away]
    why = "Who sat at the table is not coded yet" if uncoded(case, "seat") else "The text keeps no party from the table"
    return f" {why}: {label} is asked last, as the party placed on the fewest issues."


def reasons_in_words(case):
    """Say by which reasons the deals are counted that asking the absent party takes away; see `taken_away`."""
    label = say.labels(case)[absent_party(case)]
    own = f"Own words: with those that fill its blanks too, {label} loses. " if own_cells(case) else ""
    return (
        f"Each deal that {label} takes away is counted once, by the first reason that fits. "
        f"The essay’s words: by the essay’s cells alone, {label} loses by the deal. {own}"
        f"What is assumed: with the cells that the reader filled too, {label} loses. "
        f"Unknown blanks: if its blanks hide a wish against the deal, {label} loses. "
        f"The rule “only if it gains”: {label} does not lose, but it does not gain either."
    )


def parts_in_words(parts):
    """Say how many deals each reason takes away: the essay's part always, of the others those above 0; no full stop.

    parts: {reason: deals}, as `taken_away` counts them.
    """
    names = {"own": "own words", "assumed": "what is assumed", "unknown": "unknown blanks",
             "rule": "the rule “only if it gains”"}  # fmt: skip
    more = [f"{parts[reason]} by {name}" for reason, name in names.items() if parts[reason]]
    said = [f"{parts['essay']} by the essay’s words", *more]
    return f"Of the {sum(parts.values())} taken away: {', '.join(said)}"


def order_in_words(case):
    """Say how many deals each party takes away if it is asked first of all, and last; no full stop."""
    ends = {who: first_and_last(case, who) for who in say.parties(case)}
    each = [f"{say.labels(case)[who]} {first} or {last}" for who, (first, last) in ends.items()]
    return f"The order counts. Deals taken away by each, if it is asked first of all, or last: {'; '.join(each)}"


def one_by_one_in_words(case):
    """Say how many deals are left, asking the parties one by one, the absent party last; no full stop."""
    away, scores = absent_party(case), score(case, defaults(case))
    order = [*(who for who in say.parties(case) if who != away), away]
    each = [f"{say.labels(case)[who]} {sizes(scores, order[: n + 1])[0]}" for n, who in enumerate(order)]
    return f"Of {len(scores.deals)} deals, left after each who is asked: {', '.join(each)}"
