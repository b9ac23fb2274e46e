"""Measures of an argument: tables in, numbers out, each with its name in the field and its source."""

from .actors import dependence, direct_and_indirect, influence, relative_strength
from .aggregation import pairwise_votes, weighted_mean, weighted_median
from .bargaining import Interval, acceptance_set, win_set, zopa
from .deals import acceptable, additive_utility, all_deals, deal_values, win_set_of
from .directions import counts, relations
from .efficiency import nash_point, pareto_set
from .objectives import ambivalence, convergence, divergence, mobilisation
from .overlap import Bounds, Overlap, overlap_bounds, overlap_share, pair_weights, verdict
from .similarity import chance_by_repairing, chance_gower, chance_uniform, gower_similarity
from .stakeholders import CLASSES, quadrant, stakeholder_class

__all__ = [
    "CLASSES",
    "Bounds",
    "Interval",
    "Overlap",
    "acceptable",
    "acceptance_set",
    "additive_utility",
    "all_deals",
    "ambivalence",
    "chance_by_repairing",
    "chance_gower",
    "chance_uniform",
    "convergence",
    "counts",
    "deal_values",
    "dependence",
    "direct_and_indirect",
    "divergence",
    "gower_similarity",
    "influence",
    "mobilisation",
    "nash_point",
    "overlap_bounds",
    "overlap_share",
    "pair_weights",
    "pairwise_votes",
    "pareto_set",
    "quadrant",
    "relations",
    "relative_strength",
    "stakeholder_class",
    "verdict",
    "weighted_mean",
    "weighted_median",
    "win_set",
    "win_set_of",
    "zopa",
]
