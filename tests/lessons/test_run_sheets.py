"""The sheets for 20, 50 and 90 minutes: their minutes add up, and what they point at is there."""

import json
import re

import places
import pytest

SHEETS = {minutes: places.NOTEBOOKS / "coursework" / "in-class" / f"run-{minutes}.md" for minutes in (20, 50, 90)}
# The lesson whose page stands on the wall, and the parts of it that are no words of its own.
LESSON = {20: "00-start-here", 50: "04-positions", 90: "06-deals"}
SHOWN = {"Clear", "Show how it was coded", "unknown", "with own words", "Show a published draft"}
PACE = 130  # words that are said in a minute


def steps(minutes):
    """The rows of a sheet: (minute, on the wall, say and do)."""
    lines = SHEETS[minutes].read_text(encoding="utf-8").splitlines()
    cells = [[part.strip() for part in line.strip("|").split("|")] for line in lines if re.match(r"\| \d", line)]
    return [(int(minute), wall, do) for minute, wall, do in cells]


def spent(do):
    """The minutes that a row says it takes: numbers before or behind “minutes”, and a protocol's parts."""
    if found := re.search(r"(?:move 1|your side: \d minutes).*", do):
        return sum(map(int, re.findall(r"\d", found[0])))
    words = {"half a": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "eight": 8, "twelve": 12}
    said = (number.lower() for number in re.findall(r"(?i)\b(half a|\w+) minutes?\b", do))
    return sum(words.get(number, 0) for number in said)


@pytest.mark.parametrize("minutes", SHEETS)
def test_the_minutes_add_up(minutes):
    """Each row begins later than the one before, the last one is the end, and what is said and done fits between."""
    rows = steps(minutes)
    starts = [row[0] for row in rows]
    assert starts[0] == 0 and starts[-1] == minutes and starts == sorted(set(starts))
    for (start, _, do), (end, *_) in zip(rows, rows[1:]):
        said = len(" ".join(re.findall("“([^”]*)”", do)).split()) / PACE
        assert said + spent(do) <= end - start + 0.25, (start, do)


def test_minutes_in_words_and_in_a_protocol_are_read():
    assert spent("Wait half a minute. Four minutes. Then questions, two minutes.") == 6.5
    assert spent("Fours: move 1, prepare 2, speak 2 and 2, change sides 4, one sentence or a disagreement 3.") == 14


@pytest.mark.parametrize("minutes", SHEETS)
def test_what_stands_on_the_wall_is_in_the_lesson(minutes):
    path = places.NOTEBOOKS / f"{LESSON[minutes]}.ipynb"
    assert f"../../{path.name}" in SHEETS[minutes].read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    parts = {part for _, wall, _ in steps(minutes) for part in re.findall(r"\*([^*]+)\*", wall)} - SHOWN
    assert parts
    for part in parts:
        assert re.search(rf"(?m)^#+ {re.escape(part)}$|<strong>{re.escape(part)}</strong>", text), part


@pytest.mark.parametrize("minutes", SHEETS)
def test_no_count_of_deals_is_written_on_a_sheet(minutes):
    """The counts are computed in the room, so that they hold for the cells as they are coded then."""
    said = SHEETS[minutes].read_text(encoding="utf-8")
    assert not re.search(r"\b\d+ (?:of \d+ )?deals\b(?! of 100)", said)
