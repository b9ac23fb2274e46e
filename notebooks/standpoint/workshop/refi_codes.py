"""What of a case becomes a code in another tool, and which passages get which codes.

A passage gets the code of its stakeholder, of the pole it shows, of how plainly the text says it, and
of its salience. So "all of one stakeholder", "one issue against its two poles" (rule 13) and "all
hints" are one click each, and the codebook alone, which has these codes, gives no answer away.

Where one passage is the evidence of two cells, nobody could tell which hint belongs to which issue, and
QualCoder keeps a code once for each passage and coder, so the second would be lost. So the project, which
gives the answers anyway, has one code more for each row of a table. It names the row with all its codes.
"""

import uuid
from typing import NamedTuple

from ..wording import pole
from .selectors import code_of, key_of

# A GUID from a name is the same on every machine (RFC 9562, version 5).
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:standpoint:refi")
_SIDES = ((-1, "left"), (0, "both"), (1, "right"))
_PLAIN = {
    "outright": "The text says it: an aim, a demand, a vow or a settled practice.",
    "hinted": "The text lets us see a leaning; the note gives the step from the quotation to the code.",
}
_SALIENCE = {3: "A main aim, a must, or the main topic of a paragraph.", 2: "A stated concern.", 1: "In passing."}
_CLAIMS = {
    "fact": "It could be checked in a public record.",
    "interpretation": "It gives a motive, a meaning or a cause.",
    "prediction": "It is about what was still to come.",
    "value": "It says what is good, bad or owed.",
}
_GRIDS = {"positions": ("issues", "issue", "question"), "inducement_codes": ("inducements", "inducement", "thing")}


class Code(NamedTuple):
    """A code or a group of codes. inner: tuple of Code; a group is only there to hold them."""

    id: str
    name: str
    words: str = ""
    inner: tuple = ()


class Mark(NamedTuple):
    """A coded passage: table and key of its row, start and end in the text, a note in words, ids of its codes."""

    table: str
    key: str
    start: int
    end: int
    words: str
    codes: tuple


def guid(case, name):
    """Return the GUID of a thing in a case, the same at each export."""
    return str(uuid.uuid5(_SPACE, f"{case.name}/{name}"))


def codes_of(case):
    """Return the groups of codes of a case (list of Code). No group is empty, and no two codes have one name."""
    people = [Code(f"who/{row.id}", f"Who: {row.label}", f"{row.name}.") for row in case.stakeholders.itertuples()]
    grids = []
    for items, _, about in _GRIDS.values():
        inner = tuple(_item(items, row, about) for row in case.tables[items].itertuples())
        grids.append(Code(f"all/{items}", items.capitalize(), "", inner))
    plain = [Code(f"plain/{word}", f"Plainness: {word}", words) for word, words in _PLAIN.items()]
    salience = [Code(f"salience/{n}", f"Salience: {n}", words) for n, words in _SALIENCE.items()]
    claims = [Code(f"claim/{word}", f"Claim: {word}", words) for word, words in _CLAIMS.items()]
    groups = [
        Code("all/who", "Stakeholders", "", tuple(people)),
        *grids,
        Code("all/plain", "How plainly the text says it", "", tuple(plain)),
        Code("all/salience", "How much weight the text gives it", "", tuple(salience)),
        Code("all/claims", "Claims", "", tuple(claims)),
    ]
    return _named_once([group for group in groups if group.inner])


def row_codes_of(case):
    """Return the group of codes that stand for one row each, as a list of one Code or none; see `marks_of`."""
    rows = [Code(f"row/{mark.table}/{mark.key}", mark.words.partition(". ")[0], mark.words) for mark in _marks(case)]
    return _named_once([Code("all/rows", "Rows of the tables", "", tuple(rows))] if rows else [])


def marks_of(case):
    """Return the coded passages of a case (list of Mark): positions, inducement codes and claims.

    Each has the code of its row, and no code that another one gives to the very same passage.
    """
    given, marks = set(), []
    for mark in _marks(case):
        codes = (f"row/{mark.table}/{mark.key}", *mark.codes)
        marks.append(mark._replace(codes=tuple(c for c in codes if (mark.start, mark.end, c) not in given)))
        given |= {(mark.start, mark.end, code) for code in codes}
    return marks


def _marks(case):
    """Return the coded passages, each with all codes of its row but its own."""
    marks = []
    for table, (items, column, _) in _GRIDS.items():
        for row in case.tables[table].to_dict("records"):
            item, side = row[column], dict(_SIDES)[row["direction"]]
            codes = (f"who/{row['stakeholder']}", f"{items}/{item}/{side}", f"plain/{row['plainness']}")
            marks.append(_mark(case, table, row, (*codes, f"salience/{row['salience']}")))
    marks += [_mark(case, "claims", row, (f"claim/{row['type']}",)) for row in case.claims.to_dict("records")]
    return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.table, mark.key))


def _item(items, row, about):
    """Return the group of one issue or inducement, with a code for each pole and one for both."""
    poles = tuple(
        Code(f"{items}/{row.id}/{side}", f"{row.label}: {pole(row, direction)}", f"Direction {direction}.")
        for direction, side in _SIDES
    )
    return Code(f"{items}/{row.id}", f"{items[:-1].capitalize()}: {row.label}", getattr(row, about), poles)


def _mark(case, table, row, codes):
    key = key_of(case.schemas[table], row)
    salience = f", salience {row['salience']}" if "salience" in row else ""
    words = f"{table}/{key}: {code_of(row, {'quote': 'quote'})}{salience}. {row.get('note') or ''}".strip()
    return Mark(table, key, int(row["start"]), int(row["end"]), words, codes)


def _named_once(groups):
    """Number names that come twice: some tools drop the second code of one name without a word."""
    seen = {}

    def named(code):
        times = seen[code.name.casefold()] = seen.get(code.name.casefold(), 0) + 1
        name = code.name if times == 1 else f"{code.name} ({times})"
        return code._replace(name=name, inner=tuple(named(inner) for inner in code.inner))

    return [named(group) for group in groups]
