"""Eight texts of our own, in five forms and four scripts, from the file to the lessons and out to another program.

tests/texts/ holds each text, and beside it what a person wrote down beforehand: its parts, its sentences, its people
with their names and how often these stand in it, and a quotation for each.
"""

import io
import json
import zipfile
from xml.etree import ElementTree

import panels
import pytest
from refi_reader import through_qualcoder
from repo_files import ROOT
from standpoint import draw, load, read_coding
from standpoint import wording as say
from standpoint.case.essay import sentences
from standpoint.workshop import case_maker, case_rows, coding_explorer, exchange
from standpoint.workshop.new_case import new_case
from standpoint.workshop.taking_in import preview
from tiny_cases import run_lesson

TEXTS = sorted(path for path in (ROOT / "tests" / "texts").glob("*") if path.suffix != ".json")
LESSONS = ("01-reading-the-essay", "04-positions", "06-deals")
ISSUE = {"label": "Money", "question": "Who pays?", "left": "we pay", "right": "they pay", "left_short": "we",
         "right_short": "they", "negotiable": "true"}  # fmt: skip


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def text(request, tmp_path, monkeypatch):
    """(path of a text, what was written down of it), with an empty place for the reader's own files."""
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    return request.param, json.loads(request.param.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_five_forms_and_four_scripts():
    assert len(TEXTS) == 8


def made(path, written):
    """Make a case of a text, with its people and one issue; return their ids by label."""
    new_case("mine", path)
    ids = {}
    for label, (words, _) in written["people"].items():
        row = {"label": label, "name": label, "kind": "party", "words": words, "power": "", "interest": "1",
               "interest_quote": written["quotes"][label]}  # fmt: skip
        ids[label] = case_rows.keep_row("mine", "stakeholders", row)
    case_rows.keep_row("mine", "issues", {**ISSUE, "quote": next(iter(written["quotes"].values()))})
    return ids


def test_parts_sentences_and_mentions_are_those_that_a_person_wrote_down(text):
    path, written = text
    parts = [list(part) for part in preview(path)]
    first = parts[0] if parts[0][1] == written["parts"][0][1] else None
    assert first and parts[1:] == written["parts"][1:]  # a first line that is the title is no part of a case
    made(path, written)
    case = load("mine")
    assert case.title == written["parts"][0][1]
    kinds = {"heading": case.essay.sections["text"], "paragraph": case.essay.paragraphs["text"]}
    for kind, lines in kinds.items():
        assert list(lines) == [words for one, words in written["parts"] if one == kind]
    assert list(sentences(case.essay)["text"]) == written["sentences"]
    counts = say.mention_counts(case)["mentions"]
    assert list(counts) == [count for _, count in written["people"].values()]


def test_codes_by_explorer_and_by_csv_reach_the_lessons_and_come_back_from_another_program(text, monkeypatch):
    path, written = text
    ids = made(path, written)
    first, second = ids.values()
    quotes = list(written["quotes"].values())
    cell = {"direction": "1", "plainness": "outright", "salience": "3", "quote": quotes[0]}
    panels.code(coding_explorer.code_cells(load("mine")), first, "money", cell)
    case = load("mine")
    assert len(case.positions) == 1 and "not coded yet" in draw.describe(draw.position_map(case))
    part = next(row.paragraph for row in case.stakeholders.itertuples() if row.id == second) or ""
    part = part or next(p for p, words in zip(case.essay.paragraphs["paragraph"], case.essay.paragraphs["text"])
                        if quotes[1] in words)  # fmt: skip
    kept = coding_explorer.code_cells(case).file
    row = f'\n{second},money,-1,hinted,2,{part},"{quotes[1]}",A reason.\n'
    kept.write_text(kept.read_text(encoding="utf-8").rstrip("\n") + row, encoding="utf-8")
    assert len(read_coding(kept, case)) == 2
    case = load("mine")
    assert set(case.positions["position"]) == {2, -1}
    for lesson in LESSONS:
        shown = "".join(run_lesson(lesson, case, monkeypatch))
        assert next(iter(ids)) in shown
    kept, asked = through_qualcoder(ElementTree.fromstring(project(case)))
    assert len(kept) == asked
    rows = {memo.partition(": ")[0]: case.essay.text[start:end] for start, end, _, memo in kept}
    assert {rows[f"positions/{sid}/money"] for sid in (first, second)} == set(case.positions["quote"])


def project(case):
    with zipfile.ZipFile(io.BytesIO(exchange.project_bytes(case))) as archive:
        return archive.read("project.qde")


def test_the_reader_says_what_a_line_is_before_anything_rests_on_it(text):
    path, written = text
    new_case("mine", path)
    maker = case_maker.case_maker()
    lines = case_maker.state_of("mine")["lines"]
    number = next(n for n, (_, kind, _) in enumerate(lines) if kind == "paragraph")
    for kind, part in (("out", ""), ("heading", "s"), ("paragraph", "p")):
        assert not panels.give(maker, f"mine/cut/{number}", kind)["refused"]
        line, found, name = case_maker.state_of("mine")["lines"][number]
        assert (line, found) == (lines[number][0], kind) and name.startswith(part)
        assert maker.controls[f"mine/cut/{number}"] == kind
    made_rows = {**ISSUE, "quote": next(iter(written["quotes"].values()))}
    case_rows.keep_row("mine", "issues", made_rows)
    answer = panels.give(maker, f"mine/cut/{number}", "out")
    assert answer["refused"] and "rest on its parts" in answer["notice"]


def test_the_reader_looks_at_the_parts_before_anything_is_made(text, tmp_path):
    path, written = text
    maker, given = case_maker.case_maker(), {"text": str(path), "name": "mine", "title": "", "author": ""}
    answer = panels.give(maker, "look", given)
    assert not answer["refused"] and answer["notice"].startswith("Nothing is made yet. ")
    assert not (tmp_path / "my-work").exists()
    kinds = [maker.controls[f"/cut/{n}"] for n in range(len(written["parts"]))]
    assert kinds[1:] == [kind for kind, _ in written["parts"]][1:]
    words = panels.words(maker.state["slots"]["draft"])
    assert all(" ".join(line.split()) in words for _, line in written["parts"]) and "Make the case" in words
    number = next(n for n, kind in enumerate(kinds) if kind == "paragraph")
    assert not panels.give(maker, f"/cut/{number}", "heading")["refused"]
    answer = panels.give(maker, "make", given | {"author": "Somebody"})
    assert answer["refused"] and "has changed since you looked" in answer["notice"]
    assert not (tmp_path / "my-work").exists() and maker.controls[f"/cut/{number}"] == "paragraph"
    panels.give(maker, f"/cut/{number}", "heading")
    assert not panels.give(maker, "make", given | {"author": "Somebody"})["refused"]
    case = load("mine")
    assert written["parts"][number][1] in set(case.essay.sections["text"]) and case.essay.author == "Somebody"
    assert maker.state["slots"]["draft"] == "" and not [name for name in maker.controls if name.startswith("/cut/")
                                                        and maker.controls[name] is not None]  # fmt: skip


def test_no_paragraph_left_is_said_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    given = {"text": "A title\n\nOne part alone.", "name": "mine", "title": "", "author": ""}
    maker = case_maker.case_maker()
    panels.give(maker, "look", given)
    answer = panels.give(maker, "/cut/1", "out")
    assert answer["refused"] and "Give the whole text" in answer["notice"] and maker.controls["/cut/1"] == "paragraph"
