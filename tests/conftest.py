"""Let the tests, and the kernels that they start, import the helper package in notebooks/."""

import os
import sys
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"

# Kernels inherit PYTHONPATH; this process has started already and needs sys.path.
sys.path.insert(0, str(NOTEBOOKS))
earlier = os.environ.get("PYTHONPATH")
os.environ["PYTHONPATH"] = os.pathsep.join([str(NOTEBOOKS), *([earlier] if earlier else [])])
