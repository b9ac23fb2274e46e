"""Which cell shows which panel: what a cell showed earlier is closed once it is run again."""

from ..kernel import cell_and_run

_SHOWN = {}  # {cell: (its run, [panels that this run showed], [panels of the run before])}


def shown_here(panel):
    """Note that the cell that runs now shows a panel; close what its run before the last one showed.

    The last one stays: another tab of the notebook may still show it.
    """
    cell, run = cell_and_run()
    if not cell:
        return
    last, panels, earlier = _SHOWN.get(cell, (run, [], []))
    again = last != run
    _SHOWN[cell] = (run, [panel], panels) if again else (run, [*panels, panel], earlier)
    kept = {id(one) for _, now, before in _SHOWN.values() for one in (*now, *before)}
    for old in earlier if again else ():
        if id(old) not in kept:
            old.close()
