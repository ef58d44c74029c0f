from .canvas import FOCUS_PX, NO_STOP, ChartWidget, Hotspot, Stops
from .card import CardText
from .fairness_strip import FairnessStrip, StripValues, paint_strip, strip_height
from .shapes import draw_dot, draw_mark
from .style import Style
from .words import (
    difference_text,
    measure_rows,
    other_name,
    point_name,
    signal_text,
    too_few_text,
    unfair_text,
    value_text,
)

__all__ = [
    "FOCUS_PX",
    "NO_STOP",
    "CardText",
    "ChartWidget",
    "FairnessStrip",
    "Hotspot",
    "Stops",
    "StripValues",
    "Style",
    "difference_text",
    "draw_dot",
    "draw_mark",
    "measure_rows",
    "other_name",
    "paint_strip",
    "point_name",
    "signal_text",
    "strip_height",
    "too_few_text",
    "unfair_text",
    "value_text",
]
