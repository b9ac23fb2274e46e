"""Usual slips of pandas: a sentence for each, that says what was given and what is wanted.

The first function knows a slip by the kind of what was given; the others know a wrong number by its value, and make
the `slips` of a part.
"""

import pandas as pd

_WANTED = {
    "many": "wanted are the values themselves",
    "number": "wanted is one number",
    "text": "wanted is a text",
    "figure": "wanted is a chart of it",
}


def slip(field, value, expected):
    """Return what is said of a table, a mask, counts, or a single True in place of an answer; "" for all else.

    field: as in `fields`. value: what the reader gave, of any type. expected: the words of `fields` for what it may be.
    """
    wanted = _WANTED.get(field["kind"], f"wanted is {expected}")
    options = [option for option, _ in field.get("options", [])]
    if isinstance(value, pd.DataFrame):
        return _table(field, value, wanted, options)
    asks_yes = any(map(_is_bool, options))  # then True is an answer; to Python it is 1 as well
    if _is_bool(value) and not asks_yes:
        count = ": sum() counts how often it is True" if field["kind"] == "number" else ""
        return f"You gave {value}, one yes or no for a whole column, as any() and all() give it; {wanted}{count}."
    items = [item for item in _items(value) if item is not pd.NA]
    if items and all(map(_is_bool, items)) and not asks_yes:
        more = ": sum() of the mask" if field["kind"] == "number" else ': table.loc[mask, "name of a column"]'
        return f"You gave a mask, {_times(items)} True or False; {wanted}{more}."
    if isinstance(value, pd.Series):
        return _counts(field, value, wanted, options)
    return ""


def _table(field, value, wanted, options):
    size = f"{len(value)} {'row' if len(value) == 1 else 'rows'}"
    columns = [(name, value.iloc[:, n].tolist()) for n, name in enumerate(value.columns)]
    fitting = [name for name, found in columns if found and options and _all_in(found, options)]
    name = fitting[0] if fitting else "name of a column"
    more = {"many": f', which stand in one column: table["{name}"]', "number": ": len(table) counts the rows"}
    return f"You gave a whole table of {size}; {wanted}{more.get(field['kind'], '')}."


def _counts(field, value, wanted, options):
    """Say so where the answers are the index of what was given, as with value_counts, or where a number is among it."""
    names = value.index.tolist()
    numbers = bool(names) and pd.api.types.is_numeric_dtype(value)
    if numbers and options and _all_in(names, options) and not _all_in(value.tolist(), options):
        one = "counts.idxmax() gives the most frequent" if field["kind"] == "choice" else "counts.index gives them"
        return f"You gave counts, as value_counts() makes them, and not what was counted; {wanted}: {one}."
    if numbers and field["kind"] == "number" and len(names) > 1 and all(isinstance(name, str) for name in names):
        return f'You gave {len(names)} numbers; {wanted}: choose it by its name, as in counts["{names[0]}"].'
    return ""


def _all_in(values, options):
    return all(any(type(value) is type(option) and value == option for option in options) for value in values)


def _items(value):
    if getattr(value, "ndim", None) == 1 and hasattr(value, "tolist"):
        return value.tolist()
    return list(value) if isinstance(value, (list, tuple)) else []


def _is_bool(value):
    return isinstance(value, bool)


def _times(items):
    return f"{len(items)} time{'' if len(items) == 1 else 's'}"


def any_for_all(mask):
    """Return {number: sentence} for who takes any() where all() is asked. mask: DataFrame of True and False."""
    some = int(mask.any(axis=1).sum())
    words = f"You gave {some}, the rows where any of them is True; wanted are those where all are: all(axis=1)."
    return {some: words}


def empty_text(column):
    """Return {number: sentence} for who looks for blanks as an empty text, which none is. column: Series of words.

    Where it has no blank, there is no such slip.
    """
    if not column.isna().any():
        return {}
    blank = f"a blank of “{column.name}” is missing, and no empty text:"
    whole = f"You gave {len(column)}, which is every row, as != \"\" counts them; {blank} notna() leaves it out."
    return {len(column): whole, 0: f"You gave 0, as == \"\" counts them; {blank} isna() finds it."}
