"""A case through QualCoder's own code: what its import takes, and what its export gives back.

STANDPOINT_QUALCODER names a folder with a checkout of github.com/ccbogel/QualCoder. Its windows are left out: of Qt
there is only as much as its module of REFI-QDA asks for when it is imported. No code of QualCoder is kept here.
"""

import builtins
import importlib.util
import io
import os
import re
import sqlite3
import sys
import types
import zipfile
from pathlib import Path
from unittest.mock import MagicMock
from xml.etree import ElementTree

import pytest
from standpoint import load
from standpoint.workshop import exchange

FOLDER = os.environ.get("STANDPOINT_QUALCODER")
pytestmark = pytest.mark.skipif(not FOLDER, reason="STANDPOINT_QUALCODER names no folder with QualCoder")
SPACE = "{urn:QDA-XML:project:1.0}"
PARTS = {
    "PyQt6": {"QtWidgets": MagicMock(QDialog=object), "QtCore": MagicMock()},
    "qualcoder": {"__path__": []},
    "qualcoder.GUI": {},
    "qualcoder.GUI.ui_dialog_refi_export_endings": {"Ui_Dialog_refi_export_line_endings": MagicMock()},
    "qualcoder.helpers": {"Message": MagicMock()},
    "qualcoder.color_selector": {"colors": ["#777777"] * 120, "color_matcher": lambda colour: colour},
}


@pytest.fixture
def refi(monkeypatch):
    """QualCoder's module of imports and exports."""
    for name, parts in PARTS.items():
        module = types.ModuleType(name)
        vars(module).update(parts)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(builtins, "_", str, raising=False)  # its translation
    path = Path(FOLDER) / "src" / "qualcoder" / "refi.py"
    spec = importlib.util.spec_from_file_location("qualcoder.refi", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = MagicMock()
    lines.return_value.ui.radioButton_maxqda.isChecked.return_value = False
    monkeypatch.setattr(module, "RefiLineEndings", lines)
    return module


def app_in(folder):
    """An empty project of QualCoder: its tables, and the few things that its module asks the program for."""
    book = sqlite3.connect(":memory:")
    source = (Path(FOLDER) / "src" / "qualcoder" / "__main__.py").read_text(encoding="utf-8")
    source = source[source.index('"CREATE TABLE project') - 40 :]
    for words in re.findall(r'cur\.execute\(\s*((?:"[^"]*"\s*)+)\)', source):
        order = "".join(re.findall(r'"([^"]*)"', words))
        name = re.match(r"CREATE TABLE (\w+)", order)
        known = {row[0] for row in book.execute("select name from sqlite_master")}
        if name and name[1] not in known:
            book.execute(order)
    book.execute("insert into project (date) values ('2026-01-01 00:00:00')")
    (folder / "documents").mkdir(parents=True)
    settings = {"directory": str(folder), "codername": "me", "ai_enable": "False"}
    asked = {"version": "test", "project_name": "mine.qda", "ai_models": [], "get_annotations": list}
    return types.SimpleNamespace(conn=book, settings=settings, project_path=str(folder), write_config_ini=MagicMock(),
                                 **asked)  # fmt: skip


def codings(project):
    """Every coding of a project, sorted: start, end, name and memo of its code, note at the passage."""
    root = ElementTree.fromstring(project)
    codes = {code.get("guid"): code for code in root.iter(f"{SPACE}Code")}
    found = []
    for place in root.iter(f"{SPACE}PlainTextSelection"):
        for coding in place.iter(f"{SPACE}Coding"):
            code = codes[coding.find(f"{SPACE}CodeRef").get("targetGUID")]
            span = int(place.get("startPosition")), int(place.get("endPosition"))
            memo = code.findtext(f"{SPACE}Description") or ""
            found.append((*span, code.get("name"), memo, place.findtext(f"{SPACE}Description") or ""))
    return sorted(found)


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
def test_every_coding_comes_back_with_its_memo_and_its_note(name, refi, tmp_path, monkeypatch):
    case, app, said = load(name), app_in(tmp_path / "qualcoder"), []
    _, path = exchange.write_refi(case, tmp_path / "ours.qdpx")
    dialog, edit = PARTS["PyQt6"]["QtWidgets"].QFileDialog, types.SimpleNamespace(append=said.append)
    monkeypatch.setattr(dialog, "getOpenFileName", lambda *_, **__: (str(path), True), raising=False)
    refi.RefiImport(app, edit, "qdpx")
    assert [line for line in said if "Duplicated" in line or "Cannot" in line] == []
    assert all(case.essay.text[start:end] == words for start, end, words in
               app.conn.execute("select pos0, pos1, seltext from code_text"))  # fmt: skip
    monkeypatch.setattr(dialog, "getExistingDirectory", lambda *_, **__: str(tmp_path), raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".qualcoder").mkdir()
    refi.RefiExport(app, edit, "project")
    before = zipfile.ZipFile(io.BytesIO(exchange.project_bytes(case))).read("project.qde")
    with zipfile.ZipFile(tmp_path / "mine.qdpx") as back:
        assert len(codings(before)) > 200 and codings(back.read("project.qde")) == codings(before)
        texts = [entry for entry in back.namelist() if entry.startswith("sources/") and not entry.endswith("/")]
        assert texts and all(entry.endswith(".txt") for entry in texts)
        assert all(back.read(entry).decode("utf-8-sig") == case.essay.text for entry in texts)
