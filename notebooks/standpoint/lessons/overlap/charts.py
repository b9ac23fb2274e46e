"""The charts of the overlap: two columns for a pair, a band for each list, a matrix of pairs."""

from itertools import combinations

from ... import wording as say
from ...draw.canvas import Canvas, lesson_goes_on
from ...draw.linemap import SIZES
from ...draw.rows import Rows
from ...draw.style import CARD, GREY, INK, dot, hue, lines
from ...wording import listed, number, quoted, some
from . import findings
from .findings import compared_pair

_GROUPS = {
    "same": "Same direction", "opposite": "Opposite directions", "no lean": "No lean on one side or both",
    "unknown": "Unknown: at least one is blank",
}  # fmt: skip
_SYMBOLS = {"same": "circle", "opposite": "x", "no lean": "line-ew", "unknown": "circle-open"}


def two_columns(case, first=None, second=None):
    """Draw the inducements of two parties in two columns, sorted by relation and counted; return a go.Figure.

    first, second: ids of stakeholders; the best-known pair if None.
    """
    pair = (first, second) if first and second else compared_pair(case)
    if not pair:
        return _nothing(case)
    canvas, y = Canvas(0, 100), 10
    for x, sid in zip((38, 70), pair):
        canvas.write(x, y, f"<b>{say.labels(case)[sid]}</b>", "left", size=14)
    relation, words = say.compare(case, *pair, findings.TABLE)["relation"], []
    for group, heading in _GROUPS.items():
        items = [item for item in case.inducements.itertuples() if relation[item.id] == group]
        y = _group(canvas, case, pair, f"{heading} ({len(items)})", items, y + 20)
        words.append(f"{heading}: {listed(item.label for item in items) if items else 'none'}.")
    title = findings.counts_in_words(case, *pair)
    subtitle = (
        "Left: the thing on offer. Then what it does to each, in the essay’s view. "
        "Filled dot: said outright. Ring: hinted. Larger: more weight (salience)."
    )
    source = say.coded_from(case, "dot for both sentences")
    return canvas.figure(y, title, subtitle, source, " ".join(words))


def _group(canvas, case, pair, heading, items, y):
    """Draw one group of rows from height y on; return the height below it."""
    known, colours, names = findings.evidence(case), hue(case.stakeholders), say.labels(case)
    y += 12
    canvas.write(0, y, f"<b>{heading}</b>", "left", GREY, 13)
    canvas.line(0, y + 14, 100, y + 14)
    for item in items:
        y += 29
        canvas.write(0, y, item.label, "left", size=13)
        said = both_sentences(case, item, pair, known)
        for x, sid in zip((38, 70), pair):
            row = known.get((item.id, sid))
            if row is not None:
                marker = dot(SIZES[row.salience], colours[sid], row.plainness == "outright")
                canvas.mark(x + 1, y, names[sid], marker, said)
            ink = GREY if row is None else INK
            canvas.write(x + 1, y, findings.leaning(row, item), "left", ink, 13, xshift=14)
    return y + 12


def both_sentences(case, item, pair, known=None):
    """Return what a mark says: the inducement, and for each of two stakeholders its lean and verbatim sentence."""
    known, names, parts = known or findings.evidence(case), say.labels(case), [f"<b>{lines(item.label, 60)}</b>"]
    for sid in pair:
        row = known.get((item.id, sid))
        if row is None:
            parts.append(f"<b>{names[sid]}</b>: the essay does not say")
        else:
            leans = lines(findings.leaning(row, item), 50)
            parts.append(f"<b>{names[sid]}</b>: {leans} ({row.plainness}), {row.paragraph}")
            parts.append(lines(quoted(row.quote), 60))
    return "<br>".join(parts)


def overlap_by_list(case):
    """Draw the overlap of the compared pair for the whole list and with each inducement left out; a go.Figure."""
    found, pair = findings.by_list(case), compared_pair(case)
    if found.empty:
        return _nothing(case)
    canvas, places = Rows(-52, 134, -52, 108, "left"), {0: "0 %", 50: "halfway", 100: "100 %"}
    y = canvas.on_a_scale(
        found, lambda row, y: _band(canvas, case, pair, row, y), 40, places, "known cells", dashed={50: INK}
    )
    title = findings.finding_in_words(case)
    subtitle = (
        f"{say.names(case, pair)}: the share on which they lean the same way, equal weights. Dot: the known cells. "
        "Band: from all blanks as no overlap to all blanks as overlap."
    )
    whole = found.iloc[0]
    low, high = findings.percent(whole.lower), findings.percent(whole.upper)
    words = f"For the whole list the band runs from {low} to {high} percent."
    source = say.coded_from(case, "dot for the sentences of what was left out")
    return canvas.figure(y + 2, title, subtitle, source, words)


