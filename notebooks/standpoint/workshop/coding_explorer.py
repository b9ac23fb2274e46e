"""The coding explorer: the reader codes cells with quotations, and each change is checked and saved at once."""

from pathlib import Path

from ..case.case import items_of
from ..case.coding_file import BLANK, LONGEST
from ..draw import Words
from ..panel.page import choices, closed, el, evidence_box, field, grid_cell, join, live, press, slot, tick
from ..panel.page import table as small_table
from ..panel.panel import WAIT, Kept, Panel, work_place
from .coding_book import Book
from .coding_cells import EMPTY, FIELDS, mark, parts_of_text
from .coding_compare import compare_data, has_reference

_SAID = [
    ["outright", "said outright: an aim, a demand, a vow, a settled practice"],
    ["hinted", "hinted: a leaning, an act, something conditional"],
]
_WEIGHT = [
    ["3", "3, a main aim, a must or the main topic of a paragraph"], ["2", "2, a stated concern"],
    ["1", "1, mentioned in passing"],
]  # fmt: skip
_PLAIN = "How plainly does the text say it?"
_SALIENCE = "Salience: how much does the text make of it?"
_NOTE = {"note": "In this assignment every cell needs it, coded or blank.", "": "A hinted code needs it."}
_KEY = "● said outright, ○ hinted, − left pole, + right pole, 0 no lean, … unfinished, ≠ two versions."
_TEXT = "Text of the essay. Up and down move by sentence, Enter takes the sentence as your quotation."
_HINT = (
    "Code first: this shows the answers of the reference. A language model made it, so it is another reading, "
    "not the right one."
)
_WISH = "Saved, but this assignment also wants a note, of at least six words:"
_ALL_SEEN = "You have looked at every cell here. The form stands on the first one."
_GO_ON = "Your codes of last time are in the table. The form stands on the first cell that you have not looked at."
_BELOW = " The codes of your {}.csv are in it too. What you choose here stands over them; that file is not changed."
_REFUSED = "Not saved: "  # the book holds another cell; after “Not saved (” it holds the reader's, and no file does
_MOVED = "Cells that were changed in another view or notebook stand in the table now."


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
    return CodeCells(case, table, needs, list(only))


