"""What follows from a case alone, worked out once: for an explorer, which needs it at each change of a control."""

import dataclasses
from functools import wraps


def at_rest(case):
    """Return the same case, of which each `fact` is worked out once. Nobody changes its tables from then on."""
    found = dataclasses.replace(case)
    found.__dict__["_facts"] = {}
    return found


def fact(function):
    """Let a function of a case alone answer once for a case that is `at_rest`; of any other one it answers anew.

    Elsewhere a reader may change a table in place. What it returns is shared, so nobody changes that either.
    """

    @wraps(function)
    def answer(case):
        facts = vars(case).get("_facts")
        if facts is None:
            return function(case)
        if function not in facts:
            facts[function] = function(case)
        return facts[function]

    return answer
