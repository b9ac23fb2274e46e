"""The two explorers of lesson 03: the reader's own values, and salience from a viewpoint that the reader chooses."""

import traitlets

from .explorer_base import WAIT, Explorer, script
from .explorer_kept import Kept, kept_script
from .stakeholder_data import clean_values, own_values_data, viewpoints_data, viewpoints_summary


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


class OwnValues(Kept):
    """See `own_values`. `values` and `why` are set by Python alone; see `Kept`."""

    _esm = kept_script("own_values.js")
    values = traitlets.Dict().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)

    def __init__(self, case, **kwargs):
        super().__init__(case, "03.values", **kwargs)
        if not self.notice and (self.values or self.why):
            self.notice = "Your earlier values are filled in."

    def clean(self, kept):
        """See `Kept`."""
        why = kept.get("why")
        return {"values": clean_values(self._case, kept.get("values")), "why": why if isinstance(why, str) else ""}

    def take(self, kept):
        """See `Kept`."""
        self.values, self.why = kept["values"], kept["why"]


class Viewpoints(Explorer):
    """See `viewpoints`."""

    _esm = script("viewpoints.js")
