"""Every chart that a lesson shows, as JSON: short parts as they are, long ones as a sample and a digest of all."""

import hashlib
import json

import records_lessons as lessons
from records_explorers import WIDTH, wrapped

CASES = ("anchorage", "bridge")
LONG, SAMPLE = 8, 4  # a list longer than LONG is told by its first SAMPLE parts


def rounded(value):
    """A copy with numbers of nine digits, for the last digit of a float is nobody's."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return float(f"{value:.9g}") if isinstance(value, float) else value


def digest(value):
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def told(value):
    """A copy in which a long list is its first parts, how many there are, and a digest of all of them."""
    if isinstance(value, dict):
        return {key: told(part) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) <= LONG:
        return [told(part) for part in value]
    return [*(told(part) for part in value[:SAMPLE]), f"… {len(value)} in all, digest {digest(value)}"]


def described(figure):
    """A chart as plain data; its template, which all charts share, as a digest."""
    data = rounded(json.loads(figure.to_json()))
    template = data["layout"].pop("template", None)
    return told(data) | {"template": digest(template)}


def lines(value, indent="", fold=False):
    """Data as lines of JSON: what fits on a line stands on one. fold: a long text goes on in the next line."""
    short = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(indent) + len(short) <= WIDTH or not value:
        return [indent + short]
    if not isinstance(value, (dict, list)):
        return wrapped([short], indent) if fold else [indent + short]
    pairs = [(f"{json.dumps(key, ensure_ascii=False)}: ", part) for key, part in sorted(value.items())] if isinstance(
        value, dict) else [("", part) for part in value]  # fmt: skip
    out = []
    for key, part in pairs:
        first, *rest = lines(part, indent + " ", fold)
        out += [indent + " " + key + first.lstrip(" "), *rest]
        out[-1] += ","
    out[-1] = out[-1][:-1]
    ends = "{}" if isinstance(value, dict) else "[]"
    return [indent + ends[0], *out, indent + ends[1]]


def charts_of(cells):
    """[(the call that made it, chart)] of a lesson; see records_lessons.bare. Not those drawn in its own cells."""
    found = []
    for cell in cells:
        calls = list(dict.fromkeys(lessons.calls(cell.tree, lessons.CHARTS, but=("describe",))))
        assert len(calls) in (0, len(cell.figures)) or not cell.figures, f"{cell.lesson}: {calls}"
        found += zip(calls, cell.figures)
    return found


def record(runs):
    """The record of one case as lines. runs: {lesson: [(call, chart)]}; a chart that stands twice is told once."""
    out, known = [], {}
    for lesson, charts in runs.items():
        for call, chart in charts:
            data = lines(described(chart), fold=True)
            name = known.setdefault((call, tuple(data)), lesson)
            out += [f"== {lesson}: {call}", *(data if name == lesson else [f"as in {name}"]), ""]
    return out
