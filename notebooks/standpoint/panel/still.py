"""A panel as a page of its own, in which it lives without Python."""

import html
import json

from .panel import STYLES


def static_page(panel, title):
    """Return one file of HTML in which a panel lives without Python: the same page, and the same script.

    Controls that need Python are closed. Nothing in it is asked of any host.
    """
    given = {name: getattr(panel, name) for name in ("page", "evidence", "state")} | {"store": ""}
    data = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    named = html.escape(title)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{named}</title>\n'
        f"<style>\n{STYLES}</style>\n<main><h1>{named}</h1><div data-panel></div></main>\n"
        f'<script type="application/json">{data}</script>\n<script type="module">\n{panel._esm}</script>\n</html>\n'
    )
