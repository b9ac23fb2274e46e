"""Words that charts, tables and checks share: counts, lists, names, and what a case shows in a sentence."""

from itertools import combinations
from typing import NamedTuple

import pandas as pd

from .case.at_rest import fact
from .case.case import grid, items_of
from .case.essay import occurrences
from .case.tables import undecided
from .measures import relations

MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
PLAINNESS = {"outright": "said outright", "hinted": "hinted"}


def number(n):
    """Return a count in words up to twelve ("no" for 0), in figures after that."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def some(n):
    """Return a count in words as "of" follows it: "none" for 0, as in "none of eight issues"."""
    return number(n) if n else "none"


def quoted(words):
    """Put a quotation in quotation marks; one that brings marks of its own stays as it is, character by character."""
    return words if "“" in words else f"“{words}”"


def cited(quote, place):
    """Return a quotation with the place where it stands: “the quotation” (p07)."""
    return f"{quoted(quote)} ({place})"


def cite(row):
    """Return the evidence of a coded row, with its paragraph: as `cited` writes it."""
    return cited(row.quote, row.paragraph)


def pole(item, code):
    """Return the pole to which a code leans. item: a row with left and right. code: -2 to 2, or its sign alone."""
    return item.left if code < 0 else item.right if code > 0 else "both poles, with no lean"


def plainly(code):
    """Return how plainly a code speaks, to stand behind its pole: " (hinted)", " (outright)" or "" for no lean."""
    return {0: "", 1: " (hinted)", 2: " (outright)"}[abs(code)]


def signed(code):
    """Return a code with its sign: "−2", "+1" or "0"."""
    return f"{'−' if code < 0 else '+'}{abs(code)}" if code else "0"


def mark(code):
    """Return a code as a mark in a grid: "● −2" is said outright, "○ +1" hinted, "0" no lean."""
    return f"{'●' if abs(code) == 2 else '○'} {signed(code)}" if code else "0"


def date_parts(date):
    """Return the parts of a date as people write them: ["9", "August", "2025"]; without the day where it has none."""
    year, month, *day = date.split("-")
    return [*(str(int(number)) for number in day), MONTHS[int(month) - 1], year]


def day_in_words(date):
    """Return a date as people write it: "9 August 2025" for "2025-08-09"."""
    return " ".join(date_parts(date))


def essay_named(case):
    """Name the essay, for the line under a chart; the article is the caller's."""
    return f"essay “{case.essay.title}” by {case.essay.author}"


def coded_from(case, point, presents="them"):
    """Return the line under a chart of codes. point: what to point at, and what for. presents: "them" or "it"."""
    return f"Coded from the {essay_named(case)}, as the essay presents {presents}. Point at a {point}."


