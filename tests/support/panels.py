"""A panel as a test uses it, without a browser: one change after another, and the words of its HTML."""

import html
import itertools
import re

VIEW = "a test"
numbers = itertools.count(1)


def give(panel, name, value=None, was=None, view=VIEW):
    """Change a control, or press a button; return the answer that all views get."""
    return panel.change(view, next(numbers), name, value, was)


def words(made):
    """The words of a piece of HTML, on one line."""
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", made).split()))


def opens(made):
    """What is said of the cells of a grid or the rows of a table that open evidence: {addresses: words}."""
    return {html.unescape(at): words(rest) for at, rest in re.findall(r'data-opens="([^"]*)"[^>]*>(.*?)</t[dr]>', made)}


def code(explorer, stakeholder, item, cell, view=VIEW):
    """Fill the form of one cell of a coding explorer, control by control; return what is said under it."""
    for name, value in cell.items():
        key = f"{item}/{stakeholder}/{name}"
        if name != "paragraph" and explorer.controls.get(key) != value:
            give(explorer, key, value, None, view)
    return words(explorer.state["slots"][f"reply/{item}/{stakeholder}"])


def tally(explorer):
    """How many cells are coded, in words."""
    return words(explorer.state["slots"]["tally"])
