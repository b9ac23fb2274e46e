"""The case maker: a form in which the reader gives a text, and then its stakeholders and issues, row by row."""

import contextlib
import io
from pathlib import Path

import traitlets

from ..case.case import load, next_step
from ..case.errors import CaseError
from ..case.package import own_cases, template
from ..explore.base import Explorer, script
from ..panel.panel import WAIT, work_place
from .case_rows import TABLES, drop_row, keep_row, own_rows
from .new_case import new_case

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
    "words": "Part them by commas or |. Whole words, large and small letters kept.",
    "seat": "",
    "power": "As the text shows it: 0 none shown, 1 some, 2 decisive.",
    "interest": "As the text shows it: 0 none shown, 1 some, 2 vital.",
    "note": "Where a code needs it.",
    "question": "",
    "left": "One answer, in words that its friends would accept.",
    "right": "The opposite answer, in words that its friends would accept.",
    "left_short": "For charts.",
    "right_short": "For charts.",
    "negotiable": "false, where it is about how the matter is dealt with.",
}


def case_maker():
    """The case maker: paste a text, name it, then write down its stakeholders and issues; all is kept in my-work.

    Nothing is made before a button is pressed, and nothing is overwritten.
    """
    return CaseMaker(words=f"Make a case of your own: a text, its stakeholders, its issues. {WAIT}")


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
    """Return what the browser draws of the case `name`: {name, title, parts, tables, next}; {} for no name.

    Raises CaseError where the case cannot be loaded.
    """
    if not name:
        return {}
    with contextlib.redirect_stdout(io.StringIO()):
        case = load(name)
    heads = case.essay.sections.rename(columns={"section": "paragraph"})[["paragraph", "start", "text"]]
    parts = [*heads.to_dict("records"), *case.essay.paragraphs[["paragraph", "start", "text"]].to_dict("records")]
    parts = [[p["paragraph"], p["text"]] for p in sorted(parts, key=lambda p: p["start"])]
    tables = {table: own_rows(case, table) for table in TABLES}
    step = next_step(case) or "The three tables that every chart needs have rows."
    return {"name": name, "title": case.title, "parts": parts, "tables": tables, "next": step}


def _in_form(problem):
    """Say what is wrong in the words of the form, where the problem is about one of its fields."""
    label = _LABELS.get(problem.column)
    return f"{label.rstrip('?')}: {problem.what} {problem.mend}".strip() if label else str(problem)


class CaseMaker(Explorer):
    """See `case_maker`. The browser sends a message for each button, and Python answers in `reply`."""

    _esm = script(__file__, "case_maker.js")
    _css = Explorer._css + Path(__file__).with_name("case_maker.css").read_text(encoding="utf-8")
    reply = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs):
        forms = {table: {"title": _TITLES[table], "fields": form_of(table)} for table in TABLES}
        super().__init__(data={"forms": forms, "keep": work_place()}, **kwargs)
        self._open({"name": next(iter(own_cases()), "")})
        self.hear(self.tell)

    def tell(self, given):
        """Do what a message of the browser asks for, and answer in `reply`.

        given: by (the view), number, shown (the case that stands there) and do: "make", name, text, title, author;
        "save", name, table, id, row, was (the row as that view saw it); "remove", name, table, id; or "open", name.
        """
        self._open(given, {"make": self._make, "save": self._save, "remove": self._remove}.get(given.get("do")))

    def _open(self, given, act=None):
        """Do what was asked for, and reply with the case as it is then, or with what is wrong."""
        said, problems, name = "", [], given.get("name", "")
        before = given.get("shown", self.reply.get("case", {}).get("name", ""))
        try:
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                said = act(given) if act else ""
        except CaseError as error:
            problems = [_in_form(problem) for problem in error.problems]
        if given.get("do") == "make":
            lines = printed.getvalue().splitlines()
            said = said and "\n".join(line for line in lines if not line.startswith("Next:"))
            name = name if said else before
        try:
            state = state_of(name)
        except CaseError as error:
            state = {"name": name, "broken": True}
            problems = list(dict.fromkeys([*problems, *map(str, error.problems)]))
        # The view knows its own answer by these, and what of its forms is saved.
        asked = {key: given.get(key, "") for key in ("by", "number", "do", "table", "id")}
        self.reply = asked | {"said": said, "problems": problems, "case": state, "known": own_cases()}

    def _make(self, given):
        new_case(given["name"], given["text"], given.get("title", ""), given.get("author", ""))
        return "made"

    def _save(self, given):
        given["id"] = keep_row(given["name"], given["table"], given["row"], given["id"], given.get("was"))
        return f"Saved in {given['table']}.csv: {given['id']}."

    def _remove(self, given):
        drop_row(given["name"], given["table"], given["id"])
        return f"Removed from {given['table']}.csv: {given['id']}."
