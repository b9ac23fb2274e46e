"""Each rule passes a good notebook and fails a bad one: a guard that cannot fail guards nothing."""

import base64
import copy
import struct

import notebook_rules as rules
import pytest
import refresh

OPENING = """# A title

**Question.** What is on the table?

1. Name one thing.
2. Count them.

**Minutes.** 30. **Builds on.** Lesson 00."""

TASK = """### Exercise 1 (outcome 2): count

**Without code.** Look at the table.

**With pandas.** Count the rows."""


def text(source):
    return {"cell_type": "markdown", "id": "t", "metadata": {}, "source": source}


def code(source, *outs, count=1, tags=()):
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "code", "id": "c", "metadata": metadata, "source": source, "execution_count": count,
            "outputs": list(outs)}


def shows(kind, value):
    return {"output_type": "display_data", "metadata": {}, "data": {kind: value}}


def prints(words, name="stdout"):
    return {"output_type": "stream", "name": name, "text": words}


def figure(**layout):
    return {**shows(rules.PLOTLY, {"data": [], "layout": layout}), "data": {
        rules.PLOTLY: {"data": [], "layout": layout}, "image/png": png(640, 3)}}


def book(*cells, metadata=refresh.NOTEBOOK_METADATA):
    cells = copy.deepcopy(list(cells))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {"cells": cells, "metadata": copy.deepcopy(metadata), "nbformat": 4, "nbformat_minor": 5}


def png(width, colour, size=26):
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBB", 13, b"IHDR", width, 400, 8, colour)
    return base64.b64encode(head.ljust(size, b" ")).decode()


def lesson(**changed):
    """A good lesson; `changed` gives other text for the cell of a heading (spaces as _) or the opening."""
    cells = [text(changed.get("opening", OPENING))]
    for words in rules.LESSON_HEADINGS:
        usual = f"## {words}\n\n{TASK}" if words == "Your turn" else f"## {words}"
        cells.append(text(changed.get(words.replace(" ", "_"), usual)))
    described = figure(title={"text": "Two of three agree"}, meta={"description": "Three dots on a line."})
    cells.insert(3, code("pd.plot(case).show()", described))
    return book(*cells)


H1 = text("# A title")
FLAW = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
BAD = [
    (rules.counts_run_in_order, book(H1, code("1", count=2))),
    (rules.counts_run_in_order, book(H1, code("1", count=None))),
    (rules.nothing_on_stderr, book(H1, code("1", prints("FutureWarning", "stderr")))),
    (rules.no_widget_saved, book(H1, metadata={**refresh.NOTEBOOK_METADATA, "widgets": {}})),
    (rules.no_widget_saved, book(H1, code("w", shows(refresh.WIDGET_VIEW, {"model_id": "x"})))),
    (rules.errors_are_meant, book(H1, code("1/0", FLAW))),
    (rules.errors_are_meant, book(H1, code("1/1", tags=["raises-exception"]))),
    (rules.metadata_is_minimal, book(H1, metadata={})),
    (rules.metadata_is_minimal, {**book(H1), "nbformat_minor": 4}),
    (rules.metadata_is_minimal, book(H1, {**text("a"), "metadata": {"editable": True}})),
    (rules.metadata_is_minimal, {**book(), "cells": [text("a"), text("b")]}),
    (rules.plumbing_is_folded, book(H1, code("charts.map(case).show()"))),
    (rules.plumbing_is_folded, book(H1, {**code("a['b'].sum()"), "metadata": {"jupyter": {"source_hidden": True}}})),
    (rules.no_picture_by_jupyterlab, book(H1, code("f", shows("image/png", png(1400, 6))))),
    (rules.no_picture_by_jupyterlab, book(H1, code("f", shows("image/png", png(1400, 3))))),
    (rules.no_picture_by_jupyterlab, book(H1, code("f", shows("image/png", png(640, 3, 30_000))))),
    (rules.each_chart_has_its_picture, book(H1, code("f", shows(rules.PLOTLY, {})))),
    (rules.figures_say_what_they_show, book(H1, code("f", figure(meta={"description": "Two dots."})))),
    (rules.figures_say_what_they_show, book(H1, code("f", figure(title={"text": "A finding"})))),
    (rules.figures_say_what_they_show, book(H1, code("f", figure(title={"text": "A"}, meta={"description": "..."})))),
    (rules.no_machine_path, book(H1, code("p", prints("File /" + "home/a/b.py")))),
    (rules.no_machine_path, book(H1, code("p", shows("text/html", "<p>C:\\" + "Users\\a</p>")))),
    (rules.no_outside_host, book(H1, code("p", shows("text/html", '<script src="https://cdn.example.org/a.js">')))),
    (rules.no_outside_host, book(H1, code("p", shows("text/html", '<img src="//example.org/a">')))),
    (rules.size_is_modest, book(H1, code("p", prints("x" * 300_000)))),
    (rules.cells_are_short, book(H1, code("a = 1\n" * 21), *[code("b")] * 20)),
    (rules.cells_are_short, book(H1, code("a = 1\n" * 5))),
    (rules.cells_are_short, book(H1, *[code("a = 1\n" * 11)] * 2, *[code("b")] * 8)),
    (rules.what_is_read_is_plain, book(H1, code(f"a = '{'b' * 90}'"))),
    (rules.what_is_read_is_plain, book(H1, code("a = b.max() if len(b) else 0"))),
    (rules.a_sentence_before_each_cell, book(H1, code("a"), code("b"))),
    (rules.no_trailing_semicolon, book(H1, code("f();"))),
    (rules.headings_form_a_tree, book(text("## Second first"), H1)),
    (rules.headings_form_a_tree, book(H1, H1)),
    (rules.headings_form_a_tree, book(H1, text("### Third"))),
    (rules.prose_is_calm, book(text("# Well done!"))),
    (rules.prose_is_calm, book(text("# A\n\nYou just press Run."))),
    (rules.prose_is_calm, book(text("# A\n\nIt is *obviously* so."))),
    (rules.lesson_headings, lesson(Argue="## Discuss")),
    (rules.lesson_opening, lesson(opening=OPENING.replace("**Question.**", "Question:"))),
    (rules.lesson_opening, lesson(opening=OPENING.replace("**Minutes.**", "Time:"))),
    (rules.lesson_opening, lesson(opening=OPENING.replace("**Builds on.**", "After:"))),
    (rules.lesson_opening, lesson(opening=OPENING.replace("1. ", "- "))),
    (rules.lesson_opening, lesson(opening=OPENING.replace("2. ", "3. "))),
    (rules.lesson_opening, book(code("first"), H1)),
    (rules.exercises_have_two_routes, lesson(Your_turn="## Your turn")),
    (rules.exercises_have_two_routes, lesson(Your_turn="## Your turn\n" + TASK.replace("outcome 2", "outcome 3"))),
    (rules.exercises_have_two_routes, lesson(Your_turn="## Your turn\n" + TASK.replace("Exercise 1", "Exercise 2"))),
    (rules.exercises_have_two_routes, lesson(Your_turn="## Your turn\n" + TASK.replace("With pandas", "Then"))),
    (rules.exercises_have_two_routes, lesson(Your_turn="## Your turn\n" + TASK.replace("Without code", "First"))),
]
BREAKERS = [
    "!pip install pandas", "%matplotlib inline", "name = input('Name')", "pd.read_csv('https://example.org/a.csv')",
    "table['a'].replace(1, 2, inplace=True)", "import sys\nsys.path.append('..')", "pd.value_counts(x)",
    "table = table.append(row)", "table.groupby('a').agg(sum)", "table['a'].astype(bool)", "interact(draw, x=3)",
    "...", "answer = 1\n...", "pd.read_csv('a.csv', ';')", "table.to_csv('a.csv', ';')", "table['a'][0]",
    "table['a'].value_counts()[-1]", "what is this?",
]
FINE = [
    "table['a'].iloc[0]", "table.shape[0]", "words.split()[0]", "rows.append(1)", "pd.read_csv('a.csv', sep=';')",
    "table.groupby('a')['b'].agg('sum')", "table['a'].notna()", "case.positions.head(3)", "figure.to_html()",
    "print('...')", "@interact(x=3)\ndef draw(x):\n    return x",
]


