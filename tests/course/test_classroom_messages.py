"""What the kit says where something goes wrong, and what is left where a step is stopped by Ctrl+C."""

import csv
import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

import bank
import nbformat
import pytest
from classroom import __main__ as command
from classroom import steps
from classroom.collecting import collect, unpack
from classroom.course import HOME, REPOSITORY, Course, Refusal
from classroom.grading import grade, no_fence, sandbox
from classroom.grading.result import Result
from classroom.handing_out import release
from classroom.in_class import sample
from test_classroom import folder_of, toy
from test_classroom_collect import answered, toy_course, zipped

OF_PROGRAMMERS = re.compile(r"\w+(Error|Exception)\b|Traceback|[Ee]rrno|NoneType|<class|object at 0x|File \"|zlib|CRC")


@pytest.fixture
def course(tmp_path):
    return toy_course(tmp_path / "course")


def run(capsys, *arguments):
    code = command.main([str(one) for one in arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


# ---- words ----------------------------------------------------------------------------------------------

BAD = {
    "no zip": b"x", "cut off": bank.packed({"a/A1.ipynb": answered(), "b/A1.ipynb": answered()})[:-30], "empty": b"",
    "damaged within": bank.packed({"ann/A1.ipynb": answered() * 9}).replace(answered()[:40], b"#" * 40),
}  # fmt: skip


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_cannot_be_opened_is_told_in_plain_words(course, tmp_path, capsys, content):
    (tmp_path / "all.zip").write_bytes(content)
    _, said = run(capsys, "collect", "A1", "--course", course.root, tmp_path / "all.zip")
    assert said and not OF_PROGRAMMERS.search(said)


def test_each_way_of_being_broken_has_words():
    for kind in unpack.BROKEN:
        for words in ("", "Bad magic number for central directory", "File 'a' is encrypted, password required"):
            error = kind(words) if kind is not OSError else OSError(13, "Permission denied")
            assert re.match(r"its? |Permission denied", unpack.why(error))
            assert not OF_PROGRAMMERS.search(unpack.why(error))


def test_what_nobody_foresaw_is_one_sentence_and_kept_for_a_programmer(course, capsys, monkeypatch):
    def broken(given):
        raise KeyError("x")

    monkeypatch.setitem(steps.STEPS, "sample", (*steps.STEPS["sample"][:2], broken))
    code, said = run(capsys, "sample", "A1", "--course", course.root)
    assert code == 1 and said.startswith("sample: The kit itself is at fault.") and not OF_PROGRAMMERS.search(said)
    assert "KeyError" in (course.root / "trouble.txt").read_text(encoding="utf-8")
    shutil.rmtree(course.root)
    monkeypatch.chdir(course.root.parent)
    assert "trouble.txt" in run(capsys, "sample", "A1", "--course", course.root)[1]


def test_a_file_that_the_system_refuses_is_named(course, capsys, monkeypatch):
    def refused(given):
        raise PermissionError(13, "Permission denied", "marks.csv")

    monkeypatch.setitem(steps.STEPS, "sample", (*steps.STEPS["sample"][:2], refused))
    _, said = run(capsys, "sample", "A1", "--course", course.root)
    assert said == "sample: marks.csv: Permission denied. Mend that, and run the step again.\n"


def test_grade_counts_what_it_did(course, capsys, monkeypatch):
    results = [Result(name, "graded", "", {"t-q1-test": 2.0}) for name in ("ann", "bo", "cy")]
    monkeypatch.setattr(steps, "grade", lambda *_: results)
    _, said = run(capsys, "grade", "A1", "--course", course.root, "--student", "bo")
    assert said.startswith("Graded 1 submission; the table is ") and "The other 2 in it are as they were." in said
    assert "  1 graded: all is in order." in said
    assert "Graded 3 submissions; the table is" in run(capsys, "grade", "A1", "--course", course.root)[1]


def test_grade_says_whose_points_are_not_whole_and_the_next_step(course, capsys, monkeypatch):
    results = [Result(name, "graded", "", {"a": 2.0, "b": None}) for name in ("ann", "bo")]
    results += [Result("cy", "graded", "", {"a": 2.0, "b": 1.0}), Result("di", "repaired", "", {"a": None, "b": None})]
    monkeypatch.setattr(steps, "grade", lambda *_: results)
    _, said = run(capsys, "grade", "A1", "--course", course.root)
    assert "  2 graded: the rest is still to mark." in said and "  1 graded: all is in order." in said
    assert "2 have 1 answer to mark by hand: their points are not whole yet." in said
    assert "1 has 2 answers to mark by hand: its points are not whole yet." in said
    assert said.endswith(f"classroom mark A1 --course {course.root}\n")
    monkeypatch.setattr(steps, "grade", lambda *_: results[2:3])
    assert "to mark" not in run(capsys, "grade", "A1", "--course", course.root)[1]


@pytest.mark.parametrize("content, words", [
    (b"", "the text is empty"), (b" \n\n", "the text is empty"), (b"A heading\n\nAnother heading\n", "no paragraph"),
    (b"%PDF-1.4\x00\xff", ""),
])  # fmt: skip
def test_a_text_without_a_paragraph_is_not_handed_out(tmp_path, content, words):
    course = Course(tmp_path / "course", "A1")
    (tmp_path / "own.txt").write_bytes(content)
    with pytest.raises(Refusal, match="Nothing was released") as said:
        release.release(course, texts=[tmp_path / "own.txt"])
    assert words in str(said.value) and "own.txt" in str(said.value) and not OF_PROGRAMMERS.search(str(said.value))
    assert not course.root.exists()


def test_talks_are_drawn_among_those_who_handed_in(course, tmp_path, capsys):
    files = {"ann_0_77_A1.ipynb": answered(), "bo_1_78_essay.pdf": b"%PDF", "cy_2_79_A1.ipynb": b""}
    collect.collect(course, zipped(tmp_path / "all.zip", files))
    _, said = run(capsys, "sample", "A1", "--course", course.root, "--students", "3")
    assert "Drew cells of 1 student;" in said and "Not drawn, because no notebook is there: bo-1, cy-2." in said
    assert list(sample.sample(course)[1]) == ["ann-0"]
    before = csv.field_size_limit(131_072)  # others in this process may have raised it
    try:
        left = sample._rows(b'a,b\n1,2\n"x' + b"y" * 200_000)
    finally:
        csv.field_size_limit(before)
    assert left == [{"a": "1", "b": "2"}], "a damaged table costs no others"


# ---- where there is no Linux ----------------------------------------------------------------------------

@pytest.mark.parametrize("platform, system", [("darwin", "macOS"), ("win32", "Windows"), ("linux", "This Linux")])
@pytest.mark.parametrize("engine", ["docker", "podman", ""])
def test_without_a_fence_it_is_said_what_is_possible(course, monkeypatch, platform, system, engine):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sandbox, "available", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name, *_, **__: f"/bin/{name}" if name == engine else None)
    with pytest.raises(Refusal) as said:
        grade.grade(course)
    words = str(said.value)
    assert system in words and "Nothing was graded" in words and "--no-isolation" in words
    assert ("change and delete your files" in words) and ("install Docker Desktop or Podman" in words) == (not engine)
    line = next((line.strip() for line in words.splitlines() if " run --rm " in line), "")
    assert line.partition(" ")[0] == engine
    if engine:
        parts = shlex.split(line)
        assert f"{REPOSITORY}:/collection:ro" in parts and f"{course.root}:/course" in parts
        inside = shlex.split(parts[-1].split("&&")[1])
        given = command.parser().parse_args(inside[2:])
        assert (given.step, given.assignment, str(given.course)) == ("grade", "A1", "/course")
        assert not given.no_isolation
        assert (REPOSITORY / inside[1].removeprefix("/collection/") / "__main__.py").is_file()


@pytest.mark.skipif(not shutil.which("docker"), reason="docker is not installed")
def test_docker_knows_what_the_command_asks_of_it(course):
    known = subprocess.run(["docker", "run", "--help"], capture_output=True, text=True, encoding="utf-8").stdout
    options = re.findall(r"--[a-z]+", no_fence.command("docker", course).split(no_fence.IMAGE)[0])
    assert options == ["--rm", "--privileged"] and all(f"{option} " in known for option in options)
    assert "-i, --interactive" in known and "-t, --tty" in known and "-v, --volume" in known


# ---- Ctrl+C ---------------------------------------------------------------------------------------------

def stopped(code, folder, sign):
    """Run code in a process, stop it as Ctrl+C does once it has printed a sign, and return (code, what it said)."""
    head = f"import sys, time\nsys.path.insert(0, {str(HOME)!r})\nfrom classroom import __main__ as command\n"
    running = subprocess.Popen([sys.executable, "-u", "-c", head + code], cwd=folder, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, encoding="utf-8")  # fmt: skip
    said = ""
    while sign not in said:
        line = running.stdout.readline()
        assert line, said
        said += line
    running.send_signal(signal.SIGINT)
    began, rest = time.monotonic(), running.communicate(timeout=95)[0]
    assert time.monotonic() - began < 90
    return running.returncode, said + rest


SLOW = """
import threading
from classroom.points import gradebook
from classroom.grading import grade
from classroom import steps
class Slow:
    points = staticmethod(lambda course, student, book, by_hand=(): ({"t-q1-test": 2.0}, {"t-q1-test": 2.0}))
    def __init__(self, course, isolated):
        self.course, self.ended = course, threading.Event()
    def stop(self):
        self.ended.set()
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def run(self, student, seconds, whole):
        if student >= "s3":
            told.wait(100)  # until the three before it are counted, however slow the machine is
            print("now", flush=True)
            self.ended.wait(100)  # a cell that runs for long
            return {"success": False, "log": "", "cell": "", "told": []}
        path = self.course.graded(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((self.course.submission(student) / "A1.ipynb").read_bytes())
        return {"success": True, "log": "", "cell": "", "told": []}
class Books:
    told = []
    def __init__(self, course):
        pass
    def settle(self, *_):
        pass
grade.Ledger, grade.mend = Books, lambda course: []
grade.marked = lambda course, results: [(one, {}) for one in results]
real, told = grade.grade, threading.Event()
def counted(number, *_):
    if number == 3:
        told.set()
steps.grade = lambda course, students, limits, progress: real(course, students, limits, counted, Slow)
sys.exit(command.main(["grade", "A1", "--course", COURSE, "--no-isolation", "--workers", "1"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent in another way there")
def test_collect_that_is_stopped_keeps_whom_it_has(course, tmp_path):
    path = zipped(tmp_path / "all.zip", {f"s{n}_{n}_77_A1.ipynb": answered(f"x = {n}") for n in range(5)})
    code = f"""
from classroom.collecting import collect
one = collect._one
def slow(course, released, student, handed, title):
    if student == "s2-2":
        print("now", flush=True)
        time.sleep(60)
    return one(course, released, student, handed, title)
collect._one = slow
sys.exit(command.main(["collect", "A1", "--course", {str(course.root)!r}, {str(path)!r}]))
"""
    code, said = stopped(code, tmp_path, "now")
    assert code == 1 and "collect: Stopped. Whoever was collected before stands in" in said
    assert not OF_PROGRAMMERS.search(said)
    assert [row.student for row in collect.read_table(course.collected_table)] == ["s0-0", "s1-1"]
    assert len(collect.collect(course, path)) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent in another way there")
def test_grade_that_is_stopped_keeps_what_is_graded_and_what_was(course, tmp_path):
    pytest.importorskip("nbgrader")
    folder_of(course.source, {"A1.ipynb": bank.as_bytes(toy())})
    files = {f"s{n}_{n}_77_A1.ipynb": answered(f"x = {n}") for n in range(6)}
    collect.collect(course, zipped(tmp_path / "all.zip", files))
    grade.write_grades(course, [Result(f"s{n}-{n}", "graded", "before", {"t-q1-test": 1.0}) for n in range(6)])
    code = SLOW.replace("COURSE", repr(str(course.root)))
    code, said = stopped(code, tmp_path, "now")
    assert code == 1 and "grade: Stopped. 3 of 6 were graded, and stand in " in said, said
    assert not OF_PROGRAMMERS.search(said)
    results = json.loads(course.grades_table.with_suffix(".json").read_text(encoding="utf-8"))
    points = [row["points"]["t-q1-test"] for row in results]
    assert len(points) == 6 and points[:3] == [2.0] * 3 and points[3:] == [1.0] * 3, "nobody fell out of the table"


def test_a_released_notebook_is_the_toy(course):
    assert nbformat.read(course.released_notebook, as_version=4).cells[0].source == "# A1"
