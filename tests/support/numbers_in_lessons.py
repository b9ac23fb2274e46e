"""Every number in the words of a lesson: in its prose, in the titles and descriptions of its charts, in its captions.

A number is a numeral (23, 1.5, 7 percent, -8) or a number word from two to a thousand, with zero, half, third,
quarter, once, twice, and the ordinals from fourth to tenth. “One” is mostly no count in English (one can, this one,
no one), so it is a number only behind “only” and “at least”, beside another number (one of eight, opposite on one),
in “one of them,”, and before a word for what the tables hold (one cell): see ONE. None, no, both and all are not read.
"""

import html
import json
import re
from dataclasses import dataclass

import places

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
PARTS = {"half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4}
WORDS = {word: n for n, word in enumerate(UNITS)} | TENS | PARTS
WORDS |= {"hundred": 100, "thousand": 1000, "once": 1, "twice": 2, "dozen": 12}
WORDS |= {word: n for n, word in enumerate("fourth fifth sixth seventh eighth ninth tenth".split(), 4)}
_NAMED = "|".join(word for word in WORDS if word != "one")
ONE = rf"(?<=only )one\b|\bone(?= of (?:the |these |those |all )?(?:\d|{_NAMED}))|\bone(?= \w+ of (?:\d|{_NAMED}))"
ONE += r"|(?<=[0-9a-z] of )one\b(?= )|(?<=[a-z] on )one\b(?=[,.;])"
ONE += r"|(?<=at least )one\b|\bone(?= of them,)"
ONE += r"|\bone(?= (?:cell|position|claim|issue|stakeholder|deal|reader|code|blank|inducement|arrow|mention)\b)"
NUMBER = re.compile(
    rf"(?<![\w.,/])[-−]?(?:\d[\d,]*\.\d+|\.\d+|\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w])(?!\.\d)"
    rf"|\b(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS)})\b|\b(?:{_NAMED})\b|{ONE}",
    re.I,
)
# What holds digits and counts nothing, in this order: code, the rows of a folded table, links to lessons, targets of
# links, addresses, tags, names of paragraphs and rows, numbers of lists, headings and exercises.
NOT_READ = [
    (r"(?s)```.*?```", " "),
    (r"`[^`]*`", "code"),
    (r": open all \d+ rows(?=</summary>)", ""),
    (r"(?ms)^## Sources\n.*?(?=^## |\Z)", " "),
    (r"\[(?:doi\.org|https?:)[^\]]*\]", " "),
    (r"\[\d\d ([^\]]*)\]", r"[\1]"),
    (r"\]\([^)]*\)", "]"),
    (r"https?://\S+|\bdoi\.org/\S+", " "),
    (r"</b>\s*<br\s*/?>\s*<span", "\n\n<span"),  # from the title of a chart to its subtitle
    (r"<br\s*/?>", " "),
    (r"</(?:p|li|summary|caption|h\d|div|span)>", "\n\n"),
    (r"<[^>]*>", ""),
    (r"\b[a-z]{1,2}\d{1,2}\b", "that"),
    (r"(?m)^\s*\d+\. ", ""),
    (r"(?m)^#+ (?:\d\d |Exercise \d+ \(outcomes? [\d, and]+\))?", ""),
    (r"#", ""),
]
SENTENCE = re.compile(r"(?<=[.?!])[”\"*)]*\s+(?=[A-Z“\"*(\[0-9])|\n\s*(?:\n|[-|#] ?)|\n(?=\|)|\s\|\s")
NOTEBOOKS = {path.name[:2]: path for path in sorted(places.NOTEBOOKS.glob("[01]*.ipynb"))}


@dataclass(frozen=True)
class Found:
    """A number where it stands: the lesson, its kind of text, the sentence and the place in it."""

    lesson: str
    kind: str
    sentence: str
    start: int
    end: int

    @property
    def words(self):
        return self.sentence[self.start : self.end]

    @property
    def value(self):
        return value(self.words)


def value(words):
    """The value of a number as it is written: 23, “twenty-three”, “1,024”, “−0.5”, “half”."""
    said = words.lower().replace(",", "").replace("−", "-")
    if said in WORDS:
        return WORDS[said]
    tens, _, unit = said.partition("-")
    return WORDS[tens] + WORDS[unit] if tens in TENS else float(said)


def plain(text):
    """A text without what holds digits and counts nothing."""
    for pattern, instead in NOT_READ:
        text = re.sub(pattern, instead, text)
    return html.unescape(text).replace("*", "").replace("\u2011", "-")


def sentences(text):
    """The sentences of a text, each on one line."""
    found = (" ".join(part.split()) for part in SENTENCE.split(plain(text)))
    return [part for part in found if part]


def texts(notebook):
    """Every text of a notebook that a reader reads, as (kind, text)."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield "prose", "".join(cell["source"])
        for output in cell.get("outputs", []):
            yield from _said(output.get("data", {}))


def _said(data):
    """The words of an output: of a chart, of a caption, and of what stands for an explorer."""
    for kind, found in data.items():
        if "plotly" in kind:
            layout = found["layout"]
            yield "chart", layout.get("title", {}).get("text", "") + "\n\n"
            yield "chart", (layout.get("meta") or {}).get("description", "")
        elif kind == "text/markdown":
            yield "caption", "".join(found)
        elif kind == "text/html":
            text = "".join(found)
            yield from (("caption", caption) for caption in re.findall(r"(?s)<caption.*?</caption>", text))
            yield from (("caption", line) for line in re.findall(r"(?s)\A<p>.*?</p>", text))


def numbers(lesson, notebook):
    """Every number of a notebook, each sentence once for each kind of text."""
    seen = {(kind, sentence): None for kind, text in texts(notebook) for sentence in sentences(text)}
    said = {}
    for kind, sentence in seen:  # a sentence of a chart comes back as its caption: once is enough
        said.setdefault(sentence, kind)
    return [one for sentence, kind in said.items() for one in numbers_of(lesson, kind, sentence)]


def numbers_of(lesson, kind, sentence):
    """Every number of one sentence."""
    return [Found(lesson, kind, sentence, match.start(), match.end()) for match in NUMBER.finditer(sentence)]


def read(lesson):
    """The notebook of a lesson, such as “04”, as JSON."""
    return json.loads(NOTEBOOKS[lesson].read_text(encoding="utf-8"))
