"""What the documents of the data say about the essay and its codes is what the essay and the tables hold."""

import csv
import json
import re
from pathlib import Path

import pytest
from standpoint import draw, load
from standpoint.case.essay import locate

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
TABLES = DATA / "anchorage"
CODEBOOK, SHEET, README = DATA / "codebook.md", DATA / "student-sheet.md", DATA / "README.md"
SEEDS, WORKED, BRIDGE = ROOT / "seeds" / "README.md", TABLES / "worked-examples.md", DATA / "bridge" / "README.md"
DOCUMENTS = [CODEBOOK, SHEET, README, SEEDS, WORKED, BRIDGE]
# The codebook and the sheet show cells of the bridge text, so that a class can code the essay blind.
EXAMPLES = [pytest.param(CODEBOOK, "bridge", id="codebook"), pytest.param(SHEET, "bridge", id="student sheet"),
            pytest.param(WORKED, "anchorage", id="worked examples")]
WORD = re.compile(r"[^\W_]+")
RUN = 6  # so many words of a quotation, one after the other, give its cell away
# A code in a document reads: `trump` on `seat`: -1, hinted    or: `trump` on `linkage`: blank
CODE = re.compile(r"`(\w+)` on `(\w+)`: (blank|([-+]?\d), (outright|hinted))")
# A quotation in a document reads: “the agreement must honor” (p10)
QUOTATION = re.compile(r"“([^“”]+)” \((p\d\d|s\d)\)")


def text_of(path):
    """The text with each line break as one space, since a sentence may run over lines."""
    return " ".join(path.read_text(encoding="utf-8").split())


def rows_of(name, tables=TABLES):
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_of(text):
    """The words alone, in small letters, with a space before and after."""
    return f" {' '.join(WORD.findall(text.lower()))} "


def given_away(text):
    """The runs of words of a quotation of the essay's codes and claims that stand in a text."""
    said, found = words_of(text), set()
    for table in ("positions", "inducement_codes", "claims", "viewpoints"):
        for row in rows_of(table):
            words = words_of(row["quote"]).split()
            runs = (" ".join(words[i:i + RUN]) for i in range(len(words) - RUN + 1))
            found |= {run for run in runs if f" {run} " in said}
    return found


def unplaced(text):
    """The quotations of five words or more that name no paragraph and are not marked as made up."""
    return [words for before, words, after in re.findall(r"([^“]*)“([^“”]+)”(.{6})", text + " " * 6)
            if len(words.split()) >= 5 and not re.match(r" \((p\d\d|s\d)", after) and "*Made up:*" not in before[-60:]]


def coded(case):
    """{(stakeholder, item): (direction, plainness)} of both coded tables."""
    return {(row[0], row[1]): (int(row[2]), row[3]) for table in ("positions", "inducement_codes")
            for row in case.tables[table].itertuples(index=False)}


def codes_in(text):
    """[(stakeholder, item, (direction, plainness) or None for a blank)]"""
    return [(who, item, None if said == "blank" else (int(direction), plainness))
            for who, item, said, direction, plainness in CODE.findall(text)]


def rules():
    """{number: text} of the rules in the codebook."""
    part = CODEBOOK.read_text(encoding="utf-8").split("\n## The thirteen rules\n")[1].split("\n## ")[0]
    pieces = re.split(r"\*\*Rule (\d+)\. ", part)
    return {int(number): " ".join(text.split()) for number, text in zip(pieces[1::2], pieces[2::2])}


@pytest.mark.parametrize("path", [CODEBOOK, SHEET], ids=["codebook", "student sheet"])
def test_no_cell_of_the_essay_is_given_away(path):
    text = text_of(path)
    assert given_away(text) == set()
    parties = {row["id"] for row in rows_of("stakeholders")}
    assert [cell for cell in codes_in(text) if cell[0] in parties] == []


@pytest.mark.parametrize(("path", "name"), EXAMPLES)
def test_every_quotation_stands_in_its_paragraph(path, name):
    essay, text = load(name).essay, text_of(path)
    found = QUOTATION.findall(text)
    assert len(found) >= (30 if path != SHEET else 5)
    assert [pair for pair in found if not locate(essay, *pair)] == []
    poles = {row[side] for row in rows_of("issues", DATA / "bridge") for side in ("left", "right")}
    things = {row["thing"] for row in rows_of("inducements", DATA / "bridge")}
    assert path == WORKED or set(unplaced(text)) <= {*poles, *things, "the essay says that they want this"}


