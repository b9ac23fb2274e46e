"""The annotated essay: the text with its coded quotations marked, and the rows behind each mark."""

import re
from bisect import bisect_right
from collections import Counter, namedtuple
from itertools import combinations, pairwise

import pandas as pd

from ..case.case import items_of
from ..panel.page import choices, counted, el, evidence_box, facts, join, menu, opener, reset, slot, toggle, view
from ..panel.panel import WAIT, Panel
from ..wording import PLAINNESS, labels_of
from .evidence import direction, place_of, question, why

_CLAIM_TYPES = {kind: kind.capitalize() for kind in ("fact", "interpretation", "prediction", "value")}
_CODE_KEY = "Unbroken line: said outright. Broken line: hinted. The small words after a passage name its mark."
_CLAIM_KEY = (
    "Unbroken line: fact, a statement of a kind that can be checked; the word does not say that it is true. "
    "Dotted: interpretation. Broken: prediction. Double: value. The small sign and word name it."
)
# A sign and a hue of its own for each type of claim: the lines alone are too much alike.
_SIGNS = {"fact": "■", "interpretation": "≈", "prediction": "►", "value": "★"}
_TYPE_HUES = {"fact": 0, "interpretation": 1, "prediction": 7, "value": 6}
_CHOOSE = "Choose a marked passage, or a row below, to see how it was coded."
_MOST = 60  # paragraphs that are sent at a time: a longer text is read part by part
_TAGS = {"title": "h3", "heading": "h4"}
# values: {id: label} of what the text is marked by; rows: dicts in the order of the text; see `_row`.
Layer = namedtuple("Layer", "id label key values rows")


def annotated_essay(case, opens="stakeholder"):
    """The annotated essay: the whole text, marked by stakeholder, issue, inducement or claim type.

    opens: which of these four words it is marked by at the start. Raises ValueError for another word.
    A text of more than 60 paragraphs is sent in parts, each when the reader chooses it.
    """
    found, parts, title = layers(case), parts_of(blocks_of(case.essay)), case.essay.title
    first = _named(found, opens)
    inside = [[_within(layer, part) for layer in found] for part in parts]

    def each(draw, part):
        return [view("layer", layer.id, draw(layer), chosen=layer.id == first.id) for layer in inside[part]]

    def drawn(part):
        return {"filters": each(_filter, part), "list": each(_list, part),
                "text": each(lambda layer: _lines(case.essay.text, parts[part], layer), part)}  # fmt: skip

    def cards(values):
        return {row["address"]: _card(row) for layer in inside[values.get("part", 0)] for row in layer.rows}

    def show(values):
        part = values["part"]  # data-again: nothing of one part is taken for something of another
        return {name: el("div", made, data_again=part) for name, made in drawn(part).items()}

    one = len(parts) == 1
    made = drawn(0) if one else {name: slot(name) for name in ("filters", "list", "text")}
    text = el("div", made["text"], cls="text", role="region", tabindex="0", aria_label=f"The essay: {title}",
              data_scroll="0.33", data_follows=True)  # fmt: skip
    box = evidence_box("Rows behind the mark", el("p", _CHOOSE), anew=True)
    named = [(n, _ends(part)) for n, part in enumerate(parts)]
    page = join(None if one else menu("part", "Part of the text", named, 0),
                choices("layer", "Mark by", [(layer.id, layer.label) for layer in found], first.id),
                made["filters"], reset(),
                el("div", text, el("div", box, made["list"], cls="side"), cls="columns"))  # fmt: skip
    words = f"Annotated essay: “{title}”, with every coded quotation marked."
    return Panel("essay", page, {} if one else {"part": 0}, None if one else show,
                 lambda _, now: f"Part of the text: {named[now['part']][1]}.",
                 evidence=cards({}) if one else cards,
                 words=f"{words} {WAIT} The tables of this lesson show the same.")  # fmt: skip


def _named(found, opens):
    """The layer whose label is the word `opens`."""
    first = next((layer for layer in found if layer.label.lower() == opens), None)
    if first is None:
        *known, last = (f'"{layer.label.lower()}"' for layer in found)
        raise ValueError(f"opens is {', '.join(known)} or {last}, not {opens!r}.")
    return first


def parts_of(blocks):
    """Cut the lines of a text, as `blocks_of` gives them, into lists of at most 60 paragraphs each."""
    made, count = [[]], 0
    for block in blocks:
        count += block["kind"] == "paragraph"
        if count > _MOST:
            made.append([])
            count = 1
        made[-1].append(block)
    return made


