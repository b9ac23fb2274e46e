"""The two explorers of lesson 03: the reader's own values, and salience from a viewpoint that the reader chooses."""

import traitlets

from . import answers
from .explorer_base import WAIT, Explorer, script
from .stakeholder_data import clean_values, own_values_data, viewpoints_data, viewpoints_summary

_KEPT = "03.values"  # among the kept answers, beside those of the exercises


def own_values(case):
    """The reader's own power and interest beside the coded ones; `.values` is {stakeholder: {scale: 0 to 2}}.

    `.why` is the reader's text. Both are kept in my-work/answers.json beside the notebook and are shown again.
    See `own_values_data`.
    """
    words = f"Give your own values of power and interest, and see them beside the coded ones. {WAIT}"
    return OwnValues(
        case, data=own_values_data(case), words=f"{words} The register above shows the coded values."
    )


def viewpoints(case):
    """Power, legitimacy, urgency and the class of each stakeholder, from a chosen viewpoint. See `viewpoints_data`."""
    words = f"Choose in whose eyes each stakeholder counts. {viewpoints_summary(case)} {WAIT}"
    return Viewpoints(data=viewpoints_data(case), words=f"{words} The tables below show the same.")


class OwnValues(Explorer):
    """See `own_values`. The browser sets `values` and `why`; Python keeps them and replies in `notice`."""

    _esm = script("own_values.js")
    values = traitlets.Dict().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Dict().tag(sync=True)

    def __init__(self, case, **kwargs):
        kept, notice = answers.recall(case.name, _KEPT)
        values, why = clean_values(case, kept.get("values")), kept.get("why")
        again = "Your earlier values are filled in." if values or why else ""
        first = {"words": notice or again, "step": 0}
        super().__init__(values=values, why=why if isinstance(why, str) else "", notice=first, **kwargs)
        self._case = case
        self.observe(self._keep, names=["values", "why"])

    def _keep(self, _change):
        given = {"values": clean_values(self._case, self.values), "why": self.why}
        notice = answers.keep(self._case.name, _KEPT, given)
        # The step makes each notice a new one, so that the browser sees that Python has answered.
        self.notice = {"words": notice or "Kept. It is here again next time.", "step": self.notice["step"] + 1}


class Viewpoints(Explorer):
    """See `viewpoints`."""

    _esm = script("viewpoints.js")
