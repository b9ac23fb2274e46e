"""The measured sizes: sizes.csv beside the hub's example settings, and the table that a run prints."""

import csv

import lab
from hub_class import Size

FILE = lab.REPO / "notebooks" / "coursework" / "hub" / "sizes.csv"


def read():
    """The saved sizes, in order; a list of Size."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Size(row["part"], int(row["memory_mb"]), float(row["cpu_s"])) for row in csv.DictReader(file)]


def write(sizes):
    """Save sizes."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["part", "memory_mb", "cpu_s"])
        writer.writerows([one.part, one.memory_mb, one.cpu_s] for one in sizes)


def table(sizes):
    """The sizes as lines of text."""
    lines = [f"{'part':34}{'memory, MB':>12}{'processor, s':>14}"]
    lines += [f"{one.part:34}{one.memory_mb:>12}{one.cpu_s or '':>14}" for one in sizes]
    return "\n".join(lines)
