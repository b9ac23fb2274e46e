"""The explorers that need no Python, for the pages: each lesson is run once, and its panels are taken."""

import html
import json
import re

import records_lessons as lessons
from standpoint.panel import still
from standpoint.panel.panel import STYLES, Panel

SHEET = "panel.css"


def living(path, folder):
    """Return {number of a code cell: the panel that it shows} of a lesson, of those panels that never ask Python.

    folder: a Home of records_lessons, in which nothing that a reader kept is found.
    """
    shown = enumerate(cell.value for cell in lessons.cells(path, folder))
    return {number: panel for number, panel in shown if isinstance(panel, Panel) and not panel.controls}


class Stage:
    """The panels of all pages: their scripts and their stylesheet lie beside the pages once."""

    def __init__(self, out):
        self._out, self._names = out, {}
        self._write(SHEET, STYLES)

    def script(self, panel):
        """Return the name of the file with a panel's script, which is written where it is not there yet."""
        made = still.script_of(panel)
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
            made[number] = still.place(panel, f"panel-{number}", self.script(panel), evidence, opening[number])
        files = dict.fromkeys(self.script(panel) for panel in panels.values())
        scripts = [f'<script src="{html.escape(name)}" data-name="{html.escape(name)}"></script>' for name in files]
        return made, "".join([*(still.data(name, json.loads(held)) for held, name in kept.items()), *scripts])
