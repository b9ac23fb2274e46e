"""Quotations that a reader types into a card, held against the text: said where they stand, or that they do not."""

import re

from ..case.essay import EDGE, parts_with, shortened, without_marks
from ..wording import listed, quoted

_PART = re.compile(r"(?<!\w)([ps])0*(\d{1,3})(?!\w)", re.IGNORECASE)
_MARKED = re.compile(r"[“„«»\"]([^“”„«»\"]+)[“”«»\"]")


def compared(essay, typed, prose=False):
    """Compare what was typed with the text; return (whether all of it stands where it says, [sentence, ...]).

    typed: words with their paragraph, in any order, as in “p10: the words” or “the words” (p10); they are looked for
    as `locate` does it loosely. prose: True where a quotation stands among words of the reader's own: then only what
    is in quotation marks is compared.
    """
    named = list(dict.fromkeys(_name(essay, *found.groups()) for found in _PART.finditer(typed)))
    no_part = [name for name in named if name not in essay.names]
    lines = [f"There is no {name} in this text. It has {essay.parts_in_words()}." for name in no_part]
    good = not lines
    pieces = _pieces(essay, typed, prose)
    if not pieces:
        lines.append(_none_yet(named, prose))
        return False, lines
    for words in pieces:
        held, line = _said(essay, words, [name for name in named if name in essay.names])
        good &= held
        lines.append(line)
    return good, lines


def in_answer(case, quotes=(), prose=()):
    """Return a function of an answer that compares its quotations with the text of a case; see `compared`.

    quotes: names of the parts of the answer that ask for a quotation; prose: of those that may hold one.
    """

    def compare(answer):
        found = [compared(case.essay, answer[name], name in prose) for name in (*quotes, *prose) if answer[name]]
        return all(good for good, _ in found), list(dict.fromkeys(line for _, lines in found for line in lines))

    return compare


def _name(essay, kind, digits):
    """The name of a part as the text writes it: “p9” is p09."""
    written = {(name[0], int(name[1:])): name for name in essay.names}
    kind = kind.lower()
    return written.get((kind, int(digits)), f"{kind}{digits}")


def _pieces(essay, typed, prose):
    """The quotations in what was typed: all of it if it stands in the text so, else what is in quotation marks."""
    marked = [words.strip(EDGE) for words in _MARKED.findall(typed)]
    marked = [words for words in marked if words and not _PART.fullmatch(words)]
    if prose:
        return marked
    whole = without_marks(_PART.sub(" ", typed).strip(EDGE)).strip(EDGE)
    if not whole or marked and not parts_with(essay, whole, loose=True):
        return marked
    return [whole]


def _none_yet(named, prose):
    if prose:
        return "No words in quotation marks are here, so nothing was compared with the text."
    if named:
        return f"The words of the text are missing: copy them from {listed(named)}."
    return "No quotation is here yet."


def _said(essay, words, named):
    """(whether a quotation stands where it should, the sentence that says so)."""
    places, short = parts_with(essay, words, loose=True), quoted(shortened(words))
    if not places:
        return False, f"{short}: these words do not stand in the text. Copy them as they stand."
    if named and not set(places) & set(named):
        return False, f"{short}: found in {listed(places)}, not in {listed(named)}."
    here = [name for name in places if name in named] or places
    more = " Copy a few words more, so that the place is clear." if len(here) > 1 else ""
    return not more, f"{short}: found in {listed(here)}.{more}"
