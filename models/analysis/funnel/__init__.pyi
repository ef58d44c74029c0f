from .unit_funnel import Funnel, FunnelUnit, funnel, unit_names
from .words import some_names

__all__ = [
    "Funnel",
    "FunnelUnit",
    "funnel",
    "some_names",
    "unit_names",
]
