"""The files that are changed, each with the way by which a reader's program reads it: a Subject.

A Subject writes its file anew, reads it by the package's own functions, and says whether what came of it is right.
"""

import dataclasses
import os
import re
import shutil
from pathlib import Path

import fuzz_contents as contents
import fuzz_forms as forms
import standpoint.case.case
from case_copy import ESSAY, ROOT, check_words, copy_case, records
from pandas.testing import assert_frame_equal
from standpoint import CaseError, load, read_coding
from standpoint.workshop.coding_book import Book
from standpoint.workshop.coding_class import read_class
from standpoint.workshop.new_case import new_case, own_case
from standpoint.workshop.taking_in import take_in

_KNOWN = {}  # what a table gave before: a sheet that is as it was need not be worked out again


def remembered(sheet, schema, essay, known, work=standpoint.case.case.checked_table):
    """Do as `checked_table` does, or give again what it gave for the same rows, ids and text."""
    if sheet.problems or sheet.notices:
        return work(sheet, schema, essay, known)
    key = sheet.file, repr(sheet.header), repr(sheet.rows), repr(known), essay.text
    if key not in _KNOWN:
        frame = work(sheet, schema, essay, known)
        if len(_KNOWN) > 500:
            _KNOWN.clear()
        _KNOWN[key] = frame, set(sheet.faulty), dict(sheet._wrong), dict(sheet._repaired)
    frame, faulty, wrong, repaired = _KNOWN[key]
    sheet.faulty |= faulty
    sheet._wrong |= wrong
    sheet._repaired |= repaired
    return frame


def unlike(frame, other):
    """Raise AssertionError where two tables are not the same."""
    if frame is not other:
        assert_frame_equal(frame, other)


WAYS = ("anchorage", "bridge", "own codes", "own case", "class", "text", "new text")


class Table:
    """A table of a case, read by `load` with repair."""

    def __init__(self, name, file, schema, read, base=None):
        self.name, self.file, self.schema, self._load = name, file, schema, read
        self._raw, self._rows = file.read_bytes(), records(file)
        self._base = read() if base is None else base

    def kinds(self, group):
        return forms.KINDS if group == "form" else contents.KINDS

    def changed(self, draw, group, kind):
        if group == "form":
            return forms.table_in_another_form(draw, self._rows, self.schema, kind), None
        return contents.table_of_other_content(draw, self._rows, self.schema, kind)

    def restore(self):
        self.file.write_bytes(self._raw)

    def read(self, raw, group, row):
        case = self._load()
        table = self.file.stem
        for name, frame in self._base.tables.items():
            if group == "form" or name != table:
                unlike(case.tables[name], frame)
        if group == "content":
            assert contents.held(case.tables[table], self.schema) == contents.as_written(raw, self.schema)
        return "loaded"

    def check_refusal(self, problems, raw, row):
        check_problems(problems)
        names = {path.name for path in self.file.parent.glob("*.csv")} | {"positions.csv"}
        assert {problem.file for problem in problems} <= names, problems
        key = self.schema.get("primaryKey", [])
        own = [problem for problem in problems if problem.file == self.file.name]
        if row and len(key) > 1 and self.file.stem != "claims":
            assert own and all(not p.rows or row in p.rows or f"row {row} " in p.what for p in own), problems


class OwnCodes(Table):
    """What the coding explorer keeps in my-work, opened in a spreadsheet meanwhile: read_coding, and the explorer."""

    def __init__(self, name, file, case):
        self._case = case
        super().__init__(name, file, case.schemas["positions"], lambda: read_coding(file, case))

    def read(self, raw, group, row):
        os.environ["STANDPOINT_WORK"] = str(self.file.parent.parent)
        book = Book(self._case)
        try:
            frame = self._load()
        except CaseError as error:
            assert len(book.refused) == len(error.problems) and not book.cells
            raise
        assert not book.refused
        if group == "form":
            assert_frame_equal(frame, self._base)
        else:
            assert contents.held(frame, self.schema) == contents.as_written(raw, self.schema, coding=True)
        return "loaded"

    def check_refusal(self, problems, raw, row):
        check_problems(problems)
        assert {problem.file for problem in problems} == {self.file.name}
        if row:
            assert all(not p.rows or row in p.rows or f"row {row} " in p.what for p in problems), problems


