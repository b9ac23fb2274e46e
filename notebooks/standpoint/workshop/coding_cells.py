"""One cell as a reader fills it: what is missing or wrong, and where its quotation stands. Nothing is kept here."""

from itertools import pairwise

from .. import wording as say
from ..case.case import items_of
from ..case.coding_file import BLANK, LONGEST, row_problems
from ..case.essay import locate, nearest_sentence, parts_with
from ..case.plain_text import one_line
from ..case.sentences import count_words, sentence_starts

FIELDS = ("direction", "plainness", "salience", "paragraph", "quote", "note")
EMPTY = dict.fromkeys(FIELDS, "")
_CHOICES = {
    "direction": ("-1", "0", "1", BLANK),
    "plainness": ("outright", "hinted"),
    "salience": ("1", "2", "3"),
}
_NEEDED = {
    "direction": "the direction",
    "plainness": "how plainly the text says it",
    "salience": "the salience",
    "quote": "a quotation",
    "note": "a note with your reason, because the code is hinted",
}
_NAMES = {"quote": "Quotation", "note": "Note"}


def parts_of_text(essay):
    """Return the lines of the text that can be quoted, in order: a list of {id, heading, sentences}.

    Joined, the sentences of a part are its text; each keeps the space after it.
    """
    rows = [(r.start, r.paragraph, False, r.text, sentence_starts(r.text)) for r in essay.paragraphs.itertuples()]
    rows += [(r.start, r.section, True, r.text, [0]) for r in essay.sections.itertuples()]
    return [
        {"id": name, "heading": heading, "sentences": [text[a:b] for a, b in pairwise([*starts, len(text)])]}
        for _, name, heading, text, starts in sorted(rows)
    ]


def clean(given):
    """Return a cell of text with the known fields alone; a choice that no control offers is "". given: any dict."""
    words = {name: "" if given.get(name) is None else given[name] for name in FIELDS}
    cell = {name: one_line(said)[:LONGEST] for name, said in words.items()}
    return cell | {name: cell[name] if cell[name] in allowed else "" for name, allowed in _CHOICES.items()}


def judge(case, table, sid, item, given):
    """Look at one cell as a reader filled it; return everything that can be said of it, as plain data.

    given: any dict with some of FIELDS as text. Gives cell (its fields, cleaned; paragraph and the text’s own
    characters put in), state ("open", "coded", "blank" or "unfinished"), missing [words], problems [words], place
    (words), span ([start, end] inside the part, in code points, or None) and nearest ({part, text} or None).
    """
    cell = clean(given)
    said = {"cell": cell, "state": "open", "missing": [], "problems": [], "place": "", "span": None, "nearest": None}
    if not any(cell[name] for name in FIELDS if name != "paragraph"):
        return said | {"cell": dict(EMPTY)}
    if cell["direction"] == BLANK:
        cell = EMPTY | {"direction": BLANK, "note": cell["note"]}
        return said | {"cell": cell, "state": "blank"} | _as_read(case, table, sid, item, cell)
    said |= _place(case, table, cell)
    needed = ["direction", "plainness", "salience", "quote", *(["note"] if cell["plainness"] == "hinted" else [])]
    said["missing"] = [_NEEDED[name] for name in needed if not cell[name]]
    if said["missing"] or said["problems"]:
        return said | {"state": "unfinished"}
    return said | {"state": "coded"} | _as_read(case, table, sid, item, said["cell"])


def _as_read(case, table, sid, item, cell):
    """Hold the row against the rules of the file, so that what is written can be read again."""
    row = cell | {"stakeholder": sid, items_of(case, table)[1]: item}
    found = row_problems(row, case, table)
    words = [f"{_NAMES.get(p.column, p.column)}: {p.what} {p.mend}" for p in found]
    return {"state": "unfinished", "problems": words} if found else {}


def _place(case, table, cell):
    """Find the part in which the quotation stands. A part that the reader chose decides between several."""
    if not cell["quote"]:
        return {"cell": cell | {"paragraph": ""}}
    names = sorted(parts_with(case.essay, cell["quote"]), key=case.essay.part)  # in the order of the text
    names = [cell["paragraph"]] if cell["paragraph"] in names else names
    if not names:
        sentence, part = nearest_sentence(case.essay, cell["quote"])
        words = f"These words are not in the text as they stand. The nearest sentence is in {part}: “{sentence}”"
        return {"cell": cell | {"paragraph": ""}, "problems": [words], "nearest": {"part": part, "text": sentence}}
    name, (first, _) = names[0], case.essay.part(names[0])
    places = locate(case.essay, cell["quote"], name, folded=True)
    if len(names) > 1 or len(places) > 1:
        where = f"{len(places)} times in {name}" if len(names) == 1 else f"in {' and in '.join(names)}"
        words = f"These words stand {where}. Quote a few words more, so that the place is clear."
        return {"cell": cell | {"paragraph": ""}, "problems": [words]}
    [(start, end)] = places
    found = {"cell": cell | {"paragraph": name, "quote": case.essay.text[start:end]}, "place": place_in_words(name)}
    span = [start - first, end - first]
    return found | {"span": span, "problems": _length(case, table, name, cell["quote"])}


def _length(case, table, part, quote):
    fewest, most = case.schemas[table]["evidence"][0].get("words", [1, LONGEST])
    count = count_words(quote)
    # A heading is evidence as it stands, however short.
    if part.startswith("s") or fewest <= count <= most:
        return []
    return [f"The quotation has {count} word{'' if count == 1 else 's'}. Quote {fewest} to {most} words."]


def place_in_words(part):
    """Return "paragraph 4 (p04)" for p04, "heading 2 (s2)" for s2."""
    return f"{'paragraph' if part.startswith('p') else 'heading'} {int(part[1:])} ({part})"


def mark(said):
    """Return (mark in the grid, its words for a screen reader, value -2 to 2 or None) of a judged cell."""
    cell, state = said["cell"], said["state"]
    if state == "open":
        return "", "not looked at yet", None
    if state == "unfinished":
        return "…", "unfinished", None
    if state == "blank":
        return BLANK, "blank: the text gives no basis", None
    outright = cell["plainness"] == "outright"
    value = int(cell["direction"]) * (2 if outright else 1)
    return say.mark(value), f"{say.signed(value)}, {say.PLAINNESS[cell['plainness']]}", value


def in_words(said):
    """Say what a judged cell holds, in one line, so that it can stand beside another one."""
    cell = said["cell"]
    half = [cell[name] for name in ("direction", "plainness") if cell[name] and said["state"] == "unfinished"]
    words = [mark(said)[1], *half]
    words += [f"salience {cell['salience']}"] if cell["salience"] else []
    words += [f"{name} “{cell[name]}”" for name in ("quote", "note") if cell[name]]
    return "; ".join(words)
