"""Out to other tools: a case's codes as REFI-QDA files, and as text-quote selectors in one CSV file.

REFI-QDA (version 1.0, 2019, qdasoftware.org) is what QualCoder, ATLAS.ti, MAXQDA, NVivo and others read.
A selector names a passage by its words and by its place (W3C Web Annotation Data Model, 2017).
"""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from ..case.safe_write import write_or_tell
from .refi_codes import codes_of, guid, marks_of, row_codes_of
from .selectors import COLUMNS, selectors_of

_ORIGIN = "Standpoint"
_ELSEWHERE = "Close it elsewhere, or choose another folder."
# A real time would make each export different. The description of the project says so.
_DAY = "2000-01-01T00:00:00Z"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_NAMESPACE = "urn:QDA-XML:{}:1.0"
_ABOUT = (
    "“{title}” by {author}, as the text presents its stakeholders. Each marked passage is one row of a table of the "
    "case; its note says which. A cell that the text leaves blank has no passage. Dates in this file are placeholders."
)


def write_refi(case, path):
    """Write a case as a REFI-QDA codebook (.qdc) and project (.qdpx); return both Paths.

    path: the file to write; whatever its ending is, the two files have that name with their own endings.
    The codebook holds no answers, so that a class can code with it. The same case gives the same bytes.
    Raises CaseError where the files cannot be written.
    """
    path = Path(path)
    codebook, project = path.with_suffix(".qdc"), path.with_suffix(".qdpx")
    write_or_tell(codebook, codebook_bytes(case), _ELSEWHERE)
    write_or_tell(project, project_bytes(case), _ELSEWHERE)
    return codebook, project


def write_selectors(case, path):
    """Write every quotation of a case as a row of one CSV file; return its Path.

    Columns: table, row (as a spreadsheet counts it), key, code, exact, prefix, suffix, start, end. Places are
    0-based characters of the text, end exclusive. Raises CaseError where the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(selectors_of(case))
    write_or_tell(Path(path), text.getvalue(), _ELSEWHERE)
    return Path(path)


def codebook_bytes(case):
    """Return the codebook of a case as the bytes of a .qdc file."""
    root = ElementTree.Element("CodeBook", {"xmlns": _NAMESPACE.format("codebook"), "origin": _ORIGIN})
    _add_codes(root, case, codes_of(case))
    return _xml(root)


def project_bytes(case):
    """Return the text, the codebook and every coded passage as the bytes of a .qdpx file (a zip archive)."""
    source = guid(case, "source")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (
            ("project.qde", _xml(_project(case, source))),
            (f"Sources/{source}.txt", case.essay.text.encode()),
        ):
            # Stored, not packed: what a packer makes of the same bytes differs between systems.
            entry = zipfile.ZipInfo(name, date_time=_ZIP_DAY)
            entry.create_system = 3
            archive.writestr(entry, content, compress_type=zipfile.ZIP_STORED)
    return packed.getvalue()


def _project(case, source):
    coder = guid(case, "coder")
    about = {"name": case.title, "origin": _ORIGIN, "creatingUserGUID": coder, "creationDateTime": _DAY}
    root = ElementTree.Element("Project", {"xmlns": _NAMESPACE.format("project"), **about})
    users = ElementTree.SubElement(root, "Users")
    ElementTree.SubElement(users, "User", guid=coder, name=f"Codes of the case {case.name}")
    _add_codes(ElementTree.SubElement(root, "CodeBook"), case, [*codes_of(case), *row_codes_of(case)])
    sources = ElementTree.SubElement(root, "Sources")
    # Programs name a file after it, and one takes what stands behind the last full stop of a title for its kind.
    place = {"guid": source, "name": f"{case.name}.txt", "plainTextPath": f"internal://{source}.txt"}
    text = ElementTree.SubElement(sources, "TextSource", place, creatingUser=coder, creationDateTime=_DAY)
    for mark in marks_of(case):
        _add_mark(text, case, mark, {"creatingUser": coder, "creationDateTime": _DAY})
    words = _ABOUT.format(title=case.title, author=case.essay.author)
    ElementTree.SubElement(root, "Description").text = _clean(words)
    return root


def _add_mark(text, case, mark, by):
    """Add one coded passage: where it stands, the row that it is, and its codes."""
    key = f"{mark.table}/{mark.key}"
    place = {"startPosition": str(mark.start), "endPosition": str(mark.end), **by}
    names = {"guid": guid(case, f"mark/{key}"), "name": key}
    found = ElementTree.SubElement(text, "PlainTextSelection", {**names, **place})
    ElementTree.SubElement(found, "Description").text = _clean(mark.words)
    for code in mark.codes:
        coding = ElementTree.SubElement(found, "Coding", guid=guid(case, f"coding/{key}/{code}"), **by)
        ElementTree.SubElement(coding, "CodeRef", targetGUID=guid(case, f"code/{code}"))


def _add_codes(parent, case, groups):
    codes = ElementTree.SubElement(parent, "Codes")
    for group in groups:
        _add_code(codes, case, group)


def _add_code(parent, case, code):
    about = {"guid": guid(case, f"code/{code.id}"), "name": _clean(code.name)}
    element = ElementTree.SubElement(parent, "Code", about, isCodable="false" if code.inner else "true")
    if code.words:
        ElementTree.SubElement(element, "Description").text = _clean(code.words)
    for inner in code.inner:
        _add_code(element, case, inner)


def _clean(words):
    # XML 1.0 has no place for these, not even escaped.
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", str(words))


def _xml(root):
    ElementTree.indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8") + b"\n"
