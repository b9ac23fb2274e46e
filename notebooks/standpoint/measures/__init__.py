"""Measures of an argument: tables in, numbers out, each with its name in the field and its source."""

from .actors import direct_and_indirect
from .agreement import (
    Agreement,
    Bootstrap,
    Reversed,
    bootstrap_interval,
    krippendorff_alpha,
    percent_agreement,
    reversed_poles,
)
from .bargaining import Interval, winset
from .deals import acceptable, additive_utility, all_deals, deal_values, winset_of
from .directions import relations
from .efficiency import nash_point, pareto_set
from .forecasts import Murphy, base_rate, brier_score, log_score, murphy_parts, skill
from .overlap import Bounds, Overlap, overlap_bounds, overlap_share, pair_weights, verdict
from .similarity import chance_by_repairing, chance_gower, gower_similarity
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
    "additive_utility",
    "all_deals",
    "base_rate",
    "bootstrap_interval",
    "brier_score",
    "chance_by_repairing",
    "chance_gower",
    "deal_values",
    "direct_and_indirect",
    "gower_similarity",
    "krippendorff_alpha",
    "log_score",
    "murphy_parts",
    "nash_point",
    "overlap_bounds",
    "overlap_share",
    "pair_weights",
    "pareto_set",
    "percent_agreement",
    "quadrant",
    "relations",
    "reversed_poles",
    "skill",
    "stakeholder_class",
    "verdict",
    "winset",
    "winset_of",
]
