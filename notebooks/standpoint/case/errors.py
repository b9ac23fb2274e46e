"""What is wrong with a file, in words: one Problem for each thing, one CaseError for all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or was repaired: where (file, rows, column), what, and how to mend it.

    rows: the rows as a spreadsheet counts them, the header is row 1; () where the file as a whole is meant.
    """

    file: str
    rows: tuple
    column: str
    what: str
    mend: str = ""

    def __str__(self):
        place = [self.file, _rows_in_words(self.rows), f"column {self.column}" if self.column else ""]
        return f"{', '.join(part for part in place if part)}: {self.what} {self.mend}".strip()


class CaseError(ValueError):
    """What is wrong with the files of a case: one message that lists every problem.

    problems: list of Problem (file, rows, column, what, mend).
    """

    nothing = "Nothing was loaded, and no file was changed."

    def __init__(self, problems):
        self.problems = list(problems)
        count = len(self.problems)
        head = "1 problem was found." if count == 1 else f"{count} problems were found."
        lines = [f"{n}. {problem}" for n, problem in enumerate(self.problems, start=1)]
        super().__init__("\n".join([f"{head} {self.nothing}", *lines]))

    @classmethod
    def of(cls, file, what, mend, column=""):
        """Return the error of one thing that is wrong with a file as a whole."""
        return cls([Problem(file, (), column, what, mend)])

    def _render_traceback_(self):
        # IPython shows this in place of a traceback: a reader needs the message alone.
        return [str(self)]


class TableError(CaseError):
    """What is wrong with a table that was given to a case; a single problem is the whole message."""

    nothing = "The case is as it was."

    def __str__(self):
        return str(self.problems[0]) if len(self.problems) == 1 else super().__str__()


def _rows_in_words(rows):
    """Say which rows are meant: "row 4", "rows 2 to 4, 7"."""
    runs = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    words = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    return f"{'row' if len(rows) == 1 else 'rows'} {', '.join(words)}" if words else ""
