"""Holding every quotation of a table against the text it is said to come from."""

from .essay import locate, nearest_sentence, parts_with, shortened, without_marks
from .sentences import count_words


def check_quotations(sheet, rows, schema, essay):
    """Check each quotation, put the essay's own characters in its place, and return its offsets.

    schema["evidence"] names the pairs of columns (paragraph, quote) and the fewest and most words.
    Returns {(row number, quote column): (start, end)} for the quotations that stand exactly once
    where they are said to stand; all others become problems of the sheet.
    """
    offsets = {}
    for pair in schema.get("evidence", []):
        for number, values in rows:
            part, quote = values[pair["paragraph"]], values[pair["quote"]]
            if quote is None and part is None or {(number, pair["paragraph"]), (number, pair["quote"])} & sheet.faulty:
                continue
            if quote is None or part is None:
                column = pair["quote"] if quote is None else pair["paragraph"]
                what = "a quotation needs its words and its paragraph, and one of them is empty."
                sheet.wrong(number, column, what, "Fill in both, or neither.")
            elif part not in essay.names:
                what = f"“{part}” is not a part of the text."
                sheet.wrong(number, pair["paragraph"], what, f"The text has {essay.parts_in_words()}.")
            elif place := _place(sheet, number, pair, part, quote, essay):
                offsets[number, pair["quote"]] = place
                _take_over(sheet, number, pair, values, essay.text[slice(*place)])
    return offsets


def _place(sheet, number, pair, part, quote, essay):
    """Return (start, end) of one quotation, or None with a problem recorded."""
    places = locate(essay, quote, part, folded=True)
    if not places:
        quote = without_marks(quote)
        places = locate(essay, quote, part, folded=True)
    short, (fewest, most) = shortened(quote), pair.get("words", [1, 10_000])
    if len(places) > 1:
        what = f"the words “{short}” stand {len(places)} times in {part}."
        mend = "Quote a few words more, so that the place is clear."
    elif not places:
        what, mend = f"the words “{short}” are not in {part}.", _where_instead(essay, quote)
    # A heading is evidence as it stands, however short.
    elif not part.startswith("s") and not fewest <= count_words(quote) <= most:
        what, mend = f"the quotation has {count_words(quote)} words.", f"Quote {fewest} to {most} words."
    else:
        return places[0]
    sheet.wrong(number, pair["quote"], what, mend)
    return None


def _where_instead(essay, quote):
    """Say where the words stand, or which sentence comes nearest."""
    elsewhere = parts_with(essay, quote)
    if elsewhere:
        return f"They stand in {', '.join(elsewhere)}: correct the paragraph."
    sentence, part = nearest_sentence(essay, quote)
    return f"The nearest sentence is in {part}: “{sentence}” Copy the words from the text."


def _take_over(sheet, number, pair, values, verbatim):
    """Put the essay's own characters in place of straight quotes and plain dashes, with a notice."""
    if values[pair["quote"]] != verbatim:
        sheet.repaired(number, pair["quote"], "the text’s own quotation marks, dashes and spaces are put in.")
        values[pair["quote"]] = verbatim
