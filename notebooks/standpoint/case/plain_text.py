"""Taking in a text for a new case: any common file or string in, plain paragraphs out, one line for each part."""

import re
import unicodedata
from pathlib import Path

from .errors import CaseError
from .essay import parse
from .sentences import without_marks

_LARGEST = 2_000_000
_SAVE = "Save it as plain text in UTF-8 (in a word processor: Save As, then “Plain Text”)."
_WRAPPED = range(40, 101)  # characters; where a line is this long and has no stop, it was likely cut to a width
_BREAKS = {"\u2028", "\u2029", "\x0b", "\x0c", "\x85"}
_STOPS = tuple(".?!…”\"’')]:;")
_SOFT = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


def mended(text):
    """Return (name for messages, text, notices) of a str or a Path, without characters that tools count differently."""
    name, words, notices = _read(text)
    words, more = _mended(words)
    return name, words, [*notices, *more]


def checked(name, text, lists=None):
    """Raise CaseError where a text has nothing in it, marks no sentences, or has no paragraph.

    name: for messages. lists: what `parse` takes besides, {outside, headings, paragraphs: lines}.
    """
    if not text.strip():
        raise CaseError.of(name, "the text is empty.", "Give the text itself, or the file that it is in.")
    if script := without_marks(text):
        what = f"the text is in {script} script, which marks no ends of sentences, so no sentence of it can be shown."
        raise CaseError.of(name, what, "Take another text, or put a full stop behind each sentence of this one.")
    try:
        parse(text, **(lists or {}))
    except ValueError:
        words = "no paragraph was found: a paragraph is one line that ends with a stop."
        raise CaseError.of(name, words, "Put each paragraph on one line, with its stop.") from None


def read_text(path):
    """Return (text, notices): the text of a case as its file holds it, and in words what was read as what.

    Offsets are the same whatever line ends, byte order mark or encoding a program gave the file, and letters are in
    Unicode's composed form (NFC), as in the tables. Raises CaseError where it is no text.
    """
    _, text, notices = _read(path)
    if path.read_bytes().startswith(b"\xef\xbb\xbf"):
        notices.append("a byte order mark at the start is left out.")
    for step, notice in (_LINE_ENDS, _COMPOSED, _SPACED):
        new = step(text)
        notices += [notice] if new != text else []
        text = new
    return text, notices


def split_title(text, title, author):
    """Return (title, lines outside): the title given, or the first line where it looks like a title.

    A title ends without a stop, or is a question of at most twelve words.

    Lines outside are those with the author's name alone; they belong to no part of the text.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not title and len(lines) > 1 and _like_title(lines[0]):
        title = lines[0]
    outside = [line for line in lines[:4] if author and line.lower() in (f"by {author.lower()}", author.lower())]
    return title, [line for line in outside if line != author]


def _like_title(line):
    if line.endswith("?"):
        return len(line.split()) <= 12 and not re.search("[.!?…].", line)
    return len(line) <= 120 and not line.endswith(tuple('.!…”"'))


def _read(text):
    """Return (name for messages, text, notices) of a str or a Path."""
    if isinstance(text, str) and "\n" not in text.strip() and text.strip().lower().endswith((".txt", ".md")):
        text = Path(text.strip())
    if isinstance(text, str):
        return "the text", text, []
    if not isinstance(text, Path):
        what = f"this is something of the type {type(text).__name__}, not a text."
        raise CaseError.of("the text", what, 'Give a text in quotation marks, or Path("my-text.txt").')
    try:
        raw = text.read_bytes()
    except FileNotFoundError:
        raise CaseError.of(text.name, "the file is missing.", "Give the path from this notebook to the file.") from None
    except OSError as error:
        raise CaseError.of(text.name, f"the file cannot be read ({error.strerror}).", "Close it elsewhere.") from None
    words, notices = _decoded(text.name, raw)
    return text.name, words, notices


def _decoded(name, raw):
    """Return (text, notices) of the bytes of a file."""
    if len(raw) > _LARGEST:
        what = f"the file has {len(raw):,} bytes, more than a text for close reading."
        raise CaseError.of(name, what, "Take a part of it.")
    if raw.startswith((b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rt")):
        raise CaseError.of(name, "this is a file of a word processor or a PDF, not plain text.", _SAVE)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace"), ["the letters are in UTF-16 and are read as such."]
    if b"\x00" in raw:
        raise CaseError.of(name, "the file holds bytes that are not text.", _SAVE)
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), ["the letters are in the Windows encoding cp1252 and are read as such."]
    except UnicodeDecodeError:
        raise CaseError.of(name, "the letters are in an unknown encoding.", _SAVE) from None


def one_line(words):
    """Return any value as words on one line, in Unicode's composed form and without control characters."""
    return _without_controls(unicodedata.normalize("NFC", " ".join(str(words).split())))


def _without_controls(text):
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


_LINE_ENDS = (
    lambda t: t.replace("\r\n", "\n").replace("\r", "\n"), "line ends of Windows or old Macs are read as line ends.",
)  # fmt: skip
_COMPOSED = (lambda t: unicodedata.normalize("NFC", t), "letters and their separate accents are put together.")
# As many places as before, so that each quotation stands where it stood.
_SPACED = (
    lambda t: "".join(" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in t),
    "tabs and control characters are read as spaces.",
)
# What is changed, in this order, and the notice where it changed something.
_STEPS = (
    _LINE_ENDS,
    (lambda t: re.sub(f"[{''.join(_BREAKS)}]", "\n", t), "page and line separators are read as line ends."),
    (lambda t: re.sub(f"[{''.join(_SOFT)}]", "", t), "unseen characters, such as soft hyphens, are left out."),
    (lambda t: t.replace("\t", " "), "tabs are read as spaces."),
    (_without_controls, "control characters are left out."),
    _COMPOSED,
)


def _mended(text):
    """Return (text, notices) without the characters on which tools count places differently."""
    notices = []
    for step, notice in _STEPS:
        new = step(text)
        notices += [notice] if new != text else []
        text = new
    # Some tools count such a character as two places, and then every quotation behind it is off by one.
    large = sorted({c for c in text if ord(c) > 0xFFFF})
    if large:
        text = "".join("□" if c in large else c for c in text)
        notices.append(f"{_some(large)} above U+FFFF, such as an emoji, became □.")
    return text, notices


def _some(large):
    return "1 kind of character" if len(large) == 1 else f"{len(large)} kinds of characters"


def joined(text):
    """Return the text with lines joined inside each block, where they look as if cut to a width."""
    blocks = [[line.strip() for line in block.split("\n")] for block in re.split(r"\n[ ]*\n", text.strip("\n"))]
    inner = [line for lines in blocks for line in lines[:-1]]
    cut = [line for line in inner if len(line) in _WRAPPED and not line.endswith(_STOPS)]
    if len(inner) < 2 or len(cut) * 2 <= len(inner):
        return text
    return "\n\n".join(" ".join(line for line in lines if line) for lines in blocks)
