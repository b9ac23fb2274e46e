"""The charts of the lesson on deals: the barters of two people, and who must say yes to a deal."""

from ... import wording as say
from ...draw.canvas import Canvas
from ...draw.rows import Rows
from ...draw.style import GREY, INK, RAIL, dot, lines
from ...measures import nash_point, pareto_set
from ...wording import quoted
from .findings import asked_last_in_words, asked_too_in_words, assumption_in_words, own_words_in_words
from .space import NO_DEALS, NO_WORDS, STEPS, can_deal, has_outcomes, negotiable, tiles
from .tables import winsets

_NASH = "Computed from the table of Nash 1950, printed above. Point at a dot for its gains."
_ASSUMED = (
    "Directions are coded from the {}. Assumed, not coded: a straight line of worth "
    "from pole to pole, equal weights, the middle step as status quo. Point at a dot for its sentences."
)
_UNIT = 22  # pixels for one unit of gain


def barters(gains):
    """Draw what each possible barter gives two people; return a go.Figure.

    gains: DataFrame with two columns named after the two, a row for each barter, 0 where nothing changes.
    """
    first, second = gains.columns
    best, product = nash_point(gains, [0, 0]), gains[first] * gains[second]
    counted = (
        gains.assign(frontier=pareto_set(gains))
        .groupby([first, second], as_index=False)
        .agg(barters=("frontier", "size"), frontier=("frontier", "any"))
    )
    low, high = min(gains[first].min(), 0), gains[first].max()
    top = gains[second].max()
    canvas, height = Canvas(low - 4, high + 4), int((top - min(gains[second].min(), 0)) * _UNIT + 96)
    counted["y"] = 50 + (top - counted[second]) * _UNIT
    _axes(canvas, first, second, (low, high), 50 + top * _UNIT, height)
    _barter_dots(canvas, counted, first, second)
    fine = int((gains >= 0).all(axis=1).sum())
    title = f"Of {len(gains)} barters, {fine} hurt neither {first} nor {second}"
    subtitle = (
        f"Right: more for {first}. Up: more for {second}. Rings: somebody loses. Small dots: nobody loses. "
        "Dots with a line: the frontier, where nobody can gain more unless the other gets less."
    )
    if best is not None:
        x, value = gains.iloc[best[0]], product.iloc[best[0]]
        y = 50 + (top - x[second]) * _UNIT
        hover = f"<b>Nash point: {first} {x[first]:+d}, {second} {x[second]:+d}</b><br>product of gains {value}"
        canvas.mark(x[first], y, "Nash point", {"size": 18, "color": INK}, hover)
        canvas.write(x[first], y - 20, "<b>Nash point</b>", "left", xshift=8)
        title += f"; the largest product of gains is {value}, at {x[first]} and {x[second]}"
    more = f"The frontier has {int(counted['frontier'].sum())} points."
    return canvas.figure(height, title, subtitle, _NASH, more)


def _axes(canvas, first, second, reach, zero, height):
    """Draw the two lines of no gain, and say what lies beyond them."""
    canvas.line(reach[0] - 2, zero, reach[1] + 2, zero, GREY)
    canvas.line(0, 30, 0, height - 22, GREY)
    canvas.write(0, 16, f"{second} gains more ↑", colour=GREY)
    canvas.write(reach[1] + 4, zero - 14, f"{first} gains more →", "right", GREY)
    for x in range(-(-int(reach[0]) // 5) * 5, int(reach[1]) + 1, 5):
        canvas.line(x, zero - 4, x, zero + 4, GREY)
        canvas.write(x, height - 8, f"{x:+d}" if x else "0", colour=GREY)


def _barter_dots(canvas, counted, first, second):
    """Draw one dot for each pair of gains, in three kinds, and the line along the frontier."""
    fine = (counted[[first, second]] >= 0).all(axis=1)
    edge = counted[counted["frontier"]].sort_values(first)
    for before, after in zip(edge.itertuples(), edge.iloc[1:].itertuples()):
        canvas.line(before[1], before.y, after[1], after.y, INK)
    kinds = [
        ("somebody loses", ~fine & ~counted["frontier"], dot(7, RAIL, False, 1.5)),
        ("nobody loses", fine & ~counted["frontier"], {"size": 7, "color": GREY}),
        ("frontier, somebody loses", ~fine & counted["frontier"], dot(11, INK, False, 1.5)),
        ("frontier, nobody loses", fine & counted["frontier"], {"size": 11, "color": INK}),
    ]
    for name, chosen, marker in kinds:
        rows = counted[chosen]
        hover = [
            f"<b>{first} {r[1]:+d}, {second} {r[2]:+d}</b><br>{name}<br>{say.plural(r.barters, 'barter')} like this"
            for r in rows.itertuples()
        ]
        canvas.dots(rows[first], rows["y"], name, marker, hover)


def winset_by_table(case):
    """Draw how many deals each set of parties could all sign, by who must say yes; return a go.Figure."""
    source = _ASSUMED.format(say.essay_named(case))
    if not can_deal(case):
        canvas = Canvas(0, 1)
        canvas.write(0, 20, "Nothing to draw.", "left", GREY)
        return canvas.figure(40, NO_DEALS.rstrip("."), "A deal needs two who could sign it.", source)
    table, total = winsets(case), STEPS ** len(negotiable(case))
    canvas, groups = Rows(-0.62 * total, 1.2 * total, -0.02 * total, 1.02 * total), {}
    for row in table.to_dict("records"):
        many = say.counted(len(row["asked"]), "party").replace("partys", "parties").capitalize()
        groups.setdefault(f"{many} must say yes", []).append(row)
    y = canvas.groups(groups, lambda row, y: _asked_row(canvas, case, row, total, y), 26, 10)
    title = asked_too_in_words(case)
    issues = say.counted(len(negotiable(case)), "negotiable issue")
    subtitle = (
        f"{total} deals on {issues}, {STEPS} steps each. Dot: deals that all in the row could sign, where a blank "
        "counts as indifferent. Dashed line and brackets: at worst and at best, where a blank is unknown."
    )
    return canvas.figure(y - 16, title, subtitle, source, f"{_in_words(case, table)}{asked_last_in_words(case)}")


def _asked_row(canvas, case, row, total, y):
    """Draw one row: the dashed line of what is assumed, the dot of what is left if blanks are indifferent."""
    span = f"  ({row['At worst']} to {row['At best']})" if row["At worst"] != row["At best"] else ""
    canvas.row(y, row["Who must say yes"], f"<b>{row['Deals']}</b>{span}", (0, total))
    canvas.line(row["At worst"], y, row["At best"], y, INK, width=3, dash="dot")
    for end in ("At worst", "At best"):
        canvas.line(row[end], y - 6, row[end], y + 6, INK, width=2)
    canvas.mark(row["Deals"], y, row["Who must say yes"], {"size": 14, "color": INK}, _hover(case, row))


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
    words = (
        f"{every['Who must say yes']} could all sign {say.plural(every['Deals'], 'deal')} if a blank counts "
        f"as indifferent; {every['At worst']} to {every['At best']} if a blank is unknown. "
        "The status quo is always one of them, because every deal is compared with it. That does not mean that nobody "
        f"suffers under it. {assumption_in_words(case)} {own_words_in_words(case)}"
    ).strip()
    return words if has_outcomes(case) else f"{words} {NO_WORDS}"
