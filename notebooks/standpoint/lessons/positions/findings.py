"""The findings of lesson 04: the issue on which a reader guesses first, and how two papers of terms stand."""

from ...case.case import grid
from ...measures import relations
from ...wording import best_known_pair, counted, parties, some


def shared_issue(case):
    """Return (issue row, (first, second)): the last issue that places both parties of the best-known pair.

    Where no issue places two parties, it is the first issue and the first two parties.
    """
    pair = best_known_pair(case) or tuple(parties(case)[:2])
    both = grid(case)[list(pair)].notna().all(axis=1)
    return case.issues.set_index("id", drop=False).loc[both[::-1].idxmax()], pair


def latest_terms(case):
    """Return the two latest papers of terms, of two stakeholders, earlier first (rows of documents; none, or two)."""
    papers = case.documents[case.documents["genre"] == "terms"].sort_values("date", kind="stable")
    papers = papers.drop_duplicates("stakeholder", keep="last").tail(2)
    return papers if len(papers) == 2 else papers.head(0)


def terms_compared(case):
    """Say for each issue how the two latest papers of terms stand to each other (Series of words by issue).

    "same", "opposite" or "no lean" where both speak, else "one" or "neither".
    """
    codes = case.document_codes.pivot(index="issue", columns="document", values="direction")
    codes = codes.reindex(index=case.issues["id"], columns=latest_terms(case)["id"])
    found = relations(codes.iloc[:, 0], codes.iloc[:, 1])
    return found.mask(codes.notna().sum(axis=1) == 1, "one").mask(codes.isna().all(axis=1), "neither")


def terms_in_words(case):
    """Say on how many issues the two latest papers of terms stand how; "Two papers of terms" where there are none."""
    if latest_terms(case).empty or case.issues.empty:
        return "Two papers of terms"
    n = terms_compared(case).value_counts().reindex(["same", "opposite", "no lean", "one", "neither"], fill_value=0)
    return (
        f"Of {counted(len(case.issues), 'issue')}: same direction on {some(n['same'])}, opposite on "
        f"{some(n['opposite'])}, no lean on {some(n['no lean'])}; only one speaks on {some(n['one'])}, "
        f"neither on {some(n['neither'])}"
    )
