"""Cells of an assignment: what each one is for, and what students call it."""

import ast
import re
from collections import Counter

import nbformat

REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
_REGION = re.compile(rf"(###|===) BEGIN ({'|'.join(REGIONS)})(?: ===)?\n(.*?)\1 END \2(?: ===)?", re.DOTALL)
_COUNTS = re.compile(r"counts the points of (?:your )?([^.]+)\.")


def read_book(path):
    """Return the notebook in a file."""
    return nbformat.read(path, as_version=4)


def about(cell):
    """Return what nbgrader has written into a cell; {} where it has not."""
    return cell.metadata.get("nbgrader", {})


def key_of(cell):
    """Return how a cell is named: its grade_id, else its id."""
    return about(cell).get("grade_id") or cell.get("id", "")


def is_answer(cell):
    """Whether a cell is the student's to fill."""
    return bool(about(cell).get("solution"))


def is_written(cell):
    """Whether a cell is an answer in words, which is marked by hand."""
    return bool(cell.cell_type == "markdown" and is_answer(cell) and about(cell).get("grade"))


def is_locked(cell):
    """Whether a cell is as it was handed out."""
    return bool(about(cell).get("locked"))


def is_test(cell):
    """Whether a cell counts points by running."""
    return bool(cell.cell_type == "code" and about(cell).get("grade") and not is_answer(cell))


def code_of(book):
    """Return the cells of code of a notebook."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def names_set(source):
    """Return ([names that some code sets at its top, in order], [those of them that are functions])."""
    names, functions = [], []
    for part in ast.parse(source).body:
        targets = part.targets if isinstance(part, ast.Assign) else []
        names += [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        if isinstance(part, ast.FunctionDef):
            names.append(part.name)
            functions.append(part.name)
    return names, functions


def regions(source, *kinds):
    """Return the texts of the regions that nbgrader takes out of a cell. kinds: of REGIONS; all if empty."""
    return [found[3] for found in _REGION.finditer(source) if found[2] in (kinds or REGIONS)]


def without(source, *kinds):
    """Return the source of a cell without these regions."""
    return _REGION.sub(lambda found: "" if found[2] in (kinds or REGIONS) else found[0], source)


def heading_of(text, other):
    """Return the last heading in some Markdown; `other` where there is none."""
    return next(iter(re.findall(r"^#{1,4} +(.+)$", text, re.MULTILINE)[-1:]), other)


def names_of(book, kind="grade"):
    """Return {id: its name in words} of the questions of a notebook, each name once.

    kind: “grade” for what has points, “solution” for what is answered. The name is what the cell above says that it
    counts. Where it says nothing of the kind, the heading above is the name.
    """
    names, heading, above = {}, "", ""
    for cell in book.cells:
        if cell.cell_type == "markdown":
            heading = heading_of(cell.source, heading)
        if about(cell).get(kind):
            counted = _COUNTS.search(above)
            words = f"{counted[1][0].upper()}{counted[1][1:]}" if counted else heading or key_of(cell)
            names[key_of(cell)] = _bare(words)
        above = cell.source if cell.cell_type == "markdown" and is_locked(cell) else ""
    twice, seen = {words for words, count in Counter(names.values()).items() if count > 1}, Counter()
    for name, words in names.items():
        if words in twice:
            seen[words] += 1
            names[name] = f"{words} ({seen[words]})"
    return names


def _bare(words):
    """Return a line of Markdown without its marks."""
    return re.sub(r"[*`]|\[|\]\(.*?\)", "", words)


def words_of(released, book=None):
    """Return {id: its name in words} of the cells of a release, and of those that a student added in `book`."""
    answers, points, words, heading = names_of(released, "solution"), names_of(released), {}, ""
    for cell in (book or released).cells:
        name, kind = key_of(cell), "code" if cell.cell_type == "code" else "text"
        if is_locked(cell) and kind == "text":
            heading = _bare(heading_of(cell.source, heading))
        own = f"{heading} ({kind if about(cell) else 'added'})" if heading else name
        words[name] = answers.get(name) or (f"{points[name]} (points)" if name in points else own)
    return words


def in_words(text, words):
    """Return a message in which each cell that it names bears its name in words. words: as words_of gives them."""
    return re.sub("“([^“”]+)”", lambda found: f"“{words.get(found[1], found[1])}”", text)
