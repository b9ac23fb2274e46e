"""Every lesson runs on two other cases, named in its first cell, and says nothing of the first one there."""

import json
import re

import pytest
import refresh
from case_copy import CASE
from odd_cases import on_case
from standpoint import draw, load
from standpoint.case.schema import columns_of

NAME = "well"
TEXT = """A Well for Two Villages

Upper Dorn wants the new well on the hill. Its mayor has said so at every meeting since spring.

The Dispute

Lower Dorn fears that the hill will dry out its own spring. Its council was not invited to the last meeting.

The county engineer only says that the money is there. Upper Dorn would welcome a quick start.
"""
# Rows as they stand in the files, under the columns of the first case.
TABLES = {
    "stakeholders": """
upper,Upper Dorn,The upper village,party,Upper Dorn,yes,p01,Its mayor has said so at every meeting since spring,0,,,0,,,
lower,Lower Dorn,The lower village,party,Lower Dorn,no,p02,Its council was not invited to the last meeting,0,,,0,,,
engineer,Engineer,The county engineer,audience,engineer,,,,0,,,0,,,""",
    "issues": """
place,Place of the well,Where should the well be?,in the valley,on the hill,valley,hill,true,p01,"""
    """Upper Dorn wants the new well on the hill
start,Start,How soon should it begin?,later,at once,later,at once,false,p03,Upper Dorn would welcome a quick start""",
    "positions": """
upper,place,1,outright,3,p01,Upper Dorn wants the new well on the hill,
upper,start,1,hinted,1,p03,Upper Dorn would welcome a quick start,To welcome is a leaning (rule 4).
lower,place,-1,hinted,3,p02,Lower Dorn fears that the hill will dry out its own spring,A fear is a wish against it.""",
    "inducements": """
money,Money,the county pays,puts them off,draws them,puts off,draws,p03,"""
    """The county engineer only says that the money is there""",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the collection with a second case: the tables above, the others empty."""
    copy = refresh.clean_copy(tmp_path_factory.mktemp("other"))
    folder = copy / "data" / NAME
    folder.mkdir()
    (folder / "essay.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    package = json.loads((CASE / "datapackage.json").read_text(encoding="utf-8"))
    package.pop("history", None)
    package |= {"name": NAME, "title": "A Well for Two Villages"}
    package["essay"] = {"path": "essay.txt", "title": "A Well for Two Villages", "author": "The tests", "outside": []}
    for resource in package["resources"]:
        rows = f"{','.join(columns_of(resource['schema']))}{TABLES.get(resource['name'], '')}\n"
        (folder / resource["path"]).write_text(rows, encoding="utf-8", newline="\n")
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name, known", [(NAME, "Upper Dorn"), ("bridge", "County")], ids=[NAME, "bridge"])
@pytest.mark.parametrize("path", sorted((refresh.ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_lesson_runs_on_another_case(path, name, known, root):
    shown = on_case(path, root, name)
    # Lesson 10 is about a second case and names the first one by its title alone; 09 is about meetings of history.
    named = known in shown or load(name, folder=root / "data" / name).title in shown or path.stem.startswith("09")
    assert named and "did not work" not in shown
    first = load("anchorage").stakeholders["label"]
    assert [label for label in first if re.search(rf"\b{label}\b", shown)] == []


def test_the_title_is_computed_from_the_other_case(root):
    case = load(NAME, folder=root / "data" / NAME)
    title = draw.position_map(case).layout.meta["description"]
    assert title.startswith("Upper Dorn and Lower Dorn lean opposite ways on one issue; on ")
