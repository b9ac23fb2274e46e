"""Hand-ins that are word for word the same, and model answers that were handed in: listed, never judged."""

import unicodedata
from typing import NamedTuple

from ..cells import is_answer, key_of, read_book, regions, without
from ..course import STUB
from ..tables import write_table
from .rubric import questions

SHORTEST = 60  # letters and digits: two people may well write the same shorter line
HEADS = ("students", "answer", "what is the same")


class Same(NamedTuple):
    """students: whose. answer: the id of the cell, “all answers” for the whole. what: in words."""

    students: tuple
    answer: str
    what: str


def alike(course, students):
    """Return the list of Same of the students' graded notebooks: what is the same, and never who wrote it first."""
    given = {student: _answers(course.graded(student)) for student in students if course.graded(student).is_file()}
    handed_out = _answers(course.released_notebook)
    own = {student: {name: text for name, text in answers.items() if text != handed_out.get(name)}
           for student, answers in given.items()}  # fmt: skip
    whole = _groups({student: "\0".join([*answers.values(), *_forms(course.graded(student))])
                     for student, answers in own.items()})  # fmt: skip
    found = [Same(group, "all answers", "every answer is word for word the same") for group in whole]
    for name in handed_out:
        groups = _groups({student: answers[name] for student, answers in own.items() if name in answers})
        found += [Same(group, name, "the answer is word for word the same") for group in groups if group not in whole]
    return found + _models(course, own)


def _models(course, own):
    """Return Same for each answer that holds one of the instructor's: a sample of a mark scheme or a model answer."""
    known = {one.id: [bare(text) for text in one.samples] for one in questions(course)}
    for cell in course.with_answers().cells:
        if solutions := regions(cell.source, "SOLUTION"):
            known[key_of(cell)] = [bare(text) for text in solutions]
    return [Same((student,), name, "an answer of the instructor’s notebook stands in it word for word")
            for student, answers in own.items() for name, text in answers.items()
            if any(len(model) >= SHORTEST and model in text for model in known.get(name, ()))]  # fmt: skip


def _groups(texts):
    """Return the tuples of students who have the same text, if it is not too short to be the same by chance."""
    by_text = {}
    for student, text in texts.items():
        by_text.setdefault(text, []).append(student)
    return [tuple(sorted(held)) for text, held in by_text.items() if len(held) > 1 and len(text) >= SHORTEST]


def _forms(path):
    """Return the bare texts of the tables beside a graded notebook: what a student wrote in forms and explorers."""
    return [bare(file.read_text(encoding="utf-8", errors="replace")) for file in sorted(path.parent.rglob("*.csv"))]


def bare(text):
    """Return the letters and digits of a text, small: spaces, marks and the form of letters tell nobody apart."""
    folded = unicodedata.normalize("NFKC", text.replace(STUB, "")).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _answers(path):
    """Return {id of an answer cell: its bare text} of a notebook."""
    return {key_of(cell): bare(without(cell.source, "SOLUTION")) for cell in read_book(path).cells if is_answer(cell)}


def listed(course, students):
    """Write reports/<assignment>/alike.csv; return (list of Same, sentences for the instructor)."""
    found, path = alike(course, students), course.reports / "alike.csv"
    write_table(path, HEADS, [[", ".join(one.students), one.answer, one.what] for one in found])
    if not found:
        return found, []
    count = len({student for one in found for student in one.students})
    words = f"Word for word the same, or like a model answer: something of {count} hand-ins; see {path}."
    return found, [f"{words} It costs no points: look, and ask."]
