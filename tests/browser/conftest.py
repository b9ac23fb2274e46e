"""What the files of browser tests share: a folder of their own, and a page with their notebook."""

import shutil

import lab_notebooks
import pytest


@pytest.fixture(scope="module")
def folder(request, server):
    """A folder of the server's copy for the notebooks of one file of tests, with no work in it yet."""
    folder = server.root / request.module.__name__.removeprefix("test_browser_")
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def page(request, folder, profile, server):
    """A page with the notebook BOOK of a file of tests, after Run All."""
    file = f"{folder.name}/book.ipynb"
    with lab_notebooks.after_run_all(profile, server, file, request.module.BOOK) as page:
        yield page
