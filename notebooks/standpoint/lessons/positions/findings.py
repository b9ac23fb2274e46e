"""The findings of lesson 04: which issue and cells a reader is asked about, and how two papers of terms stand."""

from itertools import combinations

from ... import own_words
from ...case.case import grid
from ...measures import relations
from ...wording import best_known_pair, counted, listed, names, number, pair_in_words, parties

# The rules of the codebook that decide most cells, and what a sentence must hold for each.
RULES = {
    "1": ("an act goes before words", "Rule 1 needs words and an act that goes against them."),
    "3": ("a fear is a wish for the opposite", "Rule 3 needs a fear or a worry of this stakeholder."),
    "4": ("what an outcome does for somebody shows a leaning", "Rule 4 needs an outcome for this stakeholder."),
    "11": ("to deny one pole points to the other", "Rule 11 needs a pole that is denied, or the words “stands to”."),
    "12": ("a promise to somebody shows a wish", "Rule 12 needs somebody who assures this stakeholder of something."),
}


def shared_issue(case):
    """Return (issue row, (first, second)): the last issue that places both parties of the best-known pair.

    Where no issue places two parties, it is the first issue and the first two parties.
    """
    pair = best_known_pair(case) or tuple(parties(case)[:2])
    both = grid(case)[list(pair)].notna().all(axis=1)
    return case.issues.set_index("id", drop=False).loc[both[::-1].idxmax()], pair


def busiest_paragraph(case):
    """Return (the party with the most coded issues, the paragraph that places it on most of them, these issues)."""
    sid = grid(case)[parties(case)].notna().sum().idxmax()
    mine = case.positions[case.positions["stakeholder"] == sid]
    place = mine["paragraph"].value_counts().idxmax() if len(mine) else ""
    return sid, place, set(mine.loc[mine["paragraph"] == place, "issue"])


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
    n = terms_compared(case).value_counts()
    ways = {
        "same": "with the same direction",
        "opposite": "with opposite directions",
        "no lean": "on which a paper has no lean",
        "one": "on which only one was found to speak",
        "neither": "on which neither was found to speak",
    }
    found = listed(f"{number(n[way])} {words}" for way, words in ways.items() if way in n)
    whose = names(case, latest_terms(case)["stakeholder"])
    return f"The papers of {whose} on {counted(len(case.issues), 'issue')}: {found}"


def quoted_row(case):
    """Return the coded row that the reader codes again: a hint that names a rule, or else the last row."""
    hints = case.positions[
        case.positions["note"].str.contains(r"\(rule 3\)", na=False) & (case.positions["plainness"] == "hinted")
    ]
    return (hints if len(hints) else case.positions).iloc[-1]


def half_row(case):
    """Return (coded row, number of its rule or ""): a hint whose note ends with a rule; not the row of 04.2."""
    rest = case.positions.drop(index=quoted_row(case).name)
    rule = rest["note"].str.extract(r"\(rule (\d+)\)\.$")[0]
    alone = rest["note"].str.count(r"\(rule") == 1
    named = rest[rule.isin(RULES) & alone & (rest["plainness"] == "hinted")]
    row = (named if len(named) else rest if len(rest) else case.positions).iloc[-1]
    return row, rule[row.name] if len(named) else ""


def silent_pair(case):
    """Return two stakeholder ids whose shared blanks are not the blanks of either; else the last two, or one.

    So that the count is on no title and in no printed table: it must be made.
    """
    blank = grid(case).isna()
    for pair in combinations(case.stakeholders["id"], 2):
        both = int(blank[list(pair)].all(axis=1).sum())
        if both and both not in [int(blank[sid].sum()) for sid in pair]:
            return list(pair)
    return list(case.stakeholders["id"])[-2:]


def turned(case):
    """Return (stakeholder id, issue row, titles): one direction of the best-known pair turned round.

    titles: {what was done to the cell: what the title of the map then says}.
    """
    pair = best_known_pair(case) or tuple(parties(case)[:2])
    rows = case.positions
    both = [issue for issue in case.issues["id"] if set(pair) <= set(rows.loc[rows["issue"] == issue, "stakeholder"])]
    mine = rows["stakeholder"] == pair[1]
    cell = mine & (rows["issue"] == both[0]) if both else rows.index == rows.index[-1]
    other = rows.copy()
    other.loc[cell, "direction"] *= -1
    tables = {"turned": other, "same": rows, "blank": rows[~cell]}
    cases = {what: case.with_table("positions", table) for what, table in tables.items()}
    titles = {what: f"{pair_in_words(other, *pair)}." for what, other in cases.items()}
    row = rows[cell].iloc[0]
    return row["stakeholder"], case.issues.set_index("id").loc[row["issue"]], titles


def best_heard(case):
    """Return the id of the stakeholder whom both the essay and own words place most often; the first of equals."""
    both = own_words.shared(case)["stakeholder"].value_counts().reindex(case.stakeholders["id"], fill_value=0)
    return both.idxmax()


def voice_counts(case, sid):
    """Count a stakeholder's issues where one voice is outright and one hinted; and those where the two lean apart."""
    pairs = case.own_words.merge(case.positions, on=["stakeholder", "issue"], suffixes=("_own", "_essay"))
    mine = pairs[pairs["stakeholder"] == sid]
    apart = mine["direction_own"] * mine["direction_essay"] < 0
    return {"plain": int((mine["plainness_own"] != mine["plainness_essay"]).sum()), "apart": int(apart.sum())}
