"""The explorers as data: what they show is what the tables of the case say."""

import html
import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pandas as pd
import panels
import pytest
import standpoint
from standpoint import explore
from standpoint.case import answers
from standpoint.case.case import grid, items_of, load
from standpoint.explore import essay as annotated
from standpoint.quiz import card as quiz_card
from standpoint.quiz import question
from standpoint.quiz.checks import exercise

CASE = load("anchorage")
TABLES = ("positions", "inducement_codes")
LAYERS = ("stakeholder", "issue", "inducement", "type")


@pytest.fixture(scope="module", params=TABLES)
def table(request):
    return request.param


@pytest.fixture(scope="module")
def layers():
    return annotated.layers(CASE)


# ---------------------------------------------------------------- the evidence table


def cells_of(table):
    """{(item, stakeholder): (what the cell of the evidence table shows, its name, its sentence as HTML)}."""
    panel = explore.evidence_table(CASE, table)
    grid_of_essay = panel.page.split("</table>")[0]
    found = re.findall(rf'<td ([^>]*)data-opens="{table}/(\w+)/(\w+)"([^>]*)>(.*?)</td>', grid_of_essay)
    names = {(item, who): re.search('aria-label="([^"]*)"', first + last)[1] for first, who, item, last, _ in found}
    return {
        (item, who): (panels.words(inside), names[item, who], panel.evidence[f"{table}/{who}/{item}"])
        for _, who, item, _, inside in found
    }


def test_every_cell_equals_the_table(table):
    codes, cells = grid(CASE, table), cells_of(table)
    assert len(cells) == codes.size
    for (item, who), (mark, name, _) in cells.items():
        value = codes.loc[item, who]
        number = "" if pd.isna(value) else f"{value:+d}".replace("-", "−") if value else "0"
        assert mark.split(" ")[-1] == number and name.startswith(number or "the essay does not say")


def test_every_coded_cell_shows_its_sentence(table):
    cells, (_, key) = cells_of(table), items_of(CASE, table)
    for code in CASE.tables[table].to_dict("records"):
        _, name, evidence = cells[code[key], code["stakeholder"]]
        start, end = CASE.essay.part(code["paragraph"])
        said = re.search("<blockquote>(.*?)<mark>(.*?)</mark>(.*?)</blockquote>", evidence)
        before, quote, after = map(html.unescape, said.groups())
        assert quote == code["quote"]
        assert before + quote + after == CASE.essay.text[start:end]
        assert start + len(before) == code["start"]
        assert panels.words(evidence).partition(" Why: ")[2] == (code["note"] or "")
        plain = {"outright": "said outright", "hinted": "hinted"}[code["plainness"]]
        number = f"{code['position']:+d}".replace("-", "−") if code["position"] else "0"
        assert name.endswith(plain)
        assert f"<dt>How plainly</dt><dd>{plain}, so position {number}</dd>" in evidence


def test_the_direction_is_in_the_words_of_the_pole(table):
    items, key = items_of(CASE, table)
    items, cells = items.set_index("id"), cells_of(table)
    for code in CASE.tables[table].to_dict("records"):
        evidence = cells[code[key], code["stakeholder"]][2]
        words = html.unescape(re.search("<dt>Direction</dt><dd>(.*?)</dd>", evidence)[1])
        poles = [items.loc[code[key], pole] in words for pole in ("left", "right")]
        assert poles == {-1: [True, False], 0: [True, True], 1: [False, True]}[code["direction"]]


def test_marks_say_sign_and_plainness(table):
    marks = {mark for mark, _, _ in cells_of(table).values()}
    assert marks <= {"", "0", "● −2", "○ −1", "○ +1", "● +2"}


def summary_of(case, table):
    page = explore.evidence_table(case, table).page
    return re.search(r"\d+ of \d+ cells are coded.*?the essay does not say\.", page)[0]


