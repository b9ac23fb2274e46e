"""The kit without nbgrader: names, files, the rebuilding of a notebook, leaks, the table, and what it refuses."""

import copy
import io
import subprocess
import sys
import time
import zipfile

import bank
import nbformat
import pytest
from classroom import __main__ as command
from classroom import cells
from classroom.collecting import collect, names, repair
from classroom.course import HOME, REPOSITORY, Course, Refusal
from classroom.grading import grade, result, running, sandbox
from classroom.handing_out import leaks
from classroom.progress import Progress
from hypothesis import given
from hypothesis import strategies as st


def cell(make, source, name, **about):
    """Return a cell of an assignment."""
    marks = {"grade_id": name, "grade": False, "solution": False, "locked": True, "schema_version": 3, "task": False}
    made = make(source, metadata={"nbgrader": marks | about})
    made.id = name
    return made


def toy(answer="x = 0\n### BEGIN SOLUTION\nx = 41 + 1 + 0 * len('secret')\n### END SOLUTION"):
    """Return a small instructor's notebook."""
    code, words = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    test = "score = 0.0\n### BEGIN HIDDEN TESTS\nscore = 2.0 if (x * 2) == 84 else 0.0\n### END HIDDEN TESTS\nscore"
    return nbformat.v4.new_notebook(cells=[
        cell(words, "# A1", "t-title"),
        cell(code, answer, "t-q1", solution=True, locked=False),
        cell(code, test, "t-q1-test", grade=True, points=2),
        cell(words, "The model answer of the instructor is long.", "t-text", grade=True, solution=True, locked=False,
             points=3),
    ])  # fmt: skip


def handed_out():
    """Return the toy as a student gets it."""
    book = toy("x = 0\n# your answer")
    book.cells[2].source, book.cells[3].source = "score = 0.0\nscore", "*Write here.*"
    return book


@given(st.text(max_size=300))
def test_any_name_is_safe_in_a_path(text):
    for part in names.inside(text).split("/"):
        assert part not in ("", ".", "..") and len(part.encode("utf-8")) <= names.LONGEST + 12
        assert not set(part) & set('\\:*?"<>|\0')
    assert "/" not in names.safe(text) and len(names.safe(text).encode("utf-8")) <= names.LONGEST


def folder_of(root, files):
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def test_the_rebuilt_notebook_keeps_the_answers_and_the_release():
    book = handed_out()
    book.cells[1].source, book.cells[2].source = "x = 42", "2.0"
    new, notes = repair.rebuild(handed_out(), book)
    assert [c.source for c in new.cells] == ["# A1", "x = 42", "score = 0.0\nscore", "*Write here.*"]
    assert notes == ["The cell “t-q1-test” was changed; it counts as it was handed out."]
    assert repair.unchanged(handed_out(), new) == ["t-text"]


@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=3), st.booleans())
def test_any_order_and_any_copies_give_the_released_cells(order, copies, named):
    book = handed_out()
    book.cells = [copy.deepcopy(book.cells[n]) for n in [*order, *copies]]
    for one in book.cells:
        one.metadata = one.metadata if named else nbformat.from_dict({})
    new, _ = repair.rebuild(handed_out(), book)
    assert [repair.key_of(c) for c in new.cells if c.metadata.get("nbgrader")] == [c.id for c in handed_out().cells]
    assert len({c.id for c in new.cells}) == len(new.cells)
    nbformat.validate(new)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_notebook_or_refused_in_words(content):
    try:
        repair.read_notebook(content)
    except repair.NotANotebook as error:
        assert str(error).startswith("The file is not a notebook")


def test_a_cell_that_a_student_added_is_named_by_the_heading_above_it():
    book = handed_out()
    book.cells[2:2] = [nbformat.v4.new_code_cell("1 / 0"), nbformat.v4.new_markdown_cell("# My own heading")]
    new, _ = repair.rebuild(handed_out(), book)
    added = next(one.id for one in new.cells if one.source == "1 / 0")
    words = cells.words_of(handed_out(), new)
    said = cells.in_words(f"The cell “{added}” stopped. The cell “t-q1-test” was changed; “x” is none.", words)
    assert said == "The cell “A1 (added)” stopped. The cell “A1 (1) (points)” was changed; “x” is none."


