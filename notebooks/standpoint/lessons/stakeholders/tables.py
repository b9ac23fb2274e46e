"""The tables of lesson 03: classes, register, viewpoints, quotations that pull apart, leverage."""

import pandas as pd

from ... import wording as say
from ...case.lacking import uncoded
from ...measures import CLASSES
from ...table import in_columns
from ...wording import cite, cited
from . import findings


def classes():
    """Return the three answers that make each class (DataFrame of text)."""
    rows = [[*("yes" if one else "no" for one in has), name] for has, name in CLASSES.items()]
    return pd.DataFrame(rows, columns=[*findings.ATTRIBUTES, "class"])


def unsaid(case, *names, word="blank"):
    """Return what stands for a missing value: `word`, or "not coded yet" where nobody has coded it at all.

    names: columns of stakeholders ("power", "interest"), or one table ("viewpoints", "leverage").
    """
    empty = [name for name in names if name in case.tables and case.tables[name].empty]
    columns = [name for name in names if name not in case.tables]
    return "not coded yet" if empty or uncoded(case, *columns) else word


def register(case, cut=2):
    """Return each stakeholder's power, interest and quadrant, with the quotation for each (DataFrame of text).

    cut: the lowest value that counts as high.
    """
    found, rows = findings.quadrants(case, cut), []
    for person in case.stakeholders.itertuples():
        cells = [person.label, person.kind]
        for name in findings.SCALES:
            value, why = findings.value_in_words(case, person, name)
            quote, place = getattr(person, f"{name}_quote"), getattr(person, f"{name}_paragraph")
            cells += [value, cited(quote, place) if quote else why.lstrip(": ")]
        rows.append([*cells, found[person.id] or f"none: {findings.why_no_place(case)}", person.note])
    columns = ["Stakeholder", "Kind", "Power", "The essay’s words", "Interest", "The essay’s words", "Quadrant", "Note"]
    return pd.DataFrame(rows, columns=columns)


def viewpoints(case):
    """Return what each viewpoint sees in each stakeholder, the class and the words (DataFrame of text).

    A stakeholder of whom a viewpoint says nothing has no row; one row for each viewpoint names them.
    """
    coded, label, rows = findings.attributes(case), say.labels(case), []
    for vid, eyes in findings.viewpoints(case).items():
        silent = []
        for sid, name in label.items():
            found = {a: coded[vid, sid, a] for a in findings.ATTRIBUTES if (vid, sid, a) in coded}
            if not found:
                silent.append(sid)
                continue
            values = [found[a]["value"] if a in found else "blank" for a in findings.ATTRIBUTES]
            words = "; ".join(f"{a}: {cited(r['quote'], r['paragraph'])}" for a, r in found.items())
            rows.append([eyes, name, *values, findings.classes_in_words(findings.classes(case, vid, sid)), words])
        if silent:
            left = findings.classes_in_words(findings.classes(case, vid, silent[0]))
            rows.append([eyes, say.names(case, silent), "blank", "blank", "blank", left, ""])
    seen = ["Power (in these eyes)", "Legitimacy", "Urgency", "Class"]
    columns = ["In the eyes of", "Stakeholder", *seen, "The essay’s words"]
    return pd.DataFrame(rows, columns=columns)


def pulled_apart(case):
    """Return the quotations that pull apart, side by side (DataFrame of text)."""
    rows = [[title, _side(first), _side(second)] for title, first, second in findings.pulled_apart(case)]
    return pd.DataFrame(rows, columns=["What", "One side", "The other side"])


def _side(quotations):
    return "; ".join(f"{words}: {cited(quote, place)}" for words, quote, place in quotations)


def leverage(case):
    """Return every link of leverage with its means and quotation (DataFrame of text and whole numbers)."""
    label = say.labels(case)
    return in_columns(
        case.leverage,
        ("From", lambda row: label[row.source]),
        ("Over", lambda row: label[row.target]),
        ("Can hinder the other’s", lambda row: f"{row.strength}, {findings.HINDERS[row.strength]}"),
        ("Means", "means"),
        ("The essay’s words", cite),
        ("Note", "note"),
    )
