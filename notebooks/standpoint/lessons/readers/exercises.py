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
        if given["reader"] in coders or given["issue"] in items:
            yield "One of your two answers is right."
        yield "Go through the issues one by one. On which one does the same letter stand alone in every row?"

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
    split = "In the table under Read, count the rows in which one reader has “blank”."
    two = "How many codes does such a cell have? To compare codes, one needs two of them."
    label, true = "How many cells did some readers fill and others leave blank?", findings.spread(codes)["split"]
    parts = [
        number("split", label, true, most=len(codes), hint=split),
        one_of("counts", "Which alpha sees these cells?", options, seen, hint=two),
    ]
    line = "That is why both numbers are reported, and why they are never averaged."
    prompt = f"Compare the readers of the {name} ({who}), cell by cell."
    return Question(prompt, parts, ("Both parts are right.", line))


# Where the third exercise looks: the case's own codes, the same direction, and the known cells alone.
_PART = {"coder": [findings.REFERENCE], "threshold": ["direction"], "blanks": ["left out"]}


@exercise("08.3", 3, none_of("sentence to judge under many settings", many.multiverse))
def part_of_multiverse(case):
    """Count the settings and the supported ones in a part of the multiverse, and say what their share says."""
    found = many.multiverse(case)
    counts, most = many.tally(many.chosen(found, _PART).verdict), found.verdict.size
    options = {
        "probability": "how probable it is that the sentence is true",
        "choices": "how far the verdict hangs on the choices that are on",
        "readers": "how many readers think that the sentence is true",
    }
    lists = "Multiply the lists that are on by the weights that are on. The rest have one option each."
    row = "Read the row “supported” of the explorer, with one option on under each of the last three."
    chance = "Nobody drew the settings by chance, and many of them are nearly the same."
    parts = [
        number("settings", "How many settings are left?", sum(counts), most=most, hint=lists),
        number("supported", "In how many of them is the sentence supported?", counts[0], most=most, hint=row),
        one_of("means", "What does this share say?", options, "choices", hint=chance),
    ]
    prompt = (
        "Keep all lists and all weights. Of the other three choices keep one option each: a blank is left out, the "
        "same direction, and the codes of this case."
    )
    line = "Had we listed other rules, the share would be another one. It is a fact about our list of choices."
    return Question(prompt, parts, ("All three parts are right.", line))