def test_a_cell_that_is_left_out_stands_there_as_a_comment():
    book = handed_out()
    book.cells[1].source = "import os\nos._exit(1)"
    new = repair.leave_out(handed_out(), book, "t-q1")
    assert new.cells[1].source.splitlines()[1:] == ["# import os", "# os._exit(1)", "x = 0", "# your answer"]
    assert repair.leave_out(handed_out(), new, "t-q1") is None, "only once"
    assert repair.leave_out(handed_out(), book, "t-q1-test") is None, "it is not the student's"


def student_folder(tmp_path, **changes):
    """Return a student's copy of the toy, with files added or changed."""
    folder = tmp_path / "A1"
    folder.mkdir()
    book = handed_out()
    for name, change in changes.items():
        change(book) if name == "book" else folder_of(folder, {name: change})
    nbformat.write(book, folder / "A1.ipynb")
    (folder / "requirements.txt").write_text("pandas\n", encoding="utf-8")
    return folder


def test_a_clean_copy_leaks_nothing(tmp_path):
    assert leaks.leaks(student_folder(tmp_path), toy(), tmp_path / "course") == []


@pytest.mark.parametrize("plant, words", [
    (lambda b: b.cells[0].update(source="x = 41 + 1 + 0 * len('secret')"), "a line of a solution"),
    (lambda b: b.cells[2].update(source="score = 2.0 if (x * 2) == 84 else 0.0"), "a line of a solution"),
    (lambda b: b.cells[3].update(source="The model answer of the instructor is long."), "as in the instructor's"),
    (lambda b: b.cells[1].update(source="### BEGIN SOLUTION"), "a marker of"),
    (lambda b: b.cells[0].update(source="=== BEGIN MARK SCHEME ==="), "a marker of"),
    (lambda b: b.cells[1].outputs.append(nbformat.v4.new_output("stream", text="42")), "has outputs"),
    (lambda b: b.cells[1].metadata.update(scrolled=True), "carries metadata"),
    (lambda b: b.cells[3].update(attachments={"a.png": {"image/png": "AA=="}}), "an attached file"),
    (lambda b: b.metadata.update(widgets={}), "carries metadata"),
    (lambda b: b.cells[0].update(source=f"see {REPOSITORY}/notebooks"), "names the folder"),
])  # fmt: skip
def test_a_planted_leak_is_refused(tmp_path, plant, words):
    found = leaks.leaks(student_folder(tmp_path, book=plant), toy(), tmp_path / "course")
    assert [line for line in found if words in line], found


@pytest.mark.parametrize("name", ["gradebook.db", "notes.md", "data/.ipynb_checkpoints/A1.ipynb", "standpoint/a.pkl"])
def test_a_file_of_no_use_is_refused(tmp_path, name):
    assert leaks.leaks(student_folder(tmp_path, **{name: b"{}"}), toy(), tmp_path / "course")


def test_a_spreadsheet_runs_nothing_and_reads_every_letter(tmp_path):
    rows = [("=1+1", "+cmd|x", "@SUM(A1)", "-2+3"), ("Ганна", "-0.5", "12", " =x")]
    collect.write_table(tmp_path / "t.csv", ["a", "b", "c", "d"], rows)
    content = (tmp_path / "t.csv").read_bytes()
    lines = content.decode("utf-8-sig").splitlines()
    assert content.startswith(b"\xef\xbb\xbf") and lines[1] == "'=1+1,'+cmd|x,'@SUM(A1),'-2+3"
    assert lines[2] == "Ганна,-0.5,12,' =x"


def test_without_a_fence_grading_is_refused_unless_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "available", lambda: False)
    with pytest.raises(Refusal, match="--no-isolation"):
        grade.grade(Course(tmp_path, "A1"))
    with pytest.raises(Refusal, match="Nothing was collected"):
        grade.grade(Course(tmp_path, "A1"), limits=grade.Limits(isolated=False))


