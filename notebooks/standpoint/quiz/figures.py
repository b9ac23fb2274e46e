"""A chart as an answer: what it draws, held against the right table, and what a reader of it would miss."""

import re
from collections import Counter, defaultdict
from functools import partial

import pandas as pd

from ..wording import listed, plural, quoted
from .question import Part

_FILLERS = set(
    "a an the by of and per vs versus in on for to each with from chart graph plot figure title my bar bars scatter "
    "line count counts number numbers all".split()
)
_NO_TITLES = {"", "x", "y", "index", "value", "variable"}  # what plotly.express writes where nobody named an axis
_MOST = 3  # names in one sentence
# Said of a chart that lacks nothing: what its title claims is read by nobody here.
DRAWN = (
    "Your chart shows the numbers of the table.",
    "Whether its title is true was not checked: read it once more, beside the bars.",
)


def figure_of(table, x, y, names=None, *, name="chart", label="Your chart"):
    """Return a part that asks for a plotly figure of a table; it is answered in code, with `checks.check`.

    table: the right table (DataFrame), a row for each mark of the chart. x, y: names of two of its columns; a chart
    that lies on its side is right too, and so is a bar made of parts or a histogram, where the sums are right. names:
    the column that says whom or what a mark stands for, which must be found by pointing at it; by default the one of
    x and y that holds words. name, label: as in `question.number`.
    Raises KeyError for a column that the table does not have.
    """
    names = names or next((column for column in (x, y) if not pd.api.types.is_numeric_dtype(table[column])), x)
    about = partial(lacking, table=table[list(dict.fromkeys([x, y, names]))], x=x, y=y, names=names)
    field = {"name": name, "label": label, "kind": "figure"}
    return Part(field, lambda given: not about(given[name]), hint=lambda given: about(given[name]))


def lacking(figure, table, x, y, names):
    """Return what a figure lacks as a chart of a table, a sentence for each thing; [] for a chart that lacks nothing.

    figure: plotly figure. The rest: see `figure_of`.
    """
    marks = [mark for trace in figure.data for mark in _marks(trace) if trace.visible in (None, True)]
    found = [_data(marks, table, x, y, names) or _lying(figure), _title(figure, (x, y)), *_axes(figure, marks)]
    if not found[0]:
        found.append(_hover(figure, marks, table[names]))
    return [words for words in found if words]


# --- what is drawn ---


def _marks(trace):
    """Return the marks of a trace: [(x, y, what pointing at it shows)]. A histogram is counted, as the browser does."""
    drawn = {"x": _values(trace, "x", "labels"), "y": _values(trace, "y", "values")}
    if trace.type == "histogram" and len([side for side in drawn.values() if side]) == 1:
        way = "x" if drawn["x"] else "y"
        pairs = [(value, n) if way == "x" else (n, value) for value, n in Counter(drawn[way]).items()]
        return [(*pair, f"{pair[0]} {pair[1]} {trace.hovertemplate or ''}") for pair in pairs]
    pairs = list(zip(drawn["x"], drawn["y"]))
    return [(*pair, _shown(trace, n, pair)) for n, pair in enumerate(pairs) if None not in pair]


def _values(trace, *keys):
    """Return the values of a trace under the first of the keys that it has, as `_plain` values."""
    held = next((trace[key] for key in keys if key in trace and trace[key] is not None), ())
    return [_plain(value) for value in held]


