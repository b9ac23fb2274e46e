"""Lesson 01: who is in the text, and who only gets talked about."""
