"""Cases at the edges, each made from the bridge: one stakeholder, no blanks, all blank, and one not yet filled.

And how a lesson is run on another case than its own.
"""

import json
import re
import shutil
from itertools import product

import refresh
from case_copy import ROOT, change_package, records, write
from standpoint.workshop.new_case import new_case

BRIDGE = ROOT / "data" / "bridge"
_PEOPLE = ("stakeholder", "viewpoint", "source", "target", "bearer", "about", "speaker")
_CODED = {"positions": "issues", "inducement_codes": "inducements"}


def copy_bridge(target, name="bridge"):
    """Copy the bridge case to the folder `target`, under another name where one is given; return the folder."""
    shutil.copytree(BRIDGE, target)
    change_package(target, lambda described: described.update(name=name))
    return target


def one_stakeholder(target):
    """The bridge with its first stakeholder alone: all that is coded about the others is left out."""
    folder = copy_bridge(target, "alone")
    header, first, *_ = records(folder / "stakeholders.csv")
    write(folder / "stakeholders.csv", [header, first])
    for path in folder.glob("*.csv"):
        names, *rows = records(path)
        places = [names.index(column) for column in _PEOPLE if column in names]
        if path.name != "stakeholders.csv":
            write(path, [names, *(row for row in rows if all(row[p] in (first[0], "author", "") for p in places))])
    kept = {row[0] for row in records(folder / "claims.csv")}
    names, *rows = records(folder / "tensions.csv")
    write(folder / "tensions.csv", [names, *(row for row in rows if {row[1], row[2]} <= kept)])
    return folder


def no_blanks(target):
    """The bridge with every cell coded: what was blank is a hint of the right pole."""
    folder = copy_bridge(target, "full")
    people = [row[0] for row in records(folder / "stakeholders.csv")[1:]]
    for table, items in _CODED.items():
        names, *rows = records(folder / f"{table}.csv")
        known = {(row[0], row[1]) for row in rows}
        ids = [row[0] for row in records(folder / f"{items}.csv")[1:]]
        filler = ["1", "hinted", "1", "p10", "Council and county can meet halfway at best", "A filler."]
        rest = [[*cell, *filler] for cell in product(people, ids) if cell not in known]
        write(folder / f"{table}.csv", [names, *rows, *rest])
    return folder


def uncoded(target):
    """The bridge with no cell coded."""
    folder = copy_bridge(target, "bare")
    for table in _CODED:
        write(folder / f"{table}.csv", records(folder / f"{table}.csv")[:1])
    return folder


def unfilled(target):
    """A new case of the bridge's text, as `new_case` makes it."""
    return new_case("unfilled", BRIDGE / "text.txt", author="The Standpoint authors", folder=target)


ODD = {"alone": one_stakeholder, "full": no_blanks, "bare": uncoded, "unfilled": unfilled}


def on_case(path, root, name, folder=None):
    """Run a lesson with another case in its first cell; return the text of all its outputs.

    root: a copy of the collection. folder: the folder of the case, where the copy does not have it yet.
    Raises refresh.NotebookError where a cell stops.
    """
    if folder:
        shutil.copytree(folder, root / "data" / name)
    target = root / "notebooks" / f"{name}-{path.name}"
    source = path.read_text(encoding="utf-8")
    assert len(re.findall(r'load\(\\"anchorage\\"\)', source)) == 1, "the case is named once, in the first cell"
    target.write_text(source.replace('load(\\"anchorage\\")', f'load(\\"{name}\\")'), encoding="utf-8", newline="\n")
    cells = refresh.run(target, root).cells
    return json.dumps([cell.outputs for cell in cells if cell.cell_type == "code"], ensure_ascii=False)
