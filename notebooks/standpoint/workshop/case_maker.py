"""The case maker: a form in which the reader gives a text, and then its stakeholders and issues, row by row."""

import contextlib
import io
from pathlib import Path

from ..case.case import load, next_step
from ..case.errors import CaseError
from ..case.package import own_cases, template
from ..panel.page import el, field, join, live, press, select, slot, view
from ..panel.panel import WAIT, Kept, Panel, script_of, work_place
from .case_rows import TABLES, drop_row, keep_row, own_rows
from .case_text import Draft, cut_name, forms_in_words, text_page
from .new_case import new_case, recut_case
from .taking_in import lines_of

_TEXT = [
    {"name": "text", "label": "The text", "kind": "area", "needed": True, "rows": 8,
     "hint": "Paste it here, plain or in Markdown, or give the name of a file that ends in .txt or .md."},
    {"name": "name", "label": "A short name for the case", "kind": "line", "needed": True,
     "hint": "Small letters, digits, - and _, for example harbour. It becomes the name of the folder."},
    {"name": "title", "label": "Title of the text", "kind": "line", "needed": False,
     "hint": "Empty: the first line, where it has no full stop at its end, or is a short question."},
    {"name": "author", "label": "Author", "kind": "line", "needed": False, "hint": "As it stands in the text."},
]  # fmt: skip
_CHANGED = "What you gave has changed since you looked at its parts."
_TITLES = {"stakeholders": "Who has a stake", "issues": "What is in dispute"}
_LABELS = {
    "label": "Short name",
    "name": "Full name",
    "kind": "Party or audience",
    "words": "Names that count as a mention",
    "seat": "Was it at the table, as the text says?",
    "quote": "Quotation for it",
    "power": "Power to stop or carry a deal",
    "power_quote": "Quotation for power",
    "interest": "Interest in the outcome",
    "interest_quote": "Quotation for interest",
    "note": "Note: one sentence of reasoning",
    "question": "The question",
    "left": "Left pole, in words",
    "right": "Right pole, in words",
    "left_short": "Left pole in two or three words",
    "right_short": "Right pole in two or three words",
    "negotiable": "Could a deal contain it as a term?",
}

_WORDS = "5 to 40 words, character by character, copied from the text above."
_HINTS = {
    "label": "For charts and tables.",
    "name": "",
    "words": "Part them by commas or |. Whole words, large and small letters kept. List every form of a name.",
    "seat": "",
    "power": "As the text shows it: 1 some, 2 decisive; 0 where it says that there is none.",
    "interest": "As the text shows it: 1 some, 2 vital; 0 where it says that there is none.",
    "note": "Where a code needs it.",
    "question": "",
    "left": "One answer, in words that its friends would accept.",
    "right": "The opposite answer, in words that its friends would accept.",
    "left_short": "For charts.",
    "right_short": "For charts.",
    "negotiable": "false, where it is about how the matter is dealt with.",
}


def case_maker():
    """The case maker: paste a text, name it, look at its parts; then write down its stakeholders and issues.

    Nothing is made before the parts were looked at and a button is pressed. All is kept in my-work, and nothing is
    overwritten.
    """
    return CaseMaker()


def form_of(table):
    """Return the fields of a table's form: [{name, label, hint, kind (line, area, choice), options, needed}].

    Ids and paragraphs are left out: they are found.
    """
    schema = {r["name"]: r["schema"] for r in template()["resources"]}[table]
    return [_field(f) for f in schema["fields"] if f["name"] != "id" and not f["name"].endswith("paragraph")]


def _field(field):
    limits = field.get("constraints", {})
    options = limits.get("enum") or []
    if field["type"] == "integer":
        options = [str(n) for n in range(limits["minimum"], limits["maximum"] + 1)]
    if field["type"] == "boolean":
        options = ["true", "false"]
    name = field["name"]
    kind = "choice" if options else "area" if name.endswith("quote") or name == "note" else "line"
    hint = _WORDS if kind == "area" and name != "note" else _HINTS.get(name, field["description"])
    return {"name": name, "label": _LABELS[name], "hint": hint, "kind": kind,
            "options": options, "needed": limits.get("required", False)}  # fmt: skip


