"""How do loading and drawing grow with a case? Seconds for longer texts, and for more stakeholders.

    python tests/tools bench --only growth

Cases made of the first one: its text and its claims 1, 10 and 100 times over (18, 180 and 1,800 paragraphs; in each
copy every word ends in the copy's number, so that a quotation still stands once), then its stakeholders with their
positions 1 and 10 times over (7 and 70). For each: loading with all its checks, the position map, what the evidence
table sends to the browser, and what the annotated essay sends. Exit code 1 where ten times the size takes more than
20 times the seconds: time must grow as the case does, not as its square.
A benchmark, not a test: on a busy machine all times grow together.
"""

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import case_copy
from standpoint import draw, explore, load

KEPT = ("stakeholders", "issues", "positions", "inducements", "inducement_codes", "blank_notes", "claims")
SIZES = ((1, 1), (10, 1), (100, 1), (1, 10))  # times the text, times the stakeholders
WORK = (
    ("position map", draw.position_map, lambda done: len(done.to_json())),
    ("evidence table", explore.evidence_table, lambda done: sent(done)),
    ("annotated essay", explore.annotated_essay, lambda done: sent(done)),
)
STEEP = 20


def sent(panel):
    """How many letters an explorer sends to the browser at the start."""
    return len(panel.page + json.dumps([panel.evidence, panel.state]))


def numbered(text, copy):
    """The text with `copy` at the end of each word; copy 0 is the text as it is."""
    return re.sub(r"(\w)\b(?![’'])", rf"\g<1>n{copy}", text) if copy else text


def moved(part, copy, counts):
    """The name of the same part (p04, s2) in a copy of the text; `counts`: how many parts of each kind one copy has."""
    kind, number = part[0], int(part[1:]) + copy * counts[part[0]]
    return f"p{number:02d}" if kind == "p" else f"s{number}"


def longer(folder, times):
    """Let the case in `folder` have its text and its claims `times` over."""
    essay = load("anchorage").essay
    counts = {"p": len(essay.paragraphs), "s": len(essay.sections)}
    path = folder.parent.parent / "seeds" / case_copy.ESSAY.name
    title, author, body = essay.title, essay.author, essay.text[essay.paragraphs["start"].min() :]
    texts = [numbered(body.replace("Comments are closed.", "").strip(), copy) for copy in range(times)]
    path.write_text("\n\n".join([title, f"{author}\n{texts[0]}", *texts[1:]]), encoding="utf-8")
    header, *rows = case_copy.records(folder / "claims.csv")
    name, part, quote = (header.index(column) for column in ("id", "paragraph", "quote"))
    found = [header]
    for copy in range(times):
        for row in rows:
            new = list(row)
            new[name] = f"c{len(found):02d}"
            new[part], new[quote] = moved(row[part], copy, counts), numbered(row[quote], copy)
            found.append(new)
    case_copy.write(folder / "claims.csv", found)


def crowded(folder, times):
    """Let the case in `folder` have its stakeholders, and all that is coded of them, `times` over."""
    for table, columns in {"stakeholders": ("id", "label"), "positions": ("stakeholder",),
                           "inducement_codes": ("stakeholder",)}.items():  # fmt: skip
        header, *rows = case_copy.records(folder / f"{table}.csv")
        places = {header.index(column) for column in columns}
        copies = [
            [f"{value}{copy}" if copy and place in places else value for place, value in enumerate(row)]
            for copy in range(times)
            for row in rows
        ]
        case_copy.write(folder / f"{table}.csv", [header, *copies])


def grown(folder, text, people):
    """Make a case with `text` times the text and `people` times the stakeholders; return its folder."""
    target = case_copy.copy_case(folder)
    for path in target.glob("*.csv"):
        if path.stem not in KEPT:
            path.unlink()
    case_copy.change_package(target, keep_tables)
    longer(target, text)
    crowded(target, people)
    return target


def keep_tables(described):
    """Let the description of a case name no other tables than those kept."""
    described["resources"] = [each for each in described["resources"] if each["name"] in KEPT]


def timed(work, runs=3):
    """The shortest of some runs in seconds, and what the work returned."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        done = work()
        best = min(best, time.perf_counter() - start)
    return best, done


def row(text, people):
    """Paragraphs, stakeholders, then seconds and size for each kind of work."""
    with tempfile.TemporaryDirectory() as folder:
        target = grown(Path(folder), text, people)
        seconds, case = timed(lambda: load("anchorage", folder=target))
    found = [(seconds, None)]
    for _, work, size in WORK:
        seconds, done = timed(lambda work=work: work(case))
        found.append((seconds, size(done)))
    return len(case.essay.paragraphs), len(case.stakeholders), found


def table():
    """Measure and print a Markdown table; returns sentences about what grows too fast."""
    names = ["load", *(name for name, _, _ in WORK)]
    print("| paragraphs | stakeholders | " + " | ".join(f"{name}, s" for name in names) + " | sent, KB |")
    print("|--:|--:|" + "--:|" * len(names) + "--:|")
    seconds = {}
    for text, people in SIZES:
        paragraphs, stakeholders, found = row(text, people)
        seconds[text, people] = [each for each, _ in found]
        sent = " / ".join(f"{size / 1000:,.0f}" for _, size in found if size)
        cells = " | ".join(f"{each:.3f}" for each, _ in found)
        print(f"| {paragraphs:,} | {stakeholders} | {cells} | {sent} |", flush=True)
    steps = [((10, 1), (1, 1)), ((100, 1), (10, 1)), ((1, 10), (1, 1))]
    return [
        f"{name}: {size[0]} x text, {size[1]} x stakeholders takes {more / less:.0f} times the seconds of a tenth of it"
        for size, before in steps
        for name, more, less in zip(names, seconds[size], seconds[before])
        if more > STEEP * less
    ]


def main():
    """Measure, print, and judge."""
    found = table()
    print("\n".join(f"TOO STEEP: {line}" for line in found) or "All grow as the case does.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
