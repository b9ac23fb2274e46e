"""A student's own inducement codes, as tests of the marking hand them in."""

NAMES = ["stakeholder", "inducement", "direction", "plainness", "salience", "quote", "note"]


def rows(*cells):
    """Cells in the order of NAMES as dicts, the form in which an assignment hands them over."""
    return [dict(zip(NAMES, cell)) for cell in cells]


WEST = rows(
    ("trump", "home_story", "1", "outright", "3",
     "would provide him with a powerful midterms and beyond campaign narrative",
     "A story for the next campaign is a story for home, in so many words."),
    ("putin", "home_story", "1", "outright", "3",
     "merely showing up at a summit on equal terms bolsters his reputation",
     "His name grows at home through the mere visit, says the author."),
    ("trump", "land", "blank", "", "", "", "p14 is about land and about another man; his own gain is not in it."),
)  # fmt: skip
