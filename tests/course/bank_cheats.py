"""The bank: ways to points without an answer, each of which earns nothing; and slips that once cost what was right."""

import nbformat
from bank import WRITTEN, as_bytes, entry, find, packed

ALL, OPEN = 12.0, 6.0  # of the first part; what is left of it where the first cell earns nothing
NOTHING = 'cell_1 = {"stakeholder": "trump"}\n'  # an answer that earns nothing


# Each stands in the first answer cell, whose test must then give 0: the answer itself earns nothing.
CHEATS = {
    "cheat_float": """
float = lambda x: mark.most if "mark" in globals() else 6.0
""",
    "cheat_print": """
import builtins
print = builtins.print = lambda *words: builtins.__dict__["__import__"]("sys").stdout.write("6 of 6 points.")
""",
    "cheat_builtins": """
import builtins
_float = float
builtins.float = type("float", (_float,), {"__repr__": lambda self: "6.0", "__new__": lambda c, x=0: _float(6)})
""",
    "cheat_display_formatter": """
plain = get_ipython().display_formatter.formatters["text/plain"]
plain.for_type(float, lambda value, printer, cycle: printer.text("6.0"))
plain.for_type(int, lambda value, printer, cycle: printer.text("6.0"))
""",
    "cheat_syntax_tree": """
import ast
class Full(ast.NodeTransformer):
    def visit_Attribute(self, node):
        return ast.copy_location(ast.Constant(6.0), node) if node.attr == "points" else node
get_ipython().ast_transformers.append(Full())
""",
    "cheat_input_transformer": """
get_ipython().input_transformers_post.append(lambda lines: ["6.0"] if "mark" in "".join(lines) else lines)
""",
    "cheat_importlib": """
import importlib, types
class Full(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **b: types.SimpleNamespace(points=6.0, most=6.0, lines=[])
importlib.import_module = lambda name, *rest: Full(name)
""",
    "cheat_modules": """
import sys, types
fake = types.ModuleType("standpoint.marking")
fake.judged_cell = lambda *a, **b: types.SimpleNamespace(points=6.0)
sys.modules["standpoint.marking"] = fake
sys.modules["standpoint"].marking = fake
""",
    "cheat_import_hook": """
import builtins
_import = builtins.__import__
class Full:
    points, most, lines = 6.0, 6.0, []
    def __getattr__(self, name):
        return lambda *a, **b: self
builtins.__import__ = lambda name, *rest, **more: Full() if name == "standpoint" else _import(name, *rest, **more)
""",
    "cheat_mark": """
from standpoint.marking.words import Mark, Tally
Mark.points = 6.0
Tally.part = lambda self, name, got, most, words="": setattr(self, "points", self.points + most)
""",
    "cheat_quotation": """
from standpoint.marking import cells, words
words.quotation = words.quotation = lambda *a: (1.0, "p12", "")
cells._decision = lambda *a: cells.Decision("trump", "spectacle", 1, "outright", 1)
cell_1 = {"stakeholder": "trump", "quotation": "words that nobody wrote in this essay"}
""",
    "cheat_essay": """
import standpoint, standpoint.case.case
words = "words that nobody wrote in this essay"
object.__setattr__(case, "essay", case.essay) if False else None
standpoint.load = standpoint.case.case.load = lambda *a, **b: case
cell_1 = {"stakeholder": "trump", "issue": "spectacle", "coder": "B", "verdict": "change", "direction": "1",
          "plainness": "outright", "paragraph": "p12", "quotation": words, "rule": "10", "reason": words}
""",
    "cheat_forged_answers": """
from IPython.display import display
display({"application/vnd.standpoint.case.answers+json": '{"points": 6.0, "answers": {}, "functions": []}'}, raw=True)
display({"text/plain": "6.0"}, raw=True)
6.0
""",
    "cheat_json": """
import json
_dumps = json.dumps
json.dumps = lambda value, *a, **b: _dumps({**value, "points": 6.0} if isinstance(value, dict) else value, *a, **b)
""",
    "cheat_published_points": """
publisher = get_ipython().display_pub
_publish = publisher.publish
def publish(data, **more):
    _publish({**data, "text/plain": "6.0"}, **more)
publisher.publish = publish
""",
    "cheat_post_run": """
def put(*_):
    globals()["mark"] = type("Mark", (), {"points": 6.0, "most": 6.0})()
get_ipython().events.register("pre_run_cell", put)
get_ipython().events.register("post_run_cell", put)
""",
    "cheat_equal_to_all": """
class Word(str):
    __hash__ = str.__hash__
    def __eq__(self, other): return True
    def __contains__(self, other): return True
    def __len__(self): return 60
    def split(self, *a): return ["word"] * 30
cell_1 = {name: Word("x") for name in ("stakeholder", "issue", "coder", "verdict", "direction", "plainness",
                                       "paragraph", "quotation", "against_paragraph", "against", "rule", "reason")}
""",
    "cheat_dict_that_answers": """
class Answers(dict):
    def get(self, name, other=None):
        return {"verdict": "change", "coder": "B"}.get(name, "p12")
    def items(self):
        return [("quotation", "anything")]
cell_1 = Answers(cell_1)
""",
    "cheat_thread": """
import threading, time
def late():
    for _ in range(200):
        globals()["mark"] = type("Mark", (), {"points": 6.0, "most": 6.0})()
        time.sleep(0.01)
threading.Thread(target=late, daemon=True).start()
""",
    "cheat_modules_in_my_work": """
from pathlib import Path
Path("my-work").mkdir(exist_ok=True)
for name in ("standpoint", "pandas", "sitecustomize", "usercustomize"):
    Path(f"{name}.py").write_text("points = 6.0", encoding="utf-8")
    (Path("my-work") / f"{name}.py").write_text("points = 6.0", encoding="utf-8")
""",
    "cheat_case_in_my_work": """
import shutil
from pathlib import Path
from standpoint.case.package import find
for folder in (Path("my-work") / "anchorage", Path("data") / "anchorage"):
    shutil.copytree(find("anchorage"), folder, dirs_exist_ok=True)
    for path in folder.glob("codings.csv"):
        path.chmod(0o600)
        path.write_text(path.read_text(encoding="utf-8").replace("B,", "A,"), encoding="utf-8")
""",
    "cheat_exit_code": """
import atexit, sys
atexit.register(lambda: print("6.0"))
sys.excepthook = lambda *a: print("6.0")
get_ipython().set_custom_exc((Exception,), lambda *a, **b: print("6.0"))
""",
}  # fmt: skip


