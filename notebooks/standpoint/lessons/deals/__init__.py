"""Lesson 06: which deals could they all sign."""
