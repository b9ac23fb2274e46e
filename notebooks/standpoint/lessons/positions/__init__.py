"""Lesson 04: where the essay puts each of them, and where they put themselves."""
