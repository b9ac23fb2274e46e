"""The tables of the multiverse: each option with its verdicts, each choice with what it moves, every setting."""

import pandas as pd

from . import multiverse as how


def multiverse(case):
    """Return how many settings with each option give each verdict (DataFrame of text and whole numbers)."""
    found = how.multiverse(case)
    rows = [[how.AXES[name][0], label, sum(counts), *counts] for name, _, label, counts in how.by_option(found)] \
        if found else []  # fmt: skip
    rows += [["all", "all", found.verdict.size, *how.tally(found.verdict)]] if found else []
    return pd.DataFrame(rows, columns=["Choice", "Option", "Settings", "Supported", "Contradicted", "Undecided"])


def multiverse_moves(case):
    """Return for each choice how often a change of it alone changes the verdict, most first (DataFrame of text)."""
    found = how.multiverse(case)
    shares = sorted(how.moves(found).items(), key=lambda pair: -pair[1]) if found else []
    rows = [[how.AXES[name][0], len(found.axes[name]), f"{100 * share:.0f} %"] for name, share in shares]
    return pd.DataFrame(rows, columns=["Choice", "Options", "Changes of it alone that change the verdict"])


def multiverse_settings(case):
    """Return every setting with its verdict (DataFrame): the ids of its five options, low, high, verdict.

    low and high: shares, 0 to 1; the same where a setting gives one share; NaN where nothing is known of both.
    """
    found = how.multiverse(case)
    return how.settings(found) if found else pd.DataFrame(columns=[*how.AXES, "low", "high", "verdict"])
