"""Every way in which the collection writes a file of the reader's, for the tests that make writing fail.

As a command it tries them all in a folder on a disk of its own that is full, or read-only, and prints what was said:

    unshare -rm python tests/lessons/hostile_doors.py full|read-only EMPTY_FOLDER
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "notebooks"))

from standpoint import CaseError, load  # noqa: E402
from standpoint.case import answers  # noqa: E402
from standpoint.lessons.forecasts import explorer as forecasts_explorer  # noqa: E402
from standpoint.lessons.stakeholders import explorer as stakeholders_explorer  # noqa: E402
from standpoint.marking.handing_in import hand_in  # noqa: E402
from standpoint.workshop import exchange  # noqa: E402
from standpoint.workshop.case_rows import keep_row, own_rows  # noqa: E402
from standpoint.workshop.coding_book import Book  # noqa: E402
from standpoint.workshop.new_case import new_case  # noqa: E402

WORDS = "The reader’s own words, of some length. " * 40
TEXT = "A short text\n\nThe council wants the bridge to stay open for everybody. " + "It says so again. " * 400


def prepare(folder):
    """Put a reader's files into an empty folder, each written by the package itself; return the case."""
    os.environ["STANDPOINT_WORK"] = str(folder)
    case = load("bridge")
    shutil.copytree(ROOT / "data" / "bridge", folder / "my-work" / "mine")
    described = folder / "my-work" / "mine" / "datapackage.json"
    words = described.read_text(encoding="utf-8").replace('"name": "bridge"', '"name": "mine"', 1)
    described.write_text(words, encoding="utf-8", newline="\n")
    cells = [{"cell_type": "code", "id": "a1-x", "metadata": {}, "source": "x = 1"}]
    (folder / "A1.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    for name in DOORS:
        go_through(name, case, folder, "first")
    return case


def code(case, words):
    """A cell of the coding explorer."""
    place = case.stakeholders["id"].iloc[0], case.issues["id"].iloc[0]
    return Book(case).change(*place, {"direction": "blank", "note": words})[1]


def _own_values(case, folder, words):
    explorer = stakeholders_explorer.own_values(case)
    return explorer.change("a view", 1, "why", words)["said"]


def _forecasts(case, folder, words):
    explorer = forecasts_explorer.forecasts(load("anchorage"))
    question = load("anchorage").questions["id"].iloc[0]
    explorer.change("a view", 1, question, str(len(words) % 90))
    return explorer.answer.notice


def _row(case, folder, words):
    with contextlib.redirect_stdout(io.StringIO()):
        row = own_rows(load("mine"), "stakeholders")[0]
        keep_row("mine", "stakeholders", row | {"note": words}, row["id"])
    return ""


def _new(case, folder, words):
    with contextlib.redirect_stdout(io.StringIO()):
        new_case(f"case-{len(words)}", TEXT)
    return ""


DOORS = {
    "coding explorer": lambda case, folder, words: code(case, words),
    "answer": lambda case, folder, words: answers.keep(case.name, "05.1", {"words": words}),
    "own values": _own_values,
    "forecasts": _forecasts,
    "row of an own case": _row,
    "new case": _new,
    "export": lambda case, folder, words: exchange.write_refi(case, folder / "out" / words[:5]) and "",
    "hand-in": lambda case, folder, words: str(hand_in("A1", folder, [])),
}


def go_through(name, case, folder, words=WORDS):
    """Write by one of the doors; return what the reader is told. Only a CaseError is a message, no other exception."""
    try:
        return DOORS[name](case, folder, words)
    except CaseError as error:
        return str(error)


def bytes_in(folder):
    """The bytes of every file below a folder, except what fills the disk."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "filler"}  # fmt: skip


def _fill(folder):
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)


def main(condition, folder):
    """Print as JSON what each door said, and whether all files are as they were."""
    folder = Path(folder)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True)
    case = prepare(folder)
    if condition == "full":
        _fill(folder)
    else:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    before = bytes_in(folder)
    said = {name: go_through(name, case, folder) for name in DOORS}
    print(json.dumps({"said": said, "as before": bytes_in(folder) == before,
                      "files": sorted(set(bytes_in(folder)) ^ set(before))}))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
