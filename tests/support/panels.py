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
