"""The longer measures behind the numbers of the lessons, a second time and in plain Python: alpha, deals, settings."""

import random
from collections import Counter
from itertools import combinations, product

from multiverse_by_hand import WEIGHTS, shares, verdict

TAUS, BLANKS = (None, 1, 2), ("left out", "none", "overlap", "both")
_KEPT = {}


def once(work):
    """Keep what a function gives for the same tables: hundreds of numbers ask for it."""

    def kept(tables, *rest):
        key = (work.__name__, id(tables.files), rest)
        if key not in _KEPT:
            _KEPT[key] = (tables.files, work(tables, *rest))  # the files are held, so no other takes their id
        return _KEPT[key][1]

    return kept


# ---------------------------------------------------------------- readers


@once
def readers(tables, turned=False):
    """{reader: {cell: code}} of the positions; turned: D's codes of “standing” with the other sign."""
    found = {}
    for row in tables.rows("codings", table="positions"):
        sign = -1 if turned and (row["coder"], row["item"]) == ("D", "standing") else 1
        found.setdefault(row["coder"], {})[row["stakeholder"], row["item"]] = sign * int(row["position"])
    return found


def units(codes):
    """The codes of each cell that somebody filled, a list for each."""
    cells = dict.fromkeys(cell for given in codes.values() for cell in given)
    return [[given[cell] for given in codes.values() if cell in given] for cell in cells]


def alpha(cells):
    """Krippendorff's ordinal alpha (2011) of lists of codes; None where it is not defined."""
    cells = [cell for cell in cells if len(cell) > 1]
    totals = Counter(code for cell in cells for code in cell)
    values, n, below, rank = sorted(totals), sum(totals.values()), 0, {}
    for value in values:
        rank[value], below = below + totals[value] / 2, below + totals[value]
    observed = sum(
        2 * sum((rank[a] - rank[b]) ** 2 for a, b in combinations(cell, 2)) / (len(cell) - 1) for cell in cells
    )
    expected = sum(totals[a] * totals[b] * (rank[a] - rank[b]) ** 2 for a in values for b in values) / (n - 1)
    return 1 - observed / expected if expected else None


