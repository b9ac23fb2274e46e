"""The tables of risks, predictions, endings, constant forecasts and the date, with every quotation."""

import pandas as pd

from ... import wording as say
from ...table import in_columns
from ...wording import cite, cited, quoted
from . import findings


def _day(text):
    """Return a day with hyphens at which no line breaks."""
    return (text or "").replace("-", "\u2011")


def risks(case):
    """Return every risk: who bears it, the text's own word for how likely, what follows (DataFrame of text)."""
    names, rows, hangs = {"": "nobody in particular"} | say.labels(case), [], findings.hanging(case)
    for sid in findings.bearers(case):
        for row in case.risks[case.risks["bearer"].fillna("") == sid].itertuples():
            said = [findings.likelihood(row), _condition(hangs.get(row.id)), row.consequence]
            rows.append([names[sid], *said, cite(row)])
    head = ["Who bears it", "How likely", "On what condition", "What would follow", "The essay’s words"]
    return pd.DataFrame(rows, columns=head)


def _condition(words):
    return quoted(words) if words else "none named"


def predictions(case):
    """Return every statement about the time to come, with its time and condition (DataFrame of text)."""
    return in_columns(
        case.predictions,
        ("Event", "event"),
        ("By when", "horizon"),
        ("On what condition", lambda row: _condition(row.condition)),
        ("The essay’s words", cite),
    )


def endings(case):
    """Return every ending under its condition, with who says so and by when (DataFrame of text)."""
    found, names, rows = findings.endings(case), say.labels(case), []
    for words in findings.conditions(case):
        for row in found[found["condition"] == words].itertuples():
            voice = names[row.speaker] if row.speaker else "the essay"
            branch = cited(words, row.condition_paragraph) if words else "nothing that is named"
            rows.append([branch, row.ending, voice, row.horizon, cite(row)])
    return pd.DataFrame(rows, columns=["On what it hangs", "Ending", "Who says so", "By when", "The essay’s words"])


def dating(case):
    """Return each clue to the day on which the text was written, with its source (DataFrame of text)."""
    return in_columns(
        case.dating,
        ("The essay’s words", cite),
        ("Not before", lambda row: _day(row.earliest)),
        ("Not after", lambda row: _day(row.latest)),
        ("How they are read", "reading"),
        ("Source", lambda row: f"{row.day_source_title}: {row.day_source}"),
    )


def constants(case):
    """Return what constant forecasts score on the practice questions, in both forms (DataFrame of text)."""
    share, rows = findings.rate(case), []
    if share is None:
        return pd.DataFrame(columns=["Forecast for every question", "Half form", "Original form"])
    for percent in sorted({0, 10, 25, 50, 75, 90, 100, round(100 * share, 1)}):
        scores = [f"{findings.constant(case, percent, form):.3f}" for form in ("half", "original")]
        base = ", the base rate" if percent == round(100 * share, 1) else ""
        rows.append([f"{percent:g} %{base}", *scores])
    return pd.DataFrame(rows, columns=["Forecast for every question", "Half form", "Original form"])