@pytest.mark.parametrize(("path", "name"), EXAMPLES)
def test_every_code_in_a_document_is_the_code_in_the_data(path, name):
    case = load(name)
    found, codes = codes_in(text_of(path)), coded(case)
    people = set(case.stakeholders["id"])
    items = {*case.issues["id"], *case.inducements["id"]}
    assert len(found) >= (25 if path != SHEET else 6)
    assert [cell for cell in found if cell[0] not in people or cell[1] not in items] == []
    assert [cell for cell in found if codes.get(cell[:2]) != cell[2]] == []


def test_the_six_practice_cells_of_the_sheet():
    text = SHEET.read_text(encoding="utf-8")
    answers = re.findall(r"<details><summary>(\d)\. [^<]+</summary>(.*?)</details>", text, re.DOTALL)
    assert [number for number, _ in answers] == list("123456")
    cells = [codes_in(" ".join(answer.split())) for _, answer in answers]
    assert all(len(found) == 1 for found in cells)
    codes = coded(load("bridge"))
    assert all(codes.get(cell[:2]) == cell[2] for (cell,) in cells)
    kinds = {cell[2][1] if cell[2] else "blank" for (cell,) in cells}
    assert kinds == {"outright", "hinted", "blank"}


def test_the_sheet_has_four_stakeholders_four_issues_and_five_rules(case):
    text = text_of(SHEET)
    parties = case.stakeholders.loc[case.stakeholders["kind"] == "party", "id"]
    assert len(parties) == 4 and all(f"`{name}`: " in text for name in parties)
    shown = [row for row in rows_of("issues") if pole_row(row, "question") in SHEET.read_text(encoding="utf-8")]
    assert len(shown) == 4
    numbers = [int(number) for number in re.findall(r"\*\*Rule (\d+)\.\*\*", text)]
    assert len(numbers) == 5 and set(numbers) <= set(rules())


def pole_row(row, middle):
    return f"| `{row['id']}` | {row[middle]} | {row['left']} | {row['right']} |"


def test_the_codebook_lists_what_the_tables_list():
    text = CODEBOOK.read_text(encoding="utf-8")
    wanted = [pole_row(row, "question") for row in rows_of("issues")]
    wanted += [pole_row(row, "thing") for row in rows_of("inducements")]
    wanted += [pole_row(row, "question") for row in rows_of("issues", DATA / "bridge")]
    wanted += [f"| `{row['id']}` | {row['kind']} | {row['name']} |" for row in rows_of("stakeholders")]
    assert [row for row in wanted if row not in text] == []
    terms = ", ".join(f"`{row['id']}`" for row in rows_of("issues") if row["negotiable"] == "true")
    assert f"could contain {' and '.join(terms.rsplit(', ', 1))} as terms" in " ".join(text.split())


def test_every_rule_has_an_example_with_its_place_or_one_that_is_made_up():
    assert list(rules()) == list(range(1, 14))
    for number, text in rules().items():
        example, made_up = text.partition("*Example:* ")[2], text.partition("*Made up:* ")[2]
        assert re.search(r"\((p\d\d|s\d)\)", example) and codes_in(example) or made_up, f"rule {number}"
    worked = text_of(WORKED)
    assert [number for number in rules() if f"**Rule {number}.**" not in worked] == []


def test_every_rule_that_a_note_cites_is_there():
    notes = [row["note"] for path in TABLES.glob("*.csv") for row in rows_of(path.stem) if row.get("note")]
    cited = {int(number) for note in notes for number in re.findall(r"rule (\d+)", note)}
    assert cited and cited <= set(rules())


def test_direction_and_plainness_have_six_parts():
    text = CODEBOOK.read_text(encoding="utf-8")
    blocks = re.split(r"\n### ", text.split("\n## The thirteen rules\n")[0])[1:]
    parts = ["Code", "Brief definition", "Full definition", "When to use", "When not to use", "Example"]
    assert len(blocks) == 6
    assert [re.findall(r"^- \*\*([^*]+):\*\*", block, re.MULTILINE) for block in blocks] == [parts] * 6


def test_the_columns_are_those_of_the_files():
    text = CODEBOOK.read_text(encoding="utf-8")
    for path in sorted(TABLES.glob("*.csv")):
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert f"\n- `{path.name}`: {', '.join(f'`{name}`' for name in header)}." in text, path.name


