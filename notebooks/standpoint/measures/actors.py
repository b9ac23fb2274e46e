"""Who influences whom, directly and through others: the actors' side of MACTOR."""

import numpy as np

from .inputs import column_labels, labelled, matrix, row_labels


def direct_and_indirect(mdi):
    """Return MDII, shape (n, n): direct influence, plus the influence through each third actor.

    MDII_ij = MDI_ij + sum over k of min(MDI_ik, MDI_kj): a chain is as strong as its weaker link. It is not
    a product of matrices. The diagonal holds feedback: influence that comes back to its source.
    mdi: the matrix of direct influences, shape (n, n), row acts on column; 0 none, 1 can hinder the other's
    procedures, 2 its projects, 3 its mission, 4 its existence; 0 on the diagonal. A link that the text does not show
    is 0 by the reader's choice. Only rankings should be read from it: such a code orders influence and does not
    measure it. Returns a DataFrame if mdi is one, else an array.
    Raises ValueError for another shape, a blank, a number below 0, a diagonal that is not 0, or a DataFrame whose rows
    and columns name different actors.
    Source: Godet 1991, Futures 23(6), 605-622; Arcade, Godet, Meunier and Roubelat, "Structural analysis with the
    MICMAC method and actors' strategy with MACTOR method", Futures Research Methodology.
    """
    direct = matrix(mdi, "mdi")
    if direct.shape[0] != direct.shape[1]:
        raise ValueError(f"mdi has {direct.shape[0]} rows and {direct.shape[1]} columns: give one of each per actor.")
    if row_labels(mdi) is not None and list(row_labels(mdi)) != list(column_labels(mdi)):
        raise ValueError("mdi must name the same actors, in the same order, in its rows and in its columns.")
    if (direct < 0).any() or direct.diagonal().any():
        raise ValueError("mdi must hold numbers of 0 or more, and 0 where an actor meets itself.")
    total = direct + np.minimum(direct[:, :, None], direct[None, :, :]).sum(axis=1)
    return labelled(total, row_labels(mdi), row_labels(mdi))
