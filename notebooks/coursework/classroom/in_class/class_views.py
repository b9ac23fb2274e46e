"""What a class's codings show: agreement, contested cells, turned poles, and the class beside the reference.

The class report copies this file beside its notebook, so it imports standpoint and pandas alone.
`codings` is the table of `read_class`: a row with a position is a code, one without is a blank by decision.
"""

import pandas as pd
from standpoint import measures, wording
from standpoint.case.case import grid, items_of
from standpoint.case.essay import parts_with
from standpoint.draw.linemap import PLACES
from standpoint.draw.rows import Rows
from standpoint.draw.style import GREY, INK, dot, hue, lines
from standpoint.wording import listed, quoted

_CELL = ["item", "stakeholder"]
_SIDES = {-1: "left", 0: "no lean", 1: "right"}
_KINDS = [*_SIDES.values(), "blank"]
_LEFT, _RIGHT, _STEP = -4.3, 3.6, 40


def _sign(code):
    return (code > 0) - (code < 0)


def codes(codings):
    """Return the codes: a row for each cell (item, stakeholder), a column for each reader, NaN for no code."""
    filled = codings.dropna(subset=["position"])
    return filled.pivot(index=_CELL, columns="coder", values="position").astype(float)


def decisions(codings):
    """Return the same with what was decided: “left”, “no lean”, “right” or “blank”; NaN for a cell not looked at."""
    sides = codings["position"].astype("Float64").map(lambda code: _SIDES[_sign(code)], na_action="ignore")
    return codings.assign(side=sides.astype(object).fillna("blank")).pivot(index=_CELL, columns="coder", values="side")


def agreement(codings):
    """Return how far the class agrees on what to write and on whether to write (DataFrame of text)."""
    filled = decisions(codings)
    filled = (filled != "blank").astype(float).where(filled.notna())
    rows = [_agreed("what: direction and plainness, -2 to +2", codes(codings), "ordinal"),
            _agreed("whether: filled or blank by decision", filled, "nominal")]  # fmt: skip
    return pd.DataFrame(rows, columns=["What is compared", "Readers", "Cells with two or more", "Alpha",
                                       "Interval (95 %)", "Pairs the same"])  # fmt: skip


def _agreed(what, table, level):
    found, drawn = measures.krippendorff_alpha(table, level), measures.bootstrap_interval(table, level)
    alpha = f"not defined: {found.why}" if found.alpha is None else f"{found.alpha:.2f}"
    interval = "none" if drawn.low is None else f"{drawn.low:.2f} to {drawn.high:.2f}"
    same = measures.percent_agreement(table)
    return [what, found.coders, found.units, alpha, interval, "none" if same is None else f"{100 * same:.0f} %"]


def in_words(case, codings, table="positions"):
    """Say in a sentence how far the class agrees."""
    found, same = measures.krippendorff_alpha(codes(codings)), measures.percent_agreement(codes(codings))
    readers = wording.plural(codings["coder"].nunique(), "reader")
    if found.alpha is None:
        return f"{readers}; alpha is not defined: {found.why}."
    cells = wording.plural(found.units, "cell")
    return (f"{readers}: in {cells} that two or more of them filled, {100 * same:.0f} of 100 pairs of codes are the "
            f"same. Alpha is {found.alpha:.2f}.")  # fmt: skip


def contested(case, codings, table="positions", most=8):
    """Return the cells in which most pairs of readers decide differently, the most contested first (DataFrame of text).

    Two readers decide differently if one writes left, no lean, right or blank, and the other another of these.
    """
    found = counts(codings)
    found = found[(found["total"] >= 2) & (found["apart"] > 0)].head(most)
    label, names = _labels(case, table)
    rows = [[label[item], names[sid], f"{100 * row.apart:.0f} of 100", *(int(row[kind]) for kind in _KINDS),
             _evidence(case, codings, item, sid)] for (item, sid), row in found.iterrows()]  # fmt: skip
    heads = ["Item", "Stakeholder", "Pairs that differ", *map(str.capitalize, _KINDS), "Most quoted for each side"]
    return pd.DataFrame(rows, columns=heads)


def counts(codings):
    """Return, for each cell, how many decided left, no lean, right and blank, their total, and the share of pairs
    (0 to 1) that decide differently; the most contested first."""
    long = decisions(codings).stack().dropna()
    found = long.groupby(level=_CELL).value_counts().unstack(fill_value=0)
    found = found.reindex(columns=_KINDS, fill_value=0)
    total = found.sum(axis=1)
    same = (found * (found - 1)).sum(axis=1) / (total * (total - 1)).where(total > 1, 1)
    found = found.assign(total=total, apart=(1 - same).where(total > 1, 0.0))
    return found.sort_values(["apart", "total"], ascending=False, kind="stable")