@pytest.mark.parametrize(("rule", "notebook"), BAD, ids=[f"{rule.__name__}-{n}" for n, (rule, _) in enumerate(BAD)])
def test_a_bad_notebook_is_caught(rule, notebook):
    assert rule(notebook)


@pytest.mark.parametrize("rule", [*rules.RULES, *rules.LESSON_RULES], ids=lambda rule: rule.__name__)
def test_a_good_lesson_passes(rule):
    assert rule(lesson()) == []


@pytest.mark.parametrize("source", BREAKERS)
def test_a_breaker_is_caught(source):
    assert rules.no_breakers(book(H1, code(source)))


@pytest.mark.parametrize("source", FINE)
def test_fine_code_is_left_alone(source):
    assert rules.no_breakers(book(H1, code(source))) == []


def test_every_rule_has_a_bad_example():
    shown = {rule for rule, _ in BAD} | {rules.no_breakers}
    assert shown == {*rules.RULES, *rules.LESSON_RULES}


def test_a_small_palette_picture_and_a_meant_error_may_stay():
    cells = code("f", shows("image/png", png(640, 3))), code("1/0", FLAW, tags=["raises-exception"])
    assert rules.no_picture_by_jupyterlab(book(H1, *cells)) == rules.errors_are_meant(book(H1, *cells)) == []


def test_links_in_markdown_are_no_outside_host():
    assert rules.no_outside_host(book(text("# A\n\n[a source](https://example.org)"))) == []


@pytest.mark.parametrize(("source", "caught"), [
    ("# A\n\nRed is named.", True),
    ("# A\n\n## In this essay\n\nRed is named.\n\n### Below it\n\nRed again.", False),
    ("# A\n\n## In this essay\n\nFine.\n\n## After it\n\nRed is named.", True),
    ("# A\n\nThe reds and Redder are other words.", False),
])
def test_a_stakeholder_is_named_only_in_this_essay(source, caught):
    assert bool(rules.nothing_case_bound(book(text(source)), ["Red"])) == caught


def test_prose_rule_reads_neither_code_nor_pictures():
    assert rules.prose_is_calm(book(text("# A\n\n`a != b` ![a chart](a.png)\n\n```\nprint('Hi!')\n```"))) == []
