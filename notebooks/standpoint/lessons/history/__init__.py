"""Lesson 09: has a deal been made over an absent party before."""
