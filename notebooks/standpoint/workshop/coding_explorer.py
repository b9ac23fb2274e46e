"""The coding explorer: the reader codes cells with quotations, and each change is checked and saved at once."""

from pathlib import Path

import traitlets

from ..case.case import items_of
from ..draw import Words
from ..explore.base import Explorer, script
from ..panel.panel import WAIT, work_place
from .coding_book import ELSEWHERE, Book
from .coding_cells import mark, parts_of_text
from .coding_compare import compare_data, has_reference


def code_cells(case, table="positions", needs="", only=()):
    """The coding explorer: choose a cell, code it with its quotation; every change is saved.

    table: "positions" or "inducement_codes". needs: a wish of an assignment that is said beside “Saved”: "note" (a
    note at every cell), "blank note" (at every blank) or "". only: ids; “next cell” stays with them. The codes
    are kept in my-work/<case>-<table>.csv beside the notebook, or in the folder that STANDPOINT_WORK names; `.file`
    is its path. A file that cannot be read is left as it is, and its problems are shown.
    """
    items, _ = items_of(case, table)
    if case.stakeholders.empty or items.empty:
        return Words("There is no cell to code yet: this case needs at least one stakeholder and one item.")
    count = len(case.stakeholders) * len(items)
    words = f"Code the {count} cells of this case yourself, with a quotation each. {WAIT}"
    return CodeCells(case, table, {"needs": needs, "only": list(only)}, words=words)


def cells_data(case, table, book):
    """Return what the browser draws once, as plain data.

    {caption, people, items, parts (see parts_of_text), file, keep, reference, refused, notices, limits}.
    """
    items, _ = items_of(case, table)
    rows = [
        {"id": item["id"], "label": item["label"], "left": item["left"], "right": item["right"],
         "question": item.get("question") or f"The thing on offer: {item['thing']}"}
        for item in items.to_dict("records")
    ]  # fmt: skip
    return {
        "caption": "Your codes" if table == "positions" else "Your codes of the inducements",
        "people": case.stakeholders[["id", "label"]].to_dict("records"),
        "items": rows,
        "parts": parts_of_text(case.essay),
        "file": f"my-work/{book.file.name}",
        "keep": f"{work_place()} {book.file.name}",
        "reference": has_reference(case, table),
        "refused": book.refused,
        "notices": book.notices,
        "limits": case.schemas[table]["evidence"][0]["words"],
    }


def shown(said):
    """Return a judged cell with its mark, as the browser shows it."""
    sign, name, value = mark(said)
    return said | {"mark": sign, "name": name, "value": value}


class CodeCells(Explorer):
    """See `code_cells`. The browser sends a message for each change of a cell; Python answers in `reply`."""

    _esm = script(__file__, "coding_explorer_parts.js", "coding_explorer.js")
    _css = Explorer._css + Path(__file__).with_name("coding_explorer.css").read_text(encoding="utf-8")
    # One cell goes each way, never the whole grid. Messages, because changes of a trait that the browser
    # sends in quick succession are merged into the last one, and a change of another cell would be lost.
    reply = traitlets.Dict().tag(sync=True)
    cells = traitlets.Dict().tag(sync=True)

    def __init__(self, case, table, wishes=None, **kwargs):
        self._case, self._table = case, table
        self._book = Book(case, table)
        self._comparing = set()  # the views that asked for the reference
        data = cells_data(case, table, self._book) | (wishes or {})
        super().__init__(data=data, cells=self._all_cells(), **kwargs)
        self.reply = {"number": 0, "tally": self._tally()}
        self.hear(self.tell)

    @property
    def file(self):
        """The path of the CSV file that holds the finished cells."""
        return self._book.file

    def tell(self, given):
        """Do what a message of the browser asks for, and answer in `reply`.

        given: {by, number, stakeholder, item, cell, base} for a change of a cell (by: the view; cell: see
        coding_cells.FIELDS; base: the cell as that view saw it before), {by, number, ask: "compare", on} or
        {by, number, ask: "template"}.
        """
        by = given.get("by", "")
        said = {"number": 0} | {name: given[name] for name in ("number", "by") if name in given}
        if given.get("ask") == "template":
            said["template"] = self._book.make_template()
        elif given.get("ask") == "compare":
            (self._comparing.add if given.get("on") else self._comparing.discard)(by)
        elif not self._book.refused:
            said |= self._change(given, by)
        said["tally"] = self._tally()
        if by in self._comparing:
            said["compare"] = compare_data(self._case, self._table, self._decided())
        self.reply = said

    def _change(self, given, by):
        """Take over one cell; return {stakeholder, item, cell, saved}.

        And conflict: True where the cell was changed elsewhere meanwhile and is not taken over; others: {item:
        {stakeholder: cell}} of the other cells that were changed elsewhere.
        """
        sid, item = given["stakeholder"], given["item"]
        judged, saved = self._book.change(sid, item, given["cell"], given.get("base"), by)
        said = {"stakeholder": sid, "item": item, "cell": shown(judged), "saved": saved}
        said |= {"conflict": True} if saved.startswith(ELSEWHERE) else {}
        known, others = self._all_cells(), {}
        for who, what in self._book.taken - {(sid, item)}:
            others.setdefault(what, {})[who] = known.get(what, {}).get(who)
        self._book.taken = set()
        # Changed in place, so that nothing is sent now; a page that is opened anew gets all cells.
        for what, row in [*others.items(), (item, {sid: said["cell"]})]:
            self.cells.setdefault(what, {}).update(row)
        return said | ({"others": others} if others else {})

    def _all_cells(self):
        cells = {}
        for (sid, item), said in self._book.cells.items():
            cells.setdefault(item, {})[sid] = shown(said)
        return cells

    def _decided(self):
        states = {"coded", "blank"}
        return {cell: mark(said)[2] for cell, said in self._book.cells.items() if said["state"] in states}

    def _tally(self):
        states = [said["state"] for said in self._book.cells.values()]
        total = len(self._case.stakeholders) * len(items_of(self._case, self._table)[0])
        coded, blank, unfinished = (states.count(state) for state in ("coded", "blank", "unfinished"))
        words = f"{coded} of {total} cells coded, {blank} decided blank, {total - len(states)} not looked at yet"
        return f"{words}, {unfinished} unfinished." if unfinished else f"{words}."
