"""Who is who in a course: one name in paths for each person, kept, so that nobody gets another's folder.

people.json is the kit's own record. people.csv beside it shows the same people, and there the instructor may write who
is the same person, who is left out, how somebody is called, and which number of the platform's list is whose.
"""

import csv
import json
import random
from typing import NamedTuple

from ..course import Refusal
from ..tables import refuse, rows_of, write_table, write_whole

COLUMNS = ("student", "platform", "number", "name", "same as", "leave out", "in the list")


class Decided(NamedTuple):
    """What people.csv says. same: {student: student whose hand-in theirs is}. out: set of students.

    names: {student: how they are called}. listed: {student: their number in the platform's list}.
    """

    same: dict
    out: set
    names: dict
    listed: dict


def enrol(course, senders):
    """Return {key of a Sender: name in paths}; who is new gets a name that nobody has, and keeps it.

    The names are kept in people.json in the course folder. Raises Refusal where that file cannot be read.
    """
    path = course.root / "people.json"
    held = known(course)
    found = {(row["platform"], row["number"] or row["name"]): row["student"] for row in held}
    taken = {row["student"] for row in held}
    new = {who.key: who for who in senders if who.key not in found}
    for key, who in sorted(new.items()):
        found[key] = _free(who.student, taken)
        taken.add(found[key])
        name = who.name if who.number else key[1]
        held.append({"student": found[key], "platform": who.platform, "number": who.number, "name": name})
    if new:
        write_whole(path, json.dumps(held, ensure_ascii=False, indent=1))
    return found


def known(course):
    """Return [{student, platform, number, name}] of all people of a course, as people.json keeps them."""
    path = course.root / "people.json"
    if not path.is_file():
        return []
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(row[part], str) for row in held for part in ("student", "platform", "number", "name")):
            return held
    except (ValueError, KeyError, TypeError):
        pass
    raise Refusal(f"{path} cannot be read. It says which folder is whose: bring back an earlier copy of it.")


def decided(course):
    """Return the Decided of people.csv. Raises Refusal with everything in it that cannot be."""
    path, students = course.root / "people.csv", {row["student"] for row in known(course)}
    if not path.is_file():
        return Decided({}, set(), {}, {})
    rows, problems, seen = rows_of(path, COLUMNS[:1])[1], [], {}
    for number, cells in rows:
        student, other, out = cells["student"], cells.get("same as", ""), cells.get("leave out", "").casefold()
        if student not in students:
            problems.append(_said(path, number, "student", f"nobody is called “{student}” in this course."))
        elif student in seen:
            problems.append(_said(path, number, "student", f"row {seen[student]} is about the same one."))
        if other and (other not in students or other == student):
            problems.append(_said(path, number, "same as", f"“{other}” is nobody else in this course. Write what "
                                                           "stands in the column “student”."))  # fmt: skip
        if out not in ("", "yes", "no"):
            problems.append(_said(path, number, "leave out", f"“{out}” is neither yes nor no."))
        seen[student] = number
    same = {cells["student"]: cells["same as"] for _, cells in rows if cells.get("same as")}
    for student, other in same.items():
        if other in same and not problems:
            words = f"“{other}” is itself the same as “{same[other]}”. Write “{same[other]}” here too."
            problems.append(_said(path, seen[student], "same as", words))
    if problems:
        refuse(problems)
    out = {cells["student"] for _, cells in rows if cells.get("leave out", "").casefold() == "yes"}
    return Decided(same, out, *({cells["student"]: cells[column] for _, cells in rows if cells.get(column)}
                                for column in ("name", "in the list")))  # fmt: skip


def _said(path, number, column, words):
    return f"{path.name}, row {number}, column “{column}”: {words}"


def show(course):
    """Put who is new into people.csv; what the instructor wrote there stays, further columns too."""
    path = course.root / "people.csv"
    columns, rows = rows_of(path, COLUMNS[:1]) if path.is_file() else (list(COLUMNS), [])
    columns += [column for column in COLUMNS if column not in columns]
    listed = {cells["student"] for _, cells in rows}
    new = [row for row in known(course) if row["student"] not in listed]
    if new or not path.is_file():
        lines = [cells for _, cells in rows] + sorted(new, key=lambda row: row["student"])
        write_table(path, columns, [[cells.get(column, "") for column in columns] for cells in lines])


def _free(wanted, taken):
    """Return the name that is wished for, with a number where another person has it."""
    count, name = 1, wanted
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name


def pseudonyms(path, students, seed=None):
    """Return {student: pseudonym}, kept in a key file: who has one keeps it, the others draw one that is free."""
    held = {}
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            held = {row["student"]: row["pseudonym"] for row in csv.DictReader(file)}
    new = [student for student in students if student not in held]
    # Drawn from a range that leaves gaps: a number says nothing about the place in the alphabet or in the queue.
    free = sorted({f"R{n:03d}" for n in range(1, 4 * (len(held) + len(new)) + 100)} - set(held.values()))
    drawn = (random.Random(seed) if seed is not None else random.SystemRandom()).sample(free, len(new))
    held |= dict(zip(new, drawn))
    write_table(path, ("student", "pseudonym"), sorted(held.items()))
    return held
