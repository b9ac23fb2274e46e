"""The exercises of lesson 08: a reversed column, filled or blank, and the verdicts of a part of the multiverse."""

from ...quiz.before import Exercise, Feedback, check, register, some_right
from ...quiz.card import ask, beside
from ...wording import listed, plural
from . import findings
from . import multiverse as many

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_KINDS = [
    ["fill", "whether to fill a cell at all"],
    ["side", "which side the stakeholder leans to"],
    ["plain", "how plainly the text says it"],
]
_NOTHING = Feedback("compare", f"{findings.NO_CODINGS}.", ["Your guess is kept. The lesson goes on."])


def kinds_apart(case, table="positions"):
    """Count the cells in which the readers part by kind: filled or blank, side (direction), plainness; a dict."""
    counts = dict.fromkeys(("fill", "side", "plain"), 0)
    for _, row in findings.cells_apart(findings.readers(case, table)).iterrows():
        codes = row.dropna()
        sides = {(code > 0) - (code < 0) for code in codes.tolist()}
        counts["side" if len(sides) > 1 else "fill" if len(codes) < len(row) else "plain"] += 1
    return counts


def _guess_fields(case):
    label = "Of 100 cells that two or more readers filled, in how many do all of these give the same code?"
    return [
        {"name": "share", "label": label, "kind": "number", "min": 0, "max": 100},
        {"name": "kind", "label": "Over what will they part most often?", "kind": "choice", "options": _KINDS},
    ]


def _judge_guess(case, answer):
    if not findings.has_readers(case):
        return _NOTHING
    found, kinds = findings.spread(findings.readers(case)), kinds_apart(case)
    share = round(100 * found["same"] / found["shared"]) if found["shared"] else 0
    counts = listed(f"{plural(kinds[key], 'cell')} over {words}" for key, words in _KINDS)
    most = max(kinds, key=kinds.get)
    second = f"They part in {counts}." if any(kinds.values()) else "They part nowhere."
    third = "You guessed the largest of the three." if kinds[most] == kinds[answer["kind"]] else (
        "You guessed another one than the largest.")  # fmt: skip
    first = f"You guessed {answer['share']:g} of 100. It is {found['same']} of {found['shared']}, {share} of 100."
    parted = findings.parted_in_words(findings.readers(case))
    lines = [f"Of the cells, {parted}.", second, third] if parted else [second, third]
    return Feedback("compare", first, lines)


def _pole_fields(case):
    codes = findings.readers(case)
    coders = [[str(name), f"reader {name}"] for name in codes] + [["none", "no reader"]]
    issues = [[row.id, row.label] for row in case.issues.itertuples()] + [["none", "on no issue"]]
    return [
        {"name": "reader", "label": "Which reader?", "kind": "choice", "options": coders},
        {"name": "issue", "label": "On which issue?", "kind": "choice", "options": issues},
    ]


def _judge_pole(case, answer):
    columns = findings.reversed_columns(case)
    true = {(str(coder), item) for coder, item, _ in columns} or {("none", "none")}
    if (answer["reader"], answer["issue"]) in true:
        if not columns:
            line = "A single cell is no column."
            return Feedback("right", "No reader has a whole column the other way round.", [line])
        lines = [
            "Every cell of that column points the other way, and no other column of the same reader does.",
            "So the slip is in the poles, not in the sentences: compare the words that each reader gave.",
        ]
        return Feedback("right", f"It is {findings.columns_in_words(case)}.", lines)
    lines = ["Go through the issues one by one. On which one does the same letter stand alone in every row?"]
    if answer["reader"] in {coder for coder, _ in true} or answer["issue"] in {item for _, item in true}:
        lines.insert(0, "One of your two answers is right.")
    return Feedback("again", "That column is not it.", lines)


def _blank_fields(case):
    most = len(findings.readers(case, _asked(case)))
    return [
        {"name": "split", "label": "How many cells did some readers fill and others leave blank?", "kind": "number",
         "min": 0, "max": most},
        {"name": "counts", "label": "Which alpha sees these cells?", "kind": "choice", "options": [
            ["codes", "only the alpha of the codes"], ["filled", "only the alpha of filled or blank"],
            ["both", "the alpha of filled or blank, and for some of them the alpha of the codes too"]]},
    ]  # fmt: skip