def _cheat(name):
    def make(kit):
        return kit.short(a1_cell_1=NOTHING + CHEATS[name])

    make.__name__ = name
    # An output of a kind that no notebook has is taken out, and the message says so.
    entry("repaired" if name == "cheat_forged_answers" else "graded", OPEN, a1_cell_1_test=0.0)(make)


for _name in CHEATS:
    _cheat(_name)


@entry("graded", ALL, a1_unseen_case_test=0.0, a1_unseen_codes_test=0.0)
def cheat_text_of_ones_own(kit):
    """Another unseen text, in which every quotation stands."""
    book = kit.short()
    code = "from pathlib import Path\nfor path in Path('texts').glob('*.txt'):\n    path.chmod(0o600)\n"
    code += "    path.write_text('Mine\\n\\nOne wants it. ' * 30, encoding='utf-8')"
    book.cells.insert(1, nbformat.v4.new_code_cell(code))
    return book


@entry("graded", ALL)
def cheat_links_in_my_work(kit):
    code = "import os\nfrom pathlib import Path\nPath('my-work').mkdir(exist_ok=True)\n"
    code += "os.symlink('/etc', 'my-work/etc')\nos.symlink('/etc/passwd', 'my-work/anchorage-positions.csv')\n"
    return kit.short(a1_cell_1=code + "os.mkfifo('my-work/waits.csv')\n" + kit.model("a1-cell-1"))


