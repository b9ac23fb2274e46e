"""Files of codes that cannot be read as a whole: their good rows count, and none of them keeps new work out."""

import itertools

from ..case.case import items_of
from ..case.csv_reader import read_sheet
from ..workshop.coding_book import Book
from ..workshop.coding_cells import judge


def row_by_row(path, case, table):
    """Return {(stakeholder, item): judged cell} of the rows of a file of codes that can be understood."""
    key = case.schemas[table]["primaryKey"]
    items = set(items_of(case, table)[0]["id"])
    cells = {}
    for _, row in read_sheet(path).rows:
        place = tuple(row.get(name, "").strip() for name in key)
        if place[0] in set(case.stakeholders["id"]) and place[1] in items and place not in cells:
            cells[place] = judge(case, table, *place, row)
    return {place: said for place, said in cells.items() if said["state"] != "open"}


def readable(book, case, table):
    """Return a Book that can be written: of a file that cannot be read, the good rows go into a new one."""
    if not book.refused or not book.file.is_file():
        return book
    names = (book.file.with_name(f"{book.file.stem}-not-read-{n}.csv") for n in itertools.count(1))
    aside, good = next(path for path in names if not path.exists()), row_by_row(book.file, case, table)
    try:
        book.file.rename(aside)
    except OSError as error:
        print(f"{book.file.name} cannot be read, nor put aside ({error.strerror}): your list is not kept.")
        return book
    # Else a row that the list wrote once, and that is damaged now, would count as emptied on purpose.
    book.file.with_name(f"{case.name}-{table}-from-list.json").unlink(missing_ok=True)
    print(f"{book.refused[0]} The file is kept as {aside.name}; its good rows and your list are written anew.")
    made = Book(case, table)
    for place, said in good.items():
        if said["state"] != "unfinished":
            made.change(*place, said["cell"])
    return made
