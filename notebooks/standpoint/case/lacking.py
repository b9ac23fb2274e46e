"""What a case lacks, in one line, for a chart, a table or a card that cannot be made without it."""

import pandas as pd

from .tables import undecided

_EMPTY = {
    "stakeholders": "This case has no stakeholders yet: fill stakeholders.csv first.",
    "issues": "This case has no issues yet: fill issues.csv first.",
    "inducements": "This case has no inducements, so there is nothing to show of them here.",
    "positions": "No cell of this case is coded yet: fill positions.csv first.",
    "leverage": "No leverage of one stakeholder over another is coded.",
}
_COLUMNS = {"seat": "Who sat at the table", "power": "Power over a deal", "interest": "Interest in the outcome"}


def first_empty(case, *tables):
    """Say in one line which of these tables of a case has no row yet; "" where each has one.

    tables: "stakeholders", "issues", "inducements", "positions" or "leverage".
    """
    return next((_EMPTY[name] for name in tables if case.tables[name].empty), "")


def no_stakeholder(case):
    """Say in one line that a case has no stakeholder yet; "" where it has one."""
    return first_empty(case, "stakeholders")


def no_party(case):
    """Say in one line that a case has no party; "" where it has one."""
    words = "" if (case.stakeholders["kind"] == "party").any() else "This case has no party, and this asks about one."
    return no_stakeholder(case) or words


def no_two_parties(case):
    """Say in one line why a case has no two parties to compare on its issues; "" where it has two."""
    if words := first_empty(case, "stakeholders", "issues"):
        return words
    if len(case.stakeholders) < 2:
        return "This case has one stakeholder, and this compares two."
    if (case.stakeholders["kind"] == "party").sum() < 2:
        return "This case has fewer than two parties, and this compares two."
    return ""


def not_finished(case, table="positions"):
    """Say in one line that cells of a reader's own case are not coded yet, so that no cells can be counted; else ""."""
    still = len(undecided(case, table))
    first = "code them first, or decide that they are blank"
    words = f"{still} {'cell is' if still == 1 else 'cells are'} not coded yet, so this cannot be counted: {first}."
    return words if still else ""


def uncoded(case, *columns):
    """Return which of these columns of stakeholders.csv nobody has filled yet, in no row of it: a list.

    columns: "seat", "power" or "interest". Only in a reader's own case: elsewhere an empty cell is a blank, which is a
    decision, and so it is beside a row that has a value.
    """
    if case.decided is None:
        return []
    return [name for name in columns if case.stakeholders[name].isna().all()]


def not_coded(case, *columns):
    """Say in one line that a case has no stakeholder, or that nobody has filled one of these columns yet; else ""."""
    if words := no_stakeholder(case):
        return words
    still = [_COLUMNS[name] for name in uncoded(case, *columns)]
    return f"{still[0]} is not coded yet in this case: fill stakeholders.csv first." if still else ""


def none_of(what, found):
    """Return a function of a case that says in one line that it has none of something; found: (case) -> what it has."""
    return lambda case: "" if _some(found(case)) else f"This case has no {what}, so there is nothing to answer here."


def _some(found):
    return len(found) > 0 if hasattr(found, "__len__") else bool(found)


def nothing_listed(words):
    """Return a table that says why nothing is listed (DataFrame)."""
    return pd.DataFrame({"What is missing": [words]})
