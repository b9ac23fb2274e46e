"""The claim browser of lesson 02: which claims are of which type, about whom, and on what they rest."""

from itertools import product

from ... import wording as say
from ...draw import Words
from ...explore.base import Explorer, script
from ...panel.panel import WAIT
from ...wording import quoted
from . import findings as claim_findings

_SUPPORT = {
    "any": "whatever it rests on",
    "given": "the text gives something that it rests on",
    "none": "none given in the text",
}


def claim_browser(case):
    """The claim browser: choose types, whom the claims are about and what they rest on. See `browser_data`."""
    if case.claims.empty:
        return Words(f"No claim of this essay is coded: none about {say.names(case, case.stakeholders['id'])}.")
    words = (
        f"Claim browser. {claim_findings.most_common_in_words(case)}. {claim_findings.leaders_in_words(case)}. {WAIT}"
    )
    return ClaimBrowser(data=browser_data(case), words=f"{words} The table below shows which type leads.")


def browser_data(case):
    """Everything that the claim browser shows, as plain data.

    Gives {types: [{id, label, plural, letter, test, count}], about: [{id, label, count}], support: [{id, label,
    count}], parts: [names of paragraphs and headings], claims: [{id, type, about, bare, part, quote, place, rests,
    check}], findings: {key: [types that lead, sentence]}, whole: sentence}. The id "*" stands for all claims. A key
    holds the number shown of each type, "-" for one that is not ticked, with commas between: "21,47,-,2".
    """
    counts, found = claim_findings.type_counts(case), claim_findings.choices(case)
    total = {choice: int(sum(types.values())) for choice, types in found.items()}
    whom = {"*": "anybody or nobody", **claim_findings.about(case)}
    return {
        "types": [
            {"id": kind, "label": kind.capitalize(), "plural": plural, "letter": kind[0].upper(),
             "test": claim_findings.TESTS[kind], "count": int(counts[kind])}
            for kind, plural in claim_findings.TYPES.items()
        ],
        "about": [{"id": w, "label": name, "count": total[None if w == "*" else w, "any"]} for w, name in whom.items()],
        "support": [{"id": key, "label": words, "count": total[None, key]} for key, words in _SUPPORT.items()],
        "parts": _parts(case),
        "claims": [_claim(case, row) for row in case.claims.sort_values("start", kind="stable").itertuples()],
        "findings": findings(case),
        "whole": f"In the whole text: {_lower(claim_findings.most_common_in_words(case))}.",
    }  # fmt: skip


def findings(case):
    """Return {key: [types that lead, sentence]} for every choice of types, of whom and of support."""
    said = {}
    for counts, ticks in product(
        claim_findings.choices(case).values(), product((True, False), repeat=len(claim_findings.TYPES))
    ):
        shown = {kind: int(counts[kind]) if tick else None for kind, tick in zip(claim_findings.TYPES, ticks)}
        key = ",".join("-" if count is None else str(count) for count in shown.values())
        if key not in said:
            said[key] = list(claim_findings.shown_in_words(shown))
    return said


def _parts(case):
    """Return the names of all paragraphs, and of the headings that hold a claim, in the order of the text."""
    known = set(case.claims["paragraph"])
    places = [(row.start, row.paragraph) for row in case.essay.paragraphs.itertuples()]
    places += [(row.start, row.section) for row in case.essay.sections.itertuples() if row.section in known]
    return [name for _, name in sorted(places)]


def _claim(case, row):
    whom = row.about if isinstance(row.about, str) else ""
    return {
        "id": row.id, "type": row.type, "about": whom, "bare": row.rests_on == claim_findings.NO_WARRANT,
        "part": row.paragraph, "quote": quoted(row.quote), "rests": row.rests_on, "check": row.how_to_check,
        "place": f"{row.id} · {row.paragraph} · {row.type} · about {claim_findings.about(case)[whom]}",
    }  # fmt: skip


def _lower(sentence):
    return sentence[0].lower() + sentence[1:]


class ClaimBrowser(Explorer):
    """See `claim_browser`. The browser filters and counts; every sentence of the finding comes from Python."""

    _esm = script(__file__, "explorer.js")
