"""The reader's answers, kept in my-work/answers.json beside the notebook, so that they are there next time."""

import json
import os
from pathlib import Path

from .coding_file import alone, write_whole

_FILE = Path("my-work", "answers.json")


def recall(case_name, exercise_id, folder=None):
    """The kept answer to an exercise: ({field name: value}, ""); ({}, a notice in words) where the file cannot be read.

    folder: where my-work lies; the current folder if None.
    """
    kept, notice = _read(_path(folder))
    answer = kept.get(case_name, {}).get(exercise_id, {})
    return (answer if isinstance(answer, dict) else {}), notice


def keep(case_name, exercise_id, answer, folder=None):
    """Keep an answer, beside all others. Gives "" or a notice in words; never raises for the file's sake."""
    path = _path(folder)
    with alone(path):  # between reading and writing, another notebook may keep an answer of its own
        kept, notice = _read(path)
        if notice:
            return notice
        kept.setdefault(case_name, {})[exercise_id] = answer
        try:
            write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        except OSError as error:
            reason = f"the folder {path.parent.name} cannot be written ({error.strerror})"
            return f"Your answer counts now, but it could not be kept for next time: {reason}."
    return ""


def _path(folder):
    # STANDPOINT_WORK lets a test or a shared machine keep answers elsewhere.
    return Path(folder or os.environ.get("STANDPOINT_WORK") or Path.cwd()) / _FILE


def _read(path):
    """(all kept answers, notice). A file that is not ours to read is left as it is."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, f"Earlier answers cannot be read: {_FILE.as_posix()} ({error.strerror})."
    except ValueError:
        kept = None
    if isinstance(kept, dict) and all(isinstance(answers, dict) for answers in kept.values()):
        return kept, ""
    name = _FILE.as_posix()
    return {}, f"{name} is damaged, so answers are not kept. It was not changed. Move it away to begin a new one."
