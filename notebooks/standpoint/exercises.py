"""The guesses and exercises of the lessons; every right answer is computed from the case."""

from . import exercises_01, exercises_04  # noqa: F401  (importing them makes their exercises known)
