"""Every explorer of every lesson with the keyboard alone, and the coursework's notebooks: names, axe-core, keyboard."""

import access
import lab
import pytest
from lab_notebooks import problems

COURSEWORK = [path.relative_to(lab.REPO).as_posix() for path in sorted(lab.REPO.glob("notebooks/coursework/*.ipynb"))]


@pytest.mark.parametrize("path", [path for path in lab.notebooks() if "helper" not in path] + COURSEWORK)
def test_a_notebook_is_worked_with_the_keyboard_alone(browser, path):
    with lab.jupyterlab() as server:  # what is typed in one notebook is not kept for another
        context, watch = lab.new_context(browser, server)
        page = lab.open_notebook(context, server, path)
        lab.run_all(page)
        found = access.faults(page) if path in COURSEWORK else []
        walked, used = access.walk_all(page)
        assert found + walked == []
        assert used, "no explorer is here"
        assert problems(watch) == []
        context.close()
