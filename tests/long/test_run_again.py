"""Lesson 08 run twice in one session, and then from its last cell up: as lessons/test_hostile.py does."""

import refresh
import test_hostile

EIGHT = next((refresh.ROOT / "notebooks").glob("08-*.ipynb"))


def test_a_second_run_all_and_cells_out_of_order_show_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    test_hostile.runs_again(EIGHT, monkeypatch)
