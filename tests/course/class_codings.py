"""A class of invented readers for the tests of the class report: the reference with slips, some of them planted."""

import csv
import io
import random
import zipfile

PLANTED, TURNED = 3, "territory"  # the reader who takes this issue the wrong way round


def coding(case, number):
    """The text of one reader's file of positions."""
    rng = random.Random(number)
    names = [field["name"] for field in case.schemas["positions"]["fields"]]
    rows = case.positions[names].astype(object).where(case.positions[names].notna(), "").to_dict("records")
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in (_slip(row, rng, number) for row in rows) if row)
    return text.getvalue()


def _slip(row, rng, number):
    draw, turned = rng.random(), number == PLANTED and row["issue"] == TURNED
    if turned:
        return row | {"direction": -int(row["direction"]), "note": row["note"] or "a step"}
    if draw < 0.1:
        return None
    if draw < 0.2:
        return dict.fromkeys(row, "") | {"stakeholder": row["stakeholder"], "issue": row["issue"], "direction": "blank"}
    if draw < 0.3:
        return row | {"direction": -int(row["direction"])}
    return row


def platform_zip(path, case, count, name="anchorage-positions.csv"):
    """Write what a learning platform gives: one file for each student, with their names; return the names."""
    students = [f"nadiya{n}" for n in range(count)]
    with zipfile.ZipFile(path, "w") as archive:
        for n, student in enumerate(students):
            archive.writestr(f"{student}_{1000 + n}_{5000 + n}_{name}", coding(case, n))
    return students
