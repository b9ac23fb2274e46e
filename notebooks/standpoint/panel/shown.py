"""Which cell shows which panel: what a cell showed before is closed once it is run again."""

from ..kernel import cell_and_run

_SHOWN = {}  # {cell: (its run, [panels that this run showed])}


def shown_here(panel):
    """Note that the cell that runs now shows a panel; close what its run before showed and no other cell shows."""
    cell, run = cell_and_run()
    if not cell:
        return
    last, panels = _SHOWN.get(cell, (run, []))
    again = last != run
    _SHOWN[cell] = (run, [panel] if again else [*panels, panel])
    kept = {id(one) for _, shown in _SHOWN.values() for one in shown}
    for old in panels if again else ():
        if id(old) not in kept:
            old.close()
