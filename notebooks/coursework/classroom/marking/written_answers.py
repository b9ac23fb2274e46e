"""The step “mark”: a page for each marker, the files that come back from it, and where two markers differ."""

import hashlib
import shutil
from pathlib import Path

from ..cells import names_of
from ..collecting.people import pseudonyms
from ..course import Refusal
from ..grading.grade import graded_results, write_grades
from ..points import gradebook, marks
from ..tables import write_table
from . import alike, criteria, mark_page
from .rubric import questions

PAGE = "mark.html"


def write_page(course, marker=criteria.FIRST, share=0, names=False, progress=None):
    """Write the page of a marker; return (file, number of answers, sentences).

    share: how many answers, drawn by lot, of which a folder and a zip to give away are made; 0 for all of them, beside
    the reports. names: show the names of students, not pseudonyms. Raises Refusal where nothing was graded.
    """
    told, asked = list(gradebook.Ledger(course).told), questions(course)
    results = graded_results(course)
    key = pseudonyms(course.root / "key.csv", sorted(result.student for result in results))
    same, said = alike.listed(course, [result.student for result in results if result.points])
    answers, nothing = _written(course, results, asked)
    answer_names = names_of(course.handed_out(), "solution")
    folder = course.reports / f"to-{marker}" if share else course.reports
    folder.mkdir(parents=True, exist_ok=True)
    held, made = criteria.read(course), []
    for student, question, mark, known in sorted(_drawn(answers, share, f"{course.name} {marker}"),
                                                 key=lambda one: key[one[0]]):  # fmt: skip
        who = student if names and not share else key[student]
        notes = [] if share else _notes(student, question, mark, held, same, answer_names, {} if names else key)
        before = held.get((student, question.id, marker))
        one = mark_page.answer(who, question, course.graded(student), notes, before)
        made.append(one | {"key": f"q{known}{_short(who)}", "print": known})
        if progress:
            progress(len(made), min(share, len(answers)) or len(answers), who)
    title, page_id = f"{course.name}: written answers", f"{marker} {course.name} {_short(str(course.root))}"
    (folder / PAGE).write_text(mark_page.whole(title, marker, page_id, asked, made), encoding="utf-8")
    if share:
        shutil.make_archive(str(folder), "zip", folder)
    told += [f"Not on the page, for nothing is written: {nothing}."] if nothing else []
    return folder / PAGE, len(made), [*told, *said]


def _short(words):
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]


def _written(course, results, asked):
    """Return ([(student, Question, Mark, fingerprint)] of what is to be marked, the number of those left empty).

    An empty cell that waits for a mark stays: its answer may lie elsewhere in the hand-in.
    """
    found, nothing = [], 0
    for result, known in zip(results, gradebook.all_marks(course, results)):
        prints = gradebook.prints(course.graded(result.student))
        for question in asked:
            mark = known.get(question.id)
            if mark and question.id in prints:
                empty = mark.points is not None and not mark_page.is_written(course.graded(result.student), question)
                nothing += empty
                found += [] if empty else [(result.student, question, mark, prints[question.id])]
    return found, nothing


def _notes(student, question, mark, held, same, names, key):
    """Return what the marker should know of an answer beside itself, in sentences. key: {student: pseudonym} or {}.

    names: {id of an answer: its name in words}.
    """
    notes = [f"The answer changed after it was marked. {mark.before}"] if mark.before else []
    notes += _alike(student, question, same, names, key)
    counted = criteria.counts(held, student, question.id)
    total = criteria.total(question, counted[1]) if counted else None
    if mark.points is not None and mark.points != total:
        boxes = f", and the boxes make {total:g}" if total is not None else ", without points for each criterion"
        notes.append(f"The gradebook says {mark.points:g} of {mark.most:g}{boxes}. It counts until you save boxes.")
    return notes


def _alike(student, question, same, names, key):
    """Return what of a hand-in is word for word known: of this answer first, then of the others. names: {id: name}."""
    found = {}
    for one in same:
        if student in one.students:
            here = one.answer in (question.id, "all answers")
            found.setdefault((not here, one.what, one.students), []).append(names.get(one.answer, one.answer))
    notes = []
    for (elsewhere, what, students), answers in sorted(found.items()):
        others = [key.get(other, other) for other in students if other != student]
        whose = f": as in the hand-in of {', '.join(others)}" if others else ""
        where = f"Elsewhere in this hand-in ({'; '.join(answers)}): " if elsewhere else ""
        words = what if elsewhere else f"{what[0].upper()}{what[1:]}"
        notes.append(f"{where}{words}{whose}. It costs no points by itself.")
    return notes


def _drawn(answers, share, lot):
    """Return a share of the answers: the same ones each time, whatever else was handed in since."""
    if not share:
        return answers
    order = sorted(answers, key=lambda one: hashlib.sha256(f"{lot} {one[0]} {one[1].id}".encode()).hexdigest())
    return order[:share]


