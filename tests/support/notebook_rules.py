"""The rules that every saved notebook keeps: pure functions from a notebook (a dict) to a list of problems.

RULES holds for each notebook, LESSON_RULES for the lessons from 01 on.
"""

import ast
import json
import math
import re
import statistics
from collections import Counter
from pathlib import Path

import nbformat
import pictures
import refresh

PLOTLY = pictures.PLOTLY
LESSON_HEADINGS = [
    "Before you look", "Look", "Read", "Measure", "Explore", "Argue", "Your turn",
    "What you may now say", "What this cannot tell you", "Going further", "Sources", "Next",
]
MAX_BYTES = 300_000


def load(path: Path) -> dict:
    """The notebook as a dict whose sources and text outputs are strings."""
    nb = json.loads(path.read_text(encoding="utf-8"))
    for cell in nb["cells"]:
        cell["source"] = "".join(cell["source"])
        for out in cell.get("outputs", []):
            if "text" in out:
                out["text"] = "".join(out["text"])
            for kind, value in out.get("data", {}).items():
                if isinstance(value, list):
                    out["data"][kind] = "".join(value)
    return nb


def code_cells(nb: dict) -> list[dict]:
    """The code cells, in order."""
    return [cell for cell in nb["cells"] if cell["cell_type"] == "code"]


def markdown_cells(nb: dict) -> list[dict]:
    """The text cells, in order."""
    return [cell for cell in nb["cells"] if cell["cell_type"] == "markdown"]


def outputs(nb: dict) -> list[tuple[str, dict]]:
    """(words that say which cell, output) for each saved output."""
    return [(name(cell), out) for cell in code_cells(nb) for out in cell.get("outputs", [])]


def name(cell: dict) -> str:
    """How a problem names a cell: its id and how it starts."""
    lines = cell["source"].strip().splitlines() or [""]
    return f"cell {cell.get('id', '?')} ({lines[0][:50]})"


def tags(cell: dict) -> list[str]:
    """The cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def prose_lines(nb: dict) -> list[str]:
    """The lines of all text cells, without those inside ``` fences."""
    lines, fenced = [], False
    for cell in markdown_cells(nb):
        for line in cell["source"].splitlines():
            if line.lstrip().startswith("```"):
                fenced = not fenced
            elif not fenced:
                lines.append(line)
    return lines


def heading(line: str) -> tuple[int, str] | None:
    """(level, words) when the line is a heading, else None."""
    found = re.match(r"(#{1,6})\s+(.*?)\s*#*$", line)
    return (len(found[1]), found[2]) if found else None


def headings(nb: dict) -> list[tuple[int, str]]:
    """(level, words) of each heading, in order."""
    return [found for line in prose_lines(nb) if (found := heading(line))]


