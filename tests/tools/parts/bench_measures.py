"""How do scoring deals and the readers' alpha grow? Milliseconds, the best of a few runs.

    python tests/tools bench --only growth

For 4 parties and 5 steps an issue: all deals listed, scored for every party (values looked up, weighted), held
against reservation values; then one tick, which only filters; then the Pareto set among 2, 3 and 4 parties, and
the Nash point. Then, for 10, 100 and 1,000 readers of 112 cells: alpha, and the interval of 2,000 draws.
Exit code 1 if listing and scoring the largest set takes 300 ms or more, or alpha 500.
A benchmark, not a test: on a busy machine all times grow together.
"""

import sys
import time

import numpy as np
from standpoint.measures import (
    acceptable,
    additive_utility,
    all_deals,
    bootstrap_interval,
    deal_values,
    krippendorff_alpha,
    nash_point,
    pareto_set,
    winset_of,
)

PARTIES, STEPS, ISSUES, LIMIT = 4, 5, (4, 6, 8), 300
CODERS, CELLS, ALPHA_LIMIT = (10, 100, 1000), 112, 500


def preferences(issues, seed=1):
    """For each party a value for each step of each issue, rising or falling, and a weight for each issue."""
    draw = np.random.default_rng(seed)
    rising = np.linspace(0, 1, STEPS)
    values = [[rising if draw.random() < 0.5 else rising[::-1] for _ in range(issues)] for _ in range(PARTIES)]
    return values, draw.integers(1, 4, size=(PARTIES, issues))


def score(issues, values, weights):
    """Utilities of all deals, shape (n_deals, n_parties)."""
    deals = all_deals([STEPS] * issues)
    return np.column_stack([additive_utility(deal_values(deals, v), w) for v, w in zip(values, weights)])


def best(work, runs):
    """The shortest time of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def row(issues):
    """The number of deals, and the times in the order of the table's columns."""
    values, weights = preferences(issues)
    runs = 5 if issues < max(ISSUES) else 3
    utilities = score(issues, values, weights)
    accepts = acceptable(utilities, 0.5)
    times = [
        best(lambda: score(issues, values, weights), runs),
        best(lambda: acceptable(utilities, 0.5), runs),
        best(lambda: winset_of(accepts, [0, 1, 2]), runs),
        *(best(lambda n=n: pareto_set(utilities[:, :n]), 1) for n in (2, 3, 4)),
        best(lambda: nash_point(utilities, [0.3] * PARTIES), runs),
    ]
    return len(utilities), times


def growth():
    """[(number of deals, milliseconds for listing and scoring them), ...]."""
    # Drawing the preferences is part of the time; they are a few dozen numbers.
    return [(STEPS**n, best(lambda n=n: score(n, *preferences(n)), 9)) for n in ISSUES]


def alpha_row(coders):
    """The milliseconds of alpha and of the interval, for codes with gaps."""
    draw = np.random.default_rng(coders)
    codes = np.where(draw.random((CELLS, coders)) < 0.4, np.nan, draw.integers(-2, 3, size=(CELLS, coders)))
    return [
        best(lambda: krippendorff_alpha(codes), 5),
        best(lambda: bootstrap_interval(codes), 2),
    ]


def main():
    names = ["score", "accept", "tick", "Pareto 2", "Pareto 3", "Pareto 4", "Nash"]
    print(f"{'deals':>8}" + "".join(f"{name:>10}" for name in names) + "   ms")
    for issues in ISSUES:
        size, times = row(issues)
        print(f"{size:>8,}" + "".join(f"{value:>10.1f}" for value in times))
    print(f"\n{'readers':>8}{'alpha':>10}{'interval':>10}   ms")
    for coders in CODERS:
        alphas = alpha_row(coders)
        print(f"{coders:>8,}" + "".join(f"{value:>10.1f}" for value in alphas))
    return int(times[0] >= LIMIT or alphas[0] >= ALPHA_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
