"""What does a lesson cost? CPU-seconds and memory of its kernel, beside a kernel that shows one figure and no more.

    python tests/tools bench --only lessons [--runs 3]

The bare kernel imports pandas, plotly and ipywidgets and shows one figure. CPU-seconds are those of the whole
kernel process, from its start to the end of the last cell; memory is what only this process holds then (USS).
Of a few runs the lowest CPU-seconds and the middle memory are kept. Beside them the size of the notebook's file,
outputs included. Exit code 1 where a lesson takes more than its limit (`LIMITS`) or a file more than 300 KB.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
import refresh

BARE = """import ipywidgets
import pandas
import plotly.graph_objects as go
import plotly.io
plotly.io.renderers.default = "plotly_mimetype"
go.Figure(go.Scatter(x=[1, 2], y=[1, 2])).show()"""
ASK = """import json, time
import psutil
print(json.dumps([time.process_time(), psutil.Process().memory_full_info().uss / 1e6]))"""
USUAL = (1.5, 1.25)  # times the bare kernel's CPU-seconds, and its memory
LIMITS = {"06-deals": (3, 1.6), "08-how-sure-are-we": (3, 1.6)}
KILOBYTES = 300


def cost(path, root):
    """CPU-seconds and megabytes of the kernel that ran the notebook at `path`, inside the copy `root`."""
    nb = nbformat.read(path, as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell(ASK))
    nbformat.write(nb, path)
    done = refresh.run(path, root)
    return json.loads(done.cells[-1].outputs[0].text)


def of_runs(path, root, runs):
    """The lowest CPU-seconds and the middle memory of some runs of one notebook."""
    source = path.read_bytes()
    rows = []
    for _ in range(runs):
        path.write_bytes(source)
        rows.append(cost(path, root))
    path.write_bytes(source)
    seconds, megabytes = zip(*rows)
    return min(seconds), statistics.median(megabytes)


def bare(root, runs):
    """What the bare kernel costs, measured in the same way."""
    path = root / "notebooks" / "bare.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE)]), path)
    return of_runs(path, root, runs)


def judge(stem, cpu, memory, kilobytes):
    """Sentences about what is over its limit: ratios to the bare kernel, and the size of the file."""
    most_cpu, most_memory = LIMITS.get(stem, USUAL)
    checks = [
        (cpu, most_cpu, f"{stem}: {cpu:.2f} times the bare kernel's CPU, the limit is {most_cpu}"),
        (memory, most_memory, f"{stem}: {memory:.2f} times the bare kernel's memory, the limit is {most_memory}"),
        (kilobytes, KILOBYTES, f"{stem}: the file has {kilobytes:.0f} KB, the limit is {KILOBYTES}"),
    ]
    return [words for value, most, words in checks if value > most]


def table(starts, runs):
    """Measure and print a row for each lesson as a Markdown table; returns sentences about what is too much."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        root = refresh.clean_copy(Path(folder).resolve())
        base = bare(root, runs)
        print("| lesson | CPU, times a bare kernel | memory, times a bare kernel | file, KB |\n|---|--:|--:|--:|")
        for path in refresh.notebooks():
            if path.parent.name != "notebooks" or not path.name.startswith(starts):
                continue
            copied = root / path.relative_to(refresh.ROOT)
            cpu, memory = (own / other for own, other in zip(of_runs(copied, root, runs), base))
            size = path.stat().st_size / 1000
            print(f"| {path.stem} | {cpu:.2f} | {memory:.2f} | {size:.0f} |", flush=True)
            found += judge(path.stem, cpu, memory, size)
    print(f"\nThe bare kernel: {base[0]:.1f} CPU-seconds, {base[1]:.0f} MB; the best of {runs} runs.")
    return found


def main(arguments=None):
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=[""], help="how the lessons' file names start")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    found = table(tuple(options.names), options.runs)
    print("\n".join(f"TOO MUCH: {line}" for line in found) or "All within their limits.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
