"""The tables of lesson 01: mentions by name with the seat at the table, and where the essay places whom."""

import pandas as pd

from ... import wording as say
from ...case.lacking import first_empty, no_stakeholder, nothing_listed, uncoded
from ...case.tables import undecided
from ...wording import cite


def seats(case):
    """Return each stakeholder's mentions, paragraphs, seat and the quotation for the seat (DataFrame)."""
    if lack := no_stakeholder(case):
        return nothing_listed(lack)
    counts, unsaid = say.mention_counts(case), "not coded yet" if uncoded(case, "seat") else "the essay does not say"
    who = case.stakeholders.set_index("id")
    return pd.DataFrame(
        {
            "Stakeholder": who["label"],
            "Names counted": who["words"].str.replace("|", ", "),
            "Mentions": counts["mentions"],
            "Share": (100 * counts["share"]).map("{:.0f} %".format),
            "Paragraphs": counts["paragraphs"],
            "At the table": who["seat"].where(who["seat"].notna(), unsaid),
            "The essay’s words": [cite(row) if row.quote else "" for row in who.itertuples()],
        }
    )


def placed(case):
    """Return the paragraph in which the essay places each stakeholder on each issue (DataFrame, a row for each issue).

    A cell without a position says that it is blank, or not coded yet.
    """
    if lack := first_empty(case, "stakeholders", "issues"):
        return nothing_listed(lack)
    where = case.positions.set_index(["stakeholder", "issue"])["paragraph"].to_dict()
    where = dict.fromkeys(undecided(case), "not coded yet") | where
    who, rows = case.stakeholders, []
    for issue in case.issues.itertuples():
        rows.append([issue.label, *(where.get((sid, issue.id), "blank") for sid in who["id"])])
    return pd.DataFrame(rows, columns=["Issue", *who["label"]])
