"""The two explorers of lesson 03: the reader's own values, and salience from a viewpoint that the reader chooses."""

import traitlets

from .explorer_base import WAIT, Explorer, script
from .stakeholder_data import own_values_data, viewpoints_data, viewpoints_summary


def own_values(case):
    """The reader's own power and interest beside the coded ones; `.values` is {stakeholder: {scale: 0 to 2}}.

    See `own_values_data`. Nothing is kept on disk: the values are assumed by the reader, for this hour.
    """
    words = f"Give your own values of power and interest, and see them beside the coded ones. {WAIT}"
    return OwnValues(data=own_values_data(case), words=f"{words} The register above shows the coded values.")


def viewpoints(case):
    """Power, legitimacy, urgency and the class of each stakeholder, from a chosen viewpoint. See `viewpoints_data`."""
    words = f"Choose in whose eyes each stakeholder counts. {viewpoints_summary(case)} {WAIT}"
    return Viewpoints(data=viewpoints_data(case), words=f"{words} The tables below show the same.")


class OwnValues(Explorer):
    """See `own_values`. The browser sets `values`."""

    _esm = script("own_values.js")
    values = traitlets.Dict().tag(sync=True)


class Viewpoints(Explorer):
    """See `viewpoints`."""

    _esm = script("viewpoints.js")
