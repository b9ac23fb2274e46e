"""The explorers that need no Python, for the pages: each lesson is run once, and its panels are taken."""

import html
import json
import re

import records_lessons as lessons
from places import NOTEBOOKS
from standpoint.panel.panel import STYLES, Panel

SHEET = "panel.css"
_STILL = (NOTEBOOKS / "standpoint" / "panel" / "still.js").read_text(encoding="utf-8")


def living(path, folder):
    """Return {number of a code cell: the panel that it shows} of a lesson, of those panels that never ask Python.

    folder: a Home of records_lessons, in which nothing that a reader kept is found.
    """
    shown = enumerate(cell.value for cell in lessons.cells(path, folder))
    return {number: panel for number, panel in shown if isinstance(panel, Panel) and not panel.controls}


def _script_of(panel):
    """Return the script of a panel for a page without Python. It draws the places that name it; see `_place`."""
    made = panel._esm.replace("export default { render };\n", "")
    return f"(() => {{\n{made}\n{_STILL}}})();\n"


def _place(panel, name, script, evidence, inside):
    """Return where a panel is drawn, and beside it what it is drawn from, but for its evidence; see `_data`.

    name: an id for that. script: what `data-name` says on the script. evidence: the id of the evidence, which two
    panels may share. inside: HTML that stands there where no script runs.
    """
    given = {"page": panel.page, "state": panel.state, "store": "", "evidence": evidence}
    return f'<div data-panel="{name}" data-script="{script}">{inside}</div>\n{_data(name, given)}'


def _data(name, given):
    """Return data for scripts of a page, under an id."""
    held = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")  # "<" would let a text end the script
    return f'<script type="application/json" id="{name}">{held}</script>\n'


class Stage:
    """The panels of all pages: their scripts and their stylesheet lie beside the pages once."""

    def __init__(self, out):
        self._out, self._names = out, {}
        self._write(SHEET, STYLES)

    def script(self, panel):
        """Return the name of the file with a panel's script, which is written where it is not there yet."""
        made = _script_of(panel)
        if made not in self._names:
            kind = re.search(r'class="standpoint standpoint-(\w+)"', panel.page)[1]
            self._names[made] = "panel.js" if not self._names else f"panel-{kind}.js"
            self._write(self._names[made], made)
        return self._names[made]

    def _write(self, name, text):
        (self._out / name).write_text(text, encoding="utf-8", newline="\n")

    def dress(self, panels, opening):
        """Return ({number: the HTML of a panel}, what stands at the end of the page) for the panels of one page.

        opening: {number: HTML} of what stands there where no script runs.
        """
        kept, made = {}, {}
        for number, panel in panels.items():
            held = json.dumps(panel.evidence, ensure_ascii=False)
            evidence = kept.setdefault(held, f"evidence-{len(kept) + 1}")  # two panels of a page may share it
            made[number] = _place(panel, f"panel-{number}", self.script(panel), evidence, opening[number])
        files = dict.fromkeys(self.script(panel) for panel in panels.values())
        scripts = [f'<script src="{html.escape(name)}" data-name="{html.escape(name)}"></script>' for name in files]
        return made, "".join([*(_data(name, json.loads(held)) for held, name in kept.items()), *scripts])
