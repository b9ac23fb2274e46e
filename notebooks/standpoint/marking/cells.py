"""Marks for coded cells: a judged cell of the machine codings, a student's own codes, blanks, and the set-up of a case.

Points are for evidence, rule and reasoning. Whether a code agrees with a reference is never asked.
"""

import re
from collections import Counter
from typing import NamedTuple

from ..case.errors import CaseError
from ..case.essay import fold
from ..case.package import find
from .files import is_as_handed_out, place_name
from .words import (
    Tally,
    collection_notes,
    names_nearby,
    own_words,
    plain,
    quotation,
    rule_problem,
    shares_a_word,
    still_open,
    whole,
)

CELL, SET_UP = 6, 4
_CODERS = ("A", "B", "C", "D")
_SERVES = 2  # cells that one quotation may serve, after rule 8


class Decision(NamedTuple):
    """What a student decided for one cell of the machine codings; problem says in words why it cannot be read."""

    stakeholder: str = ""
    issue: str = ""
    direction: int | None = None
    plainness: str = ""
    before: float | None = None
    problem: str = ""


def judged_cell(case, answer, other=None):
    """Mark one cell of the machine codings that was defended or overturned; most 6.

    answer: dict, see the notebook. other: the answer of the first cell, which must be another cell.
    """
    if not isinstance(answer, dict) or not any(plain(value) for value in answer.values()):
        return still_open(CELL, "this cell is empty. Fill the dict, as in the example above.")
    given = {name: plain(value) for name, value in answer.items()}
    decision = _decision(case, given)
    same = isinstance(other, dict) and (plain(other.get("stakeholder")), plain(other.get("issue"))) == decision[:2]
    problem = "Choose another cell than before." if same and decision.stakeholder else decision.problem
    tally, known = Tally(), collection_notes(case.name)
    evidence, part, words = quotation(case.essay, given.get("paragraph"), given.get("quotation"))
    if problem or not evidence:
        # Without words of the text there is nothing that a decision, a rule or a reason could rest on.
        tally.part("Decision and quotation", 0, CELL, f"{problem} {words}".strip())
        return tally.mark(CELL)
    tally.part("Decision", 1, 1)
    near = names_nearby(case, decision.stakeholder, part)
    told = words or f"Neither {part}, nor its heading, nor the part before names this stakeholder."
    tally.part("Quotation", evidence + (near and evidence == 1), 2, told)
    tally.part("Words against", *_against(case, given, part))
    lacks = rule_problem(given.get("rule"), decision.direction, decision.plainness, decision.before)
    tally.part("Rule", not lacks, 1, lacks)
    tally.part("Reason", *_reason(case, given, decision, known))
    return tally.mark(CELL)


def _decision(case, given):
    """Read the decision in an answer, and hold its verdict against the code that it judges."""
    sid, issue, coder = given.get("stakeholder", ""), given.get("issue", ""), given.get("coder", "").upper()
    verdict, direction = given.get("verdict", "").lower(), given.get("direction", "").lower()
    plainness = given.get("plainness", "").lower()
    checks = [
        (sid not in set(case.stakeholders["id"]), f"“{sid}” is no stakeholder of this case."),
        (issue not in set(case.issues["id"]), f"“{issue}” is no issue of this case."),
        (coder not in _CODERS, "The coder is A, B, C or D."),
        (verdict not in ("keep", "change"), "The verdict is “keep” or “change”."),
        (direction != "blank" and whole(direction) not in (-1, 0, 1), "The direction is -1, 0, 1 or “blank”."),
        (direction != "blank" and plainness not in ("outright", "hinted"), "The plainness is “outright” or “hinted”."),
    ]
    wrong = [words for is_wrong, words in checks if is_wrong]
    if wrong:
        return Decision(sid, issue, problem=" ".join(wrong))
    before = _code_of(case, coder, sid, issue)
    way = None if direction == "blank" else whole(direction)
    plainness = plainness if way is not None else ""
    mine = None if way is None else way * (2 if plainness == "outright" else 1)
    if (verdict == "keep") != (mine == before):
        has = "left this cell blank" if before is None else f"has {before:+d} here" if before else "has 0 here"
        return Decision(sid, issue, problem=f"Coder {coder} {has}: your code and “{verdict}” do not go together.")
    return Decision(sid, issue, way, plainness, before)


