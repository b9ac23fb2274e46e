"""The table of lesson 10: the counts behind its chart."""

import pandas as pd

from .findings import each_once, fill, percent_filled


def fill_table(*cases):
    """Return the counts behind `fill_rates` (DataFrame of text and numbers)."""
    rows = []
    for case in each_once(cases):
        counts = fill(case)
        rows.append(
            {"Text": case.title, "Words": counts["words"], "Stakeholders": len(case.stakeholders),
             "Issues": len(case.issues), "Cells": counts["cells"], "Said outright": counts["outright"],
             "Hinted": counts["hinted"], "Blank": counts["blank"],
             "Not coded yet": counts["still"], "Coded": f"{percent_filled(case)} %"}
        )  # fmt: skip
    found = pd.DataFrame(rows)
    return found if found["Not coded yet"].any() else found.drop(columns="Not coded yet")
