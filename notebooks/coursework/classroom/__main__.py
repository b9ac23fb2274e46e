"""One command for a course: python notebooks/coursework/classroom STEP ASSIGNMENT --course FOLDER."""

import argparse
import sys
import traceback
from pathlib import Path

if __name__ == "__main__" and not __package__:  # started as a folder, so the package has to be found first
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from classroom import steps
from classroom.course import Refusal


def parser():
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="classroom",
        description="Hand an assignment out, collect it, grade it, give feedback, look at the class.",
        epilog="The order: release, collect, grade, feedback, class-report. Each step says what it did.",
    )  # fmt: skip
    parts = made.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, (words, takes, _) in steps.STEPS.items():
        part = parts.add_parser(name, help=words, description=words)
        part.add_argument("assignment", help="A1, A2 or A3")
        part.add_argument("--course", required=True, type=Path, help="the course folder, outside this collection")
        for names, how in takes:
            part.add_argument(*names, **how)
    return made


def main(arguments=None):
    """Run one step; return the exit code: 0, or 1 with a sentence on what to mend."""
    given = parser().parse_args(arguments)
    try:
        print(steps.STEPS[given.step][2](given))
        return 0
    except ValueError as error:  # a Refusal, or one of the helper that lists what is wrong with a file
        words = str(error) if isinstance(error, Refusal) or hasattr(error, "problems") else _unforeseen(given.course)
    except KeyboardInterrupt:
        words = "Stopped. What was done before is kept. Run the step again."
    except OSError as error:
        words = f"{error.filename or 'A file'}: {error.strerror or error}. Mend that, and run the step again."
    except Exception:
        words = _unforeseen(given.course)
    print(f"{given.step}: {words}", file=sys.stderr)
    return 1


def _unforeseen(course):
    """Keep a traceback in the course folder, or else in the folder of this moment; return what to say of it."""
    text = traceback.format_exc()
    for path in (course.expanduser() / "trouble.txt", Path("trouble.txt")):
        try:
            path.write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            continue
        return f"The kit itself is at fault. Nothing of yours is lost. What a programmer needs is in {path}."
    return f"The kit itself is at fault. Nothing of yours is lost.\n{text}"


if __name__ == "__main__":
    sys.exit(main())
