"""Tables in, plotly figure out. Each chart has its finding as title, its words and its table."""

from . import findings as say
from .agreement_charts import agreement, codings  # noqa: F401  (lesson 08)
from .argument_chart import argument_map  # noqa: F401  (offered here as well)
from .canvas import Canvas
from .claim_charts import claims_along_text  # noqa: F401  (offered here as well)
from .deal_charts import barters, win_set_by_table  # noqa: F401  (lesson 06)
from .essay import sentence_around, sentences
from .fill_charts import fill_rates  # noqa: F401  (lesson 10)
from .forecast_charts import constant_forecasts, endings_tree, risk_register  # noqa: F401  (lesson 07)
from .history_charts import summit_room, summit_timeline  # noqa: F401  (lesson 09)
from .lacking import guard, two_parties
from .linemap import line_map
from .multiverse_charts import multiverse  # noqa: F401  (lesson 08)
from .overlap_charts import overlap_by_list, pair_matrix, two_columns  # noqa: F401  (lesson 05)
from .overlap_findings import compared_pair as best_pair
from .own_words_charts import own_map
from .own_words_findings import has_own_words
from .stakeholder_charts import leverage_map, power_interest  # noqa: F401  (lesson 03)
from .style import hue, lines, listed, quoted
from .textline import percent, section_marks

_CODED = "Coded from {essay}, as the essay presents them. Point at a dot for its sentence."
_COUNTED = "Counted in {essay}, by the names in the table. Point at a mark for its sentence."


def position_map(case, voice="essay"):
    """Draw where each stakeholder stands on each issue; return a go.Figure.

    voice: "essay", as the essay presents them; "own", as they presented themselves; or "both". A case
    without own words has the essay alone. Raises ValueError for another word.
    """
    if voice not in ("essay", "own", "both"):
        raise ValueError(f'voice is "essay", "own" or "both", not {voice!r}')
    if voice != "essay" and has_own_words(case):
        return own_map(case, both=voice == "both")
    figure = _map(case, "positions", "Where the essay puts {who} on {what}.", "issue")
    if voice != "essay":
        said = figure.layout.meta["description"]
        figure.layout.meta = {"description": f"This case has no own words, so this is the essay alone. {said}"}
    return figure


def empty_line(case):
    """Draw one issue without its dots, for a guess: the last that places both parties of the best-known pair."""
    issue, pair = say.shared_issue(case)
    canvas, height = line_map(case, case.positions.head(0), issue.to_frame().T, "issue", {})
    title = f"Where would you put {say.names(case, pair)}?"
    subtitle = f"{issue['question']} Left: {issue['left']}. Right: {issue['right']}."
    return canvas.figure(
        height, title, subtitle, "The line is empty on purpose: the dots come after your guess.", f"{title} {subtitle}"
    )


def inducement_map(case):
    """Draw what would draw each stakeholder into a deal, or put it off; return a go.Figure."""
    return _map(case, "inducement_codes", "What would draw in each of {who}, or put it off: {what}.", "inducement")


def compared_pair(case):
    """Return the ids of the two parties that lesson 05 compares. Raises CaseError in one line where there are none."""
    return two_parties(case, best_pair(case))


class Words(str):
    """A sentence or two that a notebook shows as text, not as a quoted string."""

    def _repr_markdown_(self):
        return f"*In words:* {self}"

    def __repr__(self):
        return str(self)


def describe(figure):
    """Return what a chart shows in one or two sentences, for display under it (Words, a str)."""
    return Words(figure.layout.meta["description"])


def _map(case, table, what, one):
    items, column = say.items_of(case, table)
    canvas, height = line_map(case, case.tables[table], items, column, say.blanks(case, table))
    pair = say.best_known_pair(case, table)
    title = (
        say.pair_in_words(case, *pair, table=table) if pair else f"The essay places no two parties on the same {one}"
    )
    subtitle = what.format(who=say.counted(len(case.stakeholders), "stakeholder"), what=say.counted(len(items), one))
    subtitle += " Outer place, filled dot: said outright. Inner place, ring: hinted. Larger: more weight (salience)."
    description = f"{title}. {say.counts_in_words(case, table)} {say.least_placed_in_words(case, table)}".strip()
    return canvas.figure(height, title, subtitle, _source(case, _CODED), description)


def _source(case, how):
    return how.format(essay=f"the essay “{case.essay.title}” by {case.essay.author}")


def mentions_along_text(case):
    """Draw every mention of each stakeholder by name, from the first line to the last; return a go.Figure."""
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
    return canvas.figure(height, title, subtitle, _source(case, _COUNTED), f"{title}. {_counts_listed(case, counts)}")


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
    return canvas.figure(y - 30, title, subtitle, _source(case, _COUNTED), f"{title}. {_counts_listed(case, counts)}")


def _share_row(canvas, case, sid, row, y):
    label, colour = say.labels(case)[sid], hue(case.stakeholders)[sid]
    share, who = round(100 * float(row["share"]), 1), case.stakeholders.set_index("id").loc[sid]
    said = (
        f"{lines(quoted(who['quote']), 60)}<br>{who['paragraph']}"
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


def _nothing_drawn(words):
    """Return a chart that says why nothing is drawn."""
    return Canvas(0, 100).figure(10, words, "So there is nothing to draw here.", "", words)


guard(globals(), _nothing_drawn)
