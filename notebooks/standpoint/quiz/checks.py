"""Checks on the spot: an exercise, an answer, and feedback in plain words.

The exercises of a lesson are in exercises.py of its room. A right answer is never typed: each exercise computes it
from the case. Whatever a reader hands in, the reply is words, not a traceback.
"""

import html
from dataclasses import asdict, dataclass, replace
from functools import partial
from types import MappingProxyType

from ..case import answers
from ..kernel import cell_and_run
from ..wording import listed, quoted
from .fields import is_empty, nearest, read_answer
from .question import nothing, said

STATES = MappingProxyType(
    {
        "right": "Right",
        "again": "Not yet",
        "kept": "Kept",
        "compare": "Compare",
        "open": "Open",
        "empty": "",  # nothing was answered yet: one quiet line, with no word before it
        "problem": "Not checked",
    }
)
# It must hold beside a card that said Right.
_EMPTY = "No answer in this cell yet. Put yours in the place of None and run it; if you answered in the card, go on."
_NO_CHART = "No chart in this cell yet. Put the figure in the place of None, with no .show() behind it, and run it."
_EXERCISES = {}
IN_CODE = "in code"  # what is kept beside the answers: {exercise id: True} for what a check of code called right


@dataclass(frozen=True)
class Feedback:
    """The reply to an answer: `state` (a key of STATES), `title` (one sentence), `lines` (more sentences).

    table: rows of words, the first one the head, where a small table says it better; the first lines say the same, one
    for each row, and the others stand below it.

    Raises ValueError for an unknown state.
    """

    state: str
    title: str
    lines: tuple = ()
    table: tuple = ()

    def __post_init__(self):
        if self.state not in STATES:
            raise ValueError(f"state is one of {', '.join(STATES)}, not {self.state!r}")
        lines = (self.lines,) if isinstance(self.lines, str) else tuple(self.lines)
        object.__setattr__(self, "lines", lines)

    @property
    def word(self):
        """The state in words, so that it never rests on a colour."""
        return STATES[self.state]

    def as_dict(self):
        """Plain data for a question card: state, word, title, lines."""
        return asdict(self) | {"word": self.word, "lines": list(self.lines)}

    def __str__(self):
        return "\n".join([f"{self.word}. {self.title}" if self.word else self.title, *self.lines])

    def _repr_mimebundle_(self, include=None, exclude=None):
        word = f"<strong>{html.escape(self.word)}.</strong> " if self.word else ""
        rest = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines)
        style = ' style="border-left:4px solid currentColor;padding-left:12px"' if word else ""
        page = f'<div role="status"{style}><p>{word}{html.escape(self.title)}</p>{rest}</div>'
        return {"text/html": page, "text/plain": str(self)}


@dataclass(frozen=True)
class Exercise:
    """A question with a check, as `exercise` makes it known."""

    id: str
    outcome: int
    make: object
    lacks: object
    button: str
    guess: bool

    def asked(self, case):
        """Give the Question about this case; where the case has too little for it, one that says so."""
        lacking = self.lacks(case)
        return nothing(lacking) if lacking else self.make(case)

    def reply(self, question, answer):
        """Give the Feedback to an answer, {field name: clean value}."""
        wrong = [part for part in question.parts if not part.is_right(answer)]
        if not wrong:
            title, *lines = said(question.right, answer) or [""]
            state = question.state or ("compare" if self.guess else "right")
            return Feedback(state, title, lines, question.table(answer))
        if words := said(wrong[0].hint_alone, answer):
            more = [quoted(part.field["label"].rstrip("?: ")) for part in wrong[1:]]
            return Feedback("again", words[0], [*words[1:], *([f"Look again at {listed(more)} too."] if more else [])])
        names = [part.field["name"] for part in wrong]
        title, *lines = said(question.again, answer, names) or [some_right(question.fields, names)]
        hints = [question.hints, *(part.hint for part in wrong)]
        lines += [line for hint in hints for line in said(hint, answer)]
        return Feedback("again", title, dict.fromkeys(lines))


