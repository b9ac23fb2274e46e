"""The page of a panel as HTML: elements, controls, tables, and what opens evidence. page.js acts on its data- names."""

import html
import json
import math
import re
from collections.abc import Iterator

_VOID = {"input", "br", "hr", "img"}
_GRID = {"role": "gridcell", "tabindex": "-1", "aria_selected": "false"}


class Html(str):
    """Text that is HTML already; every other text is escaped where it comes into a page."""


def el(tag, *inside, **attributes):
    """Return an element, as Html: el("p", "text", cls="note").

    inside: see `join`. attributes: cls stands for class, and _ for -; None and False are left out, True stands alone,
    a dict or a list becomes JSON. Raises ValueError for what would run a script of its own.
    """
    if tag in {"script", "style"} or any(re.match("on|srcdoc", name) for name in attributes):
        raise ValueError(f"<{tag}> with {', '.join(attributes) or 'nothing'}: a panel has one script, its own.")
    words = "".join(_attribute(name, value) for name, value in attributes.items())
    return Html(f"<{tag}{words}>" if tag in _VOID else f"<{tag}{words}>{join(*inside)}</{tag}>")


def _attribute(name, value):
    if value is None or value is False:
        return ""
    name = name.replace("cls", "class").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{html.escape(json.dumps(value) if isinstance(value, (dict, list)) else str(value))}"'


def join(*inside):
    """Return pieces as one piece of Html: text is escaped, lists and generators are opened, None and False left out."""
    opened = [join(*piece) if isinstance(piece, (list, tuple, Iterator)) else piece for piece in inside]
    kept = [piece for piece in opened if piece is not None and piece is not False]
    return Html("".join(p if isinstance(p, Html) else html.escape(str(p), quote=False) for p in kept))


def link(words, address):
    """Return a link to a page that opens in a tab of its own."""
    return el("a", words, href=address, target="_blank", rel="noopener noreferrer")


# --- controls: each has a name of its own, so that a change is one name and one value ---


def tick(name, words, on=False, **more):
    """Return a tick box; its value is True or False."""
    return el("label", el("input", type="checkbox", name=name, checked=bool(on), **more), f" {words}")


def choices(name, legend, options, chosen, stack=False, cls="", disabled=False, off=(), kind="radio", alone=(),
            **more):  # fmt: skip
    """Return radio buttons. options: [[value, words], ...]; stack: one below the other; off: see `closed`.

    kind: "checkbox" for boxes of which any may be ticked; only in a `sheet`, and None is chosen. alone: values of
    boxes that make no sense beside another one: to tick one takes away the other ticks, and the other way round.
    """
    made = [
        el("label", el("input", type=kind, name=name, value=json.dumps(value), checked=value == chosen,
                       data_alone=value in alone, **more), f" {words}")
        for value, words in options
    ]  # fmt: skip
    cls = " ".join(["choices", *(["stack"] if stack else []), *cls.split()])
    return el("fieldset", el("legend", legend), made, cls=cls, disabled=disabled, **closed(*off))


def closed(name=None, value=None):
    """Return the attributes of what is closed while the control `name` has a value; nothing without a name."""
    return {"data_off": name, "data_off_at": json.dumps(value)} if name else {}


def menu(name, label, options, chosen, off=(), **more):
    """Return a list to choose from, behind its words. See `select`."""
    return el("label", f"{label} ", select(name, options, chosen, off, **more), cls="menu")


def select(name, options, chosen, off=(), **more):
    """Return a list to choose from. options: [[value, words], ...]; off: values that cannot be chosen now."""
    made = [
        el("option", words, value=json.dumps(value), selected=value == chosen, disabled=value in off)
        for value, words in options
    ]  # fmt: skip
    return el("select", made, name=name, **more)


def pick(name, label, options, chosen):
    """Return a list whose chosen words may take more than one line: it lies unseen above a text of the same words."""
    words = el("span", dict(options)[chosen], aria_hidden="true", data_words=True)
    return el("span", words, select(name, options, chosen, aria_label=label), cls="pick")


def field(name, label, text="", rows=1, hint="", **more):
    """Return a box for words; what is typed goes to Python while it is typed."""
    if rows > 1:
        box = el("textarea", text, name=name, rows=rows, **more)
    else:
        box = el("input", type="text", name=name, value=text, autocomplete="off", **more)
    return el("label", label, hint and el("small", hint), box, cls="entry")


def number(name, value=None, least=None, most=None, **more):
    """Return a field for a number, with a comma or a point; it goes to Python when it is left, or by Enter.

    The arrow keys count up and down between least and most. See `read_number`.
    """
    return el("input", type="text", inputmode="decimal", autocomplete="off", name=name, value=value, data_least=least,
              data_most=most, **more)  # fmt: skip


def read_number(words):
    """Return the number in such a field; None where nothing stands there, NaN for what is no number.

    A percent sign after it is left out: a field that asks for percents is given “20 %” too.
    """
    text = "" if words is None else re.sub(r"(?<=\d)\s*%$", "", str(words).strip())
    text = text.replace(",", ".", 1).replace("−", "-", 1)
    if not re.fullmatch(r"-?\d*\.?\d*", text, re.ASCII) or text in {"-", ".", "-."}:
        return math.nan
    found = float(text or 0)
    return (int(found) if found.is_integer() else found) if text else None


def press(name, words, **more):
    """Return a button that asks Python for something: see `presses` of Panel."""
    return el("button", words, type="button", name=name, **more)


