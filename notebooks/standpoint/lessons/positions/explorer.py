"""The position map as an explorer: a switch between the essay, own words and both."""

from ... import wording as say
from ...case.lacking import first_empty
from ...draw import Words
from ...explore.base import Explorer, script
from ...explore.data import evidence_data
from ...explore.own_words import add_voices
from ...panel.panel import WAIT

_LEGEND = (
    "Circle in colour: as the essay presents them; a larger circle has more weight (salience).",
    "Black or white diamond, name in italics: as they presented themselves.",
    "Filled: said outright. Hollow: hinted.",
    "Point at a mark to read its words. Choose it, by mouse or by arrow keys, to keep them open.",
)


def position_map(case):
    """The position map with a switch: the essay, own words, or both; each mark opens its words. See `map_data`."""
    if lack := first_empty(case, "stakeholders", "issues"):
        return Words(lack)
    data = map_data(case)
    words = f"Position map: {'; '.join(voice['label'] for voice in data['voices']) or 'as the essay presents them'}."
    return PositionMap(data=data, words=f"{words} {WAIT} The charts and tables of this lesson show the same.")


def map_data(case):
    """Everything that the map shows, as plain data: as `add_voices` gives it, with the findings as summaries."""
    pair = say.best_known_pair(case)
    finding = say.pair_in_words(case, *pair) if pair else "The essay places no two parties on the same issue"
    data = add_voices(case, evidence_data(case) | {"summary": f"{finding}."})
    return data | {"legend": list(_LEGEND if data["voices"] else _LEGEND[::2] + _LEGEND[3:])}


class PositionMap(Explorer):
    """See `position_map`."""

    _esm = script(__file__, "evidence_parts.js", "explorer.js")
