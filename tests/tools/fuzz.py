"""Change the files that a reader can change, thousands of times, and hold what is loaded against what was written.

    python tests/tools fuzz                          10,000 cases, and a table of what was tried
    python tests/tools fuzz --cases 500 --seed 7     another number, another seed

A file in another *form* gives the same values, or the one clear error. A file with another *content* is loaded as
it was written, or gives the one clear error. Never another exception, never a warning, nothing on stderr, no
change to the file, and no case that takes long. Exit code 1 where a case did something else: a surprise.
"""

import argparse
import contextlib
import faulthandler
import io
import itertools
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from unittest.mock import patch

from fuzz_ways import WAYS, remembered, subjects
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from standpoint import CaseError

LONGEST = 20  # seconds of processor time; a case takes about a tenth of one
HANGS = 300  # seconds after which the run is ended, with the place where it hangs
GROUPS = ("form", "content")
SLOWEST = [0.0, ""]  # the case that took longest so far: seconds of processor time, and which it was


def one(draw, subject, group, counts):
    """Make one changed file, read it, and hold the outcome against what it should be; count it."""
    kind = draw(st.sampled_from(subject.kinds(group)))
    raw, row = subject.changed(draw, group, kind)
    subject.file.write_bytes(raw)
    began, told = time.process_time(), io.StringIO()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("error")
            outcome = subject.read(raw, group, row)
    except CaseError as error:
        subject.check_refusal(error.problems, raw, row)
        outcome = "refused"
    finally:
        after = subject.file.read_bytes()
        subject.restore()
    took = time.process_time() - began
    SLOWEST[:] = max(SLOWEST, [took, f"{subject.name}, {kind}"])
    assert after == raw, "the file was changed"
    assert told.getvalue() == "", f"on stderr: {told.getvalue()}"
    assert took < LONGEST, "it took too long"
    counts[subject.name, group, kind, outcome] += 1


def search(chosen, group, examples, counts, seed=None):
    """Let hypothesis look for a surprise; return it in words, or "". chosen: subjects. seed: None is derandomized."""

    def run(data):
        subject = data.draw(st.sampled_from(chosen)) if len(chosen) > 1 else chosen[0]
        one(data.draw, subject, group, counts)

    run = given(st.data())(run)
    run = settings(
        max_examples=examples, deadline=None, database=None, derandomize=seed is None, print_blob=False,
        report_multiple_bugs=False, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )(run)  # fmt: skip
    run = run if seed is None else seeded(seed)(run)
    try:
        with patch("standpoint.case.case.checked_table", remembered):
            run()
    except Exception as error:  # whatever it is, it is what we look for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name} {place.lineno}: {place.line}"
        name = ", ".join(subject.name for subject in chosen)
        return f"{name}, {group}: {type(error).__name__}: {error}"[:1500] + f"\n    {where}{notes(error)}"
    return ""


def notes(error):
    """What hypothesis drew for the case that it could not make simpler."""
    return "".join(f"\n    {note}"[:300] for note in getattr(error, "__notes__", []))


def table(counts, columns):
    """The counts as a Markdown table: a row for each pair of `columns` (places in the key), with what came of it."""
    cells = Counter()
    for key, count in counts.items():
        cells[tuple(key[place] for place in columns), key[3]] += count
    lines = ["| file | change | cases | loaded | refused |" if 0 in columns else "| change | kind | cases | loaded "
             "| refused |", "|---|---|---|---|---|"]  # fmt: skip
    for name in sorted({name for name, _ in cells}):
        loaded, refused = cells[name, "loaded"], cells[name, "refused"]
        lines.append(f"| {' | '.join(name)} | {loaded + refused} | {loaded} | {refused} |")
    return "\n".join(lines)


def main(arguments):
    """Run the cases and print the tables; 1 where there was a surprise."""
    parser = argparse.ArgumentParser(description="Change files and read them again.")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, help="any number; a new one is drawn and printed, if not given")
    parser.add_argument("--minutes", type=float, default=600, help="stop after this time, however many cases are done")
    parser.add_argument("--only", default="", help="files whose name holds these words")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"Seed {seed}. Run the same again with --seed {seed}.", flush=True)
    counts, surprises, began = Counter(), [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.redirect_stdout(io.StringIO()):
            found = [s for way in WAYS for s in subjects(way, Path(folder) / way) if options.only in s.name]
        todo = [(subject, group) for subject in found for group in GROUPS]
        seeds = itertools.count(1000 * seed)  # another one for each search, or all would try the same
        while sum(counts.values()) < options.cases and len(surprises) < 40 and (
            time.monotonic() - began < 60 * options.minutes
        ):
            left = options.cases - sum(counts.values())
            share = min(40, -(-left // len(todo)))  # a little of each, so that a run cut short has tried all
            for subject, group in todo:
                examples = min(share, options.cases - sum(counts.values()))
                if examples > 0 and time.monotonic() - began < 60 * options.minutes:
                    faulthandler.dump_traceback_later(HANGS, exit=True)
                    if words := search([subject], group, examples, counts, next(seeds)):
                        print(f"SURPRISE {words}\n", flush=True)
                        surprises.append(words)
    faulthandler.cancel_dump_traceback_later()
    print(f"{table(counts, (0, 1))}\n\n{table(counts, (1, 2))}\n")
    print(f"{sum(counts.values()):,} cases in {time.monotonic() - began:.0f} s, seed {seed}: "
          f"{len(surprises)} surprises. The slowest took {SLOWEST[0]:.1f} s ({SLOWEST[1]}).")  # fmt: skip
    return int(bool(surprises))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
