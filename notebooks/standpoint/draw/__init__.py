"""Charts: tables in, plotly figure out. Here stand those that two or more lessons show, and their words."""

from .. import wording as say
from ..case.case import items_of
from ..case.lacking import first_empty
from ..own_words import has_own_words
from .canvas import nothing_drawn
from .linemap import line_map
from .own_words import own_map


def position_map(case, voice="essay"):
    """Draw where each stakeholder stands on each issue; return a go.Figure.

    voice: "essay", as the essay presents them; "own", as they presented themselves; or "both". A case
    without own words has the essay alone. Raises ValueError for another word.
    """
    if voice not in ("essay", "own", "both"):
        raise ValueError(f'voice is "essay", "own" or "both", not {voice!r}')
    if voice != "essay" and has_own_words(case):
        return own_map(case, both=voice == "both")
    figure = code_map(case, "positions", "Where the essay puts {who} on {what}.", "issue")
    if voice != "essay":
        said = figure.layout.meta["description"]
        figure.layout.meta = {"description": f"This case has no own words, so this is the essay alone. {said}"}
    return figure


class Words(str):
    """A sentence or two that a notebook shows as text, not as a quoted string."""

    def _repr_markdown_(self):
        return f"<details><summary>The chart in words</summary>\n\n{self}\n\n</details>"

    def __repr__(self):
        return str(self)


def describe(figure):
    """Return what a chart shows in one or two sentences, for display under it (Words, a str)."""
    return Words(figure.layout.meta["description"])


def code_map(case, table, what, one):
    """Draw the codes of one table as dots on rails, with the finding as title; return a go.Figure."""
    items, column = items_of(case, table)
    if lack := first_empty(case, "stakeholders", f"{column}s"):
        return nothing_drawn(lack)
    canvas, height = line_map(case, case.tables[table], items, column, say.blanks(case, table))
    pair = say.best_known_pair(case, table)
    none = f"The essay places no two parties on the same {one}{say.so_far(case, table)}"
    title = say.pair_in_words(case, *pair, table=table) if pair else none
    subtitle = what.format(who=say.counted(len(case.stakeholders), "stakeholder"), what=say.counted(len(items), one))
    subtitle += " Outer place, filled dot: said outright. Inner place, ring: hinted. Larger: more weight (salience)."
    more = f"{say.counts_in_words(case, table)} {say.least_placed_in_words(case, table)}"
    return canvas.figure(height, title, subtitle, say.coded_from(case, "dot for its sentence"), more)
