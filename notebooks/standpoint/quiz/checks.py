"""Checks on the spot: an exercise, an answer, and feedback in plain words.

The exercises of a lesson are in exercises.py of its room. A right answer is never typed: the judge of an
exercise computes it from the case. Whatever a reader hands in, the reply is words, not a traceback.
"""

import html
from dataclasses import asdict, dataclass
from types import MappingProxyType

from ..case.lacking import lacking
from ..wording import listed, quoted
from .fields import asked, expected, is_empty, nearest, read_answer

STATES = MappingProxyType(
    {
        "right": "Right",
        "again": "Not yet",
        "kept": "Kept",
        "compare": "Compare",
        "open": "Open",
        "problem": "Not checked",
    }
)
_EXERCISES = {}


@dataclass(frozen=True)
class Feedback:
    """The reply to an answer: `state` (a key of STATES), `title` (one sentence), `lines` (more sentences).

    table: rows of words, the first one the head, where a small table says it better; the lines say the same.

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
        return "\n".join([f"{self.word}. {self.title}", *self.lines])

    def _repr_mimebundle_(self, include=None, exclude=None):
        head = f"<p><strong>{html.escape(self.word)}.</strong> {html.escape(self.title)}</p>"
        rest = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines)
        style = "border-left:4px solid currentColor;padding-left:12px"
        return {"text/html": f'<div role="status" style="{style}">{head}{rest}</div>', "text/plain": str(self)}


@dataclass(frozen=True)
class Exercise:
    """A question with a check.

    id: short name; outcome: number of the lesson's outcome that it tests; prompt: text, or a function
    of the case; fields: function of the case that gives a list of {"name", "label", "kind"} with kind
    choice, many, number or text, "options" [[value, label], ...] for choice and many, and, where
    wanted, "min" and "max" (number) and "optional": True; judge: function of (case, answer) that
    gives a Feedback, where `answer` is {field name: clean value}; button: the word on the button;
    guess: True where the reply must wait until the reader has seen the chart.
    """

    id: str
    outcome: int
    prompt: object
    fields: object
    judge: object
    button: str = "Check"
    guess: bool = False

    def words(self, case):
        """The prompt for this case, as text."""
        return self.prompt(case) if callable(self.prompt) else self.prompt


def some_right(fields, wrong, lines=()):
    """Give the Feedback “again” for an answer of several parts: it names the parts that are right, and the others.

    fields: as the exercise has them. wrong: names of the parts that are not right. lines: hints, in words.
    """
    labels = {field["name"]: field["label"].rstrip("?: ") for field in fields}
    good = [quoted(label) for name, label in labels.items() if name not in wrong]
    bad = [quoted(label) for name, label in labels.items() if name in wrong]
    head = f"Right: {listed(good)}. " if good else ""
    return Feedback("again", f"{head}Look again at: {listed(bad)}.", lines)


def register(exercise):
    """Make an exercise known, and give it back. ValueError if its id belongs to another one."""
    old = _EXERCISES.get(exercise.id)
    if old and _origin(old) != _origin(exercise):
        raise ValueError(f"two exercises have the id {exercise.id!r}")
    _EXERCISES[exercise.id] = exercise
    return exercise


def _origin(exercise):
    # A module that is loaded again registers the same exercises again: that is no clash.
    return exercise.judge.__module__, exercise.judge.__qualname__


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
    try:
        fields = exercise.fields(case) if hasattr(case, "essay") else []
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        if not lacking(case):
            raise
        return Feedback("problem", "This case is too small for this question.", [lacking(case)])
    needed = [field for field in fields if not field.get("optional")]
    if needed and is_empty(answer):
        wanted = [f"{asked(field)} Expected: {expected(field)}." for field in fields]
        lines = ["If you answered in the card, you can go on.", *wanted]
        return Feedback("open", "There is no answer in this cell yet.", lines)
    return judged(exercise, case, answer)[0]


def judged(exercise, case, answer, in_card=False):
    """(Feedback, clean answer) for `answer`; the clean answer is None where it could not be read.

    in_card: True where the reader sees labels and not the values behind them.
    """
    if not (hasattr(case, "essay") and hasattr(case, "stakeholders")):
        order = f'check("{exercise.id}", case, your_answer)'
        return Feedback("problem", "The second thing must be the case.", [f"Write: {order}"]), None
    clean, problems = read_answer(exercise.fields(case), answer, in_card)
    if problems:
        return Feedback("problem", problems[0], problems[1:]), None
    try:
        return exercise.judge(case, clean), clean
    except Exception as error:  # a slip in a check must not look like the reader's mistake
        detail = f"For whoever looks after this notebook: {type(error).__name__} in the check of {exercise.id}."
        return Feedback("problem", "This check did not work. Your answer may well be right.", [detail]), clean
