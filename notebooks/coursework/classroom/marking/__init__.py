"""Marking: written answers beside their rubric on one page, and the points by criterion that come back from it."""
