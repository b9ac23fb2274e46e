"""The findings of lesson 06, in sentences: what asking the absent party changes."""

from ... import wording as say
from ...wording import some
from .space import NO_DEALS, absent_party, can_deal, negotiable, tiles
from .tables import asked_too, filled


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
    known = known_cells(case, away)
    issues = say.counted(len(negotiable(case)), "negotiable issue")
    why = f": the essay places {label} on {some(known)} of the {issues}"
    return f"To ask {label} too takes away none of {before}{why}"


def known_cells(case, who):
    """Return on how many negotiable issues the essay places a player."""
    cells = tiles(case)
    return int(((cells["player"] == who) & (cells["source"] == "essay")).sum())


def assumption_in_words(case):
    """Say how far the result depends on what fills the absent party's blanks; "" where it has none."""
    if not can_deal(case) or not filled(case, absent_party(case), 1):
        return ""
    table, label = asked_too(case), say.labels(case)[absent_party(case)]
    left, right = table.iloc[-2], table.iloc[-1]
    return (
        f"If a reader assumes that {label} leans to the left pole on every blank, {left['With']} deals are left; "
        f"if to the right pole, {right['With']}. "
        f"Of the deals taken away, the words of the essay account for {right['By the essay']}, "
        f"and the assumption for {left['By the assumption']} or {right['By the assumption']}."
    )
