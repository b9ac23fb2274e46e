"""Rebuild what a student handed in on the notebook that was handed out, so that an accident costs no points."""

import json
import re

import nbformat

from ..cells import about, is_answer, is_locked, key_of, names_set
from ..harmless import as_code, as_text, attached, could_act

_TEXT = 10  # words of the student's own that make a text
_SMALL = 4_000_000  # bytes of a notebook that cannot become much, whatever it holds
_LARGEST = 10_000_000  # bytes of a notebook without its long texts
_LONG = 100_000  # bytes of one text: a picture or a script in an output; no answer is one line as long
_MANY = 1_000_000  # parts: each takes many times its size in memory
_PART = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{,]', re.DOTALL)  # a text, or the beginning of another part
_CUT = b'"This text was too long, and was left out."'
_LEFT_OUT = "# This cell was left out when the notebook was graded."


class NotANotebook(ValueError):
    """The file is no notebook; the message is a sentence for the student."""


def read_notebook(content):
    """Return the notebook in some bytes. Raises NotANotebook."""
    content = _lean(content) if len(content) > _SMALL else content
    try:
        raw = json.loads(content.decode("utf-8-sig"))
        found = nbformat.from_dict(raw) if raw.get("nbformat") == 4 else nbformat.reads(json.dumps(raw), as_version=4)
        for cell in found.cells:
            cell.source = "".join(cell.source) if isinstance(cell.source, list) else str(cell.source)
            cell.setdefault("metadata", nbformat.from_dict({}))
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError, nbformat.ValidationError):
        reason = "it is damaged, cut off, or of another kind" if content.strip() else "the file is empty"
        raise NotANotebook(f"The file is not a notebook that can be read ({reason}).") from None
    return found


def _lean(content):
    """Return the bytes of a large notebook without its long texts. Raises NotANotebook where it stays too large."""
    long, count = [], 0
    for count, part in enumerate(_PART.finditer(content)):
        if part.end() - part.start() > _LONG:
            long.append(part.span())
        if count > _MANY:
            break
    if count > _MANY or len(content) - sum(end - start for start, end in long) > _LARGEST:
        words = f"The notebook is too large to be opened ({len(content) // 1_000_000} MB)."
        raise NotANotebook(f"{words} Ask for it again, saved after “Clear Outputs of All Cells”.")
    starts, ends = [0, *(end for _, end in long)], [*(start for start, _ in long), len(content)]
    return _CUT.join(content[start:end] for start, end in zip(starts, ends))


def rebuild(released, submitted):
    """Return (notebook, notes): the released cells with the student's answers, and what had to be mended, in sentences.

    released, submitted: notebooks. Answers are found by the cell's id, then by its grade_id, then by the
    cells around it. Locked cells are always those of the release. Cells that a student added stay where they were.
    Text stays text: what could act in a browser is shown as the letters it is made of.
    """
    places = _places(released, submitted)
    rebuilt, notes, used = [], [], set()
    for cell in released.cells:
        key, new = key_of(cell), nbformat.from_dict(dict(cell))
        found = places.get(key, [])
        used |= set(found)
        if is_answer(cell):
            new.source, note = _answer(cell, [submitted.cells[n].source for n in found])
            # The attached pictures of the answer that counts, which is the last one that is not as handed out.
            given = [submitted.cells[n] for n in found if submitted.cells[n].source == new.source != cell.source]
            notes += _harmless(new, given[-1], f"In the answer “{key}”", released) if given else []
            if found and not note and not any(key in _names(submitted.cells[n]) for n in found):
                note = f"The answer “{key}” had lost its name; it was found by its place."
            notes += [note] if note else []
        elif found and about(cell) and submitted.cells[found[-1]].source.strip() != cell.source.strip():
            notes.append(f"The cell “{key}” was changed; it counts as it was handed out.")
            if cell.cell_type != "code":  # whoever wrote an answer into it is not to lose it
                rebuilt.append((key, new))
                key, new = f"{key}-changed", _fresh(submitted.cells[found[-1]], "changed", found[-1])
        elif not found and about(cell):
            notes.append(f"The cell “{key}” was missing and is put back.")
        rebuilt.append((key, new))
    return _with_added(released, submitted, rebuilt, used, notes)


