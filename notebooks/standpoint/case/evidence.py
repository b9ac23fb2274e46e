"""Holding every quotation of a table against the text it is said to come from."""

from .essay import locate, nearest_sentence, parts_with, sentences, shortened, without_marks
from .sentences import count_words


def check_quotations(sheet, rows, schema, essay):
    """Check each quotation, put the essay's own characters in its place, and return its offsets.

    schema["evidence"] names the pairs of columns (paragraph, quote) and the fewest and most words.
    Returns {(row number, quote column): (start, end)} for the quotations that stand exactly once
    where they are said to stand; all others become problems of the sheet.
    """
    offsets, known = {}, sentences(essay)
    for pair in schema.get("evidence", []):
        for number, values in rows:
            part, quote = values[pair["paragraph"]], values[pair["quote"]]
            if quote is None and part is None or {(number, pair["paragraph"]), (number, pair["quote"])} & sheet.faulty:
                continue
            if quote is None or part is None:
                column = pair["quote"] if quote is None else pair["paragraph"]
                sheet.wrong(
                    number,
                    column,
                    "a quotation needs its words and its paragraph, and one of them is empty.",
                    "Fill in both, or neither.",
                )
                continue
            quote = _without_marks(essay, quote, part)
            place = _place(sheet, number, pair, (part, quote), essay, known)
            if place:
                offsets[number, pair["quote"]] = place
                _take_over(sheet, number, pair, values, essay.text[slice(*place)])
    return offsets


def _without_marks(essay, quote, part):
    """Return the quotation; without quotation marks around it where the text has it only so."""
    inside = without_marks(quote)
    try:
        return inside if inside != quote and not locate(essay, quote, part, folded=True) else quote
    except KeyError:
        return quote


def _place(sheet, number, pair, evidence, essay, known):
    """Return (start, end) of one quotation, or None with a problem recorded."""
    part, quote = evidence
    column = pair["quote"]
    try:
        places = locate(essay, quote, part, folded=True)
    except KeyError:
        sheet.wrong(
            number, pair["paragraph"], f"“{part}” is not a part of the text.", f"The text has {essay.parts_in_words()}."
        )
        return None
    short = shortened(quote)
    if len(places) > 1:
        sheet.wrong(
            number,
            column,
            f"the words “{short}” stand {len(places)} times in {part}.",
            "Quote a few words more, so that the place is clear.",
        )
    elif not places:
        sheet.wrong(number, column, f"the words “{short}” are not in {part}.", _where_instead(essay, known, quote))
    elif not _right_length(quote, part, pair):
        fewest, most = pair["words"]
        sheet.wrong(
            number, column, f"the quotation has {count_words(quote)} words.", f"Quote {fewest} to {most} words."
        )
    else:
        return places[0]
    return None


def _right_length(quote, part, pair):
    # A heading is evidence as it stands, however short.
    fewest, most = pair.get("words", [1, 10_000])
    return part.startswith("s") or fewest <= count_words(quote) <= most


def _where_instead(essay, known, quote):
    """Say where the words stand, or which sentence comes nearest."""
    elsewhere = parts_with(essay, quote)
    if elsewhere:
        return f"They stand in {', '.join(elsewhere)}: correct the paragraph."
    sentence, part = nearest_sentence(known, quote)
    return f"The nearest sentence is in {part}: “{sentence}” Copy the words from the text."


def _take_over(sheet, number, pair, values, verbatim):
    """Put the essay's own characters in place of straight quotes and plain dashes, with a notice."""
    if values[pair["quote"]] != verbatim:
        sheet.repaired(number, pair["quote"], "the text’s own quotation marks, dashes and spaces are put in.")
        values[pair["quote"]] = verbatim
