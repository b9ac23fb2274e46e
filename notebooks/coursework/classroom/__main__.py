"""One command for a course: python notebooks/coursework/classroom STEP ASSIGNMENT --course FOLDER."""

import argparse
import sys
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
    for name, (words, add, _) in steps.STEPS.items():
        part = parts.add_parser(name, help=words, description=words)
        part.add_argument("assignment", help="A1, A2 or A3")
        part.add_argument("--course", required=True, type=Path, help="the course folder, outside this collection")
        add(part)
    return made


def main(arguments=None):
    """Run one step; return the exit code: 0, or 1 with a sentence on what to mend."""
    given = parser().parse_args(arguments)
    try:
        print(steps.STEPS[given.step][2](given))
    except (Refusal, ValueError) as error:
        print(f"{given.step}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