def _within(layer, part):
    """A layer with the rows that stand in a part of the text alone."""
    start, end = part[0]["start"] if part else 0, part[-1]["end"] if part else 0
    return layer._replace(rows=[row for row in layer.rows if start <= row["start"] < end])


def _ends(part):
    """The paragraphs of a part in words: the first and the last."""
    ids = [block["id"] for block in part if block["kind"] == "paragraph"]
    return f"{ids[0]} to {ids[-1]}" if ids else "the text"


def layers(case):
    """Return the four ways to mark the text, as Layers."""
    codes, offers = _code_rows(case, "positions"), _code_rows(case, "inducement_codes")
    made = [
        ("stakeholder", "Stakeholder", labels_of(case.stakeholders), codes + offers),
        ("issue", "Issue", labels_of(case.issues), codes),
        ("inducement", "Inducement", labels_of(case.inducements), offers),
        ("type", "Claim type", _CLAIM_TYPES, _claim_rows(case)),
    ]
    return [
        Layer(name, label, _CLAIM_KEY if name == "type" else _CODE_KEY, values,
              sorted(rows, key=lambda row: (row["start"], row["end"])))
        for name, label, values, rows in made
    ]  # fmt: skip


def _code_rows(case, table):
    items, key = items_of(case, table)
    items = {item["id"]: item for item in items.to_dict("records")}
    people, rows = labels_of(case.stakeholders), []
    for code in case.tables[table].to_dict("records"):
        who, item = code["stakeholder"], items[code[key]]
        said = [("Question", question(item)), ("Direction", direction(item, code))]
        said.append(("How plainly", PLAINNESS[code["plainness"]]))
        names, title = {"stakeholder": who, key: code[key]}, f"{people[who]} on “{item['label']}”"
        rows.append(_row(f"{table}/{who}/{code[key]}", code, names, title, said, code["plainness"], code["note"]))
    return rows


def _claim_rows(case):
    people, rows = labels_of(case.stakeholders), []
    for claim in case.claims.to_dict("records"):
        about, rests, check = ("" if pd.isna(claim[n]) else claim[n] for n in ("about", "rests_on", "how_to_check"))
        said = [("Type", claim["type"]), ("About", people.get(about, about) or "the subject as a whole")]
        said += [("Rests on", rests), ("How to check", check)]
        title = f"{claim['id']}: {claim['type']}"
        rows.append(_row(f"claims/{claim['id']}", claim, {"type": claim["type"]}, title, said, claim["type"], ""))
    return rows


def _row(address, code, names, title, said, style, note):
    """A coded row; names: {layer: which of its values this is}; said: its facts; style: how its mark is underlined."""
    row = {"address": address, "names": names, "title": title, "facts": said, "style": style, "note": note}
    place = {"place": place_of(code["paragraph"]), "start": int(code["start"]), "end": int(code["end"])}
    return row | place | {"quote": code["quote"]}


def blocks_of(essay):
    """Return the lines of the text in order: {kind: title, author, heading, paragraph or aside, id, start, end}."""
    known = {int(row.start): ("paragraph", row.paragraph, int(row.end)) for row in essay.paragraphs.itertuples()}
    known |= {int(row.start): ("heading", row.section, int(row.end)) for row in essay.sections.itertuples()}
    blocks = []
    for line in re.finditer(r"\S[^\n]*", essay.text):
        words = line.group().strip()
        other = {essay.title: "title", essay.author: "author"}.get(words, "aside")
        kind, name, end = known.get(line.start(), (other, "", line.start() + len(words)))
        blocks.append({"kind": kind, "id": name, "start": line.start(), "end": end})
    return blocks


def segments(text, blocks, rows):
    """Cut the text wherever a line or a quotation begins or ends; yield (words, line, rows there, rows that end there).

    Lines and rows are numbers; the line is None between lines. Overlapping quotations share a segment. blocks and rows
    come in the order of their starts, so one walk along the text meets them all.
    """
    cuts = {0, len(text)} | {part[edge] for part in [*blocks, *rows] for edge in ("start", "end")}
    starts, inside, met = [block["start"] for block in blocks], [], 0
    for start, end in pairwise(sorted(cuts)):
        near = bisect_right(starts, start) - 1
        block = near if near >= 0 and end <= blocks[near]["end"] else None
        before = met
        while met < len(rows) and rows[met]["start"] <= start:
            met += 1
        inside = [n for n in [*inside, *range(before, met)] if rows[n]["end"] > start]
        yield text[start:end], block, inside, [n for n in inside if rows[n]["end"] == end]


