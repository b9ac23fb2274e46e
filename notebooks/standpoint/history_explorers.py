"""The two explorers of lesson 09: a list that the reader changes, and the case that each side would pick."""

import traitlets

from . import answers
from .explorer_base import WAIT, Explorer, script
from .history_data import PICKS, other_side_data, parties_in_words, picks, summit_list_data


def summit_list(case):
    """The list of meetings with filters: drop some, and watch the count move. See `summit_list_data`."""
    data = summit_list_data(case)
    words = data["none"] or f"Put meetings on your list or take them off, and watch the count. {WAIT}"
    return SummitList(data=data, words=words if data["none"] else f"{words} The table above shows every meeting.")


def other_side(case):
    """Which case would each party of the text pick? `.picks` is {party: {"meeting": id, "why": text}}.

    The picks are kept in my-work/answers.json beside the notebook and are shown again.
    """
    data = other_side_data(case)
    words = data["none"] or f"Which case would {parties_in_words(case)} pick, and why? {WAIT}"
    return OtherSide(case, data=data, words=words)


class SummitList(Explorer):
    """See `summit_list`."""

    _esm = script("summit_list.js")


class OtherSide(Explorer):
    """See `other_side`. The browser sets `picks`; Python keeps them and says in `notice` if it could not."""

    _esm = script("other_side.js")
    picks = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)
    heard = traitlets.Int(0).tag(sync=True)

    def __init__(self, case, data, **kwargs):
        kept, notice = answers.recall(case.name, PICKS)
        super().__init__(data=data, picks=picks(kept, data), notice=notice, **kwargs)
        self._name = case.name
        self.observe(self._keep, names="picks")

    def _keep(self, change):
        with self.hold_sync():
            self.notice = answers.keep(self._name, PICKS, picks(change["new"], self.data))
            self.heard += 1
