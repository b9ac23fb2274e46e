"""Every shipped case, and each of them without one of its tables, by name: “bridge”, “bridge - risks”."""

import dataclasses

from standpoint import load

SHIPPED = ("anchorage", "bridge")


def names():
    """The shipped cases; the bridge without each of its tables, and the first case without each that the bridge lacks.

    Without a table, what refers to it is gone too, as in a file that can be read.
    """
    whole = {name: load(name) for name in SHIPPED}
    filled = {name: [table for table, rows in case.tables.items() if len(rows)] for name, case in whole.items()}
    alone = [f"anchorage - {table}" for table in filled["anchorage"] if table not in filled["bridge"]]
    return [*SHIPPED, *(f"bridge - {table}" for table in filled["bridge"]), *alone]


def open_case(name):
    """Return a case by its name in `names`, or a reader's own one."""
    name, _, table = name.partition(" - ")
    return without(load(name), table) if table else load(name)


def without(case, table):
    """Return the case with no row of a table, and no row of another table that refers to one of it."""
    case, again = _with(case, table, case.tables[table].head(0)), True
    while again:
        again = False
        for name, schema in case.schemas.items():
            for key in schema.get("foreignKeys", []):
                rows, column = case.tables[name], key["fields"][0]
                known = set(case.tables[key["reference"]["resource"] or name]["id"]) | {"", "author"}
                keep = rows[column].isin(known) | rows[column].isna()
                again = again or not keep.all()
                case = _with(case, name, rows[keep])
    return case


def _with(case, name, table):
    """The case with another table, unchecked: on the way, rows of others refer to what is gone."""
    return dataclasses.replace(case, tables={**case.tables, name: table})
