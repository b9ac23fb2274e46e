"""The platform's list of a class: which hand-in is whose, and who handed in nothing."""

import re
import shutil
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from ..tables import refuse, rows_of, write_table
from .people import decided, known

_FULL = ("student", "name", "full name", "fullname", "student name", "vollständiger name", "nombre completo",
         "nom complet", "nome completo", "полное имя", "повне ім’я")  # fmt: skip
_FIRST = ("first name", "firstname", "given name", "vorname", "nombre", "prénom", "nome")
_LAST = ("last name", "lastname", "surname", "family name", "nachname", "apellidos", "apellido(s)", "nom", "cognome")
_NUMBERS = ("id", "number", "identifier", "student id", "id number", "matriculation number", "matrikelnummer",
            "sis user id", "sis login id", "username", "user name", "login", "org defined id", "orgdefinedid",
            "email", "e-mail", "email address", "e-mail address")  # fmt: skip
_PARTICIPANT = re.compile(r"\D+(\d+)")  # Moodle numbers people anew in each assignment: “Participant 123”
_TEST = "student, test"  # Canvas keeps a person of this name in each course, for trying


class Person(NamedTuple):
    """One person of a list. numbers: {column: what tells the person there}. cells: {column: cell} of the row."""

    row: int
    name: str
    numbers: dict
    cells: dict


class Roster(NamedTuple):
    """A platform's list. kind: "canvas", "moodle" (a worksheet of one assignment) or "list". above: cells of rows that
    are about no person.
    """

    file: str
    kind: str
    columns: list
    persons: list
    above: list


class Matched(NamedTuple):
    """found: {student: Person}. absent: [Person] without a hand-in. odd: {student: sentence} of who is in no list."""

    found: dict
    absent: list
    odd: dict


def read(path):
    """Return the Roster in a CSV file. Raises Refusal where it is no list of people."""
    columns, rows = rows_of(path)
    plain = {column: column.casefold().replace("_", " ") for column in columns}
    is_person = [(number, cells) for number, cells in rows if not _is_about_points(columns, cells)]
    kind = _kind(columns, is_person)
    full = next((column for column in columns if plain[column] in _FULL), "")
    first, last = (next((c for c in columns if plain[c] in wanted), "") for wanted in (_FIRST, _LAST))
    if not full and not last and kind != "moodle":  # who marks without names gets a worksheet without them
        refuse([f"{path.name}, row 1: no column holds names. Columns of names are called, for example, “name”, or "
                f"“first name” and “last name”. There are: {', '.join(columns)}."])  # fmt: skip
    numbers = [column for column in columns if plain[column] in _NUMBERS or (kind == "moodle" and column == columns[0])]
    persons = []
    for number, cells in is_person:
        name = cells[full] if full else f"{cells.get(first, '')} {cells.get(last, '')}".strip()
        told = {column: cells[column] for column in numbers if cells[column]}
        if kind == "moodle" and (found := _PARTICIPANT.fullmatch(cells[columns[0]])):
            told[columns[0]] = found[1]
        if name.casefold() != _TEST and (name or told):
            persons.append(Person(number, name, told, cells))
    if not persons:
        refuse([f"{path.name}: there is nobody in this list."])
    above = [cells for number, cells in rows if (number, cells) not in is_person]
    return Roster(path.name, kind, columns, persons, above)


def _kind(columns, rows):
    if len(columns) > 3 and "ID" in columns[1:3] and any("Section" in column for column in columns):
        return "canvas"
    first = [cells[columns[0]] for _, cells in rows]
    return "moodle" if first and all(map(_PARTICIPANT.fullmatch, first)) else "list"


def _is_about_points(columns, cells):
    """Whether a row is one of those that Canvas puts above the people: the points of a column, how it is posted."""
    return "Points Possible" in cells[columns[0]] or not any(cells[column] for column in columns[:3])


def key_of(name):
    """Return what two spellings of one name share: both forms of Unicode, apostrophes, marks that are not seen.

    “Lee, Ann” is “Ann Lee”. Capitals do not count.
    """
    last, comma, first = name.partition(",")
    text = unicodedata.normalize("NFC", f"{first} {last}" if comma else name).casefold()
    text = "".join(c for c in unicodedata.normalize("NFC", text)
                   if unicodedata.category(c) != "Cf" and c not in "'’‘ʼʹ`´′")  # fmt: skip
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split())


def match(course, roster, students):
    """Return the Matched of students (names in paths) and a list: by number, or else by the exact name.

    Nobody is matched where two could be meant; the sentence says what to write into people.csv.
    """
    says, people = decided(course), {row["student"]: row for row in known(course)}
    found, odd = {}, {}
    for student in students:
        for one in [student, *(other for other, same in says.same.items() if same == student)]:
            person, words = _by_number(roster, people[one], says.listed.get(one, ""))
            if person:
                found[student] = person
                odd.pop(student, None)
                break
            if words:
                odd[student] = words
    _by_name(roster, people, says, [one for one in students if one not in found and one not in odd], found, odd)
    twice = defaultdict(list)
    for student, person in found.items():
        twice[person.row].append(student)
    for row, both in twice.items():
        for student in both if len(both) > 1 else ():
            odd[student] = (f"{' and '.join(both)} are one person of the list (row {row}). If that is right, write one "
                            f"of them into “same as” of the other in people.csv.")  # fmt: skip
            del found[student]
    there = {person.row for person in found.values()} | {row for row, both in twice.items() if len(both) > 1}
    return Matched(found, [person for person in roster.persons if person.row not in there], odd)


