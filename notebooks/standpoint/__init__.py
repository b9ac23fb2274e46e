"""Standpoint: an essay's stakeholders and their positions, as tables and charts that lead back to its sentences."""

from .case.case import Case, grid, load
from .case.coding_file import read_coding
from .case.errors import CaseError
from .draw import render

__all__ = ["Case", "CaseError", "grid", "load", "read_coding"]

# What notebooks of earlier versions ask for, and where it is now; what is in a room, as for lesson 05.
_MOVED = {
    "charts": "from standpoint.lessons.overlap import charts",
    "checks": "from standpoint.lessons.overlap import exercises",
    "exchange": "from standpoint.workshop import exchange",
    "explorers": "from standpoint.lessons.overlap import explorer",
    "new_case": "from standpoint.workshop.new_case import new_case",
    "own_case": "from standpoint.workshop.new_case import own_case",
    "read_class": "from standpoint.workshop.coding_class import read_class",
    "tables": "from standpoint.lessons.overlap import tables",
}

render.use()


class Moved(ImportError):
    """A notebook is older than this folder: the message says what to do, and a notebook shows it alone."""

    def _render_traceback_(self):
        return [str(self)]


def __getattr__(name):
    if name in _MOVED:
        raise Moved(
            "This notebook is older than the folder “standpoint” beside it: take the notebook of the same version, "
            f"or write its new place in place of “{name}”, as in “{_MOVED[name]}”."
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
