"""All that a lesson or an exercise shows of a case, as text."""

import ast
import contextlib
import html
import io
import re

import notebook_rules
import panels
import plotly.graph_objects as go
import refresh
import standpoint
from standpoint.panel.panel import Panel

LESSONS = sorted(path.stem for path in (refresh.ROOT / "notebooks").glob("*.ipynb"))


def run_cells(lesson, case, monkeypatch, show=lambda figure: None):
    """Run every code cell of a lesson on a case; yield (what it prints, its last value). show: takes each chart."""
    monkeypatch.setattr(standpoint, "load", lambda name: case)
    monkeypatch.setattr(go.Figure, "show", show)
    book, names = notebook_rules.load(refresh.ROOT / "notebooks" / f"{lesson}.ipynb"), {}
    for cell in notebook_rules.code_cells(book):
        tree, out = ast.parse(cell["source"]), io.StringIO()
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(out):
            exec(compile(tree, lesson, "exec"), names)
            value = eval(compile(ast.Expression(last.value), lesson, "eval"), names) if last else None
        yield out.getvalue(), value


def shown_by(lesson, case, monkeypatch):
    """All that the cells of a lesson show of a case, as text: what they print, their tables, charts and explorers."""
    found = []
    for out, value in run_cells(lesson, case, monkeypatch, lambda figure: found.append(str(figure.to_plotly_json()))):
        found.extend([out, *of_value(value)])
    return found


def of_value(value):
    if isinstance(value, Panel):
        yield from of_panel(value)
    elif hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        yield from map(str, (bundle[0] if isinstance(bundle, tuple) else bundle).values())
    elif value is not None:
        yield getattr(value, "_repr_html_", lambda: "")() or repr(value)


def of_panel(panel):
    """The words of a panel, at its start and after each choice of a list and each tick."""
    yield from [panel.words, panel.page, *panel.state["slots"].values(), *panel.evidence.values()]
    for name, value in list(panel.controls.items()):
        options = re.findall(rf'name="{re.escape(html.escape(name))}"[^>]*value="([^"]*)"', panel.page)
        for new in [not value] if isinstance(value, bool) else options:
            answer = panels.give(panel, name, new)
            yield from [answer["said"], answer["notice"], *answer["slots"].values()]
        if isinstance(value, bool) or options:
            panels.give(panel, name, value)


def of_exercise(exercise, case):
    """The words of an exercise: its card, and the replies to right and to wrong answers."""
    question = exercise.asked(case)
    yield question.prompt
    yield from (part.field["label"] for part in question.parts)
    right = {part.field["name"]: next(iter(options(part))) for part in question.parts}
    for part in question.parts:
        for value in options(part):
            reply = exercise.reply(question, right | {part.field["name"]: value})
            yield from [reply.title, *reply.lines, *(str(cell) for row in reply.table for cell in row)]
            yield from [str(words) for words in (part.slips or {}).values()]


def options(part):
    """Values of a field, the right one first."""
    field, right = part.field, None if callable(part.right) else part.right
    if field["kind"] == "many":
        return [list(right or []), *([value] for value, _ in field["options"])]
    if field["kind"] == "choice":
        values = [value for value, _ in field["options"]]
        return sorted(values, key=lambda value: value not in (right if isinstance(right, set) else {right}))
    if field["kind"] == "number":
        return [right or 0, (right or 0) + 1]
    return [go.Figure() if field["kind"] == "figure" else "some words"]