def _code_of(case, coder, sid, issue):
    codes = case.tables["codings"]
    rows = codes[(codes["coder"] == coder) & (codes["table"] == "positions") & (codes["stakeholder"] == sid)]
    found = rows.loc[rows["item"] == issue, "position"]
    return None if found.empty or found.isna().iloc[0] else int(found.iloc[0])


def _against(case, given, part):
    """(got, most, what to mend) for the words that speak for the other reading."""
    got, _, words = quotation(case.essay, given.get("against_paragraph"), given.get("against"))
    if got and _same_words(given["against"], given["quotation"]):
        return 0, 1, "Quote other words than for your own reading."
    return got, 1, words


def _same_words(one, other):
    one, other = (fold(words).lower().strip("“”\"' .") for words in (one, other))
    return one in other or other in one


def _reason(case, given, decision, known):
    issue = case.issues.set_index("id").loc[decision.issue]
    lacks = own_words(given.get("reason"), known, 20, 90)
    about = (given["quotation"], issue["question"], issue["left"], issue["right"], issue["label"])
    if not lacks and not shares_a_word(given["reason"], *about):
        lacks = "It names neither the quotation nor a pole. Write the step from the one to the other."
    return not lacks, 1, lacks


def coded_cells(own, most, only=(), notes=False, fewest=6):
    """Mark a student's own coded cells: 1 point for each good one, up to `most`.

    own: see files.Own. only: ids of stakeholders; all if empty. notes: whether an outright code needs a note
    of the student's own too. fewest: words of a note. Half a point where the quotation stands but the rest does not.
    """
    cells = {place: cell for place, cell in own.of("coded").items() if not only or place[0] in only}
    if not cells:
        return still_open(most, " ".join(["no cell is coded yet.", *own.problems]))
    known, used = collection_notes(own.case.name), Counter(_key(cell["quote"]) for cell in cells.values())
    said = Counter(_key(cell["note"]) for cell in cells.values())
    points, lines = [], []
    for place, cell in cells.items():
        lacks = _lacks(own.case, place, cell, known, notes, fewest)
        if used[_key(cell["quote"])] > _SERVES:
            lacks = f"{used[_key(cell['quote'])]} cells share this quotation; it serves two at most (rule 8)."
        elif cell["note"] and said[_key(cell["note"])] > _SERVES:
            lacks = "the same note stands at other cells too."
        # Where notes are asked for, a quotation alone could be copied from the tables of the collection.
        copied = "collection" in lacks or (notes and lacks.startswith("the note"))
        points.append(0.0 if copied else 0.5 if lacks else 1.0)
        lines += [f"{place_name(own.case, own.table, place)}: {lacks}"] if lacks else []
    tally = Tally()
    tally.part("Coded cells", sum(sorted(points, reverse=True)[:most]), most, f"{most} good ones are needed.")
    tally.lines += lines + own.problems
    return tally.mark(most)


def _key(words):
    return fold(plain(words)).lower()


def _lacks(case, place, cell, known, notes, fewest):
    """Say what one coded cell lacks; "" where nothing."""
    if not names_nearby(case, place[0], cell["paragraph"]):
        return f"neither {cell['paragraph']}, nor its heading, nor the part before names this stakeholder."
    if cell["plainness"] == "hinted" or notes:
        return _of_the_note(own_words(cell["note"], known, fewest))
    return "the note is a sentence of this collection." if "collection" in own_words(cell["note"], known, 1) else ""


def _of_the_note(lacks):
    return lacks.replace("It ", "the note ", 1)


