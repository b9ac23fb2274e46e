"""Collecting: whose hand-in is whose, every original kept, opened with care, rebuilt on what was handed out."""
