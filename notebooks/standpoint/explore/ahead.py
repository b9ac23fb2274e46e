"""Explorers that answer before they are asked: what the next change would show lies in the browser already."""

import traitlets

from .base import Explorer, script


def ahead_script(module, name):
    """Return the JavaScript of such an explorer, by its file name, with what keeps the answers; see `script`."""
    return script(module, "explorer_ahead.js", name)


class AheadExplorer(Explorer):
    """An explorer that computes in Python. The browser sets `settings`; Python replies in `view` and `ahead`.

    view: what the settings show, with their number. ahead: {from: settings, views: [[change, view], ...]}, what
    each change of one control would show. A way to Python and back takes 50 ms on a quick machine, and several
    times that on a busy one; a view that came ahead is drawn at once. It is computed in one place all the same.
    """

    # Without an echo of what the browser sent, the answer is one message sooner.
    settings = traitlets.Dict().tag(sync=True, echo_update=False)
    view = traitlets.Dict().tag(sync=True)
    ahead = traitlets.Dict().tag(sync=True)

    def __init__(self, settings, **kwargs):
        super().__init__(settings=settings, **kwargs)
        self._reply({"old": settings, "new": settings})
        self.observe(self._reply, names="settings")

    def answer(self, before, after):
        """Return what the settings `after` show to a reader who comes from `before`, as plain data."""
        raise NotImplementedError

    def changes(self, before, after):
        """Return [[{name: new value}, ...], ...]: the changes of one control that are worth an answer ahead.

        Each list in it is sent as soon as its views are there, so the likeliest stand in the first.
        """
        raise NotImplementedError

    def _reply(self, change):
        old, new = change["old"], change["new"]
        # The number makes each view a new one, so that the browser sees that Python has answered.
        self.view = self.answer(old, new) | {"number": new.get("number", 0)}
        for parts in self.changes(old, new):
            self.ahead = {"from": new, "views": [[part, self.answer(new, new | part)] for part in parts]}
