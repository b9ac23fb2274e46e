"""The case in data/ is loaded as it stands; one thing broken in it gives one message that helps."""

import re

import pandas as pd
import pytest
from case_copy import CASE, ESSAY, ROOT, TABLES, bytes_of, copy_case, problems_of, records, rows, write
from IPython.core.interactiveshell import InteractiveShell
from pandas.testing import assert_frame_equal
from standpoint import Case, CaseError, grid, load, read_coding
from standpoint import wording as say
from standpoint.case.at_rest import at_rest

# How each paragraph begins: read off the essay by a person, not by the code under test.
OPENINGS = [
    "When Vladimir Putin and Donald Trump sat",
    "For Trump, the Anchorage summit is an act",
    "But Trump’s approach",
    "But there is also a latent contradiction.",
    "For Putin, the Summit in Anchorage",
    "This normalization",
    "Putin also has a strategic motive",
    "The most obvious shortcoming",
    "From the point of view of Ukraine",
    "European leaders are coming",
    "There is also the issue of NATO’s",
    "Trump’s domestic political incentives",
    "For Putin, the mathematics",
    "The Anchorage summit may yield",
    "There’s also reputational risk",
    "The Anchorage summit is not the dawn",
    "Their objectives diverge",
    "For the time being",
]
HEADINGS = [
    "Trump’s Gamble: The Peacemaker’s Spotlight",
    "Putin’s Play: Normalization Through Negotiation",
    "A Summit Without the Principal Stakeholder",
    "Europe’s Cautious Distance",
    "The Political Backdrop",
    "The Risks Ahead",
    "Conclusion: A Stage Set for Divergence",
]
SECTION_OF = ["", *["s1"] * 3, *["s2"] * 3, *["s3"] * 2, *["s4"] * 2, *["s5"] * 2, *["s6"] * 2, *["s7"] * 3]
POSITION = {
    ("-1", "outright"): -2,
    ("-1", "hinted"): -1,
    ("0", "hinted"): 0,
    ("0", "outright"): 0,
    ("1", "hinted"): 1,
    ("1", "outright"): 2,
}
QUOTED = [name for name in TABLES if {"paragraph", "quote"} <= set(records(CASE / name)[0])]


def test_the_essay_is_cut_where_a_reader_would_cut_it(case):
    text, paragraphs, sections = ESSAY.read_bytes().decode(), case.essay.paragraphs, case.essay.sections
    assert case.essay.text == text
    assert list(paragraphs["paragraph"]) == [f"p{n:02d}" for n in range(1, 19)]
    assert list(paragraphs["section"]) == SECTION_OF
    assert list(sections["text"]) == HEADINGS and list(sections["section"]) == [f"s{n}" for n in range(1, 8)]
    assert all(words.startswith(opening) for words, opening in zip(paragraphs["text"], OPENINGS))
    assert list(paragraphs["start"]) == [text.index(opening) for opening in OPENINGS]


def test_offsets_cut_out_exactly_what_the_tables_say(case):
    for table in (case.essay.paragraphs, case.essay.sections):
        assert [case.essay.text[start:end] for start, end in zip(table["start"], table["end"])] == list(table["text"])
    cut = "".join(
        [case.essay.title, case.essay.author, *case.essay.paragraphs["text"], *HEADINGS, "Comments are closed."]
    )
    assert sorted(cut.replace("\n", "")) == sorted(case.essay.text.replace("\n", "")), (
        "a line of the essay is in no part"
    )


@pytest.mark.parametrize("name", QUOTED)
def test_every_quotation_stands_at_its_offsets(case, name):
    text, table = ESSAY.read_bytes().decode(), case.tables[name.removesuffix(".csv")]
    starts = {f"p{n:02d}": text.index(opening) for n, opening in enumerate(OPENINGS, start=1)}
    starts |= {f"s{n}": text.index(f"\n{words}\n") + 1 for n, words in enumerate(HEADINGS, start=1)}
    assert len(table) == len(rows(CASE / name))
    for row, raw in zip(table.to_dict("records"), rows(CASE / name)):
        assert (row["quote"] or "") == raw["quote"]
        if raw["quote"]:
            part = text[starts[raw["paragraph"]] :].partition("\n")[0]
            assert part.count(raw["quote"]) == 1
            assert row["start"] == starts[raw["paragraph"]] + part.index(raw["quote"])
            assert text[row["start"] : row["end"]] == raw["quote"]
            assert raw["quote"].rstrip(",") in row["sentence"] or raw["paragraph"].startswith("s")


@pytest.mark.parametrize(
    ("table", "item", "filled", "blank"), [("positions", "issue", 23, 33), ("inducement_codes", "inducement", 19, 37)]
)
def test_positions_are_computed_and_a_blank_stays_a_blank(case, table, item, filled, blank):
    raw = rows(CASE / f"{table}.csv")
    expected = {(row["stakeholder"], row[item]): POSITION[row["direction"], row["plainness"]] for row in raw}
    assert (
        dict(zip(zip(case.tables[table]["stakeholder"], case.tables[table][item]), case.tables[table]["position"]))
        == expected
    )
    codes = grid(case, table)
    assert codes.shape == (8, 7) and (int(codes.notna().sum().sum()), int(codes.isna().sum().sum())) == (filled, blank)
    assert {
        (who, what): codes.loc[what, who] for what in codes.index for who in codes if codes.notna().loc[what, who]
    } == expected