def take(course, paths):
    """Take in the files that came back, each a CSV file or a folder of them; return sentences.

    What counts goes into the gradebook and into grades.csv. Raises Refusal where a row cannot be read, and where a
    mark was changed in two places; then nothing was changed.
    """
    files = [file for path in map(Path, paths) for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]
    lost = [str(path) for path in files if not path.is_file()] or ([] if files else [str(path) for path in paths])
    if lost:
        raise Refusal(f"There is no file of marks at {', '.join(lost)}. The page saves one; its name ends in .csv.")
    results = graded_results(course)
    names = {pseudonym: student for student, pseudonym in _key(course).items()}
    new = {}
    for file in files:
        new |= criteria.read(course, file, names)
    said, held = list(gradebook.Ledger(course).told), criteria.read(course)
    now = {(student, name): held_print for student in {key[0] for key in new}
           for name, held_print in gradebook.prints(course.graded(student)).items()}  # fmt: skip
    rows, changed, older = criteria.joined(held, new, now)
    criteria.write(course, rows, held)
    said += [f"Answers with new marks: {len(changed)}, of {len(new)}. The points of every marker are in "
             f"{criteria.path_of(course)}."]  # fmt: skip
    headings = {question.id: question.heading for question in questions(course)}
    said += [f"{student}, “{headings[name]}”: this file is older than the marks of {marker} that are here; they stay."
             for student, name, marker in older]  # fmt: skip
    said += _into_the_gradebook(course, rows, held, changed, now)
    said += gradebook.Ledger(course).told
    write_grades(course, [result for result, _ in gradebook.marked(course, results)])
    return [*said, *compared(course, rows)]


def _key(course):
    path = course.root / "key.csv"
    return pseudonyms(path, []) if path.is_file() else {}


def _into_the_gradebook(course, rows, held, changed, now):
    """Give the sums that count and are new; return sentences on those that were not given."""
    known, said = {question.id: question for question in questions(course)}, []
    given = 0
    for student, name in dict.fromkeys(key[:2] for key in changed):
        marker, row = criteria.counts(rows, student, name)
        if (student, name, marker) not in changed:
            continue
        total, place = criteria.total(known[name], row), f"{student}, “{known[name].heading}”"
        if row.answer != now.get((student, name)):
            said.append(f"{place}: the answer changed after the page was made, so its points wait: make the page anew.")
        elif total is None:
            open_ = len(known[name].criteria) - len(row.points)
            said.append(f"{place}: {open_} of {len(known[name].criteria)} boxes are open, so it is not marked yet.")
        else:
            before = criteria.counts(held, student, name)
            before = criteria.total(known[name], before[1]) if before else None
            words = gradebook.give(course, student, name, marks.Kept(total, comment=row.comment),
                                   over=marker == criteria.FIRST, before=before)  # fmt: skip
            said += [f"{place}: {words}"] if words else []
            given += not words
    return [f"New in the gradebook: {given}.", *said]


def compared(course, rows):
    """Write two-markers.csv where more than one marked an answer; return how far they agree, in sentences."""
    both, said, lines = _shared(rows), [], []
    if not both:
        return []
    markers = {marker for held in both.values() for marker in held}
    markers = sorted(markers, key=lambda one: (one != criteria.FIRST, one))
    for question in questions(course):
        shared = {key: held for key, held in both.items() if key[1] == question.id}
        for one in question.criteria:
            table = [[held[marker].points.get(one.name) if marker in held else None for marker in markers]
                     for held in shared.values()]  # fmt: skip
            lines += [[*key, one.name, *("" if point is None else f"{point:g}" for point in points)]
                      for key, points in zip(shared, table)]  # fmt: skip
            said += _agreement(one.name, table)
    path = course.reports / "two-markers.csv"
    write_table(path, ("student", "question", "criterion", *markers), lines)
    return [f"{len(both)} answers were marked by more than one of {', '.join(markers)}. Each box is in {path}.",
            "The points of “first” count; where “first” gave none, those of whoever marked before the others.", *said,
            "  (Krippendorff’s alpha, ordinal: 1 is full agreement, 0 is what chance gives.)"]  # fmt: skip


def _agreement(name, table):
    """Return how far markers agree on one criterion, as a list of sentences. table: a row for each answer."""
    from standpoint.measures.agreement import krippendorff_alpha, percent_agreement

    share, alpha = percent_agreement(table), krippendorff_alpha(table)
    if share is None:
        return []
    words = f"alpha {alpha.alpha:.2f}" if alpha.alpha is not None else f"alpha is not defined, for {alpha.why}"
    return [f"  {name}: the same points in {100 * share:.0f} percent of {alpha.units} answers; {words}"]


def _shared(rows):
    """Return {(student, question): {marker: Row}} of the answers that two markers or more marked, as they are."""
    found = {}
    for (student, question, marker), row in rows.items():
        if row.points:
            found.setdefault((student, question, row.answer), {})[marker] = row
    return {key[:2]: held for key, held in sorted(found.items()) if len(held) > 1}
