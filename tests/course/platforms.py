"""Exports as platforms make them, of one class; and how Canvas and Moodle read what goes back, after their sources.

The class: two people of one name, one late and one with two attempts; a name with an apostrophe and an accent, in the
form of macOS in the export and in the other form in the list; a name from right to left; one who handed in nothing.
"""

import csv
import io
import unicodedata
import zipfile
from typing import NamedTuple

NOA = "\u05e0\u05d5\u05e2\u05d4 \u05db\u05d4\u05df"


class One(NamedTuple):
    """One person. ascii: the name in letters that every system has."""

    first: str
    last: str
    number: str
    login: str
    ascii: str
    attempts: int = 1
    late: bool = False

    @property
    def name(self):
        return f"{self.first} {self.last}"


CLASS = [One("Ann", "Lee", "5", "al5", "Lee_Ann", attempts=2), One("Ann", "Lee", "6", "al6", "Lee_Ann", late=True),
         One(unicodedata.normalize("NFD", "Zoë"), "O'Neil", "7", "zo7", "ONeil_Zoe"),
         One(*NOA.split(), "8", "nk8", "Kahn_Noa")]  # fmt: skip
ABSENT = One("Bo", "Kim", "9", "bk9", "Kim_Bo")
FILE = "A1-hand-in.zip"


def _canvas(one):
    word = "".join(c for c in f"{one.last}{one.first}".lower() if c.isalnum() or unicodedata.combining(c))
    for turn in range(one.attempts):
        late, again = "LATE_" * one.late, f"-{turn}" * bool(turn)
        yield f"{word}_{late}{one.number}_{one.number}{turn}_A1-hand-in{again}.zip"


def _canvas_without_names(one):
    yield f"{'LATE_' * one.late}anon_ab1c{one.number}_{one.number}0_{FILE}"


def _moodle(one):  # apostrophes may not stand in its file names
    return f"{one.name.replace(chr(39), '')}_{one.number}_assignsubmission_"


def _blackboard(one):
    for turn in range(one.attempts):
        yield f"A1_{one.login}_attempt_2026-12-0{turn + 1}-10-00-00_{FILE}"
        yield f"A1_{one.login}_attempt_2026-12-0{turn + 1}-10-00-00.txt"


def _brightspace(one):
    for turn in range(one.attempts):
        yield f"{one.number}-33 - {one.name} - Dec {turn + 5}, 2026 949 AM - {FILE}"


def _sakai(one):
    home = f"A1/{one.last}, {one.first}({one.login})"
    return [f"{home}/Submission attachment(s)/{FILE}", f"{home}/timestamp.txt"]


def _teams(one):
    return [f"Submitted files/{one.name}/A1/Version {turn + 1}/{FILE}" for turn in range(one.attempts)]


# {layout: (paths of one person, paths that are nobody's)}
EXPORTS = {
    "canvas": (_canvas, []),
    "canvas without names": (_canvas_without_names, []),
    "moodle": (lambda one: [f"{_moodle(one)}file/{FILE}", f"{_moodle(one)}onlinetext/onlinetext.html"], []),
    "moodle in one folder": (lambda one: [f"{_moodle(one)}file_{FILE}"], []),
    "moodle before 4.1": (lambda one: [f"{_moodle(one)}file_/{FILE}"], []),
    "blackboard": (_blackboard, []),
    "brightspace": (_brightspace, ["index.html"]),
    "ilias": (lambda one: [f"A1_12/Submissions/{one.ascii}_{one.login}_{one.number}/{FILE}"], ["A1_12/A1.xlsx"]),
    "sakai": (_sakai, ["A1/grades.csv"]),
    "teams": (_teams, []),
    "folders": (lambda one: [f"{one.name}/{FILE}"], []),
    "zips": (lambda one: [f"{one.name}.zip"], []),
}  # fmt: skip


def export(layout, content):
    """Return [(path, bytes)] of the class's export. content(number, turn): of what was handed in."""
    paths, others = EXPORTS[layout]
    named, found = set(), [(path, b"of the platform") for path in others]
    for one in CLASS:
        if layout in ("teams", "folders", "zips") and one.name in named:
            continue  # two folders of one name cannot be
        named.add(one.name)
        held = list(paths(one))
        for turn, path in enumerate(held):
            found.append((path, content(one.number, turn) if path.endswith(".zip") else b"<p>words</p>"))
    return found


def gradebook():
    """Return Canvas's exported gradebook. Names stand in the form that everybody types."""
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "A1 (77)", "A2 (78)", "Current Score"],
            ["", "", "", "", "", "Manual Posting", "", ""],
            ["    Points Possible", "", "", "", "", "5", "10", "(read only)"]]  # fmt: skip
    rows += [[f"{one.last}, {one.first}", one.number, f"s{one.number}", one.login, "Monday", "", "9", "90"]
             for one in [*CLASS, ABSENT]]  # fmt: skip
    return _text([*rows, ["Student, Test", "99", "", "", "Monday", "", "", ""]])


def worksheet(most="5.00", grades=()):
    """Return Moodle's grading worksheet. grades: {number: what is there already}."""
    rows = [["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
             "Last modified (submission)", "Last modified (grade)", "Feedback comments"]]  # fmt: skip
    rows += [[f"Participant {one.number}", one.name, f"{one.login}@example.org", "Submitted for grading - ",
              dict(grades).get(one.number, ""), most, "Yes", "Saturday, 5 December 2026, 9:49 AM", "-", ""]
             for one in [*CLASS, ABSENT]]  # fmt: skip
    return _text(rows)


def listed():
    """Return a plain list."""
    return _text([["name", "number", "username"], *([one.name, one.number, one.login] for one in [*CLASS, ABSENT])])


def _text(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([[unicodedata.normalize("NFC", cell) for cell in row] for row in rows])
    return stream.getvalue()


def canvas_reads(text, column="A1 (77)"):
    """Return {ID: grade} that Canvas would take from a file, blank ones too."""
    rows = list(csv.reader(io.StringIO(text)))
    head = rows[0]
    assert "Student" in head[0] and "ID" in head[1] and head[4] == "Section", "Canvas: invalid header row"
    assert head[5:] == [column], "a column that is no part of this would be changed, or a new one made"
    return {row[1]: row[5] for row in rows[1:] if "Points Possible" not in row[0]}


def moodle_reads(text):
    """Return {participant: (grade, comment)} that Moodle would take from a worksheet, blank ones too."""
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(rows[0]), "Moodle: invalid grade import"
    return {row["Identifier"][len("Participant ") :]: (row["Grade"], row["Feedback comments"]) for row in rows}


def moodle_feedback(path, participants):
    """Return {participant: [name of a feedback file]} that Moodle would take from a zip."""
    found = {}
    for name in zipfile.ZipFile(path).namelist():
        folder, _, rest = name.partition("/")
        parts = folder.split("_", 4)
        assert len(parts) == 5 and parts[1] in participants and parts[2:4] == ["assignsubmission", "file"], name
        found.setdefault(parts[1], []).append(f"{parts[4]}/{rest}".strip("/"))
    return found


def canvas_feedback(path, handed_in):
    """Return {user: content} that Canvas would take from a zip. handed_in: paths of its own zip."""
    held, found = {name.rpartition("/")[2] for name in handed_in}, {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert name in held, f"{name} is not the name of a file that was handed in"
            parts = [part for part in name.split("_") if part != "LATE"]
            numbers = [part for part in parts if part.isdigit()]
            found[parts[1] if parts[0] == "anon" else numbers[0]] = archive.read(name)
    return found
