"""The charts of lesson 01: every mention along the text, and who sat at the table."""

from ... import wording as say
from ...case.essay import sentence_around, sentences
from ...case.lacking import no_stakeholder, not_coded, uncoded
from ...draw.canvas import nothing_drawn
from ...draw.rows import Rows
from ...draw.style import hue, lines, sentence
from ...draw.textline import along_text
from ...wording import listed, plural

_SEATS = {"yes": "At the table", "no": "Not at the table", "": "The essay does not say"}
_NO_SEAT = "The essay does not say whether it sat at the table."


def mentions_along_text(case):
    """Draw every mention of each stakeholder by name, from the first line to the last; return a go.Figure."""
    if lack := no_stakeholder(case):
        return nothing_drawn(lack)
    found, counts = say.mentions(case), say.mention_counts(case)
    order = counts.sort_values("mentions", ascending=False, kind="stable").index
    known = sentences(case.essay).to_dict("list")
    kinds = [_mentions_of(case, sid, found[found["stakeholder"] == sid], known) for sid in order]
    canvas, height = along_text(case, -20, 34, kinds)
    title = _mention_title(case, counts)
    subtitle = (
        "Each mark is one mention by name, from the first line (left) to the last (right). "
        "s1, s2, …, dotted: the headings. "
        "Right: how many mentions. “He” and “they” are not counted."
    )
    return canvas.figure(height, title, subtitle, _source(case), _counts_listed(case, counts))


def _source(case):
    return f"Counted in the {say.essay_named(case)}, by the names in the table. Point at a mark for its sentence."


def _mentions_of(case, sid, rows, known):
    label = say.labels(case)[sid]
    hover = [
        f"<b>{label}</b>: {r.text}<br>“{lines(sentence_around(known, r.start, r.end), 60)}”<br>{r.paragraph}"
        for r in rows.itertuples()
    ]
    return label, label, rows["start"], 18, hue(case.stakeholders)[sid], hover


def _mention_title(case, counts):
    """Say how many mentions the most-named stakeholder and the absent one have: the numbers at the right."""
    times, top = counts["mentions"], counts["mentions"].idxmax()
    title = f"{say.labels(case)[top]} is named {plural(int(times[top]), 'time')}"
    away = [sid for sid in say.absent(case) if sid != top]
    return title + "".join(
        f"; {say.labels(case)[sid]}, kept from the table, {times[sid]}" for sid in away
    )


def _counts_listed(case, counts):
    label = say.labels(case)
    return "Mentions by name: " + listed(f"{label[sid]} {count}" for sid, count in counts["mentions"].items()) + "."


def share_and_seat(case):
    """Draw each stakeholder's share of the mentions, grouped by who sat at the table; return a go.Figure."""
    if lack := no_stakeholder(case):
        return nothing_drawn(lack)
    counts = say.mention_counts(case)
    canvas = Rows(-34, max(100 * float(counts["share"].max()) + 30, 60), names=-1)
    order = counts.sort_values("share", ascending=False, kind="stable").index
    seats = counts["seat"].astype(object).fillna("")  # a column of blanks alone would be one of numbers
    headings = {"": "Not coded yet"} if uncoded(case, "seat") else _SEATS
    groups = {heading: [sid for sid in order if seats[sid] == seat] for seat, heading in headings.items()}
    y = canvas.groups(groups, lambda sid, y: _share_row(canvas, case, sid, counts.loc[sid], y), 28, 12)
    title = _share_title(case, counts)
    subtitle = "Share of all mentions by name, in percent, and who sat at the table as the essay says it."
    return canvas.figure(y - 30, title, subtitle, _source(case), _counts_listed(case, counts))


def _share_row(canvas, case, sid, row, y):
    label, colour = say.labels(case)[sid], hue(case.stakeholders)[sid]
    share, who = round(100 * float(row["share"]), 1), case.stakeholders.set_index("id").loc[sid]
    seat = sentence(who["quote"], who["paragraph"]) if who["quote"] else not_coded(case, "seat") or _NO_SEAT
    said = f"<b>{label}</b>: {share:.0f} % of the mentions<br>{seat}"
    canvas.row(y, label)
    canvas.line(0, y, share, y, colour, width=3)
    canvas.mark(share, y, label, {"size": 14, "color": colour}, said)
    canvas.write(share, y, f"{share:.0f} % ({say.plural(int(row['mentions']), 'mention')})", "left", size=13, xshift=12)


def _share_title(case, counts):
    away = say.absent(case)
    if uncoded(case, "seat"):
        return "Who sat at the table is not coded yet in this case"
    if not away:
        return "The essay says of nobody that they were kept from the table"
    share = round(100 * float(counts.loc[away, "share"].sum()))
    have = "has" if len(away) == 1 else "have"
    return f"{say.names(case, away)} {have} {share} percent of the mentions and no seat at the table"
