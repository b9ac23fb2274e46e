"""The explorer of the deal space: who must say yes, what fills a blank, and which deals are left."""

import json

from ...explore.ahead import AheadExplorer, ahead_script
from ...panel.panel import WAIT
from .explorer_data import clean, deal_data, deal_view, last_change, one_tick, options_of, scored_by, view_of
from .space import NO_DEALS, STEPS, can_deal, defaults, players, score, sizes

FEW = 5_000  # deals; for more, to answer before the reader asks would hold up the answer itself
KEPT = 32  # scores of other assumptions, for a way back


def deal_space(case):
    """The deal space: tick who must say yes, fill blanks by your own assumption, see which deals are left.

    `.settings` are the assumptions and `.view` is what follows from them; see `defaults` and `deal_view`.
    """
    data = deal_data(case) if can_deal(case) else {"issues": [], "note": NO_DEALS}
    said = deal_view(case, data["settings"])["headline"] if can_deal(case) else NO_DEALS
    return DealSpace(case, data=data, words=f"Deal space. At the start: {said} {WAIT}")


class DealSpace(AheadExplorer):
    """See `deal_space`. The browser sets `settings`; Python answers in `view`, and in `ahead` with what is next."""

    _esm = ahead_script(__file__, "explorer.js")

    def __init__(self, case, **kwargs):
        self._case, self._scores, self._from = case, {}, (None, None, None)
        self._start, self._known = (defaults(case), players(case)) if can_deal(case) else ({}, [])
        self._small = STEPS ** len(self._start.get("status_quo", ())) <= FEW
        super().__init__(kwargs["data"].get("settings", {}), **kwargs)

    def answer(self, before, after):
        """Return `view_of` with a sentence on the last change."""
        if not self._start:
            return {}
        if self._from[0] is not before:  # most answers ahead start from the same settings
            settings = clean(self._start, self._known, before)
            size = sizes(self._scored(settings), settings["ticked"], settings["rule"])
            self._from = before, settings, list(size)
        settings = clean(self._start, self._known, after)
        view = view_of(self._case, settings, self._scored(settings))
        return view | {"last": last_change(self.data, self._from[1], settings, self._from[2], view["size"])}

    def changes(self, before, after):
        """See `options_of` and `one_tick`; none where the deals are many."""
        if not self._start or not self._small:
            return []
        settings = clean(self._start, self._known, after)
        options = options_of(settings, str(after.get("at", "")))
        came = before is not after and before == after | {"at": before.get("at")}
        # Who has only come to another control has the answers to the ticks already.
        return [options] if came else [options, one_tick(settings, self._known)]

    def _scored(self, settings):
        # Scores are kept until an assumption changes that they rest on: a tick only filters.
        key = json.dumps(scored_by(settings), sort_keys=True)
        if key not in self._scores:
            while len(self._scores) >= (KEPT if self._small else 1):
                self._scores.pop(next(iter(self._scores)))
            self._scores[key] = score(self._case, settings)
        return self._scores[key]