def _lines(text, blocks, layer):
    """The lines of the text with the marks of a layer."""
    made = [[] for _ in blocks]
    for words, block, numbers, ends in segments(text, blocks, layer.rows):
        if block is not None:
            made[block].append(_piece(layer, words, numbers, ends))
    for block, pieces in zip(blocks, made):
        number = block["kind"] == "paragraph" and el("span", block["id"], cls="number")
        yield el("div", number, el(_TAGS.get(block["kind"], "p"), pieces), cls=f"line {block['kind']}")


def _piece(layer, words, numbers, ends):
    """A stretch of text: bare where no row holds it, else drawn once for each choice that the filter can leave here."""
    first = {}
    for n in numbers:
        first.setdefault(layer.rows[n]["names"][layer.id], f"{layer.id}/{n}")
    pieces = []
    for kept in (some for size in range(len(first) + 1) for some in combinations(first, size)):
        shown = [n for n in numbers if layer.rows[n]["names"][layer.id] in kept]
        lost = [name for value, name in first.items() if value not in kept]
        when = {"data_while": " ".join(first[value] for value in kept) or None, "data_unless": " ".join(lost) or None}
        when |= {"hidden": bool(lost)}
        pieces.append(_mark(layer, words, shown, ends, when) if shown else el("span", words, **when))
    return pieces if first else words


def _mark(layer, words, numbers, ends, when):
    """A stretch of text under some rows. Its tag is drawn by the stylesheet, so copied text stays the essay's."""
    rows = [layer.rows[n] for n in numbers]
    values, styles = {row["names"][layer.id] for row in rows}, {row["style"] for row in rows}
    hue = _hue(layer, *values) if len(values) == 1 else "shared"
    ending = Counter(layer.rows[n]["names"][layer.id] for n in ends if n in numbers)
    tag = ", ".join(f"{_sign(layer, value)}{layer.values[value]}" + (f" ×{n}" if n > 1 else "")
                    for value, n in ending.items())  # fmt: skip
    addresses = [row["address"] for row in rows]
    style = rows[0]["style"] if len(styles) == 1 else "outright"
    return opener("span", words, *addresses, press=True, data_at=" ".join(addresses), cls=f"quoted {style} {hue}",
                  role="button", tabindex="0", data_tag=tag or None,
                  aria_label=f"{words}. Marked: {'; '.join(row['title'] for row in rows)}", **when)  # fmt: skip


def _hue(layer, value):
    """The class of the colour of a value: stakeholders and types of claim have their own."""
    if layer.id == "type":
        return f"hue{_TYPE_HUES[value]}"
    return f"hue{list(layer.values).index(value) % 8}" if layer.id == "stakeholder" else "shared"


def _sign(layer, value):
    return f"{_SIGNS[value]}\u00a0" if layer.id == "type" else ""


def _filter(layer):
    counts = Counter(row["names"][layer.id] for row in layer.rows)
    buttons = []
    for value, label in layer.values.items():
        sign = el("span", _sign(layer, value), aria_hidden="true") if layer.id == "type" else None
        look = f"swatch {value if layer.id == 'type' else ''} {_hue(layer, value)}"
        words = join(el("span", sign, label, cls=" ".join(look.split())), f" ({counts[value]})")
        buttons.append(toggle(layer.id, layer.id, value, words))
    group = el("div", el("span", "Show only: "), buttons, cls="filter", role="group", aria_label="Show only")
    return join(group, el("p", layer.key, cls="key"))


def _list(layer):
    """The rows of a layer, each a button that leads to its mark, and how many of them are shown."""
    size, made = len(layer.rows), []
    for n, row in enumerate(layer.rows):
        inside = join(f"{row['title']} · {row['place']}", el("small", row["quote"]))
        button = opener("button", inside, row["address"], press=True, goes=True, data_at=row["address"], type="button")
        made.append(el("li", button, data_row={layer.id: row["names"][layer.id]}, data_name=f"{layer.id}/{n}"))
    all_of_them = f"All {size} marked passages"
    count = el("p", all_of_them, cls="title", data_all=all_of_them,
               **counted(layer.id, f"{{}} of {size} marked passages"))  # fmt: skip
    return join(count, el("ul", made, cls="rows", data_filter=layer.id))


def _card(row):
    quote = el("blockquote", el("mark", row["quote"]))
    return el("article", el("p", row["title"], cls="title"), el("p", row["place"], cls="place"), quote,
              facts(row["facts"]), why(row["note"]))  # fmt: skip
