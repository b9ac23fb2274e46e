"""How far the readers of the essay agree: the tables of data/README.md, computed anew.

    python tests/tools agreement     print the tables, to be pasted into data/README.md
"""

import re
from itertools import combinations
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from case_copy import rows

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "data" / "anchorage"
README = ROOT / "data" / "README.md"
ESSAY = (ROOT / "seeds" / "anchorage-deal-vs-history.txt").read_text(encoding="utf-8")
# What is coded: (list of items, its column in the coded table, its name in codings.csv, who coded it).
CODED = {
    "positions": ("issues", "issue", "positions", list("ABCD")),
    "inducement_codes": ("inducements", "inducement", "inducements", list("CD")),
}
STRENGTH = {"outright": 2, "hinted": 1}
CELL = ["item", "stakeholder"]
FILLED = "Alpha, filled or blank"


def read(name):
    return pd.read_csv(TABLES / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8")


def cells(table):
    """Every cell that could be filled: each item with each stakeholder."""
    return pd.MultiIndex.from_product([read(CODED[table][0])["id"], read("stakeholders")["id"]], names=CELL)


def signed(frame):
    """Direction and plainness as one number, -2 to +2; NaN for a blank."""
    return pd.to_numeric(frame["direction"]) * frame["plainness"].map(STRENGTH)


def on_grid(values, table):
    """Lay values out over all cells of a table; NaN for a blank."""
    assert values.index.is_unique and set(values.index) <= set(cells(table)), f"a cell of {table} that is not there"
    return values.reindex(cells(table))


def reference(table, what="position"):
    """The reference coding, NaN for a blank. what: position, or salience."""
    frame = read(table).rename(columns={CODED[table][1]: "item"}).set_index(CELL)
    return on_grid(signed(frame) if what == "position" else pd.to_numeric(frame[what]), table)


def machines(table, what="position"):
    """The machine codings, a column for each coder."""
    frame = read("codings")
    frame = frame[frame["table"] == CODED[table][2]]
    return pd.DataFrame({coder: on_grid(pd.to_numeric(rows.set_index(CELL)[what]), table)
                         for coder, rows in frame.groupby("coder")})


def recoded(table):
    """The cells that were coded a second time, NaN where the second reader left a blank."""
    frame = read("recoding")
    return signed(frame[frame["table"] == table].set_index(CELL))


def alpha(codes, level="ordinal"):
    """Krippendorff's alpha. codes: a row for each cell, a column for each reader, NaN for no code."""
    return krippendorff.alpha(reliability_data=codes.to_numpy(dtype=float).T, level_of_measurement=level)


def alpha_of_blanks(codes, left_out=None):
    """Alpha of the question: filled or blank? left_out: True where a reader was not asked."""
    filled = codes.notna().astype(float)
    return alpha(filled if left_out is None else filled.mask(left_out), "nominal")


def is_standing_of_d(codes):
    mask = pd.DataFrame(False, index=codes.index, columns=codes.columns)
    mask.loc["standing", "D"] = True
    return mask


def turned(codes):
    """The codes with D's column of `standing` turned round."""
    return codes.mask(is_standing_of_d(codes), -codes)


def same(first, second):
    """Where two readers gave the same code or both gave none."""
    return (first == second) | (first.isna() & second.isna())


def as_table(head, rows):
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def pair_row(table, coder, codes, name):
    pair = pd.DataFrame({"reader": codes[coder], "reference": reference(table)})
    both = pair.dropna()
    equal = int((both["reader"] == both["reference"]).sum())
    weighed = int((machines(table, "salience")[coder] == reference(table, "salience")).sum())
    return [table, name, len(both), f"{alpha(both):.3f}", f"{equal} of {len(both)}", f"{alpha_of_blanks(pair):.3f}",
            f"{weighed} of {len(both)}"]


def pairs_table():
    """The reference beside each machine coding."""
    rows = []
    for table, (*_, coders) in CODED.items():
        codes = machines(table)
        rows += [pair_row(table, coder, codes, coder) for coder in coders]
        if table == "positions":
            rows.append(pair_row(table, "D", turned(codes), "D, `standing` turned"))
    head = ["Table", "Reference and", "Cells both filled", "Alpha", "Same code", FILLED, "Same salience"]
    return as_table(head, rows)


def group_row(table, name, codes, left_out=None):
    codes = codes if left_out is None else codes.mask(left_out)
    shared = codes[codes.notna().sum(axis=1) >= 2]
    equal = int((shared.nunique(axis=1) == 1).sum())
    return [table, name, len(shared), f"{alpha(codes):.3f}", f"{equal} of {len(shared)}",
            f"{alpha_of_blanks(codes, left_out):.3f}"]


def groups_table():
    """All readers of a table at once."""
    four, two = machines("positions"), machines("inducement_codes")
    five, three = four.assign(reference=reference("positions")), two.assign(reference=reference("inducement_codes"))
    rows = [
        group_row("positions", "A, B, C, D", four),
        group_row("positions", "A, B, C, D, reference", five),
        group_row("positions", "the same five, D's `standing` turned", turned(five)),
        group_row("positions", "the same five, D's `standing` left out", five, is_standing_of_d(five)),
        group_row("inducement_codes", "C, D", two),
        group_row("inducement_codes", "C, D, reference", three),
    ]
    return as_table(["Table", "Readers", "Cells two or more filled", "Alpha", "All the same", FILLED], rows)


def recoding_table():
    """The cells coded a second time, beside the reference."""
    again = pd.concat([recoded(table) for table in CODED])
    first = pd.concat([reference(table).loc[recoded(table).index] for table in CODED])
    filled, blank = again.notna() & first.notna(), again.isna() & first.isna()
    agree = same(again, first)
    rows = [["all", len(again), int(agree.sum())], ["blank in both", int(blank.sum()), int(blank.sum())],
            ["filled in both", int(filled.sum()), int((agree & filled).sum())],
            ["filled in one only", int((~filled & ~blank).sum()), 0]]
    return as_table(["Cells coded again", "How many", "Same direction and plainness, or both blank"], rows)


def differing():
    """Cells where at least half of the other readers differ: (table, item, stakeholder, reference, the others)."""
    found = []
    for table in CODED:
        others, ours = machines(table), reference(table)
        again = recoded(table)
        for cell in ours.index:
            codes = others.loc[cell].to_dict() | ({"recoding": again[cell]} if cell in again.index else {})
            unlike = sum(in_words(code) != in_words(ours[cell]) for code in codes.values())
            if 2 * unlike >= len(codes):
                found.append((table, *cell, ours[cell], codes))
    return found


def in_words(code):
    return "blank" if np.isnan(code) else f"{int(code):+d}" if code else "0"


def differences_table():
    rows = []
    for table, item, stakeholder, ours, codes in differing():
        place = "blank_notes.csv" if np.isnan(ours) else f"{table}.csv"
        others = ", ".join(f"{name} {in_words(code)}" for name, code in codes.items())
        rows.append([table, f"{stakeholder}, {item}", in_words(ours), others, place])
    return as_table(["Table", "Cell", "Reference", "Others", "Reason in"], rows)


def coverage_table():
    """How many items the essay gives each stakeholder."""
    people, rows = read("stakeholders"), []
    for person in people.itertuples():
        counts = []
        for table in CODED:
            own = read(table).query("stakeholder == @person.id")
            counts += [f"{len(own)} of {len(read(CODED[table][0]))}", int((own["plainness"] == "hinted").sum())]
        rows.append([person.label, *counts])
    return as_table(["Stakeholder", "Issues filled", "of these hinted", "Inducements filled", "of these hinted"], rows)


PRINTED = {"coverage": coverage_table, "pairs": pairs_table, "groups": groups_table, "recoding": recoding_table,
           "differences": differences_table}


@pytest.mark.parametrize("name", PRINTED)
def test_readme_holds_the_table_that_the_data_give(name):
    table = PRINTED[name]()
    found = table in README.read_text(encoding="utf-8")
    assert found, f"data/README.md is out of step. Print its tables with: python tests/tools agreement\n\n{table}"


def test_readme_counts_the_two_readings_by_the_mended_rules():
    blind = ROOT / "data" / "blind-codings"
    files = {"reference": TABLES / "positions.csv"} | {name: blind / f"{name}.csv" for name in "EF"}
    coded = {name: {(row["stakeholder"], row["issue"]): row for row in rows(path)} for name, path in files.items()}
    cells = len(rows(TABLES / "stakeholders.csv")) * len(rows(TABLES / "issues.csv"))
    for one, other in combinations(coded, 2):
        both = coded[one].keys() & coded[other].keys()
        filled = coded[one].keys() | coded[other].keys()
        same = [{cell for cell in both if all(coded[one][cell][key] == coded[other][cell][key] for key in keys)}
                for keys in (["direction"], ["direction", "plainness"], ["salience"])]  # fmt: skip
        counts = [len(both), cells - len(filled), len(filled) - len(both), *map(len, same)]
        assert f"| {one} and {other} | {' | '.join(map(str, counts))} |" in README.read_text(encoding="utf-8")
    for name in "EF":
        assert all(row["quote"] in ESSAY for row in coded[name].values())


def test_readme_counts_the_two_readings_of_the_documents_and_lists_where_they_part():
    """Every cell on which the three part stands in the list of cells to debate, as it was given."""
    blind, readme = ROOT / "data" / "blind-codings", README.read_text(encoding="utf-8")
    files = {"documents": TABLES / "document_codes.csv"} | {name: blind / f"documents-{name}.csv" for name in "GH"}
    coded = {name: {(row["document"], row["issue"]): (int(row["direction"]), row["plainness"]) for row in rows(path)}
             for name, path in files.items()}  # fmt: skip
    issues = [row["id"] for row in rows(TABLES / "issues.csv")]
    cells = [(row["id"], issue) for row in rows(TABLES / "documents.csv") for issue in issues]
    for one, other in combinations(coded.values(), 2):
        both, filled = one.keys() & other.keys(), one.keys() | other.keys()
        same = [sum(one[cell][:width] == other[cell][:width] for cell in both) for width in (1, 2)]
        names = " and ".join(name for name, codes in coded.items() if codes in (one, other))
        counts = [len(both), len(cells) - len(filled), len(filled) - len(both), *same]
        assert f"| {names} | {' | '.join(map(str, counts))} |" in readme
        assert not any(one[cell][0] * other[cell][0] < 0 for cell in both)
    given = {cell: [codes.get(cell) for codes in coded.values()] for cell in cells}
    said = {cell: " | ".join(f"{code[0]:+d} {code[1]}".replace("+0", "0") if code else "blank" for code in codes)
            for cell, codes in given.items()}  # fmt: skip
    for (document, issue), codes in given.items():
        listed = f"| `{document}` | `{issue}` | {said[document, issue]} |" in readme
        assert listed == (len(set(codes)) > 1), (document, issue)


def test_a_cell_that_most_readers_code_otherwise_has_its_reason():
    assert differing()
    for table, item, stakeholder, ours, _ in differing():
        rows = read("blank_notes").query("table == @table") if np.isnan(ours) else read(table)
        rows = rows.rename(columns={CODED[table][1]: "item"})
        notes = rows.query("item == @item and stakeholder == @stakeholder")["note"]
        assert len(notes) == 1 and notes.iloc[0].strip(), f"{table}: {stakeholder}, {item} needs a note"


def test_what_the_readme_says_in_words():
    text = " ".join(README.read_text(encoding="utf-8").split())
    ours = reference("positions").unstack("stakeholder")
    assert same(reference("positions"), machines("positions")["A"]).all()
    assert "equals coding A in every cell" in text
    assert (ours["ukraine"].notna().sum(), len(ours)) == (1, 8) and "places Ukraine on one issue of eight" in text
    assert not any("oil_buyers" in set(read(table)["stakeholder"]) for table in CODED)
    assert "China and India have no code at all" in text
    assert len(read("recoding")) == 15 and "fifteen cells" in text.lower()
    unlike_d = ~same(turned(machines("positions"))["D"], reference("positions")) & reference("positions").notna()
    assert not unlike_d.any() and "explains all of D’s differences from the reference on cells that both filled" in text
    blank = recoded("positions").isna().sum() + recoded("inducement_codes").isna().sum()
    assert blank > 15 / 2 and "Most of the fifteen are blank in both" in text


def test_cells_coded_again_are_of_the_parties():
    parties = set(read("stakeholders").query("kind == 'party'")["id"])
    assert set(read("recoding")["stakeholder"]) <= parties


def test_no_other_number_between_0_and_1_is_typed_in_the_readme():
    """An alpha in the prose could not follow the data."""
    prose = "\n".join(line for line in README.read_text(encoding="utf-8").splitlines() if not line.startswith("|"))
    assert re.findall(r"(?<![\w.])0?\.\d+", prose) == []


@pytest.mark.parametrize("level, published", [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849),
                                              ("ratio", 0.797)])
def test_alpha_agrees_with_published_figures(level, published):
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve units, blanks."""
    gap = np.nan
    observers = [[1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
                 [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap]]
    assert alpha(pd.DataFrame(observers).T, level) == pytest.approx(published, abs=0.0005)


if __name__ == "__main__":
    print("\n\n".join(f"{name}\n\n{table()}" for name, table in PRINTED.items()))
