"""The text of a case: its paragraphs, its sections, and where a quotation stands.

Offsets are 0-based code points in ``Essay.text``, end exclusive (W3C Web Annotation
Data Model, 2017, TextPositionSelector).
"""

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from .sentences import ends_with_stop, sentence_starts, touches

# A spreadsheet or a keyboard turns these characters into their plain forms. Each pair has the
# same length, so an offset found in the folded text is an offset in the text itself.
_MARKS = ("“”", "„“", "‘’", "‚‘", "«»", "»«", '""', "''")
_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
LONGEST_HEADING = 90
_LEFT_OUT = re.compile(r"\s*[\[(]?(?:…|\.{3})[\])]?\s*")
EDGE = " \t\n.,:;!?()[]-–—"


@dataclass(frozen=True)
class Essay:
    """One text, cut into paragraphs (p01, p02, ...) and headed sections (s1, s2, ...).

    text: the whole text, unchanged. title, author: as the case gives them.
    paragraphs: DataFrame with paragraph, section ("" before the first heading), start, end, text.
    sections: DataFrame with section, start, end, text; the text is the heading.
    """

    text: str
    title: str
    author: str
    paragraphs: pd.DataFrame
    sections: pd.DataFrame

    def part(self, name):
        """Return (start, end) of a paragraph such as "p04" or a heading such as "s2".

        Raises KeyError with the known names where there is no such part.
        """
        if name not in self._places:
            raise KeyError(f"{name} is not a part of this text; it has {self.parts_in_words()}")
        return self._places[name]

    @property
    def names(self):
        """The names of all parts, paragraphs before headings: a view of a dict, which is quick to look into."""
        return self._places.keys()

    @cached_property
    def _places(self):
        # Asked for once for each quotation; a class hands in thousands.
        tables = ((self.paragraphs, "paragraph"), (self.sections, "section"))
        return {
            name: (int(start), int(end))
            for table, key in tables
            for name, start, end in zip(table[key], table["start"], table["end"])
        }

    @cached_property
    def _sentences(self):
        rows = []
        for part in self.paragraphs.itertuples():
            cuts = [*sentence_starts(part.text), len(part.text)]
            for left, right in zip(cuts, cuts[1:]):
                words = part.text[left:right].strip()
                start = part.start + left
                rows.append({"paragraph": part.paragraph, "start": start, "end": start + len(words), "text": words})
        return pd.DataFrame(rows)

    def parts_in_words(self):
        """Say which parts the text has, for messages."""
        words = f"paragraphs p01 to {self.paragraphs['paragraph'].iloc[-1]}"
        if len(self.sections):
            words += f" and headings s1 to {self.sections['section'].iloc[-1]}"
        return words


def parse(text, title="", author="", outside=(), headings=(), paragraphs=()):
    """Cut a text into paragraphs and headings: one line of the text is one part.

    A line that ends without a stop and has at most 90 characters is a heading; stops: see `sentences`. The title,
    the author's line and the lines in `outside` belong to no part; those in `headings` and `paragraphs` are such,
    whatever they look like. Returns an Essay.
    Raises ValueError where no paragraph is left.
    """
    skip = {title, author, *outside}
    parts, sections, offset = [], [], 0
    for line in text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        words = line.strip()
        if not words or words in skip and words not in headings and words not in paragraphs:
            continue
        start += line.index(words)
        place = {"start": start, "end": start + len(words), "text": words}
        short = len(words) <= LONGEST_HEADING and not ends_with_stop(words)
        if words in headings or short and words not in paragraphs:
            sections.append({"section": f"s{len(sections) + 1}", **place})
        else:
            section = sections[-1]["section"] if sections else ""
            parts.append({"paragraph": f"p{len(parts) + 1:02d}", "section": section, **place})
    if not parts:
        raise ValueError("The text has no paragraph. A paragraph is one line that ends with a stop.")
    heading_columns = ["section", "start", "end", "text"]
    return Essay(text, title, author, pd.DataFrame(parts), pd.DataFrame(sections, columns=heading_columns))


