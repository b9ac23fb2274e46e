"""Late days and extensions, by the instructor's own rule in late-A1.csv: points off, and never without a word."""

import re

from ..collecting import collect
from ..tables import number, refuse, rows_of

COLUMNS = ("student", "days late", "extension days", "off per day")
EVERYONE = "everyone"
_RATE = re.compile(r"(\d+(?:[.,]\d+)?) *(%|percent|points?)?", re.IGNORECASE)
_LATE = "Handed in late."


def path_of(course):
    """Return the file of late days, which the instructor writes: without it nothing is taken off."""
    return course.root / f"late-{course.name}.csv"


def applied(course, results):
    """Return the results with what is taken off, and in words why; the rest as it was.

    Raises Refusal with every row and column of the file that cannot be read.
    """
    rules = _read(course) if path_of(course).is_file() else {}
    return [_applied(result, rules) for result in results]


def _applied(result, rules):
    result = result._replace(off=0.0, late="")
    if not rules or not result.points:
        return result
    rule = rules.get(EVERYONE, {}) | rules.get(result.student, {})
    late, extension, rate = (rule.get(name) for name in COLUMNS[1:])
    if late is None:
        told = "It was handed in late. How many days is not said, so no points are taken off."
        return result._replace(late=told) if _LATE in result.message else result
    days, most = max(0.0, late - (extension or 0.0)), sum(result.most.values())
    said = f"Handed in {_days(late)} late" + (f", with an extension of {_days(extension)}" if extension else "")
    if not days:
        return result._replace(late=f"{said}: no points are taken off.")
    if rate is None:
        return result._replace(late=f"{said}. There is no rule for what a day costs, so nothing is taken off.")
    cost, percent = rate
    off = round(min(days * (cost * most / 100 if percent else cost), result.sum() or 0.0), 2)
    per_day = f"{cost:g} percent of {most:g} points" if percent else f"{cost:g} points"
    each = "for" if days == 1 else "for each of"
    return result._replace(off=off, late=f"{said}: {off:g} points are taken off, {per_day} {each} {_days(days)}.")


def _days(count):
    return f"{count:g} {'day' if count == 1 else 'days'}"


def _read(course):
    """Return {student: {column: value}}; a cell that is empty is not in it."""
    path, wrong, found = path_of(course), [], {}
    people = {row.student for row in collect.read_table(course.collected_table)} | {EVERYONE}
    for row, cells in rows_of(path, COLUMNS, COLUMNS)[1]:
        who, place = cells["student"], f"{path.name}, row {row}, column"
        if who not in people:
            wrong.append(f"{place} “student”: nobody handed in as “{who}”. “{EVERYONE}” stands for all.")
        elif who in found:
            wrong.append(f"{place} “student”: an earlier row is about “{who}” too.")
        elif who == EVERYONE and cells["days late"]:
            wrong.append(f"{place} “days late”: leave it empty for “{EVERYONE}”. Each student has a row for it.")
        else:
            found[who], told = _values(cells)
            wrong += [f"{place} {words}" for words in told]
    refuse(wrong)
    return found


def _values(cells):
    """Return ({column: value}, what cannot be read in words that follow “column”)."""
    values, told = {}, []
    for name in COLUMNS[1:3]:
        if cells[name]:
            values[name] = number(cells[name])
            if values[name] is None or not 0 <= values[name] <= 1000:
                told.append(f"“{name}”: “{cells[name]}” is no number of days. Write for example 2.")
    rate = _RATE.fullmatch(cells[COLUMNS[3]])
    if rate:
        values[COLUMNS[3]] = float(rate[1].replace(",", ".")), bool(rate[2]) and not rate[2].lower().startswith("point")
    elif cells[COLUMNS[3]]:
        told.append(f"“{COLUMNS[3]}”: “{cells[COLUMNS[3]]}” is no rule. Write for example 2 points, or 5 %.")
    return values, told
