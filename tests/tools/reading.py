"""How long each lesson is for a reader: words, screens and minutes, as saved; and what changed since a commit.

    python tests/tools reading               the notebooks as they are
    python tests/tools reading --since REF   beside the same notebooks at a commit

Words: prose, titles and words of charts, cells of tables. What opens by a click counts half. Screens: of 700 pixels,
estimated from the saved outputs. Minutes: PACE, and on top of it a time for each thing to do, see DOING. Both are
set by trial readings of 00, 01, 04, 05 and 06 (41, 72, 132, 87 and 119 minutes for a first-year student who reads
English as a second language, as language models in that part named them). No class has been timed yet.
"""

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACE, SCREEN, LINE, LETTERS = 90, 700, 22, 95  # words a minute; pixels; letters in a line
# Minutes for each call in a code cell: to answer a card, to try an explorer, to read a chart.
DOING = {r"\.ask\(|say_now\(": 4, r"\bexplore[rs]?\.\w+\(|explorer\.\w+\(": 5, r"\.show\(\)$": 1}
ARGUE = 15  # minutes in fours
EXPLORER, CARD = 620, 260  # pixels


@dataclass
class Length:
    """What one lesson asks of a reader."""

    words: float = 0
    pixels: float = 0
    minutes: float = 0

    def read(self, text, share=1.0):
        """Add a text, of which a reader reads a share."""
        words = len(re.findall(r"\w[\w’'-]*", text))
        self.words += share * words
        self.minutes += share * words / PACE


def plain(text):
    """A text without its tags and targets of links."""
    return re.sub(r"<[^>]*>|\]\([^)]*\)|https?://\S+", " ", text)


def prose(length, text):
    """Add a Markdown cell; what stands in a fold counts half."""
    closed = re.findall(r"(?s)<details>.*?</details>", text)
    for part in closed:
        summary = re.search(r"(?s)<summary>(.*?)</summary>", part)
        length.read(plain(summary[1] if summary else ""))
        length.read(plain(part), 0.5)
        length.pixels += LINE
        text = text.replace(part, "")
    length.read(plain(text))
    lines = sum(max(1, -(-len(line) // LETTERS)) for line in text.splitlines() if line.strip())
    length.pixels += LINE * lines + 14 * text.count("\n\n")


def output(length, data):
    """Add what a code cell shows: a chart with its words, a table, or a line in place of an explorer."""
    kinds = {kind: value if isinstance(value, dict) else "".join(value) for kind, value in data.items()}
    chart = next((value for kind, value in kinds.items() if "plotly" in kind), None)
    if chart:
        length.read(plain(chart["layout"].get("title", {}).get("text", "")))
        length.pixels += chart["layout"].get("height", 450)
        return
    text = kinds.get("text/html") or kinds.get("text/markdown") or kinds.get("text/plain", "")
    if "<details>" in text:
        prose(length, text)
        return
    length.read(plain(text))
    rows = text.count("<tr>") or text.count("\n|") or 1
    length.pixels += max(LINE * rows, LINE * len(plain(text)) / LETTERS * 1.3)


def measure(notebook):
    """The Length of a saved notebook, given as JSON."""
    length = Length()
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            prose(length, source)
            length.minutes += ARGUE if re.search(r"(?m)^## Argue", source) else 0
            continue
        folded = cell["metadata"].get("jupyter", {}).get("source_hidden")
        length.pixels += LINE if folded else 18 * (source.count("\n") + 1) + 20
        length.pixels += EXPLORER * len(re.findall(r"\bexplore\w*\.\w+\(", source))
        length.pixels += CARD * len(re.findall(r"\.ask\(|say_now\(", source))
        length.minutes += sum(minutes * len(re.findall(pattern, source, re.M)) for pattern, minutes in DOING.items())
        # Of an explorer or a card a saved notebook holds no more than what stands in for it.
        for one in [] if re.search(r"explore\w*\.|\.ask\(|say_now\(", source) else cell.get("outputs", []):
            output(length, one.get("data", {}))
    return length


def saved(path, ref):
    """The notebook as JSON, as it is or as it was at a commit; None where it was not there."""
    if not ref:
        return json.loads(path.read_text(encoding="utf-8"))
    name = path.relative_to(ROOT).as_posix()
    found = subprocess.run(["git", "show", f"{ref}:{name}"], cwd=ROOT, capture_output=True, check=False)
    return json.loads(found.stdout.decode("utf-8")) if found.returncode == 0 else None


def main(arguments):
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--since", default="", help="a commit to compare with")
    refs = [ref for ref in (parser.parse_args(arguments).since, "") if ref] + [""]
    print("| lesson | " + " | ".join(f"{what}{' before' if ref else ''}" for ref in refs for what in
                                     ("words", "screens", "minutes")) + " |")
    print("|---|" + "--:|" * 3 * len(refs))
    for path in sorted((ROOT / "notebooks").glob("[01]*.ipynb")):
        cells = []
        for ref in refs:
            book = saved(path, ref)
            found = measure(book) if book else Length()
            cells += [f"{found.words:,.0f}", f"{found.pixels / SCREEN:.0f}", f"{found.minutes:.0f}"]
        print(f"| {path.stem} | " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
