"""Reading a CSV file that a person or a spreadsheet wrote, without losing or guessing anything."""

import csv
import io
from dataclasses import dataclass, field

_LARGEST = 5_000_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, row, column), what, and how to mend it.

    row: the row as a spreadsheet counts it, the header is row 1; 0 where the file as a whole is meant.
    """

    file: str
    row: int
    column: str
    what: str
    mend: str

    def __str__(self):
        place = self.file
        place += f", row {self.row}" if self.row else ""
        place += f", column {self.column}" if self.column else ""
        return f"{place}: {self.what} {self.mend}".strip()


@dataclass
class Sheet:
    """A file as rows of text: header, rows (each with its spreadsheet row number), what was repaired."""

    file: str
    header: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def wrong(self, row, column, what, mend):
        """Record a problem of this file."""
        self.problems.append(Problem(self.file, row, column, what, mend))


def read_sheet(path):
    """Read one CSV file into a Sheet of text cells; the file is never changed.

    Repairs with a notice: byte order mark, semicolons or tabs, Windows line ends, the encodings
    cp1252 and UTF-16, the line "sep=;". Everything else that is wrong becomes a Problem.
    """
    sheet = Sheet(path.name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        sheet.wrong(0, "", f"the file cannot be read ({error.strerror}).", f"Put it at {path.parent.name}/{path.name}.")
        return sheet
    text = _decode(raw, sheet)
    if text is not None:
        _split(text, sheet)
    return sheet


def _decode(raw, sheet):
    """Return the text of the bytes, or None with a problem recorded."""
    save = "In the spreadsheet choose Save As, then “CSV UTF-8”."
    if len(raw) > _LARGEST:
        sheet.wrong(0, "", f"the file has {len(raw):,} bytes, more than a table of codes can need.", "Hand in the table alone.")
    elif not raw.strip():
        sheet.wrong(0, "", "the file is empty.", "Start again from the template; it needs at least the header.")
    elif raw[:2] == b"PK":
        sheet.wrong(0, "", "this is a spreadsheet workbook with the name of a CSV file.", save)
    elif raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sheet.notices.append(f"{sheet.file}: the text was in UTF-16 and was read as such.")
        return raw.decode("utf-16", errors="replace")
    elif b"\x00" in raw:
        sheet.wrong(0, "", "the file holds bytes that are not text.", save)
    else:
        return _decode_bytes(raw, sheet)
    return None


def _decode_bytes(raw, sheet):
    if raw.startswith(b"\xef\xbb\xbf"):
        sheet.notices.append(f"{sheet.file}: a byte order mark at the start was left out.")
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        sheet.wrong(0, "", "the letters are in an unknown encoding.", "In the spreadsheet choose Save As, then “CSV UTF-8”.")
        return None
    sheet.notices.append(f"{sheet.file}: the letters were in the Windows encoding cp1252 and were read as such.")
    return text


def _split(text, sheet):
    """Cut the text into header and rows; record repairs and problems in the sheet."""
    if "\r" in text:
        sheet.notices.append(f"{sheet.file}: Windows line ends were read as line ends.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        sheet.notices.append(f"{sheet.file}: the first line “{first}” is a note to the spreadsheet and was left out.")
        text, first = rest, rest.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if delimiter != "," and first.count(delimiter):
        sheet.notices.append(f"{sheet.file}: the columns were parted by {_DELIMITERS[delimiter]} and were read as such.")
    else:
        delimiter = ","
    try:
        records = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        sheet.wrong(0, "", "a quotation mark is opened and not closed, so the columns cannot be told apart.",
                    'A cell with a comma or a quotation mark stands in "..."; inside it, write each " twice.')
        return
    sheet.header = [name.strip() for name in records[0]]
    for number, record in enumerate(records[1:], start=2):
        if any(cell.strip() for cell in record):
            _add_row(sheet, number, record)


def _add_row(sheet, number, record):
    width = len(sheet.header)
    extra = [cell for cell in record[width:] if cell.strip()]
    if extra or len(record) < width:
        sheet.wrong(number, "", f"the row has {len(record)} cells, and the header has {width}.",
                    'A quotation with a comma inside must stand in "...".')
        return
    sheet.rows.append((number, dict(zip(sheet.header, record))))
