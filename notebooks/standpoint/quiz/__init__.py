"""Exercises and guesses: the card, reading an answer, the reply, and what is kept."""
