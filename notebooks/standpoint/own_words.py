"""What own words add to the essay: where both place a stakeholder, where they lean apart, where only one speaks."""

import pandas as pd

from . import wording as say
from .case.case import grid
from .measures import relations
from .wording import day_in_words, listed, quoted, some

_ONE_SIDED = {(True, False): "essay only", (False, True): "own words only", (False, False): "neither"}


def has_own_words(case):
    """Return whether the case has quotations in the stakeholders' own words."""
    return len(case.own_words) > 0


def own_grid(case):
    """Return the own words as a DataFrame of codes -2 to +2 (Int64), as `grid` does for the essay; blank is <NA>."""
    cells = case.own_words.pivot(index="issue", columns="stakeholder", values="position")
    cells = cells.reindex(index=case.issues["id"], columns=case.stakeholders["id"]).astype("Int64")
    return cells.rename_axis(index="issue", columns="stakeholder")


def voices(case):
    """Compare the essay with own words, cell by cell; return a DataFrame with a row for each cell.

    Columns: issue, stakeholder, essay, own (codes -2 to +2 or <NA>) and relation: "same", "opposite" or
    "no lean" where both place the stakeholder, else "essay only", "own words only" or "neither".
    """
    essay, own = grid(case), own_grid(case)
    rows = essay.stack(future_stack=True).rename("essay").reset_index()
    rows["own"] = own.stack(future_stack=True).array
    known = zip(relations(rows["essay"], rows["own"]), rows["essay"].notna(), rows["own"].notna())
    rows["relation"] = [_ONE_SIDED.get((one, other), word) for word, one, other in known]
    return rows


def shared(case):
    """Return the rows of `voices` where both the essay and own words place the stakeholder."""
    rows = voices(case)
    return rows[rows["essay"].notna() & rows["own"].notna()]


def apart(case):
    """Return the rows of `voices` where the essay and own words lean to opposite poles."""
    rows = voices(case)
    return rows[rows["relation"] == "opposite"]


def cell_in_words(case, row):
    """Name a cell: who, on which issue."""
    return f"{say.labels(case)[row.stakeholder]} on {quoted(say.labels_of(case.issues)[row.issue])}"


def apart_in_words(case, most=3):
    """Say on how many of the cells with both voices they lean apart, and on which (at most `most` are named)."""
    both, rows = shared(case), apart(case)
    if both.empty:
        return "The essay and own words never place the same stakeholder on the same issue"
    named = ""
    if 0 < len(rows) <= most:
        named = ": " + listed(cell_in_words(case, row) for row in rows.itertuples())
    if len(both) == 1:
        verb = "lean apart" if len(rows) else "do not lean apart"
        return f"The essay and own words {verb} on the one cell where both place somebody{named}"
    cells = f"{say.counted(len(both), 'cell')} where both place somebody"
    return f"The essay and own words lean apart on {some(len(rows))} of the {cells}{named}"


def placed_by(case):
    """Return how many issues each voice places each stakeholder on: DataFrame indexed by stakeholder.

    Columns: essay, own, both, apart (counts).
    """
    counts = pd.DataFrame({"essay": grid(case).notna().sum(), "own": own_grid(case).notna().sum()})
    for name, rows in (("both", shared(case)), ("apart", apart(case))):
        counts[name] = rows["stakeholder"].value_counts().reindex(counts.index, fill_value=0)
    return counts.astype(int)


def own_in_words(case):
    """Say on how many issues own words place the party that the essay places least; "" where there is no party."""
    if not say.parties(case):
        return ""
    sid = say.least_placed_id(case)
    row, name = placed_by(case).loc[sid], say.labels(case)[sid]
    issues = say.counted(len(case.issues), "issue")
    return f"Own words place {name} on {some(row['own'])} of {issues}, the essay on {some(row['essay'])}"


def counts_in_words(case):
    """Say how many cells own words fill, and how many of them the essay leaves blank."""
    rows, cells = voices(case), len(case.stakeholders) * len(case.issues)
    filled, only = rows["own"].notna().sum(), (rows["relation"] == "own words only").sum()
    missing = (rows["relation"] == "essay only").sum()
    return (
        f"Own words fill {filled} of {cells} cells. {only} of these are blank in the essay. "
        f"{missing} cells are filled by the essay alone."
    )


def days_in_words(case):
    """Say from which day to which the quotations are; "" where there is none."""
    days = [day_in_words(date) for date in sorted(set(case.own_words["date"]))]
    return f"of {days[0]} to {days[-1]}" if len(days) > 1 else "".join(f"of {day}" for day in days)


def silent(case):
    """Return {issue id: labels of the stakeholders without a quotation on it}."""
    return say.without_code(case, own_grid(case))


def site(address):
    """Return the name of the site of an address: "example.org" for "https://www.example.org/page"."""
    return address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
