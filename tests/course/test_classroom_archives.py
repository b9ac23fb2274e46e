"""Archives of any kind: little is held at a time, nothing is believed of what they say, and every byte is kept."""

import bz2
import functools
import io
import json
import lzma
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from classroom.collecting import collect, handed_in
from classroom.course import HOME
from test_classroom_collect import answered, kept, toy_course, zipped

MB = 1_000_000
HELD = 100  # MB that collecting may hold beside what it holds for a small hand-in


def zip_of(method, files, level=None):
    """Return a zip of {name: bytes}, packed by a method."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def crafted(members, times=1):
    """Return a zip of (name, method, bytes, stated size, stated packed size, check sum): each may be a lie.

    times: how often the first of them is listed.
    """
    body, listed, count = bytearray(), bytearray(), min(len(members) - 1 + times, 65535)
    for number, (name, method, packed, size, packed_size, crc) in enumerate(members):
        about = struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 33, crc, packed_size, size, len(name), 0)
        entry = b"PK\1\2" + b"\x14\0" + about + struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + name
        listed += entry * (1 if number else times)
        body += b"PK\3\4" + about + name + packed
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), len(body), 0)
    return bytes(body + listed) + b"PK\5\6" + end


def zeros(unpacker, count):
    """Return `count` MB of zeros as a compressor packs them, made piece by piece."""
    return b"".join(unpacker.compress(bytes(MB)) for _ in range(count)) + unpacker.flush()


@functools.cache
def deflated(count):
    return zeros(zlib.compressobj(9, zlib.DEFLATED, -15), count)


@functools.cache
def bzipped(count):
    return zeros(bz2.BZ2Compressor(), count)


@functools.cache
def lzma_member(count, dictionary=1 << 16):
    raw = zeros(lzma.LZMACompressor(lzma.FORMAT_ALONE, filters=[{"id": lzma.FILTER_LZMA1, "preset": 0}]), count)
    return b"\x09\x04" + struct.pack("<H", 5) + raw[:1] + struct.pack("<L", dictionary) + raw[13:]


def with_a_notebook(*members, times=1):
    """Return a crafted zip: what is given, and then the notebook."""
    content = answered()
    return crafted([*members, (b"A1.ipynb", 0, content, len(content), len(content), zlib.crc32(content))], times)


def quine_like():
    """A zip that holds itself three times deep, with the notebook on top."""
    inner = zip_of(zipfile.ZIP_DEFLATED, {"zeros.bin": bytes(50 * MB)})
    for _ in range(3):
        inner = zip_of(zipfile.ZIP_DEFLATED, {f"{n}.zip": inner for n in range(8)})
    return zip_of(zipfile.ZIP_DEFLATED, {"deep.zip": inner, "A1.ipynb": answered()})


def with_outputs(output):
    """A zip of a notebook with an output of 50 MB, and a letter that makes Python take four bytes for each."""
    book = json.loads(answered("x = '🙂'"))
    book["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": output}]
    return zip_of(8, {"A1.ipynb": json.dumps(book, ensure_ascii=False).encode("utf-8")})


BOMBS = {
    "deflate": lambda: with_a_notebook((b"z.bin", 8, deflated(200), 200 * MB, 10**6, 0)),
    "deflate, and says it is small": lambda: with_a_notebook((b"z.bin", 8, deflated(200), 1000, 10**6, 0)),
    "bzip2": lambda: with_a_notebook((b"z.bin", 12, bzipped(200), 200 * MB, 300, 0)),
    "bzip2, and says it is small": lambda: with_a_notebook((b"z.bin", 12, bzipped(200), 50 * MB, 300, 0)),
    "lzma": lambda: with_a_notebook((b"z.bin", 14, lzma_member(200), 200 * MB, 50_000, 0)),
    "lzma, and says it is small": lambda: with_a_notebook((b"z.bin", 14, lzma_member(200), 50 * MB, 50_000, 0)),
    "lzma, large dictionary": lambda: with_a_notebook((b"z.bin", 14, lzma_member(1, 3 << 30), MB, 1000, 0)),
    "a piece of two gigabytes": lambda: with_a_notebook((b"z.bin", 0, b"x", 2**32 - 2, 2**32 - 2, 0)),
    "zips in zips": quine_like,
    "one for all": lambda: with_a_notebook(
        (b"z.bin", 8, deflated(40), 40 * MB, len(deflated(40)), zlib.crc32(bytes(40 * MB))), times=10_000),
    "many files": lambda: zip_of(0, {"A1.ipynb": answered()} | {f"{n:x}": b"" for n in range(30_000)}),
    "too many files": lambda: crafted([(b"%x" % n, 0, b"", 0, 0, 0) for n in range(150_000)]),
    "a comment": lambda: with_a_notebook()[:-2] + struct.pack("<H", 65535) + b"x" * 65535,
    "a notebook of lists": lambda: zip_of(8, {"B.ipynb": b"[" + b"[]," * 12_000_000 + b"[]]", "A1.ipynb": answered()}),
    "a large picture": lambda: with_outputs("x" * 50 * MB),
    "a long output": lambda: zip_of(0, {"B.zip": with_outputs(["hello\n"] * 3_000_000), "A1.ipynb": answered()}),
}  # fmt: skip
LOST = {"too many files"}  # they are not so much as listed
MEASURE = """
import contextlib, json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
sys.path[:0] = [{home!r}]
from classroom.collecting import collect, handed_in
from classroom.course import Course
for name, path in json.loads(sys.stdin.read()):
    with contextlib.suppress(OSError):  # the peak is counted anew
        Path("/proc/self/clear_refs").write_text("5")
    try:
        rows = [row for row in collect.collect(Course({root!r}, "A1"), path) if row.student == name]
    except BaseException as error:
        rows = [[name, type(error).__name__, "", str(error)]]
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps([name, int(peak.split()[1]) // 1024, rows[0]]), flush=True)
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """{name: (MB at the peak beside those of a small hand-in, row, content, originals)}, each after a good one."""
    if sys.platform != "linux":
        pytest.skip("the peak of memory is counted otherwise elsewhere")
    root, contents, jobs = tmp_path_factory.mktemp("archives"), {"": with_a_notebook()}, []
    home = toy_course(root / "course")
    for number, name in enumerate(["", *BOMBS]):
        contents[name] = BOMBS[name]() if name else contents[""]
        for content in dict.fromkeys((contents[""], contents[name])):
            path = root / f"{len(jobs)}.zip"
            jobs.append((f"ann-{number}", str(zipped(path, {f"ann_{number}_{len(jobs)}_A1.zip": content}))))
    code = MEASURE.format(home=str(HOME), root=str(home.root))
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(jobs), capture_output=True, encoding="utf-8",
                          timeout=900)  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(jobs), f"it died: {done.stderr[-2000:]}"
    least, last = said[0][1], {name: (megabytes, collect.Collected(*row)) for name, megabytes, row in said}
    return {name: (last[f"ann-{n}"][0] - least, last[f"ann-{n}"][1], contents[name], kept(home, f"ann-{n}"))
            for n, name in enumerate(BOMBS, start=1)}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_no_archive_fills_the_memory(collected, name):
    more, row, content, originals = collected[name]
    assert more < HELD, f"{more} MB more than for a small hand-in; {row.message}"
    assert row.status == "collected", row
    assert ("attempt 1 counts" in row.message) == (name in LOST), row.message
    assert content in originals.values(), "every byte is kept"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 64])
