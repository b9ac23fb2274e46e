"""A REFI-QDA project as a program keeps it that takes each code once for a passage and coder, as QualCoder does.

Written by the standard and by the rules of QualCoder's tables (unique: code, file, start, end, owner;
and the names of codes), without its code.
"""

import sqlite3


def through_qualcoder(root):
    """([(start, end, name of a code, memo of the code)] that QualCoder would keep of a project, codings in the file).

    root: of project.qde. Its table of codings takes a code once for each passage and coder, and its codes have one
    name each; a passage's own note is not counted on.
    """
    book = sqlite3.connect(":memory:")
    book.execute("create table code_name (cid text primary key, name text, memo text, unique(name))")
    book.execute("create table code_text (cid text, pos0 int, pos1 int, owner text, unique(cid, pos0, pos1, owner))")
    space = "{urn:QDA-XML:project:1.0}"
    for code in root.iter(f"{space}Code"):
        memo = code.findtext(f"{space}Description") or ""
        book.execute("insert or ignore into code_name values (?, ?, ?)", (code.get("guid"), code.get("name"), memo))
    asked = 0
    for place in root.iter(f"{space}PlainTextSelection"):
        for coding in place.iter(f"{space}Coding"):
            cid = coding.find(f"{space}CodeRef").get("targetGUID")
            row = (cid, place.get("startPosition"), place.get("endPosition"), coding.get("creatingUser"))
            book.execute("insert or ignore into code_text values (?, ?, ?, ?)", row)
            asked += 1
    kept = book.execute("select pos0, pos1, name, memo from code_text join code_name using (cid)").fetchall()
    return kept, asked
