"""Standpoint: an essay's stakeholders and their positions, as tables and charts that lead back to its sentences."""

from . import render
from .case import Case, CaseError, grid, load, read_coding

__all__ = ["Case", "CaseError", "grid", "load", "read_coding"]

render.use()
