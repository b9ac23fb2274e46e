"""The guesses and exercises of the lessons; every right answer is computed from the case."""

# Importing them makes their exercises known.
from . import (  # noqa: F401
    exercises_01,
    exercises_02,
    exercises_03,
    exercises_04,
    exercises_05,
    exercises_06,
    exercises_07,
    exercises_08,
    exercises_09,
    exercises_10,
)
