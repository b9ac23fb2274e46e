"""The tables of lesson 09: every meeting with its source, and what sources say of the signing."""

from ...table import in_columns
from . import findings


def summits(case):
    """Return every meeting: when, who negotiated, who was affected, who signed, outcome and source (DataFrame)."""
    return in_columns(
        findings.meetings(case),
        ("When", findings.when),
        ("Meeting", "name"),
        ("In the room", lambda row: findings.named(row.negotiated)),
        ("Affected", lambda row: findings.named(row.affected) if row.affected else ""),
        ("Affected party was", lambda row: findings.SEATS[row.affected_negotiated]),
        ("Signed", findings.signers),
        ("Outcome", "outcome"),
        ("Source", lambda row: f"{row.source_title}: {row.source}"),
    )


def accounts(case):
    """Return what each source says of who signed, for the meetings on which sources differ (DataFrame)."""
    names = dict(zip(case.summits["id"], case.summits["name"]))
    return in_columns(
        case.accounts,
        ("Meeting", lambda row: names[row.summit]),
        ("Who signed, by this source", lambda row: findings.named(row.signed) if row.signed else "it does not say"),
        ("In our words", "words"),
        ("Source", lambda row: f"{row.source_title}: {row.source}"),
    )
