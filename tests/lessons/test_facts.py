"""What the record and the list of meetings say of the world: where somebody looked, and what the lessons make of it."""

import json
import re

from case_copy import CASE, ROOT, rows

RECORD = {row["id"]: row for row in rows(CASE / "record.csv")}
MEETINGS = {row["id"]: row for row in rows(ROOT / "data" / "history" / "summits.csv")}


def cells_of(number):
    """The text of each cell of a lesson."""
    [path] = (ROOT / "notebooks").glob(f"{number}-*.ipynb")
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


def test_what_was_not_found_says_what_was_looked_for_and_where():
    """“No words were found” tells a reader nothing, unless it says where somebody looked."""
    nothing = r"\bno(?:t|thing|\b[\w\s]*)\b[^.]*\bfound\b|\bfound (?:no|nothing)\b"
    for row in RECORD.values():
        if row["verdict"] == "not found" or re.search(nothing, f"{row['finding']} {row['note']}", re.IGNORECASE):
            assert re.search(r"\w.*\bin\b.*\b(file|reports|newspapers|agencies)\b", row["looked_for"]), row["id"]


def test_a_row_about_more_than_one_day_rests_on_more_than_one_source():
    day = r"\b\d{1,2} (?:January|February|May|June|July|August|November)\b"
    address = r"\b[\w.-]+\.\w{2,}/\S+"
    for key in ("r05", "r06", "r08", "r10", "r16", "r18"):
        row = RECORD[key]
        assert len(set(re.findall(day, row["finding"]))) + ("24 hours" in row["finding"]) > 1, key
        places = {found.split("/")[0].removeprefix("www.") for found in re.findall(address, row["note"])}
        assert places - {row["source"].split("/")[2].removeprefix("www.")}, key


def test_what_the_lesson_argues_about_is_in_the_record():
    """Every quotation that the lesson gives from outside the essay stands in the row of the record, with its day."""
    [words] = [text for text in cells_of("02") if text.startswith("## Argue")]
    [row] = [row for row in RECORD.values() if row["claim"] == "c68"]
    said = re.findall(r"^- (\d+ \w+) 2025: (.+)$", words, re.MULTILINE)
    assert len(said) == 2 and f"“{row['verdict']}”" in words
    for day, line in said:
        assert day in row["finding"] and all(quoted in row["finding"] for quoted in re.findall("“.+?”", line))
    assert not re.search(r"shows silence|no words", words)


def test_the_backing_of_the_argument_is_held_against_the_record():
    [backing] = [row for row in rows(CASE / "argument.csv") if row["role"] == "backing"]
    [key] = re.findall(r"\br\d\d\b", backing["note"])
    row = RECORD[key]
    assert row["claim"] == "c39" and row["paragraph"] == backing["paragraph"]
    assert "2 January 2022" in row["finding"] and "10 January" in row["finding"] and "not confirmed" in row["note"]


def test_the_rows_say_what_was_looked_up():
    """Days, who was there, and what became of it, as the sources have them."""
    note = {key: row["note"] for key, row in MEETINGS.items()}
    assert "handed the draft on 15 January 1920" in note["trianon"]
    assert MEETINGS["munich"]["ends"] == "1938-09-30" and "accepted the text on 30 September" in note["munich"]
    assert all(words in note["pact1939"] for words in ("head of the Soviet government", "Stalin was present"))
    assert MEETINGS["pact1939"]["met"] == "envoys", "leaders were there from one side only"
    assert MEETINGS["yalta"]["affected"].split("|") == ["Poland", "Germany", "China", "Japan"]
    assert MEETINGS["oslo"]["met"] == "leaders" and "Clinton, Rabin and Arafat met" in note["oslo"]
    assert "2014" in MEETINGS["budapest"]["outcome"] and "2022" in MEETINGS["budapest"]["outcome"]
    assert "Russia denies a breach" in note["budapest"]


def rows_by_who_met(oslo):
    """{who met: (deals with the affected party outside, all deals)} of the earlier meetings, with this cell at Oslo."""
    found = {}
    for row in MEETINGS.values():
        if row["case"] != "anchorage" and row["signed"] not in ("", "nobody"):
            outside, total = found.get(met := oslo if row["id"] == "oslo" else row["met"], (0, 0))
            found[met] = (outside + (row["affected_negotiated"] == "no"), total + 1)
    return found


def test_one_cell_moves_the_rows_of_who_met_as_the_lesson_says():
    assert rows_by_who_met(MEETINGS["oslo"]["met"]) == {"envoys": (3, 3), "leaders": (2, 8)}
    other = rows_by_who_met("envoys")
    words = "{} of {} for envoys and {} of {} for leaders".format(*other["envoys"], *other["leaders"])
    assert sum(words in text for text in cells_of("09")) == 1
