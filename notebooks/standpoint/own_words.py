"""What own words add to the essay: where both place a stakeholder, where they lean apart, where only one speaks."""

from . import wording as say
from .case.case import grid
from .measures import relations
from .wording import day_in_words, listed, quoted, some

_ONE_SIDED = {(True, False): "essay only", (False, True): "own words only", (False, False): "neither"}


def has_own_words(case):
    """Return whether the case has words of the stakeholders' own."""
    return len(case.own_words) > 0


def voices(case):
    """Compare the essay with own words, cell by cell; return a DataFrame with a row for each cell.

    Columns: issue, stakeholder, essay, own (codes -2 to +2 or <NA>) and relation: "same", "opposite" or
    "no lean" where both place the stakeholder, else "essay only", "own words only" or "neither".
    """
    essay, own = grid(case), grid(case, "own_words")
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
    """Say where the essay and own words lean to opposite sides; at most `most` cells are named, more are counted."""
    if shared(case).empty:
        return "The essay and own words never place the same stakeholder on the same issue"
    rows = apart(case)
    if rows.empty:
        return "The essay and own words nowhere lean to opposite sides"
    if len(rows) > most:
        return f"The essay and own words lean to opposite sides on {say.counted(len(rows), 'cell')}"
    named = listed(cell_in_words(case, row) for row in rows.itertuples())
    return f"The essay and own words lean to opposite sides on: {named}"


def own_in_words(case):
    """Say on how many issues own words place the party that the essay places least; "" where there is no party."""
    if not say.parties(case):
        return ""
    sid = say.least_placed_id(case)
    own, essay = (some(cells[sid].notna().sum()) for cells in (grid(case, "own_words"), grid(case)))
    issues = say.counted(len(case.issues), "issue")
    return f"Own words place {say.labels(case)[sid]} on {own} of {issues}, the essay on {essay}"


def counts_in_words(case):
    """Say on how many issues own words place each stakeholder, one by one: what they rest on differs in kind."""
    counts, names = grid(case, "own_words").notna().sum(), say.labels(case)
    if not counts.any():
        return "Own words place nobody."
    placed = listed(f"{names[sid]} {count}" for sid, count in counts.items() if count)
    return f"Issues on which own words place them: {placed}, each of {len(case.issues)}."


def said_in(row):
    """Say where a row of own words was said: in a document by its title, or in a picked quotation."""
    return f"in {row['title']}" if row["title"] else "in an open talk, picked"


def days_in_words(case):
    """Say from which day to which the quotations are; "" where there is none."""
    days = [day_in_words(date) for date in sorted(set(case.own_words["date"]))]
    return f"of {days[0]} to {days[-1]}" if len(days) > 1 else "".join(f"of {day}" for day in days)


def silent(case):
    """Return {issue id: labels of the stakeholders without words of their own on it}."""
    return say.without_code(case, grid(case, "own_words"))


def site(address):
    """Return the name of the site of an address: "example.org" for "https://www.example.org/page"."""
    return address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
