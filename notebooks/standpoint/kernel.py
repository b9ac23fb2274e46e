"""What the kernel knows of the cell that it runs: which cell it is, and whether somebody reads what it shows."""

from IPython import get_ipython


def somebody_reads():
    """Whether somebody sits at the notebook; else a program runs it: nbconvert, papermill, nbgrader, a test.

    A program says that nobody can be asked anything: `allow_stdin` of Jupyter's messages.
    """
    return _request().get("content", {}).get("allow_stdin") is not False


def cell_and_run():
    """Return (id of the cell that runs, id of this run of it), as JupyterLab gives them; ("", "") where it does not."""
    request = _request()
    cell, run = request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id")
    return (cell, run) if cell and run else ("", "")


def _request():
    """The message to which this kernel answers now; {} outside a kernel, and where a kernel does not tell."""
    ask = getattr(getattr(get_ipython(), "kernel", None), "get_parent", dict)
    return ask() or {}
