"""The chart of the lesson on deals: who must say yes to a deal, and how many deals are left then."""

from ... import wording as say
from ...draw.canvas import Canvas
from ...draw.rows import Rows
from ...draw.style import GREY, INK, lines
from ...wording import quoted
from .findings import (
    asked_last_in_words,
    asked_too_in_words,
    essay_cells_in_words,
    own_cells_in_words,
    refused_in_words,
)
from .space import NO_DEALS, NO_WORDS, STEPS, can_deal, has_outcomes, negotiable, own_cells, tiles
from .tables import winsets

_ASSUMED = (
    "Directions are coded from the {}. Assumed, not coded: a straight line of worth "
    "from pole to pole, equal weights, the middle step as status quo. Point at a dot for its sentences."
)

_OWN = 1.15  # where the numbers with own words stand, as a part of all deals
_TWO_COLUMNS = 580  # pixels; with fewer, one column of numbers runs into the other


def winset_by_table(case):
    """Draw how many deals each set of parties could all sign, by who must say yes; return a go.Figure."""
    source = _ASSUMED.format(say.essay_named(case))
    if not can_deal(case):
        canvas = Canvas(0, 1)
        canvas.write(0, 20, "Nothing to draw.", "left", GREY)
        return canvas.figure(40, NO_DEALS.rstrip("."), "A deal needs two who could sign it.", source)
    table, total = winsets(case), STEPS ** len(negotiable(case))
    room = 0.03 * table["Who must say yes"].str.len().max()  # for the longest name
    own = own_cells(case)
    canvas, groups = Rows(-room * total, (1.25 if own else 1.14) * total, -0.02 * total, 1.04 * total), {}
    for place, mark in ((1.04, "●"), (_OWN, "◇"))[: 2 if own else 1]:
        canvas.write(place * total, 14, mark, "left", size=13)
    for row in table.to_dict("records"):
        many = say.counted(len(row["asked"]), "party").replace("partys", "parties").capitalize()
        groups.setdefault(f"{many} must say yes", []).append(row)
    y = canvas.groups(groups, lambda row, y: _asked_row(canvas, case, row, total, y), 26, 10)
    title = asked_too_in_words(case)
    issues = say.counted(len(negotiable(case)), "negotiable issue")
    subtitle = (
        f"{total} deals on {issues}, {STEPS} steps each: how many could all in a row sign? ● a blank counts as "
        "indifferent. |····| a blank is unknown: at worst, at best. "
    )
    subtitle += "◇ own words fill blanks. " if own else ""
    subtitle += essay_cells_in_words(case)
    words = f"{refused_in_words(case)} {_in_words(case, table)}{own_cells_in_words(case)}{asked_last_in_words(case)}"
    return canvas.figure(y - 16, title, subtitle, source, words, least=_TWO_COLUMNS if own else None)


def _asked_row(canvas, case, row, total, y):
    """Draw one row: the dashed line of what is assumed, the dot of what is left if blanks are indifferent."""
    canvas.row(y, row["Who must say yes"], f"<b>{row['Deals']}</b>", (0, total))
    if own_cells(case):
        canvas.write(_OWN * total, y, str(row["Own words"]), "left", size=13)
    canvas.line(row["At worst"], y, row["At best"], y, INK, width=3, dash="dot")
    for end in ("At worst", "At best"):
        canvas.line(row[end], y - 6, row[end], y + 6, INK, width=2)
    if own_cells(case):
        said = f"<b>{row['Who must say yes']}</b>: {say.plural(row['Own words'], 'deal')} with own words in the blanks"
        marker = {"size": 20, "color": INK, "symbol": "diamond-open", "line": {"width": 2}}
        canvas.mark(row["Own words"], y, f"{row['Who must say yes']}, own words", marker, said)
    canvas.mark(row["Deals"], y, row["Who must say yes"], {"size": 12, "color": INK}, _hover(case, row))


def _hover(case, row):
    """Say what a row rests on: for one party its sentences, for more the paragraphs."""
    cells = tiles(case)
    mine = cells[cells["player"].isin(row["asked"]) & (cells["source"] == "essay")]
    blank = int((cells["player"].isin(row["asked"]) & (cells["source"] == "blank")).sum())
    head = f"<b>{row['Who must say yes']}</b>: {say.plural(row['Deals'], 'deal')}<br>"
    head += f"{say.plural(len(mine), 'cell')} from the essay, {say.plural(blank, 'blank')}"
    if len(row["asked"]) > 1:
        places = ", ".join(sorted(set(mine["paragraph"])))
        return f"{head}<br>{lines(f'Paragraphs: {places}' if places else 'No sentence of the essay', 60)}"
    issue = say.labels_of(case.issues)
    said = [f"{issue[r.issue]}: {lines(quoted(r.quote), 60)} {r.paragraph}" for r in mine.itertuples()]
    return "<br>".join([head, *said])


def _in_words(case, table):
    """Say in words what the chart shows beside its finding: the row of all parties, what is missing."""
    every = table.iloc[-1]
    own = f"; {every['Own words']} with own words in the blanks" if own_cells(case) else ""
    words = (
        f"{every['Who must say yes']} could all sign {say.plural(every['Deals'], 'deal')} if a blank counts "
        f"as indifferent; {every['At worst']} to {every['At best']} if a blank is unknown"
        f"{own}. "
        "The status quo is always one of them. That does not mean that nobody "
        "suffers under it."
    )
    return words if has_outcomes(case) else f"{words} {NO_WORDS}"
