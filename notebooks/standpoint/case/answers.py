"""The reader's answers, kept in my-work/answers.json beside the notebook, so that they are there next time."""

import json

from .package import work_folder
from .safe_write import alone, write_whole

_FILE = "my-work/answers.json"
_ANY = object()  # whatever stands there: it is replaced


def recall(case_name, exercise_id):
    """The kept answer to an exercise: ({field name: value}, ""); ({}, a notice in words) where it cannot be read."""
    kept, notice = recall_all(case_name)
    answer = kept.get(exercise_id, {})
    return (answer if isinstance(answer, dict) else {}), notice


def recall_all(case_name):
    """All kept answers of a case: ({exercise id: answer}, ""); ({}, a notice in words) as in `recall`."""
    kept, notice = _read(_path())
    return kept.get(case_name, {}), notice


def keep(case_name, exercise_id, answer):
    """Keep an answer, beside all others. Gives "" or a notice in words; never raises for the file's sake."""
    return change(case_name, exercise_id, [], answer)[1]


def change(case_name, exercise_id, path, value, was=_ANY):
    """Put one value of a kept answer in its place; return (the answer as it is kept now, notice).

    path: the keys that lead to the value, [] for the answer as a whole. value: None takes it away. was: what stood
    there when the reader gave the value. Where another view or notebook has kept something else since, the new value
    stands, the notice says what the other was, and the file keeps it beside the answer, as “<exercise_id> replaced”.
    The answer is None where the file cannot be read. Never raises for the file's sake.
    """
    file, keys = _path(), [exercise_id, *path]
    with alone(file):  # between reading and writing, another notebook may keep an answer of its own
        kept, notice = _read(file)
        if notice:
            return None, notice
        mine = kept.setdefault(case_name, {})
        there = look(mine, keys)
        if was is not _ANY and there not in (None, "", [], {}, was, value):
            mine.setdefault(f"{exercise_id} replaced", []).append([*path, there])
            notice = (f"Another view or notebook had kept something else here meanwhile: {_in_words(there)}. "
                      f"Yours stands now; the other is kept too, in {_FILE}.")  # fmt: skip
        put(mine, keys, value)
        try:
            write_whole(file, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            reason = f"the folder {file.parent.name} cannot be written ({error.strerror})"
            notice = f"Your answer counts now, but it could not be kept for next time: {reason}."
    return mine.get(exercise_id, {}), notice


def look(kept, keys):
    """Return the value to which keys lead in dicts inside each other; None where there is none."""
    for key in keys:
        kept = kept.get(key) if isinstance(kept, dict) else None
    return kept


def put(kept, keys, value):
    """Put a value where keys lead in dicts inside each other, or take it away where it is None; change `kept`."""
    for key in keys[:-1]:
        if not isinstance(kept.get(key), dict):
            kept[key] = {}
        kept = kept[key]
    if value is None:
        kept.pop(keys[-1], None)
    else:
        kept[keys[-1]] = value


def _in_words(value):
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_in_words(part)}" for name, part in value.items())
    return ", ".join(f"“{part}”" for part in (value if isinstance(value, list) else [value]))


def _path():
    return work_folder() / "answers.json"


def _read(path):
    """(all kept answers, notice). A file that is not ours to read is left as it is."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, f"Earlier answers cannot be read: {_FILE} ({error.strerror})."
    except ValueError:
        kept = None
    if isinstance(kept, dict) and all(isinstance(answers, dict) for answers in kept.values()):
        return kept, ""
    return {}, f"{_FILE} is damaged, so answers are not kept. It was not changed. Move it away to begin a new one."
