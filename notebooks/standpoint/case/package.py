"""The folder of a case: its description (datapackage.json), and the parts that a case can have."""

import contextlib
import json
import os
import time
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from .csv_reader import Sheet
from .errors import CaseError, Problem
from .schema import check_description, columns_of, nearest_in_words

TEMPLATE = Path(__file__).resolve().parent / "template"
NEEDED = ("stakeholders", "issues", "positions")
_FILE = "datapackage.json"
_MEND = "Take this file from the collection again; it describes the tables."


def find(name):
    """Return the folder of a case: data/<name> beside or above the notebook or beside this package, or my-work/<name>.

    Raises CaseError with the names that there are.
    """
    # The collection's own cases come first, so that none of a reader's can stand in for one of them.
    places = (Path.cwd(), *Path.cwd().parents, *Path(__file__).resolve().parents)
    bases = [base for base in (*(place / "data" for place in places), work_folder()) if base.is_dir()]
    for base in bases:
        if (base / name / _FILE).is_file():
            return base / name
    known = sorted({path.parent.name for base in bases for path in base.glob(f"*/{_FILE}") if _is_case(path)})
    if not known:
        words = "there is no folder “data” with cases in it, beside this notebook or above it."
        mend = "Open the lesson in the folder of the whole collection, or copy “data” beside the folder “notebooks”."
        raise CaseError.of(f"data/{name}", words, mend)
    raise CaseError.of(f"data/{name}", f"there is no case “{name}”.", nearest_in_words(name, known))


def work_folder():
    """Return where a reader's own files are kept: my-work beside the notebook, or inside the folder STANDPOINT_WORK."""
    return Path(os.environ.get("STANDPOINT_WORK") or Path.cwd()) / "my-work"


def own_cases():
    """Return the names of the reader's own cases in my-work, the one that was changed last first.

    Files that come from another computer bring the time of its clock: it is put right by the moment that is written in
    the description of the case (`created`, in UTC).
    """
    found = {path.parent.name: path.parent for path in work_folder().glob(f"*/{_FILE}")}
    changed = {name: _changed(folder) for name, folder in found.items()}
    for name, kept in product(found, ("positions", "inducement_codes")):
        with contextlib.suppress(OSError):
            saved = (work_folder() / f"{name}-{kept}.csv").stat().st_mtime
            changed[name] = max(changed[name], min(saved, time.time()))
    return sorted(found, key=lambda name: (-changed[name], name))


def moment():
    """Return this moment as a description of a case holds it (`created`): UTC, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _changed(folder):
    """When a case was changed last, in seconds since 1970."""
    # Files with a dot in front come and go while another notebook saves.
    last = max(path.stat().st_mtime for path in folder.glob("[!.]*.*"))
    try:
        written = datetime.fromisoformat(json.loads((folder / _FILE).read_text(encoding="utf-8"))["created"])
        return written.astimezone(UTC).timestamp() + last - (folder / _FILE).stat().st_mtime
    except (OSError, ValueError, RecursionError, TypeError, KeyError, OverflowError):
        return last  # a case from before this was written, or one that cannot be read


def read_description(folder):
    """Return the data package of a case, with everything that reading its tables needs.

    Raises CaseError with everything that it lacks.
    """
    described = _read(folder / _FILE)
    names = {resource["name"] for resource in described["resources"]}
    problems = [
        Problem(_FILE, (), "", f"a case needs the table “{name}”, and it is not described.", _MEND)
        for name in NEEDED
        if name not in names
    ]
    if problems:
        raise CaseError(problems)
    return described


def parts_of(folder, described):
    """Return {table: (schema, path)} for every part that a case can have; path is None for one that it leaves out.

    The property “history” of the description names a folder beside the case with tables about other cases.
    """
    parts = {resource["name"]: (resource["schema"], None) for resource in template()["resources"]}
    older = {name: schema for name, (schema, _) in parts.items()}
    listed = _listed(folder, described)
    parts |= {name: (_of_today(schema, older.get(name)), path) for name, (schema, path) in listed.items()}
    if described.get("history"):
        beside = folder.parent / described["history"]
        parts |= _listed(beside, _read(beside / _FILE, essay=False))
    return parts


def template():
    """Return the data package that new cases begin with: every table that a case can have."""
    return json.loads((TEMPLATE / _FILE).read_text(encoding="utf-8"))


def empty_sheet(name, schema):
    """Return a Sheet without rows for a part that a case leaves out."""
    return Sheet(f"{name}.csv", columns_of(schema))


def _listed(folder, described):
    return {r["name"]: (r["schema"], folder / r["path"]) for r in described["resources"]}


def _of_today(schema, now):
    """Return the description of a table; one from before a cell could be blank is read by the template's rule.

    Before, power and interest had to be filled, and a 0 without a quotation stood where the text says nothing.
    now: the template's description, or None.
    """
    rules = {rule["column"]: rule for rule in (now or {}).get("requiredWhen", []) if "blank" in rule}
    old = {rule["column"] for rule in schema.get("requiredWhen", []) if "blank" not in rule} & rules.keys()
    if not old:
        return schema
    fields = [field | {"constraints": field.get("constraints", {}) | {"required": False}} if field["name"] in old
              else field for field in schema["fields"]]  # fmt: skip
    kept = [rules[rule["column"]] if rule["column"] in old else rule for rule in schema["requiredWhen"]]
    return schema | {"fields": fields, "requiredWhen": kept}


def _is_case(path):
    # Other folders beside the cases are data packages too, but without an essay.
    try:
        return "essay" in json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, TypeError):
        return True


def _read(path, essay=True):
    """Return the data package at a path. Raises CaseError where tables cannot be read by it."""
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        words = f"the description of the case cannot be read ({reason})."
        raise CaseError.of(path.name, words, _MEND) from None
    problems = [Problem(path.name, (), "", words, _MEND) for words in check_description(described, essay)]
    if problems:
        raise CaseError(problems)
    return described
