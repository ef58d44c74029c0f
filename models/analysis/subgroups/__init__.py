"""A unit by groups of its patients, with small cells suppressed."""

from models.analysis.subgroups.results import Subgroup, Subgroups
from models.analysis.subgroups.subgroups import subgroups

__all__ = [
    "Subgroup",
    "Subgroups",
    "subgroups",
]
