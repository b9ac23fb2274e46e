"""What a reader gave, read as what the fields of an exercise expect; the reply is words, never an error."""

import difflib
import math

import pandas as pd

from ..case.essay import without_marks
from .numbers import read_number
from .slips import slip

ALONE = ("none", "nobody")  # values of an option that makes no sense beside another one


def is_empty(answer):
    """Whether nothing was filled in: a missing value, no text, or a dict of such."""
    answer = _plain(answer)
    if isinstance(answer, dict):
        return all(is_empty(value) for value in answer.values())
    return answer is None or (isinstance(answer, str) and not answer.strip())


def read_answer(fields, answer, in_card=False):
    """({name: clean value}, [problem in words, ...]) for the fields of an exercise."""
    answer = _plain(answer)
    names = [field["name"] for field in fields]
    if isinstance(answer, pd.Series) and set(names) <= set(answer.index):
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        if len(fields) > 1:
            pattern = ", ".join(f'"{name}": ...' for name in names)
            return {}, [f"This question has {len(fields)} parts.", f"Give them by name: {{{pattern}}}. {_gave(answer)}"]
        answer = {names[0]: answer}
    problems = [
        f"There is no part “{name}”.{nearest(name, names)} The parts are: {_listed(names)}."
        for name in answer
        if name not in names
    ]
    clean = {}
    for field in fields:
        value, problem = _read(field, _plain(answer.get(field["name"])), in_card)
        clean[field["name"]] = value
        if problem:
            problems.append(f"{asked(field)} {problem}" if len(fields) > 1 else problem)
    return clean, problems


def asked(field):
    """The label of a field, ready for a sentence after it."""
    label = field["label"].rstrip(": ")
    return label if label.endswith("?") else f"{label}:"


def _read(field, value, in_card=False):
    """(clean value, problem in words or "") for one field."""
    if not in_card and (said := slip(field, value, expected(field))):
        return None, said
    several = _as_list(value)
    if several is not None and field["kind"] != "many" and len(several) == 1:
        value = _plain(several[0])
    if several == [] and not in_card and not field.get("optional"):
        return None, "Your result has no values in it. Look at the spelling of what you filtered by."
    if isinstance(value, str):
        value = value.replace("−", "-")  # the minus sign of the evidence table
    if value is None or several == [] or (isinstance(value, str) and not value.strip()):
        if field.get("optional"):
            return ([] if field["kind"] == "many" else None), ""
        return None, "No answer yet." if in_card else f"No answer yet. Expected: {expected(field)}."
    if field["kind"] == "number":
        return _number(field, value)
    if field["kind"] == "text":
        return _text(field, value, in_card)
    if field["kind"] == "figure":
        return _figure(field, value)
    return {"choice": _choice, "many": _many}[field["kind"]](field, value)


def _choice(field, value):
    for option, label in field.get("options", []):
        if isinstance(value, str) and _unmarked(value) in (_unmarked(str(option)), _unmarked(label)):
            return option, ""
        if _is_number(value) and _is_number(option) and value == option:
            return option, ""
        if isinstance(value, bool) and value is option:
            return option, ""
    known = [text for option, label in field.get("options", []) for text in (str(option), label)]
    return None, f"{_gave(value)} Expected: {expected(field)}.{nearest(value, known)}"


def _many(field, value):
    several = _as_list(value)
    if several is None:
        return None, f"{_gave(value)} Expected: {expected(field)}, in square brackets, with commas between."
    chosen = [_choice(field, _plain(item)) for item in several]
    problem = next((problem for _, problem in chosen if problem), "")
    wanted = [option for option, _ in chosen]
    alone = next((label for option, label in field.get("options", []) if option in ALONE and option in wanted), "")
    if alone and not problem and len(set(map(str, wanted))) > 1:
        problem = f"You gave “{alone}” and something else too. Give one of the two."
    # In the order of the options and each once, so that a judge may compare lists.
    return [option for option, _ in field.get("options", []) if option in wanted], problem


def _number(field, value):
    low, high = field.get("min", -math.inf), field.get("max", math.inf)
    found, problem = read_number(field, value) if _is_number(value) or isinstance(value, str) else (None, "")
    if problem:
        return None, problem
    if found is None:
        hint = " Write digits alone, as in 3 or 0.4." if isinstance(value, str) else ""
        return None, f"{_gave(value)} Expected: {expected(field)}.{hint}"
    if abs(found) == math.inf or not low <= found <= high:
        return None, f"{_gave(found)} Expected: {expected(field)}."
    return found, ""


def _figure(field, value):
    is_figure = all(hasattr(value, name) for name in ("data", "layout", "to_plotly_json"))
    return (value, "") if is_figure else (None, f"{_gave(value)} Expected: {expected(field)}.")


def _text(field, value, in_card):
    if not isinstance(value, str):
        return None, f"{_gave(value)} Expected: {expected(field)}."
    return value.strip() if in_card else without_marks(value.strip()), ""


def _unmarked(words):
    return without_marks(words.strip()).casefold()


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _plain(value):
    """numpy's numbers as Python's, and every kind of missing value as None; all else as it is."""
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    missing = value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    return None if missing else value


def _as_list(value):
    """The items of a list, tuple, set, or pandas or numpy column; None if `value` is no such thing."""
    column = getattr(value, "ndim", None) == 1 and hasattr(value, "tolist")
    if not (column or isinstance(value, (list, tuple, set, frozenset))):
        return None
    return value.tolist() if column else list(value)


def in_words(field, value):
    """Return what was given to a field as a reader knows it: the words of the options; "" for nothing."""
    if is_empty(value):
        return ""
    labels = dict(field.get("options", []))
    return "; ".join(str(labels.get(one, one)) for one in _as_list(value) or [value] if not is_empty(one))


def expected(field):
    """What a field expects, in words, with the values that code must give."""
    kind = field["kind"]
    if kind in ("choice", "many"):
        listed = _listed([option for option, _ in field.get("options", [])])
        return f"one of {listed}" if kind == "choice" else f"one or more of {listed}"
    if kind == "text":
        return "a text in quotation marks"
    if kind == "figure":
        return "a chart, as px.bar(...) or px.scatter(...) gives it"
    ends = [f"{word} {field[key]}" for word, key in (("from", "min"), ("to", "max")) if key in field]
    unit = ", in percent" if field.get("unit") == "percent" else ""
    return " ".join(["a number", *ends]) + unit


def _listed(values, most=12):
    shown = [f'"{value}"' if isinstance(value, str) else str(value) for value in values]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")


def _gave(value):
    return f"You gave {_said(value)}."


def _said(value):
    """What a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if _as_list(value) is not None or isinstance(value, dict):
        size = "1 value" if len(value) == 1 else f"{len(value)} values"
        name = "column (Series)" if isinstance(value, pd.Series) else type(value).__name__
        return f"a {name} of {size}"
    if isinstance(value, pd.DataFrame):
        return f"a table of {value.shape[0]} rows and {value.shape[1]} columns"
    if callable(value):
        return "a function (perhaps the round brackets after its name are missing)"
    return f"something of the type {type(value).__name__}"


def nearest(value, known):
    """' Did you mean ...?', or "" where nothing known is near."""
    if not isinstance(value, str):
        return ""
    by_case = {str(name).casefold(): str(name) for name in reversed(list(known))}
    near = difflib.get_close_matches(value.strip().casefold(), by_case, n=1)
    return f' Did you mean "{by_case[near[0]]}"?' if near else ""
