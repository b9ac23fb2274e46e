"""Lesson 05: do their inducements overlap “at most halfway”."""
