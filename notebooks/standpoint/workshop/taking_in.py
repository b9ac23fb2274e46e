"""A text as a reader brings it, cut into headings, paragraphs and what is left out, by one set of rules.

1. Markdown (front matter, or two marks of headings, tables or footnotes) is read by mistune, which JupyterLab brings:
   marks go, each item of a list and each paragraph is a paragraph, tables, code and notes are left out.
2. Of a book of Project Gutenberg, what stands before START and behind END is cut off.
3. Lines cut to a width are joined, words broken at a line's end too; lines of a page number alone are left out.
4. A line with a bullet, or that ends with ; or , or in quotation marks, is a paragraph, with or without a stop; so is a
   line that ends with a colon before a list. Else a line without a stop, of at most 90 characters, is a heading.
The reader may decide otherwise for each part: see `recut`.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from ..case.errors import CaseError
from ..case.essay import LONGEST_HEADING, parse
from ..case.plain_text import checked, joined, mended
from ..case.sentences import ends_with_stop

_FRONT = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)
_MARKS = re.compile(r"^(?:#{1,6}[ ]\S|\|?[ ]*:?-{3,}:?[ ]*\||\[\^[^\]]+\]:|```)", re.MULTILINE)
_BOOK = re.compile(r"^\*{3}[ ]?(START|END) OF.*$", re.MULTILINE)
_BULLET = re.compile(r"^(?:[•‣◦▪●○■·*]|-(?=[ ]))[ ]+")
_PAGE = re.compile(r"(?:page|seite|página|стор\.?|с\.)?[ ]?\d{1,4}(?:[ ]?(?:/|of|von|de|з|из)[ ]?\d{1,4})?", re.I)
_QUOTED = re.compile(r"^[“„«»‘\"「].*[”“»«’\"」]$")
_BROKEN = re.compile(r"(?<=[^\W\d_])-$")


class Taken(NamedTuple):
    """A text as a case keeps it. about: {outside, headings, paragraphs: lines that the rule of `parse` would not cut
    so}, as the description of a case holds them. notices: what was changed, in words."""

    text: str
    about: dict
    notices: list


def take_in(text):
    """Return (text, notices) of `cut`: the text as a case keeps it, and in words what was changed to make it so.

    text: str, or the Path of a file (a str that ends in .txt or .md and has one line is a path too).
    The text has LF line ends, one line for each part, no characters above U+FFFF and no control
    characters, in Unicode's composed form (NFC). Raises CaseError where it cannot be used.
    """
    taken = cut(text)
    return taken.text, taken.notices


def cut(text):
    """Return a Taken of a str or the Path of a file. Raises CaseError where it cannot be used."""
    name, words, notices = mended(text)
    body = _FRONT.sub("", words)
    if body != words or len(_MARKS.findall(body)) > 1:
        front, parts = dict(re.findall(r"^(\w+):[ ]*[\"']?(.*?)[\"']?[ ]*$", words[: len(words) - len(body)], re.M)), []
        parts = _markdown(body, notices)
        title = front.get("title", "")
        parts = [("out", title), *parts] if title and ("heading", title) not in parts[:1] else parts
    else:
        parts = _plain(words, notices)
    about = {"outside": [], "headings": [], "paragraphs": []}
    for kind, line in parts:
        about[_PLACE[kind]] += [line] if kind != _by_rule(line) and line not in about[_PLACE[kind]] else []
    lines = [line for _, line in parts]
    # A text of one line for each part stays as it is, with its empty lines.
    whole = words.strip("\n") if [line for line in words.split("\n") if line.strip()] == lines else "\n\n".join(lines)
    checked(name, whole, about)
    return Taken(f"{whole}\n", about, notices)


_PLACE = {"out": "outside", "heading": "headings", "paragraph": "paragraphs"}
LISTS = tuple(_PLACE.values())


def _by_rule(words):
    return "heading" if len(words) <= LONGEST_HEADING and not ends_with_stop(words) else "paragraph"


# --- Markdown ---


def _markdown(text, notices):
    """Return [(kind, words)] of a text in Markdown."""
    try:
        import mistune  # noqa: PLC0415 (JupyterLab brings it; Python in a browser may not have it)
    except ImportError:
        notices.append("this is Markdown, and nothing here can read it, so its marks stay: look at each part.")
        return _plain(text, notices)
    notices.append("Markdown is read: its marks are left out; tables, code and notes are no part of the text.")
    tree = mistune.create_markdown(renderer="ast", plugins=["table", "footnotes", "strikethrough"])(text)
    return [(kind, line) for kind, words in _blocks(tree) if (line := " ".join(words.split()))]


def _blocks(nodes):
    for node in nodes:
        kind, inside = node["type"], node.get("children", [])
        if kind == "heading":
            yield "heading", _inline(inside)
        elif kind in ("paragraph", "block_text"):
            yield "paragraph", _inline(inside)
        elif kind in ("table", "footnotes"):
            for row in inside if kind == "footnotes" else [inside[0], *inside[1]["children"]]:
                cells = [words for _, words in _blocks(row["children"])] if kind == "footnotes" else map(
                    lambda cell: _inline(cell["children"]), row["children"])  # fmt: skip
                yield "out", " | ".join(cells)
        elif kind == "block_code":
            yield "out", node["raw"]
        elif kind != "block_html":
            yield from _blocks(inside)


def _inline(nodes):
    spaces = {"softbreak": " ", "linebreak": " ", "footnote_ref": "", "inline_html": "", "image": ""}
    return "".join(spaces[n["type"]] if n["type"] in spaces else
                   _inline(n["children"]) if "children" in n else n.get("raw", "") for n in nodes)  # fmt: skip


# --- plain text ---


def _plain(text, notices):
    """Return [(kind, words)] of a plain text."""
    ends = list(_BOOK.finditer(text))
    if ends:
        start = next((m.end() for m in ends if m[1] == "START"), 0)
        text = text[start : next((m.start() for m in ends if m[1] == "END" and m.start() > start), len(text))]
        notices.append("what stands before and behind the text of the book is cut off.")
    whole = joined(_unbroken(text, notices))
    if whole != text:
        notices.append("lines that were cut to one width are joined, so that each paragraph is one line.")
    lines = [" ".join(line.split()) for line in whole.split("\n") if line.strip()]
    return [part for line, after in pairwise([*lines, ""]) if (part := _part(line, after))[1]]


def _part(line, after):
    item = _BULLET.match(line)
    words = line[item.end() :] if item else line
    if _PAGE.fullmatch(words):
        return "out", words
    opens_list = words.endswith(":") and bool(_BULLET.match(after))
    if item or opens_list or words.endswith((";", ",", "；", "،")) or _QUOTED.match(words):
        return "paragraph", words
    return _by_rule(words), words


def _unbroken(text, notices):
    """Return the text with words and lines put together that a page of a PDF had broken, where it looks like one.

    It does where most lines are long, of much the same length, and end without a stop, and no empty lines part them.
    """
    lines = [line.strip() for line in text.strip("\n").split("\n")]
    filled = [line for line in lines if line and not _PAGE.fullmatch(line)]
    width = sorted(map(len, filled))[len(filled) * 3 // 4] if filled else 0
    cut_off = [line for line in filled if not ends_with_stop(line) and len(line) > width - 15]
    if len(filled) < 4 or not 40 <= width <= 110 or 2 * len(cut_off) <= len(filled):
        return text
    if any(_BROKEN.search(line) for line in filled):
        notices.append("words that were broken at the end of a line are put together.")
    parted = 4 * lines.count("") >= len(lines)
    blocks, block = [], ""
    for line, after in pairwise([*lines, ""]):
        if _PAGE.fullmatch(line or "x"):
            continue
        if not line and (parted or ends_with_stop(block)) or line and not block and _stands_alone(line, after, width):
            blocks, block = [*blocks, block, line], ""
        elif line:
            block = _BROKEN.sub("", block) + line if _joins(block, line) else f"{block} {line}".strip()
            if ends_with_stop(line) and len(line) < width - 15 and not parted:
                blocks, block = [*blocks, block], ""
    return "\n\n".join(words for words in [*blocks, block] if words)


def _joins(block, line):
    return bool(_BROKEN.search(block)) and line[:1].islower()


def _stands_alone(line, after, width):
    """True for a line that looks like a heading: short, without a stop, and what comes next begins anew."""
    return len(line) < width * 0.7 and not ends_with_stop(line) and not after[:1].islower()


# --- what the reader decides ---


def lines_of(essay):
    """Return [(line, kind, name of the part)] of a text, in order; kind: heading, paragraph, out."""
    names = {int(start): ("heading", name) for start, name in zip(essay.sections["start"], essay.sections["section"])}
    rows = zip(essay.paragraphs["start"], essay.paragraphs["paragraph"])
    names |= {int(start): ("paragraph", name) for start, name in rows}
    found, offset = [], 0
    for line in essay.text.split("\n"):
        if words := line.strip():
            found.append((words, *names.get(offset + line.index(words), ("out", ""))))
        offset += len(line) + 1
    return found


def recut(about, line, kind):
    """Return the lists of a description in which a line is of another kind. Raises CaseError for another word."""
    if kind not in _PLACE:
        raise CaseError.of("text.txt", f"“{kind}” is no kind of part.", f"Known: {', '.join(_PLACE)}.")
    lists = {name: [words for words in about.get(name, []) if words != line] for name in _PLACE.values()}
    lists[_PLACE[kind]].append(line)
    return about | lists


def preview(text):
    """Return how a text would be cut: a list of (kind, words). text: a str, or the Path of a file."""
    taken = cut(text)
    essay = parse(taken.text, **taken.about)
    return [(kind, words) for words, kind, _ in lines_of(essay)]
