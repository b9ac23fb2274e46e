"""The exercises of lesson 08: a reversed column, filled or blank, and the verdicts of a part of the multiverse."""

from ...case.lacking import none_of
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, labelled, number, one_of
from ...wording import listed, plural
from . import findings
from . import multiverse as many

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_KINDS = {
    "fill": "whether to fill a cell at all",
    "side": "which side the stakeholder leans to",
    "plain": "how plainly the text says it",
}


_no_readers = none_of("codings of several readers", findings.has_readers)


def kinds_apart(case, table="positions"):
    """Count the cells in which the readers part by kind: filled or blank, side (direction), plainness; a dict."""
    counts = dict.fromkeys(_KINDS, 0)
    for _, row in findings.cells_apart(findings.readers(case, table)).iterrows():
        codes = row.dropna()
        sides = {(code > 0) - (code < 0) for code in codes.tolist()}
        counts["side" if len(sides) > 1 else "fill" if len(codes) < len(row) else "plain"] += 1
    return counts


@guess("08.guess", 1, _no_readers)
def same_code(case):
    """Guess how often readers give the same code, and over what they part."""
    prompt = "Readers code the same text by the same rules, without speaking to each other. Guess."
    label = "Of 100 cells that two or more readers filled, in how many do all of these give the same code?"
    parts = [number("share", label, most=100), one_of("kind", "Over what will they part most often?", _KINDS)]
    codes, kinds = findings.readers(case), kinds_apart(case)
    found, parted = findings.spread(codes), findings.parted_in_words(codes)
    share = round(100 * found["same"] / found["shared"]) if found["shared"] else 0
    counts = listed(f"{plural(kinds[key], 'cell')} over {words}" for key, words in _KINDS.items())

    def compared(given):
        yield f"You guessed {given['share']:g} of 100. It is {found['same']} of {found['shared']}, {share} of 100."
        yield f"Of the cells, {parted}." if parted else ""
        yield f"They part in {counts}." if any(kinds.values()) else "They part nowhere."
        hit = kinds[given["kind"]] == max(kinds.values())
        yield "You guessed the largest of the three." if hit else "You guessed another one than the largest."

    return Question(prompt, parts, compared)


@exercise("08.1", 1, _no_readers)
def poles(case):
    """Find the column of a reader that is the other way round."""
    columns = findings.reversed_columns(case)
    true = {(str(coder), item) for coder, item, _ in columns} or {("none", "none")}
    coders, items = {coder for coder, _ in true}, {item for _, item in true}

    def hints(given):
        if "none" in given.values() and columns:
            yield "A reader can mix up the left and the right pole. Then every code on that issue turns round."
        elif (given["reader"] in coders) != (given["issue"] in items):
            yield "Part of it is right. A column is one reader on one issue, and all its cells count."
        else:
            yield "A turned column points the other way in every cell in which the other readers are clear."

    right = "No reader has a whole column the other way round.", "A single cell is no column."
    if columns:
        right = (
            f"It is {findings.columns_in_words(case)}.",
            "Every cell of that column points the other way, and no other column of the same reader does.",
            "So the slip is in the poles, not in the sentences: compare the words that each reader gave.",
        )
    readers = {str(name): f"reader {name}" for name in findings.readers(case)} | {"none": "no reader"}
    issues = labelled(case.issues) | {"none": "on no issue"}
    parts = [
        one_of("reader", "Which reader?", readers, lambda given: (given["reader"], given["issue"]) in true),
        one_of("issue", "On which issue?", issues),
    ]
    prompt = "One reader may have read the two poles of an issue the wrong way round."
    return Question(prompt, parts, right, hints, "That column is not it.")


@exercise("08.2", 2, _no_readers)
def blanks(case):
    """Count the cells that some readers filled, and say which alpha sees them.

    It is about the inducements, whose count no title gives, where readers part there.
    """
    table, second = "positions", "inducement_codes"
    if findings.has_readers(case, second) and findings.spread(findings.readers(case, second))["split"]:
        table = second
    codes = findings.readers(case, table)
    name = "inducements" if table == second else "positions"
    who = listed(map(str, codes)) if len(codes.columns) else "none"
    filled = codes.notna().sum(axis=1)[codes.isna().any(axis=1)]
    seen = "both" if (filled >= 2).any() else "filled"  # the alpha of the codes needs two codes in a cell
    options = {
        "codes": "only the alpha of the codes",
        "filled": "only the alpha of filled or blank",
        "both": "the alpha of filled or blank, and for some of them the alpha of the codes too",
    }
    split = "A cell counts where at least one reader wrote a code and at least one left it blank."
    sees = {
        "codes": "The alpha of filled or blank compares just this: who filled the cell, and who did not.",
        "filled": "Some of these cells hold codes of two readers or more, and those can be compared as well.",
        "both": "To compare codes, one needs two of them in a cell. No such cell has two.",
    }
    label, true = "How many cells did some readers fill and others leave blank?", findings.spread(codes)["split"]
    parts = [
        number("split", label, true, most=len(codes), hint=split),
        one_of("counts", "Which alpha sees these cells?", options, seen,
               hint=lambda given: sees[given["counts"]]),
    ]
    line = "That is why both numbers are reported, and why they are never averaged."
    prompt = f"Compare the readers of the {name} ({who}), cell by cell."
    return Question(prompt, parts, ("Both parts are right.", line))


# Where the third exercise looks: the case's own codes, the same direction, and the known cells alone.
_PART = {"coder": [findings.REFERENCE], "threshold": ["direction"], "blanks": ["left out"]}


_MEANS = {
    "probability": "how probable it is that the sentence is true",
    "choices": "how far the verdict hangs on the choices that are on",
    "readers": "how many readers think that the sentence is true",
}
_MEANS_NOT = {
    "probability": "Nobody drew the settings by chance, and many of them are nearly the same.",
    "readers": "No reader was asked about the sentence. A setting is a list of choices that we made.",
}


@exercise("08.3", 3, none_of("sentence to judge under many settings", many.multiverse))
def part_of_multiverse(case):
    """Count the supported settings in a part of the multiverse, and say what moves them and what their share says."""
    found = many.multiverse(case)
    part = many.chosen(found, _PART)
    shares = {name: round(share, 9) for name, share in many.moves(part).items() if share > 0}
    best = {name for name, share in shares.items() if share == max(shares.values())} or {"none"}
    moving = {name: words for name, (_, words) in many.AXES.items()} | {"none": "none of them"}

    def still(given):
        if given["moves"] == "none":
            return "Compare settings that differ in one choice alone. Some have another verdict."
        if given["moves"] in _PART:
            return f"Of this choice ({moving[given['moves']]}) a single option is left, so it cannot move anything."
        return f"When you change {moving[given['moves']]} and nothing else, the verdict changes less often."

    row = "Each setting counts once, whatever its share: the verdict is all that is asked."
    parts = [
        number("supported", "In how many of these settings is the sentence supported?", many.tally(part.verdict)[0],
               most=found.verdict.size, hint=row),
        one_of("moves", "Which choice still moves the verdict most?", moving, best, hint=still),
        one_of("means", "What does the share of supported settings say?", _MEANS, "choices",
               hint=lambda given: _MEANS_NOT[given["means"]]),
    ]  # fmt: skip
    prompt = (
        "Begin with everything on, and keep all lists and all weights. Of the other three choices keep one option "
        "each: a blank is left out, the same direction, and the codes of this case."
    )
    line = "Had we listed other rules, the share would be another one. It is a fact about our list of choices."
    return Question(prompt, parts, ("All three parts are right.", line))
