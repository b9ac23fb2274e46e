"""What a case shows of its claims, its argument and the record, computed and put in words."""

from . import findings as say
from .style import listed, number

TYPES = {
    "fact": "facts", "interpretation": "interpretations", "prediction": "predictions", "value": "value judgements",
}  # fmt: skip
NO_WARRANT = "none given"
VERDICTS = ("supported", "imprecise", "contradicted", "not found", "not checkable")
# Toulmin's six parts (1958), with the word that links each to the others and what it does.
ROLES = {
    "data": ("", "the ground"),
    "warrant": ("since", "why the data lead to the claim"),
    "backing": ("on account of", "what holds up the warrant"),
    "qualifier": ("so", "how strongly the claim is meant"),
    "claim": ("", "what you are asked to accept"),
    "rebuttal": ("unless", "when the claim would not hold"),
}
SUPPLIED = "not in the text: supplied by the reader"
_WORKED = 6


def part(case, name):
    """Return an optional table of a case, or None where it is missing or has no row."""
    table = case.tables.get(name)
    return table if table is not None and len(table) else None


def type_counts(case):
    """Return how many claims are of each type: a Series over all four types."""
    return case.claims["type"].value_counts().reindex(list(TYPES), fill_value=0)


def most_common_in_words(case):
    """Say which type most claims are of, with the count; or that no type leads."""
    counts, total = type_counts(case), len(case.claims)
    top = [kind for kind in TYPES if counts[kind] == counts.max()]
    if not total:
        return "No claim of this essay is coded"
    if len(top) > 1:
        return f"No type of claim leads: {listed(TYPES[kind] for kind in top)}, {counts.max()} of {total} each"
    if 2 * counts.max() > total:
        return f"Most claims are {TYPES[top[0]]}: {counts.max()} of {total}"
    return f"The largest group of claims, and not half of them, are {TYPES[top[0]]}: {counts.max()} of {total}"


def counts_in_words(case):
    """Say how many claims there are of each type, and for how many the text gives nothing that they rest on."""
    each = listed(f"{kind} {count}" for kind, count in type_counts(case).items())
    bare = int((case.claims["rests_on"] == NO_WARRANT).sum())
    return f"Claims of each type: {each}. For {bare} of {len(case.claims)} the text gives nothing that they rest on."


def supplied(case):
    """Return the roles of the argument that the text leaves to its reader, in the order of the scheme."""
    table = part(case, "argument")
    left = set() if table is None else set(table.loc[table["quote"] == "", "role"])
    return [role for role in ROLES if role in left]


def argument_in_words(case):
    """Say how many parts of the argument the text leaves to its reader, and which."""
    table, left = part(case, "argument"), supplied(case)
    if table is None:
        return "No passage of this essay is drawn as an argument"
    parts = say.counted(len(table), "part")
    if not left:
        return f"The text itself gives {'the one part' if len(table) == 1 else f'all {parts}'} of this argument"
    some = f"{number(len(left)).capitalize()} of the {parts} of this argument {'is' if len(left) == 1 else 'are'}"
    return f"{some} left to the reader: {listed(left)}"


def worked(case):
    """Return the rows of the record that the lesson works through, in their order; None where there is no record."""
    table = part(case, "record")
    if table is None:
        return None
    chosen = table[table["lesson"].notna()].sort_values("lesson")
    return chosen if len(chosen) else table.head(_WORKED)
