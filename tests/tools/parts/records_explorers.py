"""What an explorer says: at the start, after each single change of each control, in a story, and along random ways."""

import ast
import hashlib
import textwrap
from collections import Counter
from difflib import SequenceMatcher

import records_lessons as lessons
from records_stories import story_of

WAYS, STEPS, TOLD = 200, 8, 5  # random ways, steps of each, and how many are told in full
FEW = {"option": 3}  # of the sentences of a text, each of which can be chosen, so many are tried one by one
NUMBERS = ("0", "35", "12,5", "1945", "abc", "")
SENTENCES = ("Because the essay says so, in these words.", "")
WIDTH, OLD = 116, 50  # letters of a line; of a line that is gone
RANDOM = "== 200 random ways"


class Play:
    """An explorer of a lesson, on the stage; `begin` puts everything back to its start."""

    def __init__(self, stage, folder, cell, readers):
        self.stage, self._folder, self._cell, self.readers = stage, folder, cell, readers
        self._names = None

    def begin(self):
        if self.stage.shows == self._cell and not self.stage.asked:
            self.stage.again()
            return
        widget, self._names = self._cell.anew(self._folder)
        self.stage.show(widget)
        self.stage.shows = self._cell

    def reopen(self):
        """Run the cell again with what is kept in my-work by now."""
        self._names = dict(self._cell.names)
        widget = lessons.run(self._cell.tree, self._names, self._cell.place)[0]
        self.stage.show(widget)
        self.stage.asked = True

    def kept(self):
        """Whether Python was asked for something and something is in my-work now."""
        return self.stage.asked and self._folder.work.is_dir()

    def words(self, page=None):
        """The words on the page, and what the later cells of the lesson that read this explorer print."""
        said = [lessons.run(tree, dict(self._names), self._cell.place)[2] for tree in self.readers]
        return [*(page or self.stage.words()), *(f"A later cell prints: {' '.join(words.split())}" for words in said)]


def readers(cell, later):
    """The later cells of a lesson that are one call with this explorer alone, as in marking.settings_of(bench)."""
    last = cell.tree.body[-1].value
    if not isinstance(last, ast.Name):
        return []
    calls = [(one, one.body[0].value) for one in (other.tree for other in later)
             if len(one.body) == 1 and isinstance(one.body[0], ast.Expr) and isinstance(one.body[0].value, ast.Call)]
    return [tree for tree, call in calls if [ast.unparse(given) for given in call.args] == [last.id]]


def values_of(control):
    """What can be chosen or typed there; [None] where it is clicked."""
    typed = {"number": NUMBERS, "words": SENTENCES, "click": [None]}
    return control["options"] if control["do"] == "choose" else list(typed[control["do"]])


def step_words(control, value):
    return control["address"] + ("" if value is None else f": “{' '.join(value.split())}”")


def wrapped(lines, before=""):
    """Lines of at most WIDTH letters; what goes on is indented."""
    after = " " * (len(before) - len(before.lstrip())) + "    "
    fold = textwrap.TextWrapper(WIDTH, initial_indent=before, subsequent_indent=after, break_long_words=False,
                                break_on_hyphens=False)  # fmt: skip
    return [part for line in lines for part in fold.wrap(line)]


def changes(old, new):
    """What changed between two lists of lines: “- ” how the lines that are gone begin, “+ ” what came, in order."""
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("delete", "replace"):
            more = f" and {b - a - 1} more" if b - a > 1 else ""
            found.append(f"- {old[a][:OLD]}{'…' * (len(old[a]) > OLD)}{more}")
        if kind != "equal":
            found += wrapped(new[c:d], "+ ")
    return found or ["= the same words"]


def start_and_changes(play):
    """The words at the start, those that pointing at a control brings, and those after each single change."""
    play.begin()
    start, controls = play.words(), play.stage.controls()
    pointed, changed, before = [], [], start
    for control in controls:
        if control["role"] in ("checkbox", "combobox", "radio", "textbox"):
            play.stage.come_to(control)
            now = play.words()
            pointed += [f"-- {control['address']}", *changes(start, now)] if now != before else []
            before = now
    tried = Counter()
    for control in controls:
        tried[control["role"]] += 1
        for value in values_of(control) if tried[control["role"]] <= FEW.get(control["role"], WAYS) else ():
            play.begin()
            play.stage.act(control, value)
            changed += [f"-- {step_words(control, value)}", *changes(start, play.words())]
    told = ["", "== on coming to a control, without using it", *pointed] if pointed else []
    return ["== at the start", *wrapped(start), *told, "", "== after one change", *changed]


def story(play, steps):
    """Go through the steps of a story from the start; return each step and what it changed."""
    play.begin()
    lines, before = [], play.words()
    for address, value in steps:
        found = [control for control in play.stage.controls() if control["address"].startswith(address)]
        lines += wrapped([f"-- {step_words({'address': address}, value)}"])
        if not found:
            lines.append("= there is no such control now")
            continue
        play.stage.act(found[0], value)
        now = play.words()
        lines += changes(before, now)
        before = now
    return lines


def drawn(way, step, controls):
    """Draw a control and what to do with it: first a kind of control, then one of the kind, then a value.

    A draw by hash and not by number: a control more or less moves those draws alone that fall on it.
    """

    def lot(*words):
        return hashlib.sha256(repr((way, step, *words)).encode()).hexdigest()

    kind = min({(one["role"], one["group"]) for one in controls}, key=lambda kind: lot(*kind))
    alike = [one for one in controls if (one["role"], one["group"]) == kind]
    control = min(alike, key=lambda one: lot(one["address"]))
    return control, min(values_of(control), key=lambda value: lot(control["address"], value))


def digest(words):
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:6]


def random_way(play, way, steps):
    """Go one way; return ([step in words], [words after each step], then those of the explorer opened anew])."""
    play.begin()
    if way % 2:  # every second one starts where the story ends
        play.stage.follow(steps)
    went, said, controls = [], [], play.stage.controls()
    for step in range(STEPS):
        control, value = drawn(way, step, [one for one in controls if values_of(one)])
        words, controls = play.stage.step(control, value)
        went.append(step_words(control, value))
        said.append(play.words(words))
    if play.kept():
        play.reopen()
        said.append(play.words())
    return went, said


def random_ways(play, steps, ways=WAYS):
    """Every random way: the first ones in words, then a line of digests for each, one digest for each step."""
    play.begin()
    start, told, marks = play.words(), [], []
    for way in range(1, ways + 1):
        went, said = random_way(play, way, steps)
        marks.append(f"{way:3}  {' '.join(digest(words) for words in said)}")
        if way <= TOLD:
            numbered = [f"{n}. {words}" for n, words in enumerate(went, start=1)]
            told += [f"-- way {way}", *wrapped(numbered), "and at its end, unlike the start", *changes(start, said[-1])]
    return [f"{RANDOM}: the first {TOLD}", *told, "", f"{RANDOM}: a digest of all words after each step", *marks]


def one_way(play, way, steps):
    """One random way in full: each step and what it changed."""
    went, said = random_way(play, way, steps)
    lines, before = [], []
    for step, words in zip([*went, "opened again, with what was kept"], said):
        lines += [f"-- {step}", *changes(before, words)]
        before = words
    return lines


def start_to_story(play, call, where):
    """What the usual tests look at: all but the random ways. where: the lessons that show it."""
    steps = story_of(call)
    told = ["", "== a story", *story(play, steps)] if steps else []
    return [call, f"shown in {', '.join(where)}", "", *start_and_changes(play), *told, ""]
