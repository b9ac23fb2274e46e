"""Who is who in a course: one name in paths for each person, kept, so that nobody gets another's folder."""

import json

from .course import Refusal


def enrol(course, senders):
    """Return {key of a Sender: name in paths}; who is new gets a name that nobody has, and keeps it.

    The names are kept in people.json in the course folder. Raises Refusal where that file cannot be read.
    """
    path = course.root / "people.json"
    held = _read(path)
    known = {(row["platform"], row["number"] or row["name"]): row["student"] for row in held}
    taken = {row["student"] for row in held}
    new = {who.key: who for who in senders if who.key not in known}
    for key, who in sorted(new.items()):
        known[key] = _free(who.student, taken)
        taken.add(known[key])
        name = who.name if who.number else key[1]
        held.append({"student": known[key], "platform": who.platform, "number": who.number, "name": name})
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(".new")
        whole.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
        whole.replace(path)
    return known


def _read(path):
    if not path.is_file():
        return []
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(row[part], str) for row in held for part in ("student", "platform", "number", "name")):
            return held
    except (ValueError, KeyError, TypeError):
        pass
    raise Refusal(f"{path} cannot be read. It says which folder is whose: bring back an earlier copy of it.")


def _free(wanted, taken):
    """Return the name that is wished for, with a number where another person has it."""
    count, name = 1, wanted
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name
