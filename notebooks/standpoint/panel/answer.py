"""What a reader gives in a panel, kept in my-work/answers.json: each control holds one value of it."""

import copy

from ..case import answers
from .panel import Kept, work_place


class Answer:
    """A kept answer. `keep` is for a Panel, and so are `controls`, with which it opens, and `store`.

    key: the name of the answer in the file. clean: function (kept) -> what of it the case can hold; kept may be any
    dict. empty: {name of a control: what stands there where nothing is given}; a name is the way to the value, as in
    "values/europe/power". done: what is said when a value is kept. read: function (what stands in a control) -> value.
    """

    def __init__(self, case, key, clean, empty, done="", read=lambda value: value):
        self._case, self._key, self._clean, self._empty, self._done, self._read = case, key, clean, empty, done, read
        self._kept, self.notice = answers.recall(case.name, key)
        self.store = f"{work_place()} {case.name} {key}"

    @property
    def given(self):
        """What the reader has given, as far as the case can hold it."""
        return self._clean(self._kept)

    @property
    def controls(self):
        """What stands in the controls: {name: value}."""
        given = self.given
        found = {name: answers.look(given, name.split("/")) for name in self._empty}
        return self._empty | {name: value for name, value in found.items() if value is not None}

    def keep(self, changes, was, view):
        """Keep what the case can hold; see Panel. `notice` says what came of it, where there is something to say."""
        before, mine = self.controls, {name: to for name, to in changes.items() if name in self._empty}
        seen = was if isinstance(was, dict) else dict.fromkeys(mine, was)
        said = [self._change(name.split("/"), self._read(to), self._read(seen.get(name))) for name, to in mine.items()]
        if mine:
            self.notice = " ".join(filter(None, said)) or self._done
        others = {name: to for name, to in self.controls.items() if to != before[name] and name not in mine}
        return Kept(others)

    def _change(self, path, to, was):
        if not self._fits(path, to):
            return ""
        was = was if self._fits(path, was) else answers.look(self._kept, path)
        if to == was:
            return ""
        kept, notice = answers.change(self._case.name, self._key, path, to, was)
        self._kept = self._with(path, to) if kept is None else kept
        return notice

    def _fits(self, path, to):
        return to in (None, "") or answers.look(self._clean(self._with(path, to)), path) == to

    def _with(self, path, to):
        mine = copy.deepcopy(self._kept)
        answers.put(mine, path, to)
        return mine