def test_a_zip_of_any_usual_kind_is_opened(tmp_path, method):
    stream, content = io.BytesIO(), answered("x = '" + "long " * 100_000 + "'")
    with zipfile.ZipFile(stream, "w", method % 64) as archive:
        with archive.open("A1.ipynb", "w", force_zip64=method == 64) as member:
            member.write(content)
    course = toy_course(tmp_path / "course")
    row = collect.collect(course, zipped(tmp_path / "all.zip", {"ann_1_2_A1.zip": stream.getvalue()}))[0]
    assert row == ("ann-1", "collected", "A1.zip/A1.ipynb", "")
    assert (course.collected / "ann-1" / "files" / row.file).read_bytes() == content


LOCKED = with_a_notebook().replace(b"PK\3\4\x14\0\0", b"PK\3\4\x14\0\1").replace(b"\x14\0\x14\0\0", b"\x14\0\x14\0\1")
CLOSED = {
    "locked": (LOCKED, "not readable", "A1.zip/A1.ipynb cannot be unpacked (it is locked with a password)."),
    "packed in another way": (crafted([(b"A1.ipynb", 93, b"x", 10, 1, 0)]), "not readable", "is not known here)."),
    "cut off": (with_a_notebook()[:-9], "not readable", "A1.zip cannot be unpacked (it is no zip, or the end of"),
    "bzip2, cut off": (crafted([(b"A1.ipynb", 12, bz2.compress(b"x" * 99)[:20], 99, 20, 0)]), "not readable",
                       "A1.zip/A1.ipynb cannot be unpacked (it ends too early)."),
    "damaged": (crafted([(b"A1.ipynb", 0, b"{}", 2, 2, 1)]), "not readable", "(it is damaged)"),
    "too deep": (zip_of(0, {"b.zip": zip_of(0, {"c.zip": zip_of(0, {"A1.ipynb": answered()})})}), "no notebook",
                 "No notebook was handed in, but: A1.zip/b.zip/c.zip."),
    "many that are damaged": (crafted([(b"%d" % n, 0, b"{}", 2, 2, 1) for n in range(99)]), "not readable",
                              "95 more cannot be unpacked."),
}  # fmt: skip


