"""The last cell of an assignment: one zip to hand in, and words that say what is in it and what is missing."""

import ast
import io
import json
import os
import re
import time
import zipfile
from pathlib import Path

from IPython import get_ipython

from ..case.package import work_folder
from ..case.safe_write import write_whole
from ..quiz.checks import Feedback
from .words import plain

_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?(=== END MARK SCHEME ===|\Z)", re.DOTALL)
_STUB = "*Write here.*"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST = 20_000_000  # bytes of one file in my-work
_SAVE = "Save first: press Ctrl+S (Cmd+S on a Mac). Then run this cell again."
_STARTED = time.time()  # this is imported in the first cell, so a notebook saved later was saved in this session
_FRESH = 60  # seconds
_FORMS = ("marking.coder(", "case_maker(")  # answers that are kept in my-work and not in the notebook


def hand_in(name, folder=None, executed=None):
    """Write <name>-hand-in.zip beside the notebook, and say what is in it; return the words, as a Feedback.

    name: for example "A1". folder: where the notebook lies; the current folder if None. executed: list of the sources
    that were run in this session; asked of IPython if None. The zip holds the notebook as it is saved on disk, and
    what is in my-work. Warns where the saved notebook is not what was run. Never raises.
    """
    folder = Path(folder or Path.cwd())
    # STANDPOINT_WORK lets a test or a shared machine keep what is made elsewhere.
    beside = Path(os.environ.get("STANDPOINT_WORK") or folder)
    found = _notebooks(folder, f"{name.lower()}-")
    if not found:
        words = f"The notebook of {name} was not found in this folder, so nothing was written."
        return Feedback("problem", words, ["Put the notebook back into the folder of the assignment; open it there."])
    path, book = found[0]
    work = _work(work_folder())
    target = beside / f"{name}-hand-in.zip"
    try:
        _pack(target, path, work)
    except OSError as error:
        words = f"{target.name} could not be written ({error.strerror})."
        return Feedback("problem", words, ["Close it where it is open, or free some space, and run this cell again."])
    return _told(target, path, book, work, found, _ran() if executed is None else executed)


def _when(path):
    """Return (whether the notebook was saved in this session, the words for it).

    Python sees the file and not the page: text that is typed and not saved is known to the student alone.
    """
    saved = path.stat().st_mtime
    if saved < _STARTED:
        return False, f"The notebook was not saved since you ran the first cell. {_SAVE}"
    if time.time() - saved <= _FRESH:
        return True, "You saved less than a minute ago, and that is what is in it."
    return True, f"You saved more than a minute ago. If you typed anything since, also text: {_SAVE}"


def _told(target, path, book, work, found, executed):
    held = [path.name, *(f"my-work/{name}" for name, _ in work)]
    lines = [f"It holds {len(held)} file{'s' if len(held) > 1 else ''}: {_some(held)}."]
    lines += [f"Your text “{cell}” has {count} words as saved." for cell, count in written(book).items()]
    others = [other.name for other, _ in found[1:]]
    lines += [f"There are other copies of this notebook: {', '.join(others)}. They are not in it."] if others else []
    lines.append(f"Hand in {target.name}, and nothing else.")
    stale = changed_since(book, executed)
    if stale:
        words = f"{target.name} is written, but the saved notebook is not what you ran: {', '.join(stale)}."
        return Feedback("again", words, [_SAVE, *lines])
    saved, when = _when(path)
    if empty := still_empty(book, work):
        words = f"{target.name} is written, and {len(empty)} part{'s are' if len(empty) > 1 else ' is'} still empty."
        return Feedback("open", words, [*(f"Still empty: {name}." for name in empty), when, *lines])
    if not saved:
        return Feedback("again", f"{target.name} is written, with an older state of the notebook.", [when, *lines])
    return Feedback("kept", f"{target.name} is written, with the notebook as it was saved last.", [when, *lines])


