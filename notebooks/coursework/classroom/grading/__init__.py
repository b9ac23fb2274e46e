"""Grading: each submission run behind a fence, its answers taken out as plain data and marked apart from it.

`worker`, `inside`, `marker` and `startup` are started as files, in processes that know no package.
"""
