"""The bank: answers that are right in different ways, and wrong in the ways students are wrong."""

import nbformat
from bank import WRITTEN, as_bytes, entry, find, packed

ALL, PART = 24.0, 12.0  # of both parts, of the first


@entry("graded", ALL)
def right(kit):
    return kit.filled()


@entry("graded", PART, "No folder my-work came with it")
def right_without_zip(kit):
    return {"A1.ipynb": as_bytes(kit.short())}


@entry("graded", PART)
def right_other_code(kit):
    """The opposite code of the same cell, with evidence and reason."""
    pairs = [('"coder": "B",', '"coder": "A",'), ('"plainness": "outright"', '"plainness": "hinted"'),
             ('"rule": "10"', '"rule": "4"')]  # fmt: skip
    return kit.edited("a1-cell-1", *pairs)


@entry("graded", PART)
def right_numbers_not_texts(kit):
    return kit.edited("a1-cell-1", ('"direction": "1"', '"direction": 1'), ('"rule": "10"', '"rule": 10'))


@entry("graded", PART)
def right_rule_in_words(kit):
    return kit.edited("a1-cell-1", ('"rule": "10"', '"rule": " rule 10 "'), ('"coder": "B"', '"coder": "b"'))


@entry("graded", PART)
def right_plain_apostrophes(kit):
    return kit.edited("a1-cell-2", ("Ukraine’s", "Ukraine's"))


@entry("graded", ALL)
def right_more_codes_than_needed(kit):
    more = '''
codes += [{"stakeholder": "hotels", "issue": "pace", "direction": "blank",
           "note": "p06 names the early boat and nothing about when it is decided."}]
'''
    return kit.filled(a1_unseen_rows=kit.model("a1-unseen-rows") + more)


@entry("graded", PART)
def right_with_cells_of_ones_own(kit):
    book = kit.short()
    mine = nbformat.v4.new_code_cell("import pandas as pd\npd.DataFrame({'mine': [1, 2]})")
    book.cells.insert(4, mine)
    return book


@entry("graded", ALL, "Not answered: “Stakeholders and issues”.")
def right_by_the_forms(kit):
    book = kit.filled(a1_unseen_rows=find(kit.book(), "a1-unseen-rows").source)
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(book), **kit.work})}


@entry("graded", PART)
def right_with_noise_on_stderr(kit):
    noise = "import sys, warnings\nprint('Careful', file=sys.stderr)\nwarnings.warn('old')\n"
    noise += "import logging\nlogging.basicConfig(level=1)\nwarnings.simplefilter('always')\n"
    return kit.short(a1_cell_1=noise + kit.model("a1-cell-1"))


@entry("graded", 0.0, "Not answered: “The first cell”, “The second cell”, “Stakeholders and issues”.",
       a1_other_reading=None)  # fmt: skip
def only_written(kit):
    book = kit.book()
    find(book, "a1-other-reading").source = WRITTEN
    return book


@entry("graded", ALL, "Not answered: “Part 3: the other reading”.", a1_other_reading=0.0)
def nothing_written(kit):
    return kit.filled(a1_other_reading=find(kit.book(), "a1-other-reading").source)


@entry("blank", 0.0, "No answer cell was changed.")
def blank(kit):
    return kit.book()


@entry("graded", 12.0, "Not answered: “Stakeholders and issues”", a1_cell_1_test=6.0, a1_unseen_codes_test=0.0)
def first_part_only(kit):
    return kit.filled(a1_unseen_rows=find(kit.book(), "a1-unseen-rows").source)


@entry("graded", 0.0, "It has answers and no points: look at it by hand.", a1_cell_1_test=0.0, a1_cell_2_test=0.0)
def all_quotations_invented(kit):
    book = kit.filled()
    for name in ("a1-cell-1", "a1-cell-2", "a1-unseen-rows"):
        cell = find(book, name)
        cell.source += f"\n{_INVENT}"
    return book


_INVENT = '''
def invent(row):
    for name in row:
        if name in ("quotation", "against") or name.endswith("quote"):
            row[name] = f"they have said many times that peace number {len(row)} is close at hand"
for row in [globals().get("cell_1", {}), globals().get("cell_2", {}), *globals().get("stakeholders", []),
            *globals().get("issues", []), *globals().get("codes", [])]:
    invent(row)
'''


@entry("graded", 10.5, a1_cell_1_test=4.5)
def quotation_of_another_paragraph(kit):
    return kit.edited("a1-cell-1", ('"paragraph": "p12"', '"paragraph": "p02"'))


@entry("graded", 6.0, a1_cell_1_test=0.0)
def verdict_against_the_code(kit):
    return kit.edited("a1-cell-1", ('"verdict": "change"', '"verdict": "keep"'))


