"""Classroom: hand an assignment out, collect it, grade it, give feedback, look at the class. No lesson imports it.

A room for each page of the instructor's guide, and `points` for what counts. What all rooms share stands beside them.
Imports run one way: a room knows what is shared and the rooms that come before it, in this order: handing_out,
collecting, points, grading, marking, giving_back, in_class. `steps` knows them all.
"""
