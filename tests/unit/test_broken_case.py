"""One thing broken in a copy of the case: one message that says where, what and how to mend it."""

import copy
import json

import pytest
from case_copy import (
    CASE,
    change,
    change_package,
    copy_case,
    only_problem,
    problems_in,
    problems_of,
    records,
    row_of,
    write,
)
from standpoint import CaseError, load
from standpoint.case.package import NEEDED

LAND = row_of("positions.csv", stakeholder="putin", issue="territory")  # outright, quoted from p05
SEAT = row_of("positions.csv", stakeholder="trump", issue="seat")  # hinted, quoted from p04


@pytest.fixture
def folder(tmp_path):
    return copy_case(tmp_path)


# what is broken: (file, row, column, new value, words of the message)
CELLS = {
    "one character in a quotation": (
        "positions.csv",
        LAND,
        "quote",
        lambda q: q.replace("facto", "fakto"),
        [
            "are not in p05",
            "The nearest sentence is in p05: “His main aim is to obtain de facto acknowledgement",
            "Copy the words",
        ],
    ),
    "a quotation of another paragraph": (
        "positions.csv",
        LAND,
        "quote",
        "European leaders are coming to Anchorage",
        ["are not in p05", "They stand in p10: correct the paragraph."],
    ),
    "a quotation that stands there twice": (
        "claims.csv",
        row_of("claims.csv", id="c75"),
        "quote",
        "the test is whether he is able to",
        ["stand 2 times in p16", "Quote a few words more"],
    ),
    "a quotation of three words": (
        "positions.csv",
        LAND,
        "quote",
        "His main aim",
        ["has 3 words.", "Quote 5 to 40 words."],
    ),
    "a quotation of sixty words": (
        "positions.csv",
        LAND,
        "quote",
        lambda _: " ".join(load("anchorage").essay.paragraphs["text"].iloc[4].split()[20:80]),
        ["has 60 words.", "Quote 5 to 40 words."],
    ),
    "a paragraph that is not there": (
        "positions.csv",
        LAND,
        "paragraph",
        "p99",
        ["“p99” is not a part of the text.", "paragraphs p01 to p18 and headings s1 to s7"],
    ),
    "a paragraph in the wrong form": (
        "positions.csv",
        LAND,
        "paragraph",
        "p5",
        ["“p5” does not have the right form.", "p01, p02 and so on"],
    ),
    "an empty paragraph": (
        "positions.csv",
        LAND,
        "paragraph",
        "",
        ["the cell is empty, and this column needs a value."],
    ),
    "an empty quotation": ("positions.csv", LAND, "quote", "", ["the cell is empty, and this column needs a value."]),
    "an unknown stakeholder": (
        "positions.csv",
        LAND,
        "stakeholder",
        "puttin",
        ["“puttin” is not an id in stakeholders.csv.", "Did you mean “putin”? Known: trump, putin,"],
    ),
    "an unknown issue": (
        "positions.csv",
        LAND,
        "issue",
        "Territory",
        ["“Territory” is not an id in issues.csv.", "Did you mean “territory”?"],
    ),
    "an issue like no other": (
        "positions.csv",
        LAND,
        "issue",
        "xyz",
        ["“xyz” is not an id in issues.csv. Known: seat, territory,"],
    ),
    "a direction out of range": (
        "positions.csv",
        LAND,
        "direction",
        "2",
        ["2 is outside the range -1 to 1.", "Write -1 where"],
    ),
    "a salience out of range": (
        "positions.csv",
        LAND,
        "salience",
        "0",
        ["0 is outside the range 1 to 3.", "Write 3 for"],
    ),
    "a huge number": ("positions.csv", LAND, "salience", "9" * 400, ["is not a whole number."]),
    "a plainness that is none": (
        "positions.csv",
        LAND,
        "plainness",
        "outrite",
        ["“outrite” is not one of the allowed values.", "Did you mean “outright”?"],
    ),
    "a word for true": ("issues.csv", 2, "negotiable", "perhaps", ["“perhaps” is neither true nor false."]),
    "hinted without a note": (
        "positions.csv",
        SEAT,
        "note",
        "",
        ["the cell is empty where plainness is “hinted”.", "Write one sentence"],
    ),
    "a seat without a quotation": ("stakeholders.csv", 2, "quote", "", ["the cell is empty where seat is “yes”."]),
    "a label that is empty": (
        "stakeholders.csv",
        2,
        "label",
        "  ",
        ["the cell is empty, and this column needs a value."],
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_one_wrong_cell_gives_one_message(folder, name):
    file, row, column, value, words = CELLS[name]
    change(folder / file, row, column, value)
    if name == "a seat without a quotation":  # the paragraph alone would be a second, true problem
        change(folder / file, row, "paragraph", "")
    if name == "a label that is empty":  # two spaces are also a repair, which strict loading reports
        change(folder / file, row, column, "")
    problem = only_problem(folder)
    assert (problem.file, problem.rows, problem.column) == (file, (row,), column)
    assert all(part in str(problem) for part in words), str(problem)


def older(described):
    """The description of a case from before power and interest could be blank."""
    schema = next(one["schema"] for one in described["resources"] if one["name"] == "stakeholders")
    for field in schema["fields"]:
        if field["name"] in ("power", "interest"):
            field["constraints"]["required"] = True
    for rule in schema["requiredWhen"]:
        if rule.pop("blank", None):
            rule |= {"values": [1, 2], "mend": "Quote the words that show it, or write 0."}


@pytest.mark.parametrize("edit", [older, lambda described: None], ids=["old description", "old rows"])
def test_a_0_without_words_of_an_older_file_is_read_as_a_blank(folder, capsys, edit):
    change_package(folder, edit)
    whole = load("anchorage")
    for who in ("critics", "oil_buyers"):
        change(folder / "stakeholders.csv", row_of("stakeholders.csv", id=who), "power", "0")
    case = load("anchorage", folder=folder)
    assert list(case.stakeholders["power"].isna()) == [False] * 5 + [True] * 2
    assert case.stakeholders.equals(whole.stakeholders)
    (notice,) = case.notices
    assert (notice.rows, notice.column) == ((7, 8), "power") and "read as a blank" in str(notice)
    assert str(notice) in capsys.readouterr().out
    assert whole.notices == []


def test_a_0_needs_words_and_words_need_a_value(folder):
    row = row_of("stakeholders.csv", id="trump")
    change(folder / "stakeholders.csv", row, "power", "0")
    assert load("anchorage", folder=folder).stakeholders["power"].iloc[0] == 0
    change(folder / "stakeholders.csv", row, "power", "")
    problem = only_problem(folder)
    assert problem.column == "power" and "the cell is empty where power_quote has words" in problem.what


@pytest.mark.parametrize(("column", "half"), [("quote", "paragraph"), ("paragraph", "quote")])
def test_half_of_the_evidence_is_missing(folder, column, half):
    change(
        folder / "stakeholders.csv",
        row_of("stakeholders.csv", id="europe"),
        half,
        "p10" if half == "paragraph" else "of the West and the rest",
    )
    problem = only_problem(folder)
    assert problem.column == column and "needs its words and its paragraph" in str(problem)


def without_column(found, name):
    place = found[0].index(name)
    return [row[:place] + row[place + 1 :] for row in found]


HEADERS = {
    "missing": (lambda found: without_column(found, "salience"), "salience", "this column is missing."),
    "extra": (
        lambda found: [[*row, word] for row, word in zip(found, ["colour", *["x"] * len(found)])],
        "colour",
        "no such column",
    ),
    "doubled": (lambda found: [[*row, row[0]] for row in found], "stakeholder", "this column stands there twice."),
    "nameless": (
        lambda found: [[row[0], "" if n == 0 else "x", *row[1:]] for n, row in enumerate(found)],
        "",
        "has no name in the header.",
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_wrong_header_gives_one_message(folder, name):
    edit, column, words = HEADERS[name]
    write(folder / "positions.csv", edit(records(folder / "positions.csv")))
    problem = only_problem(folder)
    assert (problem.file, problem.rows, problem.column) == ("positions.csv", (1,), column)
    assert words in problem.what


def test_a_wrong_header_in_a_table_that_others_point_to_gives_one_message(folder):
    found = records(folder / "stakeholders.csv")
    found[0][0] = "ID"
    write(folder / "stakeholders.csv", found)
    (problem,) = problems_in(folder)  # repaired where a reader's own case is opened
    assert "the names of columns are read in small letters" in str(problem)
    found[0][0] = "idd"
    write(folder / "stakeholders.csv", found)
    missing, extra = problems_in(folder)
    assert missing.column == "id" and "Did you mean “id”?" in str(extra)


def test_a_doubled_key_names_both_rows(folder):
    found = records(folder / "positions.csv")
    write(folder / "positions.csv", [*found, found[LAND - 1]])
    problem = only_problem(folder)
    assert problem.rows == (len(found) + 1,) and problem.column == "stakeholder + issue"
    assert problem.what == f"“putin, territory” stands in row {LAND} already."


def test_the_same_slip_in_many_rows_is_one_line(folder):
    found = records(folder / "positions.csv")
    place = found[0].index("plainness")
    write(folder / "positions.csv", [found[0], *([*row[:place], "said", *row[place + 1 :]] for row in found[1:])])
    problem = only_problem(folder)
    assert problem.rows == tuple(
        range(2, len(found) + 1)
    ) and f"rows 2 to {len(found)}, column plainness: “said”" in str(problem)


@pytest.mark.parametrize("name", ["positions.csv", "stakeholders.csv", "claims.csv"])
def test_a_missing_file_gives_one_message(folder, name):
    (folder / name).unlink()
    said = f"{name}: the file is missing. Put it into the folder “anchorage”, under this name."
    if name == "claims.csv":
        said += " If the case is to go without it, delete the entry “claims” in datapackage.json too."
    assert str(only_problem(folder)) == said


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,,\n", b"sep=;\n"])
def test_an_empty_file_gives_one_message(folder, content):
    (folder / "stakeholders.csv").write_bytes(content)
    found = [problem for problem in problems_in(folder) if "repair=True" not in problem.mend]
    assert [(p.file, p.what) for p in found] == [("stakeholders.csv", "the file is empty.")]


def test_a_folder_in_place_of_a_file(folder):
    (folder / "risks.csv").unlink()
    (folder / "risks.csv").mkdir()
    assert "the file cannot be read" in only_problem(folder).what


def test_a_missing_essay_says_which(folder):
    essay = folder.parent.parent / "seeds" / "anchorage-deal-vs-history.txt"
    essay.unlink()
    assert (
        str(only_problem(folder))
        == "seeds/anchorage-deal-vs-history.txt: the text of the case is missing. Put it there again."
    )


@pytest.mark.parametrize("content", [b"", b"No paragraph", b"\xff\xfe\x00"])
def test_an_essay_that_is_no_text(folder, content):
    (folder.parent.parent / "seeds" / "anchorage-deal-vs-history.txt").write_bytes(content)
    assert "the text cannot be read" in only_problem(folder).what


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"name": "anchorage"}'])
def test_a_broken_description_is_named(folder, content):
    (folder / "datapackage.json").write_bytes(content)
    assert {problem.file for problem in problems_in(folder)} == {"datapackage.json"}


def test_no_description_at_all(folder):
    (folder / "datapackage.json").unlink()
    assert "No such file" in only_problem(folder).what


def places(value, place=()):
    """Every key and index inside plain data, from the top down, the first two items of each list."""
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(min(2, len(value))):
            yield (*place, key)
            yield from places(value[key], (*place, key))


def without_or_otherwise(described):
    """Copies of a description in which one key is left out, or holds another kind of value."""
    for place in places(described):
        for value in (None, [], {}, "(", 7):
            broken = copy.deepcopy(described)
            inside = broken
            for key in place[:-1]:
                inside = inside[key]
            if value is None:
                del inside[place[-1]]
            else:
                inside[place[-1]] = value
            yield place, value, broken


def test_whatever_the_description_lacks_there_is_a_case_or_a_message(folder):
    """The tables that a case needs are enough to try each key."""
    described = json.loads((CASE / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [r for r in described["resources"] if r["name"] in NEEDED]
    refused = 0
    for place, value, broken in without_or_otherwise(described):
        (folder / "datapackage.json").write_text(json.dumps(broken), encoding="utf-8")
        try:
            load("anchorage", folder=folder)
        except CaseError:
            refused += 1
        except Exception as error:
            raise AssertionError(f"{place} as {value!r}") from error
    assert refused > 100


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.pop("essay"),
        lambda d: d.pop("resources"),
        lambda d: d["resources"].pop(0),
        lambda d: d.update(history=3),
        lambda d: d["resources"][0].pop("schema"),
        lambda d: d["resources"][0]["schema"]["fields"][0].pop("type"),
        lambda d: d["resources"][0]["schema"]["fields"][0].update(type="number"),
        lambda d: d["resources"][0]["schema"]["fields"][0]["constraints"].update(pattern="("),
        lambda d: d["resources"][0]["schema"]["fields"][0]["constraints"].update(minimum="one"),
        lambda d: d["resources"][0]["schema"]["evidence"][0].update(quote="quotation"),
        lambda d: d["resources"][0]["schema"]["evidence"][0].update(words=[5]),
        lambda d: d["resources"][2]["schema"]["foreignKeys"][0].update(fields=[]),
        lambda d: d["resources"][2]["schema"]["primaryKey"].append("colour"),
    ],
)
def test_a_description_that_lacks_something_is_named(folder, edit):
    change_package(folder, edit)
    assert {problem.file for problem in problems_in(folder)} == {"datapackage.json"}


def test_a_folder_that_is_not_there(tmp_path):
    (problem,) = problems_of(lambda: load("anchorage", folder=tmp_path / "nowhere"))
    assert problem.file == "datapackage.json"
