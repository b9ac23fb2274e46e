"""Lesson 07: what did the essay expect, and how would we score it."""