def strings(value: object) -> list[str]:
    """All strings inside a saved output, but for packed numbers and pictures."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        kept = [item for key, item in value.items() if key != "bdata" and not key.startswith("image/")]
        return [text for item in kept for text in strings(item)]
    return []


# ---- what is saved -------------------------------------------------------------------------------------

def counts_run_in_order(nb: dict) -> list[str]:
    """Execution counts are 1, 2, 3 ...: run from top to bottom in one go."""
    counts = [cell["execution_count"] for cell in code_cells(nb)]
    in_order = counts == list(range(1, len(counts) + 1))
    return [] if in_order else [f"execution counts are {counts}, not 1 to {len(counts)}"]


def nothing_on_stderr(nb: dict) -> list[str]:
    """No warning is saved."""
    return [f"{cell} writes to stderr: {out['text'][:200]}" for cell, out in outputs(nb) if out.get("name") == "stderr"]


def no_widget_saved(nb: dict) -> list[str]:
    """No widget state (it can be 5 MB) and no widget view (its id changes on each run)."""
    state = ["the notebook's metadata holds widget state"] if "widgets" in nb["metadata"] else []
    return state + [f"{cell} saves a widget view" for cell, out in outputs(nb)
                    if any("widget" in kind for kind in out.get("data", {}))]


def errors_are_meant(nb: dict) -> list[str]:
    """A cell raises if, and only if, it has the tag raises-exception.

    In a cell with the tag your-turn a reader writes code: there the tag lets Run All go on after a slip.
    """
    found = []
    for cell in code_cells(nb):
        raised = any(out["output_type"] == "error" for out in cell.get("outputs", []))
        if raised and "raises-exception" not in tags(cell):
            found.append(f"{name(cell)} raises without the tag raises-exception")
        if not raised and "raises-exception" in tags(cell) and "your-turn" not in tags(cell):
            found.append(f"{name(cell)} has the tag raises-exception but raises nothing")
    return found


def metadata_is_minimal(nb: dict) -> list[str]:
    """Only what refresh.py writes: a diff shows what a person changed."""
    found = [] if nb["metadata"] == refresh.NOTEBOOK_METADATA else ["the notebook's metadata is not minimal"]
    if (nb["nbformat"], nb["nbformat_minor"]) != (4, 5):
        found.append("the format is not 4.5")
    for cell in nb["cells"]:
        extra = set(cell["metadata"]) - refresh.CELL_METADATA
        found += [f"{name(cell)} carries metadata {sorted(extra)}"] if extra else []
    ids = Counter(cell.get("id") for cell in nb["cells"])
    return found + [f"the cell id {key} is there {n} times" for key, n in ids.items() if n > 1 or key is None]


def plumbing_is_folded(nb: dict) -> list[str]:
    """A cell that only imports, draws and shows is folded; what a student reads or fills in is open."""
    cells = [(cell, cell["metadata"], refresh.folded(nbformat.from_dict(cell))) for cell in code_cells(nb)]
    return [f"{name(cell)} should {'be folded' if 'jupyter' in wanted else 'stand open'}; run tests/tools refresh"
            for cell, metadata, wanted in cells if metadata != wanted]


def no_picture_by_jupyterlab(nb: dict) -> list[str]:
    """Saving in JupyterLab adds a window-sized PNG to each figure; only a small palette picture may stay."""
    return [f"{cell} saves a picture that JupyterLab made; run tests/tools/refresh.py" for cell, out in outputs(nb)
            if "image/png" in out.get("data", {}) and not pictures.is_small(out["data"]["image/png"])]


def each_chart_has_its_picture(nb: dict) -> list[str]:
    """Beside each chart stands a small picture, for sites that draw no chart."""
    return [f"{cell}: the chart has no picture; run tests/tools/refresh.py where there is a Chromium"
            for cell, out in outputs(nb) if PLOTLY in out.get("data", {}) and pictures.PNG not in out["data"]]


def figures_say_what_they_show(nb: dict) -> list[str]:
    """Each plotly figure has a title, and a description in words for who cannot see it."""
    found = []
    for cell, out in outputs(nb):
        layout = out.get("data", {}).get(PLOTLY, {}).get("layout", {})
        if PLOTLY not in out.get("data", {}):
            continue
        title = layout.get("title") or ""
        if not str(title.get("text") or "" if isinstance(title, dict) else title).strip():
            found.append(f"{cell}: the figure has no title")
        description = (layout.get("meta") or {}).get("description")
        if not (isinstance(description, str) and re.search(r"\w+\W+\w+", description)):
            found.append(f"{cell}: the figure has no description (layout.meta.description)")
    return found


def no_machine_path(nb: dict) -> list[str]:
    """No output names a folder of the machine that made it."""
    path = re.compile(r"(?<![\w.])/(home|root|tmp|Users)/|\b[A-Z]:\\")
    return [f"{cell} shows a path of this machine" for cell, out in outputs(nb)
            if any(path.search(text) for text in strings(out))]


def no_outside_host(nb: dict) -> list[str]:
    """No output makes a reader's browser ask another machine; links in Markdown are for the reader to follow."""
    found = []
    for cell, out in outputs(nb):
        data = {kind: value for kind, value in out.get("data", {}).items() if kind != "text/markdown"}
        text = "\n".join(strings({**out, "data": data})).replace("http://www.w3.org/", "")  # names, not addresses
        if host := re.search(r"(https?:)?//[\w-]+\.[\w.-]+", text):
            found.append(f"{cell} names an outside host: {host[0]}")
    return found


def size_is_modest(nb: dict) -> list[str]:
    """The file stays under 300 kB."""
    size = len(refresh.text_of(nbformat.from_dict(nb)).encode())
    return [] if size < MAX_BYTES else [f"the notebook has {size:,} bytes; the limit is {MAX_BYTES:,}"]


# ---- the code ------------------------------------------------------------------------------------------

def cells_are_short(nb: dict) -> list[str]:
    """No code cell over 20 lines; the middle one at most 4, nine of ten at most 10."""
    cells = code_cells(nb)
    lengths = sorted(len(cell["source"].strip().splitlines()) for cell in cells)
    if not lengths:
        return []
    found = [f"{name(cell)} has more than 20 lines" for cell in cells if len(cell["source"].strip().splitlines()) > 20]
    median, ninth = statistics.median(lengths), lengths[math.ceil(0.9 * len(lengths)) - 1]
    found += [f"the median code cell has {median} lines; the limit is 4"] if median > 4 else []
    return found + ([f"the 90th percentile of code cells is {ninth} lines; the limit is 10"] if ninth > 10 else [])