def sheet(name, *inside, **more):
    """Return a part of a page whose controls go to Python as one value, {part: value}, by a button in it.

    A control in it is called name/part. Until a button is pressed, what stands there is kept by the browser. Enter in
    a field presses the first button. A slot in it is filled where nothing is typed that Python does not know. A button
    with data_clears empties the sheet first. What has data_old is shown while the sheet is not as it was at the last
    press, and a slot in it holds words.
    """
    return el("div", *inside, data_sheet=name, **more)


def reset(words="Start again"):
    """Return the button that puts every setting back to what it was at the start."""
    return el("button", words, type="reset", cls="reset")


# --- what the browser does without Python ---
# Rows are nodes with data_row={facet: value or values} inside data_filter="rows"; a control with data_filters="rows"
# and data_facet chooses among them. Nodes with data_while or data_unless stand while rows with these data_name are
# shown, or are not. Of tick boxes with none ticked no row is shown; of toggles with none pressed in, all are.
# A field for a number with data_bound="least" or "most" bounds a facet; data_wrong is said where it holds no number.


def view(name, value, *inside, chosen=False, tag="div", **more):
    """Return what stands only while the control `name` has this value."""
    return el(tag, *inside, data_view=name, data_is=json.dumps(value), hidden=not chosen, **more)


def said_of(name, value, words, before=None):
    """Return what is said when `name` comes to this value; before: only from that value."""
    start = None if before is None else json.dumps(before)
    return el("p", words, data_say=name, data_is=json.dumps(value), data_before=start, hidden=True)


def derived(name, names, table):
    """Return what `view` and `said_of` can go by that follows from the values of other controls: {values: value}."""
    keyed = {json.dumps(values, separators=(",", ":"), ensure_ascii=False): value for values, value in table.items()}
    return el("span", hidden=True, data_derives=name, data_from=" ".join(names), data_table=keyed)


def toggle(rows, facet, value, words):
    """Return a button that filters `rows` while it is pressed in; while none is, all of them are shown."""
    return el("button", words, type="button", cls="toggle", aria_pressed="false", data_filters=rows, data_facet=facet,
              data_value=value)  # fmt: skip


def counted(rows, words, **facets):
    """Return attributes of what counts the shown rows of `rows` that have these facets; words: with {} for the number.

    They become its name for a screen reader, where it has one (aria_label), else what stands in it. data_all: the
    words while nothing is filtered.
    """
    return {"data_tally": rows, "data_words": words, "data_counts": {name: [one] for name, one in facets.items()}}


def opener(tag, inside, *addresses, place=None, look=False, press=False, goes=False, **more):
    """Return what opens evidence by its addresses, at the same place in each view.

    place: its name; several with blanks between them, the closest first. look: True, also by pointing at it;
    "passing", only while one points, and then what was chosen comes back. press: by a click alone, not by coming to it.
    goes: it marks and brings into view what stands at these addresses (data_at); evidence of address/none: nothing did.
    """
    return el(tag, inside, data_opens=" ".join(addresses), data_place=place, data_look=look, data_press=press,
              data_goes=goes, **more)  # fmt: skip


def grid_cell(inside, *addresses, place=None, first=False, **more):
    """Return a cell of a grid that arrow keys lead through; it opens evidence. first: may be open at the start."""
    return opener("td", inside, *addresses, place=place, data_first=first, **_GRID, **more)


def evidence_box(label, *inside, speaks=True, anew=False, stays=False):
    """Return the box in which evidence opens. speaks: a screen reader reads out what changes there.

    inside: what stands there until something is chosen; without it, the first evidence stands there from the start.
    anew: it stands there again after each change of a view or a filter. stays: what is open stays, even where its row
    is filtered out.
    """
    live = "polite" if speaks else None
    return el("div", *inside, cls="panel", role="region", aria_label=label, aria_live=live, tabindex="-1",
              data_evidence="anew" if anew else "stays" if stays else True)  # fmt: skip


# --- what Python changes ---


def live(words="", cls="reply", tag="div"):
    """Return where it is said what a change did, and how Python stands; a page without it has it at its end."""
    inner = "span" if tag == "p" else "div"
    return el(tag, el(inner, words, data_said=True), el("span", cls="python", data_python=True), cls=cls,
              role="status", data_live=True)  # fmt: skip


def slot(name, inside="", tag="div", **more):
    """Return the place that Python fills anew after each change."""
    return el(tag, inside, data_slot=name, **more)


def table(head, rows, caption=None, **more):
    """Return a table; the first cell of a row is its head.

    head: words, or finished cells; None for the empty corner. rows: lists of words or finished cells, or pairs of such
    a list and the attributes of the row.
    """
    top = el("tr", [el("td") if words is None else _cell(words, "th", scope="col") for words in head])
    pairs = [row if isinstance(row, tuple) else (row, {}) for row in rows]
    body = [el("tr", _cell(c[0], "th", scope="row"), [_cell(p) for p in c[1:]], **more_) for c, more_ in pairs]
    return el("table", caption and el("caption", el("span", caption)), el("thead", top), el("tbody", body), **more)


def _cell(inside, tag="td", **scope):
    return inside if isinstance(inside, Html) and inside.startswith(("<td", "<th")) else el(tag, inside, **scope)


def facts(pairs):
    """Return terms with their words: [["Direction", "toward …"], ...]."""
    return el("dl", [(el("dt", term), el("dd", words)) for term, words in pairs])
