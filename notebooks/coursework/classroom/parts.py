"""What the parts of an assignment that earn points are called."""

import re
from collections import Counter


def titles(book):
    """Return {name of a graded cell: the heading above it}; where two would be called alike, with the cell's own words.

    book: a notebook with nbgrader's metadata.
    """
    found, heading = {}, ""
    for cell in book.cells:
        about = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and (lines := re.findall(r"^#{1,4} +(.+)$", cell.source, re.MULTILINE)):
            heading = re.sub(r"[*`]|\[|\]\(.*?\)", "", lines[-1]).strip()
        if about.get("grade"):
            found[about["grade_id"]] = heading or about["grade_id"]
    often = Counter(found.values())
    return {name: f"{title} ({_own_words(name)})" if often[title] > 1 else title for name, title in found.items()}


def _own_words(name):
    """Return the words in the name of a cell: “a1-unseen-case-test” is about the unseen case."""
    return " ".join(name.removesuffix("-test").split("-")[1:]) or name
