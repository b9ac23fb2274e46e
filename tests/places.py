"""Where things lie. Importing this lets tests and tools find the helper, the coursework's kit, and one another."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
NOTEBOOKS = ROOT / "notebooks"
# Folders with modules that others import; no two files have one name, and a test holds that.
SHARED = ("support", "tools", "tools/parts", "unit", "lessons", "browser", "course")

for folder in (*(TESTS / name for name in SHARED), NOTEBOOKS / "coursework", NOTEBOOKS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
# Kernels inherit PYTHONPATH; this process has started already and needs sys.path.
earlier = [place for place in os.environ.get("PYTHONPATH", "").split(os.pathsep) if place not in ("", str(NOTEBOOKS))]
os.environ["PYTHONPATH"] = os.pathsep.join([str(NOTEBOOKS), *earlier])
