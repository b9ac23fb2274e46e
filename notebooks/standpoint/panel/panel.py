"""A panel: an explorer whose page, answers and evidence are HTML from Python, and whose script is that of all."""

import hashlib
import html
import itertools
import re
import threading
from pathlib import Path
from typing import NamedTuple

import anywidget
import ipywidgets
import traitlets

from ..case.package import work_folder
from ..kernel import somebody_reads
from .opening import opening_state
from .page import Html, el, live
from .shown import shown_here

_HERE = Path(__file__).parent
STYLES = (_HERE / "panel.css").read_text(encoding="utf-8")
_SCRIPTS = ("charts.js", "unsaved.js", "transport.js", "page.js", "keys.js", "quoting.js", "conflicts.js", "sheets.js",
            "address.js", "panel.js")  # fmt: skip
# One at a time: JupyterLab lets each tab of a notebook talk to a thread of its own, a subshell of the kernel.
TURN = threading.RLock()
WAIT = "This explorer needs a running kernel: choose Run, then Run All Cells."
# Shown below the words where Python runs: who reads it looks at a page that shows no widgets.
LACKING = (
    "If you read this after Run All Cells, the program that shows this page lacks a part. Install ipywidgets and "
    "anywidget where JupyterLab itself is installed, and start JupyterLab again."
)
RESET = "*"
_NUMBERS = itertools.count(1)


