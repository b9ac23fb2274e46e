"""What stakeholders say themselves, by a rule: a document first, and a picked quotation where no document speaks."""

import pandas as pd

_CELL = ["stakeholder", "issue"]


def own_words(documents, codes, picked):
    """Return the one row of own words for each cell that has some (DataFrame).

    documents, codes, picked: documents.csv, document_codes.csv and own_words.csv as typed tables. Where two
    documents of a stakeholder speak, the later one counts. Columns: those of `picked`, and title: of the document,
    "" for a picked quotation.
    """
    picked = picked.assign(title=pd.Series("", picked.index, object))
    if codes.empty or documents.empty:
        return picked
    said = codes.merge(documents, left_on="document", right_on="id", suffixes=("", "_of_document"))
    said["source"] = said["source"].where(said["source"] != "", said["source_of_document"])
    later = said.sort_values("date", kind="stable").drop_duplicates(_CELL, keep="last")
    return pd.concat([later[list(picked)], picked]).drop_duplicates(_CELL, ignore_index=True)
