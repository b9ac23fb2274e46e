"""The multiverse of “at most halfway” counted from the files of a case, in plain Python, without the package."""

import csv
from fractions import Fraction
from itertools import product
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
HALF = Fraction(1, 2)
WEIGHTS = [("equal", 1), *product(("mean", "min"), (1, 2, 3))]


def rows(case, name):
    path = DATA / case / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of_readers(case):
    """[{(stakeholder, inducement): (code, salience)}]: the case's own, then those of each reader."""
    def code(row):
        sign = {"outright": 2, "hinted": 1}[row["plainness"]]
        return int(row["direction"]) * sign, int(row["salience"])

    found = [{(row["stakeholder"], row["inducement"]): code(row) for row in rows(case, "inducement_codes")}]
    read = [row for row in rows(case, "codings") if row["table"] == "inducements"]
    for coder in sorted({row["coder"] for row in read}):
        found.append({
            (row["stakeholder"], row["item"]): (int(row["position"]), int(row["salience"]))
            for row in read if row["coder"] == coder
        })  # fmt: skip
    return found


def shares(codes, pair, items, how, blank, tau):
    """(lowest, known or None, highest): the overlap with each blank as none, left out, and as overlap."""
    same = known = total = 0
    for item in items:
        cells = [codes.get((who, item)) for who in pair]
        first, second = (cell[1] if cell else blank for cell in cells)
        weight = {"equal": 1, "mean": Fraction(first + second, 2), "min": min(first, second)}[how]
        total += weight
        if None not in cells:
            one, other = (code for code, _ in cells)
            known += weight
            same += weight * (one * other > 0 if tau is None else abs(one - other) <= tau)
    share = Fraction(same) / known if known else None
    return Fraction(same) / total, share, Fraction(same + total - known) / total


def verdict(low, high):
    return "supported" if high <= HALF else "contradicted" if low > HALF else "undecided"


def counted(case, pair):
    """({verdict: settings}, {verdict: those built in}), a setting being one choice of each kind.

    Built in: the setting counts every blank as no overlap, or every blank as overlap, and with the blanks open, from
    the lowest to the highest share, the same other choices leave the sentence undecided.
    """
    ids = [row["id"] for row in rows(case, "inducements")]
    lists = [ids, *([one for one in ids if one != gone] for gone in ids)]
    settings, built_in = ({"supported": 0, "contradicted": 0, "undecided": 0} for _ in range(2))
    for codes, items, (how, blank), tau in product(codes_of_readers(case), lists, WEIGHTS, (None, 1, 2)):
        low, known, high = shares(codes, pair, items, how, blank, tau)
        left_open = verdict(low, high)
        settings[left_open] += 1
        settings["undecided" if known is None else verdict(known, known)] += 1
        for filled in (low, high):
            settings[verdict(filled, filled)] += 1
            built_in[verdict(filled, filled)] += left_open == "undecided"
    return settings, built_in


if __name__ == "__main__":
    for name, pair in (("anchorage", ("trump", "putin")), ("bridge", ("council", "county"))):
        print(name, *counted(name, pair))
