from .canvas import FOCUS_PX, NO_STOP, ChartWidget, Hotspot, Stops
from .fairness_strip import FairnessStrip, StripValues, paint_strip, strip_height
from .style import Style

__all__ = [
    "FOCUS_PX",
    "NO_STOP",
    "ChartWidget",
    "FairnessStrip",
    "Hotspot",
    "Stops",
    "StripValues",
    "Style",
    "paint_strip",
    "strip_height",
]
