"""What leaves for other tools: REFI-QDA files and text-quote selectors.

The schema of REFI-QDA (Project.xsd and Codebook.xsd, version 1.0, 18 March 2019, MIT) is not part of this
repository. Its rules for the elements that we write stand in RULES, put down by hand from the schema:
attributes, children, their order and their number. The package pyrefiqda, whose classes were made from
the schema by a machine, reads the files as a second opinion.
"""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from case_copy import problems_of
from hypothesis import given
from hypothesis import strategies as st
from odd_cases import ODD
from pyrefiqda import RefiCodebook, RefiProject
from refi_reader import through_qualcoder
from standpoint import load
from standpoint.case.essay import parse
from standpoint.workshop import exchange
from standpoint.workshop.refi_codes import codes_of, marks_of, row_codes_of
from standpoint.workshop.selectors import selector, selectors_of

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BY = {"creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"}
# element: (needed attributes, other attributes, children in their order as (name, fewest, most))
CODE = ({"guid", "name", "isCodable"}, {"color"}, [("Description", 0, 1), ("Code", 0, None)])
RULES = {
    "CodeBook": (set(), {"origin"}, [("Codes", 1, 1), ("Sets", 0, 1)]),
    "Codes": (set(), set(), [("Code", 1, None)]),
    "Code": CODE,
    "Description": (set(), set(), []),
    "Project": (
        {"name"},
        {"origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime", "basePath"},
        [(name, 0, 1) for name in ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets",
                                   "Graphs", "Description")],
    ),
    "Users": (set(), set(), [("User", 1, None)]),
    "User": ({"guid"}, {"name", "id"}, []),
    "Sources": (set(), set(), [("TextSource", 1, None)]),
    "TextSource": (
        {"guid"}, {"name", "richTextPath", "plainTextPath", *BY},
        [("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, None), ("Coding", 0, None)],
    ),
    "PlainTextSelection": (
        {"guid", "startPosition", "endPosition"}, {"name", *BY}, [("Description", 0, 1), ("Coding", 0, None)],
    ),
    "Coding": ({"guid"}, {"creatingUser", "creationDateTime"}, [("CodeRef", 1, 1)]),
    "CodeRef": ({"targetGUID"}, set(), []),
}  # fmt: skip


@pytest.fixture(scope="module", params=["anchorage", "bridge"])
def case(request):
    return load(request.param)


def project_of(case):
    """(root of project.qde, text of the source) of a case's project."""
    with zipfile.ZipFile(io.BytesIO(exchange.project_bytes(case))) as archive:
        names = archive.namelist()
        assert names[0] == "project.qde" and names[1].startswith("Sources/") and len(names) == 2
        return ElementTree.fromstring(archive.read(names[0])), archive.read(names[1]).decode("utf-8")


def faults(element, space):
    """What is against RULES in an element and all below it."""
    name = element.tag.removeprefix(f"{{urn:QDA-XML:{space}:1.0}}")
    if name not in RULES:
        return [f"{element.tag} is not known"]
    needed, other, children = RULES[name]
    found = [f"{name} lacks {a}" for a in needed - set(element.attrib)]
    found += [f"{name} has {a}" for a in set(element.attrib) - needed - other]
    if space == "codebook" and name == "CodeBook" or name != "CodeBook":
        rest = [child.tag.rpartition("}")[2] for child in element]
        for child, fewest, most in children:
            count = 0
            while rest and rest[0] == child:
                rest, count = rest[1:], count + 1
            found += [f"{name} has {count} {child}"] if count < fewest or most and count > most else []
        found += [f"{name} has {rest[0]} out of its place"] if rest else []
    return found + [fault for child in element for fault in faults(child, space)]


def test_the_files_keep_the_rules_of_the_schema(case):
    root, text = project_of(case)
    assert root.tag == "{urn:QDA-XML:project:1.0}Project" and faults(root, "project") == []
    book = ElementTree.fromstring(exchange.codebook_bytes(case))
    assert book.tag == "{urn:QDA-XML:codebook:1.0}CodeBook" and faults(book, "codebook") == []
    assert text == case.essay.text


def test_every_guid_is_one_and_stands_for_one_thing(case):
    root, _ = project_of(case)
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids)) and all(GUID.fullmatch(guid) for guid in guids)
    targets = {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")}
    codable = {e.get("guid") for e in root.iter() if e.tag.endswith("}Code") and e.get("isCodable") == "true"}
    assert targets <= codable
    users = {element.get("guid") for element in root.iter() if element.tag.endswith("}User")}
    assert {e.get("creatingUser") for e in root.iter() if e.get("creatingUser")} == users


def test_names_of_codes_are_there_once_for_tools_that_need_it(case):
    root, _ = project_of(case)
    names = [e.get("name").casefold() for e in root.iter() if e.tag.endswith("}Code")]
    assert len(names) == len(set(names))


def test_pyrefiqda_gives_back_the_exact_sentences(case, tmp_path):
    codebook, project = exchange.write_refi(case, tmp_path / "out.qdpx")
    found = RefiProject.load(project, tmp_path / "x")
    (source,) = found.sources.text_source
    path = tmp_path / "x" / "Sources" / source.plain_text_path.removeprefix("internal://")
    text = path.read_bytes().decode("utf-8")
    quotes = {f"{t}/{'/'.join(row[key] for key in case.schemas[t]['primaryKey'])}": row["quote"]
              for t in ("positions", "inducement_codes", "claims") for row in case.tables[t].to_dict("records")}
    given = {mark.name: text[mark.start_position:mark.end_position] for mark in source.plain_text_selection}
    assert given == quotes and len(given) > 60
    names = {code.id for group in [*codes_of(case), *row_codes_of(case)] for code in _flat(group)}
    assert {code for mark in marks_of(case) for code in mark.codes} <= names
    read = [code.name for code in _flat_read(RefiCodebook.load(codebook).codes.code)]
    assert read == [code.name for group in codes_of(case) for code in _flat(group)]


def _flat(code):
    return [code, *(inner for child in code.inner for inner in _flat(child))]


def _flat_read(codes):
    return [found for code in codes for found in (code, *_flat_read(code.code))]


def test_a_passage_says_who_where_how_plainly_and_how_much(case):
    row = case.positions.iloc[0]
    (mark,) = [m for m in marks_of(case) if m.table == "positions" and m.key == f"{row.stakeholder}/{row.issue}"]
    side = {-1: "left", 0: "both", 1: "right"}[row.direction]
    there = {code for m in marks_of(case) if (m.start, m.end) == (mark.start, mark.end) for code in m.codes}
    assert mark.codes[0] == f"row/positions/{mark.key}"
    assert {f"who/{row.stakeholder}", f"issues/{row.issue}/{side}", f"plain/{row.plainness}",
            f"salience/{row.salience}"} <= there  # fmt: skip
    assert row.note in mark.words


def test_the_codebook_gives_no_answer_away(case):
    words = exchange.codebook_bytes(case).decode("utf-8")
    assert [note for note in case.positions["note"] if note and note in words] == []
    assert [note for note in case.stakeholders["note"] if note and note in words] == []


def test_qualcoder_gives_back_every_coding_with_its_attributes(case):
    root, text = project_of(case)
    kept, asked = through_qualcoder(root)
    assert len(kept) == asked > 150
    rows = {memo.partition(": ")[0]: (text[start:end], memo) for start, end, _, memo in kept}
    for table in ("positions", "inducement_codes"):
        for row in case.tables[table].to_dict("records"):
            key = "/".join([table, *(row[name] for name in case.schemas[table]["primaryKey"])])
            quote, memo = rows[key]
            codes = f"direction {row['direction']}, {row['plainness']}, salience {row['salience']}."
            assert quote == row["quote"] and memo == f"{key}: {codes} {row['note'] or ''}".strip()
    assert {f"claims/{key}" for key in case.claims["id"]} <= set(rows)


def test_the_same_case_gives_the_same_bytes(case, tmp_path):
    files = [tmp_path / name for name in ("a.qdc", "a.qdpx", "a.csv")]
    written = []
    for _ in range(2):
        exchange.write_refi(case, tmp_path / "a")
        exchange.write_selectors(case, tmp_path / "a.csv")
        written.append([path.read_bytes() for path in files])
    assert written[0] == written[1] and sorted(tmp_path.iterdir()) == sorted(files)
    with zipfile.ZipFile(files[1]) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_load_gives_the_same_bytes(case):
    again = load(case.name)
    assert exchange.project_bytes(again) == exchange.project_bytes(case)


@pytest.mark.parametrize("name", ODD)
def test_cases_at_the_edges_leave_no_empty_element(tmp_path, name):
    case = load(name, folder=ODD[name](tmp_path / name))
    root, _ = project_of(case)
    assert faults(root, "project") == []
    assert faults(ElementTree.fromstring(exchange.codebook_bytes(case)), "codebook") == []
    exchange.write_refi(case, tmp_path / "out")
    assert RefiProject.load(tmp_path / "out.qdpx", tmp_path / "x").name == case.title
    exchange.write_selectors(case, tmp_path / "out.csv")


def test_every_selector_finds_its_words(case, tmp_path):
    path = exchange.write_selectors(case, tmp_path / "quotations.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == exchange.COLUMNS
    text = case.essay.text
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        assert text[start:end] == row["exact"]
        assert text[:start].endswith(row["prefix"]) and text[end:].startswith(row["suffix"])
        assert text.count(row["prefix"] + row["exact"] + row["suffix"]) == 1
    quotes = sum(case.tables[name][pair["quote"]].notna().sum() for name, schema in case.schemas.items()
                 for pair in schema.get("evidence", []))  # fmt: skip
    assert len(rows) == quotes


def test_what_a_selector_says_of_its_row():
    case = load("bridge")
    rows = {(r["table"], r["key"], r["code"]) for r in selectors_of(case)}
    assert {("positions", "council/fate", "direction -1, hinted"), ("stakeholders", "farmers", "seat no"),
            ("stakeholders", "farmers", "power 2"), ("claims", "c01", "fact")} <= rows  # fmt: skip
    first = next(r for r in selectors_of(case) if r["table"] == "positions")
    assert first["row"] == 2


def test_the_alphabet_of_the_recommendation():
    """The example of the W3C model as the library hypothesis prints it: "efg" between "abcd" and "hijk"."""
    essay = parse("abcdefghijklmnopqrstuvwxyz.")
    found = selector(essay, "efg", "p01")
    assert (found["start"], found["end"]) == (4, 7)
    assert found["prefix"] == "abcd" and found["suffix"].startswith("hijk")


@given(st.text(alphabet="ab .", min_size=1, max_size=60), st.data())
def test_words_that_come_often_get_a_longer_frame(text, data):
    essay = parse(f"x{text}.")
    start = data.draw(st.integers(0, len(essay.text) - 1))
    end = data.draw(st.integers(start + 1, len(essay.text)))
    found = selector(essay, essay.text[start:end], "p01")
    if found:
        framed = found["prefix"] + found["exact"] + found["suffix"]
        assert essay.text[found["start"]:found["end"]] == found["exact"] and framed in essay.text


def test_a_place_that_cannot_be_written(case, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (problem,) = problems_of(lambda: exchange.write_refi(case, tmp_path / "file" / "out"))
    assert "cannot be written" in problem.what


def test_a_broken_file_would_be_noticed(case):
    """Guard of the guard: each change is a fault that the rules name."""
    root, _ = project_of(case)
    space = "{urn:QDA-XML:project:1.0}"
    del root.find(f"{space}Users")[0].attrib["guid"]
    root.append(root.find(f"{space}CodeBook"))
    ElementTree.SubElement(root, f"{space}Sets")
    root.find(f"{space}Sources")[0].set("colour", "red")
    found = faults(root, "project")
    assert {"User lacks guid", "TextSource has colour"} <= set(found) and any("out of its place" in f for f in found)


def test_the_same_words_in_two_places_are_told_apart():
    line = "The port wants money now, and its council has said so again and again. "
    essay = parse(f"{line}First.\n{line}Second.")
    frames = [selector(essay, "money", part) for part in ("p01", "p02")]
    assert frames[0]["start"] < frames[1]["start"]
    for found in frames:
        framed = found["prefix"] + found["exact"] + found["suffix"]
        assert essay.text.count(framed) == 1


def test_no_group_without_codes_becomes_a_code(tmp_path):
    case = load("unfilled", folder=ODD["unfilled"](tmp_path / "unfilled"))
    assert [code.id for code in codes_of(case)] == ["all/plain", "all/salience", "all/claims"]
