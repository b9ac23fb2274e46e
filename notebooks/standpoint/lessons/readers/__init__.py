"""Lesson 08: would another reader get the same result."""
