"""What was handed out, kept for good: each hand-in is graded against the release that it came from."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import NamedTuple

from ..cells import about, read_book
from ..course import Refusal

_ABOUT = "about.json"


class Release(NamedTuple):
    """One release. number: from 1 on. source: what the instructor's notebook was. texts: {file name: what it was}."""

    number: int
    source: str
    texts: dict
    folder: Path

    def files(self):
        """Return {path: bytes} of its texts, as a student has them."""
        return {f"texts/{name}": (self.folder / name).read_bytes() for name in self.texts}


def released(course):
    """Return the list of Release of an assignment, in order."""
    found = []
    for path in course.releases.glob(f"*/{_ABOUT}"):
        found.append(Release(**json.loads(path.read_text(encoding="utf-8")), folder=path.parent))
    return sorted(found)


def check(course, source, texts, again=False):
    """Return the Release that a notebook and its texts are: a new one, or the one that was made before.

    source: the instructor's notebook. texts: list of Path. again: whether another text may be handed out.
    Raises Refusal where something else was handed out.
    """
    before = released(course) or _adopted(course)
    wanted = Release(len(before) + 1, _of_notebook(source), {path.name: _of(path.read_bytes()) for path in texts},
                     course.releases / str(len(before) + 1))  # fmt: skip
    same = [one for one in before if (one.source, one.texts) == (wanted.source, wanted.texts)]
    if same:
        return same[0]
    if before and before[-1].source != wanted.source:
        words = "was handed out from this course folder, and the notebook has changed since. Points of two notebooks "
        raise Refusal(f"{course.name} {words}cannot be held together: give --course another folder.")
    if before and not again:
        raise Refusal(f"{course.name} was handed out with {_named(before[-1])}, and now it would be {_named(wanted)}. "
                      "Give the same --text again, or say --again if some students are to get the other one too. "
                      "Each hand-in is then graded against the text that it came with.")  # fmt: skip
    return wanted


def keep(release, texts):
    """Write down what is handed out, before it is."""
    shutil.rmtree(release.folder, ignore_errors=True)
    release.folder.mkdir(parents=True)
    for path in texts:
        shutil.copyfile(path, release.folder / path.name)
    about = {"number": release.number, "source": release.source, "texts": release.texts}
    (release.folder / _ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")


def match(course, book, files):
    """Return (the Release that a hand-in came from, a sentence where that is not certain).

    book: the notebook that was handed in. files: {path: bytes} of its my-work.
    """
    known = released(course) or _adopted(course)
    if len(known) == 1:
        return known[0], ""
    if not known:
        raise Refusal(f"{course.name} was not released in {course.root}. Run the step “release” first.")
    number = book.metadata.get("standpoint", {}).get("release")
    found = [one for one in known if one.number == number] or [one for one in known if _holds(one, files)]
    if found:
        return found[-1], ""
    return known[-1], f"It does not say which release it came from; it is held against release {known[-1].number}."


def _holds(release, files):
    """Whether a folder my-work holds a case made of one of the texts of a release."""
    from standpoint.workshop.taking_in import take_in

    texts = {take_in(release.folder / name)[0].strip() for name in release.texts}
    held = (content for name, content in files.items() if name.endswith("/text.txt"))
    return any(content.decode("utf-8", "replace").strip() in texts for content in held)


def _adopted(course):
    """Return the release of a course folder of an earlier version, as the first one."""
    source = course.source / f"{course.name}.ipynb"
    if not source.is_file() or not (course.release / f"{course.name}.ipynb").is_file():
        return []
    texts = sorted((course.source / "texts").glob("*.txt"))
    first = Release(1, _of_notebook(source), {path.name: _of(path.read_bytes()) for path in texts},
                    course.releases / "1")  # fmt: skip
    keep(first, texts)
    return [first]


def _named(release):
    return " and ".join(f"the text {name} ({held[:6]})" for name, held in release.texts.items()) or "no text"


def _of_notebook(path):
    """Return what tells one instructor's notebook from another: its cells, whatever they put out."""
    cells = [[cell.cell_type, cell.source, dict(about(cell))] for cell in read_book(path).cells]
    return _of(json.dumps(cells, sort_keys=True).encode("utf-8"))


def _of(content):
    return hashlib.sha256(content).hexdigest()[:16]
