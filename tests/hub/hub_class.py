"""What a class does on a hub: each student runs a lesson, codes a cell, writes an answer, and saves."""

import csv
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import lab
from hub_lessons import NAME
from hub_student import Student

LESSON = "notebooks/08-how-sure-are-we.ipynb"  # it has the coding explorer, and is the largest but one
HERE = f"{NAME}/{LESSON}"
CODES = f"{NAME}/notebooks/my-work/anchorage-positions.csv"
MEGABYTE = 1_000_000


@dataclass
class Size:
    """What one part of a hub takes. memory_mb: its share of the memory (PSS); cpu_s: processor seconds."""

    part: str
    memory_mb: int
    cpu_s: float


def memory(*processes):
    """Megabytes of some processes, each page that several share counted in parts (PSS); elsewhere without it (USS)."""
    full = [process.memory_full_info() for process in processes]
    return round(sum(getattr(one, "pss", one.uss) for one in full) / MEGABYTE)


def seconds(process):
    """Processor seconds of one process so far."""
    spent = process.cpu_times()
    return spent.user + spent.system


def measure(hub, student, link, lessons):
    """Sign one student in and run every lesson, each with a kernel of its own; returns a list of Size."""
    student.follow(link)
    server = hub.server_of(student.name)
    student.web.get(f"{student.home}lab", timeout=60).raise_for_status()
    sizes = [
        Size("hub and proxy", memory(*(one for one in hub.processes() if one not in hub.processes(student.name))), 0),
        Size("server of one student", memory(server), round(seconds(server), 1)),
    ]
    for lesson in lessons:
        before = seconds(server)
        run = student.run_all(f"{NAME}/{lesson}")
        assert not run.errors, f"{lesson}: {run.errors}"
        [kernel] = hub.kernels_of(student.name)
        spent = seconds(kernel) + seconds(server) - before
        sizes.append(Size(lesson.split("/")[-1].removesuffix(".ipynb"), memory(kernel), round(spent, 1)))
        student.close(run)
        kernel.wait(60)
    return sizes


def own_answer(name):
    """The first line of a student's answer."""
    return f"# the answer of {name}"


def own_code(name):
    """What a student enters into the coding explorer, {control: value}: a cell of the reference, with a note."""
    with (lab.REPO / "data" / "anchorage" / "positions.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    cell = {field: row[field] for field in ("direction", "plainness", "salience", "quote")}
    cell["note"] = f"The reason of {name}."
    return {f"{row['issue']}/{row['stakeholder']}/{name}": value for name, value in cell.items()}


def answer_cell(notebook):
    """The first cell that waits for a reader's answer."""
    return next(cell for cell in notebook["cells"] if "your-turn" in cell["metadata"].get("tags", []))


def coder(run):
    """The id of the coding explorer in a run of LESSON."""
    cell = next(cell for cell in run.notebook["cells"] if cell["source"].startswith("coding_explorer.code_cells"))
    return run.widgets(cell["id"])[0]


def attend(student, link):
    """Come by the link, write an answer, run all, code a cell, save; returns the Run, with its kernel still there."""
    student.follow(link)
    notebook = student.open(HERE)
    cell = answer_cell(notebook)
    cell["source"] = f"{own_answer(student.name)}\n{cell['source']}"
    run = student.run_all(HERE, notebook)
    with student.channels(run) as line:
        for number, (name, value) in enumerate(own_code(student.name).items()):
            line.tell_widget(coder(run), {"view": "a page", "number": number + 1, "name": name, "value": value})
    student.save(HERE, run.notebook)
    return run


def together(students, act):
    """Let all students act at the same time; returns (their results in order, seconds on the clock)."""
    started = time.monotonic()
    with ThreadPoolExecutor(len(students)) as pool:
        results = list(pool.map(act, students))
    return results, time.monotonic() - started


def students_of(hub, count):
    """`count` students who have not signed in yet."""
    return [Student(hub.base, f"student-{number:02}") for number in range(1, count + 1)]
