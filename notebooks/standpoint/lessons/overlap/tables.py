"""The tables that belong to the charts of the overlap, with every quotation."""

from itertools import combinations

import pandas as pd

from ... import wording as say
from ...case.case import grid
from ...measures import verdict
from ...measures.directions import RELATIONS
from ...wording import cite, listed
from . import findings


def two_columns(case, first=None, second=None):
    """Return the inducements of two parties side by side, with both quotations (DataFrame of text)."""
    pair, known, rows = (
        (first, second) if first and second else findings.compared_pair(case),
        findings.evidence(case),
        [],
    )
    if not pair:
        return pd.DataFrame(columns=["Relation", "Inducement"])
    relation = say.compare(case, *pair, findings.TABLE)["relation"]
    for word in RELATIONS:
        for item in case.inducements.itertuples():
            if relation[item.id] == word:
                found = [known.get((item.id, sid)) for sid in pair]
                rows.append([word, item.label, *(text for row in found for text in _leaning_and_words(row, item))])
    names = [say.labels(case)[sid] for sid in pair]
    columns = [f"{name}{rest}" for name in names for rest in (" leans to", ": the essay’s words")]
    return pd.DataFrame(rows, columns=["Relation", "Inducement", *columns])


def _leaning_and_words(row, item):
    if row is None:
        return "blank: the essay does not say", ""
    return f"{findings.leaning(row, item)} ({row.plainness})", cite(row)


def compared_codes(case):
    """Return the codes of the two parties that the lesson compares (DataFrame of Int64, a column for each).

    A row for each inducement, -2 to 2, <NA> for a blank. Where the case has no two parties to compare, one line says
    so, and the table has two columns of nobody and one blank row, so that whatever is computed from it is blank too.
    """
    pair = findings.compared_pair(case)
    if pair is None:
        print(f"{findings.no_pair(case)}.")
        return pd.DataFrame({"nobody": [pd.NA], "nobody else": [pd.NA]}, index=["nothing"], dtype="Int64")
    return grid(case, findings.TABLE)[list(pair)]


def pair_matrix(case):
    """Return every pair of parties with the inducements of each relation, counted and named (DataFrame of text)."""
    labels, rows = say.labels_of(case.inducements), []
    for pair in combinations(say.parties(case), 2) if findings.compared_pair(case) else ():
        relation = say.compare(case, *pair, findings.TABLE)["relation"]
        named = [[labels[i] for i in relation.index if relation[i] == word] for word in RELATIONS]
        rows.append([say.names(case, pair), *(f"{len(n)}: {listed(n)}" if n else "0" for n in named)])
    return pd.DataFrame(rows, columns=["Pair", *(word.capitalize() for word in RELATIONS)])


def overlap_by_list(case):
    """Return the overlap for the whole list and with each inducement left out, with verdicts (DataFrame of text)."""
    labels, rows = say.labels_of(case.inducements), []
    for row in findings.by_list(case).itertuples():
        known = None if row.known is None or row.known != row.known else row.known
        share = "nothing is known of both" if known is None else f"{findings.percent(known)} %"
        name = f"without “{labels[row.left_out]}”" if row.left_out in labels else "the whole list"
        ends = [f"{findings.percent(share)} %" for share in (row.lower, row.upper)]
        rows.append([name, share, verdict(known, known), *ends, verdict(row.lower, row.upper)])
    columns = ["List", "Known cells", "Verdict for the known", "Lowest", "Highest", "Verdict under both bounds"]
    return pd.DataFrame(rows, columns=columns)
