"""The example settings of a hub and the guide's table against the sizes that tests/hub measured."""

import csv
import math
import re
from pathlib import Path

import pytest
import yaml

COURSEWORK = Path(__file__).resolve().parents[2] / "notebooks" / "coursework"
HEADROOM = 1.25
LESSONS_LEFT_OPEN = 4


def sizes():
    """{part: (MB, processor seconds)} as measured."""
    with (COURSEWORK / "hub" / "sizes.csv").open(encoding="utf-8", newline="") as file:
        return {row["part"]: (int(row["memory_mb"]), float(row["cpu_s"])) for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def measured():
    """(server MB, largest lesson MB, server start s, longest lesson s)."""
    found = sizes()
    lessons = [size for part, size in found.items() if re.match(r"\d\d-", part)]
    assert len(lessons) == len(list(COURSEWORK.parent.glob("*.ipynb"))), "a lesson was added or removed: measure anew"
    server, start = found["server of one student"]
    return server, max(mb for mb, _ in lessons), start, max(s for _, s in lessons)


@pytest.fixture(scope="module")
def settings():
    return yaml.safe_load((COURSEWORK / "hub" / "values.yaml").read_text(encoding="utf-8"))


def up_to(step, number):
    """The next multiple of a step that is not smaller."""
    return math.ceil(round(number / step, 6)) * step


def test_the_memory_of_the_settings_is_the_measured_with_headroom(settings, measured):
    server, lesson, _, _ = measured
    expected = {
        "guarantee": f"{up_to(50, (server + lesson) * HEADROOM)}M",
        "limit": f"{up_to(50, (server + LESSONS_LEFT_OPEN * lesson) * HEADROOM)}M",
    }
    assert settings["singleuser"]["memory"] == expected


def test_the_processors_of_the_settings_let_a_class_arrive_and_run_a_lesson_in_one_minute(settings, measured):
    _, _, start, run = measured
    cpu = settings["singleuser"]["cpu"]
    assert cpu["guarantee"] == pytest.approx(up_to(0.05, (start + run) / 60))
    assert cpu["limit"] >= 1 > cpu["guarantee"]


def test_the_settings_bring_the_image_the_link_and_no_open_door(settings):
    image = settings["singleuser"]["image"]
    assert set(image) == {"name", "tag"} and all(word.isupper() for word in image.values())
    text = (COURSEWORK / "hub" / "values.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"nbgitpuller==[\d.]+", text)) == {nbgitpuller()}
    assert settings["prePuller"] == {"hook": {"enabled": True}, "continuous": {"enabled": True}}
    assert settings["hub"]["concurrentSpawnLimit"] >= 250
    assert settings["hub"]["config"]["JupyterHub"]["authenticator_class"] == "YOUR-SIGN-IN"  # never "dummy"


def test_the_guide_s_table_is_the_measured_one(measured):
    server, lesson, start, run = measured
    rows = [row("memory: server and largest lesson", server + lesson, gigabytes, "MB")]
    rows += [row("processor time: the server starts", start, whole_seconds, "s")]
    rows += [row("processor time: first Run All", run, whole_seconds, "s")]
    guide = (COURSEWORK / "guide" / "hub.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if row not in guide] == []
    small, large = (math.ceil(number * (start + run) / 4 / 60) for number in (25, 250))
    words = f"4 processors are busy for {small} minute with 25 students, and for {large} minutes with 250."
    assert words in "\n".join(guide)


def test_the_guide_s_commands_for_one_machine_say_what_the_settings_say(settings):
    guide = (COURSEWORK / "guide" / "hub.md").read_text(encoding="utf-8")
    assert f"limits.memory {settings['singleuser']['memory']['limit']}\n" in guide
    assert f"limits.cpu {settings['singleuser']['cpu']['limit']}\n" in guide
    assert set(re.findall(r"nbgitpuller==[\d.]+", guide)) == {nbgitpuller()}


def nbgitpuller():
    """The version that tests/hub ran."""
    wanted = (Path(__file__).parents[1] / "hub" / "requirements.txt").read_text(encoding="utf-8")
    return re.search(r"nbgitpuller==[\d.]+", wanted)[0]


def row(name, each, of_class, unit):
    return f"| {name} | {each:g} {unit} | {of_class(25 * each)} | {of_class(250 * each)} |"


def whole_seconds(seconds):
    return f"{seconds:,.0f} s"


def gigabytes(megabytes):
    return f"{megabytes / 1000:.1f} GB"