def what_is_read_is_plain(nb: dict) -> list[str]:
    """In code that stands open no line over 88 letters, and no guard for another case (an “if … else” in a line)."""
    found = []
    for cell in [cell for cell in code_cells(nb) if not refresh.is_plumbing(cell["source"])]:
        found += [f"{name(cell)}: too long: {line}" for line in cell["source"].splitlines() if len(line) > 88]
        found += [f"{name(cell)} has a guard" for node in ast.walk(ast.parse(cell["source"]))
                  if isinstance(node, ast.IfExp)]  # fmt: skip
    return found


def a_sentence_before_each_cell(nb: dict) -> list[str]:
    """At most 15 % of code cells follow another code cell with no word between."""
    kinds = [cell["cell_type"] for cell in nb["cells"]]
    after = sum(pair == ("code", "code") for pair in zip(kinds, kinds[1:], strict=False))
    share = after / max(1, kinds.count("code"))
    return [] if share <= 0.15 else [f"{after} of {kinds.count('code')} code cells follow code directly; at most 15 %"]


def no_trailing_semicolon(nb: dict) -> list[str]:
    """nbval does not know the silent `;`: write `_ = ...`."""
    return [f"{name(cell)} ends with a semicolon" for cell in code_cells(nb) if cell["source"].rstrip().endswith(";")]


FORBIDDEN = {
    r"(?m)^\s*[!%]": "a shell line or a magic; requirements.txt installs, plain Python does the rest",
    r"\binput\s*\(": "input() stops a run from top to bottom",
    r"https?://": "reading from an address; the data lives in the repository",
    r"\binplace\s*=\s*True": "inplace=True; in pandas 3 it may change a copy and do nothing",
    r"\bsys\.path\b|\bos\.chdir\b": "sys.path or os.chdir; a notebook runs in its own folder",
    r"\bpd\.value_counts\b": "pd.value_counts is gone from pandas; use the column's own value_counts()",
    r"=\s*[\w.]+\.append\(": "DataFrame.append is gone from pandas; use pd.concat",
    r"\.agg\(\s*(sum|min|max|len|np\.\w+)\b": "agg with a function; name it as text, and choose its columns",
    r"\.astype\(\s*[\"']?bool": "a blank turned into True or False; say first what a blank means",
    r"(?<!@)\b(interact(ive_output|ive|_manual)?|clear_output)\s*\(":
        "interact or clear_output; write @interact(...) above a function that returns a number or a table",
}
GIVES_A_SERIES = {"value_counts", "mode", "sum", "mean", "median", "max", "min", "count", "head", "tail",
                  "sort_values", "dropna", "unstack", "first", "last", "size", "nunique"}


def no_breakers(nb: dict) -> list[str]:
    """Code that was seen to break in other collections."""
    found = []
    for cell in code_cells(nb):
        found += [f"{name(cell)}: {why}" for pattern, why in FORBIDDEN.items() if re.search(pattern, cell["source"])]
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:
            found += [] if "raises-exception" in tags(cell) else [f"{name(cell)}: not plain Python"]
            continue
        found += [f"{name(cell)}: {why}" for node in ast.walk(tree) if (why := breaker(node))]
    return found


def breaker(node: ast.AST) -> str | None:
    """Why this piece of code is a breaker, or None."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is ...:
        return "a bare ... left to be filled in"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) > 1:
        if re.match(r"(read|to)_(csv|json|excel|html|parquet|markdown|table)$", node.func.attr):
            return f"{node.func.attr} takes one argument by place; name the others"
    if isinstance(node, ast.Subscript) and is_whole_number(node.slice) and is_column(node.value):
        return "a position in a Series, as in series[0]; write series.iloc[0]"
    return None


def is_whole_number(node: ast.AST) -> bool:
    """Whether the code is a plain whole number such as 0 or -1."""
    node = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(node, ast.Constant) and type(node.value) is int


def is_column(node: ast.AST) -> bool:
    """Whether the code is surely a Series: table["column"], or a method that gives one."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GIVES_A_SERIES


# ---- the text ------------------------------------------------------------------------------------------