def test_the_course_folder_lies_outside_the_collection():
    with pytest.raises(Refusal, match="Choose one outside"):
        Course(HOME / "course", "A1")


@pytest.mark.parametrize("text, points", [("1.5", 1.5), ("9.0", 2.0), ("-1", 0.0), ("nan", None), ("<table>", None)])
def test_points_are_the_number_that_the_test_ended_with(text, points):
    test = toy().cells[2]
    test.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": text})]
    assert result.own_points(test, 2.0) == points


def test_a_hung_worker_leaves_nothing_behind(tmp_path, monkeypatch):
    """In place of nbgrader a program that never answers, and a child of it that was started for the submission."""
    code = "import subprocess, sys, json, os\nprint('{\"ready\": true}', flush=True)\njob = json.loads(input())\n"
    code += "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'], env=job['environment'])\n"
    code += "print('{\"cell\": \"q1\"}', flush=True)\nimport time\ntime.sleep(300)\n"
    (tmp_path / "worker.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(running, "__file__", str(tmp_path / "running.py"))
    began = time.monotonic()
    with running.Worker(Course(tmp_path / "course", "A1"), False) as worker:
        said = worker.run("anna", 1, 5)
        assert worker._process is None
    assert (said["success"], said["late"], said["cell"]) == (False, True, "q1")
    assert time.monotonic() - began < 60, "the child would have slept for 300 s"
    assert result.ended(said)[0] == "timed out"


@pytest.mark.parametrize("students", [3, 250])
def test_a_class_of_250_is_collected(tmp_path, students):
    book = handed_out()
    book.cells += [cell(nbformat.v4.new_markdown_cell, f"Part {n}", f"t-{n}") for n in range(40)]
    course = Course(tmp_path / "course", "A1")
    folder_of(course.release, {"A1.ipynb": bank.as_bytes(book)})
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(students):
            book.cells[1].source = f"x = {number}"
            work = {f"my-work/anchorage-{part}.csv": b"a,b\n" * 200 for part in ("positions", "inducement_codes")}
            content = bank.packed({"A1.ipynb": bank.as_bytes(book), **work})
            archive.writestr(f"student{number}_{number}_9_A1-hand-in.zip", content)
    rows = collect.collect(course, tmp_path / "all.zip")
    assert {row.status for row in rows} == {"collected"} and len(rows) == students
    if students < 10:
        assert collect.collect(course, tmp_path / "all.zip") == rows, "collecting again changes nothing"


def test_the_progress_line_says_how_far_it_is():
    stream = io.StringIO()
    Progress("Grading", stream)(2, 2, "anna")
    assert "2 of 2" in stream.getvalue() and "anna" in stream.getvalue()


def test_the_command_says_what_it_takes(capsys):
    done = subprocess.run([sys.executable, str(HOME / "classroom"), "--help"], capture_output=True, text=True,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 0 and all(step in done.stdout for step in ("release", "collect", "grade"))
    assert command.main(["collect", "A1", "--course", str(HOME), "x.zip"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said and "Choose one outside" in said


def test_a_chart_leaves_a_graded_notebook_without_the_picture_that_other_pages_need(tmp_path):
    """The picture is SVG, which is not shown to an instructor: a hand-in would be told to hold what is not safe."""
    assert sandbox.install(tmp_path, False, [], tmp_path, [])["STANDPOINT_PICTURES"] == "no"


def test_the_kit_is_read_where_there_is_neither_unshare_nor_resource():
    """As on Windows: no resource, no fork, another platform."""
    code = "import sys, os\nsys.modules['resource'] = None\nsys.platform = 'win32'\ndel os.fork\n"
    code += "from classroom import steps\nfrom classroom.grading import sandbox, grade, running, inside, worker\n"
    code += "assert not sandbox.available()\n"
    code += "assert list(sandbox.transport('x')) == ['connection_file']\ninside._limit({})\nassert sandbox.install\n"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