def script_of(names=_SCRIPTS):
    """Return files of this folder as one script, without a build step; by default the script of all panels."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


def work_place():
    """Return a short name of the folder my-work that tells it from another one, without telling where it lies."""
    return hashlib.sha256(str(work_folder().resolve()).encode()).hexdigest()[:8]


class Kept(NamedTuple):
    """What came of a change: what stands there now, also what others changed; a notice; was it refused?"""

    values: dict
    notice: str = ""
    refused: bool = False


def _names(made):
    """The names of the controls in a piece of Html, without those that the browser alone acts on.

    A control in a sheet goes to Python under the name of the sheet.
    """
    tags = re.findall(r"<(?:input|select|textarea|button)\b[^>]*>", made)
    named = {found[1] for tag in tags if "data-filters=" not in tag and (found := re.search(' name="([^"]*)"', tag))}
    alone = " ".join(re.findall('data-(?:view|from)="([^"]*)"', made)).split()
    sheets = set(re.findall('data-sheet="([^"]*)"', made))
    named = {name for name in named if not any(name.startswith(f"{sheet}/") for sheet in sheets)} | sheets
    return {html.unescape(name) for name in named - set(alone)}


class _Layout(ipywidgets.Layout):
    """The box of a panel; a program that runs the notebook hears as little of it as of the panel."""

    def open(self):
        if somebody_reads():
            super().open()


class Panel(anywidget.AnyWidget):
    """An explorer. The kernel holds `controls`; a view sends each change alone, and every view draws the answer.

    kind: its name in the stylesheet. page: Html, drawn once. values: {name of a control: value} with which it opens;
    each control that is to ask Python stands in it, and ValueError names one that does not.
    show: function (values) -> {slot: Html}. said: function (before, now) -> words on what changed. presses: {name of
    a button: function (values, value) -> {name: new value}}. keep: function (changes, was, view) -> Kept, called
    before they are shown; was: what stood there in the view, or None. settings: function (values) -> what `.settings`
    gives. evidence: {address: Html}, or a function (values) -> that, for evidence that is sent by need. store: a name
    for what is kept, where something is. words: what stands there where no script runs; readable: and below them its
    opening state, unless that is a picture made of buttons.
    """

    _esm, _css = script_of(), STYLES
    layout = ipywidgets.trait_types.InstanceDict(_Layout).tag(sync=True, **ipywidgets.widget_serialization)
    page = traitlets.Unicode().tag(sync=True)
    store = traitlets.Unicode().tag(sync=True)
    evidence = traitlets.Dict().tag(sync=True)
    # Changed in place, and each view is sent what changed; a view that is opened later gets it whole.
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, kind, page, values, show=None, said=None, presses=None, keep=None, settings=dict, evidence=None,
                 store="", words="", readable=True):  # fmt: skip
        opening = dict(values)
        self._show, self._said, self._keep = show or (lambda _: {}), said or (lambda *_: ""), keep
        self._presses = {RESET: lambda *_: opening} | (presses or {})
        self._settings, self._latest, self.words, self._readable = settings, {}, words, readable
        page = el("form", page, None if "data-live" in page else live(cls="told"), cls=f"standpoint standpoint-{kind}",
                  autocomplete="off")  # fmt: skip
        state = {"values": dict(values), "slots": self._show(values)}
        self._evidence = evidence if callable(evidence) else None
        evidence = evidence(values) if callable(evidence) else evidence or {}
        made = "".join([page, *state["slots"].values(), *evidence.values()])
        if lost := _names(made) - {*opening, *self._presses}:
            words = f"a control stands on the page and not in `values`, or a button not in `presses`: {sorted(lost)[0]}"
            raise ValueError(f"{words}. Python would never hear of it.")
        super().__init__(page=page, evidence=evidence, store=store, state=state)
        self.on_msg(self._hear)

    @property
    def controls(self):
        """What the controls stand at: {name: value}."""
        return self.state["values"]

    @property
    def settings(self):
        """What the reader has chosen, in the form of the lesson."""
        return self._settings(self.controls)

    def _hear(self, _, change, buffers):
        with TURN:
            self.send(self.change(**change))

    def tell(self, name, value, was=None, view="Python"):
        """Change a control or press a button from Python, in all views. See `change`."""
        self._hear(None, {"view": view, "number": next(_NUMBERS), "name": name, "value": value, "was": was}, [])

    def change(self, view, number, name, value=None, was=None):
        """Take over one change of one view; return the answer for all views.

        view: a name of the view; number: of its change; name: of the control or button. The answer: {view, number,
        name, values and slots (those that changed), said, notice, refused}. Whatever goes wrong is said in it.
        """
        answer = {"view": view, "number": number, "name": name}
        nothing = {"values": {}, "slots": {}, "notice": "", "refused": True}
        try:
            asked = self._presses[name](self.controls, value) if name in self._presses else {name: value}
            # Messages overlap: a late one counts, unless its view has changed that control since.
            asked = {key: new for key, new in asked.items()
                     if key in self.controls and number > self._latest.get((view, key), 0)}  # fmt: skip
            self._latest |= {(view, key): number for key in asked}
            return answer | self._take(asked, was, view)
        except Exception as error:  # noqa: BLE001 (a view that waits for ever would be worse)
            return answer | nothing | {"said": f"Python could not do this: {error}"}

    def _take(self, asked, was, view):
        """Keep and show some changes; return what came of it."""
        kept = self._keep(asked, was, view) if self._keep else Kept({})
        before = dict(self.controls)
        now = before | ({} if kept.refused else asked) | kept.values
        slots, said = self._show(now), self._said(before, now)
        changed = {key: made for key, made in slots.items() if made != self.state["slots"].get(key)}
        self.state["slots"].update(changed)
        self.controls.update(now)
        if self._evidence:
            self.evidence = self._evidence(now)  # before the answer, which draws what opens it
        values = {key: new for key, new in now.items() if key in asked or new != before.get(key)}
        return {"values": values, "slots": changed, "said": said, "notice": kept.notice, "refused": kept.refused}

    def open(self):
        """Make the panel known to the browser; not where a program runs the notebook, which needs its words alone."""
        if somebody_reads():
            self.layout.open()
            super().open()

    def close(self):
        """Take the panel out of all pages. What the reader gave is in the file; shown again, the panel opens again."""
        super().close()
        self.layout.close()

    def _repr_mimebundle_(self, **kwargs):
        self.open()
        bundle, metadata = super()._repr_mimebundle_(**kwargs) if self.comm else ({}, {})
        shown_here(self)
        more = f"<p>{LACKING}</p>" if bundle else ""
        return {**bundle, "text/html": self.saved() + more, "text/plain": self.words}, metadata

    def saved(self):
        """What a saved page shows of this panel, as Html: its words, and as it stands now."""
        state = opening_state(self.page, self.state["slots"]) if self._readable else ""
        return Html(f"<p>{html.escape(self.words)}</p>{state}")
