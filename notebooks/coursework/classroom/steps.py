"""What each step of the command line takes and says."""

import re
from collections import Counter
from pathlib import Path

from .collecting.collect import RULE, collect, read_table
from .collecting.layouts import LAYOUTS
from .course import Course, Refusal
from .giving_back.feedback import feedback
from .giving_back.give_back import give_back
from .grading.grade import Limits, grade
from .grading.result import STATUSES
from .handing_out.release import release
from .in_class.five_minutes import check_change
from .in_class.print_pack import print_pack
from .in_class.report import TABLES, class_report
from .in_class.role_cards import role_cards
from .in_class.sample import sample
from .marking.criteria import FIRST
from .marking.written_answers import take, write_page
from .points.damage import aside
from .points.gradebook import Ledger
from .progress import Progress


def _release(given):
    course = Course(given.course, given.assignment)
    told = Ledger(course).told + aside(course)  # the marks of now stand in the kit's own file before it is made anew
    folder, packed = release(course, texts=given.text, again=given.again)
    count = sum(path.is_file() for path in folder.rglob("*"))
    said = f"It holds {count} files, no solution, no hidden test and no output. Give this zip to your students."
    return "\n".join([f"Released: {packed}", said, *told])


def _collect(given):
    course = Course(given.course, given.assignment)
    said = list(Ledger(course).told)
    rows = collect(course, given.handed_in, given.layout, said.append, given.roster)
    odd = [f"  {row.student}: {row.status}. {row.message}" for row in rows if row.status != "collected" or row.message]
    said.append(f"Collected from {len(rows)} students until now; the table is {course.collected_table}")
    return "\n".join([*said, *odd, RULE.format(course.name)])


def _grade(given):
    course = Course(given.course, given.assignment)
    limits = Limits(given.seconds, given.whole, not given.no_isolation, given.workers)
    results = grade(course, given.student, limits, Progress("Grading"))
    done = [result for result in results if not given.student or result.student in given.student]
    counts = Counter((result.shown()[0], bool(result.waiting())) for result in done)
    told = [f"  {count} {status}: {'the rest is still to mark' if more == ('graded', True) else STATUSES[status]}."
            for more, count in counts.most_common() for status in more[:1]]  # fmt: skip
    more = f" The other {len(results) - len(done)} in it are as they were." if len(results) > len(done) else ""
    words = f"Graded {len(done)} {'submissions' if len(done) > 1 else 'submission'}"
    said = [f"{words}; the table is {course.grades_table}{more and '.'}{more}", *told, *course.said]
    return "\n".join([*said, *_to_mark(course, done)])


def _to_mark(course, results):
    """Say how many wait for a mark by hand, and the step that comes next."""
    counts = Counter(len(result.waiting()) for result in results if result.waiting())
    said = [f"{count} {'has' if count == 1 else 'have'} {number} {'answer' if number == 1 else 'answers'} to mark by "
            f"hand: {'its' if count == 1 else 'their'} points are not whole yet." for number, count in
            sorted(counts.items())]  # fmt: skip
    step = f"python notebooks/coursework/classroom mark {course.name} --course {course.root}"
    return [*said, f"The next step: {step}"] if said else []


def _mark(given):
    course = Course(given.course, given.assignment)
    if given.take:
        return "\n".join(take(course, given.take))
    if given.share and given.marker == FIRST or not re.fullmatch(r"[\w-]{1,30}", given.marker):
        raise Refusal("Name the other marker: --marker and one word of letters and digits, such as --marker Kim.")
    path, count, said = write_page(course, given.marker, given.share, given.names, Progress("Page"))
    sent = f"Give away {path.parent}.zip: answers in it, by pseudonyms: {count}." if given.share else ""
    back = "When the marks are saved, take the file in: python notebooks/coursework/classroom mark "
    back += f"{course.name} --course {course.root} --take FILE"
    return "\n".join([sent or f"Open {path} in a browser. Written answers on it: {count}.", *said, back])


def _feedback(given):
    course = Course(given.course, given.assignment)
    files = feedback(course, given.student, given.shared_script, Progress("Feedback"))
    said = [f"Wrote {len(files)} pages to {course.feedback}", f"The marks of now are in {course.grades_table}"]
    return "\n".join([*said, *course.said])


def _return(given):
    course = Course(given.course, given.assignment)
    said = give_back(course, given.roster, given.column)
    return "\n".join([*said, *course.said])


def _report(given):
    course = Course(given.course, given.assignment)
    book, page, readers, left_out = class_report(
        course, given.codings, given.case, given.table, given.rest, layout=given.layout
    )
    said = [f"Reported {readers} codings by pseudonym: {book}\nTo project: {page}"]
    return "\n".join(said + [f"  left out: {line}" for line in left_out])


