"""Record what every explorer, exercise and chart of the lessons says, and hold the package against the records.

    python tests/tools records [NAME ...]               write tests/records/NAME.txt; all of them without a name
    python tests/tools records --check [NAME ...]       write nothing; print what differs, and end with 1 where it does
    python tests/tools records --check --quick [NAME]   without the 200 random ways of each explorer, as the tests do
    python tests/tools records --quick [NAME ...]       write all but the random ways, which stay as they are recorded
    python tests/tools records --way NAME NUMBER        print one random way of an explorer, step by step

A name may be the beginning of one: "exercises" or "explorer-deal". Records are words as a reader sees them, so they
hold for any way of making them: a change of the package that is to change nothing a reader sees changes no record.
An explorer is shown in Chromium, used by role and name, and read line by line: once at the start, after each single
change of each control, along a story where only fitting words lead on, and along random ways. With all random ways
it takes half an hour.
"""

import argparse
import contextlib
import json
import re
import sys
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from pathlib import Path

import records_charts as charts
import records_exercises as exercises
import records_explorers as explorers
import records_lessons as lessons
import records_page
from records_stories import story_of

FOLDER = Path(__file__).resolve().parent.parent / "records"
MOST = 80  # lines of a difference that are printed


@dataclass(frozen=True)
class Part:
    """One record. make(): its text; again(old): the text that the package gives now, to be held against the old one.

    short(text): what the usual tests look at. random: the random ways; play: the explorer; call: the call that made it.
    """

    name: str
    make: object
    again: object
    short: object = str
    random: object = None
    play: object = None
    call: str = ""


def as_text(lines):
    return "\n".join(lines).rstrip("\n") + "\n"


def slug(call):
    """A name for a file from a call: evidence_table-inducement_codes from evidence_table(case, "…")."""
    name, given = re.fullmatch(r"(\w+)\((.*)\)", call, re.DOTALL).groups()
    words = [re.sub(r"\W+", "-", word).strip("-") for word in given.split(", ") if "=" not in word and word != "case"]
    return "-".join([name, *(word for word in words if word)])


def explorer_parts(stage, folder, runs):
    """A part for each explorer; one that several lessons show, and that begins with the same words, is one part."""
    found = {}
    for lesson, cells in runs.items():
        for number, cell in enumerate(cells):
            if not records_page.has_view(cell.value) or re.match(r"(ask|beside|say_now)\(", cell.call):
                continue
            play = explorers.Play(stage, folder, cell, explorers.readers(cell, cells[number + 1 :]))
            play.begin()
            key = cell.call, tuple(stage.words())
            old, where = found.get(key, (play, []))
            found[key] = (play if play.readers else old), [*where, lesson]
    names, parts = set(), []
    for (call, _), (play, where) in found.items():
        name = f"explorer-{slug(call)}"
        name = f"{name}-{where[0]}" if name in names else name
        names.add(name)
        parts.append(explorer_part(name, call, play, where))
    return parts


def explorer_part(name, call, play, where):
    def quick():
        return as_text(explorers.start_to_story(play, call, where))

    def random():
        return as_text(explorers.random_ways(play, story_of(call)))

    return Part(name, lambda: f"{quick()}\n{random()}", lambda old: quick(), without_ways, random, play, call)


def exercise_parts(stage, folder, runs):
    """A part for each lesson with exercises."""
    def written(found):
        return as_text(charts.lines(found))

    def again(made, old):
        known = json.loads(old)
        return written({one.id: exercises.again(one, known[one.id]) for one in made if one.id in known})

    def short(text):
        return written({one: exercises.shortened(found) for one, found in json.loads(text).items()})

    parts = []
    for lesson, cells in runs.items():
        if made := exercises.of_lesson(stage, folder, cells):
            new = partial(lambda made: written({one.id: exercises.made(one) for one in made}), made)
            parts.append(Part(f"exercises-{lesson}", new, partial(again, made), short))
    return parts