class Class(OwnCodes):
    """One file of a class, beside another that is right: read_class."""

    def read(self, raw, group, row):
        codings, refused = read_class(self.file.parent, self._case)
        assert (codings["coder"] == "bo").sum() == len(self._case.positions), "the other file is always read"
        if refused:
            assert [left_out.file for left_out in refused] == [self.file.name]
            raise CaseError(refused[0].problems)
        mine = codings[codings["coder"] == "ann"]
        try:
            frame = self._load()
        except CaseError as error:
            raise AssertionError(f"read_class takes what read_coding refuses: {error}") from None
        coded = mine[mine["position"].notna()]
        assert coded["position"].tolist() == frame["position"].tolist()
        assert coded["quote"].tolist() == frame["quote"].tolist()
        if group == "form":
            assert_frame_equal(frame, self._base)
        else:
            assert contents.held(frame, self.schema) == contents.as_written(raw, self.schema, coding=True)
        return "loaded"


class OwnCase(Table):
    """A table of a reader's own case in my-work, read by own_case, which never raises."""

    def read(self, raw, group, row):
        os.environ["STANDPOINT_WORK"] = str(self.file.parent.parent.parent)
        case = own_case(self._base)
        if case is self._base:
            return super().read(raw, group, row)  # raises the CaseError that own_case printed
        if group == "form":
            for name, frame in self._base.tables.items():
                unlike(case.tables[name], frame)
        return super().read(raw, group, row)


class Text:
    """The text of a case, with all its tables: load with repair."""

    def __init__(self, name, file, read):
        self.name, self.file, self._load = name, file, read
        self._raw = file.read_bytes()
        self._text = self._raw.decode("utf-8")
        self._base = read()

    def kinds(self, group):
        return forms.TEXT_KINDS if group == "form" else contents.TEXT_KINDS

    def changed(self, draw, group, kind):
        if group == "form":
            return forms.text_in_another_form(draw, self._text, kind), None
        return contents.text_of_other_content(draw, self._text, kind), None

    def restore(self):
        self.file.write_bytes(self._raw)

    def read(self, raw, group, row):
        case, places = self._load(), {"start", "end"}
        for name, frame in self._base.tables.items():
            now = case.tables[name]
            for pair in case.schemas[name].get("evidence", [])[:1]:
                quotes = now.dropna(subset=["start"])
                found = [case.essay.text[a:b] for a, b in zip(quotes["start"], quotes["end"])]
                assert found == quotes[pair["quote"]].tolist()
            skip = [*(places & set(frame)), *({"sentence"} & set(frame) if group == "content" else ())]
            if group == "form":
                assert_frame_equal(now.drop(columns=skip), frame.drop(columns=skip))
        if group == "form":
            for one, other in ((case.essay.paragraphs, self._base.essay.paragraphs),
                               (case.essay.sections, self._base.essay.sections)):  # fmt: skip
                assert one.drop(columns=["start", "end"]).equals(other.drop(columns=["start", "end"]))
        return "loaded"

    def check_refusal(self, problems, raw, row):
        check_problems(problems)


