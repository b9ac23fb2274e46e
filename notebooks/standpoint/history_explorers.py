"""The two explorers of lesson 09: a list that the reader changes, and the case that each side would pick."""

import traitlets

from .explorer_base import WAIT, Explorer, script
from .explorer_kept import Kept, kept_script
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


class OtherSide(Kept):
    """See `other_side`. `picks` is set by Python alone; see `Kept`."""

    _esm = kept_script("other_side.js")
    picks = traitlets.Dict().tag(sync=True)

    def __init__(self, case, data, **kwargs):
        self._data = data
        super().__init__(case, PICKS, data, **kwargs)

    def clean(self, kept):
        """See `Kept`."""
        # A reason may be written before its case is picked.
        whole = {who: {"meeting": "", **pick} for who, pick in kept.items() if isinstance(pick, dict)}
        return picks(whole, self._data)

    def take(self, kept):
        """See `Kept`."""
        self.picks = kept
