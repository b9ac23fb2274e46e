"""The table of lesson 01: mentions by name, and the seat at the table."""

import pandas as pd

from ... import wording as say
from ...case.lacking import first_empty, nothing_listed
from ...wording import cite


def seats(case):
    """Return each stakeholder's mentions, paragraphs, seat and the quotation for the seat (DataFrame)."""
    if lack := first_empty(case, "stakeholders"):
        return nothing_listed(lack)
    counts = say.mention_counts(case)
    who = case.stakeholders.set_index("id")
    return pd.DataFrame(
        {
            "Stakeholder": who["label"],
            "Names counted": who["words"].str.replace("|", ", "),
            "Mentions": counts["mentions"],
            "Share": (100 * counts["share"]).map("{:.0f} %".format),
            "Paragraphs": counts["paragraphs"],
            "At the table": who["seat"].where(who["seat"].notna(), "the essay does not say"),
            "The essay’s words": [cite(row) if row.quote else "" for row in who.itertuples()],
        }
    )
