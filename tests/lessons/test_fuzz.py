"""A slice of the fuzzing, the same each time; python tests/tools fuzz runs 10,000 cases. And what it found, mended."""

import unicodedata
from collections import Counter

import fuzz
import pytest
from case_copy import ESSAY, as_csv, copy_case, problems_in, records
from fuzz_ways import WAYS, subjects
from pandas.testing import assert_frame_equal
from standpoint import load
from standpoint.workshop.case_rows import keep_row, own_rows
from standpoint.workshop.coding_book import Book
from standpoint.workshop.new_case import new_case

CASES = {"anchorage": 40, "bridge": 25, "own codes": 25, "own case": 10, "class": 25, "text": 10, "new text": 15}


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """The ways set this variable themselves; so set, it is put back for the tests that follow."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))


def test_the_slice_has_300_cases():
    assert 2 * sum(CASES.values()) == 300 and set(CASES) == set(WAYS)


@pytest.mark.parametrize("group", fuzz.GROUPS)
@pytest.mark.parametrize("way", WAYS)
def test_a_changed_file_is_read_as_written_or_refused_in_words(way, group, tmp_path):
    counts = Counter()
    assert fuzz.search(subjects(way, tmp_path / "in"), group, CASES[way], counts) == ""
    assert sum(counts.values()) >= CASES[way] // 2
    loaded = sum(count for (*_, outcome), count in counts.items() if outcome == "loaded")
    assert loaded, "a search that loads nothing compares nothing"


def test_a_loader_that_changes_a_value_is_noticed(tmp_path, monkeypatch):
    """Guard of the guard: here the loader makes capital letters of a note small, or raises another exception."""
    found = subjects("own codes", tmp_path / "in")
    monkeypatch.setattr("standpoint.case.coding_file._unguarded", lambda words: words.lower())
    assert "AssertionError" in fuzz.search(found, "content", 60, Counter())
    monkeypatch.setattr("standpoint.case.coding_file._unguarded", lambda words: {}[words])
    assert "KeyError" in fuzz.search(found, "content", 60, Counter())


def test_letters_apart_from_their_accents_are_put_together(tmp_path, capsys):
    folder = copy_case(tmp_path)
    path = folder.parent / "history" / "summits.csv"
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    assert_frame_equal(load("anchorage", folder=folder, repair=True).summits, load("anchorage").summits)
    assert "letters and their separate accents are put together." in capsys.readouterr().out
    (problem,) = problems_in(folder)
    assert problem.file == "summits.csv" and "mend the file" in problem.mend


def test_control_characters_are_read_as_spaces_and_never_shown(tmp_path, capsys):
    folder = copy_case(tmp_path)
    path = folder / "positions.csv"
    rows = records(path)
    rows[1][-1], rows[0][0] = "a\x0bnote\x1a", "stake\x01holder"
    path.write_text(as_csv(rows), encoding="utf-8", newline="\n")
    problems = problems_in(folder, repair=True)
    assert "stake holder" in str(problems[1]) and not any("\x01" in str(problem) for problem in problems)
    rows[0][0] = "stakeholder"
    path.write_text(as_csv(rows), encoding="utf-8", newline="\n")
    assert load("anchorage", folder=folder, repair=True).positions["note"].iloc[0] == "a note"
    assert "control characters are read as spaces." in capsys.readouterr().out


def test_a_message_quotes_long_words_and_line_breaks_in_one_short_line(tmp_path):
    folder = copy_case(tmp_path)
    rows = records(folder / "issues.csv")
    rows[1][0] = "word\n" * 3000
    (folder / "issues.csv").write_text(as_csv(rows), encoding="utf-8", newline="\n")
    assert all(len(str(problem)) < 1500 and "\n" not in str(problem) for problem in problems_in(folder))


FORMS = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old line ends": lambda text: text.replace("\n", "\r").encode(),
    "cp1252": lambda text: text.encode("cp1252"),
    "UTF-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_text_in_another_form_is_the_same_text(name, tmp_path, capsys):
    """Before, a byte order mark made the title a heading, and each heading had another number."""
    folder = copy_case(tmp_path)
    (tmp_path / "seeds" / ESSAY.name).write_bytes(FORMS[name](ESSAY.read_text(encoding="utf-8")))
    case, whole = load("anchorage", folder=folder, repair=True), load("anchorage")
    assert case.essay.text == whole.essay.text and len(case.notices) == 1
    for table, frame in whole.tables.items():
        assert_frame_equal(case.tables[table], frame)
    (problem,) = problems_in(folder)
    assert problem.file == ESSAY.name and "repaired in memory" in problem.mend
    assert f"Repaired while reading: {case.notices[0]}" in capsys.readouterr().out


def test_tabs_and_control_characters_in_the_text_are_spaces(tmp_path):
    """Before, a message quoted them from the nearest sentence."""
    folder = copy_case(tmp_path)
    path = tmp_path / "seeds" / ESSAY.name
    path.write_bytes(path.read_bytes().replace(b" the ", b"\tthe\x01"))
    case = load("anchorage", folder=folder, repair=True)
    assert case.essay.text == load("anchorage").essay.text
    assert [notice.what for notice in case.notices] == ["tabs and control characters are read as spaces."]


def test_what_a_reader_types_with_accents_apart_is_kept_together(capsys):
    apart = unicodedata.normalize("NFD", "Café")
    case = load("bridge")
    place = case.stakeholders["id"].iloc[0], case.issues["id"].iloc[0]
    said, saved = Book(case).change(*place, {"direction": "blank", "note": apart})
    assert said["cell"]["note"] == "Café" and saved.startswith("Saved") and Book(case).notices == []
    new_case("mine", "A title\n\nThe owner of the café wants the street closed to cars.\n")
    keep_row("mine", "stakeholders", {"label": f"{apart}\x07", "name": "The owner", "words": "owner",
                                      "kind": "party", "power": "", "interest": ""})  # fmt: skip
    assert own_rows(load("mine"), "stakeholders")[0]["label"] == "Café"


def test_a_column_whose_values_must_differ_is_held_to_it(tmp_path):
    """The description says unique for record.lesson, which is no key."""
    folder = copy_case(tmp_path)
    rows = records(folder / "record.csv")
    place = rows[0].index("lesson")
    filled = [row for row in rows[1:] if row[place]]
    filled[1][place] = filled[0][place]
    (folder / "record.csv").write_text(as_csv(rows), encoding="utf-8", newline="\n")
    (problem,) = problems_in(folder)
    assert problem.column == "lesson" and "already" in problem.what
