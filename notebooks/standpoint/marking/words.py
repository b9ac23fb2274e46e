"""What all marking shares: a Mark, a quotation held against the text, a reason in one's own words, a rule that fits."""

import contextlib
import difflib
import io
import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..case.case import load
from ..case.errors import CaseError
from ..case.essay import fold, locate, nearest_sentence, parts_with, shortened
from ..case.package import find
from ..quiz.checks import Feedback

FEWEST, MOST = 5, 40  # words of a quotation
RULES = range(1, 14)
_ALIKE = 0.85  # two sentences that share so much of their letters are the same sentence
_NOTE_TABLES = ("positions", "inducement_codes", "recoding", "blank_notes")
_LEANS = "This rule is about a cell that has a code, and you left the cell blank."
_HINTS = "By this rule the code is a hint, and you wrote outright."


class Mark(NamedTuple):
    """What a test cell counts: points (float, 0 to most; NaN: not marked), most (float), lines (list of sentences)."""

    points: float
    most: float
    lines: list

    def __str__(self):
        counted = f"{self.points:g} of" if self.points == self.points else "Not marked, of"
        return "\n".join([f"{counted} {self.most:g} points.", *self.lines])


class Tally:
    """Counts points part by part; a part that earns less than all says what to mend."""

    def __init__(self):
        self.points, self.lines = 0.0, []

    def part(self, name, got, most, words=""):
        """Add one part: a name, the points got (number or bool) and the most, and what to mend."""
        got = min(max(float(got), 0.0), float(most))
        self.points += got
        done = f"{name}: {got:g} of {most:g}."
        self.lines.append(done if got == most or not words else f"{done} {words}")

    def mark(self, most):
        """Return the Mark."""
        return Mark(min(self.points, float(most)), float(most), self.lines)


def show(mark):
    """Return a Mark as words on the page (role=status), for the cell that helps on the spot."""
    if mark.points != mark.points:
        return Feedback("open", "This could not be marked.", mark.lines)
    if not mark.points and len(mark.lines) == 1 and mark.lines[0].startswith("Open:"):
        words = mark.lines[0].removeprefix("Open:").strip()
        return Feedback("open", words[:1].upper() + words[1:], [])
    state = "right" if mark.points == mark.most else "again"
    title = f"{mark.points:g} of {mark.most:g} points, as far as a program can count."
    return Feedback(state, title, mark.lines)


def still_open(most, words):
    """Return the Mark of an answer that is not there yet."""
    return Mark(0.0, float(most), [f"Open: {words}"])


def plain(value):
    """Return any value as text on one line; None, NaN and <NA> are ""."""
    return "" if is_blank(value) else " ".join(str(value).split())


