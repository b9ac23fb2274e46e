"""The table of lesson 01: mentions by name, and the seat at the table."""

import pandas as pd

from ... import wording as say
from ...case.lacking import no_stakeholder, nothing_listed, uncoded
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
