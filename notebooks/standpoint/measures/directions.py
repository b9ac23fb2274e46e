"""Two stakeholders side by side, item by item: do they lean the same way?"""

import numpy as np
import pandas as pd

from .inputs import pair, row_labels

RELATIONS = ("same", "opposite", "no lean", "unknown")


def relations(first, second):
    """Say for each item how two stakeholders' codes stand to each other, by direction alone.

    first, second: codes, shape (n_items,), the sign is the direction, None, NaN or <NA> is a blank.
    Returns a Series of n_items words, with the items as index if first is a Series: "same" (both lean
    the same way), "opposite", "no lean" (both are coded, at least one of them 0), "unknown" (at least
    one is blank). The size of a code is not used: here it says how plainly the text speaks.
    Raises ValueError for lengths or items that differ.
    Source: Godet 1991, Futures 23(6), 605-622 (MACTOR, where 0 means both "neutral" and "not coded";
    here a blank is kept apart).
    """
    one, other = pair(first, second)
    product = one * other
    words = np.select([np.isnan(product), product > 0, product < 0], ["unknown", "same", "opposite"], "no lean")
    return pd.Series(words, index=row_labels(first), dtype="object", name="relation")
