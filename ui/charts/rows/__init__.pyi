from .answer_bars import AnswerBars
from .change_bar import Change, ChangeBar
from .dumbbell import DumbbellChart
from .rank_order import Caterpillar, CaterpillarChart, CaterpillarRow

__all__ = [
    "AnswerBars",
    "Caterpillar",
    "CaterpillarChart",
    "CaterpillarRow",
    "Change",
    "ChangeBar",
    "DumbbellChart",
]
