"""The page on which written answers are marked: each beside its rubric, mark scheme and samples, a box a criterion."""

import copy
import html
import json
import re
from pathlib import Path

import nbformat

from .. import page
from ..cells import about, key_of, read_book
from ..course import STUB
from .own_part import own_part

_CHART = "application/vnd.plotly.v1+json"
_HERE = Path(__file__).parent
_ID = re.compile(r'(<[a-z0-9]+\b[^>]*?) id="[^"]*"')
_NOTHING = "<p><em>Nothing is written in this cell. Look for the answer in the rest of the hand-in.</em></p>"


def whole(title, marker, page_id, questions, answers):
    """Return the page. questions: list of Question. answers: list of dicts, see answer.

    page_id: under this name the browser keeps what was typed and not saved.
    """
    by = {question.id: question for question in questions}
    about = {"id": page_id, "marker": marker, "file": f"{title.split(':')[0]}-marks-{marker}.csv",
             "heads": [*dict.fromkeys(one.name for question in questions for one in question.criteria)],
             "answers": [{name: one[name] for name in ("key", "who", "question", "print", "points", "comment")}
                         | {"criteria": [[c.name, c.most, c.levels] for c in by[one["question"]].criteria]}
                         for one in answers]}  # fmt: skip
    data = json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")
    sections = "".join(_section(one, by[one["question"]]) for one in answers)
    guides = "".join(_guide(question) for question in questions)
    script = (_HERE / "mark_page.js").read_text(encoding="utf-8")
    markup = (f'<header><h1>{html.escape(title)}</h1><p id="bar"><span id="count" role="status"></span> '
              '<button id="save" type="button">Save the marks as a file</button> '
              '<span id="saved" role="status"></span></p>'
              f'</header><div class="two"><div class="answers">{sections}</div>'
              f'<aside aria-label="What to mark by" tabindex="0">{guides}</aside></div>'
              f'<script type="application/json" id="about">{data}</script><script>{script}</script>')  # fmt: skip
    style = f"<style>{(_HERE / 'mark_page.css').read_text(encoding='utf-8')}</style>"
    return page.page(title, style + markup, 0)


def is_written(path, question):
    """Whether anything is written in the cell of a written answer. path: of the graded notebook."""
    return any(key_of(cell) == question.id and cell.source.replace(STUB, "").strip() for cell in read_book(path).cells)


def answer(who, question, path, notes=(), before=None):
    """Return one answer as a dict: what the page shows and what its script needs, but for “key” and “print”.

    who: a name or pseudonym. path: of the graded notebook. notes: sentences. before: Row.
    """
    own, rest, written = None, [], is_written(path, question)
    for cell in own_part(read_book(path)):
        if key_of(cell) == question.id:
            own = cell
        elif not about(cell).get("grade"):
            rest.append(_on_paper(cell))
    texts = [file for file in sorted(path.parent.rglob("text.txt")) if not file.parent.name.startswith("unseen-")]
    return {"who": who, "question": question.id, "notes": list(notes),
            "own": markup([own]) if written else _NOTHING, "rest": markup(rest) if rest else "",
            "texts": [(file.parent.name, file.read_text(encoding="utf-8", errors="replace")) for file in texts],
            "points": before.points if before else {}, "comment": before.comment if before else ""}  # fmt: skip


def _on_paper(cell):
    """Return a cell with the words of its charts in their place: many answers stand on one page."""
    cell = copy.deepcopy(cell)
    for output in cell.get("outputs", []):
        if _CHART in output.get("data", {}):
            words = "".join(output.data.get("text/plain", "A chart."))
            output.data = nbformat.from_dict({"text/plain": f"A chart: {words}"})
    return cell


def markup(cells):
    """Return cells as HTML in which nothing acts, without ids, headings two levels lower."""
    pieces = page.Pieces()
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs = [page.waits_for_nobody(output, pieces, False) for output in cell.outputs]
    made = page.body(nbformat.v4.new_notebook(cells=cells), pieces)
    return _ID.sub(r"\1", page.lowered(made, 2))


def _section(one, question):
    """Return the HTML of one answer with its boxes."""
    key, who = one["key"], html.escape(one["who"])
    notes = "".join(f'<p class="said">{html.escape(words)}</p>' for words in one["notes"])
    rest = f"<details><summary>The rest of this hand-in</summary>{one['rest']}</details>" if one["rest"] else ""
    for name, text in one["texts"]:
        rest += f"<details><summary>The text “{html.escape(name)}”</summary><pre>{html.escape(text)}</pre></details>"
    boxes = "".join(
        f'<div class="box"><label for="{key}-{n}">{html.escape(c.name)}, 0 to {c.most:g}</label>'
        f'<input id="{key}-{n}" inputmode="decimal" autocomplete="off" aria-describedby="{key}-{n}-says">'
        f'<span class="says" id="{key}-{n}-says"></span></div>' for n, c in enumerate(question.criteria)
    )  # fmt: skip
    return (f'<section id="{key}" aria-labelledby="{key}-who"><h2 id="{key}-who">{who}: {html.escape(question.heading)}'
            f'</h2>{notes}<div class="own">{one["own"]}</div>{rest}<fieldset><legend>Points of {who}: '
            f'<output id="{key}-sum"></output> of {question.most:g}</legend><div class="boxes">{boxes}</div>'
            f'<label for="{key}-words">Comment for {who}</label><textarea id="{key}-words" rows="2"></textarea>'
            f"</fieldset></section>")  # fmt: skip


def _guide(question):
    """Return the HTML of what an answer is marked by: the task with its rubric, the mark scheme with its samples."""
    cells = [nbformat.v4.new_markdown_cell(f"#### {question.heading}\n\n{question.task}")]
    if question.scheme:
        cells.append(nbformat.v4.new_markdown_cell(f"#### The mark scheme, with samples\n\n{question.scheme}"))
    return re.sub(r"<(/?)h6", r"<\1h2", markup(cells))
