"""The tables of lesson 09: every meeting with its source, what sources say of the signing, and the counts."""

import pandas as pd

from . import history_findings as facts
from .style import listed


def summits(case):
    """Return every meeting: when, who negotiated, who was affected, who signed, outcome and source (DataFrame)."""
    columns = "When|Meeting|In the room|Affected|Affected party negotiated|Signed|Outcome|Note|Source".split("|")
    rows = [
        [
            facts.when(row),
            row.name,
            listed(facts.parts(row.negotiated)),
            listed(facts.parts(row.affected)) if row.affected else "",
            row.affected_negotiated,
            _signed(row),
            row.outcome,
            row.note,
            f"{row.source_title}: {row.source}",
        ]
        for row in facts.meetings(case).itertuples()
    ]
    return pd.DataFrame(rows, columns=columns)


def _signed(row):
    return {"unknown": "the source does not say", "no": "nobody"}.get(row.deal, listed(facts.parts(row.signed)))


def summit_counts(case):
    """Count the earlier meetings by where the affected party was, and by whether a text was signed (DataFrame)."""
    rows = [
        [facts.SEATS[seat], found["yes"], found["no"], found["unknown"]]
        for seat, found in facts.counts(case).items()
        if not case.summits.empty
    ]
    return pd.DataFrame(rows, columns=["Affected party", "Text signed", "Nothing signed", "The source does not say"])


def accounts(case):
    """Return what each source says of who signed, for the meetings on which sources differ (DataFrame)."""
    names = dict(zip(case.summits["id"], case.summits["name"]))
    rows = [
        [
            names[row.summit],
            listed(facts.parts(row.signed)) if row.signed else "it does not say",
            row.words,
            f"{row.source_title}: {row.source}",
        ]
        for row in case.accounts.itertuples()
    ]
    return pd.DataFrame(rows, columns=["Meeting", "Who signed, by this source", "In our words", "Source"])
