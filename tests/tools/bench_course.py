"""How long the coursework's kit takes. Prints a table; exit code 1 where a limit is passed.

    python tests/tools bench_course            all of it
    python tests/tools bench_course class      250 codings: collected and reported
    python tests/tools bench_course grade      5, 10 and 20 full submissions of A1 through nbgrader, two at a time
    python tests/tools bench_course many       250 of them: collected, graded, feedback, given back; time and memory
    python tests/tools bench_course many=20    the same with twenty

Run it on a machine that does nothing else. Processor seconds stand beside the wall time: they say what the work
costs where the machine was not idle.
"""

import os
import statistics
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

CLASS, CLASS_SECONDS = 250, 10
TEN_SECONDS, FLAT = 90, 1.3  # twenty may cost no more each than five, times this
COUNTS = (5, 10, 20)
MANY, MANY_SECONDS, MEMORY_FLAT = 250, 3.0, 1.15  # each of the 250; memory at the end against that at the beginning


class Spent:
    """Counts the processor seconds of this process and of all that it starts, those behind the fence included.

    A kernel behind the fence ends with its fence, and the system then tells nobody what it used: so all that bears
    our mark is looked at four times a second.
    """

    def __init__(self):
        self._seen, self._done, self._mark = {}, threading.Event(), f"STANDPOINT_TEST={os.getpid()}".encode()
        self.memory = []  # megabytes of all together, four times a second

    def __enter__(self):
        os.environ["STANDPOINT_TEST"] = str(os.getpid())
        self._own, self.wall = time.process_time(), time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self.wall, own = time.monotonic() - self.wall, time.process_time() - self._own
        self.processor = own + sum(self._seen.values()) / os.sysconf("SC_CLK_TCK")

    def _watch(self):
        while not self._done.wait(0.25):
            pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    if self._mark in (path / "environ").read_bytes():
                        words = (path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                        self._seen[path.name, words[19]] = int(words[11]) + int(words[12])
                        pages += int(words[21])
                except OSError:
                    continue  # it ended
            self.memory.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)

    def growth(self):
        """Return (median memory of the first fifth, of the last fifth), in megabytes, the very start left out."""
        held = self.memory[8:]
        fifth = max(1, len(held) // 5)
        return statistics.median(held[:fifth]), statistics.median(held[-fifth:])


def of_a_class(folder):
    """Return the Spent of a class that is collected and reported."""
    import bank
    import class_codings
    import course_kit
    import nbformat
    from classroom.collecting.collect import collect
    from classroom.in_class.report import class_report
    from standpoint import load

    course, case = course_kit.released(folder / "course"), load("anchorage")
    book = nbformat.writes(nbformat.read(course.released_notebook, as_version=4)).encode("utf-8")
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(CLASS):
            work = {"my-work/anchorage-positions.csv": class_codings.coding(case, number).encode("utf-8")}
            content = bank.packed({"A1.ipynb": book, **work})
            archive.writestr(f"student{number}_{number}_9_A1-hand-in.zip", content)

    with Spent() as spent:
        collect(course, folder / "all.zip")
        readers = class_report(course)[2]
    assert readers == CLASS, f"{readers} were read"
    return spent


def of_grading(folder):
    """Return {count: Spent} for full submissions, two at a time behind the fence."""
    import bank
    import course_kit
    from classroom.collecting.collect import collect
    from classroom.grading.grade import Limits, grade

    course = course_kit.released(folder / "course")
    kit, times = course_kit.kit_of(course), {}
    right = next(one for one in bank.entries() if one.name == "right")
    many = [right._replace(name=f"right{number}") for number in range(max(COUNTS))]
    students = bank.platform_zip(kit, many, folder / "platform.zip")
    collect(course, folder / "platform.zip")
    for count in COUNTS:
        found = []
        chosen = [students[one.name] for one in many[:count]]
        with Spent() as times[count]:
            found = grade(course, chosen, Limits(workers=2))
        bad = [one for one in found if one.student in chosen and one.status != "graded"]
        assert not bad, bad
    return times


def of_many(folder, count):
    """Return {step: Spent} for many full hand-ins of A1, as Canvas gives them, and back to Canvas."""
    import bank
    import course_kit
    from classroom.collecting.collect import collect
    from classroom.giving_back.feedback import feedback
    from classroom.giving_back.give_back import give_back
    from classroom.grading.grade import Limits, grade

    course = course_kit.released(folder / "course")
    kit, steps = course_kit.kit_of(course), {}
    right = next(one for one in bank.entries() if one.name == "right")
    bank.platform_zip(kit, [right._replace(name=f"right{number}") for number in range(count)], folder / "platform.zip")
    lines = [f"right{number},{1000 + number},,,Monday," for number in range(count)]
    (folder / "list.csv").write_text("\n".join(["Student,ID,SIS User ID,SIS Login ID,Section,A1 (7)", *lines]),
                                     encoding="utf-8")  # fmt: skip
    with Spent() as steps["collect"]:
        rows = collect(course, folder / "platform.zip", listed=folder / "list.csv")
    with Spent() as steps["grade"]:
        results = grade(course, limits=Limits(workers=2))
    with Spent() as steps["feedback"]:
        feedback(course)
    with Spent() as steps["return"]:
        give_back(course)
    assert len(rows) == count and {one.status for one in results} == {"graded"}
    return steps


def told_of_many(folder, count):
    """Measure and print many hand-ins; return what is over a limit."""
    steps, over = of_many(folder, count), []
    for name, spent in steps.items():
        print(f"{count} hand-ins, {name}: {spent.wall:.0f} s, {spent.wall / count:.2f} s each; processor "
              f"{spent.processor:.0f} s; memory at most {max(spent.memory, default=0):.0f} MB", flush=True)  # fmt: skip
    before, after = steps["grade"].growth()
    whole = sum(spent.wall for spent in steps.values()) / count
    print(f"all together {whole:.2f} s each, limit {MANY_SECONDS}; memory while grading: {before:.0f} MB at the "
          f"beginning, {after:.0f} MB at the end, limit {MEMORY_FLAT} times as much")  # fmt: skip
    over += ["many hand-ins"] * (whole > MANY_SECONDS)
    return over + ["the memory"] * (after > MEMORY_FLAT * before)


def main(parts):
    """Measure, print, and return the exit code."""
    over = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for name in parts or ("class", "grade"):
            folder = Path(scratch).resolve() / name
            folder.mkdir()
            if name == "class":
                spent = of_a_class(folder)
                print(f"{CLASS} codings collected and reported: {spent.wall:.1f} s, processor {spent.processor:.1f} s; "
                      f"limit {CLASS_SECONDS} s", flush=True)  # fmt: skip
                over += ["the class"] * (spent.wall > CLASS_SECONDS)
            elif name.startswith("many"):
                over += told_of_many(folder, int(name.partition("=")[2] or MANY))
            else:
                times = of_grading(folder)
                for count, spent in times.items():
                    print(f"{count} submissions graded: {spent.wall:.1f} s, {spent.wall / count:.2f} s each; processor "
                          f"{spent.processor:.1f} s, {spent.processor / count:.2f} s each", flush=True)  # fmt: skip
                print(f"limits: 10 in {TEN_SECONDS} s; 20 at most {FLAT} times as long each as 5")
                over += ["ten submissions"] * (times[10].wall > TEN_SECONDS)
                over += ["the growth from 5 to 20"] * (times[20].wall / 20 > FLAT * times[5].wall / 5)
    print(f"Over the limit: {', '.join(over)}." if over else "All within the limits.")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
