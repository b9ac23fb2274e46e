"""A text of one's own: taking it in, coding it, a class's codes, and other programs' formats."""