class CodeCells(Panel):
    """See `code_cells`. A control is called <item>/<stakeholder>/<field>; the book says what came of a change."""

    _css = Panel._css + Path(__file__).with_name("coding_explorer.css").read_text(encoding="utf-8")

    def __init__(self, case, table, needs, only):
        self._case, self._table, self._needs, self._only = case, table, needs, only
        self._people = list(case.stakeholders.itertuples())
        self._items = items_of(case, table)[0].to_dict("records")
        self.book = Book(case, table)
        self._saved, self._words = {}, ""  # what was said of saving a cell last; what is said of the last press
        cells = [f"{item['id']}/{person.id}" for item in self._items for person in self._people]
        values = {f"{cell}/{name}": "" for cell in cells for name in FIELDS} | {"compare": False}
        presses = {f"{cell}/empty": lambda *_, cell=cell: self._fields(cell, EMPTY) for cell in cells}
        presses |= {f"{cell}/take": lambda _, taken, cell=cell: self._quoted(cell, taken) for cell in cells}
        words = f"Code the {len(cells)} cells of this case yourself, with a quotation each. {WAIT}"
        page = self._page() if not self.book.refused else self._refusal()
        super().__init__("coding", page, values | self._known(), self._slots, lambda *_: self._words,
                         presses | {"template": self._template}, self._keep, evidence=self._forms(),
                         store=f"{work_place()} {self.book.file.name}", words=words)  # fmt: skip

    @property
    def file(self):
        """The path of the CSV file that holds the finished cells."""
        return self.book.file

    # --- what changes do ---

    def _fields(self, cell, fields):
        return {f"{cell}/{name}": value for name, value in fields.items()}

    def _quoted(self, cell, taken):
        return {f"{cell}/quote": taken["words"], f"{cell}/paragraph": taken["part"]}

    def _known(self):
        """The fields of every cell that the book holds, by the names of their controls."""
        known = {}
        for (sid, item), said in self.book.cells.items():
            known |= self._fields(f"{item}/{sid}", said["cell"])
        return known

    def _template(self, *_):
        self._words = self.book.make_template()
        return {}

    def _keep(self, changes, was, view):
        """Take over the changes of one cell; see Panel."""
        self._words = "" if changes else self._words  # a button has said something
        changes = {name: value for name, value in changes.items() if "/" in name}
        if not changes or self.book.refused:
            return Kept({})
        (item, sid), names = next(iter(changes)).split("/")[:2], [name.split("/")[2] for name in changes]
        cell, fields = f"{item}/{sid}", dict(zip(names, changes.values()))
        before = {name: self.controls[f"{cell}/{name}"] for name in FIELDS}
        if names == ["quote"]:
            fields["paragraph"] = ""  # typed words are looked for in the whole text
        said, saved = self.book.change(sid, item, before | fields, _seen(was), view)
        self._saved[cell] = saved
        others = {f"{what}/{who}" for who, what in self.book.taken - {(sid, item)}}
        self.book.taken = set()
        self._words = _MOVED if others else ""
        if saved.startswith(_REFUSED):
            return Kept(self._now(others | {cell}), saved, refused=True)
        # What a blank has no use for still stands in the form, closed, and is there again with another direction.
        now = before | fields if said["state"] == "blank" else said["cell"]
        return Kept(self._now(others) | self._fields(cell, now))

    def _now(self, cells):
        """What the book holds of some cells, by the names of their controls."""
        known = self._known()
        return {key: known.get(key, "") for cell in cells for key in self._fields(cell, EMPTY)}

    # --- the page ---

    def _refusal(self):
        title = f"my-work/{self.file.name} cannot be read, so nothing is shown here and nothing will be saved."
        reasons = el("ol", [el("li", words) for words in self.book.refused])
        mend = el("p", "The file was not changed. Mend it, or move it away, and run this cell again.")
        return el("div", el("p", title, cls="title"), reasons, mend, cls="reply again")

    def _page(self):
        intro = (
            f"Choose a cell, then code it. Each change is saved in my-work/{self.file.name}. Arrow keys move in the "
            "table, Enter goes to the form, Escape comes back. “blank” is a decision: you looked, and the text gives "
            "no basis."
        )
        notices = [el("p", f"Repaired while reading: {words}", cls="note") for words in self.book.notices]
        caption = "Your codes" if self._table == "positions" else "Your codes of the inducements"
        head = el("tr", el("td"), [el("th", person.label, scope="col") for person in self._people])
        rows = [slot(f"row/{item['id']}", tag="tr") for item in self._items]
        grid = el("table", el("caption", el("span", caption)), el("thead", head), el("tbody", rows), role="grid")
        form = el("div", self._opening(), evidence_box("The chosen cell", speaks=False), cls="sheet")
        compare = el("div", tick("compare", "Compare with the reference coding"), el("small", _HINT),
                     slot("compare", role="status"), cls="compare")  # fmt: skip
        return join(
            el("p", intro, cls="note"), notices, el("div", grid, cls="scroll"), el("p", _KEY, cls="key"),
            slot("tally", tag="p", cls="tally", role="status"),
            el("div", form, _text(self._case), cls="columns"),
            compare if has_reference(self._case, self._table) else None,
            el("p", press("template", "Make an empty form for a spreadsheet"), cls="template"),
            live(cls="told"),
        )  # fmt: skip

    def _mine(self, sid):
        return not self._only or sid in self._only  # an assignment may be about some of the stakeholders alone

    def _opening(self):
        places = {(person.id, item["id"]) for item in self._items for person in self._people if self._mine(person.id)}
        words = _GO_ON if places - set(self.book.cells) else _ALL_SEEN
        words += _BELOW.format(self._table) if self.book.below else ""
        return el("p", words, cls="note", data_opening=True) if self.book.cells else None

    def _forms(self):
        """The form of each cell: {"<item>/<stakeholder>": Html}."""
        cells = [(item, person) for item in self._items for person in self._people]
        return {f"{item['id']}/{person.id}": self._form(item, person) for item, person in cells}

    def _form(self, item, person):
        cell = f"{item['id']}/{person.id}"
        blank, name = (f"{cell}/direction", "blank"), f"{person.label} on “{item['label']}”"
        fewest, most = self._case.schemas[self._table]["evidence"][0]["words"]
        quoted = f"{fewest} to {most} words, character by character. Select them in the text, or type or paste them."
        noted = f"The step from the quotation to the code, in one sentence. {_NOTE.get(self._needs, _NOTE[''])}"
        poles = [["-1", f"−1, left pole: {item['left']}"], ["1", f"+1, right pole: {item['right']}"],
                 ["0", "0, both poles, with no lean"], ["blank", "blank, the text gives no basis"]]  # fmt: skip
        none = f"No cell {'of your pair ' if self._only else ''}is left that you have not looked at."
        onward = el("button", "Next cell not looked at", type="button", cls="press", data_next=".open.mine",
                    data_none=none)  # fmt: skip
        form = join(
            el("p", name, cls="title"),
            el("p", item.get("question") or f"The thing on offer: {item['thing']}", cls="question"),
            choices(f"{cell}/direction", "Where does the text put them?", poles, None, stack=True),
            choices(f"{cell}/plainness", _PLAIN, _SAID, None, stack=True, off=blank),
            choices(f"{cell}/salience", _SALIENCE, _WEIGHT, None, stack=True, off=blank),
            field(f"{cell}/quote", "Quotation", "", 4, quoted, maxlength=LONGEST, data_quote=f"{cell}/take",
                  **closed(*blank)),
            field(f"{cell}/note", "Note", "", 2, noted, maxlength=LONGEST),
            el("input", type="hidden", name=f"{cell}/paragraph"),  # a part of what a change is held against
            el("div", data_conflict=cell, cls="conflict reply again", role="status", hidden=True),
            slot(f"reply/{cell}"),
            el("div", onward, press(f"{cell}/empty", "Empty this cell"), cls="filter"),
        )  # fmt: skip
        return el("div", form, role="group", aria_label="The chosen cell", data_whole=True)

    # --- what changes on it ---

    def _slots(self, now):
        rows = {f"row/{item['id']}": self._row(item) for item in self._items}
        replies = {
            f"reply/{item['id']}/{person.id}": self._reply(f"{item['id']}/{person.id}", self._judged(item, person))
            for item in self._items
            for person in self._people
        }
        compared = _compared(self._case, self._table, self._decided()) if now["compare"] else ""
        return rows | replies | {"tally": self._tally(), "compare": compared}

    def _judged(self, item, person):
        return self.book.cells.get((person.id, item["id"]))

    def _row(self, item):
        return join(el("th", item["label"], scope="row"), [self._cell(item, person) for person in self._people])

    def _cell(self, item, person):
        said = self._judged(item, person)
        sign, words, value = mark(said) if said else ("", "not looked at yet", None)
        state = said["state"] if said else "open"
        kind, mine = f"value{value}" if state == "coded" else state, self._mine(person.id)
        name = f"{person.label}, {item['label']}: {words}"
        return grid_cell(sign, f"{item['id']}/{person.id}", first=mine and not said, aria_label=name,
                         cls=f"{kind} mine" if mine else kind)  # fmt: skip

    def _reply(self, cell, said):
        """What is said under the form of a cell: nothing yet, saved, or what is missing and wrong."""
        if not said or said["state"] == "open":
            return el("div", el("p", "Not looked at yet. Choose a direction, or blank."), cls="reply", role="status")
        saved = self._saved.get(cell, "")
        failed = el("p", el("strong", saved)) if saved and not saved.startswith(("Saved", _REFUSED)) else None
        span = said["span"] and [said["cell"]["paragraph"], *said["span"]]
        place = el("span", data_mark=span, hidden=True) if span else None
        if said["state"] == "unfinished":
            return el("div", _unfinished(said), failed, place, cls="reply again", role="status")
        wish = "" if failed else self._wish(said)
        where = f", {said['place']}" if said["place"] else ""
        done = failed or el("p", el("strong", "Saved: "), f"{mark(said)[1]}{where}.")
        return el("div", done, el("p", wish) if wish else None, place, cls=f"reply {'again' if wish else 'right'}",
                  role="status")  # fmt: skip

    def _wish(self, said):
        """What an assignment also wants of a saved cell, in words; "" where nothing."""
        blank = said["state"] == "blank"
        if not self._needs or len(said["cell"]["note"].split()) >= 6 or not (blank or self._needs == "note"):
            return ""
        looked = "where you looked, such as p03, and why it gives no basis."
        return f"{_WISH} {looked if blank else 'your step from the words to the code.'}"

    def _decided(self):
        states = {"coded", "blank"}
        return {cell: mark(said)[2] for cell, said in self.book.cells.items() if said["state"] in states}

    def _tally(self):
        states = [said["state"] for said in self.book.cells.values()]
        total = len(self._people) * len(self._items)
        coded, blank, unfinished = (states.count(state) for state in ("coded", "blank", "unfinished"))
        words = f"{coded} of {total} cells coded, {blank} decided blank, {total - len(states)} not looked at yet"
        return f"{words}, {unfinished} unfinished." if unfinished else f"{words}."


