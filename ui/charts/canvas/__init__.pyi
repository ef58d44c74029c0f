from .canvas import FOCUS_PX, NO_STOP, ChartWidget, Hotspot, Stops
from .fairness_strip import FairnessStrip, StripValues, paint_strip, strip_height
from .shapes import draw_dot, draw_mark
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
    "draw_dot",
    "draw_mark",
    "paint_strip",
    "strip_height",
]