def listed(names):
    """Join names as a sentence does: "A, B and C"."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def labels_of(table):
    """Return {id: label} of a table that has both."""
    return dict(zip(table["id"], table["label"]))


@fact
def labels(case):
    """Return {stakeholder id: label}."""
    return labels_of(case.stakeholders)


@fact
def parties(case):
    """Return the ids of the stakeholders that could be asked to say yes, in the order of the file."""
    return list(case.stakeholders.loc[case.stakeholders["kind"] == "party", "id"])


def compare(case, first, second, table="positions"):
    """Compare two stakeholders item by item; return a DataFrame indexed by item.

    Columns: first, second (codes -2 to +2 or <NA>) and relation: "same" (both lean the same way),
    "opposite", "no lean" (one of them is coded 0) or "unknown" (one of them is blank).
    """
    codes = grid(case, table)
    pair = pd.DataFrame({"first": codes[first], "second": codes[second]})
    return pair.assign(relation=relations(pair["first"], pair["second"]))


def best_known_pair(case, table="positions"):
    """Return the two parties that the essay places together on the most items; None where no item has two."""
    codes = grid(case, table).notna()
    pairs = list(combinations(parties(case), 2))
    counts = {pair: int((codes[pair[0]] & codes[pair[1]]).sum()) for pair in pairs}
    best = max(counts, key=counts.get, default=None)
    return best if best and counts[best] else None


def pair_in_words(case, first, second, table="positions"):
    """Say on how many items two stakeholders lean the same way and opposite ways, and on what evidence."""
    codes, one = compare(case, first, second, table), items_of(case, table)[1]
    counts, same = codes["relation"].value_counts(), codes[codes["relation"] == "same"]
    alike, apart, unknown = len(same), int(counts.get("opposite", 0)), int(counts.get("unknown", 0))
    who, so = names(case, [first, second]), so_far(case, table)
    if unknown == len(codes):
        return f"The essay places {who} together on no {one}{so}"
    ways = f"lean the same way on {counted(alike, one)}{_evidence(same)}"
    if apart:
        also = f"{ways} and opposite ways on {number(apart)}"
        ways = also if alike else f"lean opposite ways on {counted(apart, one)}"
    rest = {"a lean is missing": len(codes) - alike - apart - unknown}
    rest[f"not both are placed{so}" if so else "the essay does not place both"] = unknown
    said = [f"on {number(count)} {words}" for words, count in rest.items() if count]
    return "; ".join([f"{who} {ways if alike or apart else f'do not both lean on any {one}'}", *said])


def _evidence(same):
    """Say how many of the shared leanings are outright on both sides; in brackets, to stand behind them."""
    plain = int((same[["first", "second"]].abs() == 2).all(axis=1).sum())
    if same.empty:
        return ""
    if plain == len(same):
        return " (both outright)"
    none = "not both outright" if len(same) == 1 else "never both outright"
    return f" ({f'on {number(plain)} of these both outright' if plain else none})"


def least_placed_in_words(case, table="positions"):
    """Say on how many items the party is placed that the essay places least; "" where there is no party."""
    if not parties(case):
        return ""
    items, one = items_of(case, table)
    sid, of_all = least_placed_id(case, table), counted(len(items), one)
    count = int(grid(case, table)[sid].notna().sum())
    return f"{labels(case)[sid]} is placed on {some(count)} of {of_all}{so_far(case, table)}."


def least_placed_id(case, table="positions"):
    """Return the id of the party that the essay places on the fewest items."""
    return grid(case, table)[parties(case)].notna().sum().idxmin()


def counts_in_words(case, table="positions"):
    """Say how many cells are coded, outright, hinted and blank."""
    codes, (items, _) = case.tables[table], items_of(case, table)
    cells = len(case.stakeholders) * len(items)
    outright = int((codes["plainness"] == "outright").sum())
    return (
        f"{len(codes)} of {cells} cells are coded: {outright} said outright and {len(codes) - outright} hinted. "
        f"{uncoded_in_words(case, table)}"
    )


def so_far(case, table="positions"):
    """Return " so far", to stand behind what is counted in a case with cells that are not coded yet; else ""."""
    return " so far" if undecided(case, table) else ""


def uncoded_in_words(case, table="positions", why=", because the essay gives no basis"):
    """Say how many cells are blank, and how many are not coded yet. why: what stands behind the count of blanks."""
    still = len(undecided(case, table))
    blank = len(case.stakeholders) * len(items_of(case, table)[0]) - len(case.tables[table]) - still
    said = [f"{blank} {'is' if blank == 1 else 'are'} blank{why}."] if blank or not still else []
    return " ".join([*said, *([f"{still} {'is' if still == 1 else 'are'} not coded yet."] if still else [])])


class Missing(NamedTuple):
    """Who has no code on an item, by label. blank: the essay does not say. still: not coded yet."""

    blank: list
    still: list


def blanks(case, table="positions"):
    """Return {item id: Missing}: the stakeholders that have no code on it."""
    still, label = undecided(case, table), labels(case)
    rows = {}
    for item, names_there in without_code(case, grid(case, table)).items():
        later = [label[sid] for sid in case.stakeholders["id"] if (sid, item) in still]
        rows[item] = Missing([name for name in names_there if name not in later], later)
    return rows


def without_code(case, codes):
    """Return {item id: labels of the stakeholders without a code on it}. codes: as `grid` gives them."""
    name = labels(case)
    return {item: [name[s] for s in codes.columns if pd.isna(codes.loc[item, s])] for item in codes.index}


def mentions(case):
    """Return every mention of a stakeholder by name: stakeholder, paragraph, start, end, text."""
    found = []
    for row in case.stakeholders.itertuples():
        # An empty name, as after a last |, would be found everywhere.
        words = [word.strip() for word in row.words.split("|") if word.strip()]
        found.append(occurrences(case.essay, words).assign(stakeholder=row.id))
    return pd.concat(found, ignore_index=True)[["stakeholder", "paragraph", "start", "end", "text"]]


def mention_counts(case):
    """Return a DataFrame indexed by stakeholder: mentions, share (0 to 1), paragraphs, seat (yes, no or None)."""
    found = mentions(case).groupby("stakeholder")
    counts = pd.DataFrame({"mentions": found.size(), "paragraphs": found["paragraph"].nunique()})
    counts = counts.reindex(case.stakeholders["id"], fill_value=0)
    counts["share"] = counts["mentions"] / max(int(counts["mentions"].sum()), 1)
    return counts.assign(seat=list(case.stakeholders["seat"]))


def absent(case):
    """Return the ids of the stakeholders that the essay says were not at the table."""
    return list(case.stakeholders.loc[case.stakeholders["seat"] == "no", "id"])


def names(case, ids):
    """Join the labels of some stakeholders as a sentence does."""
    return listed(labels(case)[i] for i in ids)


def counted(count, word):
    """Return a count in words with its noun: "one issue", "eight issues"."""
    return f"{number(count)} {word}" + ("" if count == 1 else "s")


def plural(count, word):
    """Return a count with its noun: "1 mention", "3 mentions"."""
    return f"{count} {word}" + ("" if count == 1 else "s")
