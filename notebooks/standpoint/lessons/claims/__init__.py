"""Lesson 02: what kind of sentence is this."""
