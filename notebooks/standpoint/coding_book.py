"""A reader's codes of one case: kept in my-work beside the notebook, saved on each change, never over a broken file."""

import json
import os
from pathlib import Path

from .case import items_of
from .coding_cells import EMPTY, clean, judge, parts_of_text
from .coding_file import alone, as_csv, coding_template, read_file, write_whole
from .table import CaseError

_AGAIN = "Run this cell again to read it."


class Book:
    """The codes of one reader for one table of a case.

    file: Path of the CSV that holds the finished cells. aside: Path of a JSON file with the unfinished
    ones, so that the CSV can always be read. refused: list of sentences, why the file cannot be read;
    then nothing is ever written. notices: list of sentences, what was repaired while reading.
    cells: {(stakeholder, item): judged cell}, without the cells not looked at; see coding_cells.judge.
    """

    def __init__(self, case, table="positions", folder=None):
        self._case, self._table, self._parts = case, table, parts_of_text(case.essay)
        # STANDPOINT_WORK lets a test or a shared machine keep answers elsewhere.
        base = Path(folder or os.environ.get("STANDPOINT_WORK") or Path.cwd()) / "my-work"
        self.file = base / f"{case.name}-{table}.csv"
        self.aside = base / f"{case.name}-{table}-unfinished.json"
        self.template = base / f"{case.name}-{table}-template.csv"
        self.cells, self.refused, self.notices = {}, [], []
        self._seen = {}  # the bytes that each file held when it was last read or written here
        self._open()

    def change(self, sid, item, given):
        """Take over one cell as the reader filled it, and save; return (judged cell, words about saving).

        Raises KeyError where the case has no such stakeholder or item.
        """
        items, _ = items_of(self._case, self._table)
        if sid not in set(self._case.stakeholders["id"]) or item not in set(items["id"]):
            raise KeyError((sid, item))
        said = judge(self._case, self._table, sid, item, given, self._parts)
        self.cells.pop((sid, item), None)
        if said["state"] != "open":
            self.cells[sid, item] = said
        return said, self._save()

    def make_template(self):
        """Write the empty form for a spreadsheet, if there is none yet; return words that say what was done."""
        name = f"my-work/{self.template.name}"
        if self.template.exists():
            return f"The form is there already: {name}. It was not changed."
        text = coding_template(self._case, self._table).to_csv(index=False, lineterminator="\n")
        try:
            write_whole(self.template, text)
        except OSError as error:
            return f"The form could not be written ({error.strerror})."
        return (
            f"The form is {name}. Fill it in a spreadsheet: -1, 0, 1 or the word blank as direction. "
            f"Save it as “CSV UTF-8”, under the name {self.file.name} if it is to open here."
        )

    def _open(self):
        self._seen = {path: _bytes(path) for path in (self.file, self.aside)}
        try:
            if self._seen[self.file] is not None:
                self._take(read_file(self.file, self._case, self._table))
        except CaseError as error:
            self.cells, self.refused = {}, [str(problem) for problem in error.problems]
            return
        self._take_aside()

    def _take(self, coding):
        """Put the cells of a file that was read into the book."""
        _, column = items_of(self._case, self._table)
        self.notices = [str(notice) for notice in coding.notices]
        for row in coding.frame.to_dict("records"):
            self._put(row["stakeholder"], row[column], row)
        for row in coding.blanks.to_dict("records"):
            self._put(row["stakeholder"], row["item"], {"direction": "blank", "note": row["note"]})

    def _put(self, sid, item, given):
        self.cells[sid, item] = judge(self._case, self._table, sid, item, given, self._parts)

    def _take_aside(self):
        """Put the unfinished cells into the book. A cell that the CSV holds is finished, whatever stands here."""
        if self._seen[self.aside] is None:
            return
        try:
            kept = [(sid, item, clean(cell)) for sid, item, cell in json.loads(self._seen[self.aside].decode("utf-8"))]
        except (ValueError, TypeError, AttributeError, RecursionError):
            words = f"{self.aside.name} is damaged. It was not changed. Move it away, and run this cell again."
            self.cells, self.refused = {}, [words]
            return
        people, items = set(self._case.stakeholders["id"]), set(items_of(self._case, self._table)[0]["id"])
        for sid, item, cell in kept:
            if sid in people and item in items and (sid, item) not in self.cells and cell != EMPTY:
                self._put(sid, item, cell)

    def _save(self):
        """Write both files; return words that say so, or why not."""
        if self.refused:
            return "Nothing is saved: the file could not be read when this was opened."
        with alone(self.file):
            return self._write()

    def _write(self):
        if any(_bytes(path) != seen for path, seen in self._seen.items()):
            return f"Not saved: {self.file.name} was changed by another program since it was opened here. {_AGAIN}"
        try:
            # The unfinished cells first: whatever happens between the two files, no code is lost.
            for path, text in ((self.aside, self._aside_text()), (self.file, self._text())):
                if text.encode() != self._seen[path] and (self._seen[path] is not None or text != "[]\n"):
                    write_whole(path, text)
                    self._seen[path] = text.encode()
        except OSError as error:
            return f"Not saved ({error.strerror}). Is {self.file.name} open in another program?"
        return f"Saved in my-work/{self.file.name}."

    def _text(self):
        _, column = items_of(self._case, self._table)
        names = [field["name"] for field in self._case.schemas[self._table]["fields"]]
        rows = [
            {"stakeholder": sid, column: item} | said["cell"]
            for (sid, item), said in self._in_order()
            if said["state"] in ("coded", "blank")
        ]
        return as_csv(rows, names)

    def _aside_text(self):
        rows = [[sid, item, said["cell"]] for (sid, item), said in self._in_order() if said["state"] == "unfinished"]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    def _in_order(self):
        people = list(self._case.stakeholders["id"])
        items = list(items_of(self._case, self._table)[0]["id"])
        return sorted(self.cells.items(), key=lambda pair: (people.index(pair[0][0]), items.index(pair[0][1])))


def _bytes(path):
    """Return the bytes of a file, or None where there is none. What cannot be read counts as other bytes."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""
