"""What a case shows of its claims, its argument and the record, computed and put in words."""

from ... import wording as say
from ...own_words import site
from ...wording import listed, number

TYPES = {
    "fact": "facts", "interpretation": "interpretations", "prediction": "predictions", "value": "value judgements",
}  # fmt: skip
NO_WARRANT = "none given"
VERDICTS = ("supported", "imprecise", "contradicted", "not found", "not checkable")
# How to tell the types apart: the test that the lesson gives for each.
TESTS = {
    "fact": "could be checked today in a public record",
    "interpretation": "gives a motive, a meaning or a cause",
    "prediction": "is about what was still to come when the text was written",
    "value": "says what is good, bad or owed",
}
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


def type_counts(case):
    """Return how many claims are of each type: a Series over all four types."""
    return _each_type(case.claims)


def _each_type(claims):
    return claims["type"].value_counts().reindex(list(TYPES), fill_value=0)


def most_common_in_words(case):
    """Say which type most claims are of, with the count; or that no type leads."""
    counts, total = dict(type_counts(case)), len(case.claims)
    if not total:
        return "No claim of this essay is coded"
    heads = ("Most claims are", "The largest group of claims, half of them, are",
             "The largest group of claims, fewer than half of them, are")  # fmt: skip
    return _largest_in_words(counts, heads, "No type of claim leads")


def _largest_in_words(counts, heads, none):
    """heads: how the sentence begins for more than half, exactly half, and fewer."""
    top, total = leaders(counts), sum(counts.values())
    if len(top) > 1:
        return f"{none}: {listed(TYPES[kind] for kind in top)}, {counts[top[0]]} of {total} each"
    twice = 2 * counts[top[0]]
    head = heads[0 if twice > total else 1 if twice == total else 2]
    return f"{head} {TYPES[top[0]]}: {counts[top[0]]} of {total}"


def leaders(counts):
    """Return the types with the highest count, in the order of the scheme; none where every count is 0.

    counts: {type: how many claims}.
    """
    top = max(counts.values(), default=0)
    return [kind for kind in TYPES if top and counts.get(kind) == top]


def shown_in_words(counts):
    """Say which type leads among the claims that a reader shows: (types that lead, sentence).

    counts: {type: how many are shown, or None where the type is not ticked}. No type leads in a comparison of one.
    """
    ticked = {kind: count for kind, count in counts.items() if count is not None}
    total = sum(ticked.values())
    if not ticked:
        return [], "No type is ticked."
    if not total:
        return [], "No claim fits these choices."
    if len(ticked) == 1:
        return [], f"Only {TYPES[next(iter(ticked))]} are ticked, so there is nothing to compare."
    heads = ("Most of them are", "The largest group, half of them, are",
             "The largest group, fewer than half of them, are")  # fmt: skip
    return leaders(ticked), _largest_in_words(ticked, heads, "No type leads") + "."


def about(case):
    """Return {id: label} of whom a claim can be about: everybody in the register, and "" for no single one."""
    return {**say.labels(case), "": "no single stakeholder"}


def choices(case):
    """Return {(whom, support): counts of the types} for each choice of whom and of support.

    whom: None for all claims, else a key of `about`. support: "any", "given" or "none", by what a claim rests on.
    """
    found = {}
    for whom in (None, *about(case)):
        chosen = case.claims if whom is None else case.claims[case.claims["about"].fillna("") == whom]
        bare = chosen["rests_on"] == NO_WARRANT
        for support, rows in (("any", chosen), ("given", chosen[~bare]), ("none", chosen[bare])):
            found[whom, support] = dict(_each_type(rows))
    return found


def leaders_in_words(case):
    """Say how often each type leads, over every choice of whom and of support that leaves a claim."""
    known = [leaders(counts) for counts in choices(case).values() if any(counts.values())]
    if not known:
        return "The type of claim that leads"
    times = {TYPES[kind]: known.count([kind]) for kind in TYPES if [kind] in known}
    shared = sum(len(top) > 1 for top in known)
    if len(times) == 1 and not shared:
        return f"Whom the claims are about, and what they rest on, changes nothing: {next(iter(times))} always lead"
    ranked = sorted(times.items(), key=lambda pair: -pair[1])
    said = [f"{name} lead in {count}" for name, count in ranked]
    said += [f"no type in {shared}"] if shared else []
    return f"Of {say.plural(len(known), 'choice')} of whom and of support, {listed(said)}"


def counts_in_words(case):
    """Say how many claims are of each type, and for how many the text gives nothing that they rest on; "" for none."""
    if case.claims.empty:
        return ""
    each = listed(f"{kind} {count}" for kind, count in type_counts(case).items())
    bare = int((case.claims["rests_on"] == NO_WARRANT).sum())
    return f"Claims of each type: {each}. For {bare} of {len(case.claims)} the text gives nothing that they rest on."


def titled(row):
    """Return the title of the source of a statement's verdict; the name of its site where it has none."""
    return row.source_title or site(row.source)


def supplied(case):
    """Return the roles of the argument that the text leaves to its reader, in the order of the scheme."""
    left = set(case.argument.loc[case.argument["quote"].isna(), "role"])
    return [role for role in ROLES if role in left]


def argument_in_words(case):
    """Say how many parts of the argument the text leaves to its reader, and which."""
    size, left = len(case.argument), supplied(case)
    if not size:
        return "No passage of this essay is drawn as an argument"
    parts = say.counted(size, "part")
    if not left:
        return f"The text itself gives {'the one part' if size == 1 else f'all {parts}'} of this argument"
    some = f"{number(len(left)).capitalize()} of the {parts} of this argument {'is' if len(left) == 1 else 'are'}"
    return f"{some} left to the reader: {listed(left)}"


def part_on_record(case):
    """Return the ids of claims that are typed as no fact, and of which a public record settled a part."""
    by_record = case.record["verdict"].isin(["supported", "imprecise", "contradicted"])
    settled = set(case.record.loc[by_record, "claim"])
    return settled & set(case.claims.loc[case.claims["type"] != "fact", "id"])


def worked(case):
    """Return the rows of the record that the lesson works through, in their order."""
    chosen = case.record[case.record["lesson"].notna()].sort_values("lesson")
    return chosen if len(chosen) else case.record.head(_WORKED)


def unworked(case):
    """Return the row of the record for the last exercise: not worked through before, an imprecise one if there is.

    None where there is no record.
    """
    rest = case.record[~case.record["id"].isin(worked(case)["id"])]
    rest = rest if len(rest) else case.record
    close = rest[rest["verdict"] == "imprecise"]
    return next((row for _, row in (close if len(close) else rest).iterrows()), None)
