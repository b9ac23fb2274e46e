"""Very small cases, made from the first one in memory, and a way to run all cells of a lesson on them."""

from case_copy import unchecked
from shown_words import run_cells

NEEDED = ("stakeholders", "issues", "positions")
PEOPLE = ("stakeholder", "viewpoint", "source", "target", "about", "bearer")


def one_stakeholder(case):
    """The case with its first stakeholder alone, and of the other tables only what names nobody else."""
    keep, found = {case.stakeholders["id"].iloc[0], "author", ""}, dict(case.tables)
    for name, table in case.tables.items():
        for column in set(PEOPLE) & set(table):
            found[name] = found[name][found[name][column].fillna("").isin(keep)]
    claims = {*found["claims"]["id"], ""}
    for name, column in (("tensions", "first"), ("tensions", "second"), ("record", "claim")):
        found[name] = found[name][found[name][column].fillna("").isin(claims)]
    return unchecked(case, **found | {"stakeholders": case.stakeholders.head(1)})


def nothing_optional(case):
    """The case with an empty table for every part that a case can leave out."""
    for name in set(case.tables) - set(NEEDED):
        case = case.with_table(name, case.tables[name].head(0))
    return case


TINY = {
    "one stakeholder": one_stakeholder,
    "nothing optional": nothing_optional,
    "one stakeholder and nothing else": lambda case: nothing_optional(one_stakeholder(case)),
}


def run_lesson(stem, case, monkeypatch):
    """Run every code cell of a lesson on `case`; return what each shows last, as text, and what it prints."""
    cells = run_cells(stem, case, monkeypatch)
    return [f"{out}{'' if value is None else as_shown(value)}" for out, value in cells]


def as_shown(value):
    """What a notebook would show of a value, as text."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        return (bundle[0] if isinstance(bundle, tuple) else bundle).get("text/plain", "")
    return repr(value)
