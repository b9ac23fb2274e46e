"""The text of a reader's own case as the case maker shows it: cut into parts, and the names that stand in it."""

from ..case.essay import forms_near, occurrences, shortened
from ..panel.page import el, select
from ..wording import listed, plural, quoted
from .new_case import parts_in_words, planned
from .taking_in import lines_of

_KINDS = [("heading", "heading"), ("paragraph", "paragraph"), ("out", "leave out")]


def cut_name(name, number):
    """Return the name of the control that says what a line of the text of a case is. number: of the line, from 0."""
    return f"{name}/cut/{number}"


class Draft:
    """A text whose parts the reader looks at before a case is made of it. given: the fields of the form, as text."""

    def __init__(self, given):
        self.given, self.kinds = given, {}
        self.plan = planned(**given)

    def decide(self, number, kind):
        """Decide what a line is. Raises CaseError where no paragraph would be left; then nothing is changed."""
        kinds = self.kinds | {self.lines[number][0]: kind}
        self.plan, self.kinds = planned(**self.given, kinds=kinds), kinds

    @property
    def lines(self):
        """Return (line, kind, name of the part) of each line."""
        return lines_of(self.plan.essay)

    def said(self):
        """Say what there is to look at, and what was mended; a list of sentences."""
        words = f"Nothing is made yet. {quoted(self.plan.about['title'])} has {parts_in_words(self.plan.essay)}."
        mended = [f"Mended while reading: {notice}" for notice in self.plan.notices]
        return [f"{words} Look at each line, then press “Make the case”.", *mended]

    def page(self):
        """Return the text as Html, with a choice for each line."""
        return _preview("", self.lines, self.plan.about["title"])


def text_page(name, case):
    """Return the text of a case as Html: as long as nothing rests on it, with a choice for each line.

    case: what `case_maker.state_of` gives.
    """
    if "broken" in case:
        return None
    if not case["begun"]:
        return _preview(name, case["lines"], case["title"])
    parts = [el("p", el("strong", f"{part} "), words, dir="auto", cls="head" if part.startswith("s") else "")
             for part, words in case["parts"]]  # fmt: skip
    text = el("div", parts, cls="text", tabindex="0", role="region",
              aria_label="The text, with the number of each part")  # fmt: skip
    words = f"The text, cut into {plural(len(parts), 'part')}: copy quotations from here"
    return el("details", el("summary", words), text, open=True)


def _preview(name, lines, title):
    rows = []
    for n, (words, kind, part) in enumerate(lines):
        called = part or ("Title" if words == title else "Left out")
        label = f"{called}: {shortened(words, 40)}. What is it?"
        choice = select(cut_name(name, n), _KINDS, kind, aria_label=label)
        number = " " if called == "Left out" else el("em", f" {called} ")
        inside = el("strong" if kind == "heading" else "span", words, dir="auto")
        rows.append(el("p", choice, number, inside, cls="head" if kind == "heading" else ""))
    hint = "Look at each line before you write down anything. Where it is called something else than it is, say so. "
    hint = el("p", f"{hint}What is left out has no number and cannot be quoted.")
    count = plural(sum(bool(part) for _, _, part in lines), "part")
    text = el("div", rows, cls="text", tabindex="0", role="region", aria_label="The text, with a choice for each line")
    return el("details", el("summary", f"The text, cut into {count}: is each line what it is called?"), hint, text,
              open=True)  # fmt: skip


def forms_in_words(case, row_id):
    """Say how often the names of a stakeholder stand in the text, and which words may be other forms of them."""
    given = case.stakeholders.set_index("id").loc[row_id, "words"]
    words = [word.strip() for word in given.split("|") if word.strip()]
    if not words:
        return "No name counts as a mention of it yet."
    near = [f"{word} ({n})" for word, n in forms_near(case.essay, words).items()][:12]
    said = f"These names stand {plural(len(occurrences(case.essay, words)), 'time')} in the text: {listed(words)}."
    if not near:
        return said
    return f"{said} Each form of a name must be listed. Words of the text that may be forms of them: {', '.join(near)}."
