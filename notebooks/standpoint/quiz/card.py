"""The question card: a guess or an exercise, answered by mouse or keyboard, with the reply in it."""

import traitlets

from ..case import answers
from ..panel.opening import opening_state
from ..panel.page import Html, choices, el, field, join, number, press, sheet, slot, table
from ..panel.panel import WAIT, Kept, Panel, work_place
from . import checks
from .fields import ALONE, asked, in_words, read_answer

_LONG = 24  # letters of an option from which on each stands on a line of its own
_NO_GUESS = checks.Feedback("open", "No guess yet. Keep one above, and it appears here.")
_NOT_ASKED = checks.Feedback("open", "Nothing was asked above, so nothing is compared here.")


def ask(exercise_id, case):
    """A card with one exercise or guess; `.answer` is the last answer, a dict of field names ({} before).

    Answers are kept in my-work/answers.json beside the notebook and are shown again.
    Raises LookupError where there is no such exercise.
    """
    return QuestionCard(checks.get(exercise_id), case)


def beside(guess):
    """A guess beside what the essay says, as soon as there is one. guess: the card that `ask` made."""
    return GuessBeside(guess)


class QuestionCard(Panel):
    """See `ask`. Each press of the button sends the whole answer, and sets `feedback`: the reply, as a dict."""

    feedback = traitlets.Dict()
    held_back = traitlets.Dict()

    def __init__(self, exercise, case):
        question = exercise.asked(case)
        self.asks = question.state != "open"  # else the case has too little for it
        self._exercise, self._case, self._fields, self._count = exercise, case, question.fields, 0
        self._kept, notice = answers.recall(case.name, exercise.id)
        given = self._kept if set(self._kept) <= {one["name"] for one in question.fields} else {}
        if given and exercise.guess:
            self._reply(self._judge(given)[0])
        elif given:
            again = f"Press {exercise.button} to see the reply again, or change it."
            self._reply(checks.Feedback("kept", "Your earlier answer is filled in.", (again,)))
        elif notice:
            self._reply(checks.Feedback("problem", notice))
        super().__init__(
            "ask", _page(question, exercise.button), {"answer": given}, lambda _: {"reply": _reply_box(self.feedback)},
            presses={"check": lambda _, answer: {"answer": answer}, "clear": lambda *_: {"answer": {}}},
            keep=self._take_over, readable=False,
            store=f"{work_place()} {case.name} {exercise.id}", words=f"Question: {question.prompt} {WAIT}",
        )  # fmt: skip

    @property
    def answer(self):
        """The last answer: {field name: value}."""
        return self.controls["answer"]

    def saved(self):
        """What a saved page shows: the question, and the reader's answer with the reply, where there is one."""
        given = [(one, in_words(one, self.answer.get(one["name"]))) for one in self._fields]
        lines = [el("li", f"{asked(one)} {words}") for one, words in given if words]
        mine = (el("p", "Your answer:"), el("ul", lines)) if lines else ()
        return join(super().saved(), mine, Html(opening_state(self.state["slots"]["reply"], {})))

    def submit(self, answer, seen=None, by="Python"):
        """Do what pressing the button does. answer: {field name: value}.

        seen: the answer that stood there before, None for the last one. by: the view that was pressed.
        """
        self.tell("check", answer, seen, by)

    def _take_over(self, changes, seen, view):
        """Keep and judge an answer; see Panel. An answer that cannot be kept stays with the view as it was typed."""
        if "answer" not in changes:
            return Kept({})
        given, self._count = changes["answer"], self._count + 1
        if not given:
            return self._clear()
        was = self._kept if seen in (None, self.answer) else read_answer(self._fields, seen, in_card=True)[0]
        feedback, clean = self._judge(given)
        notice = ""
        if clean:
            notice, self._kept = answers.change(self._case.name, self._exercise.id, [], clean, was)[1], clean
        self._reply(feedback, notice)
        return Kept({"answer": given}, refused=clean is None)

    def _clear(self):
        """Take the answer out of the card and out of the file, which keeps it beside, as “<exercise> cleared”."""
        name, mine, done = self._case.name, self._exercise.id, "The card is empty."
        if self._kept:
            failed = answers.keep(name, f"{mine} cleared", self._kept) or answers.change(name, mine, [], None)[1]
            done += f" The file of answers {'could not be changed' if failed else 'has your last one'}."
        self._kept, self.held_back, self.feedback = {}, {}, {}
        return Kept({"answer": {}}, done)

    def _judge(self, answer):
        feedback, clean = checks.judged(self._exercise, self._case, answer, in_card=True)
        if self._exercise.guess and feedback.state == "compare":
            self.held_back = feedback.as_dict()
            feedback = checks.Feedback("kept", "Your guess is kept.", ("Read on: it comes back beside the chart.",))
        return feedback, clean

    def _reply(self, feedback, notice=""):
        words = feedback.as_dict()
        lines = words["lines"] + [notice] * bool(notice)
        # The count makes each reply a new one, so that it is read out even where the words are the same.
        self.feedback = words | {"lines": lines, "notice": notice, "press": self._count}


class GuessBeside(Panel):
    """See `beside`."""

    def __init__(self, guess):
        words = f"Here stands your guess beside the essay, once you keep one. {WAIT}"
        none = _NO_GUESS if guess.asks else _NOT_ASKED
        super().__init__(
            "beside", slot("reply", role="status"), {"guess": guess.held_back},
            lambda now: {"reply": _reply_box(now["guess"] or none.as_dict())}, words=words, readable=False,
        )  # fmt: skip
        guess.observe(lambda change: self.tell("guess", change["new"]), names="held_back")

    def saved(self):
        """What a saved page shows: the guess beside the essay, where there is one."""
        reply = opening_state(self.state["slots"]["reply"], {}) if self.controls["guess"] else ""
        return join(super().saved(), Html(reply))


def _page(question, button):
    prompt = [el("p", line, cls="prompt") for line in question.prompt.split("\n") if line.strip()]
    fields, go = [_control(one) for one in question.fields], press("check", button, cls="press")
    again = press("clear", "Clear", cls="clear", data_clears=True)
    old = el("p", "This reply is for your last answer.", cls="old", data_old=True, hidden=True)
    return sheet("answer", prompt, fields, el("p", go, " ", again), old, slot("reply", role="status"))


def _control(one):
    name, label = f"answer/{one['name']}", one["label"]
    if one["kind"] == "number":
        box = number(name, None, one.get("min"), one.get("max"), cls="number")
        return el("label", label, el("span", box, " %", cls="percent") if one.get("unit") else box, cls="entry")
    if one["kind"] == "figure":
        return el("p", f"{label}: draw it in code, and check it in the cell below.")
    if one["kind"] == "text":
        return field(name, label, rows=3)
    long = any(len(str(words)) > _LONG for _, words in one["options"])
    kind, alone = ("checkbox", ALONE) if one["kind"] == "many" else ("radio", ())
    return choices(name, label, one["options"], None, stack=long, kind=kind, alone=alone)


def _reply_box(feedback):
    """The reply to an answer: its state in words, its lines, and in the place of the first ones a small table."""
    if not feedback:
        return el("div", cls="reply")
    title = el("p", el("strong", f"{feedback['word']}. "), feedback["title"])
    rest = [el("p", line) for line in feedback["lines"]]
    if feedback["table"]:
        head, *rows = map(list, feedback["table"])
        below = [*feedback["lines"][len(rows) :], feedback.get("notice")]
        rest = [table(head, rows, cls="small"), *(el("p", line) for line in below if line)]
    return el("div", title, rest, cls=f"reply {feedback['state']}", data_again=feedback.get("press"))