def _sample(given):
    course = Course(given.course, given.assignment)
    path, chosen = sample(course, given.students, seed=given.seed)
    few = [student for student, cells in chosen.items() if len(cells) < 2]
    said = f" Fewer than two cells: {', '.join(few)}." if few else ""
    without = [row.student for row in read_table(course.collected_table) if row.status != "collected"]
    said += f" Not drawn, because no notebook is there: {', '.join(without)}." if without else ""
    return f"Drew cells of {len(chosen)} {'students' if len(chosen) > 1 else 'student'}; print {path}.{said}"


def _print(given):
    path = print_pack(given.case, Course(given.course, given.assignment).reports)
    return f"Open {path} in a browser, and print it on both sides: two sheets."


def _cards(given):
    path = role_cards(given.case, Course(given.course, given.assignment).reports)
    return f"Open {path} in a browser, and print it on one side: a sheet for each party, one to watch, one to sign."


def _takes(*names, **how):
    """Return one thing that a step takes, for argparse."""
    return names, how


_STUDENT = _takes("--student", action="append", default=[], help="only this student; may be repeated")
_LAYOUT = _takes("--layout", default="", choices=["", *LAYOUTS], metavar="LAYOUT",
                 help=f"how it is sorted, where the step asks: {', '.join(LAYOUTS)}")  # fmt: skip

# Each step: what it does in words, what it takes besides assignment and course, and the function.
STEPS = {
    "release": ("make the students' copies, checked for leaks", [
        _takes("--text", type=Path, action="append", default=[], help="an unseen text; may be repeated"),
        _takes("--again", action="store_true", help="hand out another text than before, beside it"),
    ], _release),
    "collect": ("sort what students handed in, every original kept", [
        _takes("handed_in", type=Path, help="the zip of your learning platform, or a folder"),
        _LAYOUT,
        _takes("--roster", type=Path, metavar="FILE",
               help="your platform’s list of people, a CSV file; kept for the next time"),
    ], _collect),
    "grade": ("rebuild and grade each submission, with limits and without network", [
        _STUDENT,
        _takes("--seconds", type=int, default=60, help="the longest that one cell may run (60)"),
        _takes("--whole", type=int, default=600, help="the longest that one submission may take (600)"),
        _takes("--workers", type=int, default=0, help="how many at a time (one for each processor, at most 4)"),
        _takes("--no-isolation", action="store_true", help="run students' code without a fence around it"),
    ], _grade),
    "mark": ("make the page to mark written answers on, and take in what it saved", [
        _takes("--take", type=Path, action="append", default=[], metavar="FILE",
               help="take in the file that the page saved, or a folder of them; may be repeated"),
        _takes("--share", type=int, default=0, metavar="N", help="N answers by lot, as a zip for another marker"),
        _takes("--marker", default=FIRST, help=f"who marks ({FIRST}: the points of this one count)"),
        _takes("--names", action="store_true", help="show names on the page, not pseudonyms"),
    ], _mark),
    "feedback": ("write a page for each student: answers, charts, points, comments", [
        _STUDENT,
        _takes("--shared-script", action="store_true",
               help="put the drawing code of the charts once beside the pages: 5 MB less in each"),
    ], _feedback),
    "return": ("write the grades and the feedback as your platform takes them back", [
        _takes("--roster", type=Path, metavar="FILE", help="your platform’s list as it is now, a CSV file"),
        _takes("--column", default="", help="the column of the grades in it, where the step asks"),
    ], _return),
    "class-report": ("show what the class coded, by pseudonyms, as a notebook", [
        _takes("--codings", type=Path, help="a zip or folder of codings, in place of what was collected"),
        _LAYOUT,
        _takes("--case", default="", help="which case, where the files do not say it"),
        _takes("--table", default="", choices=["", *TABLES], help="which table; what most handed in if left out"),
        _takes("--rest", default="open", choices=["open", "blank"], help="what an empty cell counts as (open)"),
    ], _report),
    "sample": ("draw two of each student's own cells for a three-minute talk", [
        _takes("--students", type=int, default=0, metavar="N", help="draw N students by lot; all if left out"),
        _takes("--seed", type=int, default=1, help="another number draws other cells (1)"),
    ], _sample),
    "print-pack": ("write the essay, the grid and the student sheet to print", [
        _takes("--case", default="anchorage", help="which case of the collection (anchorage)"),
    ], _print),
    "check-change": ("say how the check of five minutes came out before and after", [
        _takes("file", type=Path, help="a CSV file: pseudonym,when,form,1,2,3,4,5,6"),
    ], lambda given: check_change(given.file)),
    "role-cards": ("write the cards of a negotiation to print", [
        _takes("--case", default="bridge", help="which case of the collection (bridge, an invented town)"),
    ], _cards),
}  # fmt: skip
