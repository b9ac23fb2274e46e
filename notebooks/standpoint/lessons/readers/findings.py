"""Several readers' codes of the same cells: laid side by side, compared, and put in words."""

import pandas as pd

from ...case.case import grid, items_of
from ...case.essay import parts_with
from ...case.tables import IN_CODINGS
from ...measures import bootstrap_interval, krippendorff_alpha, percent_agreement, reversed_poles
from ...wording import labels_of, listed, number

NO_CODINGS = "This case has no codings of several readers, so nothing is compared here"
REFERENCE = "reference"
_CELL = ["item", "stakeholder"]


def readers(case, table="positions", what="position"):
    """Return the readers' codes: a row for each cell (item, stakeholder), a column for each reader, NaN for a blank.

    table: "positions" or "inducement_codes". what: "position" (-2 to +2) or "salience" (1 to 3).
    A reader who coded nothing of a table has no column.
    """
    found = case.codings[case.codings["table"] == IN_CODINGS[table]]
    wide = found.pivot(index=_CELL, columns="coder", values=what).astype(float)
    cells = pd.MultiIndex.from_product([items_of(case, table)[0]["id"], case.stakeholders["id"]], names=_CELL)
    return wide.reindex(cells)


def with_reference(case, table="positions"):
    """Return the same with the codes of the case itself as one more reader, named as in REFERENCE."""
    codes = readers(case, table)
    own = grid(case, table).astype(float).stack()
    own.index = own.index.set_names(_CELL)
    return codes.assign(**{REFERENCE: own.reindex(codes.index)})


def has_readers(case, table="positions"):
    """Say whether two readers or more coded a table."""
    return readers(case, table).shape[1] > 1


def reversed_columns(case, table="positions"):
    """Return the columns that one reader seems to have read the wrong way round, as in `measures.reversed_poles`."""
    return reversed_poles(readers(case, table))


def turned(codes, columns):
    """Return the codes with some columns turned round; columns: as `reversed_columns` gives them."""
    codes = codes.copy()
    for coder, item, _ in columns:
        codes.loc[codes.index.get_level_values("item") == item, coder] *= -1
    return codes


def evidence(case, table="positions"):
    """Return {(item, stakeholder, reader): row of codings with `paragraph`}: each reader's words for a cell."""
    rows = case.codings[case.codings["table"] == IN_CODINGS[table]]
    places = [next(iter(parts_with(case.essay, quote)), "") for quote in rows["quote"]]
    return {(row.item, row.stakeholder, row.coder): row for row in rows.assign(paragraph=places).itertuples()}


def spread(codes):
    """Count the cells: filled by two readers or more, the same in all of these, filled by some and blank for others.

    Returns a dict with the keys "shared", "same", "split"; whole numbers.
    """
    filled, kinds = codes.notna().sum(axis=1), codes.nunique(axis=1)
    split = (filled > 0) & (filled < codes.shape[1])
    return {"shared": int((filled >= 2).sum()), "same": int(((filled >= 2) & (kinds == 1)).sum()),
            "split": int(split.sum())}  # fmt: skip


def cells_apart(codes):
    """Return the rows in which the readers gave different codes, or some filled the cell and others did not."""
    filled = codes.notna().sum(axis=1)
    return codes[(codes.nunique(axis=1) > 1) | ((filled > 0) & (filled < codes.shape[1]))]


def comparisons(case, table="positions"):
    """Return [(what is compared, codes, level)] for one table: the codes, the salience, and filled or blank."""
    codes = readers(case, table)
    return [
        ("direction and plainness, -2 to +2", codes, "ordinal"),
        ("salience, 1 to 3", readers(case, table, "salience"), "ordinal"),
        ("filled or blank", codes.notna().astype(float), "nominal"),
    ]


def without(case, table="positions"):
    """Return the readers' agreement with everybody, without each one, and with suspect columns turned round.

    A DataFrame with name, turned (bool), alpha (None where it is not defined), low, high (a bootstrap interval,
    or None), units, share (of pairs with the same code, 0 to 1); empty where two readers did not code the table.
    """
    codes, columns = readers(case, table), reversed_columns(case, table)
    rows = []
    if codes.shape[1] > 1:
        rows.append(("all readers", False, codes))
        rows += [(f"without {name}", False, codes.drop(columns=name)) for name in codes if codes.shape[1] > 2]
        rows += [("all readers, turned round", True, turned(codes, columns))] if columns else []
    found = []
    for name, back, part in rows:
        agreed, drawn = krippendorff_alpha(part), bootstrap_interval(part)
        found.append([name, back, agreed.alpha, drawn.low, drawn.high, agreed.units, percent_agreement(part)])
    return pd.DataFrame(found, columns=["name", "turned", "alpha", "low", "high", "units", "share"])


def same_in_words(case, table="positions"):
    """Say in how many of the cells that two or more readers filled all of these gave the same code."""
    codes = readers(case, table)
    if codes.shape[1] < 2:
        return NO_CODINGS
    found, parted = spread(codes), parted_in_words(codes)
    head = f"{number(codes.shape[1]).capitalize()} readers: the same code in {found['same']} of the {found['shared']} "
    return f"{head}cells that two or more of them filled{parted and f'; {parted}'}"


def parted_in_words(codes):
    """Say in how many cells the codes differ, and in how many more only whether to fill it; "" where none does."""
    found = spread(codes)
    coded = found["shared"] - found["same"]
    fill = len(cells_apart(codes)) - coded
    more = " more" if coded else ""
    words = [f"{coded} {'differs' if coded == 1 else 'differ'} in the code"] if coded else []
    words += [f"{fill}{more} {'differs' if fill == 1 else 'differ'} in whether to fill it"] if fill else []
    return "; ".join(words)


def columns_in_words(case, table="positions"):
    """Name each column that seems to be read the wrong way round; "" where there is none."""
    items, columns = items_of(case, table)[0], reversed_columns(case, table)
    label = labels_of(items)
    named = (f"reader {coder} on “{label[item]}” (all {number(cells)} cells)" for coder, item, cells in columns)
    return listed(named) if columns else ""


def finding_in_words(case, table="positions"):
    """Say which reader and which column lower alpha, and by how much; or that leaving one out moves it little."""
    found = without(case, table)
    if found.empty:
        return NO_CODINGS
    if found["alpha"].isna().iloc[0]:
        return f"Alpha is not defined: {krippendorff_alpha(readers(case, table)).why}"
    whole, back = found["alpha"].iloc[0], found.loc[found["turned"], "alpha"]
    if len(back):
        who = columns_in_words(case, table)
        return f"Turn {who} round, and alpha goes from {whole:.2f} to {back.iloc[0]:.2f}"
    rest = found["alpha"].iloc[1:].dropna()
    if rest.empty:
        return f"Alpha is {whole:.2f}"
    moved = f"leaving out one reader gives {rest.min():.2f} to {rest.max():.2f}"
    return f"Alpha is {whole:.2f}, and {moved}; no reader has a whole column the other way round"


def signed(code):
    """Return a code as charts and tables write it: +2, 0, -1, or "blank"."""
    return "blank" if pd.isna(code) else f"{int(code):+d}" if code else "0"