def headings_form_a_tree(nb: dict) -> list[str]:
    """One heading of level 1, first of all; below it no level is skipped."""
    levels = [level for level, _ in headings(nb)]
    found = [] if levels.count(1) == 1 and levels[0] == 1 else ["there is not one H1 that comes first"]
    return found + [f"the heading '{words}' skips a level" for (before, _), (level, words)
                    in zip(headings(nb), headings(nb)[1:], strict=False) if level > before + 1]


def prose_is_calm(nb: dict) -> list[str]:
    """No exclamation marks, and no word that tells a reader that it ought to be easy."""
    found = []
    for line in prose_lines(nb):
        plain = re.sub(r"`[^`]*`|!(?=\[)", "", line)
        found += [f"exclamation mark: {line[:80]}"] if "!" in plain else []
        found += [f"the word '{word}': {line[:80]}" for word in re.findall(r"(?i)\b(?:simply|just|obviously)\b", plain)]
    return found


def nothing_case_bound(nb: dict, labels: list[str]) -> list[str]:
    """Text cells name no stakeholder of one case, except below a heading with the words "In this essay"."""
    found, open_level = [], None
    for line in prose_lines(nb):
        if head := heading(line):
            level, words = head
            if open_level is None or level <= open_level:
                open_level = level if "In this essay" in words else None
        if open_level is None:
            found += [f"names {label} outside 'In this essay': {line[:80]}" for label in labels
                      if re.search(rf"\b{re.escape(label)}\b", line)]
    return found


# ---- the shape of a lesson -----------------------------------------------------------------------------

def lesson_headings(nb: dict) -> list[str]:
    """The fixed headings of level 2, in order."""
    found = [words for level, words in headings(nb) if level == 2]
    return [] if found == LESSON_HEADINGS else [f"the headings are {found}, not {LESSON_HEADINGS}"]


def outcomes(nb: dict) -> list[int]:
    """The numbers of the outcomes listed in the first cell."""
    return [int(number) for number in re.findall(r"(?m)^(\d+)\. \S", nb["cells"][0]["source"])]


def lesson_opening(nb: dict) -> list[str]:
    """The first cell: title, question, numbered outcomes, minutes, what the lesson builds on."""
    first = nb["cells"][0]
    if first["cell_type"] != "markdown":
        return ["the first cell is not text"]
    text = first["source"]
    found = [f"the first cell has no {what}" for what, pattern in {
        "title": r"(?m)^# \S", "line that starts **Question.**": r"(?m)^\*\*Question\.\*\* \S",
        "**Minutes.**": r"\*\*Minutes\.\*\* \S", "**Builds on.**": r"\*\*Builds on\.\*\* \S",
    }.items() if not re.search(pattern, text)]
    numbers = outcomes(nb)
    in_order = numbers and numbers == list(range(1, len(numbers) + 1))
    return found if in_order else [*found, "the first cell has no list of outcomes numbered from 1"]


def exercises_have_two_routes(nb: dict) -> list[str]:
    """Each exercise names the outcome that it tests, and has a route without code and one with pandas."""
    found, number = [], 0
    for title, text in sections(nb, "Your turn"):
        number += 1
        match = re.match(r"Exercise (\d+) \(outcome (\d+)\)(?=$|[.:] )", title)
        if not match or int(match[1]) != number:
            found.append(f"'{title}' should read 'Exercise {number} (outcome K)'")
        elif int(match[2]) not in outcomes(nb):
            found.append(f"'{title}' names an outcome that the first cell does not list")
        routes = ("Without code", "With pandas")
        found += [f"'{title}' lacks the words '{words}'" for words in routes if words not in text]
    return found if number else ["there is no exercise (a heading of level 3) under 'Your turn'"]


def sections(nb: dict, chapter: str) -> list[tuple[str, str]]:
    """(words of the heading, text below it) for the level-3 headings inside a level-2 chapter."""
    found, inside = [], False
    for line in prose_lines(nb):
        level, words = heading(line) or (0, "")
        if level == 2:
            inside = words == chapter
        elif level == 3 and inside:
            found.append((words, ""))
        elif inside and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    return found


RULES = [
    counts_run_in_order, nothing_on_stderr, no_widget_saved, errors_are_meant, metadata_is_minimal,
    no_picture_by_jupyterlab, each_chart_has_its_picture, figures_say_what_they_show, no_machine_path,
    no_outside_host, size_is_modest, cells_are_short, a_sentence_before_each_cell, no_trailing_semicolon,
    no_breakers, headings_form_a_tree, prose_is_calm,
]
LESSON_RULES = [plumbing_is_folded, lesson_headings, lesson_opening, exercises_have_two_routes, what_is_read_is_plain]
