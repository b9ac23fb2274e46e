"""The bank: code that stops, crashes or never ends, and cells that were copied, lost or changed."""

import copy

import nbformat
from bank import entry, find

LEFT = "That cell was left out, and the rest was graded."
ALL = 12.0  # of the first part, which is all that these answer


def first(kit, code):
    """Put code in front of the answer of the first cell."""
    return kit.short(a1_cell_1=f"{code}\n{kit.model('a1-cell-1')}")


@entry("errors", 6.0, "The cell “a1-cell-1” stopped: Python cannot read it (SyntaxError", a1_cell_1_test=0.0)
def syntax_error(kit):
    return first(kit, "cell_1 = {{")


@entry("errors", 6.0, "The cell “a1-cell-1” stopped: it uses a name that has no value (NameError", a1_cell_1_test=0.0)
def name_error(kit):
    return first(kit, "trump")


@entry("errors", 6.0, "The cell “a1-cell-1” stopped: it calls itself without end (RecursionError", a1_cell_1_test=0.0)
def endless_recursion(kit):
    return first(kit, "def again():\n    return again()\nagain()")


@entry("errors", 6.0, "The cell “a1-cell-1” stopped", a1_cell_1_test=0.0)
def asks_for_input(kit):
    return first(kit, "name = input('Who are you?')")


@entry("crashed", 6.0, "Python died while the cell “a1-cell-1” ran.", LEFT, a1_cell_1_test=0.0)
def hard_exit(kit):
    return first(kit, "import os\nos._exit(1)")


@entry("crashed", 6.0, "Python died while the cell “a1-cell-1” ran.", LEFT, a1_cell_2_test=6.0)
def killed_kernel(kit):
    return first(kit, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")


@entry("crashed", 0.0, "while the cell “a1-cell-1” ran.", "while the cell “a1-cell-2” ran.", a1_cell_2_test=0.0)
def killed_twice(kit):
    book = first(kit, "import os\nos._exit(1)")
    find(book, "a1-cell-2").source = "import os\nos._exit(0)"
    return book


@entry("timed out", 6.0, "The cell “a1-cell-1” ran too long and was stopped.", a1_cell_1_test=0.0)
def endless_loop(kit):
    return first(kit, "while True:\n    pass")


@entry("timed out", 6.0, "The cell “a1-cell-1” ran too long and could not be stopped.", LEFT, a1_cell_1_test=0.0)
def endless_loop_that_will_not_stop(kit):
    code = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code += "while True:\n    try:\n        while True:\n            time.sleep(0.01)\n"
    return first(kit, code + "    except BaseException:\n        pass")


@entry("crashed", 6.0, "cell “a1-cell-1”", LEFT, a1_cell_1_test=0.0)
def memory_that_is_kept(kit):
    """Whether Python finds room for the error, or dies of it, is luck: the cell is named either way."""
    code = "kept = []\nfor size in (10**8, 10**6, 10**4, 10**3, 10**2):\n    try:\n        while True:\n"
    code += "            kept.append(bytearray(size))\n    except MemoryError:\n        pass\nraise MemoryError"
    return first(kit, code)


@entry("crashed", 6.0, "The cell “a1-cell-1” used up the memory.", LEFT, a1_cell_1_test=0.0)
def memory_at_once(kit):
    return first(kit, "much = b'1' * 10_000_000_000")


@entry("graded", ALL)
def prints_fifty_megabytes(kit):
    return first(kit, "for _ in range(50):\n    print('a' * 1_000_000)")


@entry("errors", 6.0, "The cell “a1-cell-1” stopped: Python met something", a1_cell_1_test=0.0)
def writes_a_gigabyte(kit):
    return first(kit, "with open('much', 'wb') as file:\n    for _ in range(1000):\n        file.write(b'1' * 10**6)")


@entry("graded", ALL)
def leaves_a_thread_and_a_process_behind(kit):
    code = "import subprocess, sys, threading, time\n"
    code += "threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    return first(kit, code + "_ = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])")


@entry("graded", ALL)
def looks_for_the_hidden_tests(kit):
    """nbgrader puts them into the notebook before it runs; whoever finds them there stops with an error."""
    code = "from pathlib import Path\nfor path in Path.cwd().parent.rglob('*.ipynb'):\n"
    code += "    mark = 'BEGIN ' + 'HIDDEN'\n"
    return first(kit, code + "    assert not path.is_file() or mark not in path.read_text(errors='replace'), path")


@entry("graded", ALL)
def a_spy(kit):
    """Looks for solutions, marks and a way out; the tests with the fence ask what it found."""
    return first(kit, SPY)


