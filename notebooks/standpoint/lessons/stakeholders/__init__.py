"""Lesson 03: who could stop a deal, and in whose eyes each one counts."""
