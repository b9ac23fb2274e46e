"""The tables of own words: all with their sources, the essay beside them, and two papers of terms side by side."""

import pandas as pd

from ... import own_words as spoken
from ... import wording as say
from ...case.lacking import first_empty, nothing_listed
from ...table import in_columns, in_order
from ...wording import quoted
from .findings import latest_terms, terms_compared

_STANDS = {
    "same": "same direction",
    "opposite": "opposite directions",
    "no lean": "one has no lean",
    "one": "only one speaks",
    "neither": "nothing found in either",
}


def own_words(case):
    """Return the stakeholders' own words, issue by issue, with their sources (DataFrame of text)."""
    items, label = case.issues.set_index("id"), say.labels(case)
    return in_columns(
        in_order(case, case.own_words, case.issues, "issue"),
        ("Issue", lambda row: items.loc[row.issue, "label"]),
        ("Stakeholder", lambda row: label[row.stakeholder]),
        ("Leans to", lambda row: say.pole(items.loc[row.issue], row.direction)),
        ("How plainly", "plainness"),
        ("Said by", lambda row: f"{row.speaker}, {say.day_in_words(row.date)}, {spoken.said_in(row._asdict())}"),
        ("Their words", lambda row: quoted(row.quote)),
        ("Source", lambda row: f"{spoken.site(row.source)}: {row.source}"),
    )


def apart(case):
    """Return the cells where the essay and own words lean apart, both side by side (DataFrame of text)."""
    if lack := first_empty(case, "stakeholders", "issues"):
        return nothing_listed(lack)
    keys = ["stakeholder", "issue"]
    essay, own = case.positions.set_index(keys), case.own_words.set_index(keys)
    items, rows = case.issues.set_index("id"), []
    for cell in spoken.apart(case).itertuples():
        item, place = items.loc[cell.issue], (cell.stakeholder, cell.issue)
        told, said = essay.loc[place], own.loc[place]
        by = f"{said['speaker']}, {say.day_in_words(said['date'])}, {spoken.said_in(said)}"
        rows.append([spoken.cell_in_words(case, cell), _view(told, item, told["paragraph"]), _view(said, item, by)])
    return pd.DataFrame(rows, columns=["Cell", "As the essay presents it", "In their own words"])


def terms(case):
    """Return the two latest papers of terms side by side, issue by issue, in whole sentences (DataFrame of text)."""
    papers = latest_terms(case)
    codes = case.document_codes.set_index(["document", "issue"])
    head = ["Issue", *(_sentence(paper.title) for paper in papers.itertuples()), "How they stand"]
    if papers.empty or case.issues.empty:
        return pd.DataFrame(columns=head)
    relation, rows = terms_compared(case), []
    for item in case.issues.itertuples():
        said = [_of_paper(paper, codes, item) for paper in papers.itertuples()]
        rows.append([item.label, *said, _STANDS[relation[item.id]]])
    return pd.DataFrame(rows, columns=head)


def _of_paper(paper, codes, item):
    if (paper.id, item.id) in codes.index:
        code = codes.loc[(paper.id, item.id)]
        words = f"{say.pole(item, code['direction'])} ({code['plainness']}). {quoted(code['quote'])}"
        return f"{words} (the words of a report)" if code["wording"] == "report" else words
    return "silent" if paper.read == "whole" else "nothing in what was read"


def _sentence(words):
    return words[:1].upper() + words[1:]


def _view(row, item, place):
    return f"{say.pole(item, row['direction'])} ({row['plainness']}). {say.cited(row['quote'], place)}"
