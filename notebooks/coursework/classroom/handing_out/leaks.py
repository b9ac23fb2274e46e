"""What a student's copy must not hold: solutions, hidden tests, outputs, paths of the instructor, files of no use."""

import json
from pathlib import Path

from ..cells import is_answer, is_written, key_of, read_book, regions, without
from ..course import REPOSITORY

_SHORT = 20  # a line as short as this may stand anywhere by chance
_FOLDERS = {"standpoint", "data", "seeds", "texts"}
_FILES = {"requirements.txt"}
_KINDS = {".py", ".js", ".css", ".json", ".csv", ".md", ".txt", ".ipynb"}
_MARKS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
METADATA = ("nbgrader", "tags", "editable", "deletable")  # what a cell of a release may carry


def leaks(folder, source, root):
    """Return what leaks from a student's folder, as sentences; [] where nothing does.

    folder: the student's copy. source: the instructor's notebook. root: the course folder, not to be named.
    """
    folder, found = Path(folder), []
    secrets = secret_lines(source)
    paths = {str(root), str(REPOSITORY), str(Path.home())} - {"/", "/root"}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, text = path.relative_to(folder), _words(path)
        if name.parts[0] not in _FOLDERS | _FILES and name.name != f"{folder.name}.ipynb":
            found.append(f"{name} has no use in a student's copy.")
        if path.suffix not in _KINDS or any(part.startswith((".", "__pycache__")) for part in name.parts):
            found.append(f"{name} is not of a kind that a student needs.")
        found += [f"{name} names the folder {words}." for words in paths if words in text]
        if name.parts[0] not in ("data", "seeds", "texts"):
            found += [f"{name} holds a line of a solution or hidden test: {line}" for line in secrets if line in text]
    for path in folder.glob("*.ipynb"):
        found += [f"{path.name}: {words}" for words in _in_notebook(read_book(path), source)]
    return found


def _words(path):
    """Return all text of a file; that of a notebook as its reader sees it, without JSON's escapes."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix not in (".ipynb", ".json"):
        return text
    pieces, waiting = [], [json.loads(text)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list) and all(isinstance(piece, str) for piece in one):
            pieces.append("".join(one))
        elif isinstance(one, (list, dict)):
            waiting += [*one, *one.values()] if isinstance(one, dict) else one
        else:
            pieces.append(str(one))
    return "\n".join(pieces)


def secret_lines(source):
    """Return the lines of an instructor's notebook that no student may see, long enough to be theirs alone."""
    public, secret = set(), []
    for cell in source.cells:
        hidden, shown = regions(cell.source), without(cell.source)
        if is_written(cell):
            hidden, shown = [*hidden, cell.source], ""
        public |= {line.strip() for line in shown.splitlines()}
        secret += [line.strip() for region in hidden for line in region.splitlines()]
    known = {line for line in secret if len(line) > _SHORT and not line.startswith(("###", "==="))}
    return sorted(known - public)


def _in_notebook(book, source):
    """Yield what is wrong with the shape of a released notebook. source: the instructor's, with its answers."""
    if set(book.metadata) - {"kernelspec", "language_info", "standpoint"}:
        yield f"it carries metadata: {', '.join(sorted(book.metadata))}."
    answers = {key_of(cell): cell.source for cell in source.cells if is_answer(cell)}
    for cell in book.cells:
        name = key_of(cell)
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"the cell “{name}” has outputs."
        if cell.get("attachments"):
            yield f"the cell “{name}” has an attached file."
        if set(cell.metadata) - set(METADATA):
            yield f"the cell “{name}” carries metadata: {', '.join(sorted(set(cell.metadata) - set(METADATA)))}."
        if any(mark in cell.source for mark in _MARKS):
            yield f"the cell “{name}” has a marker of a solution, a hidden test or a mark scheme."
        if is_answer(cell) and cell.source.strip() == answers.get(name, "").strip():
            yield f"the answer cell “{name}” is as in the instructor's notebook."
