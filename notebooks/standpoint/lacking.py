"""What a case lacks, in one line; and a guard that says it where a chart, a table or a card cannot be made."""

import functools
import inspect

from .table import CaseError, Problem

_PACKAGE = __package__


def lacking(case):
    """Say in one line what a case has too little of for most charts; "" where it has enough."""
    if case.stakeholders.empty:
        return "This case has no stakeholders yet: fill stakeholders.csv first."
    if case.issues.empty:
        return "This case has no issues yet: fill issues.csv first."
    if len(case.stakeholders) < 2:
        return "This case has one stakeholder, and this compares two."
    if (case.stakeholders["kind"] == "party").sum() < 2:
        return "This case has fewer than two parties, and this compares two."
    if case.positions.empty and case.inducement_codes.empty:
        return "No cell of this case is coded yet: fill positions.csv first."
    if case.inducements.empty:
        return "This case has no inducements, and this needs some."
    return ""


def two_parties(case, pair):
    """Return the pair, or raise CaseError in one line where the case has no two parties (pair is None)."""
    if pair is None:
        words = "this compares two parties, and the case has fewer."
        raise CaseError([Problem("stakeholders.csv", (), "kind", words, "Add a party, or go to another lesson.")])
    return pair


def guard(names, instead):
    """Let every public function in `names` that takes a case give `instead(words)` where the case is too small for it.

    names: the globals() of a module. A full case is never guarded: there an error is an error.
    """
    for name, function in list(names.items()):
        if inspect.isfunction(function) and function.__module__.startswith(_PACKAGE) and not name.startswith("_"):
            parameters = inspect.signature(function).parameters
            if "case" in parameters:
                names[name] = _guarded(function, list(parameters).index("case"), instead)


def _guarded(function, place, instead):
    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except CaseError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            case = kwargs.get("case", args[place] if len(args) > place else None)
            words = lacking(case) if hasattr(case, "stakeholders") else ""
            if not words:
                raise
            return instead(words)

    return call