def test_each_table_is_an_attribute_and_copies_do_not_change_the_case(case):
    beside = {path.stem for path in (ROOT / "data" / "history").glob("*.csv")}
    assert set(case.tables) == {name.removesuffix(".csv") for name in TABLES} | beside and case.notices == []
    for name, table in case.tables.items():
        assert getattr(case, name) is table and name in dir(case) and f"{name} {len(table)}" in repr(case)
    few = case.with_table("positions", case.positions.head(3))
    assert isinstance(few, Case) and len(few.positions) == 3 and len(case.positions) == 23
    with pytest.raises(AttributeError, match="no table “postions”.*positions"):
        _ = case.postions


def test_reading_changes_no_file(case, tmp_path, capsys):
    folder = copy_case(tmp_path)
    before = bytes_of(tmp_path)
    for path in folder.iterdir():
        path.chmod(0o444)
    for repair in (False, True):
        again = load("anchorage", repair=repair, folder=folder)
        assert again.notices == []
    assert_frame_equal(read_coding(folder / "positions.csv", case), case.positions)
    assert_frame_equal(
        read_coding(str(folder / "inducement_codes.csv"), case, "inducement_codes"), case.inducement_codes
    )
    assert bytes_of(tmp_path) == before
    assert capsys.readouterr().out == "", "nothing was repaired, so nothing is said"


def test_a_relative_folder_will_do(tmp_path, monkeypatch):
    monkeypatch.chdir(copy_case(tmp_path).parent)
    assert len(load("anchorage", folder="anchorage").positions) == 23


def test_a_case_is_found_from_any_folder(tmp_path, monkeypatch):
    for place in (ROOT / "notebooks", ROOT, ROOT / "tests", tmp_path):
        monkeypatch.chdir(place)
        assert load("anchorage").title == "Trump–Putin in Anchorage: Deal vs. History"


def test_an_unknown_case_names_the_nearest():
    (problem,) = problems_of(lambda: load("anchorge"))
    assert str(problem).startswith("data/anchorge: there is no case “anchorge”. Did you mean “anchorage”?")


def test_an_unknown_table_names_the_nearest(case):
    (problem,) = problems_of(lambda: read_coding(CASE / "positions.csv", case, "position"))
    assert "there is no table “position”. Did you mean “positions”?" in str(problem)


def test_one_error_lists_the_problems_of_all_files(tmp_path):
    folder = copy_case(tmp_path)
    for name, column, value in [
        ("positions.csv", "direction", "3"),
        ("claims.csv", "type", "fakt"),
        ("leverage.csv", "target", "put1n"),
    ]:
        found = records(folder / name)
        found[2][found[0].index(column)] = value
        write(folder / name, found)
    (folder / "tensions.csv").unlink()
    problems = problems_of(lambda: load("anchorage", folder=folder))
    assert {(p.file, p.rows, p.column) for p in problems} == {
        ("positions.csv", (3,), "direction"),
        ("claims.csv", (3,), "type"),
        ("leverage.csv", (3,), "target"),
        ("tensions.csv", (), ""),
    }
    with pytest.raises(CaseError) as caught:
        load("anchorage", folder=folder)
    lines = str(caught.value).splitlines()
    assert lines[0] == "4 problems were found. Nothing was loaded, and no file was changed."
    assert [re.match(r"(\d+)\. \w+\.csv", line)[1] for line in lines[1:]] == ["1", "2", "3", "4"]


def test_an_error_is_shown_without_a_traceback(capsys):
    with pytest.raises(CaseError) as caught:
        load("anchorge")
    assert caught.value._render_traceback_() == [str(caught.value)]
    shell = InteractiveShell()
    shell.run_cell("from standpoint import load\nload('anchorge')")
    shown = "".join(capsys.readouterr())
    assert str(caught.value) in shown
    assert "Traceback" not in shown and "case.py" not in shown


def test_what_follows_from_a_case_is_worked_out_once_for_a_case_at_rest_alone():
    case = load("bridge")
    still, before = at_rest(case), say.labels(case)
    assert say.labels(still) is say.labels(still) and say.labels(still) == before
    case.stakeholders.loc[0, "label"] = "Another name"  # as a reader may do it in a cell
    assert "Another name" in say.labels(case).values()
    other = still.with_table("stakeholders", load("bridge").stakeholders.assign(label=[*"ABCDEFGHIJ"][: len(before)]))
    assert [*say.labels(other).values()] == [*"ABCDEFGHIJ"][: len(before)]


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
def test_there_is_one_kind_of_blank(name):
    """What `isna` finds is each cell that is empty in the file; among words it is None, which counts as false."""
    case = load(name)
    for table in case.tables:
        path = ROOT / "data" / name / f"{table}.csv"
        for raw, row in zip(rows(path) if path.is_file() else [], case.tables[table].to_dict("records")):
            empty = [column for column in raw if raw[column] == ""]
            assert table == "own_words" or empty == [column for column in raw if pd.isna(row[column])], (table, raw)
        for column in case.tables[table].select_dtypes("object"):
            blanks = case.tables[table][column]
            assert all(value is None for value in blanks[blanks.isna()]) and "" not in set(blanks), (table, column)
