"""Checks on the spot: an exercise, an answer, and feedback in plain words.

The exercises of the lessons are in exercises.py. A right answer is never typed: the judge of an
exercise computes it from the case. Whatever a reader hands in, the reply is words, not a traceback.
"""

import difflib
import html
import importlib
import math
from dataclasses import asdict, dataclass
from types import MappingProxyType

import pandas as pd

STATES = MappingProxyType({"right": "Right", "again": "Not yet", "kept": "Kept", "problem": "Not checked"})
KINDS = ("choice", "many", "number", "text")
_EXERCISES = {}


@dataclass(frozen=True)
class Feedback:
    """The reply to an answer: `state` (a key of STATES), `title` (one sentence), `lines` (more sentences).

    Raises ValueError for an unknown state.
    """

    state: str
    title: str
    lines: tuple = ()

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
    """The exercise with this id. LookupError, with the nearest id in words, if there is none."""
    if exercise_id not in _EXERCISES:
        # Here and not at the top: exercises.py itself imports this module.
        importlib.import_module(".exercises", __package__)
    if exercise_id not in _EXERCISES:
        raise LookupError(f"There is no exercise “{exercise_id}”.{_nearest(exercise_id, _EXERCISES)}")
    return _EXERCISES[exercise_id]


def check(exercise_id, case, answer):
    """Judge `answer`: a plain value if the exercise has one field, else {field name: value}. Gives a Feedback."""
    try:
        exercise = get(exercise_id if isinstance(exercise_id, str) else str(exercise_id))
    except LookupError as error:
        return Feedback("problem", str(error.args[0]))
    return judged(exercise, case, answer)[0]


def judged(exercise, case, answer):
    """(Feedback, clean answer) for `answer`; the clean answer is None where it could not be read."""
    if not (hasattr(case, "essay") and hasattr(case, "stakeholders")):
        order = f'check("{exercise.id}", case, your_answer)'
        return Feedback("problem", "The second thing must be the case.", [f"Write: {order}"]), None
    clean, problems = _clean(exercise.fields(case), answer)
    if problems:
        return Feedback("problem", problems[0], problems[1:]), None
    try:
        return exercise.judge(case, clean), clean
    except Exception as error:  # a slip in a check must not look like the reader's mistake
        detail = f"For whoever looks after this notebook: {type(error).__name__} in the check of {exercise.id}."
        return Feedback("problem", "This check did not work. Your answer may well be right.", [detail]), clean


def _clean(fields, answer):
    """({name: clean value}, [problem in words, ...]) for the fields of an exercise."""
    answer = _plain(answer)
    names = [field["name"] for field in fields]
    if not isinstance(answer, dict):
        if len(fields) > 1:
            pattern = ", ".join(f'"{name}": ...' for name in names)
            return {}, [f"This question has {len(fields)} parts.", f"Give them by name: {{{pattern}}}. {_gave(answer)}"]
        answer = {names[0]: answer}
    problems = [
        f"There is no part “{name}”.{_nearest(name, names)} The parts are: {_listed(names)}."
        for name in answer
        if name not in names
    ]
    clean = {}
    for field in fields:
        value, problem = _read(field, _plain(answer.get(field["name"])))
        clean[field["name"]] = value
        if problem:
            label = field["label"].rstrip(": ")
            label += "" if label.endswith("?") else ":"
            problems.append(f"{label} {problem}" if len(fields) > 1 else problem)
    return clean, problems


def _read(field, value):
    """(clean value, problem in words or "") for one field."""
    several = _as_list(value)
    if several is not None and field["kind"] != "many" and len(several) == 1:
        value = _plain(several[0])
    if value is None or several == [] or (isinstance(value, str) and not value.strip()):
        if field.get("optional"):
            return ([] if field["kind"] == "many" else None), ""
        return None, f"No answer yet. Expected: {_expected(field)}."
    return {"choice": _choice, "many": _many, "number": _number, "text": _text}[field["kind"]](field, value)


def _choice(field, value):
    for option, label in field.get("options", []):
        if isinstance(value, str) and value.strip().casefold() in (str(option).casefold(), label.casefold()):
            return option, ""
        if _is_number(value) and _is_number(option) and value == option:
            return option, ""
        if isinstance(value, bool) and value is option:
            return option, ""
    known = [text for option, label in field.get("options", []) for text in (str(option), label)]
    return None, f"{_gave(value)} Expected: {_expected(field)}.{_nearest(value, known)}"


def _many(field, value):
    several = _as_list(value)
    if several is None:
        return None, f"{_gave(value)} Expected: {_expected(field)}, in square brackets, with commas between."
    chosen = [_choice(field, _plain(item)) for item in several]
    problem = next((problem for _, problem in chosen if problem), "")
    wanted = [option for option, _ in chosen]
    # In the order of the options and each once, so that a judge may compare lists.
    return [option for option, _ in field.get("options", []) if option in wanted], problem


def _number(field, value):
    low, high = field.get("min", -math.inf), field.get("max", math.inf)
    if not _is_number(value):
        hint = " Write the number without quotation marks." if isinstance(value, str) else ""
        return None, f"{_gave(value)} Expected: {_expected(field)}.{hint}"
    if not (math.isfinite(value) and low <= value <= high):
        return None, f"{_gave(value)} Expected: {_expected(field)}."
    return value, ""


def _text(field, value):
    if not isinstance(value, str):
        return None, f"{_gave(value)} Expected: {_expected(field)}."
    return value.strip(), ""


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _plain(value):
    """numpy's numbers as Python's, and every kind of missing value as None; all else as it is."""
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    missing = value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    return None if missing else value


def _as_list(value):
    """The items of a list, tuple, set, or pandas or numpy column; None if `value` is no such thing."""
    column = getattr(value, "ndim", None) == 1 and hasattr(value, "tolist")
    if not (column or isinstance(value, (list, tuple, set, frozenset))):
        return None
    return value.tolist() if column else list(value)


def _expected(field):
    kind = field["kind"]
    if kind in ("choice", "many"):
        listed = _listed([option for option, _ in field.get("options", [])])
        return f"one of {listed}" if kind == "choice" else f"one or more of {listed}"
    if kind == "text":
        return "a text in quotation marks"
    ends = [f"{word} {field[key]}" for word, key in (("from", "min"), ("to", "max")) if key in field]
    return " ".join(["a number", *ends])


def _listed(values, most=12):
    shown = [f'"{value}"' if isinstance(value, str) else str(value) for value in values]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")


def _gave(value):
    return f"You gave {_said(value)}."


def _said(value):
    """What a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if _as_list(value) is not None or isinstance(value, dict):
        size = "1 value" if len(value) == 1 else f"{len(value)} values"
        name = "column (Series)" if isinstance(value, pd.Series) else type(value).__name__
        return f"a {name} of {size}"
    if isinstance(value, pd.DataFrame):
        return f"a table of {value.shape[0]} rows and {value.shape[1]} columns"
    if callable(value):
        return "a function (perhaps the round brackets after its name are missing)"
    return f"something of the type {type(value).__name__}"


def _nearest(value, known):
    if not isinstance(value, str):
        return ""
    by_case = {str(name).casefold(): str(name) for name in reversed(list(known))}
    near = difflib.get_close_matches(value.strip().casefold(), by_case, n=1)
    return f' Did you mean "{by_case[near[0]]}"?' if near else ""
