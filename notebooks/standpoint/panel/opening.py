"""What a reader sees of a panel where no script runs: its opening state, in words and tables."""

import html
from html.parser import HTMLParser

_CONTROLS = {"input", "select", "textarea", "button"}
_AROUND = {"choices", "menu", "entry", "filter"}  # what stands around controls, by class
_VOID = {"input", "br", "hr", "img"}
_PLACES = {"hidden", "aria-hidden", "data-evidence", "data-live", "data-text"}


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