def _band(canvas, case, pair, row, y):
    """Draw one list: its name, the band of its bounds, the dot of what is known."""
    item = next((item for item in case.inducements.itertuples() if item.id == row.left_out), None)
    nothing = row.known is None or row.known != row.known
    name = "<b>The whole list</b>" if item is None else f"Without “{item.label}”"
    canvas.row(y, name, "" if nothing else f"{findings.percent(row.known)} %")
    low, high = 100 * row.lower, 100 * row.upper
    canvas.line(low, y, high, y, GREY, width=9)
    ends = f"{findings.percent(row.lower)} to {findings.percent(row.upper)} %"
    if nothing:
        canvas.write(108, y, f"{ends}; nothing known", "left", GREY, 12)
        return
    said = f"Known cells: {findings.percent(row.known)} percent. Bounds: {ends}."
    said += "" if item is None else f"<br>Left out: {both_sentences(case, item, pair)}"
    marker = {"size": 14, "color": INK, "line": {"width": 2, "color": CARD}}
    canvas.mark(100 * row.known, y, "known cells", marker, said)


def pair_matrix(case):
    """Draw every pair of parties: how many inducements are same, opposite, no lean, unknown; return a go.Figure."""
    parties, pairs = say.parties(case), list(combinations(say.parties(case), 2))
    if compared_pair(case) is None:
        return _nothing(case)
    canvas, names = Canvas(-20, 100), say.labels(case)
    width, height = 100 / (len(parties) - 1), 62 + 18 * -(-len(case.inducements) // 10)
    relation = {pair: say.compare(case, *pair, findings.TABLE)["relation"] for pair in pairs}
    for n, sid in enumerate(parties[:-1]):
        canvas.write(n * width + 1, 8, f"<b>{names[sid]}</b>", "left", size=14)
    for n, sid in enumerate(parties[1:]):
        top = 26 + n * height
        canvas.line(-20, top, (n + 1) * width, top)
        canvas.write(-20, top + 22, f"<b>{names[sid]}</b>", "left", size=14)
        for m, other in enumerate(parties[: n + 1]):
            _cell(canvas, case, (other, sid), relation[other, sid], m * width + 1, top + 22, width)
    title = _matrix_title(case, relation)
    words = [f"{say.names(case, pair)}: {in_counts(found)}." for pair, found in relation.items()]
    subtitle = (
        "Each mark is one inducement: ● same direction, ✕ opposite directions, — no lean, ○ unknown (a blank). "
        "The same in figures below the marks."
    )
    source = say.coded_from(case, "mark for both sentences")
    return canvas.figure(26 + height * (len(parties) - 1), title, subtitle, source, " ".join(words))


def _cell(canvas, case, pair, relation, left, y, width):
    """Draw one pair: a mark for each inducement, those with known codes first, and the counts in words."""
    order = [item for word in _SYMBOLS for item in case.inducements.itertuples() if relation[item.id] == word]
    step, known = min(width / 11, 4), findings.evidence(case)
    hover = [f"{_GROUPS[relation[item.id]]}<br>{both_sentences(case, item, pair, known)}" for item in order]
    marker = {
        "symbol": [_SYMBOLS[relation[item.id]] for item in order], "size": 11, "color": INK,
        "line": {"width": [3 if relation[item.id] == "no lean" else 1 for item in order], "color": INK},
    }  # fmt: skip
    x = [left + 0.8 + step * (n % 10) for n in range(len(order))]
    height = [y + 18 * (n // 10) for n in range(len(order))]
    canvas.dots(x, height, say.names(case, pair), marker, hover)
    first, rest = in_counts(relation).split(", no lean")
    below = max(height, default=y)
    canvas.write(left, below + 20, f"<b>{first}</b>", "left")
    canvas.write(left, below + 37, f"no lean{rest}", "left", GREY)


def in_counts(relation):
    """Return the counts of a Series of relations: "same 2, opposite 1, no lean 1, unknown 4"."""
    counts = relation.value_counts()
    return ", ".join(f"{word} {int(counts.get(word, 0))}" for word in _SYMBOLS)


def _matrix_title(case, relation):
    """Say for how many pairs more than half of the inducements are unknown, and which pair is known best."""
    half = len(case.inducements) / 2
    dim = sum(int((found == "unknown").sum()) > half for found in relation.values())
    pair = compared_pair(case)
    known = int((relation[pair] != "unknown").sum())
    on = f"{some(known)} of {say.counted(len(case.inducements), 'inducement')}"
    if len(relation) == 1:
        return f"The one pair of parties, {say.names(case, pair)}, is known together on {on}"
    many = "all" if dim == len(relation) else some(dim)
    head = f"For {many} of the {number(len(relation))} pairs of parties, more than half of the inducements are unknown"
    return f"{head}; the best-known pair, {say.names(case, pair)}, is known on {on}"


def _nothing(case):
    return lesson_goes_on(findings.no_pair(case), say.coded_from(case, "dot for it"))