def shortened(words, most=60):
    """Return the words on one line, cut off after `most` characters, for messages."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 3] + "..."


def without_marks(words):
    """Return a quotation without the quotation marks around it, where they are a pair that holds all of it."""
    ends, inside = (words[:1], words[-1:]), words[1:-1]
    whole = any(ends == (left, right) and left not in inside and right not in inside for left, right in _MARKS)
    return inside.strip() if whole and inside.strip() else words


def fold(words):
    """Return the words with straight quotes and plain dashes, at the same length."""
    return words.translate(_FOLD)


def locate(essay, quote, part, folded=False, loose=False):
    """Return every (start, end) at which a quotation stands inside one part of the essay.

    folded=True lets a straight quote stand for a typographic one and a hyphen for a dash. loose=True, besides: capitals
    and stops at the ends may differ, and three dots stand for words left out; it begins and ends with whole words.
    Raises KeyError where the essay has no such part.
    """
    start, end = essay.part(part)
    text, words = essay.text[start:end], quote
    if folded or loose:
        text, words = fold(text), fold(" ".join(quote.split()))
    if loose:
        pieces = [re.escape(piece.strip(EDGE)) for piece in _LEFT_OUT.split(words)]
        pattern = ".*?".join(rf"(?<!\w){piece}(?!\w)" for piece in pieces if piece)
        return [(start + m.start(), start + m.end()) for m in re.finditer(pattern, text, re.I)] if pattern else []
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append((start + at, start + at + len(words)))
        at = text.find(words, at + len(words))
    return found


def parts_with(essay, quote, loose=False):
    """Return the names of all parts in which a quotation stands, straight quotes allowed. loose: as in `locate`."""
    return [name for name in essay.names if locate(essay, quote, name, True, loose)]


def sentences(essay):
    """Return a DataFrame of the sentences of all paragraphs: paragraph, start, end, text."""
    return essay._sentences.copy()


def sentence_around(known, start, end):
    """Return the sentences that a span touches, as one text. known: the columns of `sentences`, each a list."""
    # Sentences follow one another, so a long text needs no look at each of them for each quotation.
    first, last = bisect_right(known["end"], start), bisect_left(known["start"], end)
    return " ".join(known["text"][first:last])


def nearest_sentence(essay, quote):
    """Return (sentence, paragraph) most like a quotation that is not in the text.

    Shared words choose ten candidates and difflib the best, so that a long text stays fast.
    """
    known = sentences(essay)
    wanted = set(re.findall(r"\w+", fold(quote).lower()))
    shared = known["text"].map(lambda s: len(wanted & set(re.findall(r"\w+", fold(s).lower()))))
    best = known.loc[shared.nlargest(10).index]
    likeness = best["text"].map(lambda s: _shared(fold(quote), fold(s)))
    winner = best.loc[likeness.idxmax()]
    return winner["text"], winner["paragraph"]


def _shared(quote, sentence):
    """Count the characters that stand in both in longer stretches: a quotation is mostly a piece of its sentence."""
    blocks = difflib.SequenceMatcher(None, quote, sentence, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 3)


def occurrences(essay, words):
    """Return where any of the words stands in a paragraph: paragraph, start, end, text.

    words: list of whole words or names, case kept ("Ukraine" also finds "Ukraine’s", not
    "Ukrainian"). The longest name wins where two begin at the same place.
    """
    rows = []
    if words:
        pattern = re.compile("|".join(_whole(w) for w in sorted(words, key=len, reverse=True)))
        for part in essay.paragraphs.itertuples():
            for m in pattern.finditer(part.text):
                place = {"start": part.start + m.start(), "end": part.start + m.end(), "text": m.group()}
                rows.append({"paragraph": part.paragraph, **place})
    return pd.DataFrame(rows, columns=["paragraph", "start", "end", "text"])


def forms_near(essay, words):
    """Return {word of the text: how often} that look like other forms of some names, the most frequent first.

    words: list of names. Only names of one word, of four letters or more, are looked at: a form begins with the same
    letters, or has the whole name in it, as “Київ, Києва” and “port, ports”. A guess to be judged by a reader.
    """
    text, listed = " ".join(essay.paragraphs["text"]), {word for name in words for word in name.split()}
    counts = Counter(re.findall(r"[^\W\d_]+", text))
    bases = [name for name in words if len(name) > 3 and " " not in name and not any(touches(name))]
    near = {word: n for word, n in counts.items() if word not in listed and any(_is_form(word, b) for b in bases)}
    return dict(sorted(near.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_form(word, name):
    if word[:1].isupper() != name[:1].isupper() or abs(len(word) - len(name)) > 4:
        return False
    alike = next((n for n, (a, b) in enumerate(zip(word, name)) if a != b), min(len(word), len(name)))
    close = difflib.SequenceMatcher(None, word, name).ratio() > 0.6 and alike > 1
    return name in word or alike >= max(3, len(name) - 2) or len(name) < 6 and close


def _whole(name):
    """Return a pattern for a name as a whole word; where words touch each other, as in Chinese, anywhere."""
    left, right = touches(name)
    return ("" if left else r"(?<!\w)") + re.escape(name) + ("" if right else r"(?!\w)")