@entry("graded", 11.0, a1_cell_1_test=5.0)
def rule_that_is_none(kit):
    return kit.edited("a1-cell-1", ('"rule": "10"', '"rule": "99"'))


@entry("graded", 11.0, a1_cell_2_test=5.0)
def rule_that_does_not_fit(kit):
    return kit.edited("a1-cell-2", ('"rule": "5"', '"rule": "4"'))


@entry("graded", 11.0, a1_cell_1_test=5.0)
def same_words_for_and_against(kit):
    own = "A symbolic achievement with Putin would provide him with a powerful midterms and beyond campaign narrative."
    pairs = [("There’s also reputational risk for Trump.", own), ("p15", "p12")]
    return kit.edited("a1-cell-1", *pairs)


@entry("graded", 6.0, a1_cell_2_test=0.0)
def one_cell_twice(kit):
    return kit.short(a1_cell_2=kit.model("a1-cell-1").replace("cell_1", "cell_2"))


@entry("graded", 6.0, a1_cell_1_test=0.0)
def a_name_in_place_of_an_id(kit):
    return kit.edited("a1-cell-1", ('"stakeholder": "trump"', '"stakeholder": "Donald Trump"'))


@entry("graded", 11.0, a1_cell_1_test=5.0)
def reason_of_three_words(kit):
    source = kit.model("a1-cell-1")
    return kit.short(a1_cell_1=f'{source}\ncell_1["reason"] = "It is clear."')


@entry("graded", 11.0, a1_cell_1_test=5.0)
def reason_that_repeats_itself(kit):
    return kit.short(a1_cell_1=f'{kit.model("a1-cell-1")}\ncell_1["reason"] = "because it is so " * 8')


@entry("graded", 11.0, a1_cell_1_test=5.0)
def reason_copied_from_the_collection(kit):
    copied = "notes = [note for note in case.positions['note'].dropna() if 20 <= len(note.split()) <= 90]\n"
    copied += "notes = notes or [' '.join(list(case.positions['note'].dropna())[:3])]\ncell_1['reason'] = notes[0]"
    return kit.short(a1_cell_1=f"{kit.model('a1-cell-1')}\n{copied}")


@entry("graded", 6.0, a1_cell_1_test=0.0)
def the_reference_copied_without_evidence(kit):
    copied = 'cell_1 = {"stakeholder": "trump", "issue": "seat", "coder": "A", "verdict": "keep", "direction": "-1",\n'
    return kit.short(a1_cell_1=copied + '          "plainness": "outright", "rule": "2", "reason": ""}')


@entry("graded", 6.0, a1_cell_1_test=0.0)
def a_list_in_place_of_a_dict(kit):
    return kit.short(a1_cell_1='cell_1 = ["trump", "spectacle", "B", "change"]')


@entry("graded", 22.0, a1_unseen_codes_test=6.0)
def no_blanks(kit):
    source = kit.model("a1-unseen-rows")
    return kit.filled(a1_unseen_rows=f'{source}\ncodes = [c for c in codes if c["direction"] != "blank"]')


@entry("graded", 21.0, a1_unseen_codes_test=5.0)
def three_codes(kit):
    source = kit.model("a1-unseen-rows")
    return kit.filled(a1_unseen_rows=f"{source}\ncodes = codes[:3] + codes[-2:]")


@entry("graded", 22.0, a1_unseen_codes_test=6.0)
def blanks_without_a_note(kit):
    drop = '\nfor code in codes:\n    if code["direction"] == "blank":\n        code["note"] = ""'
    return kit.filled(a1_unseen_rows=kit.model("a1-unseen-rows") + drop)


@entry("graded", 12.0, a1_unseen_case_test=0.0, a1_unseen_codes_test=0.0)
def another_text_under_the_name_of_ours(kit):
    book = kit.filled(a1_unseen_rows=find(kit.book(), "a1-unseen-rows").source)
    work = {name: content + b"\nOne sentence more." if name.endswith("text.txt") else content
            for name, content in kit.work.items()}  # fmt: skip
    return {"A1-hand-in.zip": packed({"A1.ipynb": as_bytes(book), **work})}


@entry("graded", PART)
def outputs_that_claim_points(kit):
    book = kit.short()
    for cell in book.cells:
        if cell.id.endswith("-test"):
            cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "600.0"}, execution_count=1)]
    return book


@entry("graded", 6.0, a1_cell_1_test=0.0)
def the_marking_patched(kit):
    patch = "from standpoint.marking import Mark\nmarking.judged_cell = lambda *a, **b: Mark(6.0, 6.0, [])\n"
    return kit.short(a1_cell_1=patch + 'cell_1 = {"stakeholder": "trump"}')
