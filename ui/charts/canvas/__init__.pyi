from .canvas import NO_STOP, ChartWidget, Hotspot
from .card import CardText
from .labels import Labels, around, spread
from .legend import LegendEntry, legend_height, paint_legend
from .scale import ShareScale, share_range
from .shapes import (
    DOT_PX,
    draw_bar,
    draw_diamond,
    draw_dot,
    draw_goal,
    draw_hatch,
    draw_mark,
    draw_ring,
    draw_tick,
)
from .signal_shapes import draw_cross, draw_triangle
from .style import Style
from .words import (
    axis_month,
    difference_text,
    fairness_verdict,
    fairness_words,
    measure_rows,
    other_name,
    point_name,
    signal_text,
    too_few_text,
    unfair_text,
    value_text,
)

__all__ = [
    "DOT_PX",
    "NO_STOP",
    "CardText",
    "ChartWidget",
    "Hotspot",
    "Labels",
    "LegendEntry",
    "ShareScale",
    "Style",
    "around",
    "axis_month",
    "difference_text",
    "draw_bar",
    "draw_cross",
    "draw_diamond",
    "draw_dot",
    "draw_goal",
    "draw_hatch",
    "draw_mark",
    "draw_ring",
    "draw_tick",
    "draw_triangle",
    "fairness_verdict",
    "fairness_words",
    "legend_height",
    "measure_rows",
    "other_name",
    "paint_legend",
    "point_name",
    "share_range",
    "signal_text",
    "spread",
    "too_few_text",
    "unfair_text",
    "value_text",
]
