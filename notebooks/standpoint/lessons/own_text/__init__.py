"""Lesson 10: can you do this with another text."""