def state_of(name):
    """Return what is shown of the case `name`: {title, parts, tables, next, told}, or {broken: [what is wrong]}."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            case = load(name, kept=False)
    except CaseError as error:
        return {"broken": [str(problem) for problem in error.problems]}
    lines = lines_of(case.essay)
    parts = [[part, words] for words, _, part in lines if part]
    tables = {table: own_rows(case, table) for table in TABLES}
    step = next_step(case) or "The three tables that every chart needs have rows."
    begun, told = any(map(len, case.tables.values())), [f"Read anew: {notice}" for notice in case.notices]
    known = {"title": case.title, "parts": parts, "lines": lines, "begun": begun, "tables": tables}
    return known | {"next": step, "told": told}


class CaseMaker(Panel):
    """See `case_maker`. A row is one control <case>/<table>/<id>, a form for a new one has no id, and "make" a text.

    "look" cuts a text into parts, and nothing is made; the choices for its lines are called as those of a case "".
    """

    _esm = script_of() + Path(__file__).with_name("case_maker.js").read_text(encoding="utf-8")

    def __init__(self):
        self._cases, self._draft = {}, None
        self._read()
        words = f"Make a case of your own: a text, its stakeholders, its issues. {WAIT}"
        super().__init__(
            "maker", _page(self._cases), self._known(), lambda _: _slots(self._cases, self._draft),
            presses={"remove": lambda _, name: {name: None}}, keep=self._keep, store=f"{work_place()} maker",
            words=words, readable=False,
        )  # fmt: skip

    def _read(self):
        """Read every case; a new one comes last, so that the list to choose from keeps its order.

        Of a case that cannot be read any more, what was read of it before stays: words may stand in its forms.
        """
        found = own_cases()
        names = [*(name for name in self._cases if name in found), *(name for name in found if name not in self._cases)]
        states = {name: state_of(name) for name in names}
        self._cases = {name: self._cases.get(name, {}) | state if "broken" in state else state
                       for name, state in states.items()}  # fmt: skip

    def _known(self):
        """The rows of each case that can be read, by the names of their controls."""
        lines = {name: case.get("lines", ()) for name, case in self._cases.items() if not case.get("begun")}
        lines |= {"": self._draft.lines} if self._draft else {}
        known = {cut_name(name, n): kind for name, cut in lines.items() for n, (_, kind, _) in enumerate(cut)}
        known |= {"make": {}, "look": {}}
        for name, case in self._cases.items():
            for table, rows in case.get("tables", {}).items():
                known |= {f"{name}/{table}/": {}} | {f"{name}/{table}/{row['id']}": row for row in rows}
        return known

    def _keep(self, changes, was, view):
        """Make a case, or save or remove a row; see Panel."""
        if len(changes) != 1:
            return Kept({}, refused=True)
        [(name, given)] = changes.items()
        said, problems, made = [], [], {}
        try:
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                if "/cut/" in name:
                    self._decide(*name.split("/cut/"), given)
                    said = ["Kept. The numbers of the parts are counted anew."]
                elif name == "look" or name == "make" and self._draft and self._draft.given != given:
                    self._draft = None
                    self._draft = Draft(given)
                    said, problems = self._draft.said(), [_CHANGED] if name == "make" else []
                elif name == "make":
                    new_case(**given, kinds=self._draft and self._draft.kinds)
                    self._draft, made = None, {"make": {"case": given["name"]}}
                else:
                    said, made = _save(*name.split("/"), given, was)
            said = said or [words for words in printed.getvalue().splitlines() if not words.startswith("Next:")]
        except CaseError as error:
            problems = ["Not saved. Nothing was changed.", *dict.fromkeys(_in_form(one) for one in error.problems)]
        self._read()
        readable = [f"{name}/" for name, case in self._cases.items() if "broken" not in case]
        gone = dict.fromkeys(key for key in self.controls if key.startswith((cut_name("", ""), *readable)))
        return Kept(gone | self._known() | made, "\n".join([*problems, *said]), refused=bool(problems))


    def _decide(self, case, number, kind):
        """Decide what a line of a text is: of the one that is looked at, or of a case that has no row yet."""
        if case:
            recut_case(case, self._cases[case]["lines"][int(number)][0], kind)
        elif self._draft:
            self._draft.decide(int(number), kind)


def _save(name, table, row_id, row, was):
    """Save a row of a case, or remove it where row is None; return what is said, and where a new row stands now."""
    if row is None:
        drop_row(name, table, row_id)
        return [f"Removed from {table}.csv: {row_id}."], {}
    # Whoever was told that a row is gone saves a new one.
    kept = keep_row(name, table, row, row_id if was else "", was or None)
    said = [f"Saved in {table}.csv: {kept}."]
    said += [forms_in_words(load(name, kept=False), kept)] if table == "stakeholders" else []
    return said, {} if row_id == kept else {f"{name}/{table}/{row_id}": {"id": kept}}


def _in_form(problem):
    """Say what is wrong in the words of the form, where the problem is about one of its fields."""
    label = _LABELS.get(problem.column)
    return f"{label.rstrip('?')}: {problem.what} {problem.mend}".strip() if label else str(problem)


# --- the page ---


def _page(cases):
    """The page, drawn once; what comes next stands open. cases: those that there are already."""
    look = el("button", "See its parts", type="button", cls="press", data_asks="look")
    named = any(case.get("tables", {}).get("stakeholders") for case in cases.values())
    make = _form("make", "A new case", [_box(one) for one in _TEXT], look, slot("draft"))
    return join(
        slot("head"), slot("cases"),
        el("details", el("summary", "Make a new case from a text"), make, open=not cases, data_shuts=True, cls="table"),
        live(cls="reply told"),
        slot("text"),
        [_table(table, table == "stakeholders" and not named) for table in TABLES],
    )


def _table(table, is_open):
    heading = el("p", cls="title", data_head="Change “{}”", data_none="A new row")
    buttons = el("div", _send("Save this row"), el("button", "Empty the form", type="button", data_empties=True),
                 cls="filter")  # fmt: skip
    form = _form(table, f"{_TITLES[table]}: one row", el("ul", data_loose=True), heading,
                 [_box(one) for one in form_of(table)], buttons, of="case")  # fmt: skip
    return el("details", slot(f"count/{table}", tag="summary"), slot(f"rows/{table}"), form, open=is_open, cls="table")


def _form(name, label, *inside, of=None):
    """Fields that stay in the view until a button in it with data_sends gives all of them to Python; see case_maker.js.

    Python hears of it as of one control, whose value is {data_field of a field: what stands in it}. of: a control; then
    the form shows one of many rows, called <value of the control>/<name>/<id>, with no id for a new one.
    """
    return el("fieldset", *inside, aria_label=label, data_rows=name, data_of=of)


def _send(words):
    return el("button", words, type="button", cls="press", data_sends=True)


def _box(about):
    """One labelled control of a form."""
    words, name = f"{about['label']} (needed)" if about["needed"] else about["label"], about["name"]
    if about["kind"] != "choice":
        rows = about.get("rows", 2) if about["kind"] == "area" else 1
        return field(None, words, rows=rows, hint=about["hint"], data_field=name)
    none = "choose" if about["needed"] else "the text does not say"
    options = [("", none), *((one, one) for one in about["options"])]
    hint = el("small", about["hint"]) if about["hint"] else None
    return el("label", words, hint, select(None, options, "", data_field=name), cls="entry")


# --- what changes on it: each case stands there, and a view shows the one that it has chosen ---


def _slots(cases, draft):
    first = next(iter(cases), None)

    def each(show, tag="div"):
        return [view("case", name, show(name, case), tag=tag, chosen=name == first) for name, case in cases.items()]

    menu = el("label", "Which of your cases?", select("case", [(name, name) for name in cases], None), cls="entry",
              hidden=len(cases) < 2)  # fmt: skip
    slots = {"head": join(each(_head)) if cases else el("p", "You have no case of your own yet.", cls="title"),
             "cases": menu if cases else "", "text": join(each(text_page)),
             "draft": join(draft.page(), _send("Make the case")) if draft else ""}  # fmt: skip
    for table in TABLES:
        slots[f"count/{table}"] = join(each(lambda _, case, table=table: _count(table, case), "span"))
        slots[f"rows/{table}"] = join(each(lambda name, case, table=table: _rows(name, table, case)))
    return slots


def _head(name, case):
    if "broken" not in case:
        told = [el("p", words, cls="note") for words in (case["next"], *case["told"])]
        return [el("p", f"Your case “{name}”: {case['title']}", cls="title"), *told]
    wrong = ["Mend the file, then run this cell again.", *case["broken"]]
    return [el("p", f"Your case “{name}” cannot be read", cls="title"), [el("p", words) for words in wrong]]


def _count(table, case):
    n = len(case.get("tables", {}).get(table, []))
    return f"{_TITLES[table]}: " + (f"{n} {'row' if n == 1 else 'rows'} in {table}.csv" if n else "none yet")


def _rows(name, table, case):
    def line(row):
        key, label = f"{name}/{table}/{row['id']}", row["label"]
        change = el("button", f"Change {label}", type="button", data_turns=key)
        typed = el("em", "changed here and not saved yet ", hidden=True, data_unsaved=key)
        return el("li", f"{label} ", typed, change, press("remove", f"Remove {label}", value=key))

    return el("ol", [line(row) for row in case.get("tables", {}).get(table, [])], cls="kept")
