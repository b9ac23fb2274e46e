"""The essay and own words side by side, as plain data for the evidence table and the position map."""

import pandas as pd

from .. import own_words as words
from .. import wording as say
from ..draw.linemap import missing_in_words

_PLAINNESS = {"outright": "said outright", "hinted": "hinted"}
_NO_WORDS = (
    "No quotation of their own here.",
    "None was picked for this table. That does not mean that they never spoke of it.",
)
_LEGEND = (
    "◆ said outright, ◇ hinted: in their own words, by a dated quotation. Choose a cell to see who spoke, and where.",
    "“Apart” under two marks: the essay and own words lean to opposite poles.",
)
_VOICES = (
    ("essay", "as the essay presents them", "as the essay presents it"),
    ("own", "as they presented themselves", "as they presented themselves"),
    ("both", "both", "as the essay presents it (circle) and as they presented themselves (diamond)"),
)


def add_voices(case, data):
    """Add own words to the data of the evidence table of positions (see `evidence_data`); return new data.

    Adds `voices` [{id, label, caption, summary}], `own_legend` and `own_blank` (words), to each column its hue
    (0 to 7), to each row `missing` {voice: words}, to each cell plain and weight (of the essay's code, or None),
    apart (True or False) and own: None, or {mark, value, name, plain, facts, quote, by, site, source, note}.
    A case without own words gets no voices, and the rest all the same.
    """
    people = [column["id"] for column in data["columns"]]
    own = {(row["issue"], row["stakeholder"]): row for row in case.own_words.to_dict("records")}
    codes = {(row["issue"], row["stakeholder"]): row for row in case.positions.to_dict("records")}
    split = {(row.issue, row.stakeholder) for row in words.apart(case).itertuples()}
    poles = case.issues.set_index("id")
    rows, blanks, silent = [], say.blanks(case), words.silent(case)
    for row in data["rows"]:
        cells = []
        for who, cell in zip(people, row["cells"]):
            place = row["id"], who
            more = _essay(codes.get(place)) | {"apart": place in split}
            cells.append(cell | more | {"own": _own(own[place], poles.loc[row["id"]]) if place in own else None})
        missing = {"essay": missing_in_words(blanks[row["id"]]), "own": missing_in_words(silent[row["id"]], own=True)}
        rows.append(row | {"cells": cells, "missing": missing})
    order = list(case.stakeholders["id"])
    columns = [column | {"hue": order.index(column["id"]) % 8} for column in data["columns"]]
    more = {"voices": voices(case, data["summary"]), "own_legend": list(_LEGEND), "own_blank": list(_NO_WORDS)}
    return data | {"rows": rows, "columns": columns} | more


def voices(case, summary):
    """Return the choices of the switch, each with what it shows: [{id, label, caption, summary}], [] without own words.

    summary: what the essay alone shows, in a sentence or two; for the other two it is computed here.
    """
    if not words.has_own_words(case):
        return []
    own = f"{words.own_in_words(case)}. " if words.own_in_words(case) else ""
    said = {
        "essay": summary,
        "own": f"{own}{words.counts_in_words(case)}",
        "both": f"{words.apart_in_words(case)}.",
    }
    what = "Each stakeholder’s position on each issue"
    return [
        {"id": name, "label": label, "caption": f"{what}, {caption}", "summary": said[name]}
        for name, label, caption in _VOICES
    ]


def _essay(code):
    weight = None if code is None or pd.isna(code.get("salience")) else int(code["salience"])
    return {"plain": code and code["plainness"], "weight": weight}


def _own(row, item):
    value, plain = int(row["position"]), row["plainness"]
    pole = {-1: item["left"], 0: "both poles, with no lean", 1: item["right"]}[int(row["direction"])]
    sign = "0" if value == 0 else f"{'−' if value < 0 else '+'}{abs(value)}"
    facts = [["Direction", f"toward “{pole}”" if value else pole], ["How plainly", _PLAINNESS[plain]]]
    return {
        "mark": f"{'◆' if plain == 'outright' else '◇'} {sign}",
        "value": value,
        "name": f"{sign}, {_PLAINNESS[plain]}",
        "plain": plain,
        "facts": facts,
        "quote": row["quote"],
        "by": f"{row['speaker']}, {words.day_in_words(row['date'])}",
        "site": words.site(row["source"]),
        "source": row["source"],
        "note": row["note"],
    }
