"""Reading a CSV file that a person or a spreadsheet wrote, without losing or guessing anything."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

from .errors import Problem
from .essay import shortened

_LARGEST = 5_000_000
_EMPTY = ("the file is empty.", "Start again from the template; it needs at least the header.")
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass
class Sheet:
    """A file as rows of text: header, rows (each with its spreadsheet row number), what is wrong, what was repaired.

    faulty: set of the (row, column) that have a problem, so that no second message follows from the first.
    """

    file: str
    header: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    faulty: set = field(default_factory=set)
    # {(column, what, mend): rows}: the same words about many rows make one line.
    _wrong: dict = field(default_factory=dict)
    _repaired: dict = field(default_factory=dict)
    _older: dict = field(default_factory=dict)

    def wrong(self, row, column, what, mend):
        """Record a problem of this file; row 0 stands for the file as a whole."""
        self.faulty.add((row, column))
        self._wrong.setdefault((column, what, mend), set()).add(row)

    def repaired(self, row, column, what):
        """Record what was read as what; row 0 stands for the file as a whole."""
        self._repaired.setdefault((column, what, ""), set()).add(row)

    def read_anew(self, row, column, what, mend):
        """Record what an older file meant by a value that means something else today; no problem, however strict."""
        self._older.setdefault((column, what, mend), set()).add(row)

    @property
    def problems(self):
        """What is wrong: list of Problem."""
        return self._listed(self._wrong)

    @property
    def notices(self):
        """What was repaired: list of Problem."""
        return self._listed(self._repaired)

    @property
    def older(self):
        """What an older file wrote in another way: list of Problem."""
        return self._listed(self._older)

    def pairs(self, first, second):
        """Return [(cell of one column, cell of another)] for each row; [] where the sheet lacks one of them."""
        both = {first, second} <= set(self.header)
        return [(cells[first].strip(), cells[second].strip()) for _, cells in self.rows] if both else []

    def _listed(self, found):
        listed = [Problem(self.file, tuple(sorted(rows - {0})), *words) for words, rows in found.items()]
        return sorted(listed, key=lambda problem: problem.rows[:1])


def read_sheet(path, optional=False, names=()):
    """Read one CSV file into a Sheet of text cells; the file is never changed.

    Repairs with a notice: byte order mark, semicolons or tabs, Windows line ends, the encodings
    cp1252 and UTF-16, letters apart from their accents, control characters, the line "sep=;", empty
    rows, empty columns at the end; where names, those of the columns, are given, also lines above the header, and a
    name with capitals or spaces. Everything else that is wrong becomes a Problem. optional: a case may go without
    this file.
    """
    sheet = Sheet(path.name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        what = "the file is missing." if missing else f"the file cannot be read ({error.strerror})."
        mend = f"Put it into the folder “{path.resolve().parent.name}”, under this name."
        # A part may be left out, and then the list of the parts has to leave it out too.
        if missing and optional:
            mend += f" If the case is to go without it, delete the entry “{path.stem}” in datapackage.json too."
        sheet.wrong(0, "", what, mend)
        return sheet
    text = _decode(raw, sheet)
    if text is not None:
        _split(text, sheet, names)
    return sheet


def _decode(raw, sheet):
    """Return the text of the bytes, or None with a problem recorded."""
    save = "In the spreadsheet choose Save As, then “CSV UTF-8”."
    if len(raw) > _LARGEST:
        sheet.wrong(
            0, "", f"the file has {len(raw):,} bytes, more than a table of codes can need.", "Hand in the table alone."
        )
    elif not raw.strip():
        sheet.wrong(0, "", *_EMPTY)
    elif raw[:2] == b"PK":
        sheet.wrong(0, "", "this is a spreadsheet workbook with the name of a CSV file.", save)
    elif raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = raw.decode("utf-16")
        except UnicodeDecodeError:
            sheet.wrong(0, "", "the letters are in UTF-16, and some of them are damaged.", save)
            return None
        sheet.repaired(0, "", "the letters are in UTF-16 and are read as such.")
        return text
    elif b"\x00" in raw:
        sheet.wrong(0, "", "the file holds bytes that are not text.", save)
    else:
        return _decode_bytes(raw, sheet)
    return None


def _decode_bytes(raw, sheet):
    if raw.startswith(b"\xef\xbb\xbf"):
        sheet.repaired(0, "", "a byte order mark at the start is left out.")
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        sheet.wrong(
            0, "", "the letters are in an unknown encoding.", "In the spreadsheet choose Save As, then “CSV UTF-8”."
        )
        return None
    sheet.repaired(0, "", "the letters are in the Windows encoding cp1252 and are read as such.")
    return text


def _split(text, sheet, names):
    """Cut the text into header and rows; record repairs and problems in the sheet."""
    if "\r" in text:
        sheet.repaired(0, "", "Windows line ends are read as line ends.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _composed(text, sheet)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        sheet.repaired(0, "", f"the first line “{first.strip()}” is a note to the spreadsheet and is left out.")
        text = rest
    delimiter = _delimiter(_header_line(text, names))
    if delimiter != ",":
        sheet.repaired(0, "", f"the columns are separated by {_DELIMITERS[delimiter]} and are read as such.")
    records = _records(text, delimiter, sheet)
    filled = [(number, record) for number, record in records if any(cell.strip() for cell in record)]
    for number in sorted({number for number, _ in records} - {number for number, _ in filled}):
        sheet.repaired(number, "", "empty, so left out.")
    above = next((n for n, (_, record) in enumerate(filled[:5]) if _is_header(record, names)), 0)
    for number, record in filled[:above]:
        what = f"the line “{shortened(' '.join(filter(None, record)))}” stands above the header and is left out."
        sheet.repaired(number, "", what)
    filled = filled[above:]
    if filled:
        _fill(sheet, filled[0][1], filled[1:], names)
    elif not sheet.problems:
        sheet.wrong(0, "", *_EMPTY)


def _header_line(text, names):
    """Return the line that looks like the header: of the first five that hold something, else the first."""
    lines = [line for line in text.split("\n") if line.strip()][:5] or [""]
    return next((line for line in lines if _is_header(re.split("[,;\t]", line), names)), lines[0])


def _is_header(record, names):
    """True where most of the names of the columns stand in a record, however they are written."""
    return bool(names) and 2 * len({plain_name(cell) for cell in record} & set(names)) > len(names)


def plain_name(cell):
    """Return the name of a column as this collection writes it: small letters, and _ for spaces and hyphens."""
    return re.sub(r"[\s-]+", "_", cell.strip().strip("\"'").lower())


def _delimiter(header):
    """Return what cuts the header into most names; where it has none, what stands in it most often."""
    names = {d: sum(bool(re.search(r"\w", cell)) for cell in header.split(d)) for d in _DELIMITERS}
    return max(_DELIMITERS, key=names.get if any(names.values()) else header.count)


def _composed(text, sheet):
    """Return the text in Unicode's composed form (NFC), as a case keeps its text, and without control characters."""
    new = unicodedata.normalize("NFC", text)
    if new != text:
        sheet.repaired(0, "", "letters and their separate accents are put together.")
    if _CONTROLS.search(new):
        sheet.repaired(0, "", "control characters are read as spaces.")
    return _CONTROLS.sub(" ", new)


