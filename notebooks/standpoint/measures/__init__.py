"""Measures of an argument: tables in, numbers out, each with its name in the field and its source."""

from .actors import dependence, direct_and_indirect, influence, relative_strength
from .aggregation import pairwise_votes, weighted_mean, weighted_median
from .agreement import (
    Agreement,
    Bootstrap,
    Reversed,
    bootstrap_interval,
    krippendorff_alpha,
    leave_one_out,
    percent_agreement,
    reversed_poles,
)
from .bargaining import Interval, acceptance_set, win_set, zopa
from .deals import acceptable, additive_utility, all_deals, deal_values, win_set_of
from .directions import counts, relations
from .efficiency import nash_point, pareto_set
from .forecasts import Murphy, base_rate, brier_score, log_score, murphy_parts, skill
from .objectives import ambivalence, convergence, divergence, mobilisation
from .overlap import Bounds, Overlap, overlap_bounds, overlap_share, pair_weights, verdict
from .similarity import chance_by_repairing, chance_gower, chance_uniform, gower_similarity
from .stakeholders import CLASSES, quadrant, stakeholder_class

__all__ = [
    "CLASSES",
    "Agreement",
    "Bootstrap",
    "Bounds",
    "Interval",
    "Murphy",
    "Overlap",
    "Reversed",
    "acceptable",
    "acceptance_set",
    "additive_utility",
    "all_deals",
    "ambivalence",
    "base_rate",
    "bootstrap_interval",
    "brier_score",
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
    "krippendorff_alpha",
    "leave_one_out",
    "log_score",
    "mobilisation",
    "murphy_parts",
    "nash_point",
    "overlap_bounds",
    "overlap_share",
    "pair_weights",
    "pairwise_votes",
    "pareto_set",
    "percent_agreement",
    "quadrant",
    "relations",
    "relative_strength",
    "reversed_poles",
    "skill",
    "stakeholder_class",
    "verdict",
    "weighted_mean",
    "weighted_median",
    "win_set",
    "win_set_of",
    "zopa",
]
