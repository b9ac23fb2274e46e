"""Very small cases, made from the first one in memory, and a way to run all cells of a lesson on them."""

import ast
import contextlib
import io

import notebook_rules
import plotly.graph_objects as go
import refresh
import standpoint
from case_copy import unchecked

NEEDED = ("stakeholders", "issues", "positions")
PEOPLE = ("stakeholder", "viewpoint", "source", "target", "about", "bearer")


def one_stakeholder(case):
    """The case with its first stakeholder alone, and of the other tables only what names nobody else."""
    keep, found = {case.stakeholders["id"].iloc[0], "author", ""}, dict(case.tables)
    for name, table in case.tables.items():
        for column in set(PEOPLE) & set(table):
            found[name] = found[name][found[name][column].fillna("").isin(keep)]
    claims = {*found["claims"]["id"], ""}
    for name, column in (("tensions", "first"), ("tensions", "second"), ("record", "claim")):
        found[name] = found[name][found[name][column].fillna("").isin(claims)]
    return unchecked(case, **found | {"stakeholders": case.stakeholders.head(1)})


def nothing_optional(case):
    """The case with an empty table for every part that a case can leave out."""
    for name in set(case.tables) - set(NEEDED):
        case = case.with_table(name, case.tables[name].head(0))
    return case


TINY = {
    "one stakeholder": one_stakeholder,
    "nothing optional": nothing_optional,
    "one stakeholder and nothing else": lambda case: nothing_optional(one_stakeholder(case)),
}


def run_lesson(stem, case, monkeypatch):
    """Run every code cell of a lesson on `case`; return what each shows last, as text, and what it prints."""
    monkeypatch.setattr(standpoint, "load", lambda name: case)
    monkeypatch.setattr(go.Figure, "show", lambda figure: None)
    book, names, shown = notebook_rules.load(refresh.ROOT / "notebooks" / f"{stem}.ipynb"), {}, []
    for cell in notebook_rules.code_cells(book):
        tree, out = ast.parse(cell["source"]), io.StringIO()
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(out):
            exec(compile(tree, stem, "exec"), names)
            value = eval(compile(ast.Expression(last.value), stem, "eval"), names) if last else None
        shown.append(f"{out.getvalue()}{'' if value is None else as_shown(value)}")
    return shown


def as_shown(value):
    """What a notebook would show of a value, as text."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        return (bundle[0] if isinstance(bundle, tuple) else bundle).get("text/plain", "")
    return repr(value)
