from .unit_funnel import Funnel, FunnelUnit, funnel, unit_names

__all__ = [
    "Funnel",
    "FunnelUnit",
    "funnel",
    "unit_names",
]
