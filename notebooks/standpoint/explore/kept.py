"""Explorers that keep what the reader gives in my-work/answers.json, one value at a time."""

import copy

import traitlets

from ..case import answers
from ..panel.panel import work_place
from .base import Explorer, script


def kept_script(module, name):
    """Return the JavaScript of such an explorer, by its file name, with what sends its changes; see `script`."""
    return script(module, "explorer_kept.js", name)


class Kept(Explorer):
    """An explorer whose values are kept. The browser sends each change alone; Python answers in `heard`.

    Never the whole goes to Python: a view that was drawn earlier, or a second notebook, would write back what it
    still shows. notice: words about keeping, or "". heard: {by, number} of the change that was taken over last.
    """

    notice = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Dict().tag(sync=True)

    def __init__(self, case, key, data, **kwargs):
        self._case, self._key = case, key
        self._kept, notice = answers.recall(case.name, key)
        super().__init__(data=data | {"keep": f"{work_place()} {case.name} {key}"}, notice=notice, **kwargs)
        self.take(self.clean(self._kept))
        self.hear(self.tell)

    def clean(self, kept):
        """Return what of a kept answer this case can hold; `kept` may be any dict."""
        raise NotImplementedError

    def take(self, kept):
        """Show a clean answer: set the traits that the views draw."""
        raise NotImplementedError

    def tell(self, given):
        """Keep one change, and answer in `heard`. given: {path, to, was, by, number}; see `answers.change`.

        A value that this case cannot hold is left out; without a path nothing is kept.
        """
        with self.hold_sync():
            self.notice = self._change(given["path"], given.get("to"), given.get("was")) if given.get("path") else ""
            self.heard = {"by": given.get("by", ""), "number": given.get("number", 0)}

    def _change(self, path, to, was):
        mine = copy.deepcopy(self._kept)
        answers.put(mine, path, to)
        if to not in (None, "") and answers.look(self.clean(mine), path) != to:
            return ""
        kept, notice = answers.change(self._case.name, self._key, path, to, was)
        self._kept = mine if kept is None else kept
        self.take(self.clean(self._kept))
        return notice
