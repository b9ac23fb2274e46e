"""A case: an essay and its tables. What `load` needs, and the reader’s own files: reading them, writing them.

Its modules stand together because a file, a table of a student and the codes that an explorer kept are checked alike.
"""