def chart_parts(folder, runs):
    """A part for each case."""
    def text(case):
        known = runs
        if case != charts.CASES[0]:  # an assignment is about its own case
            books = [path for path in lessons.books() if path.parent == lessons.BOOKS]
            known = {lessons.short(path): lessons.cells(path, folder, case) for path in books}
        return as_text(charts.record({lesson: charts.charts_of(cells) for lesson, cells in known.items()}))

    return [Part(f"charts-{case}", partial(text, case), lambda old, case=case: text(case)) for case in charts.CASES]


@contextlib.contextmanager
def all_parts(browser):
    """Run the lessons, and yield every part that there should be a record of, in order of names."""
    with lessons.home() as folder:
        stage = records_page.Stage(browser)
        runs = {lessons.short(path): lessons.cells(path, folder) for path in lessons.books()}
        parts = [*explorer_parts(stage, folder, runs), *exercise_parts(stage, folder, runs), *chart_parts(folder, runs)]
        yield sorted(parts, key=lambda part: part.name)
        stage.close()


def kept(name):
    """The text of a record; "" where there is none."""
    path = FOLDER / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def without_ways(text):
    """A record without its random ways."""
    return text.split(explorers.RANDOM)[0].rstrip("\n") + "\n"


def random_ways(text):
    """The random ways of a record; "" where it has none."""
    return text[len(without_ways(text)) :].lstrip("\n")


def difference(old, new):
    """What differs, as lines; the first MOST of them."""
    lines = list(unified_diff(old.splitlines(), new.splitlines(), "recorded", "now", lineterm="", n=2))
    return lines[:MOST] + [f"… and {len(lines) - MOST} lines more"] * (len(lines) > MOST)


def differs(part, quick=False):
    """What differs from the record, as lines; [] where all is the same."""
    old = kept(part.name)
    if not old:
        return [f"There is no record of {part.name}: python tests/tools records {part.name}"]
    recorded = part.short(old) if quick or part.random else old
    found = difference(recorded, part.again(recorded))
    if part.random and not quick:
        found += difference(random_ways(old), part.random())
        found += [f"One way in full: python tests/tools records --way {part.name} NUMBER"] * bool(found)
    return found


def write(part, quick):
    """Record a part. quick: leave the random ways as they are recorded."""
    FOLDER.mkdir(exist_ok=True)
    ways = random_ways(kept(part.name)) if part.random and quick else ""
    text = f"{part.again('')}\n{ways}" if ways else part.make()
    (FOLDER / f"{part.name}.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"recorded  {part.name}", flush=True)


def report(part, quick):
    """Print whether a part is as recorded; True where it is."""
    found = differs(part, quick)
    print("\n".join([f"{'DIFFERS' if found else 'the same'}  {part.name}", *found]), flush=True)
    return not found


def stale(parts):
    """The records of what no lesson shows any more."""
    return sorted({path.stem for path in FOLDER.glob("*.txt")} - {part.name for part in parts})


def arguments(words):
    parser = argparse.ArgumentParser(description="Record what explorers, exercises and charts say, or check it.")
    parser.add_argument("names", nargs="*", help="names of records, or how they begin")
    parser.add_argument("--check", action="store_true", help="write nothing; print what differs")
    parser.add_argument("--quick", action="store_true", help="without the random ways")
    parser.add_argument("--way", nargs=2, metavar=("NAME", "NUMBER"), help="print one random way of an explorer")
    return parser.parse_args(words)


def main(words):
    options = arguments(words)
    with records_page.chromium() as browser, all_parts(browser) as parts:
        starts = tuple(options.names) or ("",)
        if options.way:
            part = next(one for one in parts if one.name == options.way[0])
            print("\n".join(explorers.one_way(part.play, int(options.way[1]), story_of(part.call))))
            return 0
        chosen = [part for part in parts if part.name.startswith(starts)]
        if options.check:
            well = [report(part, options.quick) for part in chosen]
            old = [name for name in stale(parts) if name.startswith(starts)]
            print("\n".join(f"No lesson shows {name}: delete its record." for name in old) or "", end="\n" * bool(old))
            return int(not all(well) or bool(old) or not chosen)
        for part in chosen:
            write(part, options.quick)
        return int(not chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
