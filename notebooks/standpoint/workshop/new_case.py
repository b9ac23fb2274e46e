"""A new case: a folder with a text, empty tables, their description, the rules, and one page for class."""

import csv
import io
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from ..case.case import load, own_in_words
from ..case.errors import CaseError
from ..case.essay import Essay, parse
from ..case.package import TEMPLATE, find, moment, own_cases, read_description, template, work_folder
from ..case.plain_text import split_title
from ..case.safe_write import alone, write_or_tell
from ..case.schema import columns_of
from ..case.tables import TABLES
from ..wording import plural
from .taking_in import LISTS, cut, recut

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# Names that Windows keeps for devices.
_TAKEN = {"con", "prn", "aux", "nul", "history", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
# Tables that compare several coders, other cases or later drafts: they come later, or from elsewhere.
_LATER = ("codings", "recoding", "blank_notes", "summits", "accounts", "drafts")
_PAGES = ("codebook.md", "student-sheet.md")


class Plan(NamedTuple):
    """A new case before anything is made: its folder, what its description says of the text, the text as it is kept,
    the same cut into parts, and what was mended, in words."""

    target: Path
    about: dict
    text: str
    essay: Essay
    notices: list


def planned(name, text, title="", author="", folder=None, kinds=None):
    """Return the Plan of a new case, with nothing made yet; see `new_case`, also for what is raised."""
    target = _checked_target(name, folder)
    words, lists, notices = cut(text)
    title, outside = split_title(words, title.strip(), author.strip())
    lists = lists | {"outside": [*outside, *lists["outside"]]}
    lists = {key: [line for line in lines if line != title] for key, lines in lists.items()}
    for line, kind in (kinds or {}).items():
        lists = recut(lists, line, kind)
    about = {"path": "text.txt", "title": title or name, "author": author.strip() or "an author not named"}
    about |= {"outside": []} | {key: lines for key, lines in lists.items() if lines}
    try:
        essay = parse(words, about["title"], about["author"], **{key: about[key] for key in LISTS if key in about})
    except ValueError:
        raise CaseError.of("the text", "it has a title and no paragraph.", "Give the whole text.") from None
    return Plan(target, about, words, essay, notices)


def new_case(name, text, title="", author="", folder=None, kinds=None):
    """Make the folder of a new case, print what it holds and what to fill first, and return its Path.

    name: small letters, digits, - and _; text: a str, or the Path of a text file. title: the first
    line of the text where it looks like one, if not given. folder: the folder to make; if not given,
    my-work/<name> beside the notebook, where `load` finds it by its name. The text is kept as
    text.txt in UTF-8; what had to be changed for that is printed. Nothing is ever overwritten.
    kinds: {line of the text: "heading", "paragraph" or "out"}, where it is something else than the rules say.
    Raises CaseError where the name or the text cannot be used, or the folder is there already.
    """
    plan = planned(name, text, title, author, folder, kinds)
    _write(plan.target, name, plan.about, plan.text)
    for notice in plan.notices:
        print(f"Mended while reading: {notice}")
    print(f"Made the case “{name}” in {_shown(plan.target)}. The text has {parts_in_words(plan.essay)}.")
    load(name, folder=plan.target)  # it prints what to fill first
    return plan.target


def parts_in_words(essay):
    """Say how many paragraphs and headings a text has."""
    return f"{plural(len(essay.paragraphs), 'paragraph')} and {plural(len(essay.sections), 'heading')}"


def recut_case(name, line, kind):
    """Decide what a line of an own case's text is: "heading", "paragraph" or "out"; all like it become the same.

    Raises CaseError where a row quotes the text already, because the numbers of the parts would change under it, and
    where no paragraph would be left.
    """
    folder = find(name)
    path = folder / "datapackage.json"
    with alone(path):
        case, described = load(name, kept=False), read_description(folder)
        kept = [work_folder() / f"{name}-{table}.csv" for table in TABLES]
        if any(len(table) for table in case.tables.values()) or any(file.is_file() for file in kept):
            mend = "Remove these rows first, or make a new case of the text."
            raise CaseError.of("text.txt", "rows of this case rest on its parts, so the parts stay as they are.", mend)
        about = recut(described["essay"], line, kind)
        try:
            parse(case.essay.text, about["title"], about["author"], **{key: about[key] for key in LISTS})
        except ValueError:
            raise CaseError.of("text.txt", "no paragraph would be left.", "Leave at least one.") from None
        described |= {"essay": about, "created": moment()}
        write_or_tell(path, json.dumps(described, ensure_ascii=False, indent=1) + "\n")


def own_case(otherwise):
    """Return the reader's own case in my-work/ that was changed last, or `otherwise` where there is none yet.

    otherwise: a Case. What was read is printed. A case with a mistake in it is not used: what is wrong is printed.
    """
    names = own_cases()
    if not names:
        print(f"You have no case of your own yet, so this is “{otherwise.title}”.")
        return otherwise
    try:
        case = load(names[0])
    except CaseError as error:
        print(f"Your case “{names[0]}” has a mistake, so this is “{otherwise.title}”.\n{error}")
        return otherwise
    if not own_in_words(case):
        print(f"This is your own case “{case.title}”. It has no cells yet.")
    return case


def is_own(case):
    """Return True for a case of the reader's own, in my-work: nobody else coded it."""
    return case.decided is not None


def blank_tables():
    """Return {file name: text of the CSV file with its header alone} for each table of a new case."""
    files = {}
    for resource in _resources():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow(columns_of(resource["schema"]))
        files[resource["path"]] = text.getvalue()
    return files


def _resources():
    return [resource for resource in template()["resources"] if resource["name"] not in _LATER]


def _checked_target(name, folder):
    """Return the folder to make. Raises CaseError where the name is no name or the folder is there."""
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in _TAKEN:
        what = f"“{str(name)[:60]}” cannot be the name of a case."
        mend = "Take small letters, digits, - and _, at most 40, a letter first, for example “harbour” or “my-essay”."
        raise CaseError.of("name", what, mend)
    target = Path(folder) if folder else work_folder() / name
    if os.path.lexists(target):
        mend = "Nothing was changed. Choose another name, or move the folder away first."
        raise CaseError.of(_shown(target), "there is a folder or a file of this name already.", mend)
    if not folder and _in_collection(name):
        raise CaseError.of("name", f"the collection has a case “{name}” already.", "Choose another name.")
    return target


def _in_collection(name):
    try:
        find(name)
    except CaseError:
        return False
    return True


def _shown(target):
    """How a message names the folder: from the current folder where possible, so that no path of a machine shows."""
    try:
        return target.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return f"{target.parent.name}/{target.name}"


def _write(target, name, about, text):
    """Write all files into a folder beside the target, then give it its name: a crash leaves no half of a case."""
    described = template() | {"name": name, "title": about["title"], "essay": about, "resources": _resources()}
    described["created"] = moment()
    described["description"] = f"“{about['title']}” by {about['author']}, coded as tables."
    files = {"text.txt": text, **blank_tables()}
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    for page in _PAGES:
        words = (TEMPLATE / page).read_text(encoding="utf-8")
        files[page] = words.replace("{title}", about["title"]).replace("{author}", about["author"])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=target.parent))
        try:
            for file, words in files.items():
                (half / file).write_text(words, encoding="utf-8", newline="\n")
            half.chmod(0o755)  # mkdtemp makes a folder that its owner alone can read
            half.rename(target)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    except OSError as error:
        what = f"the folder cannot be written ({error.strerror})."
        raise CaseError.of(_shown(target), what, "Choose another folder, or free some space.") from None
