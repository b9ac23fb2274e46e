"""Import this to make the exercises of all lessons known, as each lesson does for its own."""

import importlib

import places

for path in sorted((places.NOTEBOOKS / "standpoint" / "lessons").glob("*/exercises.py")):
    importlib.import_module(f"standpoint.lessons.{path.parent.name}.exercises")
