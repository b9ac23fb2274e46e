"""A panel where no Python runs: as a page of its own, and as what a reader sees in a notebook that was not run."""

import html
import json
from html.parser import HTMLParser

from .panel import own_script, stylesheet

_CONTROLS = {"input", "select", "textarea", "button"}
_AROUND = {"choices", "menu", "entry", "filter"}  # what stands around controls, by class
_VOID = {"input", "br", "hr", "img"}
_PLACES = {"hidden", "aria-hidden", "data-evidence", "data-live"}


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
        f"<style>\n{stylesheet()}</style>\n<main><h1>{named}</h1><div data-panel></div></main>\n"
        f'<script type="application/json">{data}</script>\n<script type="module">\n{own_script()}</script>\n</html>\n'
    )


def opening_state(page, slots):
    """Return the Html of a page as a reader without a script sees it: no controls, and nothing that is hidden.

    slots: {slot: Html}, what stands in each at the start.
    """
    reader = _Reader(slots)
    reader.feed(page)
    return "".join(reader.kept)


class _Reader(HTMLParser):
    """Leaves out controls with what stands around them, and all attributes but those of form and name."""

    def __init__(self, slots):
        super().__init__()
        self._slots, self._depth, self.kept = slots, 0, []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        around = _AROUND & set(given.get("class", "").split())
        if self._depth or tag in _CONTROLS or around or _PLACES & set(given):
            self._depth += tag not in _VOID
            return
        roles = given.get("role") == "img"
        names = [name for name in ("class", "scope", "style", "colspan", *(("role", "aria-label") if roles else ()))
                 if given.get(name)]  # fmt: skip
        head = "".join(f' {name}="{html.escape(given[name])}"' for name in names)
        self.kept.append(f"<{_plain(tag)}{head}>")
        self.kept.append(opening_state(self._slots.get(given.get("data-slot"), ""), {}))

    def handle_endtag(self, tag):
        if self._depth:
            self._depth -= 1
        else:
            self.kept.append(f"</{_plain(tag)}>")

    def handle_data(self, words):
        if not self._depth:
            self.kept.append(html.escape(words, quote=False))


def _plain(tag):
    return "div" if tag in ("form", "fieldset") else "span" if tag in ("label", "legend") else tag
