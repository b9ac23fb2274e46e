"""The bank: files of every kind, and names of every kind."""

import io
import json
import zipfile

import nbformat
from bank import as_bytes, entry, find, packed

ALL = 12.0  # of the first part, which is all that these answer


@entry("graded", ALL)
def renamed_file(kit):
    return {"A1-hand-in.zip": packed({"My homework (final) 2.ipynb": as_bytes(kit.short())})}


@entry("wrong notebook", None, "other.ipynb is not A1. Ask for the right file.")
def wrong_notebook(kit):
    cells = [nbformat.v4.new_markdown_cell("# A2"), nbformat.v4.new_code_cell("1 + 1")] * 6
    return {"other.ipynb": as_bytes(nbformat.v4.new_notebook(cells=cells))}


@entry("not readable", None, "the file is empty")
def empty_file(kit):
    return {"A1.ipynb": b""}


@entry("not readable", None, "The file is not a notebook that can be read (it is damaged, cut off, or of")
def half_a_file(kit):
    content = as_bytes(kit.short())
    return {"A1.ipynb": content[: len(content) // 2]}


@entry("not readable", None, "cannot be unpacked (it is no zip, or the end of it is missing).")
def broken_zip(kit):
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(kit.short())})[:-200]}


@entry("no notebook", None, "No notebook was handed in, but: essay.pdf.")
def a_pdf(kit):
    return {"essay.pdf": b"%PDF-1.4 my answers"}


@entry("no notebook", None, "No notebook was handed in, but: no file.")
def an_empty_zip(kit):
    return {"A1-hand-in.zip": packed({})}


@entry("graded", ALL)
def zip_in_zip(kit):
    return {"mine.zip": packed({"A1/A1-hand-in.zip": packed({"A1.ipynb": as_bytes(kit.short())})})}


@entry("graded", ALL, "Left out: A1-hand-in.zip/zeros.bin. No more than 60 MB")
def zip_bomb(kit):
    return {"A1-hand-in.zip": packed({"zeros.bin": bytes(70_000_000), "A1.ipynb": as_bytes(kit.short())})}


@entry("graded", ALL)
def paths_that_leave_the_folder(kit):
    files = {"../../../outside.ipynb": as_bytes(kit.short()), "/etc/passwd": b"x", "..\\..\\outside.txt": b"x"}
    return {"A1-hand-in.zip": packed(files)}


@entry("graded", ALL)
def a_name_too_long_for_a_path(kit):
    return {"A1-hand-in.zip": packed({f"{'long' * 60}.ipynb": as_bytes(kit.short())})}


@entry("graded", ALL)
def saved_with_a_byte_order_mark(kit):
    return {"A1.ipynb": b"\xef\xbb\xbf" + as_bytes(kit.short())}


@entry("repaired", ALL, "had lost its name")
def format_of_2014(kit):
    cells = []
    for cell in kit.short().cells:
        made = {"cell_type": cell.cell_type, "metadata": {}}
        made |= ({"input": cell.source, "outputs": [], "language": "python", "collapsed": False}
                 if cell.cell_type == "code" else {"source": cell.source})  # fmt: skip
        cells.append(made)
    sheets = [{"cells": cells, "metadata": {}}]
    book = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}
    return {"A1.ipynb": json.dumps(book).encode()}


@entry("graded", ALL, "2 notebooks were handed in; A1-hand-in.zip/A1.ipynb is graded. It has most answers.")
def the_empty_one_beside(kit):
    files = {"A1.ipynb": as_bytes(kit.short()), "A1-Copy1.ipynb": as_bytes(kit.book())}
    return {"A1-hand-in.zip": packed(files)}


@entry("graded", ALL, "2 notebooks were handed in; A1-hand-in-1.zip/A1.ipynb is graded. It was handed in last.")
def handed_in_twice(kit):
    early = kit.short(a1_cell_1='cell_1 = {"stakeholder": "putin"}')
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(early)}),
            "A1-hand-in-1.zip": packed({"A1.ipynb": as_bytes(kit.short())})}  # fmt: skip


@entry("graded", ALL, "Handed in late.", sender="{name}_LATE_{number}_77_{file}")
def late(kit):
    return kit.short()


@entry("graded", ALL, sender="ковальчукганна_{number}_77_{file}")
def a_name_in_cyrillic(kit):
    return kit.short()


@entry("graded", ALL, sender="李小龙_{number}_77_{file}")
def a_name_in_chinese(kit):
    return kit.short()


