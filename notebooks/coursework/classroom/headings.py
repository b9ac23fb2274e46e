"""What students call a question and an answer: the words of the headings, and not the ids of cells."""

import re
from collections import Counter

_COUNTS = re.compile(r"counts the points of (?:your )?([^.]+)\.")


def names_of(book, kind="grade"):
    """Return {id: its name in words} of the questions of a notebook, each name once.

    kind: “grade” for what has points, “solution” for what is answered. The name is what the cell above says that it
    counts. Where it says nothing of the kind, the heading above is the name.
    """
    names, heading, above = {}, "", ""
    for cell in book.cells:
        if cell.cell_type == "markdown":
            heading = next(iter(re.findall(r"^#{1,4} +(.+)$", cell.source, re.MULTILINE)[-1:]), heading)
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id")
        if about.get(kind):
            counted = _COUNTS.search(above)
            words = f"{counted[1][0].upper()}{counted[1][1:]}" if counted else heading or name
            names[name] = re.sub(r"[*`]|\[|\]\(.*?\)", "", words)
        above = cell.source if cell.cell_type == "markdown" and about.get("locked") else ""
    twice = {words for words, count in Counter(names.values()).items() if count > 1}
    return {name: f"{words} ({name})" if words in twice else words for name, words in names.items()}
