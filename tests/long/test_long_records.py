"""The explorers say what is recorded of them along every one of their random ways. Half an hour on two idle cores."""

import pytest
import records

NAMES = sorted(path.stem for path in records.FOLDER.glob("explorer-*.txt"))


@pytest.fixture(scope="module")
def parts(browser):
    with records.all_parts(browser) as found:
        yield {part.name: part for part in found}


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_is_recorded_along_every_way(name, parts):
    found = records.differs(parts[name])
    assert not found, "\n".join(found)
