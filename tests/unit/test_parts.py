"""Every part that a case can have: described in one place, in the same words, and empty where a case leaves it out."""

import json

import pytest
from case_copy import ROOT, change_package, copy_case, only_problem, problems_in
from standpoint import load
from standpoint.case.package import NEEDED, TEMPLATE

PACKAGES = sorted((ROOT / "data").glob("*/datapackage.json"))
TEMPLATES = {r["name"]: r for r in json.loads((TEMPLATE / "datapackage.json").read_text(encoding="utf-8"))["resources"]}


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_a_table_has_the_same_description_everywhere(path):
    for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]:
        assert TEMPLATES[resource["name"]]["schema"] == resource["schema"], resource["name"]


def test_the_template_speaks_of_no_case():
    text = (TEMPLATE / "datapackage.json").read_text(encoding="utf-8").lower()
    assert [word for word in ("anchorage", "summit in", "trump", "putin", "ukraine", "bridge") if word in text] == []


def test_a_part_left_out_is_an_empty_table_with_its_columns(tmp_path):
    folder = copy_case(tmp_path)

    def strip(described):
        described["resources"] = [r for r in described["resources"] if r["name"] in NEEDED]
        described.pop("history", None)

    change_package(folder, strip)
    case = load("anchorage", folder=folder)
    assert set(case.tables) == set(TEMPLATES)
    for name, resource in TEMPLATES.items():
        assert case.tables[name].empty == (name not in NEEDED)
        assert {field["name"] for field in resource["schema"]["fields"]} <= set(case.tables[name])
    assert list(case.inducement_codes.columns) == list(load("anchorage").inducement_codes.columns)


@pytest.mark.parametrize("name", NEEDED)
def test_a_part_that_every_case_needs(tmp_path, name):
    folder = copy_case(tmp_path)
    change_package(folder, lambda d: d.update(resources=[r for r in d["resources"] if r["name"] != name]))
    assert f"a case needs the table “{name}”" in only_problem(folder).what


def test_tables_about_other_cases_are_named_by_the_case(tmp_path):
    folder = copy_case(tmp_path)
    change_package(folder, lambda d: d.update(history="nowhere"))
    (problem,) = problems_in(folder)
    assert problem.file == "datapackage.json" and "cannot be read" in problem.what
