"""Whether the gradebook can be used, what is wrong with it in words, and how a damaged one is put aside."""

import contextlib
import sqlite3

from ..course import Refusal

LOST = {
    "missing": "The gradebook is not there.",
    "damaged": "The gradebook is damaged.",
    "empty": "The gradebook does not know this assignment.",
}
MEND = "Run the step “grade” again: it makes the gradebook anew, and the marks by hand come back from {}."


def state(course):
    """Return "fine", or which of LOST the gradebook is; nothing is made or changed."""
    path = course.root / "gradebook.db"
    if not path.is_file() or not path.stat().st_size:
        return "missing"
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as book:
            if book.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return "damaged"
            known = book.execute("SELECT 1 FROM assignment WHERE name=?", [course.name]).fetchone()
            return "fine" if known else "empty"
    except sqlite3.OperationalError as error:
        return "empty" if "no such table" in str(error) else refuse(error)
    except sqlite3.DatabaseError:
        return "damaged"


_CAUSES = {
    "locked": "another program is at work in it. Close that, and",
    "readonly": "it may only be read. Change that, and",
    "full": "the disk is full. Make room, and",
}


def refuse(error):
    """Say why the gradebook cannot be used, in words. error: what SQLite says."""
    cause = next((words for sign, words in _CAUSES.items() if sign in str(error)), "another program may be at work in "
                 "it. Close JupyterLab, and")  # fmt: skip
    raise Refusal(f"The gradebook cannot be read or written: {cause} run the step again.")


def aside(course):
    """Put a damaged gradebook aside, so that a new one can be made; return what was done, in sentences."""
    if state(course) != "damaged":
        return []
    number = sum(1 for _ in course.root.glob("gradebook-damaged-*.db")) + 1
    for old in [course.root / "gradebook.db", *course.root.glob("gradebook.db-*")]:  # a journal would be played again
        old.rename(old.with_name(old.name.replace("gradebook", f"gradebook-damaged-{number}", 1)))
    return [f"{LOST['damaged']} It is kept as gradebook-damaged-{number}.db."]
