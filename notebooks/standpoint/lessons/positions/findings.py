"""The findings of lesson 04: the issue on which a reader guesses first."""

from ...case.case import grid
from ...wording import best_known_pair, parties


def shared_issue(case):
    """Return (issue row, (first, second)): the last issue that places both parties of the best-known pair.

    Where no issue places two parties, it is the first issue and the first two parties.
    """
    pair = best_known_pair(case) or tuple(parties(case)[:2])
    both = grid(case)[list(pair)].notna().all(axis=1)
    return case.issues.set_index("id", drop=False).loc[both[::-1].idxmax()], pair
