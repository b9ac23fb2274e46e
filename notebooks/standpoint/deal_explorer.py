"""The explorer of the deal space: who must say yes, what fills a blank, and which deals are left."""

import traitlets

from .deal_findings import NO_DEALS, can_deal
from .deal_space import defaults, players, score
from .deal_view import clean, deal_data, deal_view, scored_by, view_of
from .explorer_base import WAIT, Explorer, script


def deal_space(case):
    """The deal space: tick who must say yes, fill blanks by your own assumption, see which deals are left.

    `.settings` are the assumptions and `.view` is what follows from them; see `defaults` and `deal_view`.
    """
    data = deal_data(case) if can_deal(case) else {"issues": [], "note": NO_DEALS}
    said = deal_view(case, data["settings"])["headline"] if can_deal(case) else NO_DEALS
    return DealSpace(case, data=data, words=f"Deal space. At the start: {said} {WAIT}")


class DealSpace(Explorer):
    """See `deal_space`. The browser sets `settings`; Python answers in `view`."""

    _esm = script("deal_space.js")
    # Without an echo of what the browser sent, the answer is one message sooner.
    settings = traitlets.Dict().tag(sync=True, echo_update=False)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, case, **kwargs):
        super().__init__(settings=kwargs["data"].get("settings", {}), **kwargs)
        self._case, self._scored, self._scores = case, None, None
        if can_deal(case):
            self._start, self._known = defaults(case), players(case)
            self._look()
            self.observe(self._look, names="settings")

    def _look(self, _change=None):
        settings = clean(self._start, self._known, self.settings)
        # Scores are kept until an assumption changes that they rest on: a tick only filters.
        if scored_by(settings) != self._scored:
            self._scored, self._scores = scored_by(settings), score(self._case, settings)
        # The number makes each answer a new one, so that the browser sees that Python has answered.
        number = self.settings.get("number", 0)
        self.view = view_of(self._case, settings, self._scores) | {"number": number}