@once
def interval(tables, without="", turned=False, draws=2000):
    """Where 95 of 100 values of alpha lie when the cells are drawn anew; good to some hundredths."""
    drawn = random.Random(1)
    cells = [cell for cell in units(_left(tables, without, turned)) if len(cell) > 1]
    found = (alpha(drawn.choices(cells, k=len(cells))) for _ in range(draws))
    found = sorted(value for value in found if value is not None)
    return found[round(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]


def _left(tables, without, turned):
    return {name: codes for name, codes in readers(tables, turned).items() if name != without}


@once
def agreement(tables, without="", turned=False):
    """(alpha, cells that two or more filled, percent of pairs of codes that are the same)."""
    cells = [cell for cell in units(_left(tables, without, turned)) if len(cell) > 1]
    pairs = [a == b for cell in cells for a, b in combinations(cell, 2)]
    return alpha(cells), len(cells), 100 * sum(pairs) / len(pairs)


def spread(tables):
    """(readers, cells with one code, cells that two or more filled, codes differ, filled or not differs alone)."""
    cells, many = units(readers(tables)), len(readers(tables))
    shared = [cell for cell in cells if len(cell) > 1]
    same = sum(len(set(cell)) == 1 for cell in shared)
    alone = sum(len(set(cell)) == 1 and len(cell) < many for cell in cells)
    return many, same, len(shared), len(shared) - same, alone


def nominal(first, second):
    """(share of the same, nominal alpha) of two readers who filled every cell."""
    every, n = Counter(first + second), 2 * len(first)
    apart = sum(a != b for a, b in zip(first, second)) / len(first)
    chance = sum(every[a] * every[b] for a in every for b in every if a != b) / (n * (n - 1))
    return 1 - apart, 1 - apart / chance


# ---------------------------------------------------------------- deals


def terms(tables, folder="anchorage"):
    return [row["id"] for row in tables.rows("issues", folder, negotiable="true")]


@once
def deals(tables, asked, words="essay", unknown=None, folder="anchorage"):
    """How many deals all of `asked` sign, deal by deal.

    words: “essay”, or “own” for own words in its blanks too. unknown: “all” at worst, “any” at best.
    """
    issues, codes, count = terms(tables, folder), tables.codes("positions", folder), 0
    codes = spoken(tables, folder) | codes if words == "own" else codes
    for deal in product(range(5), repeat=len(issues)):
        count += all(_signs(codes, who, issues, deal, unknown) for who in asked)
    return count


def spoken(tables, folder="anchorage"):
    """{(party, issue): direction} of own words on terms of a deal where the essay leaves the party blank."""
    codes, own = tables.codes("positions", folder), tables.spoken() if folder == "anchorage" else {}
    cells = product(tables.parties(folder), terms(tables, folder))
    return {cell: int(own[cell]["direction"]) for cell in cells if cell in own and cell not in codes}


def _signs(codes, who, issues, deal, unknown):
    worst = known = best = 0
    for issue, step in zip(issues, deal):
        code, moved = codes.get((who, issue)), step - 2
        known += moved * ((code > 0) - (code < 0)) if code is not None else 0
        worst -= abs(moved) if code is None else 0
        best += abs(moved) if code is None else 0
    return known + {None: 0, "all": worst, "any": best}[unknown] >= 0


def seated(tables, folder="anchorage"):
    """(ids of the parties without the one kept from the table, ids of all parties, the one kept away)."""
    every = tuple(tables.parties(folder))
    away = next(row["id"] for row in tables.rows("stakeholders", folder, kind="party", seat="no"))
    return tuple(who for who in every if who != away), every, away


# ---------------------------------------------------------------- “at most halfway”


def pair(tables):
    """The two parties that the essay places together on the most inducements."""
    return min(tables.pairs().items(), key=lambda found: found[1][3])[0]


def overlap_codes(tables, coder=None):
    """{(stakeholder, inducement): (code, salience)} of the case itself, or of one reader."""
    if coder:
        rows = tables.rows("codings", table="inducements", coder=coder)
        return {(row["stakeholder"], row["item"]): (int(row["position"]), int(row["salience"])) for row in rows}
    weigh = {(row["stakeholder"], row["inducement"]): int(row["salience"]) for row in tables.rows("inducement_codes")}
    return {cell: (code, weigh[cell]) for cell, code in tables.codes("inducement_codes").items()}


def lists(tables):
    """The whole list of inducements, and each one with one inducement less."""
    ids = tables.items("inducement_codes")
    return [ids, *([one for one in ids if one != gone] for gone in ids)]


def bounds(tables, items=None):
    """(lowest, known, highest) share in percent: equal weights, direction alone."""
    found = shares(overlap_codes(tables), pair(tables), items or lists(tables)[0], "equal", 2, None)
    return [100 * float(share) for share in found]


def without_one(tables):
    """The lowest and the highest share of the known cells with one inducement less, in percent."""
    known = [bounds(tables, items)[1] for items in lists(tables)[1:]]
    return min(known), max(known)


@once
def settings(tables):
    """{(list, weights, blanks, threshold, reader): (low, high, verdict)}, a setting being one choice of each kind."""
    found, two = {}, pair(tables)
    coders = [None, *sorted({row["coder"] for row in tables.rows("codings", table="inducements")})]
    for coder in coders:
        codes = overlap_codes(tables, coder)
        for (n, items), weigh, tau in product(enumerate(lists(tables)), WEIGHTS, TAUS):
            low, known, high = shares(codes, two, items, *weigh, tau)
            ends = {"left out": (known, known), "none": (low, low), "overlap": (high, high), "both": (low, high)}
            for blank, (least, most) in ends.items():
                said = "undecided" if None in (least, most) else verdict(least, most)
                found[n, weigh, blank, tau, coder] = (least, most, said)
    return found


def tally(tables, **only):
    """{verdict: settings}; only: blank and coder to keep."""
    kept = [
        said for (_, _, blank, _, coder), (*_, said) in settings(tables).items()
        if only.get("blank", blank) == blank and only.get("coder", coder) == coder
    ]  # fmt: skip
    return Counter(kept) | {"all": len(kept)}


def built_in(tables):
    """{verdict: settings that fill every blank one way, where the blanks left open leave the sentence undecided}."""
    found = settings(tables)
    open_ = {key[:2] + key[3:] for key, (*_, said) in found.items() if key[2] == "both" and said == "undecided"}
    return Counter(
        said for key, (*_, said) in found.items() if key[2] in ("none", "overlap") and key[:2] + key[3:] in open_
    )


def twins(tables, axis, one, other):
    """Whether two options of one choice give the same shares in every setting."""
    sides = {one: {}, other: {}}
    for key, (low, high, _) in settings(tables).items():
        if key[axis] in sides:
            sides[key[axis]][key[:axis] + key[axis + 1 :]] = (low, high)
    return sides[one] == sides[other] != {}


@once
def moves(tables, axis, blanks=BLANKS):
    """How often a change of one choice alone changes the verdict, in percent."""
    groups = {}
    for key, (*_, said) in settings(tables).items():
        if key[2] in blanks:
            groups.setdefault(key[:axis] + key[axis + 1 :], []).append(said)
    changed = [one != other for group in groups.values() for one, other in combinations(group, 2)]
    return 100 * sum(changed) / len(changed)