def _records(text, delimiter, sheet):
    """Return [(row number, list of cells)]; none and a problem where the cells cannot be told apart."""
    records = []
    try:
        for record in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            records.append((len(records) + 1, record))
    except csv.Error:
        sheet.wrong(
            len(records) + 1,
            "",
            "a quotation mark is opened and not closed, so the columns cannot be told apart.",
            'A cell with a comma or a quotation mark stands in "..."; inside it, write each " twice.',
        )
        return []
    return records


def _fill(sheet, header, records, names=()):
    """Put the header and the rows into the sheet, without empty columns at the end."""
    width = max(n for n, name in enumerate(header, start=1) if name.strip())
    sheet.header = [name.strip() for name in header[:width]]
    for n, name in enumerate(sheet.header):
        plain = plain_name(name)
        if name not in names and plain in names and plain not in sheet.header:
            sheet.header[n] = plain
            sheet.repaired(1, "", "the names of columns are read in small letters, with _ for spaces.")
    if len(header) > width:
        sheet.repaired(0, "", "empty columns at the end are left out.")
    for number, record in records:
        # A spreadsheet writes rows of one length. A longer row was cut at a comma, even if it ends empty.
        if len(record) > len(header) or any(cell.strip() for cell in record[width:]):
            mend = 'A quotation with a comma inside must stand in "...".'
        elif len(record) < width:
            mend = "Compare it with the row above: a cell is missing."
        else:
            sheet.rows.append((number, dict(zip(sheet.header, record))))
            continue
        sheet.wrong(number, "", f"the row has {len(record)} cells, and the header has {width}.", mend)
