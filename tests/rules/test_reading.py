"""What a lesson says of its minutes is what its words, cards and charts ask of a reader."""

import json
import re

import places
import pytest
import reading

LESSONS = sorted(places.NOTEBOOKS.glob("[01]*.ipynb"))[1:]
START = json.loads((places.NOTEBOOKS / "00-start-here.ipynb").read_text(encoding="utf-8"))
TABLE = "".join("".join(cell["source"]) for cell in START["cells"])


def book(path):
    """The notebook as JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_minutes_are_true(path):
    said = int(re.search(r"\*\*Minutes\.\*\* About (\d+)", "".join(book(path)["cells"][0]["source"]))[1])
    found = reading.measure(book(path)).minutes
    assert abs(said - found) <= 5, f"{path.name} says {said} minutes; `tests/tools reading` counts {found:.0f}"
    row = rf"\[{path.stem[:2]} [^\]]+\]\({path.name}\) \|[^|]+\| about {said} \|"
    assert re.search(row, TABLE), "the table of lesson 00 says otherwise"


def test_words_minutes_and_what_is_folded_are_counted():
    prose = "One two three.\n\n<details><summary>Four</summary>\n\nfive six\n\n</details>"
    text = {"cell_type": "markdown", "source": prose}
    shown = [{"data": {"text/plain": "what stands in for a card"}}]
    card = {"cell_type": "code", "metadata": {}, "source": 'exercises.ask("1", case)', "outputs": shown}
    found = reading.measure({"cells": [text, card]})
    assert found.words == 3 + 1 + 1.5 and round(found.minutes - found.words / reading.PACE, 3) == 4