def _evidence(case, codings, item, sid):
    """Return the most quoted words for each side of a cell, with how often."""
    mine = codings[(codings["item"] == item) & (codings["stakeholder"] == sid)].dropna(subset=["position"])
    said = []
    for sign, side in _SIDES.items():
        part = mine[mine["position"].map(_sign) == sign]
        if len(part):
            quote, times = _most(part["quote"])
            said.append(f"{side}: {quoted(quote)} ({_part(case, quote)}, {times} of {len(part)})")
    return " / ".join(said)


def turned(case, codings, table="positions"):
    """Return the codings whose poles seem turned round: reader, item, cells (DataFrame of text)."""
    label = _labels(case, table)[0]
    rows = [[row.coder, label[row.item], row.cells] for row in measures.reversed_poles(codes(codings))]
    return pd.DataFrame(rows, columns=["Reader", "Item", "Cells that point away from all others"])


def turned_in_words(case, codings, table="positions"):
    """Say how alpha moves when the turned columns are turned back."""
    wide, found = codes(codings), measures.reversed_poles(codes(codings))
    if not found:
        return "No reader has a whole item the other way round."
    before = measures.krippendorff_alpha(wide).alpha
    for coder, item, _ in found:
        wide.loc[item, coder] = -wide.loc[item, coder].to_numpy()
    after, who = measures.krippendorff_alpha(wide).alpha, wording.plural(len(found), "column")
    if before is None or after is None:
        return f"{who} seem to be turned round."
    verb = "seems" if len(found) == 1 else "seem"
    return f"{who} {verb} to be turned round. Turned back, alpha goes from {before:.2f} to {after:.2f}."


def class_case(case, codings, table="positions"):
    """Return the case with the class's codes in place of the reference's, so that every chart can be drawn of it.

    A cell is placed where more than half of those who decided on it wrote a code. Its direction is the one that
    most of them wrote; where two directions tie, the cell stays blank. It is outright if more than half of those
    who wrote this direction said so.
    """
    column = items_of(case, table)[1]
    placed = (_placed(case, cell, mine, column) for cell, mine in codings.groupby(_CELL, sort=False))
    rows = [row for row in placed if row]
    reference = case.tables[table]
    frame = pd.DataFrame(rows, columns=reference.columns)
    kinds = {name: kind for name, kind in reference.dtypes.items() if name not in ("start", "end", "sentence")}
    return case.with_table(table, frame.astype(kinds))


def _placed(case, cell, mine, column):
    filled = mine.dropna(subset=["position"])
    signs = filled["position"].map(_sign)
    most = signs.value_counts()
    if 2 * len(filled) <= len(mine) or (len(most) > 1 and most.iloc[0] == most.iloc[1]):
        return None
    direction = int(most.index[0])
    part = filled[signs == direction]
    outright = direction and 2 * int((part["position"].abs() == 2).sum()) > len(part)
    quote, _ = _most(part["quote"])
    weight = part["salience"].astype("Float64").median()
    return {
        "stakeholder": cell[1], column: cell[0], "direction": direction,
        "plainness": "outright" if outright else "hinted", "position": direction * (2 if outright else 1),
        "salience": 2 if pd.isna(weight) else int(weight),
        "paragraph": _part(case, quote), "quote": quote, "note": f"{len(part)} of {len(mine)} readers",
    }  # fmt: skip