def test_blank_cells_say_so_and_the_summary_counts_them(table):
    cells, codes = cells_of(table), CASE.tables[table]
    blanks = [cell for cell in cells.values() if cell[0] == ""]
    assert len(blanks) == len(cells) - len(codes)
    assert all(name == "the essay does not say" for _, name, _ in blanks)
    assert all("The essay does not say." in panels.words(evidence) for _, _, evidence in blanks)
    outright = int((codes["plainness"] == "outright").sum())
    numbers = [len(codes), len(cells), outright, len(codes) - outright, len(blanks)]
    assert [int(number) for number in re.findall(r"\d+", summary_of(CASE, table))] == numbers


def test_parties_come_before_audiences(table):
    heads = re.findall('<th scope="col">(.*?)</th>', explore.evidence_table(CASE, table).page.split("</thead>")[0])
    kinds = ["audience" in head for head in heads]
    assert kinds == sorted(kinds) and len(heads) == len(CASE.stakeholders)


def test_a_changed_cell_changes_the_table():
    fewer = CASE.with_table("positions", CASE.positions.iloc[1:])
    assert summary_of(CASE, "positions") != summary_of(fewer, "positions")


# ---------------------------------------------------------------- the annotated essay


def segments_of(layer):
    return list(annotated.segments(CASE.essay.text, annotated.blocks_of(CASE.essay), layer.rows))


def test_joined_segments_are_the_essay(layers):
    assert [layer.id for layer in layers] == list(LAYERS)
    for layer in layers:
        assert "".join(words for words, *_ in segments_of(layer)) == CASE.essay.text
        blank = [words for words, block, *_ in segments_of(layer) if block is None]
        assert not "".join(blank).strip()


def test_the_segments_of_a_row_are_its_quotation(layers):
    for layer in layers:
        for number, row in enumerate(layer.rows):
            held = [segment for segment in segments_of(layer) if number in segment[2]]
            assert "".join(words for words, *_ in held) == row["quote"]
            assert [number in ends for *_, ends in held] == [False] * (len(held) - 1) + [True]
            assert {block is None for _, block, *_ in held} == {False}


def test_every_row_is_in_its_layer_and_counted(layers):
    both = len(CASE.positions) + len(CASE.inducement_codes)
    sizes = [both, len(CASE.positions), len(CASE.inducement_codes), len(CASE.claims)]
    panel = explore.annotated_essay(CASE)
    views = panel.page.split('<div role="group" class="filter"'), panel.page.split('<ul class="rows"')
    for layer, size in zip(layers, sizes, strict=True):
        counts = re.findall(rf'data-facet="{layer.id}" data-value="(\w+)">.*? \((\d+)\)</button>', panel.page)
        names = re.findall(rf'data-name="{layer.id}/(\d+)"', panel.page)
        assert len(layer.rows) == size == sum(int(count) for _, count in counts) == len(names)
        assert {value for value, _ in counts} == set(layer.values)
        assert {row["names"][layer.id] for row in layer.rows} <= set(layer.values)
        assert {row["address"] for row in layer.rows} <= set(panel.evidence)
    assert len(views[1]) == 1 + len(LAYERS)


def test_the_essay_opens_on_the_view_of_a_lesson_and_refuses_an_unknown_one(layers):
    for layer in layers:
        page = explore.annotated_essay(CASE, opens=layer.label.lower()).page
        assert set(re.findall(r'data-view="layer" data-is="&quot;(\w+)&quot;">', page)) == {layer.id}
        assert re.findall(r'name="layer" value="&quot;(\w+)&quot;" checked', page) == [layer.id]
    said = 'opens is "stakeholder", "issue", "inducement" or "claim type", not \'types\'.'
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        explore.annotated_essay(CASE, opens="types")


def test_each_type_of_claim_has_a_sign_and_a_hue_of_its_own_in_its_button_and_its_marks():
    page = explore.annotated_essay(CASE, opens="claim type").page
    types = CASE.claims["type"].unique()
    buttons = re.findall(r'class="swatch (\w+) (hue\d)"><span aria-hidden="true">(.)', page)
    assert [len(set(found)) for found in zip(*buttons)] == [len(types)] * 3
    marks = set(re.findall(rf'class="quoted ({"|".join(types)}) (hue\d)"[^>]* data-tag="(.)', page))
    assert marks == set(buttons)


