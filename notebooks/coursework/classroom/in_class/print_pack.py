"""The step “print-pack”: the numbered essay, the blank grid and the student sheet, on two sheets of paper.

Print it from a browser, on both sides, A4 or Letter.
"""

import html
import re

from ..course import REPOSITORY, open_case
from ..tables import write_whole
from .paper import parties, whole

SMALLEST = 8  # points: no letter on paper is smaller
_SHEET = REPOSITORY / "data" / "student-sheet.md"
_STYLE = """
@page { size: auto; margin: 11mm 12mm; }
html { font: 9pt/1.3 Arial, Helvetica, sans-serif; text-rendering: geometricPrecision; }
body { max-width: 190mm; }
h1 { font-size: 1.4rem; margin: 0 0 1.5mm; } h2 { font-size: 1.2rem; margin: 2.5mm 0 1mm; }
h3 { font-size: 1.12rem; margin: 1.5mm 0 1mm; } p { margin: 0 0 1mm; } ul, ol { margin: 0 0 1.5mm; padding-left: 5mm; }
.text { columns: 2; column-gap: 8mm; font-size: 1.08rem; line-height: 1.38; }
.text p { padding-left: 9mm; margin-bottom: 1.6mm; position: relative; orphans: 2; widows: 2; }
.text b.number { position: absolute; left: 0; }
th, td { padding: .6mm 1.2mm; font-size: .97rem; }
.grid td { height: 43mm; width: 19%; } .grid td.many { height: 20mm; }
.grid .marks { white-space: nowrap; } .grid .marks, .source, .small { font-size: .94rem; }
.cells { columns: 2; }
tr, .box, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
.answers { border: .3mm dashed #555; padding: 1.5mm 2mm; margin-top: 2mm; }
.name { border-bottom: .3mm solid #555; display: inline-block; width: 70mm; }
@media print { .answers { transform: rotate(180deg); } }
"""


def print_pack(name, folder):
    """Write the pages of one case of the collection; return the file. Raises Refusal where there is no such case."""
    return write_whole(folder / f"print-pack-{name}.html", pages(open_case(name, "to print")))


def pages(case):
    """Return the whole pack of a case as one HTML page."""
    sheet = Sheet(case)
    return whole(f"{case.title}: to print", _STYLE, [_essay(case), _grid(case, sheet.issues), sheet.side()])


def _essay(case):
    """Return the text with its paragraphs and headings numbered, in two columns."""
    essay, seen, parts = case.essay, "", []
    heads = dict(zip(essay.sections["section"], essay.sections["text"]))
    for row in essay.paragraphs.itertuples():
        if row.section and row.section != seen:
            parts.append(f"<h3>{row.section} {html.escape(heads[row.section])}</h3>")
            seen = row.section
        parts.append(f'<p><b class="number">{row.paragraph}</b>{html.escape(row.text)}</p>')
    by = f"By {html.escape(essay.author)}. " if essay.author else ""
    words = f'<p class="source">{by}Paragraphs are numbered p01, p02 and so on; headings s1, s2 and so on.</p>'
    return f'<h1>{html.escape(essay.title)}</h1>{words}<div class="text">{"".join(parts)}</div>'


def _grid(case, issues):
    """Return the blank grid: a row for each issue, a column for each party, a place for each part of a code."""
    many = ' class="many"' if len(issues) > 5 else ""
    cell = "&minus;1 &nbsp; 0 &nbsp; +1 &nbsp; blank<br>outright / hinted<br>paragraph:<br>words:"
    cell = f'<span class="marks">{cell}</span>'
    head = "".join(f'<th scope="col">{html.escape(label)}</th>' for label in parties(case)["label"])
    rows = "".join(
        f'<tr><th scope="row">{html.escape(row.question)}<br><span class="small">&minus;1: {html.escape(row.left)}<br>'
        f"+1: {html.escape(row.right)}</span></th>{f'<td{many}>{cell}</td>' * len(parties(case))}</tr>"
        for row in issues.itertuples()
    )
    words = ("Circle a direction: &minus;1 the left pole, 0 both and no lean, +1 the right pole. If the text gives no "
             "basis, circle blank. Then circle outright or hinted, and write the paragraph and the first words of your "
             "quotation. Use a pseudonym, not your name.")  # fmt: skip
    return (f'<h1>Your codes</h1><p>Pseudonym: <span class="name">&nbsp;</span></p><p>{words}</p><table class="grid">'
            f'<thead><tr><th scope="col">Question</th>{head}</tr></thead><tbody>{rows}</tbody></table>')  # fmt: skip