def is_blank(value):
    """Whether a value is None, NaN or <NA>."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def numbers_in(words):
    """Return the numbers in a text, rounded to whole ones; the text in small letters where it has none."""
    return [int(float(n) + 0.5) for n in re.findall(r"\d+(?:\.\d+)?", plain(words))] or plain(words).lower()


def quotation(essay, part, words):
    """Hold a quotation against the text; return (points 0 to 1, part where it stands or "", what to mend).

    1: verbatim, 5 to 40 words, in the named part. 0.5: verbatim, but another part or another length.
    0: not in the text.
    """
    words, part = plain(words).strip('“”" '), plain(part)
    if not words:
        return 0.0, "", "The quotation is empty."
    found = parts_with(essay, words)
    if not found:
        sentence, near = nearest_sentence(essay, words)
        return 0.0, "", f"These words are not in the text. The nearest sentence is in {near}: “{sentence}”"
    count = len(words.split())
    if not (FEWEST <= count <= MOST or found[0].startswith("s")):
        plural = "" if count == 1 else "s"
        return 0.5, found[0], f"The quotation has {count} word{plural}. Quote {FEWEST} to {MOST}."
    if part not in found:
        return 0.5, found[0], f"The words stand in {' and '.join(found)}, not in “{shortened(part, 20)}”."
    if len(locate(essay, words, part, folded=True)) > 1:
        return 0.5, part, f"The words stand more than once in {part}. Quote a few words more."
    return 1.0, part, ""


def names_nearby(case, sid, part):
    """Say whether a part of the text, the heading above it or the part before it names a stakeholder."""
    row = case.stakeholders.loc[case.stakeholders["id"] == sid]
    if row.empty:
        return False
    names = [name.strip() for name in [*row["words"].iloc[0].split("|"), row["label"].iloc[0]] if name.strip()]
    text = " ".join(_around(case.essay, part))
    return any(re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE) for name in names)


def _around(essay, part):
    """Yield the text of a part, of the heading above it and of the part before it."""
    start, end = essay.part(part)
    yield essay.text[start:end]
    parts = [*essay.sections["start"], *essay.paragraphs["start"]]
    before = [s for s in parts if s < start]
    above = [s for s in essay.sections["start"] if s < start]
    for s in {max(before, default=start), max(above, default=start)} - {start}:
        yield essay.text[s:].split("\n", 1)[0]


def rule_problem(rule, direction, plainness, before=None):
    """Say why a rule of the codebook does not fit a decision; "" where it does.

    direction: -1, 0, 1 or None for a blank. plainness: "outright", "hinted" or "". before: the code that was judged,
    -2 to 2 or None.
    """
    number = whole(rule)
    if number not in RULES:
        return f"“{shortened(plain(rule), 20)}” is no rule. The rules have the numbers 1 to 13."
    blank, hint = direction is None, plainness == "hinted"
    if number in (1, 3, 4, 7, 9, 11) and blank:
        return _LEANS
    if number in (1, 4, 7, 11) and not hint:
        return _HINTS
    if number == 6 and not blank:
        return "Rule 6 leaves a cell blank: an “if” of the author is no evidence."
    if number == 9 and hint:
        return "Rule 9 says that a condition does not weaken a code, and you wrote hinted."
    if number == 12 and not (blank or hint):
        return "By rule 12 a threat gives no code, and an assurance gives a hint."
    if number == 13 and (blank or before is None or before * direction >= 0):
        return "Rule 13 is about turned poles: it fits where you turn the direction of a code round."
    return ""


def whole(value):
    """Return a whole number from a number or a text such as "−1" or "rule 4"; None where there is none."""
    if isinstance(value, bool):
        return None
    found = re.fullmatch(r"(?:rule\s*)?([+\-−]?\d{1,4})(?:\.0)?\.?", plain(value), re.IGNORECASE)
    return int(found[1].replace("−", "-")) if found else None


def own_words(words, known, fewest, most=10_000):
    """Say what a reason in one's own words lacks; "" where nothing. known: see `collection_notes`."""
    words = plain(words)
    count, different = len(words.split()), len(set(fold(words).lower().split()))
    if not count:
        return "It is empty."
    if not fewest <= count <= most:
        wanted = f"at least {fewest}" if most > 1000 else f"{fewest} to {most}"
        return f"It has {count} word{'' if count == 1 else 's'}. Write {wanted}."
    if different < 0.5 * min(count, 40):
        return "It repeats the same words."
    if _copied(words, known):
        return "It is a sentence of this collection. Write your own step from the quotation to the code."
    return ""


def collection_notes(name):
    """Return the reasons that the collection gives for its codes of the case `name`, as comparable text; () if none."""
    try:
        folder = find(name)
    except CaseError:
        return ()
    return () if folder.parent.name == "my-work" else _notes_of(name, folder)  # a student's own notes are theirs


@lru_cache(maxsize=8)
def _notes_of(name, folder):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            reference = load(name, folder=folder)
    except CaseError:
        return ()
    columns = [reference.tables[table].get("note", []) for table in _NOTE_TABLES]
    notes = [note for column in columns for note in column if isinstance(note, str)]
    pages = [folder.parent / "codebook.md", folder.parent / "student-sheet.md", folder / "worked-examples.md"]
    notes += [line for page in pages if page.is_file() for line in _sentences(page.read_text(encoding="utf-8"))]
    return tuple(sorted({_comparable(note) for note in notes if len(note.split()) > FEWEST}))


def _sentences(text):
    return re.split(r"(?<=[.:])\s+", " ".join(text.split()))


def _comparable(words):
    return " ".join(re.findall(r"\w+", fold(words).lower()))


def _copied(words, known):
    mine = _comparable(words)
    matcher = difflib.SequenceMatcher(autojunk=False, b=mine)
    for note in known:
        if note in mine and len(note) > 0.6 * len(mine):
            return True
        matcher.set_seq1(note)
        if matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
            return True
    return False


def shares_a_word(words, *others):
    """Say whether two texts have a word of five letters or more in common, so that a reason is about its quotation."""
    one, other = (set(re.findall(r"\w{5,}", fold(plain(text)).lower())) for text in (words, " ".join(others)))
    return bool(one & other)
