"""The charts of lesson 04: the empty line of the guess, and what would draw each one in."""

from ... import wording as say
from ...case.lacking import first_empty
from ...draw import code_map
from ...draw.canvas import nothing_drawn
from ...draw.linemap import line_map
from .findings import shared_issue


def empty_line(case):
    """Draw one issue without its dots, for a guess: the last that places both parties of the best-known pair."""
    if lack := first_empty(case, "issues"):
        return nothing_drawn(lack)
    issue, pair = shared_issue(case)
    canvas, height = line_map(case, case.positions.head(0), issue.to_frame().T, "issue", {})
    title = f"Where would you put {say.names(case, pair)}?"
    subtitle = f"{issue['question']} Left: {issue['left']}. Right: {issue['right']}."
    source = "The line is empty on purpose: the dots come after your guess."
    return canvas.figure(height, title, subtitle, source, subtitle)


def inducement_map(case):
    """Draw what would draw each stakeholder into a deal, or put it off; return a go.Figure."""
    return code_map(case, "inducement_codes", "What would draw in each of {who}, or put it off: {what}.", "inducement")