def _seen(was):
    """The cell as a view showed it, from the values of its controls; None where that is not known."""
    if not isinstance(was, dict):
        return None
    cell = EMPTY | {name.split("/")[-1]: value for name, value in was.items()}
    return EMPTY | {"direction": BLANK, "note": cell["note"]} if cell["direction"] == BLANK else cell


def _unfinished(said):
    missing = f"Still needed: {'; '.join(said['missing'])}." if said["missing"] else ""
    near = said["nearest"]
    take = near and el("button", "Take the nearest sentence", type="button", data_quoted=[near["text"], near["part"]])
    head = el("p", el("strong", "Unfinished: kept, but not counted yet. "), missing)
    return join(head, [el("p", words) for words in said["problems"]], take or None)


def _compared(case, table, decided):
    found = compare_data(case, table, decided)
    lines = el("ul", [el("li", words) for words in found["lines"]])
    if not found["rows"]:
        return lines
    head, *rows = found["rows"]
    return join(lines, el("div", small_table(head, rows, cls="small"), cls="scroll"))


def _text(case):
    """The text to quote from: every sentence can be gone to with the arrow keys, and taken."""
    lines = []
    for part in parts_of_text(case.essay):
        said = [el("span", words, role="option", tabindex="-1", aria_selected="false") for words in part["sentences"]]
        words = el("h4" if part["heading"] else "p", said, data_part=part["id"], dir="auto", role="presentation")
        number = el("span", part["id"], cls="number", aria_hidden="true")
        lines.append(el("div", number, words, cls="line", role="presentation"))
    text = el("div", lines, cls="text", role="listbox", aria_label=_TEXT, data_text=True)
    use = el("button", "Use this sentence as quotation", type="button", cls="use", data_use=True)
    return el("div", use, el("div", role="status", data_ask=True), text, cls="essay-side")
