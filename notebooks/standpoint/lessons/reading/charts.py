"""The charts of lesson 01: every mention along the text, and who sat at the table."""

from ... import wording as say
from ...case.essay import sentence_around, sentences
from ...case.lacking import first_empty
from ...draw.canvas import Canvas, nothing_drawn
from ...draw.style import hue, lines, sentence
from ...draw.textline import percent, section_marks
from ...wording import listed

_COUNTED = "Counted in the {}, by the names in the table. Point at a mark for its sentence."


def mentions_along_text(case):
    """Draw every mention of each stakeholder by name, from the first line to the last; return a go.Figure."""
    if lack := first_empty(case, "stakeholders"):
        return nothing_drawn(lack)
    found, counts = say.mentions(case), say.mention_counts(case)
    order = list(counts.sort_values("mentions", ascending=False, kind="stable").index)
    canvas, known, step = Canvas(-20, 106), sentences(case.essay).to_dict("list"), 34
    height = 26 + len(order) * step
    section_marks(canvas, case, height)
    for n, sid in enumerate(order):
        rows, y = found[found["stakeholder"] == sid], 44 + n * step
        _mention_row(canvas, case, sid, rows, y, known)
    title = _mention_title(case, counts)
    subtitle = (
        "Each mark is one mention by name, from the first line (left) to the last (right). "
        "s1, s2 and so on: the headings. "
        "Right: how many mentions. “He” and “they” are not counted."
    )
    return canvas.figure(
        height, title, subtitle, _COUNTED.format(say.essay_named(case)), f"{title}. {_counts_listed(case, counts)}"
    )


def _mention_row(canvas, case, sid, rows, y, known):
    label = say.labels(case)[sid]
    hover = [
        f"<b>{label}</b>: {r.text}<br>“{lines(sentence_around(known, r.start, r.end), 60)}”<br>{r.paragraph}"
        for r in rows.itertuples()
    ]
    mark = {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": hue(case.stakeholders)[sid]}}
    canvas.line(0, y, 100, y)
    canvas.dots(percent(case, rows["start"]), [y] * len(rows), label, mark, hover)
    canvas.write(-1.5, y, label, "right", size=13)
    canvas.write(102, y, str(len(rows)), "left", size=13)


def _mention_title(case, counts):
    """Say in how many paragraphs the most-named stakeholder and the absent one are named."""
    top, total = counts["paragraphs"].idxmax(), len(case.essay.paragraphs)
    title = f"{say.labels(case)[top]} is named in {counts['paragraphs'][top]} of {total} paragraphs"
    away = [sid for sid in say.absent(case) if sid != top]
    return title + "".join(
        f", {say.labels(case)[sid]}, kept from the table, in {counts['paragraphs'][sid]}" for sid in away
    )


def _counts_listed(case, counts):
    label = say.labels(case)
    return "Mentions by name: " + listed(f"{label[sid]} {count}" for sid, count in counts["mentions"].items()) + "."


def share_and_seat(case):
    """Draw each stakeholder's share of the mentions, grouped by who sat at the table; return a go.Figure."""
    if lack := first_empty(case, "stakeholders"):
        return nothing_drawn(lack)
    counts, y = say.mention_counts(case), 14
    canvas = Canvas(-34, max(100 * float(counts["share"].max()) + 30, 60))
    for seat, heading in (("yes", "At the table"), ("no", "Not at the table"), (None, "The essay does not say")):
        inside = counts[counts["seat"].isna() if seat is None else counts["seat"] == seat]
        if len(inside):
            canvas.write(-34, y, f"<b>{heading}</b>", "left", size=13)
            for n, (sid, row) in enumerate(
                inside.sort_values("share", ascending=False, kind="stable").iterrows(), start=1
            ):
                _share_row(canvas, case, sid, row, y + 28 * n)
            y += 28 * (len(inside) + 1) + 12
    title = _share_title(case, counts)
    subtitle = "Share of all mentions by name, in percent, and who sat at the table as the essay says it."
    return canvas.figure(
        y - 30, title, subtitle, _COUNTED.format(say.essay_named(case)), f"{title}. {_counts_listed(case, counts)}"
    )


def _share_row(canvas, case, sid, row, y):
    label, colour = say.labels(case)[sid], hue(case.stakeholders)[sid]
    share, who = round(100 * float(row["share"]), 1), case.stakeholders.set_index("id").loc[sid]
    said = (
        sentence(who["quote"], who["paragraph"])
        if who["quote"]
        else "The essay does not say whether it sat at the table."
    )
    canvas.line(0, y, share, y, colour, width=3)
    canvas.dots(
        [share], [y], label, {"size": 14, "color": colour}, [f"<b>{label}</b>: {share:.0f} % of the mentions<br>{said}"]
    )
    canvas.write(-1, y, label, "right", size=13)
    canvas.write(share, y, f"{share:.0f} % ({say.plural(int(row['mentions']), 'mention')})", "left", size=13, xshift=12)


def _share_title(case, counts):
    away = say.absent(case)
    if not away:
        return "The essay says of nobody that they were kept from the table"
    share = round(100 * float(counts.loc[away, "share"].sum()))
    have = "has" if len(away) == 1 else "have"
    return f"{say.names(case, away)} {have} {share} percent of the mentions and no seat at the table"