class Shown(HTMLParser):
    """The words of a piece of HTML that a reader sees while the rows with some names are shown."""

    def __init__(self, made, names):
        super().__init__()
        self.names, self.words, self.out = names, "", 0
        self.feed(made)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        needs, lacks = ((given.get(key) or "").split() for key in ("data-while", "data-unless"))
        fits = all(name in self.names for name in needs) and not any(name in self.names for name in lacks)
        self.out += 1 if self.out or not fits else 0

    def handle_endtag(self, tag):
        self.out -= 1 if self.out else 0

    def handle_data(self, words):
        self.words += "" if self.out else words


@pytest.mark.parametrize("keep", ["all", "none", "every second value"])
def test_every_filter_shows_the_whole_text_once(layers, keep):
    page = explore.annotated_essay(CASE).page
    texts = re.split('<div data-view="layer"', page.split('data-scroll="')[1].split('<div class="side"')[0])[1:]
    numbers = set(CASE.essay.paragraphs["paragraph"])
    for layer, text in zip(layers, texts, strict=True):
        values = {"all": list(layer.values), "none": [], "every second value": list(layer.values)[::2]}[keep]
        names = {f"{layer.id}/{n}" for n, row in enumerate(layer.rows) if row["names"][layer.id] in values}
        said = Shown(f"<div {text}", names).words
        for number in numbers:
            said = said.replace(number, "")
        assert "".join(said.split()) == "".join(CASE.essay.text.split())


def test_the_lines_are_the_parts_of_the_text():
    lines = [line for line in CASE.essay.text.split("\n") if line.strip()]
    blocks = annotated.blocks_of(CASE.essay)
    assert len(blocks) == len(lines)
    kinds = [block["kind"] for block in blocks]
    assert kinds.count("paragraph") == len(CASE.essay.paragraphs)
    assert kinds.count("heading") == len(CASE.essay.sections)
    assert kinds[:2] == ["title", "author"]


# ---------------------------------------------------------------- question cards and kept answers


@exercise("card", 1)
def place(case):
    right = int((case.positions["stakeholder"] == "ukraine").sum())
    part = question.number("size", "Issues", right, least=None)
    return question.Question("On how many?", [part], "Judged.", again="Judged.")


RIGHT = int((CASE.positions["stakeholder"] == "ukraine").sum())


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept_file(folder):
    return folder / "my-work" / "answers.json"


def test_a_card_judges_keeps_and_shows_again(here):
    card = quiz_card.ask("card", CASE)
    assert (card.answer, card.feedback) == ({}, {})
    card.submit({"size": RIGHT + 1})
    assert card.feedback["state"] == "again"
    card.submit({"size": RIGHT})
    assert (card.feedback["state"], card.feedback["word"]) == ("right", "Right")
    assert json.loads(kept_file(here).read_text(encoding="utf-8")) == {CASE.name: {"card": {"size": RIGHT}}}
    again = quiz_card.ask("card", CASE)
    assert again.answer == {"size": RIGHT} and again.feedback["state"] == "kept"
    again.submit({"size": RIGHT})
    assert again.feedback["state"] == "right"


def test_the_same_press_twice_gives_a_reply_twice(here):
    card, replies = quiz_card.ask("card", CASE), []
    card.observe(lambda change: replies.append(change["new"]["state"]), names="feedback")
    card.submit({"size": 0})
    card.submit({"size": 0})
    assert replies == ["again", "again"]


def test_an_empty_answer_is_not_kept(here):
    card = quiz_card.ask("card", CASE)
    card.submit({"size": None})
    assert card.feedback["state"] == "problem" and not kept_file(here).exists()


def test_a_card_is_cleared_and_the_answer_stays_in_the_file(here):
    card = quiz_card.ask("card", CASE)
    assert panels.give(card, "clear", {"size": "4"})["notice"] == "The card is empty."
    assert not kept_file(here).exists()
    card.submit({"size": RIGHT})
    said = panels.give(card, "clear", {"size": ""})
    assert said["notice"] == "The card is empty. The file of answers has your last one."
    assert (card.answer, card.feedback) == ({}, {}) and "reply" in said["slots"]
    assert quiz_card.ask("card", CASE).answer == {}
    kept = json.loads(kept_file(here).read_text(encoding="utf-8"))
    assert kept == {CASE.name: {"card cleared": {"size": RIGHT}}}