def class_map(case, codings, table="positions"):
    """Draw every reader's code for each cell as circles, beside the reference as a diamond; return a go.Figure."""
    items, reference = items_of(case, table)[0], grid(case, table)
    blank, canvas, y = counts(codings)["blank"], Rows(_LEFT, _RIGHT, names=-2.45), 36
    known = codes(codings).reindex(blank.index)
    for place, words in PLACES.items():
        canvas.write(place, 6, words, colour=GREY)
    canvas.write(_RIGHT, 6, "left blank by", "right", GREY)
    drawn = [item for item in items.itertuples() if item.id in blank.index.get_level_values(0)]
    for item in drawn:
        canvas.write(_LEFT, y, f"<b>{item.label}</b>", "left", size=14)
        canvas.write(-2.1, y, item.left_short, "left", GREY)
        canvas.write(2.1, y, item.right_short, "right", GREY)
        for who in case.stakeholders.itertuples():
            if (item.id, who.id) in blank.index:
                y += _STEP
                row = known.loc[(item.id, who.id)].dropna()
                _row(canvas, case, (item, who), row, reference.loc[item.id, who.id], y, codings)
                canvas.write(_RIGHT, y, str(int(blank[item.id, who.id]) or ""), "right", INK, 13)
        y += 52
    title = beside_in_words(case, codings, table)
    readers = wording.plural(codings["coder"].nunique(), "reader")
    words = f"{readers}. Circles: how many wrote this code. Diamond: the reference."
    source = f"Coded from the {wording.essay_named(case)}, as the essay presents them."
    return canvas.figure(max(y - 20, 60), title, words, source, words)


def _row(canvas, case, pair, row, reference, y, codings):
    """Draw one stakeholder on one item."""
    item, who = pair
    canvas.row(y, who.label, rail=(-2, 2))
    canvas.line(0, y - 5, 0, y + 5)
    numbers, readers = row.value_counts().sort_index(), codings["coder"].nunique()
    if len(numbers):
        sizes = [16 + 20 * (n / readers) ** 0.5 for n in numbers]
        marker = dot(sizes, hue(case.stakeholders)[who.id], False, 2)
        said = [_hover(case, codings, pair, place, n) for place, n in numbers.items()]
        canvas.dots(numbers.index, [y] * len(numbers), who.label, marker, said)
        canvas.traces[-1] |= {"mode": "markers+text", "text": [str(n) for n in numbers],
                              "textfont": {"size": 12, "color": INK}}  # fmt: skip
    if not pd.isna(reference):
        diamond = {"symbol": "diamond-open", "size": 12, "color": INK, "line": {"width": 2.5, "color": INK}}
        canvas.mark(int(reference), y - 18, "reference", diamond, f"The reference: {int(reference):+d}")


def _hover(case, codings, pair, place, count):
    item, who = pair
    cell = (codings["item"] == item.id) & (codings["stakeholder"] == who.id) & (codings["position"] == place)
    quote, times = _most(codings.loc[cell.fillna(False), "quote"])
    pole = lines(wording.pole(item, place), 60)
    words = f"{lines(quoted(quote), 60)}<br>{_part(case, quote)}, quoted by {times} of them"
    return f"<b>{who.label}</b>, {wording.plural(count, 'reader')}: {place:+.0f}<br>{pole}<br>{words}"


def beside(case, codings, table="positions"):
    """Return the cells where the class's code and the reference lean differently, or one of them is blank."""
    both = _both(case, codings, table)
    label, names = _labels(case, table)
    rows = [[label[item], names[sid], _code(row["class"]), _code(row["reference"])]
            for (item, sid), row in both.iterrows() if _side(row["class"]) != _side(row["reference"])]  # fmt: skip
    return pd.DataFrame(rows, columns=["Item", "Stakeholder", "The class", "The reference"])


def beside_in_words(case, codings, table="positions"):
    """Say in how many cells that both place the class leans as the reference does."""
    both = _both(case, codings, table).dropna()
    same = sum(_side(row["class"]) == _side(row["reference"]) for _, row in both.iterrows())
    if both.empty:
        return "The class and the reference place no cell in common"
    cells = "the one cell" if len(both) == 1 else f"the {len(both)} cells"
    return f"The class leans as the reference does in {same} of {cells} that both place"


def _both(case, codings, table):
    """Return the class's code and the reference's for each cell that the class decided on, in the case's order."""
    pair = {"class": grid(class_case(case, codings, table), table), "reference": grid(case, table)}
    both = pd.DataFrame({name: cells.stack(future_stack=True) for name, cells in pair.items()})
    looked = pd.MultiIndex.from_frame(codings[_CELL].drop_duplicates())
    return both[both.index.isin(looked)]


def _side(code):
    return "blank" if pd.isna(code) else _SIDES[_sign(code)]


def _code(code):
    return "blank" if pd.isna(code) else f"{int(code):+d}" if code else "0"


def _most(quotes):
    found = quotes.value_counts()
    return str(found.index[0]), int(found.iloc[0])


def _part(case, quote):
    return listed(parts_with(case.essay, quote)[:1] or ["?"])


def _labels(case, table):
    items = items_of(case, table)[0]
    return wording.labels_of(items), wording.labels(case)
