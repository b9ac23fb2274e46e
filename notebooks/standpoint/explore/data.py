"""What the shared explorers show, as plain data: a case in, dicts and lists out. Nothing is drawn here."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

import pandas as pd

from ..case.case import items_of
from .evidence import PLAINNESS, direction, place_of, question

_CLAIM_TYPES = ("fact", "interpretation", "prediction", "value")
_CODE_KEY = "Unbroken line: said outright. Broken line: hinted. The small words after a passage name its mark."
_CLAIM_KEY = (
    "Unbroken line: fact, a statement of a kind that can be checked; the word does not say that it is true. "
    "Dotted: interpretation. Broken: prediction. Double: value. The small word names it."
)


def essay_data(case):
    """Everything that the annotated essay shows, as plain data.

    Gives {title, blocks, layers}. A block is one line of the text: {kind: title, author, heading,
    paragraph or aside, id}. A layer (stakeholder, issue, inducement, type) has values [{id, label,
    count}], a key in words, rows [{value, label, title, facts, note, quote, place, style}] in the order of the text,
    and segments [{text, block, rows, ends}]: joined, their texts are the essay's text; block is None
    between lines; rows and ends are numbers of the rows that hold the segment, or end with it.
    """
    blocks = _blocks(case.essay)
    people = case.stakeholders
    both = _code_rows(case, "positions") + _code_rows(case, "inducement_codes")
    types = pd.DataFrame({"id": _CLAIM_TYPES, "label": [name.capitalize() for name in _CLAIM_TYPES]})
    layers = [
        ("stakeholder", "Stakeholder", people, both),
        ("issue", "Issue", case.issues, _code_rows(case, "positions")),
        ("inducement", "Inducement", case.inducements, _code_rows(case, "inducement_codes")),
        ("type", "Claim type", types, _claim_rows(case)),
    ]
    drawn = [_layer(case.essay.text, blocks, *layer) for layer in layers]
    return {"title": case.essay.title, "blocks": [{"kind": b["kind"], "id": b["id"]} for b in blocks], "layers": drawn}


def _words(value):
    return "" if pd.isna(value) else str(value)


def _blocks(essay):
    """The lines of the text in order: {kind, id, start, end}."""
    known = {int(row.start): ("paragraph", row.paragraph, int(row.end)) for row in essay.paragraphs.itertuples()}
    known |= {int(row.start): ("heading", row.section, int(row.end)) for row in essay.sections.itertuples()}
    blocks = []
    for line in re.finditer(r"\S[^\n]*", essay.text):
        words = line.group().strip()
        other = {essay.title: "title", essay.author: "author"}.get(words, "aside")
        kind, name, end = known.get(line.start(), (other, "", line.start() + len(words)))
        blocks.append({"kind": kind, "id": name, "start": line.start(), "end": end})
    return blocks


def _code_rows(case, table):
    items, key = items_of(case, table)
    items = {item["id"]: item for item in items.to_dict("records")}
    people = case.stakeholders.set_index("id")["label"]
    rows = []
    for code in case.tables[table].to_dict("records"):
        item, who = items[code[key]], people[code["stakeholder"]]
        facts = [["Question", question(item)], ["Direction", direction(item, code)]]
        facts.append(["How plainly", PLAINNESS[code["plainness"]]])
        names = {"stakeholder": code["stakeholder"], key: code[key]}
        rows.append(_row(code, names, f"{who} on “{item['label']}”", facts, code["note"], code["plainness"]))
    return rows


def _claim_rows(case):
    people = case.stakeholders.set_index("id")["label"]
    rows = []
    for claim in case.claims.to_dict("records"):
        about = _words(claim["about"])
        facts = [["Type", claim["type"]], ["About", people.get(about, about) or "the subject as a whole"]]
        facts += [["Rests on", _words(claim["rests_on"])], ["How to check", _words(claim["how_to_check"])]]
        rows.append(_row(claim, {"type": claim["type"]}, f"{claim['id']}: {claim['type']}", facts, "", claim["type"]))
    return rows


def _row(code, names, title, facts, note, style):
    row = {"names": names, "title": title, "facts": facts, "note": _words(note), "style": style}
    place = {"place": place_of(code["paragraph"]), "start": int(code["start"]), "end": int(code["end"])}
    return row | place | {"quote": code["quote"]}


def _layer(text, blocks, name, label, values, rows):
    rows = sorted(rows, key=lambda row: (row["start"], row["end"]))
    labels = dict(zip(values["id"], values["label"]))
    shown = []
    for row in rows:
        value = row["names"][name]
        words = {key: row[key] for key in ("title", "facts", "note", "style", "place", "quote")}
        shown.append(words | {"value": value, "label": labels[value]})
    counts = Counter(row["value"] for row in shown)
    return {
        "id": name,
        "label": label,
        "key": _CLAIM_KEY if name == "type" else _CODE_KEY,
        "values": [{"id": key, "label": words, "count": counts[key]} for key, words in labels.items()],
        "rows": shown,
        "segments": _segments(text, blocks, rows),
    }


def _segments(text, blocks, rows):
    """Cut the text wherever a line or a quotation begins or ends; overlapping quotations share a segment.

    blocks and rows come in the order of their starts, so one walk along the text meets them all.
    """
    cuts = {0, len(text)} | {part[edge] for part in [*blocks, *rows] for edge in ("start", "end")}
    segments, starts, inside, met = [], [block["start"] for block in blocks], [], 0
    for start, end in pairwise(sorted(cuts)):
        near = bisect_right(starts, start) - 1
        block = near if near >= 0 and end <= blocks[near]["end"] else None
        before = met
        while met < len(rows) and rows[met]["start"] <= start:
            met += 1
        inside = [n for n in [*inside, *range(before, met)] if rows[n]["end"] > start]
        ends = [n for n in inside if rows[n]["end"] == end]
        segments.append({"text": text[start:end], "block": block, "rows": inside, "ends": ends})
    return segments