def _by_number(roster, row, listed):
    """Return (the Person whose number a student has, "") or (None, a sentence where that is not certain)."""
    wanted = listed or row["number"]
    if not wanted:
        return None, ""
    hits = [person for person in roster.persons if wanted in _numbers(roster, row["platform"], person, listed)]
    if len(hits) > 1:
        return None, f"The number {wanted} stands in {len(hits)} rows of the list."
    if not hits:
        return None, f"The list has no number {wanted}." if listed else ""
    # Canvas's numbers are one for each person; ILIAS writes the login beside it; Blackboard gives no name at all.
    own = row["platform"] == roster.kind == "canvas" or row["name"] == row["number"]
    named = set(key_of(row["name"].replace("_", " ")).split()) & {key_of(one) for one in hits[0].numbers.values()}
    if listed or not hits[0].name or own or named or _agree(row["name"], hits[0].name, roster.kind == "moodle"):
        return hits[0], ""
    words = f"The number {wanted} is “{hits[0].name}” in the list, and “{row['name']}” in the hand-in."
    return None, f"{words} If that is right, write {wanted} into “in the list” of people.csv."


def _numbers(roster, platform, person, listed):
    """Return the numbers of a person that may be the platform's own."""
    own = {"canvas": "ID", "moodle": roster.columns[0]}.get(roster.kind) if platform == roster.kind else ""
    if own and not listed:
        return {person.numbers.get(own)}
    held = set(person.numbers.values())
    return held | {number.partition("@")[0] for number in held if "@" in number}


def _agree(name, other, whole):
    """Whether two names can be one person's: in whole, or in one part. Platforms leave out spaces and apostrophes."""
    one, two = (set(key_of(text.replace("_", " ")).split()) for text in (name, other))
    return one == two or sorted("".join(one)) == sorted("".join(two)) or not whole and bool(one & two)


def _by_name(roster, people, says, students, found, odd):
    """Match those whose number is in no list, where exactly one person and one student have the name."""
    taken = {person.row for person in found.values()}
    named, asking = defaultdict(list), defaultdict(list)
    for person in roster.persons:
        named[key_of(person.name)].append(person)
    for student in students:
        asking[key_of(says.names.get(student, people[student]["name"]))].append(student)
    for key, those in asking.items():
        free = [person for person in named[key] if person.row not in taken] if key else []
        for student in those:
            name = says.names.get(student, people[student]["name"])
            if len(free) == len(those) == len(named[key]) == 1:
                found[student] = free[0]
            elif not named[key] or not key:
                odd[student] = f"Nobody in the list is called “{name}”."
            elif not free:
                odd[student] = f"“{name}” of the list is another hand-in already."
            else:
                odd[student] = f"More than one person is called “{name}”. Write the number into “in the list”."


def kept(course, path=None):
    """Return the Roster of an assignment, None where there is none. path: a new one, of which a copy is kept."""
    copy = course.root / "lists" / f"{course.name}.csv"
    if path is None:
        return read(copy) if copy.is_file() else None
    path = Path(path)
    found = read(path)
    copy.parent.mkdir(parents=True, exist_ok=True)
    if path.resolve() != copy:
        shutil.copyfile(path, copy)
    return found


def called(course, students):
    """Return {student: name} of those whose name stands in the list of the class, or else in people.csv."""
    people, here = kept(course), {row["student"] for row in known(course)}
    found = match(course, people, [one for one in students if one in here]).found if people else {}
    return decided(course).names | {student: person.name for student, person in found.items() if person.name}


def write(course, roster, students):
    """Match, write reports/<assignment>/list.csv, and return what there is to say, in sentences."""
    matched = match(course, roster, students)
    whose = {person.row: student for student, person in matched.found.items()}
    rows = [[person.name, " ".join(person.numbers.values()), "yes" if person.row in whose else "no",
             whose.get(person.row, ""), ""] for person in roster.persons]  # fmt: skip
    rows += [["", "", "yes", student, words] for student, words in sorted(matched.odd.items())]
    path = course.reports / "list.csv"
    write_table(path, ("name", "number", "handed in", "student", "message"), rows)
    said = [f"The list {roster.file} has {len(roster.persons)} people: {len(whose)} handed in. See {path}"]
    if matched.absent:
        said.append("Nothing is there from: " + "; ".join(person.name or "no name" for person in matched.absent) + ".")
    return said + [f"In no list: {student}. {words}" for student, words in sorted(matched.odd.items())]
