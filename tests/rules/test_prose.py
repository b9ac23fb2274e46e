"""What lessons say in plain text: each quotation stands where they say, each number is what the tables give.

Titles, findings and tables are computed. This holds the few sentences that are typed, under “In this essay”.
"""

import re
from datetime import date

import notebook_rules
import pytest
import refresh
from standpoint import grid, load
from standpoint.case.essay import locate

LESSONS = {path.stem[:2]: path for path in sorted((refresh.ROOT / "notebooks").glob("*.ipynb"))}
QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)” \((p\d\d|s\d)\)")


@pytest.fixture(scope="module")
def cases():
    return {name: load(name) for name in ("anchorage", "bridge")}


def prose(lesson):
    cells = notebook_rules.markdown_cells(notebook_rules.load(LESSONS[lesson]))
    return "\n\n".join(cell["source"] for cell in cells)


def misplaced(text, essays):
    """The quotations of a text that stand in none of the essays at the place that is named beside them."""
    found = []
    for words, place in QUOTED.findall(text):
        parts = [part.strip(" .,") for part in re.split(r"…|\.\.\.", words)]
        stands = any(all(not part or locate(essay, part, place) for part in parts) for essay in essays)
        found += [] if stands else [f"“{words}” ({place})"]
    return found


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_quotation_stands_where_the_lesson_says(lesson, cases):
    names = ("anchorage", "bridge") if lesson == "10" else ("anchorage",)
    assert misplaced(prose(lesson), [cases[name].essay for name in names]) == []


def test_a_wrong_quotation_would_be_noticed(cases):
    """Guard of the guard."""
    essays = [cases["anchorage"].essay]
    assert misplaced("“sat together in Anchorage this week” (p01)", essays) == []
    assert misplaced("“sat together in Anchorage this month” (p01), “sat together” (p02)", essays) == [
        "“sat together in Anchorage this month” (p01)", "“sat together” (p02)"]


def named_in(case, who):
    words = case.stakeholders.set_index("id").loc[who, "words"].split("|")
    return case.essay.paragraphs["text"].str.contains("|".join(rf"\b{re.escape(word)}\b" for word in words)).mean()


def split_evenly(case):
    row = case.codings.query("table == 'positions' and stakeholder == 'oil_buyers' and item == 'pressure'")
    return len(row), case.codings["coder"].nunique()


def power(case, who):
    return int(case.stakeholders.set_index("id").loc[who, "power"])


def blank_power(case):
    return list(case.stakeholders.loc[case.stakeholders["power"].isna(), "id"])


def in_the_authors_eyes(case, who):
    rows = case.viewpoints.query("viewpoint == 'author' and attribute == 'power' and stakeholder == @who")
    return "".join(rows["value"])


def blanks_on_terms(case, who):
    terms = case.issues.loc[case.issues["negotiable"], "id"]
    return len(terms), int(grid(case).loc[terms, who].isna().sum())


def week(case):
    row = case.dating[case.dating["quote"].str.contains("this week")].iloc[0]
    first, last = date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])
    return first.weekday(), last.weekday(), first.day, last.day, (last - first).days + 1


def outcome(case, question):
    return case.questions.set_index("id").loc[question, "outcome"]


SAID = [
    ("01", "It is named in half of the paragraphs", lambda c: named_in(c, "ukraine") == 0.5),
    ("03", "Ukraine has the value 2 for power", lambda c: power(c, "ukraine") == 2),
    ("03", "Critics are blank here",
     lambda c: blank_power(c) == ["critics", "oil_buyers"] and in_the_authors_eyes(c, "critics") == "yes"),
    ("03", "Europe has a 1 here", lambda c: power(c, "europe") == 1 and in_the_authors_eyes(c, "europe") == ""),
    ("03", "The register says: 2, decisive", lambda c: power(c, "ukraine") == 2),
    ("06", "on the four negotiable issues it gives Ukraine no", lambda c: blanks_on_terms(c, "ukraine") == (4, 4)),
    ("07", "q01 and q10", lambda c: (outcome(c, "q01"), outcome(c, "q10")) == ("no", "yes")),
    ("08", "The four readers split evenly", lambda c: split_evenly(c) == (2, 4)),
]  # fmt: skip


@pytest.mark.parametrize("lesson, words, holds", SAID, ids=[f"{lesson} {words[:30]}" for lesson, words, _ in SAID])
def test_a_number_in_the_prose_is_what_the_tables_give(lesson, words, holds, cases):
    assert words in prose(lesson), "the sentence is gone: take its line out of SAID, or mend it"
    assert holds(cases["anchorage"])


def test_the_zero_of_the_second_case(cases):
    assert "The table has: 0, hinted." in prose("10")
    row = cases["bridge"].positions.set_index(["stakeholder", "issue"]).loc[("traders", "fate")]
    assert (row["direction"], row["plainness"]) == (0, "hinted")
