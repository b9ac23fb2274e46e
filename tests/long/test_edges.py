"""Every lesson on a case without blanks and on one in which no cell is coded: each runs to its end."""

import pytest
import refresh
from odd_cases import ODD, on_case

NOTEBOOKS = sorted((refresh.ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", ["full", "bare"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_runs_on_a_case_at_the_edge(name, path, tmp_path):
    root = refresh.clean_copy((tmp_path / "copy").resolve())
    shown = on_case(path, root, name, ODD[name](tmp_path / name))
    assert "did not work" not in shown
