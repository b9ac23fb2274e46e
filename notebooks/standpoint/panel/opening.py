"""What a reader sees of a panel where no script runs: its opening state, in words and tables."""

import html
import re
from html.parser import HTMLParser

_CONTROLS = {"input", "select", "textarea", "button"}
_AROUND = {"choices", "menu", "entry", "filter", "filters"}  # what stands around controls, by class
_LINES = {"p", "tr", "li", "caption", "div", "blockquote"}  # a saved notebook is read as a diff, line by line
_VOID = {"input", "br", "hr", "img"}
_PLACES = {"hidden", "aria-hidden", "data-evidence", "data-live", "data-text"}


def opening_state(page, slots):
    """Return the Html of a page as a reader without a script sees it: no controls, and nothing that is hidden.

    slots: {slot: Html}, what stands in each at the start.
    """
    reader = _Reader(slots)
    reader.feed(page)
    made = "".join(reader.kept)
    while made != (fuller := re.sub(r"<(div|span|p)></\1>\n?", "", made)):
        made = fuller
    return made


class _Reader(HTMLParser):
    """Leaves out controls with what stands around them, and all attributes but those of form and name.

    A button in a table is words of its cell, and a blank says that it is one.
    """

    def __init__(self, slots):
        super().__init__()
        self._slots, self._depth, self._cell, self._blank, self.kept = slots, 0, False, False, []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        around = _AROUND & set(given.get("class", "").split())
        self._cell = self._cell or tag == "td"
        self._blank = self._blank if tag != "td" else "blank" in given.get("class", "").split()
        control = tag in _CONTROLS and not (tag == "button" and self._cell)
        long = tag in ("ul", "div") and "data-filter" in given  # the lesson has the same as a table
        if self._depth or control or around or long or _PLACES & set(given):
            self._depth += tag not in _VOID
            return
        picture = ("role", "aria-label") if given.get("role") == "img" else ()
        names = [name for name in ("scope", "colspan", *picture) if given.get(name)]
        head = "".join(f' {name}="{html.escape(given[name])}"' for name in names)
        self.kept.append(f"<{_plain(tag)}{head}>")
        self.kept.append(opening_state(self._slots.get(given.get("data-slot"), ""), {}))

    def handle_endtag(self, tag):
        if self._depth:
            self._depth -= 1
        else:
            if tag == "td":
                self.kept += ["<small>blank</small>"] if self._blank and self.kept[-1] == "" else []
                self._cell = False
            self.kept.append(f"</{_plain(tag)}>\n" if tag in _LINES else f"</{_plain(tag)}>")

    def handle_data(self, words):
        if not self._depth:
            self.kept.append(html.escape(words, quote=False))


def _plain(tag):
    return "div" if tag in ("form", "fieldset") else "span" if tag in ("label", "legend", "button") else tag
