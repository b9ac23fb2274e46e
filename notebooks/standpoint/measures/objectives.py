"""Who stands with whom over a whole table of objectives: the objectives' side of MACTOR.

Source of all: Godet 1991, Futures 23(6), 605-622; names as in MACTOR (MAO, CAA, DAA).

positions, everywhere: codes, shape (n_actors, n_objectives), the sign is for or against, a blank is None, NaN
or <NA>. (case.grid has a row for each item: give grid(case).T.) A pair of actors converges or diverges on
an objective only if both are coded there and neither is 0; to see what is blank, use `counts`.
order: 1 uses the sign alone (MAO1), 2 the size too (MAO2), 3 the size times each actor's strength (MAO3).
Orders 2 and 3 add up codes as if they were distances, and the size here says how plainly a text speaks:
variants, to be labelled. strength: R*, shape (n_actors,), 0 or more; needed for order 3 and only there.
Every function raises ValueError for another shape, another order, or a strength missing or not asked for.
"""

import numpy as np

from .inputs import check_labels, chosen, column_labels, labelled, matrix, row_labels, vector


def convergence(positions, order=1, strength=None):
    """Return CAA, shape (n_actors, n_actors): how much each pair leans the same way; 0 on the diagonal.

    The sum, over the objectives where both lean the same way, of (|P_ik| + |P_jk|) / 2; in order 1 that is
    the number of such objectives. Symmetric. A DataFrame if positions is one, else an array.
    """
    return _pairwise(positions, order, strength, lambda product: product > 0)


def divergence(positions, order=1, strength=None):
    """Return DAA, shape (n_actors, n_actors): the same as `convergence` for objectives with opposite leanings."""
    return _pairwise(positions, order, strength, lambda product: product < 0)


def mobilisation(positions, order=1, strength=None):
    """Return how much each objective moves the actors, shape (n_objectives,): the sum of |P_ik| over actors."""
    return labelled(np.abs(_of_order(positions, order, strength)).sum(axis=0), column_labels(positions))


def ambivalence(positions, order=1, strength=None):
    """Return how mixed each actor's relations are, shape (n_actors,): 0 to 1, NaN where it has none.

    1 - sum_j |CAA_ij - DAA_ij| / sum_j (CAA_ij + DAA_ij): 0 where each of its pairs is all convergence or all
    divergence, 1 where in each pair the two balance. The formula is quoted from memory of MACTOR's EQ.
    """
    same = np.asarray(convergence(positions, order, strength))
    opposite = np.asarray(divergence(positions, order, strength))
    total = (same + opposite).sum(axis=1)
    one_sided = np.divide(np.abs(same - opposite).sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0)
    return labelled(1 - one_sided, row_labels(positions))


def _pairwise(positions, order, strength, which):
    codes = _of_order(positions, order, strength)
    here = which(codes[:, None, :] * codes[None, :, :])
    sizes = np.abs(codes)
    found = ((sizes[:, None, :] + sizes[None, :, :]) / 2 * here).sum(axis=2)
    np.fill_diagonal(found, 0)
    return labelled(found, row_labels(positions), row_labels(positions))


def _of_order(positions, order, strength):
    """Return MAO1, MAO2 or MAO3; a blank becomes 0, which counts in no pair and adds nothing to a sum."""
    codes = np.nan_to_num(matrix(positions, "positions", blanks=True))
    chosen(order, (1, 2, 3), "order")
    if (strength is not None) != (order == 3):
        raise ValueError("strength belongs to order 3: give it there, one number for each actor, and nowhere else.")
    if order != 3:
        return np.sign(codes) if order == 1 else codes
    factors = vector(strength, "strength")
    if len(factors) != len(codes) or (factors < 0).any():
        raise ValueError(f"strength must hold {len(codes)} numbers of 0 or more: one for each actor.")
    check_labels(strength, row_labels(positions), "strength")
    return codes * factors[:, None]
