"""The step “class-report”: the codings that a class handed in, as a notebook to project. Pseudonyms only."""

import ast
import contextlib
import io
import re
import shutil
import sys
import tempfile
from pathlib import Path, PurePosixPath

import nbformat

from .. import page
from ..collecting import collect, handed_in
from ..collecting.people import pseudonyms
from ..course import HELPER, Refusal, cases
from ..handing_out.release import copy_case, copy_helper

TABLES = ("inducement_codes", "positions")
_FILE = re.compile(rf"(?P<case>.+)-(?P<table>{'|'.join(TABLES)})\.csv", re.IGNORECASE)
_LARGEST = 1_000_000  # bytes of one coding: a full grid has a hundredth of it
_KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
           "language_info": {"name": "python"}}  # fmt: skip


def class_report(course, path=None, case="", table="", rest="open", seed=None, layout=""):
    """Write the report of a class; return (notebook, page, how many codings, files left out).

    path: a zip or folder of codings; without it, those of the collected hand-ins. case, table: which ("positions"
    or "inducement_codes"); without them, what most handed in. rest: as in `read_class`. layout: how
    `path` is sorted, as in `collect`. seed: for pseudonyms that a test can foresee; without it they are drawn.
    Raises Refusal where there is no coding of a case of this collection.
    """
    name, table, files = _codings_in(handed_in_files(course, path, layout), table, case)
    key = pseudonyms(course.root / "key.csv", sorted(files), seed)
    folder = course.reports / f"class-report-{name}-{table}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "codings").mkdir(parents=True)
    for student, content in files.items():
        (folder / "codings" / f"{key[student]}.csv").write_bytes(content)
    copy_helper(folder)
    copy_case(name, folder)
    shutil.copyfile(Path(__file__).with_name("class_views.py"), folder / "class_views.py")
    book, values = executed(_cells(name, table, rest), folder)
    nbformat.write(book, folder / "class-report.ipynb")
    pieces = page.Pieces()
    markup = page.body(book, pieces, code=False)
    whole = page.page(f"Class report: {name}", markup, pieces.charts)
    (folder / "class-report.html").write_text(whole, encoding="utf-8")
    refused = values["refused"]
    names = {pseudonym: student for student, pseudonym in key.items()}
    left_out = [f"{names[PurePosixPath(row.file).stem]}: {row.problems[0]}" for row in refused]
    return folder / "class-report.ipynb", folder / "class-report.html", values["codings"]["coder"].nunique(), left_out


def handed_in_files(course, path=None, layout=""):
    """Return {student: {name: bytes}} of all files that may be codings. Raises Refusal where there is nothing."""
    if path:
        with handed_in.opened(course, path, layout) as arrival:
            return {student: _tables(handed, arrival.title) for student, handed in arrival.people.items()}
    rows = collect.collected(course, ", or name a zip of codings with --codings")
    return {row.student: collect.beside(course, row.student, row.file) for row in rows}


def _tables(handed, title):
    """Return {name: bytes} of the tables that one student handed in."""
    with tempfile.TemporaryDirectory() as scratch:
        number, _ = handed_in.keep(handed, Path(scratch), title)
        made, _ = handed_in.unpacked(Path(scratch) / f"attempt-{number}", Path(scratch) / "opened")
        paths = {name: Path(scratch) / "opened" / name for name in made.names if name.lower().endswith(".csv")}
        return {name: path.read_bytes() for name, path in paths.items() if path.stat().st_size <= _LARGEST}


def _codings_in(files, table, case):
    """Return the case and table that most students coded, and {student: bytes} of these files."""
    known, found = cases(), {}
    for student, held in files.items():
        for name, content in sorted(held.items()):
            about = _about(PurePosixPath(name).name, content, case)
            if about and about[0] in known and case in ("", about[0]) and table in ("", about[1]):
                found.setdefault(about, {})[student] = content
    if not found:
        name = f"{case or 'anchorage'}-{table or TABLES[0]}.csv"
        words = f"Such a file is called, for example, {name}; cases: {', '.join(known)}."
        raise Refusal(f"There is no coding among what was handed in. {words}")
    (case, table), chosen = max(found.items(), key=lambda item: (len(item[1]), item[0]))
    return case, table, chosen


def _about(name, content, case):
    """Return (case, table) of a file of codes, by its name or else by its header and the case asked for; or None."""
    match, head = _FILE.fullmatch(name), content.split(b"\n", 1)[0]
    if match:
        return match["case"], match["table"].lower()
    if not name.lower().endswith(".csv") or b"direction" not in head or not case:
        return None
    return case, TABLES[b"inducement" not in head]


def executed(sources, folder):
    """Run cells in this process, in `folder`; return (notebook with outputs, the names that they left behind).

    A kernel would do the same and take seconds more. sources: (kind, text) pairs. Errors are raised.
    """
    cells, values, count = [], {"__name__": "__main__"}, 0
    with _ready(folder):
        for number, (kind, source) in enumerate(sources):
            if kind == "markdown":
                cells.append(nbformat.v4.new_markdown_cell(source, id=f"report-{number:02d}"))
                continue
            count += 1
            outputs = _run(source, values, count)
            cells.append(nbformat.v4.new_code_cell(source, id=f"report-{number:02d}", outputs=outputs,
                                                   execution_count=count))  # fmt: skip
    book = nbformat.v4.new_notebook(cells=cells, metadata=_KERNEL)
    nbformat.validate(book)
    return book, values


@contextlib.contextmanager
def _ready(folder):
    """Let cells find standpoint and what lies beside the notebook."""
    before = list(sys.path)
    sys.path[:0] = [str(folder), str(HELPER)]
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.path[:] = before


def _run(source, values, count):
    """Run one cell; return its outputs: what it printed, and its last value as Jupyter would show it."""
    from IPython.core.formatters import DisplayFormatter

    parts, printed = ast.parse(source), io.StringIO()
    last = parts.body.pop() if isinstance(parts.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(parts, "<cell>", "exec"), values)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), values) if last else None
    outputs = [nbformat.v4.new_output("stream", text=printed.getvalue())] if printed.getvalue() else []
    if value is not None:
        data, metadata = _chart(value) or DisplayFormatter().format(value)
        outputs.append(nbformat.v4.new_output("execute_result", data=data, metadata=metadata, execution_count=count))
    return outputs


def _chart(value):
    """Return what standpoint shows for a plotly figure; None for anything else."""
    import plotly.io as pio

    is_figure = hasattr(value, "to_plotly_json")
    return (pio.renderers["standpoint"].to_mimebundle(value.to_dict()), {}) if is_figure else None


def _cells(name, table, rest):
    """Return the report as (kind, text) pairs."""
    draw = {"positions": "draw.position_map", "inducement_codes": "charts.inducement_map"}[table]
    args = f'"{table}"'
    pieces = Path(__file__).with_name("class_report.md").read_text(encoding="utf-8").split("\n---\n")
    cells = []
    for piece in pieces:
        kind = "code" if piece.strip().startswith("```") else "markdown"
        text = piece.strip().removeprefix("```python").removesuffix("```").strip() if kind == "code" else piece.strip()
        for word, value in {"CASE": name, "TABLE": args, "REST": rest, "DRAW": draw}.items():
            text = text.replace(f"@{word}@", value)
        cells.append((kind, text))
    return cells
