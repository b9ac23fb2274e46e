"""What the kernel of a submission is told when it starts: how one cell costs no other, how answers leave as plain data.

It stands alone and is copied into the folder of the submission, for behind the fence the kernel sees nothing else of
this kit. Student code may change what lies here; that changes its own answers and nothing else.
"""

import functools
import json
import os
import sys
from pathlib import PurePath

MIME = "application/vnd.standpoint.case.answers+json"
ROOM, DEEP = 1_000_000, 8  # characters of all answers, levels of one
RESERVE = 300_000_000  # bytes


def start(shell):
    """Prepare the IPython shell of a kernel, before any cell runs."""
    # Plain error reports: the coloured one of an endless recursion takes many seconds.
    shell.InteractiveTB.set_mode("Plain")
    _reserve(shell)
    if hasattr(shell, "kernel"):
        # A large message that is sent without a copy needs a thread, and a submission may have used up the threads.
        shell.kernel.session.copy_threshold = sys.maxsize
    # quit() would end the kernel in the next cell, which is not to blame.
    shell.ask_exit = functools.partial(print, "quit() and exit() do nothing while an assignment is graded.")
    answers = lambda line, cell: hand_over(shell.user_ns, shell.display_pub.publish, cell)  # noqa: E731
    shell.register_magic_function(answers, "cell", "answers")


def _reserve(shell):
    """Keep room free: a cell that used up the memory gives it back, so that its error is told and others still run."""
    room = [bytearray(RESERVE)]

    def full(shell, kind, error, trace, tb_offset=None):
        room.clear()
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell.set_custom_exc((MemoryError,), full)


def hand_over(held, publish, asked):
    """Publish answers as JSON text under MIME; held: {name: value}, the variables of the notebook.

    asked: JSON {"names": [...], "calls": {function: [arguments as Python source]}}. First comes {"answers": {name:
    {"value"} or {"unreadable": its type}}, "functions": [...]}, then a line for each call of a function:
    {"call": [function, arguments], "borrowed": whether code of the helper ran} with "gave", "unreadable" or "raised".
    """
    asked = json.loads(asked)
    functions = [name for name in asked["calls"] if callable(held.get(name))]
    names = [name for name in asked["names"] if name in held and name not in functions]
    _say(publish, {"answers": {name: _told(held[name]) for name in names}, "functions": functions})
    for name in functions:
        for arguments in asked["calls"][name]:
            _say(publish, {"call": [name, arguments]} | _called(held[name], arguments))


def _say(publish, said):
    text = json.dumps(said)
    publish({MIME: text if len(text) <= ROOM else json.dumps({"large": len(text)})})


def plain(value, level=0):
    """Return a value as None, bool, int, float, str, list, dict. Raises TypeError with the type of what is none."""
    import pandas

    if value is None or value is pandas.NA or value is pandas.NaT:
        return None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (str, PurePath)):
        return str(value)
    if level < DEEP and isinstance(value, dict):
        return {str(name): plain(one, level + 1) for name, one in dict.items(value)}
    if level < DEEP and isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one, level + 1) for one in value]
    if type(value).__module__ == "numpy" and hasattr(value, "tolist"):
        return plain(value.tolist(), level + 1)
    raise TypeError(type(value).__name__)


def _told(value, name="value"):
    try:
        return {name: plain(value)}
    except Exception as error:  # a value of the student can do anything when it is looked at
        return {"unreadable": str(error) if isinstance(error, TypeError) else type(error).__name__}


def _called(function, arguments):
    """Call a function of the student once, and watch whether it leaves the work to the helper."""
    import pandas
    import standpoint

    # The folder itself: a checkout, and so the path of every library in it, may bear the same name.
    borrowed, helper = [], f"{PurePath(standpoint.__file__).parent}{os.sep}"

    def watch(frame, event, _):
        if frame.f_code.co_filename.startswith(helper):
            borrowed.append(True)

    try:
        given = eval(arguments, {"nan": float("nan"), "NA": pandas.NA, "Series": pandas.Series})
        sys.setprofile(watch)
        try:
            gave = function(*given)
        finally:
            sys.setprofile(None)
        said = _told(gave, "gave")
    except (Exception, SystemExit) as error:
        said = {"raised": [type(error).__name__, str(error)[:200]]}
    return said | {"borrowed": bool(borrowed)}