def blanks(own, most, only=(), fewest=6):
    """Mark the cells that are blank by decision: 1 point for each with a note that names where the student looked.

    own, only, fewest: see `coded_cells`. Half a point without the part of the text (such as p03) in the note.
    """
    cells = {place: cell for place, cell in own.of("blank").items() if not only or place[0] in only}
    if not cells:
        return still_open(most, "no cell is blank by decision yet.")
    known, parts = collection_notes(own.case.name), own.case.essay.names
    said = Counter(_key(cell["note"]) for cell in cells.values())
    points, lines = [], []
    for place, cell in cells.items():
        lacks = _of_the_note(own_words(cell["note"], known, fewest))
        if not lacks and said[_key(cell["note"])] > 1:
            lacks = "the same note stands at other blanks too."
        named = parts & set(re.findall(r"[ps]\d+", cell["note"]))
        points.append(0.0 if lacks else 1.0 if named else 0.5)
        lacks = lacks or ("" if named else "the note names no part of the text, such as p03.")
        lines += [f"{place_name(own.case, own.table, place)}: {lacks}"] if lacks else []
    tally = Tally()
    tally.part("Blanks by decision", sum(sorted(points, reverse=True)[:most]), most, f"{most} good ones are needed.")
    tally.lines += lines
    return tally.mark(most)


def unseen_set_up(case):
    """Mark how a student set up the unseen text: three stakeholders and three issues, each with its words; most 4."""
    if case is None or case.stakeholders.empty:
        return still_open(SET_UP, "the unseen text has no stakeholder yet.")
    if not is_as_handed_out(case):
        return still_open(SET_UP, "text.txt in my-work is not the text that was handed out. Take it again.")
    tally = Tally()
    tally.part("Stakeholders", len(case.stakeholders) >= 3, 1, "Three at least.")
    tally.part("Their words", _quoted(case) >= 3, 1, "Give three of them a quotation: for the seat, power or interest.")
    tally.part("Issues", _questions(case) >= 3, 1, "Three at least, each a question with “?” and two different poles.")
    tally.part("Their words", case.issues["quote"].nunique() >= 3, 1, "Three issues, each with a quotation of its own.")
    return tally.mark(SET_UP)


def own_set_up(case):
    """Mark a case that a student made of a text of their own; most 4."""
    if case is None:
        return still_open(SET_UP, "there is no case of your own yet.")
    twin = twin_of(case)
    if twin:
        words = f"this is the text of “{twin}”, a case of this collection. Choose a text of your own."
        return still_open(SET_UP, words)
    count, parties = len(case.essay.text.split()), int((case.stakeholders["kind"] == "party").sum())
    tally = Tally()
    tally.part("The text", 250 <= count <= 3000, 1, f"It has {count} words; 250 to 3,000 fit this kind of reading.")
    tally.part("Stakeholders", len(case.stakeholders) >= 3 and parties >= 2, 1, "Three at least, two of them parties.")
    tally.part("Their words", _quoted(case) >= 3, 1, "Give three of them a quotation: for the seat, power or interest.")
    tally.part("Issues", _questions(case) >= 3, 1, "Three at least, each a question with “?” and two different poles.")
    return tally.mark(SET_UP)


def twin_of(case, names=("anchorage", "bridge")):
    """Return the name of the case of the collection that has the same text; "" for none."""
    mine = set(_key(text) for text in case.essay.paragraphs["text"])
    for name in names:
        try:
            folder = find(name)
        except CaseError:
            continue
        if folder.parent.name == "my-work":
            continue
        text = _text_beside(folder)
        if text and sum(line in _key(text) for line in mine) > len(mine) / 2:
            return name
    return ""


def _text_beside(folder):
    paths = [*folder.glob("*.txt"), *(folder.parent.parent / "seeds").glob(f"{folder.name}*.txt")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _quoted(case):
    words = case.stakeholders[["quote", "power_quote", "interest_quote"]].fillna("")
    return int((words != "").any(axis=1).sum())


def _questions(case):
    issues = case.issues
    asks = issues["question"].str.strip().str.endswith("?")
    differ = issues["left"].str.lower() != issues["right"].str.lower()
    return int((asks & differ).sum())
