"""Who influences whom, directly and through others: the actors' side of MACTOR.

Source of all: Godet 1991, Futures 23(6), 605-622; Arcade, Godet, Meunier and Roubelat, "Structural analysis
with the MICMAC method and actors' strategy with MACTOR method", Futures Research Methodology. The formulas
as two independent public programs have them; only rankings should be read from them, for a code of 0 to 4
orders influence and does not measure it.

mdi, everywhere: the matrix of direct influences, shape (n, n), row acts on column; 0 none, 1 can hinder the
other's procedures, 2 its projects, 3 its mission, 4 its existence; 0 on the diagonal. A link that the text
does not show is 0 by the reader's choice. Every function raises ValueError for another shape, a blank, a
number below 0, a diagonal that is not 0, or a DataFrame whose rows and columns name different actors.
"""

import numpy as np

from .inputs import chosen, column_labels, labelled, matrix, row_labels


def direct_and_indirect(mdi):
    """Return MDII, shape (n, n): direct influence, plus the influence through each third actor.

    MDII_ij = MDI_ij + sum over k of min(MDI_ik, MDI_kj): a chain is as strong as its weaker link. It is not
    a product of matrices. The diagonal holds feedback: influence that comes back to its source.
    Returns a DataFrame if mdi is one, else an array.
    """
    total = _mdii(mdi)
    return labelled(total, row_labels(mdi), row_labels(mdi))


def relative_strength(mdi, feedback="once"):
    """Return R*, shape (n,): each actor's strength, where 1 is the average of all; they add up to n.

    r_i = (I_i / sum I) * I_i / (I_i + D_i), and R*_i = r_i / mean(r): I is the influence that an actor exerts, D the
    one that it undergoes, both direct and indirect, and feedback left out once.
    feedback: "once" takes I_i as it is; "twice" takes feedback off the first I_i again, as one public program
    does. The sources can be read both ways: name the one you used. An actor without links has 0.
    Returns None where nobody has strength, for example where nobody influences anybody.
    Raises ValueError also for another word.
    """
    chosen(feedback, ("once", "twice"), "feedback")
    total = _mdii(mdi)
    own = total.diagonal()
    exerted, undergone = total.sum(axis=1) - own, total.sum(axis=0) - own
    first = exerted - own if feedback == "twice" else exerted
    both = exerted + undergone
    # The sum of I divides every r alike and falls out of R*.
    strength = first * np.divide(exerted, both, out=np.zeros_like(both), where=both > 0)
    return labelled(strength / strength.mean(), row_labels(mdi)) if strength.any() else None


def _mdii(mdi):
    direct = _checked(mdi)
    return direct + np.minimum(direct[:, :, None], direct[None, :, :]).sum(axis=1)


def _checked(mdi):
    direct = matrix(mdi, "mdi")
    if direct.shape[0] != direct.shape[1]:
        raise ValueError(f"mdi has {direct.shape[0]} rows and {direct.shape[1]} columns: give one of each per actor.")
    if row_labels(mdi) is not None and list(row_labels(mdi)) != list(column_labels(mdi)):
        raise ValueError("mdi must name the same actors, in the same order, in its rows and in its columns.")
    if (direct < 0).any() or direct.diagonal().any():
        raise ValueError("mdi must hold numbers of 0 or more, and 0 where an actor meets itself.")
    return direct