def still_empty(book, work=()):
    """Return the names of the parts (headings) of a notebook (dict) without any answer as saved.

    work: [(name, path)] of the files in my-work, where the explorers keep answers. A part with several answers, such
    as two tracks to choose from, is empty only where all of them are; a text of 0 words is always named.
    """
    parts, texts, name = {}, written(book), ""
    for cell in book.get("cells", []):
        source = _source(cell)
        if heading := re.search(r"(?m)^##+ (Part.*|The .*cell)$", source):
            name = heading[1]
        about = (cell.get("metadata") or {}).get("nbgrader") or {}
        answers, forms = parts.setdefault(name, ([], []))
        if cell.get("cell_type") == "code":
            forms += [form for form in _FORMS if form in source]
            answers += [not _is_unfilled(source)] if about.get("solution") else []
        elif not texts.get(about.get("grade_id", ""), 1):
            parts[f"{name} (your text)".strip()] = ([False], [])
    kept = any(path.suffix == ".csv" and _has_rows(path) for _, path in work)
    return [part for part, (answers, forms) in parts.items() if answers and not any(answers) and not (forms and kept)]


def _has_rows(path):
    return len(path.read_bytes().strip().splitlines()) > 1


def _is_unfilled(source):
    """Say whether the code of an answer cell holds nothing but empty values, as it was handed out."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    values = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Constant)]
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    if functions:
        return all(len(node.body) <= 2 and isinstance(node.body[-1], ast.Pass) for node in functions)
    keys = {id(key) for statement in body for node in ast.walk(statement) if isinstance(node, ast.Dict)
            for key in node.keys}  # fmt: skip
    plain_values = all(isinstance(statement, ast.Assign) for statement in body)
    return plain_values and not any(node.value for node in values if id(node) not in keys)


def _some(names, most=8):
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def written(book):
    """Return {id: number of words} of the written answers in a notebook (dict), without what belongs to marking."""
    counts = {}
    for cell in book.get("cells", []):
        about = (cell.get("metadata") or {}).get("nbgrader") or {}
        if cell.get("cell_type") == "markdown" and about.get("solution"):
            words = _SCHEME.sub("", _source(cell)).replace(_STUB, "")
            counts[about.get("grade_id", "")] = len(words.split())
    return counts


def changed_since(book, executed):
    """Return the ids of the answer cells whose saved source was not run; [] where all were, or nothing is known.

    executed: list of sources that were run.
    """
    ran = {plain(source) for source in executed} - {""}
    if not ran:
        return []
    answers = [c for c in book.get("cells", []) if c.get("cell_type") == "code" and _is_answer(c)]
    return [c["metadata"]["nbgrader"].get("grade_id", "") for c in answers if plain(_source(c)) not in ran]


def _is_answer(cell):
    about = (cell.get("metadata") or {}).get("nbgrader") or {}
    return bool(about.get("solution")) and bool(_source(cell).strip())


def _source(cell):
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def _ran():
    """Return the sources that this session of IPython ran; [] elsewhere."""
    return list(getattr(get_ipython(), "user_ns", {}).get("In", []))


def _notebooks(folder, prefix):
    """Return [(path, notebook)] of the notebooks with cells of an assignment; most cells and newest first."""
    found = []
    for path in folder.glob("*.ipynb"):
        try:
            book = json.loads(path.read_text(encoding="utf-8"))
            ids = [str(cell.get("id", "")) for cell in book["cells"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if own := sum(name.startswith(prefix) for name in ids):
            found.append((own, path.stat().st_mtime, path, book))
    return [row[2:] for row in sorted(found, key=lambda row: row[:2], reverse=True)]


def _work(folder):
    """Return [(name inside my-work, path)] of the files that a student made."""
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    named = [(path.relative_to(folder).as_posix(), path) for path in paths]
    kept = [(name, path) for name, path in named if "/." not in f"/{name}" and path.stat().st_size <= _MOST]
    return [(name, path) for name, path in kept if not (name.endswith("-unfinished.json") and _is_bare(path))]


def _is_bare(path):
    return path.read_bytes().strip() in (b"", b"[]")


def _pack(target, notebook, work):
    """Write the zip in one step; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in [(notebook.name, notebook), *((f"my-work/{name}", path) for name, path in work)]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    write_whole(target, packed.getvalue())
