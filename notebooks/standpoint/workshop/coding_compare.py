"""A reader's codes held against the reference coding of a case, in words and counts."""

from ..case.case import items_of
from ..wording import cite, labels
from .new_case import is_own

_KINDS = {
    "same": "the same code",
    "plainness": "the same direction, but one of you says outright and the other hinted",
    "no lean": "one of you sees no lean, and the other a direction",
    "opposite": "opposite directions",
    "you": "you filled it, the reference is blank",
    "reference": "you decided blank, the reference is filled",
    "blank": "blank in both",
}
_POLE = {2: "outright", 1: "hinted"}


def has_reference(case, table):
    """Return True where somebody else's coding is there to compare with: never in a case of the reader's own."""
    return not case.tables[table].empty and not is_own(case)


def compare(case, table, mine):
    """Return {(stakeholder, item): kind} for each cell that the reader has decided.

    mine: {(stakeholder, item): position -2 to 2, or None for a blank by decision}. Kinds: "same", "plainness",
    "no lean", "opposite", "you" (the reader alone filled it), "reference" (the reference alone), "blank" (neither).
    """
    column = items_of(case, table)[1]
    codes = case.tables[table]
    theirs = {(sid, item): int(p) for sid, item, p in zip(codes["stakeholder"], codes[column], codes["position"])}
    return {cell: _kind(position, theirs.get(cell)) for cell, position in mine.items()}


def _kind(mine, theirs):
    if mine is None or theirs is None:
        return "blank" if mine is theirs else "you" if theirs is None else "reference"
    if mine == theirs:
        return "same"
    if mine * theirs == 0:
        return "no lean"
    return "plainness" if mine * theirs > 0 else "opposite"


def compare_data(case, table, mine):
    """Return the comparison as plain data: {lines: [words], rows: [[cell, you, reference, its words]]}, head first.

    rows lists the cells that differ. Where nothing was decided yet, there is one line and no row.
    """
    kinds = compare(case, table, mine)
    if not kinds:
        return {"lines": ["You have decided no cell yet, so there is nothing to compare."], "rows": []}
    counts = {kind: sum(found == kind for found in kinds.values()) for kind in _KINDS}
    both = len(kinds) - counts["you"] - counts["reference"] - counts["blank"]
    lines = [f"You have decided {len(kinds)} cell{'' if len(kinds) == 1 else 's'}. Both of you filled {both} of them."]
    lines += [f"{counts[kind]} × {words}" for kind, words in _KINDS.items() if counts[kind]]
    rows = [_row(case, table, cell, mine[cell]) for cell, kind in kinds.items() if kind not in ("same", "blank")]
    head = [["Cell", "You", "Reference", "The words that the reference rests on"]]
    return {"lines": lines, "rows": head + rows if rows else []}


def _row(case, table, cell, position):
    items, column = items_of(case, table)
    item = items.set_index("id").loc[cell[1]]
    codes = case.tables[table]
    found = codes[(codes["stakeholder"] == cell[0]) & (codes[column] == cell[1])]
    found = next(found.itertuples(), None)
    theirs, words = (found.position, cite(found)) if found else (None, "It found none.")
    name = f"{labels(case)[cell[0]]} on “{item['label']}”"
    return [name, _in_words(position, item), _in_words(theirs, item), words]


def _in_words(position, item):
    if position is None:
        return "blank"
    if position == 0:
        return "both poles, no lean"
    return f"{item['right_short'] if position > 0 else item['left_short']} ({_POLE[abs(int(position))]})"
