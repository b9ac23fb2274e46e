"""The tables of lesson 08: agreement, the cells in which readers part, and the multiverse."""

import pandas as pd

from ... import wording as say
from ...case.case import items_of
from ...measures import bootstrap_interval, krippendorff_alpha, percent_agreement
from ...wording import cite, listed
from . import findings
from . import multiverse as many

_NAMES = {"positions": "Positions", "inducement_codes": "Inducements"}
_HEAD = [
    "Readers", "Cells that two or more coded", "Alpha", "Level", "Interval (95 %)", "Pairs the same", "All the same",
]  # fmt: skip


def codings_apart(case, table="positions"):
    """Return the cells in which the readers part, each with its codes and the words for it (DataFrame of text)."""
    codes, known, rows = findings.readers(case, table), findings.evidence(case, table), []
    items, column = items_of(case, table)
    label, names = say.labels_of(items), say.labels(case)
    for (item, sid), row in findings.cells_apart(codes).iterrows() if codes.shape[1] > 1 else ():
        said = {}
        for coder in row.dropna().index:
            found = known[item, sid, coder]
            said.setdefault(cite(found), []).append(str(coder))
        words = " / ".join(f"{listed(coders)}: {text}" for text, coders in said.items())
        rows.append([label[item], names[sid], *map(findings.signed, row), words])
    head = [column.capitalize(), "Stakeholder", *(f"Reader {coder}" for coder in codes)]
    return pd.DataFrame(rows, columns=[*head, "The words that each gave as evidence"])


def agreement(case):
    """Return alpha, its interval and percent agreement for each thing that was coded (DataFrame of text)."""
    rows = []
    for table, name in _NAMES.items():
        for what, codes, level in findings.comparisons(case, table) if findings.has_readers(case, table) else ():
            rows.append([name, what, *_row(codes, level)])
    return pd.DataFrame(rows, columns=["Table", "What is compared", *_HEAD])


def agreement_without(case, table="positions"):
    """Return the numbers of the chart of the same name: all readers, without each one, turned (DataFrame of text)."""
    rows = [
        [row.name[0].upper() + row.name[1:], row.units, _alpha(row.alpha), _interval(row.low, row.high),
         _percent(row.share)]
        for row in findings.without(case, table).itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Readers", "Cells", "Alpha (ordinal)", "Interval (95 %)", "Pairs the same"])


def _row(codes, level):
    found, drawn, same = krippendorff_alpha(codes, level), bootstrap_interval(codes, level), findings.spread(codes)
    alpha = f"not defined: {found.why}" if found.alpha is None else _alpha(found.alpha)
    return [listed(map(str, codes)), found.units, alpha, level, _interval(drawn.low, drawn.high),
            _percent(percent_agreement(codes)), f"{same['same']} of {same['shared']}"]  # fmt: skip


def _alpha(value):
    return "not defined" if pd.isna(value) else f"{value:.2f}"


def _interval(low, high):
    return "none" if pd.isna(low) else f"{low:.2f} to {high:.2f}"


def _percent(share):
    return "none" if pd.isna(share) else f"{100 * share:.0f} %"


def multiverse(case):
    """Return how many settings with each option give each verdict (DataFrame of text and whole numbers).

    “built in” counts those of the column before it that the rule for blanks decides alone; see `Multiverse`.
    """
    found, rows = many.multiverse(case), []
    for name, key, label, _ in many.by_option(found) if found else []:
        rows.append([many.AXES[name][0], label, *_verdicts(many.chosen(found, {name: [key]}))])
    rows += [["all", "all", *_verdicts(found)]] if found else []
    verdicts = ["Supported", "of these built in", "Contradicted", "built in too", "Undecided"]
    return pd.DataFrame(rows, columns=["Choice", "Option", "Settings", *verdicts])


def _verdicts(found):
    """Return [settings, supported, of these built in, contradicted, of these built in, undecided]."""
    counts, inside = many.tally(found.verdict), many.built_in(found)
    return [found.verdict.size, counts[0], inside[0], counts[1], inside[1], counts[2]]


def multiverse_moves(case):
    """Return for each choice how often a change of it alone changes the verdict, most first (DataFrame of text)."""
    found = many.multiverse(case)
    shares = sorted(many.moves(found).items(), key=lambda pair: -pair[1]) if found else []
    rows = [[many.AXES[name][0], len(found.axes[name]), f"{100 * share:.0f} %"] for name, share in shares]
    return pd.DataFrame(rows, columns=["Choice", "Options", "Changes of it alone that change the verdict"])


def moves_caption(case):
    """Return the caption of `multiverse_moves`, with the part of the shares that is built in."""
    found = many.multiverse(case)
    built_in = many.built_in_words(found) if found else ""
    return f"Each choice: how often a change of it alone changes the verdict{built_in and f'. {built_in}'}"


def multiverse_settings(case):
    """Return every setting with its verdict (DataFrame): the ids of its five options, low, high, verdict.

    low and high: shares, 0 to 1; the same where a setting gives one share; NaN where nothing is known of both.
    """
    found = many.multiverse(case)
    return many.settings(found) if found else pd.DataFrame(columns=[*many.AXES, "low", "high", "verdict"])