def leave_out(released, rebuilt, name):
    """Return a rebuilt notebook in which one cell of the student is only a comment; None where it is not the student's.

    An answer falls back to what was handed out, so that the cells after it still run.
    """
    handed_out = {key_of(cell): cell for cell in released.cells}
    copy = nbformat.from_dict(dict(rebuilt, cells=[dict(cell) for cell in rebuilt.cells]))
    for cell in copy.cells:
        before = handed_out.get(key_of(cell))
        if key_of(cell) != name or cell.cell_type != "code" or (before is not None and not is_answer(before)):
            continue
        quoted = [f"# {line}".rstrip() for line in cell.source.splitlines()]
        default = [before.source] if before is not None else []
        if cell.source.startswith(_LEFT_OUT):
            return None  # it was left out already
        cell.source = "\n".join([_LEFT_OUT, *quoted, *default])
        return copy
    return None


def last_written(released, rebuilt, name):
    """Return the student's code cell that ran last before a cell, by name; "" where there is none."""
    known, found = {key_of(cell): cell.source.strip() for cell in released.cells}, ""
    for cell in rebuilt.cells:
        if key_of(cell) == name:
            return found
        if cell.cell_type == "code" and not is_locked(cell) and cell.source.strip() != known.get(key_of(cell)):
            found = key_of(cell)
    return ""


def ran_before(rebuilt, name, left):
    """Return those of the cells left out (LeftOut) that stand before a cell in the notebook."""
    order = [key_of(cell) for cell in rebuilt.cells]
    return [one for one in left if order.index(one.cell) < order.index(name)]


def unchanged(released, rebuilt):
    """Return the answer cells (names) that stand as they were handed out."""
    sources = {key_of(cell): cell.source.strip() for cell in rebuilt.cells}
    return [key_of(c) for c in released.cells if is_answer(c) and sources.get(key_of(c)) == c.source.strip()]


def elsewhere(released, rebuilt, blank):
    """Return [(answer, sentence)] for answers not given while the student wrote where no answer is looked for.

    blank: names of the answers not given.
    """
    known = {key_of(cell) for cell in released.cells}
    added = [cell for cell in rebuilt.cells if key_of(cell) not in known]
    old = {line.strip() for cell in released.cells for line in cell.source.splitlines()}
    new = [" ".join(line for line in cell.source.splitlines() if line.strip() not in old) for cell in added]
    words = any(len(text.split()) >= _TEXT for cell, text in zip(added, new) if cell.cell_type != "code")
    found = []
    for cell in released.cells:
        name = key_of(cell)
        if name not in blank:
            continue
        if cell.cell_type != "code" and words:
            found.append((name, f"“{name}” stands as it was handed out, but there is text in other cells: look there."))
        twin = next((one for one in added if one.cell_type == "code" and _binds(one) & _binds(cell)), None)
        if cell.cell_type == "code" and twin is not None:
            sets = ", ".join(sorted(_binds(twin) & _binds(cell)))
            found.append((name, f"“{name}” stands as it was handed out, but another cell sets {sets}: look there."))
    return found


def _binds(cell):
    """Return the names that the code of a cell sets at its top; none where it cannot be read."""
    try:
        return set(names_set(cell.source)[0])
    except (SyntaxError, ValueError, RecursionError):
        return set()


def shared(released, submitted):
    """Return how many cells of the release a notebook holds, 0 for another notebook."""
    return sum(bool(found) for found in _places(released, submitted).values())


