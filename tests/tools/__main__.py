"""One door to every tool: `python tests/tools` lists them, `python tests/tools NAME ...` runs one."""

import ast
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import places  # noqa: E402

# Tools that stand beside what they belong to.
ELSEWHERE = {"agreement": "lessons/test_agreement.py", "matrix": "matrix/run.py", "site": "lite/build.py"}


def tools():
    """Return {name: path} of every tool, in the order of the alphabet."""
    own = {path.stem: path for path in HERE.glob("*.py") if path.stem != "__main__"}
    return dict(sorted((own | {name: places.TESTS / path for name, path in ELSEWHERE.items()}).items()))


def purpose(path):
    """Return the first line of what a tool says about itself."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).splitlines()[0]


def main(arguments):
    """List the tools, or run the one that is named; 2 for a name that there is not."""
    known = tools()
    if arguments and arguments[0] in known:
        path = known[arguments[0]]
        sys.path.insert(0, str(path.parent))
        sys.argv = [f"tests/tools {arguments[0]}", *arguments[1:]]
        runpy.run_path(str(path), run_name="__main__")
        return 0
    if arguments:
        print(f"There is no tool “{arguments[0]}”. These are here:\n", file=sys.stderr)
    print("\n".join(f"{name:12} {purpose(path)}" for name, path in known.items()))
    return 2 if arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