class NewText(Text):
    """The text of a new case, as a file of any program: new_case."""

    def __init__(self, name, file, folder):
        self._folder = folder
        super().__init__(name, file, self._make)

    def _make(self):
        shutil.rmtree(self._folder, ignore_errors=True)
        return load("made", folder=new_case("made", self.file, folder=self._folder))

    def read(self, raw, group, row):
        case = self._make()
        kept = (self._folder / "text.txt").read_text(encoding="utf-8")
        assert case.essay.text == kept
        if group == "form":
            assert [p for p in case.essay.paragraphs["text"]] == [p for p in self._base.essay.paragraphs["text"]]
            assert [p for p in case.essay.sections["text"]] == [p for p in self._base.essay.sections["text"]]
        else:
            assert take_in(kept) == (kept, []), "what was taken in once is taken in as it is"
        return "loaded"

    def check_refusal(self, problems, raw, row):
        check_problems(problems)
        assert not self._folder.exists()


def check_problems(problems):
    """The one clear error: each problem is a line that names its file, and no line is a wall of words."""
    assert problems
    for problem in problems:
        # What a reader wrote, such as the id “None”, may be the name of the column, or stand among the known ids.
        check_words(dataclasses.replace(problem, column="", mend=re.sub(r"Known: .*\.$", "Known.", problem.mend)))
        assert len(str(problem)) < 3000, f"{len(str(problem))} letters"
        assert not re.search(r"[\x00-\x1f\x7f]", str(problem)), f"a control character in {problem!r}"


def _case_tables(folder, name):
    case_folder = copy_case(folder).parent / name
    if name == "bridge":
        shutil.copytree(ROOT / "data" / "bridge", case_folder)
    case = load(name, folder=case_folder)
    files = sorted(case_folder.glob("*.csv"))
    if name == "anchorage":
        files += sorted((folder / "data" / "history").glob("*.csv"))
    read = _loader(name, case_folder)
    return [Table(f"{file.parent.name}/{file.name}", file, case.schemas[file.stem], read, case) for file in files]


def _loader(name, folder):
    return lambda: load(name, repair=True, folder=folder)


def _codes(folder, _):
    case = load("anchorage")
    file = folder / "my-work" / "anchorage-positions.csv"
    file.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "data" / "anchorage" / "positions.csv", file)
    return [OwnCodes("my-work/anchorage-positions.csv", file, case)]


def _class(folder, _):
    folder.mkdir(parents=True)
    for name in ("ann", "bo"):
        shutil.copyfile(ROOT / "data" / "anchorage" / "positions.csv", folder / f"{name}.csv")
    return [Class("a class: ann.csv", folder / "ann.csv", load("anchorage"))]


def _own(folder, _):
    target = folder / "my-work" / "own"
    target.parent.mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "bridge", target)
    described = (target / "datapackage.json").read_text(encoding="utf-8")
    words = described.replace('"name": "bridge"', '"name": "own"', 1)
    (target / "datapackage.json").write_text(words, encoding="utf-8", newline="\n")
    case = load("own", folder=target)
    return [
        OwnCase(f"my-work/own/{table}.csv", target / f"{table}.csv", case.schemas[table], _loader("own", target), case)
        for table in ("stakeholders", "issues", "positions")
    ]


def _texts(folder, _):
    anchorage = copy_case(folder)
    bridge = anchorage.parent / "bridge"
    shutil.copytree(ROOT / "data" / "bridge", bridge)
    return [
        Text(f"seeds/{ESSAY.name}", folder / "seeds" / ESSAY.name, _loader("anchorage", anchorage)),
        Text("bridge/text.txt", bridge / "text.txt", _loader("bridge", bridge)),
    ]


def _new(folder, _):
    folder.mkdir(parents=True)
    shutil.copyfile(ESSAY, folder / "essay.txt")
    return [NewText("a text for new_case", folder / "essay.txt", folder / "made")]


_MAKERS = {
    "anchorage": _case_tables, "bridge": _case_tables, "own codes": _codes, "own case": _own, "class": _class,
    "text": _texts, "new text": _new,
}  # fmt: skip


def subjects(way, folder):
    """The subjects of a way in, with their files in a folder that is made for them."""
    return _MAKERS[way](Path(folder), way)