class Sheet:
    """The student sheet of a case: the rules of the written sheet; practice cells where it is for this case."""

    def __init__(self, case):
        self._case, self._text = case, _SHEET.read_text(encoding="utf-8")
        ids = re.findall(r"^\| `(\w+)` \|", self._text, re.MULTILINE)
        self.fits = set(ids) <= set(case.issues["id"])
        self.issues = case.issues[case.issues["id"].isin(ids)] if self.fits else case.issues

    def side(self):
        """Return the HTML of the sheet."""
        parts = [f"<h1>{_inline(_SHEET_TITLE.search(self._text)[1])}</h1>", *self._opening(), *self._rules()]
        return "".join(parts + (self._practice() if self.fits else []))

    def _opening(self):
        people = parties(self._case).itertuples()
        who = "; ".join(f"<b>{html.escape(row.label)}</b>: {html.escape(row.name)}" for row in people)
        rows = "".join(
            f"<tr><td>{html.escape(row.label)}</td><td>{html.escape(row.question)}</td><td>{html.escape(row.left)}</td>"
            f"<td>{html.escape(row.right)}</td></tr>" for row in self.issues.itertuples()
        )  # fmt: skip
        heads = ("Issue", "Question", "Left pole (-1)", "Right pole (+1)")
        head = "".join(f'<th scope="col">{words}</th>' for words in heads)
        words = "You read a text and write down where it puts each stakeholder. <b>Code the text, not the world.</b>"
        yield f"<p>{words} What you know from elsewhere stays out.</p><p>{who}.</p>"
        yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _rules(self):
        write = re.search(r"\*\*What you write\.\*\*.*?(?=\nNumber the paragraphs|\n\n)", self._text, re.DOTALL)[0]
        write = re.sub(r"\s*Number the paragraphs.*", "", write, flags=re.DOTALL)
        rules = re.findall(r"^- (\*\*Rule \d+\.\*\*.*)$", self._text, re.MULTILINE)
        yield f"<h2>What you write</h2><p>{_inline(write.removeprefix('**What you write.**'))}</p>"
        yield f"<h2>Five rules</h2><ul>{''.join(f'<li>{_inline(rule)}</li>' for rule in rules)}</ul>"

    def _practice(self):
        cells = re.findall(r"<summary>(\d)\. ([^<]+)</summary>\s*(.*?)\s*</details>", self._text, re.DOTALL)
        asked = "".join(f"<li>{_inline(words)}</li>" for _, words, _ in cells)
        names = dict(zip(self._case.stakeholders["id"], self._case.stakeholders["label"]))
        names |= dict(zip(self._case.issues["id"], (f"“{label}”" for label in self._case.issues["label"])))
        answers = "".join(f'<p class="box"><b>{number}.</b> {_inline(words, names)}</p>' for number, _, words in cells)
        return [f"<h2>Six practice cells</h2><p>Decide first. Then turn the sheet round and read the answers.</p>"
                f'<ol class="cells">{asked}</ol>',
                f'<div class="answers"><h2>Answers</h2>{answers}</div>']  # fmt: skip


_SHEET_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def _inline(words, names=None):
    """Return a paragraph of the sheet's Markdown as HTML: bold, italics, ids as names; links as their words."""
    text = html.escape(" ".join(words.split()), quote=False)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    return re.sub(r"`([^`]+)`", lambda found: html.escape((names or {}).get(found[1], found[1])), text)
