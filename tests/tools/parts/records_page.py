"""Explorers in a real Chromium without JupyterLab: shown by their own scripts, used by role and name, read as words.

The page talks to the Python object in this process, so hundreds of steps take seconds. This file and its script are
the one place that knows how an explorer gets into a browser (today: as an anywidget); records know it by its words.
"""

import json
from pathlib import Path

import lab

SCRIPT = Path(__file__).with_suffix(".js")
BLANK = "<!doctype html><html lang='en'><head><title>Records</title></head><body></body></html>"


def has_view(value):
    """Whether a value that a cell shows is drawn in the browser by a script of its own."""
    return hasattr(value, "comm") and hasattr(value, "get_state")


class Wire:
    """What stands in for the line between a widget and its view: keeps what the widget sends."""

    kernel = "in this process"

    def __init__(self, name, sent):
        self.comm_id, self._sent = name, sent

    def on_msg(self, hear):
        self.hear = hear

    def on_close(self, _):
        pass

    def send(self, data=None, metadata=None, buffers=None):
        self._sent.append(json.dumps([self.comm_id, data]))  # as it is now: the widget may change it

    def close(self, *_, **__):
        pass


class Stage:
    """A page on which widgets are shown. asked: whether those now shown were sent anything; shows: what they are."""

    def __init__(self, browser):
        self._page = browser.new_page(viewport={"width": 1280, "height": 900})
        self._page.set_content(BLANK)
        self._page.expose_function("toPython", self._hear)
        self._page.add_script_tag(content=f"(() => {{\n{SCRIPT.read_text(encoding='utf-8')}\n}})();")
        self._wires, self._sent, self.asked, self.shows, self._widgets = {}, [], False, None, ()

    def _hear(self, name, message):
        self.asked = True
        self._sent.clear()
        self._wires[name].hear({"content": {"data": json.loads(message)}, "buffers": []})
        return f"[{','.join(self._sent)}]"

    def show(self, *widgets):
        """Show widgets anew, one below the other."""
        for old in self._widgets:
            old.close()
        items, self._wires, self.asked, self.shows, self._widgets = [], {}, False, None, widgets
        for number, widget in enumerate(widgets):
            wire = self._wires[f"w{number}"] = Wire(f"w{number}", self._sent)
            widget.comm = wire
            items.append({"id": wire.comm_id, "state": widget.get_state()})
        # As one text: playwright takes its time over each part of a structure.
        self._page.evaluate("(items) => records.show(JSON.parse(items))", json.dumps(items, default=str))

    def close(self):
        self._page.close()

    def again(self):
        """Show the same widgets from their start; right only where Python was not asked for anything meanwhile."""
        self._page.evaluate("() => records.show()")

    def controls(self):
        """Return the controls that a reader can use now: [{address, at, role, group, do, options}], see the script."""
        return json.loads(self._page.evaluate("() => JSON.stringify(records.controls())"))

    def words(self):
        """Return what a reader sees, line by line."""
        return self._lines("words")

    def replies(self):
        """Return what the places for replies say, line by line."""
        return self._lines("replies")

    def _lines(self, what):
        said = self._page.evaluate(f"() => records.{what}().join('\\n')")
        return said.split("\n") if said else []

    def act(self, control, value=None):
        """Use a control of `controls`. value: what to choose or type; None: click it."""
        self._page.evaluate("([at, value]) => records.act(at, value)", [control["at"], value])

    def step(self, control, value=None):
        """Use a control of `controls`, as `act` does; return (words, controls)."""
        way = "async ([at, value]) => JSON.stringify(await records.step(at, value))"
        found = json.loads(self._page.evaluate(way, [control["at"], value]))
        return found["words"], found["controls"]

    def follow(self, steps):
        """Go through steps, [(how an address begins, value)]; a control that is not there is left out."""
        self._page.evaluate("(steps) => records.follow(steps)", [list(step) for step in steps])

    def fill(self, steps):
        """Fill in a form: [[address, words or True or False], ...]; return "" or the address that is not there."""
        return self._page.evaluate("(steps) => records.fill(steps)", steps)

    def come_to(self, control):
        """Point at a control and give it the focus, and use nothing."""
        self._page.evaluate("(at) => records.comeTo(at)", control["at"])


def chromium():
    """Yield a headless Chromium; see lab.chromium."""
    return lab.chromium()
