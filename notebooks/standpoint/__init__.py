"""Standpoint: an essay's stakeholders and their positions, as tables and charts that lead back to its sentences."""

from . import exchange, render
from .case import Case, CaseError, grid, load
from .coding_class import read_class
from .coding_file import read_coding
from .new_case import new_case, own_case

__all__ = ["Case", "CaseError", "exchange", "grid", "load", "new_case", "own_case", "read_class", "read_coding"]

render.use()
