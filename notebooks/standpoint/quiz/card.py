"""The question card: a guess or an exercise, answered by mouse or keyboard, with the reply in it."""

import traitlets

from ..case import answers
from ..explore.base import Explorer, script
from ..panel.panel import WAIT, work_place
from . import checks


def ask(exercise_id, case):
    """A card with one exercise or guess; `.answer` is the last answer, a dict of field names ({} before).

    Answers are kept in my-work/answers.json beside the notebook and are shown again.
    Raises LookupError where there is no such exercise.
    """
    exercise = checks.get(exercise_id)
    question = exercise.asked(case)
    data = {"prompt": question.prompt, "fields": question.fields, "button": exercise.button}
    data["keep"] = f"{work_place()} {case.name} {exercise_id}"
    return QuestionCard(exercise, case, data=data, words=f"Question: {question.prompt} {WAIT}")


def beside(guess):
    """A guess beside what the essay says, as soon as there is one. guess: the card that `ask` made."""
    words = f"Here stands your guess beside the essay, once you keep one. {WAIT}"
    return GuessBeside(guess, words=words)


class QuestionCard(Explorer):
    """See `ask`. The browser sends a message for each press; Python sets `answer` and replies in `feedback`."""

    _esm = script(__file__, "ask.js")
    answer = traitlets.Dict().tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    held_back = traitlets.Dict()

    def __init__(self, exercise, case, **kwargs):
        known, notice = answers.recall(case.name, exercise.id)
        names = {field["name"] for field in kwargs["data"]["fields"]}
        kept = known if known and set(known) <= names else {}
        super().__init__(answer=kept, **kwargs)
        self._exercise, self._case = exercise, case
        self._press, self._by, self._kept = 0, "", {0: known}  # what was kept after each press
        if kept and exercise.guess:
            self._judge()
        elif kept:
            again = f"Press {exercise.button} to see the reply again, or change it."
            self._reply(checks.Feedback("kept", "Your earlier answer is filled in.", (again,)))
        elif notice:
            self._reply(checks.Feedback("problem", notice))
        self.hear(lambda message: self.submit(**message))

    def submit(self, answer, seen=None, by=""):
        """Do what pressing the button does. answer: {field name: value}.

        by: the view that was pressed. seen: the press whose answer it showed; None for the last one.
        """
        was = self._kept[self._press if seen is None or by == self._by else seen]
        self._press, self._by = self._press + 1, by
        with self.hold_sync():
            self.answer = answer
            self._judge(was)

    def _judge(self, was=None):
        feedback, clean = checks.judged(self._exercise, self._case, self.answer, in_card=True)
        if self._exercise.guess and feedback.state == "compare":
            self.held_back = feedback.as_dict()
            feedback = checks.Feedback("kept", "Your guess is kept.", ("Read on: it comes back beside the chart.",))
        notice = ""
        if clean and self._press:
            notice = answers.change(self._case.name, self._exercise.id, [], clean, was)[1]
        self._kept[self._press] = clean or self._kept.get(self._press - 1, {})
        self._reply(feedback, notice)

    def _reply(self, feedback, notice=""):
        words = feedback.as_dict() | {"press": self._press, "by": self._by}
        # The count makes each reply a new one, so that the browser shows it even where the words are the same.
        self.feedback = words | {"lines": words["lines"] + [notice] * bool(notice), "notice": notice}


class GuessBeside(Explorer):
    """See `beside`."""

    _esm = script(__file__, "beside.js")
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, guess, **kwargs):
        super().__init__(**kwargs)
        self._show(guess.held_back)
        guess.observe(lambda change: self._show(change["new"]), names="held_back")

    def _show(self, held_back):
        empty = checks.Feedback("open", "No guess yet. Keep one above, and it appears here.")
        self.feedback = held_back or empty.as_dict()
