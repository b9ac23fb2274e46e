"""A panel in a page without Python: its place, its data and its script. tests/tools/pages.py puts many on one page."""

import html
import json
from pathlib import Path

from .panel import STYLES

_STILL = Path(__file__).with_name("still.js").read_text(encoding="utf-8")


def script_of(panel):
    """Return the script of a panel for a page without Python. It draws the places that name it; see `place`."""
    made = panel._esm.replace("export default { render };\n", "")
    return f"(() => {{\n{made}\n{_STILL}}})();\n"


def place(panel, name, script, evidence, inside=""):
    """Return where a panel is drawn, and beside it what it is drawn from, but for its evidence; see `data`.

    name: an id for that. script: what `data-name` says on the script. evidence: the id of the evidence, which two
    panels may share. inside: HTML that stands there where no script runs.
    """
    given = {"page": panel.page, "state": panel.state, "store": "", "evidence": evidence}
    return f'<div data-panel="{name}" data-script="{script}">{inside}</div>\n{data(name, given)}'


def data(name, given):
    """Return data for scripts of a page, under an id."""
    held = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")  # "<" would let a text end the script
    return f'<script type="application/json" id="{name}">{held}</script>\n'


def static_page(panel, title):
    """Return one file of HTML in which a panel lives without Python: the same page, and the same script.

    Controls that need Python are closed. Nothing in it is asked of any host.
    """
    named = html.escape(title)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{named}</title>\n'
        f"<style>\n{STYLES}</style>\n<main><h1>{named}</h1>{place(panel, 'panel', 'panel', 'evidence')}</main>\n"
        f"{data('evidence', panel.evidence)}"
        f'<script data-name="panel">\n{script_of(panel)}</script>\n</html>\n'
    )