@entry("graded", ALL, sender="=cmd|' -C calc'!A0_{number}_77_{file}")
def a_name_that_is_a_formula(kit):
    return kit.short()


@entry("no notebook", None, "A1.txt")
def a_notebook_called_txt(kit):
    return {"A1.txt": as_bytes(kit.short())}


@entry("graded", ALL)
def files_of_a_mac(kit):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("A1.ipynb", as_bytes(kit.short()))
        archive.writestr("__MACOSX/._A1.ipynb", b"\0\5\26\7")
        archive.writestr(".ipynb_checkpoints/A1-checkpoint.ipynb", as_bytes(kit.book()))
    return {"A1-hand-in.zip": stream.getvalue()}


@entry("graded", ALL)
def someone_elses_outputs_and_widgets(kit):
    book = kit.short()
    book.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    find(book, "a1-setup").outputs = [nbformat.v4.new_output("stream", text="x" * 100_000)]
    return book


def zipped(method, *files):
    """Return a zip of (name, bytes) pairs; two may have one name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


@entry("graded", ALL, "2 notebooks were handed in; A1-hand-in.zip/A1.ipynb is graded. They hold the same.")
def zip_and_notebook(kit):
    content = as_bytes(kit.short())
    return {"A1-hand-in.zip": packed({"A1.ipynb": content}), "A1.ipynb": content}


@entry("graded", 6.0, "2 notebooks were handed in; A1-hand-in.zip/A1.ipynb is graded. They came together and differ",
       a1_cell_1_test=0.0)  # fmt: skip
def zip_and_another_notebook(kit):
    other = kit.short(a1_cell_1='cell_1 = {"stakeholder": "putin"}')
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(other)}), "A1.ipynb": as_bytes(kit.short())}


@entry("graded", ALL, "2 notebooks were handed in;", "is graded. It has most answers.", sender="{name}_{number}_{file}")
def two_files_of_one_name(kit):
    return {"77_A1.ipynb": as_bytes(kit.short()), "78_A1.ipynb": as_bytes(kit.book())}


@entry("graded", ALL, "2 notebooks were handed in;", "It has most answers.")
def names_that_differ_by_capitals_alone(kit):
    files = ("A1.ipynb", as_bytes(kit.book())), ("a1.ipynb", as_bytes(kit.short()))
    return {"A1-hand-in.zip": zipped(zipfile.ZIP_DEFLATED, *files)}


@entry("graded", ALL)
def a_name_that_windows_keeps_for_itself(kit):
    return {"A1-hand-in.zip": packed({"con.txt": b"x", "a. /NUL.ipynb": as_bytes(kit.short())})}


@entry("graded", ALL)
def packed_by_lzma(kit):
    return {"A1-hand-in.zip": zipped(zipfile.ZIP_LZMA, ("A1.ipynb", as_bytes(kit.short())))}


@entry("graded", ALL, "A1-hand-in.zip/zeros.bin cannot be unpacked (it is not what its list of files says).")
def bzip2_that_says_it_is_small(kit):
    whole = zipped(zipfile.ZIP_BZIP2, ("zeros.bin", bytes(70_000_000)), ("A1.ipynb", as_bytes(kit.short())))
    return {"A1-hand-in.zip": whole.replace((70_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))}


@entry("not readable", None, "it is locked with a password")
def a_locked_zip(kit):
    whole = packed({"A1.ipynb": as_bytes(kit.short())})
    return {"A1-hand-in.zip": whole.replace(b"PK\3\4\x14\0\0", b"PK\3\4\x14\0\1").replace(
        b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1").replace(
        b"PK\1\2\x14\0\x14\0\0", b"PK\1\2\x14\0\x14\0\1")}  # fmt: skip


@entry("graded", ALL)
def an_output_of_thirty_megabytes(kit):
    book = kit.short()
    find(book, "a1-setup").outputs = [nbformat.v4.new_output("stream", text="x" * 30_000_000)]
    return book


@entry("graded", 24.0)
def a_damaged_table_beside_a_good_list(kit):
    work = {name: content.replace(b"\n", b'\n"', 1) if name.endswith("-positions.csv") else content
            for name, content in kit.work.items()}  # fmt: skip
    assert work != kit.work, "no codes are in my-work: mend the bank"
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(kit.filled()), **work})}


@entry("not readable", None, "A1-hand-in.zip/A1.ipynb cannot be unpacked (it is damaged).")
def a_zip_that_is_damaged_within(kit):
    whole = bytearray(packed({"A1.ipynb": as_bytes(kit.short())}))
    whole[200] ^= 255
    return {"A1-hand-in.zip": bytes(whole)}
