"""The tables of claims, tensions, one argument and the record, with every quotation."""

import pandas as pd

from ... import wording as say
from ...table import in_columns
from ...wording import cite, listed, quoted
from . import findings


def claims(case):
    """Return every claim with its type, whom it is about, what it rests on and how to check it (DataFrame of text)."""
    names = say.labels(case)
    return in_columns(
        case.claims,
        ("Claim", "id"),
        ("Paragraph", "paragraph"),
        ("The essay’s words", lambda row: quoted(row.quote)),
        ("Type", "type"),
        ("About", lambda row: names.get(row.about, "")),
        ("Rests on", "rests_on"),
        ("How to check", "how_to_check"),
    )


def claim_leaders(case):
    """Return the largest type of claim for each choice of whom and of support (DataFrame of text); none, no row."""
    columns = {"any": "All of them", "given": "The text gives support", "none": "None given"}
    found, rows = findings.choices(case), []
    for whom, label in {None: "anybody or nobody", **findings.about(case)}.items() if len(case.claims) else ():
        rows.append([label, *(_leader(found[whom, support]) for support in columns)])
    return pd.DataFrame(rows, columns=["Claims about", *columns.values()])


def _leader(counts):
    top, total = findings.leaders(counts), sum(counts.values())
    if not top:
        return "no claim"
    words = listed(findings.TYPES[kind] for kind in top)
    return f"{words}: {counts[top[0]]} of {total}" + (" each, so no type leads" if len(top) > 1 else "")


def tensions(case):
    """Return each pair of claims that pull apart, side by side, and the sentence that says how (DataFrame of text)."""
    said = {row.id: cite(row) for row in case.claims.itertuples()}
    pairs = case.tensions
    first, second = pairs["first"].map(said), pairs["second"].map(said)
    return pd.DataFrame({"In one place": first, "In another": second, "What pulls apart": pairs["sentence"]})


def argument(case):
    """Return the parts of one passage as an argument (DataFrame of text); no row where the case has none."""
    head = ["Part", "What it does", "In plain words", "The essay’s words", "Why"]
    rows = []
    for row in case.argument.itertuples():
        words = cite(row) if row.quote else findings.SUPPLIED
        rows.append([row.role, findings.ROLES[row.role][1], row.text, words, row.note])
    return pd.DataFrame(rows, columns=head)


def record(case):
    """Return the essay's statements held against the public record (DataFrame of text); no row where there is none.

    The statement of the last exercise is kept back, unless it is the only one.
    """
    head = ["Statement", "Verdict", "What the record says", "Source", "Looked for", "Another reading, or a limit"]
    table, rows = case.record, []
    kept = findings.unworked(case)["id"] if len(table) > 1 else ""
    for row in table[table["id"] != kept].itertuples():
        source = f"{findings.titled(row)}: {row.source}" if row.source else ""
        rows.append([cite(row), row.verdict, row.finding, source, row.looked_for, row.note])
    return pd.DataFrame(rows, columns=head)
