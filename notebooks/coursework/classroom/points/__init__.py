"""Points: nbgrader’s gradebook, the marks by hand in a file of the kit’s own, and what late days cost."""