def _plain(value):
    """Return a value as one that can be compared: words without tags and line breaks, numbers as float."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if pd.api.types.is_number(value) and not pd.api.types.is_bool(value):
        return round(float(value), 6)
    return _words(str(value))


def _words(text):
    return " ".join(re.sub(r"<[^>]*>", " ", text or "").split())


def _added(pairs):
    """Return the pairs with the numbers of the same name added up, as a bar of several parts shows them."""
    sums = defaultdict(float)
    for one, other in pairs:
        name, number = (one, other) if isinstance(other, float) else (other, one)
        if not isinstance(number, float):
            return pairs
        sums[name, isinstance(other, float)] += number
    return [(name, total) if upright else (total, name) for (name, upright), total in sums.items()]


def _data(marks, table, x, y, names):
    """Say which rows of the table are not drawn as they are; "" where all are."""
    rows = [(_plain(one), _plain(other), _plain(who)) for one, other, who in zip(table[x], table[y], table[names])]
    rows = [row for row in rows if None not in row[:2]]
    pairs = [mark[:2] for mark in marks]
    turned = [pair[::-1] for pair in pairs]
    ways = [Counter(way) for way in (pairs, turned, _added(pairs), _added(turned))]
    best = max(ways, key=lambda way: (sum((way & Counter(row[:2] for row in rows)).values()), -sum(way.values())))
    left, missed = Counter(best), []
    for *pair, who in rows:
        if left[tuple(pair)]:
            left[tuple(pair)] -= 1
        else:
            missed.append(f"{who:g}" if isinstance(who, float) else str(who))
    if not pairs:
        return f"The chart draws nothing that can be read as “{x}” and “{y}” of the table."
    if missed:
        more = [f"{len(missed) - _MOST} more"] if len(missed) > _MOST else []
        shown = listed([*map(quoted, missed[:_MOST]), *more])
        return f"Of {plural(len(rows), 'row')} of the table, {len(rows) - len(missed)} stand right. Look at {shown}."
    if more := sum(left.values()):
        return f"All rows of the table are drawn, and {plural(more, 'mark')} more that the table does not have."
    return ""


def _lying(figure):
    """Say so where bars have words for their length: x and y, or the orientation, are the wrong way round."""
    for bar in figure.select_traces({"type": "bar"}):
        length, other = ("x", "v") if bar.orientation == "h" else ("y", "h")
        if any(isinstance(value, str) for value in _values(bar, length)):
            names = f"The bars are drawn along {length}, and {length} holds names."
            return f'{names} Swap x and y, or write orientation="{other}".'
    return ""


# --- what a reader of the chart needs ---


def _title(figure, columns):
    text = _words(figure.layout.title.text)
    if not text:
        return "A title is missing: say in a sentence what the chart shows."
    known = {word.rstrip("s") for column in columns for word in re.split(r"\W|_", str(column).casefold())}
    own = [word for word in re.findall(r"\w+", text.casefold()) if word not in _FILLERS]
    if len([word for word in own if word.rstrip("s") not in known]) < 3:
        return f"The title “{text}” names what is drawn: say in a sentence what one can see in it."
    return ""


def _axes(figure, marks):
    """Say which axis with numbers has no words of its own, where no number is written at its mark."""
    labelled = any(_labels(trace) for trace in figure.data) or len(figure.layout.annotations) >= len(marks) > 0
    for side, way in (("x", 0), ("y", 1)):
        titles = _titles(figure, side)
        numbers = marks and all(isinstance(mark[way], float) for mark in marks)
        raw = [title for title in titles if "_" in title]
        if raw:
            yield f"The axis {side} is called “{raw[0]}”, as a column of the table is: write it in words."
        elif numbers and not labelled and all(title.casefold() in _NO_TITLES for title in titles):
            yield f"The axis {side} has no title: say what its numbers are, or write each number at its mark."


def _titles(figure, side):
    found = figure.select_xaxes() if side == "x" else figure.select_yaxes()
    return [_words(axis.title.text) for axis in found]


def _labels(trace):
    """Whether a trace writes something at its marks."""
    text = "text" in trace and trace.text is not None or "texttemplate" in trace and trace.texttemplate
    return trace.type == "pie" or bool(text) and ("mode" not in trace or trace.mode is None or "text" in trace.mode)


def _shown(trace, number, pair):
    """Return all words that pointing at one mark of a trace shows."""
    held = {"x": pair[0], "y": pair[1], "label": pair[0], "value": pair[1]}
    for key in ("hovertext", "text", "customdata"):
        whole = trace[key] if key in trace else None
        held[key] = whole if isinstance(whole, str) or whole is None else whole[number] if number < len(whole) else None
    template = trace.hovertemplate
    if template is not None:
        template = template if isinstance(template, str) else template[number]
        held = {key: value for key, value in held.items() if re.search(rf"%{{_?{key}\b", template)}
        return _words(" ".join([template, *map(str, held.values())]))
    info = trace.hoverinfo or "all"
    if info in ("skip", "none"):
        return ""
    keys = [key for key in held if info == "all" or key in info or key == "hovertext" and "text" in info]
    name = trace.name if info == "all" or "name" in info else ""
    return _words(" ".join([name or "", *(str(held[key]) for key in keys)]))


def _hover(figure, marks, names):
    """Say so where pointing at the marks does not name all that they stand for; "" where it does."""
    shown = [] if figure.layout.hovermode is False else [mark[2].casefold() for mark in marks]
    lost = [str(name) for name in names.dropna() if not any(_words(str(name)).casefold() in words for words in shown)]
    if not lost:
        return ""
    return f"Pointing at a mark does not name it: {quoted(lost[0])}, for one. In plotly.express, hover_name does that."
