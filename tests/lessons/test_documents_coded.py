"""Documents coded whole: the rule that chose them, their fields, their codes, and what own words take from them."""

import re
from datetime import date

import pandas as pd
from case_copy import CASE, ROOT, copy_case, records, rows, write
from number_tables import Tables
from standpoint import load, own_words, table
from standpoint.lessons.positions import findings, tables

DOCUMENTS = {row["id"]: row for row in rows(CASE / "documents.csv")}
CODES = rows(CASE / "document_codes.csv")
KINDS = {row["id"]: row["kind"] for row in rows(CASE / "stakeholders.csv")}
SUMMIT = date(2025, 8, 15)


# ---------------------------------------------------------------- the data


def test_the_documents_keep_to_the_rule():
    """For each party its last terms before the summit, and its statement on the meeting; no audience has one."""
    assert sorted((row["stakeholder"], row["genre"]) for row in DOCUMENTS.values()) == sorted(
        (who, genre) for who, kind in KINDS.items() if kind == "party" for genre in ("statement", "terms")
    )
    for row in DOCUMENTS.values():
        day = date.fromisoformat(row["date"])
        assert day < SUMMIT if row["genre"] == "terms" else 0 <= (day - SUMMIT).days <= 1


def test_every_document_has_its_fields():
    for row in DOCUMENTS.values():
        assert all(row[name] for name in ("speaker", "title", "language", "provenance", "source", "read", "words")), row
        assert int(row["words"]) > 100 and (row["translation"] or row["language"] == "English")
        assert row["read"] == "whole" or "ot read" in row["note"] or "missing" in row["note"], row["id"]


def test_every_code_has_its_document_and_a_whole_sentence():
    assert {row["document"] for row in CODES} == set(DOCUMENTS)
    for row in CODES:
        quote = row["quote"]
        assert quote[0].isupper() and len(quote.split()) >= 5, row
        assert "…" not in quote.replace("[…]", "") and "..." not in quote, "a quotation is cut"
        assert not quote.endswith((",", " and", " or", ":")), row
        assert row["note"].endswith(".") if row["note"] else row["plainness"] == "outright", row


def test_no_words_stand_in_two_files():
    spoken = {(DOCUMENTS[row["document"]]["stakeholder"], row["issue"]) for row in CODES}
    picked = rows(CASE / "own_words.csv")
    assert not spoken & {(row["stakeholder"], row["issue"]) for row in picked}
    assert not {row["quote"] for row in CODES} & {row["quote"] for row in picked}


def test_the_page_of_data_names_every_document_with_its_day():
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8").split("## In their own words")[1]
    lines = [line for line in text.split("\n## ")[0].splitlines() if line.startswith("| ")]
    labels = {row["id"]: row["label"] for row in rows(CASE / "stakeholders.csv")}
    for row in DOCUMENTS.values():
        (line,) = [line for line in lines if line.startswith(f"| {labels[row['stakeholder']]} |")]
        day = date.fromisoformat(row["date"])
        assert f"{day.day} {day:%B}" in line.split("|")[2 if row["genre"] == "terms" else 3], row["id"]


# file, a row that is broken, its column, the new value, words of the message
# ---------------------------------------------------------------- the rule of own words


def test_own_words_are_the_later_document_then_what_was_picked(case):
    expected = Tables().spoken()
    found = {(row.stakeholder, row.issue): row for row in case.own_words.itertuples()}
    assert found.keys() == expected.keys()
    for cell, row in found.items():
        wanted = expected[cell]
        assert (row.quote, row.date, row.source, str(row.direction)) == tuple(
            wanted[name] for name in ("quote", "date", "source", "direction")
        )
        assert row.title == DOCUMENTS.get(wanted.get("document"), {"title": None})["title"]
    later, picked = found["ukraine", "security"], found["west", "seat"]
    assert later.date == "2025-08-16" and own_words.said_in(later._asdict()) == "in his post after the meeting"
    assert own_words.said_in(picked._asdict()) == "in an open talk, picked"


def test_a_document_goes_before_a_picked_quotation(tmp_path):
    folder = copy_case(tmp_path)
    found = records(folder / "own_words.csv")
    row = ["trump", "seat", "-1", *found[1][3:]]
    write(folder / "own_words.csv", [*found, row])
    changed = load("anchorage", folder=folder).own_words.set_index(["stakeholder", "issue"])
    assert changed.loc[("trump", "seat"), "direction"] == 1 and len(changed) == len(Tables().spoken())
    codes = [row for row in records(folder / "document_codes.csv") if row[:2] != ["trump_post", "seat"]]
    write(folder / "document_codes.csv", codes)
    assert load("anchorage", folder=folder).own_words["title"].isna().sum() == len(found)


def test_a_case_without_documents_goes_on_as_before(tmp_path):
    folder = copy_case(tmp_path)
    for name in ("documents", "document_codes"):
        write(folder / f"{name}.csv", records(folder / f"{name}.csv")[:1])
    case, picked = load("anchorage", folder=folder), rows(CASE / "own_words.csv")
    assert list(case.own_words["quote"]) == [row["quote"] for row in picked] and not any(case.own_words["title"])
    shown = table.show(tables.terms(case), findings.terms_in_words(case))
    assert repr(shown) == "Two papers of terms: this case has none."
    assert load("bridge").own_words.empty and tables.terms(load("bridge")).empty


# ---------------------------------------------------------------- the two papers


def test_the_two_latest_papers_stand_side_by_side(case):
    shown, codes = tables.terms(case), {(row["document"], row["issue"]): row for row in CODES}
    issues = [row["id"] for row in rows(CASE / "issues.csv")]
    assert len(shown) == len(issues) and list(findings.latest_terms(case)["id"]) == ["ukraine_memo", "russia_memo"]
    for issue, row in zip(issues, shown.itertuples(index=False)):
        for cell, paper in zip(row[1:3], ("ukraine_memo", "russia_memo")):
            code = codes.get((paper, issue))
            assert (code["quote"] in cell and code["plainness"] in cell) if code else cell == "nothing in what was read"
    found, many = Tables().papers()
    said = findings.terms_in_words(case)
    words = re.findall(r"(?::|,| and) (\w+) (?=with|on)", said.partition("issues")[2])
    assert words == [own_words.some(n) for n in found if n] and many == 8 and "on eight issues:" in said


def test_a_paper_read_whole_is_silent_and_a_report_is_named(case):
    whole = case.documents.assign(read="whole")
    assert set(tables.terms(case.with_table("documents", whole)).iloc[0, 1:3]) == {"silent"}
    early = case.documents[case.documents["id"].isin(["us_paper", "europe_paper"])]
    shown = tables.terms(case.with_table("documents", early)).set_index("Issue")
    assert list(shown.columns[:2]) == ["The US paper of Paris", "The European and Ukrainian paper of London"]
    assert shown.loc["Economic pressure"].iloc[0].endswith("(the words of a report)")
    assert shown.loc["Other US-Russia business"].iloc[2] == "only one speaks"


def test_own_words_given_without_a_title_are_picked(case, tmp_path):
    """Also from a file that was written and read again, where a blank is NaN."""
    case.own_words.to_csv(tmp_path / "own.csv", index=False)
    for frame in (case.own_words.drop(columns="title"), pd.read_csv(tmp_path / "own.csv")):
        titles = list(case.with_table("own_words", frame).own_words["title"])
        assert titles == [None] * len(titles) if "title" not in frame else titles == list(case.own_words["title"])