@pytest.mark.parametrize(("path", "name"), [EXAMPLES[0], EXAMPLES[2]])
def test_examples_of_claims_and_salience_are_coded_so(path, name):
    case, text = load(name), text_of(path)
    examples = re.findall(r"\| `(fact|interpretation|prediction|value)` \|(?: [^|]+ \|)? “([^”]+)” \(p\d\d\) \|", text)
    assert sorted(kind for kind, _ in examples) == sorted(set(case.claims["type"]))
    types = dict(zip(case.claims["quote"], case.claims["type"]))
    assert [pair for pair in examples if types.get(pair[1]) != pair[0]] == []
    names = {"the West": "west", "Putin": "putin", "the council": "council", "the county": "county"}
    weights = case.positions.set_index(["stakeholder", "issue"])["salience"]
    said = re.findall(r"gives (the \w+|Putin) a ([123]) on `(\w+)`", text)
    assert {weight for _, weight, _ in said} == set("123")
    assert [one for one in said if weights[names[one[0]], one[2]] != int(one[1])] == []


@pytest.mark.parametrize(("name", "path", "wanted"), [
    ("anchorage", WORKED, ("not a matter of a speedy end to war", "economic hardship")),
    ("bridge", CODEBOOK, ("says that everybody will be heard", "she closed both meetings to the public")),
])
def test_tension_of_a_document_is_in_the_table(name, path, wanted):
    case = load(name)
    quotes = dict(zip(case.claims["id"], case.claims["quote"]))
    pairs = [(quotes[row.first], quotes[row.second]) for row in case.tensions.itertuples()]
    assert all(words in text_of(path) for words in wanted)
    assert any(wanted[0] in first and wanted[1] in second for first, second in pairs)


def test_the_readme_of_the_bridge_says_how_many_cells_are_worked():
    worked = {(who, item) for path in (CODEBOOK, SHEET) for who, item, _ in codes_in(text_of(path))}
    count = sum(item in set(load("bridge").issues["id"]) for _, item in worked)
    assert count == 15 and "Fifteen of its 25 cells" in text_of(BRIDGE)


def test_readme_names_every_file():
    text = README.read_text(encoding="utf-8")
    described = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    assert {path.name for path in TABLES.glob("*.csv")} == {resource["path"] for resource in described["resources"]}
    assert [r["path"] for r in described["resources"] if f"\n| `{r['path']}` | " not in text] == []


def test_readme_is_right_about_the_essay(case):
    assert "“this week” (p01)" in text_of(README) and locate(case.essay, "this week", "p01")
    assert re.search(r"\b(?:19|20)\d\d\b", case.essay.text.replace("2022 full-scale invasion", "")) is None


def test_seeds_readme_describes_the_file(case):
    text = text_of(SEEDS)
    assert case.essay.title in text and case.essay.author in text
    digest = re.search(r"\b[0-9a-f]{64}\b", text).group()
    assert digest in (ROOT / "tests" / "rules" / "test_repo.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_no_line_shouts(path):
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    assert [name for name in targets if not name.startswith("http") and not (path.parent / name).exists()] == []
    assert "!" not in text


def test_a_wrong_code_would_be_noticed():
    """Guard of the guard."""
    assert codes_in("So `trump` on `seat`: -1, hinted. And `trump` on `linkage`: blank.") == [
        ("trump", "seat", (-1, "hinted")), ("trump", "linkage", None)]
    assert codes_in("`putin` on `early_peace`: 0, hinted") == [("putin", "early_peace", (0, "hinted"))]
    assert QUOTATION.findall("“a b” (p01)") == [("a b", "p01")]
    assert given_away("he said: his main aim is to OBTAIN it") == {"his main aim is to obtain"}
    assert given_away("his main aim is to get it") == set()
    five = "“one two three four five”"
    assert unplaced(f"{five} (p01) *Made up:* {five} and “two words”") == [] and unplaced(f"So {five}.") != []


def test_the_picture_of_the_readme_has_the_words_of_the_chart():
    """python tests/tools picture writes both; words that are out of step mean an old picture."""
    words = draw.position_map(load("anchorage")).layout.meta["description"]
    assert f"![{words}](.github/position-map.png)" in (ROOT / "README.md").read_text(encoding="utf-8")
