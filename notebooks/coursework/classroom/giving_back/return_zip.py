"""Feedback pages in the zip that a platform takes back: one zip for each platform that people handed in on."""

import contextlib
import io
import re
import zipfile

from .. import page
from ..collecting import handed_in
from ..collecting.collect import read_table
from ..collecting.layouts import platform
from ..collecting.names import FORMS
from ..collecting.people import decided, known

_MOODLE = re.compile(r"(?:.*/)?([^/]+_\d+_assignsubmission_)[a-z]+")
_ILIAS = re.compile(r"(?:.*/)?([^/]+_\d+)/[^/]+")


def write(course, home, students, matched):
    """Write feedback-*.zip into a folder; return sentences. matched: roster.Matched, or None without a list.

    Who is in the list's `odd` is in no platform's zip: a page must not reach somebody else.
    """
    pages = {student: path for student in students if (path := course.feedback / f"{student}.html").is_file()}
    if not pages:
        return [f"There are no feedback pages of {course.name} yet. Run the step “feedback”, and then this one again."]
    ways, lost, names = _ways(course, pages, matched), [], {}
    with contextlib.ExitStack() as stack:
        open_ = {}
        for student, path in pages.items():
            placed = ways[student][1](course, student, _beside(course, path))
            if placed is None:
                lost.append(student)
                continue
            kind = ways[student][0]
            names[kind] = home / f"feedback-{kind or 'by-name'}.zip"
            if kind not in open_:
                open_[kind] = stack.enter_context(zipfile.ZipFile(names[kind], "w", zipfile.ZIP_DEFLATED))
            for name, content in placed.items():
                open_[kind].writestr(name, content)
    said = [f"Feedback, {f'as {platform(kind)} takes it back' if kind else 'a folder for each person'}: {path}"
            for kind, path in sorted(names.items())]  # fmt: skip
    without = sorted(set(students) - set(pages))
    said += [f"Without a feedback page: {', '.join(without)}."] if without else []
    if lost:
        said.append(f"Send these pages yourself, from {course.feedback}: {', '.join(lost)}. Canvas shows a returned "
                    "file under the name of the one that was handed in, so this has to be a zip.")  # fmt: skip
    return said


def _ways(course, pages, matched):
    """Return {student: (platform, function that places the files)}; ("", by name) where no platform takes them back.

    Moodle counts groups and people apart, and only the list tells which of them a number is.
    """
    says, found = decided(course), {row["student"]: row["platform"] for row in known(course)}
    ways = {}
    for student in pages:
        merged = (other for other, same in says.same.items() if same == student)
        kinds = {found.get(one, "") for one in (student, *merged)} & set(_WAYS)
        kind = kinds.pop() if len(kinds) == 1 else ""
        if matched and student in matched.odd or kind == "moodle" and not matched:
            kind = ""
        ways[student] = (kind, _WAYS.get(kind, _by_name))
    return ways


def _beside(course, path):
    """Return {name: bytes} of a page and of the drawing code that it needs beside it."""
    files = {f"{course.name}-feedback.html": path.read_bytes()}
    script = path.with_name(page.SCRIPT)
    if script.is_file() and f'src="{page.SCRIPT}"'.encode() in files[f"{course.name}-feedback.html"]:
        files[page.SCRIPT] = script.read_bytes()
    return files


def _by_name(course, student, files):
    return {f"{student}/{name}": content for name, content in files.items()}


def _came(course, student):
    """Return the paths in the platform's zip of what a student handed in, of the last attempt first."""
    kept = course.collected / student / "originals"
    return [came for number in handed_in.attempts(kept)
            for came in handed_in.came_as(kept / f"attempt-{number}").values()]  # fmt: skip


def _moodle(course, student, files):
    """A folder as it was downloaded. The line at its end: Moodle before 4.1 needs it, later ones do not mind."""
    found = next(filter(None, map(_MOODLE.match, _came(course, student))), None)
    return {f"{found[1]}file_/{name}": content for name, content in files.items()} if found else None


def _ilias(course, student, files):
    """A folder as it was downloaded, in one that begins with “multi_feedback”."""
    found = next(filter(None, map(_ILIAS.fullmatch, _came(course, student))), None)
    top = f"multi_feedback_{course.name}"
    return {f"{top}/{found[1]}/{name}": content for name, content in files.items()} if found else None


def _canvas(course, student, files):
    """A zip under the very name of one that was handed in, the one that counts before others."""
    counts = {row.student: row.file.split("/")[0] for row in read_table(course.collected_table)}.get(student, "")
    names = [came.split("/")[-1] for came in _came(course, student) if came.lower().endswith(".zip")]
    names = [name for name in names if FORMS["canvas"].fullmatch(name)]
    chosen = next((name for name in names if name.endswith(f"_{counts}")), next(iter(names), ""))
    return {chosen: _packed(files)} if chosen else None


_WAYS = {"moodle": _moodle, "ilias": _ilias, "canvas": _canvas}


def _packed(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
