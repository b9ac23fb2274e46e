"""Points and a status for one submission, read off the graded notebook: never a silent zero."""

from typing import NamedTuple

from ..cells import about, code_of, in_words, is_answer, is_locked, is_test, key_of, read_book
from ..course import nbgrader_config
from ..tables import written
from .apart import Told
from .harmless_outputs import told as made_harmless

# In the order in which one of them is chosen where several hold.
STATUSES = {
    "graded": "all is in order",
    "repaired": "graded after something was mended; the message says what",
    "unmarked": "a part could not be marked by a program; the message says which, mark it by hand",
    "errors": "graded; a cell stopped with an error",
    "timed out": "a cell or the whole ran too long",
    "crashed": "Python died while it ran; the message names the cell, look at it by hand",
    "blank": "nothing was answered",
    "mark again": "an answer changed after it was marked by hand; the message has the old mark",
    "wrong notebook": "another notebook was handed in; ask for the right one",
    "no notebook": "no notebook was handed in",
    "not readable": "the file cannot be opened; ask for it again",
}
CROWD = "The cell “{}” started too many processes."
_STOPPED = ("CellTimeoutError", "KeyboardInterrupt")
_IN_WORDS = {
    "SyntaxError": "Python cannot read it",
    "IndentationError": "Python cannot read it, for its lines do not begin at the same place",
    "NameError": "it uses a name that has no value",
    "TypeError": "it uses a value of a kind that does not fit",
    "ValueError": "it uses a value that cannot be",
    "KeyError": "it asks for an entry that is not there",
    "IndexError": "it asks for a place in a list that is not there",
    "AttributeError": "it asks a value for a part that it does not have",
    "ModuleNotFoundError": "it needs a package that is not there",
    "ImportError": "it needs a part of a package that is not there",
    "FileNotFoundError": "it opens a file that is not there",
    "RecursionError": "it calls itself without end",
    "ZeroDivisionError": "it divides by zero",
    "AssertionError": "a check in it failed",
    "SystemExit": "it ended Python",
}


class LeftOut(NamedTuple):
    """A cell without which a submission was run, with the status and the sentence that this gives."""

    cell: str
    status: str
    message: str


class Result(NamedTuple):
    """student, status (see STATUSES), message, points and most {question: number; None is “to mark by hand”}.

    again: {question: sentence} of what was marked by hand before its answer changed. off: points that are taken off
    for late days; late: the sentence that says so.
    """

    student: str
    status: str
    message: str
    points: dict
    most: dict = {}
    again: dict = {}
    off: float = 0.0
    late: str = ""

    def shown(self):
        """Return (status, message) with what is to be marked again, which comes first, and late days at the end."""
        words = " ".join(filter(None, [*self.again.values(), self.message, self.late]))
        return ("mark again" if self.again else self.status), words

    def sum(self):
        """Return the points of what is marked, before late days; None where nothing is."""
        known = [point for point in self.points.values() if point is not None]
        return sum(known) if known else None

    def total(self):
        """Return the points that count: the sum less what late days cost; None where nothing is marked."""
        return None if self.sum() is None else self.sum() - self.off

    def waiting(self):
        """Return the questions that are still to be marked by hand, in order."""
        return [name for name, point in self.points.items() if point is None]

    def row(self, names, words):
        """Return the cells of grades.csv: what is not graded stays blank.

        names: {question: its name in words}. words: the same of all cells, see cells.words_of.
        """
        marked = [self.points.get(name) for name in names]
        hand = sum(name in self.points and self.points[name] is None for name in names) or ""
        status, message = self.shown()
        open_ = ", ".join(f"“{names.get(name, name)}”" for name in self.waiting() if name not in self.again)
        message = " ".join(filter(None, [f"To mark by hand, so the points are not whole yet: {open_}." if open_ else "",
                                         in_words(message, words)]))  # fmt: skip
        return [self.student, status, message, written(self.total()),
                written(sum(self.most.values()) if self.most else None), hand, *map(written, marked)]  # fmt: skip


def read_result(course, student, said, notes, read_points, blank, left=(), about=(), elsewhere=()):
    """Return the Result of one run.

    said: what the worker said. read_points: gradebook_points, or what stands in for it. notes: what was mended,
    about: what else is to be known, both in sentences. blank: what is not answered, in words. left: LeftOut, the
    cells without which it was run. elsewhere: [(answer, sentence)], see repair.elsewhere.
    """
    path = course.graded(student)
    if not said["success"] or not path.is_file():
        end = ended(said)
        words = end[1].format(said.get("cell") or "first") if end else (
            f"It could not be graded. {trouble(course, student, said['log'])}")  # fmt: skip
        status = end[0] if end else "crashed"
        return Result(student, status, " ".join([words, "Look at it by hand.", *notes, *about]), {})
    book = read_book(path)
    points, most = read_points(course, student, book, {name for name, _ in elsewhere})
    odd = [*(Told(*one) for one in said.get("told", ())), *(Told("unmarked", words) for _, words in elsewhere)]
    return judge(student, book, points, most, [*notes, *made_harmless(book)], blank, left, about, odd)


