"""Handing out: students’ copies without solutions, checked for leaks, and what was handed out kept for good."""
