"""The bank: what is hard to mark by hand, to show, and to print."""

import re

import nbformat
from bank import WRITTEN, entry, find

PART = 12.0  # of the first part
TEXT = ("The other reading rests on p15, which warns of a risk. Mine rests on p12 and on rule 10. What the text leaves "
        "open is whether he knows it. ")  # fmt: skip
ENDS = ("</textarea></fieldset></section></main><script>document.title = 'CANARY'</script><h1 id=\"save\">Mine</h1> "
        "<input id=\"q1-0\" value=\"3\"> ]]> --> {{ points }} ")  # fmt: skip


@entry("graded", PART, a1_other_reading=None)
def sample_of_the_mark_scheme_handed_in(kit):
    """An answer of the mark scheme word for word: it is listed, and costs nothing by itself."""
    source = next(cell.source for cell in kit.source.cells if cell.id == "a1-other-reading")
    return kit.short(a1_other_reading=re.search(r"^\*\*Answer [^*]+\*\* “(.+)”", source, re.MULTILINE)[1])


@entry("repaired", PART, a1_other_reading=None)
def text_that_would_end_the_page(kit):
    return kit.short(a1_other_reading=f"{WRITTEN} {ENDS}")


@entry("graded", PART, a1_other_reading=None)
def text_of_six_pages(kit):
    parts = [f"# Part {n}\n\n| a | b |\n|---|---|\n| {n} | p0{n} |\n\n{TEXT * 12}" for n in range(1, 7)]
    return kit.short(a1_other_reading="\n\n".join(parts))


@entry("graded", PART)
def output_of_a_thousand_lines(kit):
    return kit.short(a1_cell_1=f'{kit.model("a1-cell-1")}\nfor n in range(1000):\n    print(n, cell_1["reason"])')


@entry("graded", PART)
def handed_in_with_the_words_of_the_last_cell(kit):
    """Saved after the last cell has run: its words are about the student's machine, and no longer true."""
    book = kit.short()
    words = "Written: A1-hand-in.zip, for the platform."
    find(book, "a1-hand-in").outputs = [nbformat.v4.new_output("stream", text=words)]
    return book