def slips_in(question, answer):
    """Return a sentence for each wrong number that comes from a usual slip of code."""
    wrong = [(part, answer[part.field["name"]]) for part in question.parts if part.slips and not part.is_right(answer)]
    return [part.slips[given] for part, given in wrong if given in part.slips]


def some_right(fields, wrong):
    """Say in one sentence which parts of an answer are right, and which ones are not. wrong: names of fields."""
    labels = {field["name"]: field["label"].rstrip("?: ") for field in fields}
    good = [quoted(label) for name, label in labels.items() if name not in wrong]
    bad = [quoted(label) for name, label in labels.items() if name in wrong]
    head = f"Right: {listed(good)}. " if good else ""
    return f"{head}Look again at: {listed(bad)}."


def exercise(exercise_id, outcome, lacks=lambda case: "", button="Check", guess=False):
    """Make an exercise of a function that gives a Question about a case. ValueError if the id belongs to another one.

    outcome: number of the lesson's outcome that it tests. lacks: function of the case that says in words what the case
    has too little of for this exercise; "" where it can be asked. button: the word on the button. guess: True where the
    reply must wait until the reader has seen the chart.
    """

    def known(make):
        old = _EXERCISES.get(exercise_id)
        if old and _origin(old.make) != _origin(make):
            raise ValueError(f"two exercises have the id {exercise_id!r}")
        _EXERCISES[exercise_id] = Exercise(exercise_id, outcome, make, lacks, button, guess)
        return make

    return known


guess = partial(exercise, button="Keep my guess", guess=True)


def _origin(make):
    # A module that is loaded again makes the same exercises known again: that is no clash.
    return make.__module__, make.__qualname__


def get(exercise_id):
    """The exercise with this id. LookupError, with the nearest id in words, if there is none.

    A lesson's exercises are known as soon as its module of exercises is imported.
    """
    if exercise_id not in _EXERCISES:
        raise LookupError(f"There is no exercise “{exercise_id}”.{nearest(exercise_id, _EXERCISES)}")
    return _EXERCISES[exercise_id]


def check(exercise_id, case, answer):
    """Judge `answer`: a plain value if the exercise has one field, else {field name: value}. Gives a Feedback."""
    try:
        exercise = get(exercise_id if isinstance(exercise_id, str) else str(exercise_id))
    except LookupError as error:
        return Feedback("problem", str(error.args[0]))
    feedback = judged(exercise, case, answer)[0]
    if feedback.state == "right" and any(cell_and_run()):  # a reader's cell, and not a program's
        answers.change(case.name, IN_CODE, [exercise.id], True)
    return feedback


def judged(exercise, case, answer, in_card=False):
    """(Feedback, clean answer) for `answer`; the clean answer is None where it could not be read.

    in_card: True where the reader sees labels and not the values behind them.
    """
    if not (hasattr(case, "essay") and hasattr(case, "stakeholders")):
        order = f'check("{exercise.id}", case, your_answer)'
        return Feedback("problem", "The second thing must be the case.", [f"Write: {order}"]), None
    clean = None
    try:
        question = exercise.asked(case)
        if not in_card and is_empty(answer):
            if not all(field.get("optional") for field in question.fields):
                drawn = all(field["kind"] == "figure" for field in question.fields)
                return Feedback("empty", _NO_CHART if drawn else _EMPTY), None
            answer = {}
        clean, problems = read_answer(question.fields, answer, in_card)
        if problems:
            return Feedback("problem", problems[0], problems[1:]), None
        feedback = exercise.reply(question, clean)
        if feedback.state == "again" and not in_card:
            feedback = replace(feedback, lines=(*slips_in(question, clean), *feedback.lines))
        return feedback, clean
    except Exception as error:  # a slip in an exercise must not look like the reader's mistake
        detail = f"For whoever looks after this notebook: {type(error).__name__} in the check of {exercise.id}."
        return Feedback("problem", "This check did not work. Your answer may well be right.", [detail]), clean

