"""A reader's codes of one case: kept in my-work beside the notebook, saved on each change, never over a broken file."""

import contextlib
import io
import json

from ..case.case import items_of, load
from ..case.coding_file import BLANK, as_csv, coding_template, read_file
from ..case.csv_reader import read_sheet
from ..case.errors import CaseError
from ..case.package import work_folder
from ..case.safe_write import alone, write_whole
from ..case.schema import columns_of
from .coding_cells import EMPTY, clean, in_words, judge, mark
from .new_case import is_own

ELSEWHERE = "Not saved: this cell was changed in another view or notebook meanwhile."
_AGAIN = "Run this cell again to read it."
_TAKE_AWAY = "To be without it, choose blank, or remove its row there."


class Book:
    """The codes of one reader for one table of a case. folder: where they are kept; my-work if None.

    file: Path of the CSV that holds the finished cells. aside: Path of a JSON file with the unfinished
    ones, so that the CSV can always be read. refused: list of sentences, why the file cannot be read;
    then nothing is ever written. notices: list of sentences, what was repaired while reading.
    cells: {(stakeholder, item): judged cell}, without the cells not looked at; see coding_cells.judge. below: those
    that the table of a reader's own case holds; they are cells too, where the files hold no other in their place.
    taken: {(stakeholder, item)} that another view or notebook has changed, and that this book has taken over since.
    """

    def __init__(self, case, table="positions", folder=None):
        self._case, self._table = case, table
        base = folder or work_folder()
        self.file = base / f"{case.name}-{table}.csv"
        self.aside = base / f"{case.name}-{table}-unfinished.json"
        self.template = base / f"{case.name}-{table}-template.csv"
        self.cells, self.refused, self.notices = {}, [], []
        self.below = self._of_table()
        self.taken = set()
        self._seen = {}  # the bytes that each file held when it was last read or written here
        self._by, self._unsaved = {}, {}  # per cell: the view that changed it last; what the file holds in its place
        self._open()

    def change(self, sid, item, given, base=None, by=""):
        """Take over one cell as the reader filled it, and save; return (judged cell, words about saving).

        base: the fields of the cell as the reader saw them before; None: as they are in this book. by: the view in
        which the reader works. Where the cell is another one by now, in this book or in the file, and not by this
        view, that one stays and is returned; the words say so, and begin with ELSEWHERE.
        Raises KeyError where the case has no such stakeholder or item.
        """
        place = sid, item
        if sid not in set(self._case.stakeholders["id"]) or item not in set(items_of(self._case, self._table)[0]["id"]):
            raise KeyError(place)
        said, held = self._judged(place, given), self._held(place)
        if self.refused:
            return said, "Nothing is saved: the file could not be read when this was opened."
        with alone(self.file):
            if problem := self._catch_up() or self._gone(place):
                return held, f"Not saved: {problem}"
            there, seen = self._held(place), held["cell"] if base is None else clean(base)
            if there["cell"] not in (seen, said["cell"]) and not (by and self._by.get(place) == by):
                return there, f"{ELSEWHERE} It is now: {in_words(there)}."
            self._unsaved.setdefault(place, there["cell"])
            self._by[place] = by
            self._set(place, said)
            saved = self._write()
            if said["state"] == "open" and place in self.below and saved.startswith("Saved"):
                said = self.below[place]
                saved = f"Emptied here. The code of your {self._table}.csv stands again: {mark(said)[1]}. {_TAKE_AWAY}"
            return said, saved

    def _judged(self, place, given):
        return judge(self._case, self._table, *place, given)

    def _held(self, place):
        return self.cells.get(place) or self._judged(place, {})

    def _set(self, place, said):
        self.cells.pop(place, None)
        if said := said if said["state"] != "open" else self.below.get(place):
            self.cells[place] = said

    def _catch_up(self):
        """Take over what another view or notebook has saved since; return "", or words why that cannot be."""
        now = {path: _bytes(path) for path in self._seen}
        if now == self._seen:
            return ""
        if any(now[path] is None and seen is not None for path, seen in self._seen.items()):
            return f"{self.file.name}, or what is unfinished, was moved away since it was opened here. {_AGAIN}"
        found = Book(self._case, self._table, self.file.parent)
        if found.refused:
            return f"{self.file.name} was changed since it was opened here, and cannot be read: {found.refused[0]}"
        before, self.cells, self._seen = self.cells, found.cells, found._seen
        # What a full disk kept from being saved stays here, unless the file has another cell in its place.
        self._unsaved = {place: was for place, was in self._unsaved.items() if self._held(place)["cell"] == was}
        for place in self._unsaved:
            self._set(place, before.get(place) or self._judged(place, {}))
        changed = {place for place in before | self.cells if before.get(place) != self.cells.get(place)}
        self.taken |= changed
        self._by = {place: by for place, by in self._by.items() if place not in changed}
        return ""

    def _gone(self, place):
        """Say which row of the reader's own case, on which a cell hangs, was removed since; "" where none was."""
        for name, one in zip(("stakeholder", items_of(self._case, self._table)[1]), place):
            path = self.file.parent / self._case.name / f"{name}s.csv"
            sheet = read_sheet(path) if path.is_file() else None
            if sheet and not sheet.problems and one not in {row.get("id", "").strip() for _, row in sheet.rows}:
                return f"the {name} “{one}” was removed from your case since it was opened here. {_AGAIN}"
        return ""

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
        self.cells = self.below | self.cells if not self.refused else {}

    def _of_table(self):
        """Return the judged cells that the table of a reader's own case holds, without what the files hold."""
        if not is_own(self._case):
            return {}
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                case = load(self._case.name, kept=False)
        except CaseError:
            return {}
        column, blanks = items_of(case, self._table)[1], case.decided[self._table].items()
        rows = [(row["stakeholder"], row[column], row) for row in case.tables[self._table].to_dict("records")]
        rows += [(sid, item, {"direction": BLANK, "note": note}) for (sid, item), note in blanks]
        return {(sid, item): self._judged((sid, item), row) for sid, item, row in rows}

    def _take(self, coding):
        """Put the cells of a file that was read into the book."""
        _, column = items_of(self._case, self._table)
        self.notices = [str(notice) for notice in coding.notices]
        for row in coding.frame.to_dict("records"):
            self._put(row["stakeholder"], row[column], row)
        for row in coding.blanks.to_dict("records"):
            self._put(row["stakeholder"], row["item"], {"direction": "blank", "note": row["note"]})

    def _put(self, sid, item, given):
        self.cells[sid, item] = self._judged((sid, item), given)

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

    def _write(self):
        """Write both files; return words that say so, or why not."""
        try:
            # The unfinished cells first: whatever happens between the two files, no code is lost.
            for path, text in ((self.aside, self._aside_text()), (self.file, self._text())):
                if text.encode() != self._seen[path] and (self._seen[path] is not None or text != "[]\n"):
                    write_whole(path, text)
                    self._seen[path] = text.encode()
            self._unsaved = {}
        except OSError as error:
            return f"Not saved ({error.strerror}). Is {self.file.name} open in another program?"
        return f"Saved in my-work/{self.file.name}."

    def _text(self):
        _, column = items_of(self._case, self._table)
        rows = [
            {"stakeholder": sid, column: item} | said["cell"]
            for (sid, item), said in self._in_order()
            if said["state"] in ("coded", "blank") and said != self.below.get((sid, item))
        ]
        return as_csv(rows, columns_of(self._case.schemas[self._table]))

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