def test_a_guess_that_is_cleared_comes_back_nowhere(here):
    card = quiz_card.ask("01.guess", CASE)
    beside = quiz_card.beside(card)
    card.submit({"most": "putin", "paragraphs": "5"})
    assert "you guessed" in panels.words(beside.state["slots"]["reply"])
    panels.give(card, "clear", {})
    assert panels.words(beside.state["slots"]["reply"]).startswith("Open. No guess yet.")


def test_answers_of_other_exercises_and_cases_stay(here):
    assert answers.keep("other", "one", {"a": "é"}) == "" == answers.keep("anchorage", "one", {"a": 1})
    assert answers.keep("anchorage", "two", {"a": [1, 2]}) == ""
    assert answers.recall("other", "one") == ({"a": "é"}, "")
    assert answers.recall("anchorage", "one") == ({"a": 1}, "")
    assert answers.recall("anchorage", "three") == ({}, "")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"anchorage": 3}', b"\xff\xfe{}"])
def test_a_damaged_file_is_named_and_never_overwritten(here, content):
    kept_file(here).parent.mkdir()
    kept_file(here).write_bytes(content)
    card = quiz_card.ask("card", CASE)
    assert "damaged" in card.feedback["title"]
    card.submit({"size": RIGHT})
    assert card.feedback["state"] == "right" and "damaged" in card.feedback["lines"][-1]
    assert kept_file(here).read_bytes() == content


def test_a_folder_that_cannot_be_written_breaks_nothing(here, monkeypatch):
    def refuse(*_arguments, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    card = quiz_card.ask("card", CASE)
    card.submit({"size": RIGHT})
    assert card.feedback["state"] == "right" and "could not be kept" in card.feedback["lines"][-1]


def test_a_file_where_the_folder_should_be_breaks_nothing(here):
    (here / "my-work").write_text("mine", encoding="utf-8")
    card = quiz_card.ask("card", CASE)
    card.submit({"size": RIGHT})
    assert card.feedback["state"] == "right" and "could not be kept" in card.feedback["lines"][-1]
    assert (here / "my-work").read_text(encoding="utf-8") == "mine"


def test_an_old_answer_with_other_parts_is_left_out(here):
    answers.keep(CASE.name, "card", {"before": 3})
    assert quiz_card.ask("card", CASE).answer == {}


def test_an_unknown_exercise_is_named(here):
    with pytest.raises(LookupError, match="no exercise “crad”"):
        quiz_card.ask("crad", CASE)


# ---------------------------------------------------------------- without a kernel


MAKERS = [
    lambda: explore.evidence_table(CASE),
    lambda: explore.evidence_table(CASE, "inducement_codes"),
    lambda: explore.annotated_essay(CASE),
    lambda: quiz_card.ask("card", CASE),
]


@pytest.mark.parametrize("make", MAKERS)
def test_the_words_without_a_kernel_are_the_same_each_time(make, here):
    (first, _), (second, _) = make()._repr_mimebundle_(), make()._repr_mimebundle_()
    for kind in ("text/html", "text/plain"):
        assert first[kind] == second[kind]
        assert "needs a running kernel: choose Run, then Run All Cells." in first[kind]
        assert "0x" not in first[kind] and "object at" not in first[kind]
    assert "application/vnd.jupyter.widget-view+json" in first


def test_the_scripts_ask_for_nothing_outside():
    folder = Path(standpoint.__file__).parent
    scripts = [*folder.rglob("*.js"), *folder.rglob("*.css")]
    words = ("http:", "https:", "fetch(", "import ", "@import", "url(", "innerHTML", "insertAdjacentHTML")
    for path, word in itertools.product(scripts, words):
        # What a panel draws was escaped by page.el; see test_panel.
        panel = word == "innerHTML" and path.parent.name == "panel"
        assert panel or word not in path.read_text(encoding="utf-8"), f"{path.name}: {word}"
    assert len(scripts) > 10
