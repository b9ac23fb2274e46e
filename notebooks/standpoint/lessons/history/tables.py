"""The tables of lesson 09: every meeting with its source, what sources say of the signing, and the counts."""

import pandas as pd

from ...wording import listed
from . import findings


def summits(case):
    """Return every meeting: when, who negotiated, who was affected, who signed, outcome and source (DataFrame)."""
    columns = "When|Meeting|In the room|Affected|Affected party negotiated|Signed|Outcome|Note|Source".split("|")
    rows = [
        [
            findings.when(row),
            row.name,
            listed(findings.parts(row.negotiated)),
            listed(findings.parts(row.affected)) if row.affected else "",
            row.affected_negotiated,
            _signed(row),
            row.outcome,
            row.note,
            f"{row.source_title}: {row.source}",
        ]
        for row in findings.meetings(case).itertuples()
    ]
    return pd.DataFrame(rows, columns=columns)


def _signed(row):
    return {"unknown": "the source does not say", "no": "nobody"}.get(row.deal, listed(findings.parts(row.signed)))


def summit_counts(case):
    """Count the earlier meetings by where the affected party was, and by whether a text was signed (DataFrame)."""
    rows = [
        [findings.SEATS[seat], found["yes"], found["no"], found["unknown"]]
        for seat, found in findings.counts(case).items()
        if not case.summits.empty
    ]
    return pd.DataFrame(rows, columns=["Affected party", "Text signed", "Nothing signed", "The source does not say"])


def accounts(case):
    """Return what each source says of who signed, for the meetings on which sources differ (DataFrame)."""
    names = dict(zip(case.summits["id"], case.summits["name"]))
    rows = [
        [
            names[row.summit],
            listed(findings.parts(row.signed)) if row.signed else "it does not say",
            row.words,
            f"{row.source_title}: {row.source}",
        ]
        for row in case.accounts.itertuples()
    ]
    return pd.DataFrame(rows, columns=["Meeting", "Who signed, by this source", "In our words", "Source"])
