"""Charts with one row for each measure, answer or unit."""

from ui.charts.rows.answer_bars import AnswerBars
from ui.charts.rows.change_bar import Change, ChangeBar
from ui.charts.rows.dumbbell import DumbbellChart
from ui.charts.rows.fairness_strip import FairnessStrip, StripValues, paint_strip, strip_height
from ui.charts.rows.rank_order import Caterpillar, CaterpillarChart, CaterpillarRow

__all__ = [
    "AnswerBars",
    "Caterpillar",
    "CaterpillarChart",
    "CaterpillarRow",
    "Change",
    "ChangeBar",
    "DumbbellChart",
    "FairnessStrip",
    "StripValues",
    "paint_strip",
    "strip_height",
]