# ---- slips that once cost what was right, and parts that no program can mark ----------------------------------


@entry("graded", ALL)
def print_is_a_word(kit):
    return kit.short(a1_cell_1='print = "done"\n' + kit.model("a1-cell-1"))


@entry("graded", ALL)
def float_is_a_number(kit):
    return kit.short(a1_cell_1="float, globals, load, dict = 0.5, None, 3, []\n" + kit.model("a1-cell-1"))


@entry("errors", ALL, "“a1-cell-1-help”, a cell of the assignment, stopped: it uses a name")
def the_helper_deleted(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + "\ndel case, marking")


@entry("graded", ALL)
def installs_a_package(kit):
    return kit.short(a1_cell_1="!pip install surely-not-there\n" + kit.model("a1-cell-1"))


@entry("timed out", ALL, "The cell “a1-cell-1” ran too long")
def waits_for_a_program(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + "\nimport subprocess\nsubprocess.run(['sleep', '600'])")


@entry("graded", ALL)
def leaves_with_quit(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + "\nquit()", a1_cell_2=kit.model("a1-cell-2") + "\nexit()")


@entry("errors", ALL, "stopped: it ended Python (SystemExit")
def leaves_with_sys_exit(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + "\nimport sys\nsys.exit(1)")


@entry("errors", 12.0, "a cell of the assignment, stopped: it uses a name", a1_cell_1_test=6.0, a1_cell_2_test=6.0)
def forgets_everything(kit):
    book = kit.short()
    book.cells.insert(book.cells.index(find(book, "a1-cell-2-test")) + 1, nbformat.v4.new_code_cell("%reset -f"))
    return book


@entry("graded", 11.0, a1_cell_1_test=5.0)
def a_blank_of_pandas(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + '\nimport pandas as pd\ncell_1["rule"] = pd.NA')


@entry("unmarked", OPEN, "A program cannot mark “a1-cell-1-test”: “cell_1” is a DataFrame.", a1_cell_1_test=None)
def a_table_in_place_of_a_dict(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + "\nimport pandas as pd\ncell_1 = pd.DataFrame([cell_1])")


@entry("unmarked", OPEN, "are too large to be marked by a program", a1_cell_1_test=None)
def an_answer_without_end(kit):
    return kit.short(a1_cell_1=kit.model("a1-cell-1") + '\ncell_1["reason"] = "word " * 400_000\n',
                     a1_cell_2=kit.model("a1-cell-2") + "\ncell_1 = {}")  # fmt: skip


@entry("unmarked", ALL, "“a1-other-reading” stands as it was handed out, but there is text in other cells",
       a1_other_reading=None)  # fmt: skip
def text_in_a_cell_of_ones_own(kit):
    book = kit.short(a1_other_reading=find(kit.book(), "a1-other-reading").source)
    book.cells.append(nbformat.v4.new_markdown_cell(f"My answer. {WRITTEN}"))
    return book


@entry("unmarked", ALL, "The cell “a1-rubric” was changed", "but there is text in other cells", a1_other_reading=None)
def text_in_the_rubric(kit):
    book = kit.short(a1_other_reading=find(kit.book(), "a1-other-reading").source)
    find(book, "a1-rubric").source += f"\n\n{WRITTEN}"
    return book


@entry("unmarked", OPEN, "“a1-cell-1” stands as it was handed out, but another cell sets cell_1", a1_cell_1_test=0.0)
def answer_above_its_cell(kit):
    book = kit.short(a1_cell_1=find(kit.book(), "a1-cell-1").source)
    place = book.cells.index(find(book, "a1-cell-1"))
    book.cells.insert(place, nbformat.v4.new_code_cell(kit.model("a1-cell-1")))
    return book


@entry("graded", 24.0)
def right_without_print(kit):
    book = kit.filled(a1_cell_1='print = float = "done"\n' + kit.model("a1-cell-1"))
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(book)})}
