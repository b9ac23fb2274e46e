"""Tables that the kit and a person both write: read with every problem told, written so that nothing in them runs."""

import csv
import io
import re

from .course import Refusal

_FORMULA = re.compile(r"'*\s*[=+\-@]")  # a spreadsheet runs a cell that begins so, and shows one behind an apostrophe
_NUMERAL = re.compile(r"[+-]?\d+([.,]\d+)?(e[+-]?\d+)?")


def write_table(path, columns, rows, delimiter=","):
    """Write rows as a CSV file that a spreadsheet opens with all its letters, and without running anything in it."""
    write_whole(path, csv_text([columns, *([harmless(cell) for cell in row] for row in rows)], delimiter), "utf-8-sig")


def csv_text(rows, delimiter=","):
    """Return rows of cells as the text of a CSV file."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def write_whole(path, text, encoding="utf-8"):
    """Write a file in one step, and return it: on a full disk, or by Ctrl+C, the one from before stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding=encoding, newline="")
        return part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_plain(path, columns, rows):
    """Write a platform's own table back as it reads it: commas, UTF-8, each cell as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def harmless(cell):
    """Return a cell that no spreadsheet runs: names and messages come from strangers."""
    return quoted(re.sub(r"[\x00-\x1f]+", " ", str(cell)))


def quoted(text):
    """Return a text that a spreadsheet would run behind an apostrophe, so that it shows it; any other as it is."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMERAL.fullmatch(text) else text


def unquoted(text):
    """Return a text without the apostrophe that `quoted` put before it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def number(text):
    """Return the number in a cell, with a decimal point or comma; None where it holds none."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def written(value):
    """Return a number as it stands in a cell; "" for None."""
    return "" if value is None else f"{value:g}"


def rows_of(path, needed=(), header=(), more=""):
    """Return (columns, [(row as a spreadsheet counts, {column: cell})]) of a CSV file; cells without spaces around.

    header: the whole first row, told where one of the columns that are needed is missing. more: see `refuse`.
    Raises Refusal with every problem of the file and every column that is missing.
    """
    from standpoint.case.csv_reader import read_sheet

    sheet = read_sheet(path)
    problems = [str(problem) for problem in sheet.problems]
    lost = [column for column in needed if column not in sheet.header] if not problems else []
    problems += [f"{path.name}, row 1: the column “{column}” is missing." for column in lost]
    if lost and header:
        problems.append(f"The first row is: {','.join(header)}")
    refuse(problems, more)
    return sheet.header, [(place, {name: unquoted(cell.strip()) for name, cell in cells.items()})
                          for place, cells in sheet.rows]  # fmt: skip


def refuse(problems, more=""):
    """Raise Refusal with all that is wrong with a table, where anything is. more: what counts without the table."""
    if problems:
        raise Refusal("\n".join([*problems, f"Nothing was changed. Mend the table, and run the step again.{more}"]))