@pytest.mark.parametrize("content, status, words", CLOSED.values(), ids=CLOSED)
def test_what_cannot_be_opened_is_told_and_kept(tmp_path, content, status, words):
    course = toy_course(tmp_path / "course")
    row = collect.collect(course, zipped(tmp_path / "all.zip", {"ann_1_2_A1.zip": content}))[0]
    assert row.status == status and words in row.message and len(row.message) < 600
    assert list(kept(course, "ann-1").values()) == [content]


def test_a_hand_in_of_68_megabytes_is_kept_whole_and_its_notebook_counts(tmp_path):
    content = zip_of(0, {"talk.mp4": bytes(68 * MB), "A1.ipynb": answered()})
    course = toy_course(tmp_path / "course")
    row = collect.collect(course, zipped(tmp_path / "all.zip", {"ann_1_2_A1.zip": content}))[0]
    assert row[1:3] == ("collected", "A1.zip/A1.ipynb") and "Left out: A1.zip/talk.mp4." in row.message
    assert list(kept(course, "ann-1").values()) == [content]


def test_what_is_too_large_to_be_kept_twice_is_named_with_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in, "KEPT", 2 * MB)
    course = toy_course(tmp_path / "course")
    path = zipped(tmp_path / "all.zip", {"ann_1_2_talk.mp4": bytes(3 * MB), "ann_1_3_A1.ipynb": answered()})
    row = collect.collect(course, path)[0]
    assert row[1:3] == ("collected", "A1.ipynb")
    assert "ann_1_2_talk.mp4 could not be kept (it holds more than 2 MB). It is in all.zip." in row.message
    assert list(kept(course, "ann-1").values()) == [answered()]


@pytest.mark.parametrize("content, words", [(b"no", "neither a folder nor a zip that can be"), (None, "There is no")])
def test_what_is_no_zip_is_refused_in_words(tmp_path, content, words):
    if content is not None:
        (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(ValueError, match=words):
        collect.collect(toy_course(tmp_path / "course"), tmp_path / "x.zip")


def test_a_file_and_a_folder_of_one_name_and_capitals_alone_are_both_kept(tmp_path):
    files = [("a", b"1"), ("a/A1.ipynb", answered("x = 0\n# your answer")), ("A/a1.ipynb", answered()), ("A", b"2")]
    course = toy_course(tmp_path / "course")
    content = zipped(tmp_path / "in.zip", files).read_bytes()
    row = collect.collect(course, zipped(tmp_path / "all.zip", {"ann_1_2_A1.zip": content}))[0]
    assert row.status == "collected" and "2 notebooks were handed in" in row.message
    held = [path for path in (course.collected / "ann-1" / "files").rglob("*") if path.is_file()]
    assert sorted(path.read_bytes() for path in held) == sorted(content for _, content in files)
