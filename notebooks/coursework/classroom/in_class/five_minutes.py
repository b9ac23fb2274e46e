"""The step “check-change”: how a class answered the check of five minutes before lesson 01 and after lesson 04.

The two forms are in in-class/. The file that a lecturer types has a row for each sheet of paper: pseudonym, when
(before or after), form (A or B) and the letters circled for the questions 1 to 6; an empty cell is no answer.
"""

from collections import defaultdict

from ..course import Refusal
from ..tables import refuse, rows_of

RIGHT = dict(zip("123456", "dbabbc"))  # the same letters in both forms: they are parallel
KINDS = {"blank or zero": "12", "outright or hinted": "34", "finding or overclaim": "56"}
COLUMNS = ("pseudonym", "when", "form", *RIGHT)
_LETTERS = {"1": "abcd", "2": "abcd", "3": "ab", "4": "ab", "5": "abc", "6": "abc"}
_WORDS = (
    "This check is not validated: nobody has tested that it measures what it names. Six questions are few.",
    "Read it as a talk with the class, not as a grade, and give half of the class form A first, the other half form B.",
)


def check_change(path):
    """Return what changed, in lines of words. Raises Refusal that lists every problem of the file."""
    sheets = _read(path)
    pairs = [(one["before"], one["after"]) for one in sheets.values() if len(one) == 2]
    alone = [name for name, one in sheets.items() if len(one) < 2]
    if not pairs:
        raise Refusal(f"{path.name}: no pseudonym has a row “before” and a row “after”, so there is no change to show. "
                      f"Answered once: {', '.join(alone)}.")  # fmt: skip
    lines = [f"Answered both times: {len(pairs)}. Answered once, and left out: {', '.join(alone) or 'nobody'}."]
    for kind, questions in KINDS.items():
        before, after = (sum(_right(sheet, questions) for sheet in side) for side in zip(*pairs))
        lines.append(f"{kind}: {before} of {2 * len(pairs)} right before, {after} of {2 * len(pairs)} after.")
    up, down = (sum(sign * (_right(b) - _right(a)) > 0 for a, b in pairs) for sign in (1, -1))
    lines.append(f"Of these, more right than before: {up}; fewer: {down}; as many: {len(pairs) - up - down}.")
    return "\n".join([*lines, *_remarks(sheets), *_WORDS])


def _remarks(sheets):
    """Say what makes the numbers weaker: answers that were left empty, and people who had one form twice."""
    both = {name: (one["before"], one["after"]) for name, one in sheets.items() if len(one) == 2}
    empty = sum(not sheet[question] for pair in both.values() for sheet in pair for question in RIGHT)
    twice = [name for name, (before, after) in both.items() if before["form"] == after["form"]]
    if empty:
        yield f"Left empty: {empty} answers. They count as not right."
    if twice:
        yield f"Had the same form twice, so they may remember it: {', '.join(twice)}."


def _right(sheet, questions="123456"):
    return sum(sheet[question] == RIGHT[question] for question in questions)


def _read(path):
    """{pseudonym: {"before" or "after": {question: letter}}} of the file."""
    found, wrong, rows = defaultdict(dict), [], {}
    for number, cells in rows_of(path, COLUMNS, COLUMNS)[1]:
        cells = {name: cell.lower() for name, cell in cells.items()}
        wrong += [f"{path.name}, row {number}, {words}" for words in _problems(cells)]
        key = cells["pseudonym"], cells["when"]
        if key in rows:
            wrong.append(f"{path.name}, row {number}: row {rows[key]} has the same pseudonym and the same “when”.")
        rows.setdefault(key, number)
        found[key[0]][key[1]] = cells
    refuse(wrong if found else [f"{path.name}: there is no row below the header."])
    return found


def _problems(cells):
    """Say what is wrong with one row."""
    if not cells["pseudonym"]:
        yield "column “pseudonym”: it is empty. Give each sheet a pseudonym, the same before and after."
    for name, allowed in (("when", ("before", "after")), ("form", ("a", "b"))):
        if cells[name] not in allowed:
            yield f"column “{name}”: “{cells[name]}” is not one of {' and '.join(allowed)}."
    for name, letters in _LETTERS.items():
        if cells[name] and cells[name] not in [*letters]:  # two letters, “ab”, are none of them
            yield f"column “{name}”: “{cells[name]}” is not one of {', '.join(letters)}; leave it empty for no answer."
