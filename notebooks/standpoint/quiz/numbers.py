"""A number as people write it: a comma or a point, a percent sign; what could be two numbers is asked back."""

import math
import re

_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)", re.ASCII)
_PERCENT = re.compile(r"\s*(%|percent|per cent)$", re.I)


def read_number(field, value):
    """(number, problem in words or "") for a number field: {"min", "max" where it has ends, "unit": "percent" or none}.

    value: a number, or text such as "20", "20,5", "50%" or "20 %". Where a field goes from 0 to 100, or to 1, a percent
    sign counts hundredths; elsewhere it is refused. (None, "") where the text is no number.
    """
    signed, words = False, ""
    if isinstance(value, str):
        words = _PERCENT.sub("", value.strip())
        signed = words != value.strip()
        if _THOUSANDS.fullmatch(words):
            whole, part = words.replace(",", ""), words.replace(",", ".")
            return None, f"“{words}” could be {whole} or {part}. Write {whole}, or {part} with a point."
        words = words.replace(",", ".") if words.count(",") == 1 and "." not in words else words
        if not _NUMBER.fullmatch(words):
            return None, ""
        value = float(words)
        value = int(value) if value.is_integer() and len(words) < 16 else value
    if signed:
        return _hundredths(field, value)
    problem = _share(value, words) if field.get("unit") == "percent" else ""
    return (None if problem else value), problem


def _hundredths(field, value):
    top = field.get("max", math.inf)
    if field.get("unit") == "percent" or (field.get("min"), top) == (0, 100):
        return value, ""
    if top == 1:
        return value / 100, ""
    return None, f"You gave {value:g} percent. A plain number is asked for here, without a percent sign."


def _share(value, words):
    """Say so where a number in a field for percents is rather a share of one: 0.7, and 1.0 but not 1."""
    as_share = isinstance(value, float) or "." in words
    if not (0 < value < 1 or (value == 1 and as_share)):
        return ""
    most = f"Write {100 * value:g} for {100 * value:g} percent"
    return f"{value:g} could be {value:g} percent or {100 * value:g} percent. {most}, or “{value:g} %” with the sign."
