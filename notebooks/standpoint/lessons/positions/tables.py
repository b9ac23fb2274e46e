"""The tables of own words: every quotation with its source, and the essay beside it."""

import pandas as pd

from ... import own_words as spoken
from ... import wording as say
from ...case.lacking import first_empty, nothing_listed
from ...table import in_columns, in_order
from ...wording import quoted


def own_words(case):
    """Return every quotation in the stakeholders' own words, issue by issue, with its source (DataFrame of text)."""
    items, label = case.issues.set_index("id"), say.labels(case)
    return in_columns(
        in_order(case, case.own_words, case.issues, "issue"),
        ("Issue", lambda row: items.loc[row.issue, "label"]),
        ("Stakeholder", lambda row: label[row.stakeholder]),
        ("Leans to", lambda row: say.pole(items.loc[row.issue], row.direction)),
        ("How plainly", "plainness"),
        ("Said by", lambda row: f"{row.speaker}, {say.day_in_words(row.date)}"),
        ("Their words", lambda row: quoted(row.quote)),
        ("Source", lambda row: f"{spoken.site(row.source)}: {row.source}"),
        ("Why this code", "note"),
    )


def apart(case):
    """Return the cells where the essay and own words lean apart, both quotations side by side (DataFrame of text)."""
    if lack := first_empty(case, "stakeholders", "issues"):
        return nothing_listed(lack)
    keys = ["stakeholder", "issue"]
    essay, own = case.positions.set_index(keys), case.own_words.set_index(keys)
    items, rows = case.issues.set_index("id"), []
    for cell in spoken.apart(case).itertuples():
        item, place = items.loc[cell.issue], (cell.stakeholder, cell.issue)
        told, said = essay.loc[place], own.loc[place]
        by = f"{said['speaker']}, {say.day_in_words(said['date'])}"
        rows.append([spoken.cell_in_words(case, cell), _view(told, item, told["paragraph"]), _view(said, item, by)])
    return pd.DataFrame(rows, columns=["Cell", "As the essay presents it", "In their own words"])


def placed_by(case):
    """Return on how many issues each voice places each stakeholder (DataFrame); empty without own words."""
    if lack := first_empty(case, "stakeholders", "issues"):
        return nothing_listed(lack)
    counts, many = spoken.placed_by(case), f"of {say.counted(len(case.issues), 'issue')}"
    heads = {"essay": f"The essay, {many}", "own": f"Own words, {many}", "both": "Both", "apart": "Apart"}
    counts = counts.rename(columns=heads)
    counts.insert(0, "Stakeholder", [say.labels(case)[sid] for sid in counts.index])
    return counts.reset_index(drop=True) if spoken.has_own_words(case) else counts.head(0)


def _view(row, item, place):
    return f"{say.pole(item, row['direction'])} ({row['plainness']}). {say.cited(row['quote'], place)}"
