"""Count the lines of code of the helper: the core, each room, the workshop, the marking, scripts and CSS.

    python tests/tools lines

Counted after `ruff format`, without blank lines, comments and docstrings. Scripts and CSS are counted as they stand.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter

import places

PACKAGE = places.NOTEBOOKS / "standpoint"
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
           tokenize.ENDMARKER}  # fmt: skip


def code_lines(text):
    """Return the number of lines of a Python text that hold code."""
    docstrings = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
                docstrings |= set(range(first.lineno, first.end_lineno + 1))
    held = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            held |= set(range(token.start[0], token.end[0] + 1))
    return len(held - docstrings)


def other_lines(text):
    """Return the number of lines of a script or a style sheet without blank ones and comments."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return sum(bool(line.strip()) and not line.strip().startswith("//") for line in bare.splitlines())


def formatted(path):
    """Return a Python file as `ruff format` would write it."""
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--stdin-filename", str(path), "-"]
    text = path.read_text(encoding="utf-8")
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout


def part_of(path):
    """Return the part of the helper that a file counts to."""
    if path.suffix in (".js", ".css"):
        return "scripts" if path.suffix == ".js" else "CSS"
    folders = path.relative_to(PACKAGE).parts[:-1]
    if folders[:1] == ("lessons",) and folders[1:]:
        return "/".join(folders[:2])
    return folders[0] if folders[:1] in (("workshop",), ("marking",)) else "core"


def counted():
    """Return a Counter: lines of code of each part."""
    lines = Counter()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            lines[part_of(path)] += code_lines(formatted(path))
        elif path.suffix in (".js", ".css"):
            lines[part_of(path)] += other_lines(path.read_text(encoding="utf-8"))
    return lines


def main():
    """Print the parts, and all Python outside marking."""
    lines = counted()
    rooms = sorted(part for part in lines if part.startswith("lessons"))
    for part in ("core", *rooms, "workshop", "marking", "scripts", "CSS"):
        print(f"{part:22} {lines[part]:6,}")
    python = sum(count for part, count in lines.items() if part not in ("marking", "scripts", "CSS"))
    print(f"{'Python but marking':22} {python:6,}")


if __name__ == "__main__":
    main()
