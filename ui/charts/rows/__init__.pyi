from .answer_bars import AnswerBars
from .change_bar import Change, ChangeBar
from .dumbbell import DumbbellChart
from .fairness_strip import FairnessStrip, StripValues, paint_strip, strip_height
from .rank_order import Caterpillar, CaterpillarChart, CaterpillarRow

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
