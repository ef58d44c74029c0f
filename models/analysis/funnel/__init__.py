"""All units on one measure, with the limits that chance explains."""

from models.analysis.funnel.funnel import Funnel, FunnelUnit, funnel, unit_names
from models.analysis.funnel.words import some_names

__all__ = [
    "Funnel",
    "FunnelUnit",
    "funnel",
    "some_names",
    "unit_names",
]
