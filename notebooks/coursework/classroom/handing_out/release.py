"""The step “release”: students' copies without solutions, checked for leaks."""

import json
import shutil
import zipfile
from pathlib import Path

import nbformat

from ..cells import read_book
from ..course import HELPER, REPOSITORY, Refusal, api, source_of, writable, write_settings
from . import leaks, releases

_NEVER = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "my-work")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def release(course, texts=(), again=False):
    """Make the student's folder and its zip; return (folder, zip).

    texts: files of unseen texts to put in; the first of ours if empty and the notebook reads one.
    again: whether a text may differ from the one that was handed out before.
    Raises Refusal where a step fails, something would leak, or something else was handed out before.
    """
    source = source_of(course.name)
    texts = [Path(text) for text in texts] or _texts(source)
    lost = [str(text) for text in texts if not text.is_file()]
    if lost:
        raise Refusal(f"There is no file {', '.join(lost)}.")
    _refuse_what_is_no_text(texts)
    this = releases.check(course, source, texts, again)
    book = _generate(course, source, this.number)
    folder = course.root / "students" / course.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(book, folder / f"{course.name}.ipynb")
    copy_helper(folder)
    for case in named_cases(book):
        copy_case(case, folder)
    for text in texts:
        (folder / "texts").mkdir(exist_ok=True)
        shutil.copyfile(text, folder / "texts" / text.name)
    shutil.copyfile(REPOSITORY / "requirements.txt", folder / "requirements.txt")
    found = leaks.leaks(folder, read_book(source), course.root)
    if found:
        shutil.rmtree(folder)
        raise Refusal("Nothing was released, because the copy would leak:\n" + "\n".join(f"- {line}" for line in found))
    releases.keep(this, texts)
    return folder, _zip(folder)


def _refuse_what_is_no_text(texts):
    """Refuse texts that no student could make a case of: empty, no text at all, or without a paragraph."""
    from standpoint.case.errors import CaseError
    from standpoint.workshop.taking_in import take_in

    for text in texts:
        try:
            take_in(text)
        except CaseError as error:
            raise Refusal("\n".join(["Nothing was released.", *map(str, error.problems)])) from None


def named_cases(book):
    """Return the names of the cases that a notebook's code loads, in order."""
    code = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    known = sorted(path.parent.name for path in (REPOSITORY / "data").glob("*/datapackage.json"))
    return [name for name in known if f'load("{name}")' in code]


def _texts(source):
    """Return the first of our own unseen texts, in a list, where an assignment reads texts."""
    reads = any("unseen_case(" in cell.source for cell in read_book(source).cells)
    return sorted((source.parent / "texts").glob("*.txt"))[:1] if reads else []


def _generate(course, source, number):
    """Let nbgrader make the student's version; return it as a notebook without outputs and with little metadata.

    number: of the release, which the notebook carries, so that a hand-in says where it came from.
    """
    writable(course.source)
    shutil.rmtree(course.source, ignore_errors=True)
    course.source.mkdir(parents=True)
    shutil.copyfile(source, course.source / f"{course.name}.ipynb")
    write_settings(course)
    return student_version(course, number)


def student_version(course, number):
    """Make the notebook to hand out from the one in source/, and put its cells into the gradebook; return it."""
    done = api(course).generate_assignment(course.name, force=True, create=True)
    if not done["success"]:
        raise Refusal(f"nbgrader could not make the student's version:\n{done.get('log')}\n{done.get('error')}")
    writable(course.release)
    book = course.handed_out()
    book.metadata = nbformat.from_dict({key: book.metadata[key] for key in ("kernelspec", "language_info")
                                        if key in book.metadata} | {"standpoint": {"release": number}})
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in leaks.METADATA if key in cell.metadata})
    nbformat.write(book, course.released_notebook)
    return book


def copy_helper(folder):
    """Copy standpoint into a folder, without what Python left in it."""
    target = folder / "standpoint"
    shutil.copytree(HELPER / "standpoint", target, ignore=_NEVER)


def copy_case(name, folder):
    """Copy a case, the text that it reads and the rules, so that the copy needs nothing else."""
    described = json.loads((REPOSITORY / "data" / name / "datapackage.json").read_text(encoding="utf-8"))
    shutil.copytree(REPOSITORY / "data" / name, folder / "data" / name, ignore=_NEVER)
    if described.get("history"):
        shutil.copytree(REPOSITORY / "data" / described["history"], folder / "data" / described["history"],
                        dirs_exist_ok=True, ignore=_NEVER)
    for path in ("codebook.md", "student-sheet.md", "bridge/text.txt"):  # the rules take their examples from the bridge
        (folder / "data" / path).parent.mkdir(exist_ok=True)
        shutil.copyfile(REPOSITORY / "data" / path, folder / "data" / path)
    text = REPOSITORY / described["essay"]["path"]
    if text.is_file():
        (folder / described["essay"]["path"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, folder / described["essay"]["path"])


def _zip(folder):
    """Pack a folder; two runs give the same bytes."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.read_bytes())
    return path
