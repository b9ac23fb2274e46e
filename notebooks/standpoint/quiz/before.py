"""Exercises in their earlier form, as long as a room still has it: prompt, fields and judge as functions apart."""

from dataclasses import dataclass

from ..case.lacking import lacking
from . import checks
from .checks import Feedback, check
from .question import Part, Question, nothing

__all__ = ["Exercise", "Feedback", "check", "register", "some_right"]


@dataclass(frozen=True)
class Exercise:
    """An exercise in its earlier form; prompt: text or function of the case; judge: function of case and answer."""

    id: str
    outcome: int
    prompt: object
    fields: object
    judge: object
    button: str = "Check"
    guess: bool = False

    def words(self, case):
        """Give the prompt for this case, as text."""
        return self.prompt(case) if callable(self.prompt) else self.prompt

    def asked(self, case):
        """Give the Question about this case; what a small case lacks is found by trying."""
        try:
            parts = [Part(field) for field in self.fields(case)]
            return Question(self.words(case), parts, lambda answer: self.judge(case, answer))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            if not lacking(case):
                raise
            return nothing(lacking(case))

    def reply(self, question, answer):
        """Give the Feedback to an answer."""
        right = question.right
        return right(answer) if callable(right) else Feedback(question.state, right[0], right[1:])


def some_right(fields, wrong, lines=()):
    """Give the Feedback “again” that names the parts that are right, and the others."""
    return Feedback("again", checks.some_right(fields, wrong), lines)


def register(exercise):
    """Make an exercise known."""
    checks._EXERCISES[exercise.id] = exercise
