"""Classroom: hand an assignment out, collect it, grade it, give feedback, look at the class. No lesson imports it."""