def judge(student, book, points, most, notes, blank, left=(), about=(), odd=()):
    """Return the Result of a notebook that was run.

    points, most: {question: number}. odd: Told of what was marked apart. The rest as in read_result.
    """
    if len(blank) == sum(map(is_answer, book.cells)) and not odd:
        return Result(student, "blank", " ".join(["No answer cell was changed.", *about]), points, most)
    late = [key_of(cell) for cell in code_of(book) if {out.get("ename") for out in cell.outputs} & set(_STOPPED)]
    failed, stopped = _failed(book, False), _failed(book, True)
    told = {status: [one.words for one in odd if one.status == status] for status in ("unmarked", "timed out")}
    held = {"unmarked": told["unmarked"], "timed out": late or told["timed out"], "errors": failed or stopped,
            "repaired": notes, "graded": True}  # fmt: skip
    status = left[0].status if left else next(status for status, reasons in held.items() if reasons)
    said = [f"{one.message} That cell was left out, and the rest was graded." for one in left]
    said += [*told["unmarked"], *told["timed out"], *notes]
    said += [f"The cell “{name}” ran too long and was stopped." for name in late]
    said += [f"The cell “{name}” stopped: {words}." for name, words in failed]
    said += [f"“{name}”, a cell of the assignment, stopped: {words}. Look at what it was to prepare."
             for name, words in stopped]  # fmt: skip
    said += [f"Not answered: {', '.join(f'“{words}”' for words in blank)}."] if blank else []
    said += [] if any(points.values()) else ["It has answers and no points: look at it by hand."]
    return Result(student, status, " ".join([*said, *about]), points, most)


def ended(said):
    """Return (status, sentence with a place for the cell) where the kernel came to a bad end, else None."""
    if said.get("end") == "stuck":
        return "timed out", "The cell “{}” ran too long and could not be stopped."
    if said.get("crowd"):
        return "crashed", CROWD
    if said.get("end") == "died":
        return "crashed", "Python died while the cell “{}” ran."
    if said.get("late"):
        return "timed out", "The time for the whole was up while the cell “{}” ran."
    return None


def culprit(course, student, said):
    """Return LeftOut for the student's cell that kept all others from being graded, None where there is none."""
    end = ended(said)
    if end:
        return LeftOut(said.get("cell", ""), end[0], end[1].format(said.get("cell")))
    if not said["success"] or not course.graded(student).is_file():
        return None
    return hog(read_book(course.graded(student)))


def hog(book):
    """Return LeftOut for the first student's cell that used up memory or processes: the next may find none left."""
    for cell in code_of(book):
        used = next((words for words in map(_used_up, cell.outputs) if words), None)
        if used:
            return None if is_locked(cell) else LeftOut(key_of(cell), "crashed", used.format(key_of(cell)))
    return None


def _used_up(output):
    """Return the sentence, with a place for the cell, where an error says that there is no more of something."""
    if output.get("ename") == "MemoryError":
        return "The cell “{}” used up the memory."
    forked = output.get("ename") == "BlockingIOError" and "fork" in "".join(output.get("traceback", []))
    return CROWD if forked or output.get("evalue") == "can't start new thread" else None


def own_points(cell, most):
    """Return the points that a test cell came to, 0 to most; None where it came to no number, so nothing is counted."""
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    try:
        points = float(results[-1].data["text/plain"])
    except (IndexError, KeyError, ValueError):
        return None
    return min(max(points, 0.0), most) if points == points else None


def gradebook_points(course, student, book, by_hand=()):
    """Return ({question: points or None}, {question: most}) from the gradebook, with nbgrader's traps mended.

    by_hand: names of written answers that are to be looked at although nothing stands in them.
    """
    from nbgrader.api import Gradebook

    points, most = {}, {}
    cells = {key_of(cell): cell for cell in book.cells if about(cell)}
    with Gradebook(nbgrader_config(course).CourseDirectory.db_url, "standpoint") as gradebook:
        for grade in gradebook.find_submission(course.name, student).notebooks[0].grades:
            cell = cells.get(grade.name)
            if grade.name in by_hand:
                grade.auto_score = None
            elif cell is not None and is_test(cell):  # nbgrader gives all points to a test without a number
                grade.auto_score = own_points(cell, grade.max_score)
            if grade.auto_score is None and grade.manual_score is None:
                grade.needs_manual_grade = True
            gradebook.db.commit()
            points[grade.name] = None if grade.needs_manual_grade else grade.score
            most[grade.name] = grade.max_score
    return points, most


def _failed(book, locked):
    """Return [(cell, words)] for the errors in what a student wrote, or in the cells of the assignment that prepare."""
    return [
        (key_of(cell), _in_words(output))
        for cell in code_of(book)
        for output in cell.outputs
        if output.output_type == "error" and output.ename not in _STOPPED
        and is_locked(cell) == locked and not is_test(cell)
    ]  # fmt: skip


def _in_words(output):
    """Return what an error of Python means, with Python's own words in brackets."""
    meaning = _IN_WORDS.get(output.ename, "Python met something that it cannot do")
    return f"{meaning} ({': '.join(filter(None, [output.ename, output.evalue[:120].strip()]))})"


def trouble(course, student, log):
    """Keep what a program said when it failed; return a sentence that says where."""
    path = course.reports / "trouble" / f"{student}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(log or "The program said nothing.", encoding="utf-8", errors="replace")
    return f"What the program said is in {path}."