def _asked(case):
    """Return the table that the exercise is about: the inducements, whose count no title gives, where readers part."""
    second = (
        findings.has_readers(case, "inducement_codes")
        and findings.spread(findings.readers(case, "inducement_codes"))["split"]
    )
    return "inducement_codes" if second else "positions"


def _blank_prompt(case):
    table = _asked(case)
    name = "inducements" if table == "inducement_codes" else "positions"
    who = findings.readers(case, table)
    return f"Compare the readers of the {name} ({listed(map(str, who)) if len(who.columns) else 'none'}), cell by cell."


def _seen_by(case):
    """Return which alpha sees the cells that some filled: that of the codes needs two codes in a cell."""
    filled = findings.readers(case, _asked(case)).pipe(
        lambda codes: codes.notna().sum(axis=1)[codes.isna().any(axis=1)]
    )
    return "both" if (filled >= 2).any() else "filled"


def _judge_blank(case, answer):
    right = {"split": findings.spread(findings.readers(case, _asked(case)))["split"], "counts": _seen_by(case)}
    wrong = [name for name, value in right.items() if answer[name] != value]
    if not wrong:
        line = "That is why both numbers are reported, and why they are never averaged."
        return Feedback("right", "Both parts are right.", [line])
    lines = []
    if "split" in wrong:
        lines.append("In the table under Read, count the rows in which one reader has “blank”.")
    if "counts" in wrong:
        lines.append("How many codes does such a cell have? To compare codes, one needs two of them.")
    return some_right(_blank_fields(case), wrong, lines)


# Where the third exercise looks: the case's own codes, the same direction, and the known cells alone.
_PART = {"coder": [findings.REFERENCE], "threshold": ["direction"], "blanks": ["left out"]}


def _part(case):
    found = many.multiverse(case)
    return many.chosen(found, _PART) if found else None


def _part_fields(case):
    found = many.multiverse(case)
    return [
        {"name": "settings", "label": "How many settings are left?", "kind": "number", "min": 0,
         "max": found.verdict.size if found else 0},
        {"name": "supported", "label": "In how many of them is the sentence supported?", "kind": "number", "min": 0,
         "max": found.verdict.size if found else 0},
        {"name": "means", "label": "What does this share say?", "kind": "choice", "options": [
            ["probability", "how probable it is that the sentence is true"],
            ["choices", "how far the verdict hangs on the choices that are on"],
            ["readers", "how many readers think that the sentence is true"]]},
    ]  # fmt: skip


def _judge_part(case, answer):
    part = _part(case)
    counts = many.tally(part.verdict) if part else [0, 0, 0]
    right = {"settings": sum(counts), "supported": counts[0], "means": "choices"}
    wrong = [name for name, value in right.items() if answer[name] != value]
    if not wrong:
        line = "Had we listed other rules, the share would be another one. It is a fact about our list of choices."
        return Feedback("right", "All three parts are right.", [line])
    lines = []
    if "settings" in wrong:
        lines.append("Multiply the lists that are on by the weights that are on. The rest have one option each.")
    if "supported" in wrong:
        lines.append("Read the row “supported” of the explorer, with one option on under each of the last three.")
    if "means" in wrong:
        lines.append("Nobody drew the settings by chance, and many of them are nearly the same.")
    return some_right(_part_fields(case), wrong, lines)


def _part_prompt(case):
    return (
        "Keep all lists and all weights. Of the other three choices keep one option each: a blank is left out, the "
        "same direction, and the codes of this case."
    )


register(
    Exercise(
        "08.guess", 1, "Readers code the same text by the same rules, without speaking to each other. Guess.",
        _guess_fields, _judge_guess, "Keep my guess", guess=True,
    )
)  # fmt: skip
register(
    Exercise("08.1", 1, "One reader may have read the two poles of an issue the wrong way round.", _pole_fields,
             _judge_pole)
)  # fmt: skip
register(Exercise("08.2", 2, _blank_prompt, _blank_fields, _judge_blank))
register(Exercise("08.3", 3, _part_prompt, _part_fields, _judge_part))
