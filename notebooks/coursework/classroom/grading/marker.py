"""Counts the points of answers in a process that student code never touched: answers come in as plain data alone.

Started by apart.py, speaks lines of JSON. Reads {folder, cells, answers, calls}; writes {cell: {points, words,
problem}}, or for {"ask": cells, "functions": names} the calls that the test cells want to make.
"""

import ast
import contextlib
import io
import json
import os
import sys
import warnings
from pathlib import Path

LONGEST = 20_000  # characters of the words beside a mark


class Handed:
    """Stands in for a function of the student: it knows what that one gave in the student's kernel.

    said: {arguments as Python source: what was handed over, see startup.hand_over}.
    """

    def __init__(self, said):
        self._said = said
        self.borrowed = any(one.get("borrowed") for one in said.values())

    def __call__(self, *arguments):
        """Return what the function gave, or raise what it raised."""
        found = self._said.get(as_source(arguments))
        if found is None:
            raise TimeoutError("it gave no answer in time")
        if "raised" in found:
            raise type(str(found["raised"][0]), (Exception,), {})(found["raised"][1])
        return found.get("gave", f"something that is no plain value ({found.get('unreadable')})")


class Asked:
    """Stands in for a function to learn how it will be called."""

    borrowed = False

    def __init__(self):
        self.calls = []

    def __call__(self, *arguments):
        """Note the call; return an empty answer."""
        self.calls.append(as_source(arguments))
        return {}


def as_source(arguments):
    """Return the arguments of a call as Python source with the names nan, NA and Series: a tuple of rows."""
    return f"({', '.join(map(_row, arguments))},)"


def _row(row):
    values = ", ".join(_value(value) for value in row)
    if not hasattr(row, "index") or isinstance(row, (list, tuple)):
        return f"[{values}]"
    return f"Series([{values}], index={list(row.index)!r}, dtype={str(row.dtype)!r})"


def _value(value):
    return "NA" if type(value).__name__ == "NAType" else repr(value.item() if hasattr(value, "item") else value)


def counted(cells, answers, calls):
    """Return {name: {"points": float or None, "words": str, "problem": str}} for each test cell, run in this folder.

    cells: {name: source of a test cell, which ends with its points}. answers: {cell: {name: plain value}}. calls:
    {cell: {function: see Handed}}.
    """
    return {name: _counted(source, answers.get(name, {}) | {function: Handed(said) for function, said in
                                                            calls.get(name, {}).items()})
            for name, source in cells.items()}  # fmt: skip


def _counted(source, names):
    try:
        words, points = run(source, names)
        if isinstance(points, float) and points == points:
            return {"points": points, "words": words[:LONGEST], "problem": ""}
        return {"points": None, "words": words[:LONGEST], "problem": "the count came to no number"}
    except Exception as error:
        words = f"{type(error).__name__}: {error}"[:300]
        return {"points": None, "words": "", "problem": f"its answer has a form that the count cannot read ({words})"}


def run(source, names):
    """Run the source of a cell; return (what it printed, the value of its last line)."""
    body = ast.parse(source).body
    last, space, out = ast.Expression(body.pop().value), {"__name__": "__main__", **names}, io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(ast.Module(body, []), "test", "exec"), space)
        return out.getvalue(), eval(compile(last, "test", "eval"), space)


def wanted(cells, functions):
    """Return {cell: {function: [arguments as source]}}: how the test cells will call functions of the student."""
    found = {}
    for name, source in cells.items():
        asked = {function: Asked() for function in functions if function in source}
        with contextlib.suppress(Exception):  # without answers a test may stop; its calls up to there are known
            run(source, asked) if asked else None
        found[name] = {function: list(dict.fromkeys(one.calls)) for function, one in asked.items()}
    return found


def main():
    """Do what the lines of the standard input ask for, until it ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not mix with the answers
    home = Path.cwd()
    for line in sys.stdin:
        job = json.loads(line)
        if "ask" in job:
            said = wanted(job["ask"], job["functions"])
        else:
            os.chdir(job["folder"])
            said = counted(job["cells"], job["answers"], job["calls"])
            os.chdir(home)
        out.write(json.dumps(said) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
