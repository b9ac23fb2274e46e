"""A case: an essay and its tables. What `load` needs, and the reader’s own files: reading them, writing them."""