SPY = '''
import os, pathlib, socket, subprocess
def tried(name, look):
    try:
        print("SPY", name, "reached", look())
    except BaseException as error:
        print("SPY", name, "refused", type(error).__name__)
here, work = pathlib.Path(marking.__file__).resolve().parents[1], pathlib.Path.cwd()
found = lambda folder, kind: next(pathlib.Path(folder).rglob(kind))
other = lambda: next(path for path in work.parents[1].parent.glob("sp-*") if path not in work.parents)
tried("network", lambda: socket.create_connection(("127.0.0.1", SPY_PORT), 2))
tried("gradebook", lambda: found("SPY_COURSE", "*.db"))
tried("submissions", lambda: found("SPY_COURSE", "*.ipynb"))
tried("solutions", lambda: found(here.parent / "coursework", "*.ipynb"))
tried("tests", lambda: found(work, "*.ipynb"))
tried("secrets", lambda: os.environ["SPY_SECRET"])
tried("lessons", lambda: found(here.parent, "0*.ipynb"))
tried("history", lambda: found(here.parent.parent / ".git", "*"))
tried("neighbours", other)
tried("helper", lambda: (here / "marking" / "words.py").open("a"))
tried("grader", lambda: found("/proc", "[1-9][0-9][0-9]"))
tried("mounts", lambda: subprocess.run(["umount", "/proc"], check=True, capture_output=True))
'''


@entry("graded", ALL)
def duplicated_answer(kit):
    book = kit.short()
    place = book.cells.index(find(book, "a1-cell-1"))
    twin = copy.deepcopy(book.cells[place])
    twin.id = "another"
    book.cells.insert(place + 1, twin)
    return book


@entry("repaired", 6.0, "The answer “a1-cell-1” stands there 2 times; the last one counts.", a1_cell_1_test=0.0)
def two_answers_the_last_counts(kit):
    book = kit.short()
    place = book.cells.index(find(book, "a1-cell-1"))
    twin = copy.deepcopy(book.cells[place])
    twin.source, twin.id = 'cell_1 = {"stakeholder": "putin"}', "another"
    book.cells.insert(place + 1, twin)
    return book


@entry("graded", ALL)
def duplicated_test(kit):
    book = kit.short()
    book.cells.append(copy.deepcopy(find(book, "a1-cell-1-test")))
    return book


@entry("repaired", ALL, "The cell “a1-cell-1-test” was missing and is put back.")
def deleted_test(kit):
    book = kit.short()
    book.cells.remove(find(book, "a1-cell-1-test"))
    return book


@entry("repaired", 6.0, "The answer cell “a1-cell-1” was missing; it counts as not answered.", a1_cell_1_test=0.0)
def deleted_answer(kit):
    book = kit.short()
    book.cells.remove(find(book, "a1-cell-1"))
    return book


@entry("repaired", 6.0, "The cell “a1-cell-1-test” was changed; it counts as it was handed out.", a1_cell_1_test=0.0)
def edited_test(kit):
    book = kit.short(a1_cell_1='cell_1 = {"stakeholder": "trump"}')
    find(book, "a1-cell-1-test").source = "600.0"
    return book


@entry("repaired", ALL, "The cell “a1-setup” was changed")
def edited_set_up(kit):
    return kit.short(a1_setup="case = None")


@entry("repaired", ALL, "The answer “a1-cell-1” had lost its name; it was found by its place.")
def renamed_answer(kit):
    book = kit.short()
    cell = find(book, "a1-cell-1")
    cell.id, cell.metadata = "mine", nbformat.from_dict({})
    return book


@entry("repaired", ALL, "had lost its name")
def lost_names(kit):
    book = kit.short()
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({})
        del cell["id"]
    book.nbformat_minor = 4
    return book


@entry("repaired", ALL, "The answer “a1-cell-1” had lost its name")
def lost_names_and_cells_of_ones_own(kit):
    book = lost_names(kit)
    place = next(n for n, cell in enumerate(book.cells) if cell.source.startswith("# Fill in.\ncell_1"))
    book.cells.insert(place, nbformat.v4.new_code_cell("2 + 2"))
    return book


@entry("graded", ALL)
def lost_metadata(kit):
    book = kit.short()
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({})
    book.metadata = nbformat.from_dict({})
    return book


@entry("graded", ALL)
def cells_in_another_order(kit):
    book = kit.short()
    book.cells.reverse()
    return book


@entry("graded", ALL)
def answer_turned_into_text(kit):
    book = kit.short()
    cell = find(book, "a1-cell-1")
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]
    return book


@entry("graded", ALL)
def answer_split_in_two(kit):
    book = kit.short()
    cell = find(book, "a1-cell-1")
    place = book.cells.index(cell)
    cell.source, tail = 'cell_1 = {"stakeholder": ""}', cell.source
    book.cells.insert(place + 1, nbformat.v4.new_code_cell(tail))
    return book
