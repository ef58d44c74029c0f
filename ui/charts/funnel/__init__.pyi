from .funnel import FunnelChart

__all__ = [
    "FunnelChart",
]