def _places(released, submitted):
    """Return {name of a released cell: [places of that cell in the submitted notebook]}."""
    by_name, by_source = {}, {}
    for place, cell in enumerate(submitted.cells):
        for name in _names(cell):
            by_name.setdefault(name, []).append(place)
        by_source.setdefault(cell.source.strip(), []).append(place)
    places = {}
    for cell in released.cells:
        found = by_name.get(key_of(cell), []) + by_name.get(cell.get("id"), [])
        same = by_source.get(cell.source.strip(), []) if not is_answer(cell) else []
        places[key_of(cell)] = sorted(set(found or same))
    _by_neighbours(released, submitted, places)
    return places


def _names(cell):
    held = about(cell)
    return {cell.get("id"), held.get("grade_id") if isinstance(held, dict) else None} - {None, ""}


def _by_neighbours(released, submitted, places):
    """Find answers whose names were lost: what stands between the neighbours that are known."""
    taken = {place for found in places.values() for place in found}
    for number, cell in enumerate(released.cells):
        if not is_answer(cell) or places[key_of(cell)]:
            continue
        before = [p for c in released.cells[:number] for p in places[key_of(c)][-1:]]
        after = [p for c in released.cells[number + 1 :] for p in places[key_of(c)][:1]]
        if not before and not after:
            continue
        between = range(max(before, default=-1) + 1, min(after, default=len(submitted.cells)))
        kind = [p for p in between if p not in taken and submitted.cells[p].cell_type == cell.cell_type]
        found = sorted(kind, key=lambda p: -_alike(cell, submitted.cells[p]))[:1]
        places[key_of(cell)] = found
        taken |= set(found)


def _alike(cell, other):
    """Return how much two cells share, 0 to 1: an answer mostly keeps a line of what was handed out."""
    lines = {line.strip() for line in cell.source.splitlines() if line.strip()}
    return len(lines & {line.strip() for line in other.source.splitlines()}) / len(lines) if lines else 0.0


def _answer(cell, sources):
    """Return (source, note) for one answer cell from all that was found for it."""
    key, given = key_of(cell), [source for source in sources if source.strip() != cell.source.strip()]
    if not sources:
        return cell.source, f"The answer cell “{key}” was missing; it counts as not answered."
    if not given:
        return cell.source, ""
    if len(set(given)) > 1:
        return given[-1], f"The answer “{key}” stands there {len(given)} times; the last one counts."
    return given[-1], ""


def _with_added(released, submitted, rebuilt, used, notes):
    """Put the cells that a student added back behind the released cell that stood before them."""
    places = _places(released, submitted)
    home = {place: key for key, found in places.items() for place in found}
    added, last = {}, None
    for place, cell in enumerate(submitted.cells):
        last = home.get(place, last)
        if place not in used and cell.source.strip():
            new = _fresh(cell, len(added), place)
            notes += _harmless(new, cell, "In a cell of the student’s own", released)
            added.setdefault(last, []).append(new)
    cells = list(added.get(None, []))
    for key, cell in rebuilt:
        cells += [cell, *added.get(key, [])]
    book = nbformat.v4.new_notebook(cells=cells, metadata=released.metadata)
    book.nbformat_minor = 5
    return book, notes


def _harmless(new, cell, place, released):
    """Let the text of a cell do nothing in a browser; return what was changed, in sentences.

    new: the cell as it will stand. cell: the student's, with its attached pictures. place: how it is called.
    """
    if new.cell_type != "markdown" or not new.source.strip():
        return []
    pictures, left_out = attached(cell)
    names = [key_of(one) for one in released.cells]
    new.source, found = as_text(new.source, pictures, names)
    if pictures:
        new.attachments = nbformat.from_dict(pictures)
    lost = f"{place} {left_out} of the attached files were left out: they are no pictures."
    notes = [could_act(place, found)] if found else []
    return [*notes, lost] if left_out else notes


def _fresh(cell, number, place):
    """Return a student's own cell without outputs and marks, so that it cannot pass for a graded one."""
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    new = make.get(cell.cell_type, nbformat.v4.new_markdown_cell)(cell.source)
    if cell.cell_type not in make:  # a raw cell would stand in the page as HTML
        new.source = as_code(cell.source)
    new.id = f"added-{number}-{place}"
    return new
